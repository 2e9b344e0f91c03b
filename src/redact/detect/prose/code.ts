/** Tells lines of code, output and stack traces from lines of language. */

const SIGNS: readonly RegExp[] = [
  // Ends of statements and blocks, operators, calls, tags.
  /[;{}]\s*$/,
  /=>|[=!]=|::|->|\w\(\)|\w\([^()]*\)[:;.]|<\/?[A-Za-z]+[ >/]/,
  /[\w\])]\s=\s[\w"'[({-]/,
  // Keywords at the start of a line that also holds a sign of code.
  /^\s*(?:def|class|import|from|return|if|elif|else|for|while|try|except|const|let|var|function|public|private|protected|static|package|func|fn|use|include|export)\b.*[(=:;{<]/,
  // Decorators, preprocessor, shells, diffs, stack frames, numbered listings.
  /^\s*(?:@\w+|#include|#!|\$ |>>>|\+\+\+|---|diff --|index [0-9a-f]{6}|File "|Traceback|at \S+\s?\()/,
  /^\s*\d+(?::|→|\t)/,
  // Disassembly and hex dumps.
  /^\s*(?:\.\w{1,20}:)?(?:0x)?[0-9a-f]{6,16}:?\s+(?:[0-9a-f]{2}\s?){2}/i,
];
/** Long lines are judged by their start: patterns must not be run over megabytes. */
const LOOK = 240;

export function isCodeLine(line: string): boolean {
  const head = line.length > LOOK ? line.slice(0, LOOK) : line;
  return SIGNS.some((sign) => sign.test(head));
}
