/** Tells lines of code, output and stack traces from lines of language. */

/** Operators, calls, tags. */
const OPERATORS = /=>|[=!]=|::|->|\w\(\)|\w\([^()]*\)[:;.]|<\/?[A-Za-z]+[ >/]/;
const ASSIGNMENT = /[\w\])]\s=\s[\w"'[({-]/;
/** Keywords at the start of a line that also holds a sign of code. */
const KEYWORDS =
  /^\s*(?:def|class|import|from|return|if|elif|else|for|while|try|except|const|let|var|function|public|private|protected|static|package|func|fn|use|include|export)\b.*[(=:;{<]/;
/** Ends of statements and blocks. */
const END = /[;{}]\s*$/;
/** What a line begins with. */
const STARTS: readonly RegExp[] = [
  // Decorators, preprocessor, shells, diffs, stack frames, numbered listings.
  /^\s*(?:@\w+|#include|#!|\$ |>>>|\+\+\+|---|diff --|index [0-9a-f]{6}|File "|Traceback|at \S+\s?\()/,
  /^\s*\d+(?::|→|\t)/,
  // Disassembly and hex dumps.
  /^\s*(?:\.\w{1,20}:)?(?:0x)?[0-9a-f]{6,16}:?\s+(?:[0-9a-f]{2}\s?){2}/i,
];
/** All of them, for the test that compares them with what the signs let through. */
export const CODE_PATTERNS: readonly RegExp[] = [OPERATORS, ASSIGNMENT, KEYWORDS, END, ...STARTS];
/** Long lines are judged by their start: patterns must not be run over megabytes. */
const LOOK = 240;

/** What each sign of ASCII is a part of: the patterns need these, and most lines hold none. */
const OPERATOR = 1;
const EQUALS = 2;
const CODE = 4;
const ENDING = 8;
const STARTING = 16;
const SIGNS = new Uint8Array(128);
for (const [bit, signs] of [
  [OPERATOR, '=:-(<'],
  [EQUALS, '='],
  [CODE, '(=:;{<'],
  [ENDING, ';{}'],
  [STARTING, '@#$>+-.dDiFTaA0123456789bBcCeEf'],
] as const)
  for (const sign of signs) SIGNS[sign.charCodeAt(0)] = (SIGNS[sign.charCodeAt(0)] ?? 0) | bit;
/** White space beyond ASCII is left to the patterns. */
const ANY = 0xff;

const signsAt = (line: string, at: number): number => {
  const code = line.charCodeAt(at);
  return code < 128 ? (SIGNS[code] as number) : ANY;
};

export function isCodeLine(line: string): boolean {
  const head = line.length > LOOK ? line.slice(0, LOOK) : line;
  let signs = 0;
  for (let i = 0; i < head.length; i++) {
    const code = head.charCodeAt(i);
    if (code < 128) signs |= SIGNS[code] as number;
  }
  let start = 0;
  while (start < head.length && head.charCodeAt(start) <= 32) start++;
  let end = head.length;
  while (end > start && head.charCodeAt(end - 1) <= 32) end--;
  if (start === end) return false;
  return Boolean(
    (signsAt(head, end - 1) & ENDING && END.test(head)) ||
      (signs & OPERATOR && OPERATORS.test(head)) ||
      (signs & EQUALS && ASSIGNMENT.test(head)) ||
      (signs & CODE && KEYWORDS.test(head)) ||
      (signsAt(head, start) & STARTING && STARTS.some((pattern) => pattern.test(head))),
  );
}
