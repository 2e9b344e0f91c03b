/** Runs the user's own regular expressions under a bound: a pattern that backtracks without end stops with a clear message. */
import { createContext, runInContext } from 'node:vm';
import { UserError } from '../../kit/errors.ts';

/** Time for one pattern over one session; linear patterns need a few milliseconds per megabyte. */
const BASE_MS = 1000;
const MS_PER_MB = 200;

export interface PatternMatch {
  /** Index of the text. */
  text: number;
  start: number;
  end: number;
}

/**
 * Compiles a pattern. Patterns match Unicode code points; case as asked.
 * @param where Where the user wrote it.
 * @throws UserError that says what is wrong with it, without quoting it.
 */
export function compilePattern(source: string, caseSensitive: boolean, where: string): RegExp {
  try {
    return new RegExp(source, caseSensitive ? 'gu' : 'giu');
  } catch (error) {
    throw new UserError(
      `${where}: the pattern is not a valid regular expression: ${(error as Error).message.split(': ').at(-1)}`,
      'Correct the pattern, or remove `regex` to take it as a literal term.',
    );
  }
}

/** All non-empty matches of one pattern in the texts. */
export function matchBounded(pattern: RegExp, texts: readonly string[], where: string): PatternMatch[] {
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  // The pattern and the texts go in as data; the script itself is fixed.
  const sandbox = createContext({ source: pattern.source, flags: pattern.flags, texts, out: [] as PatternMatch[] });
  try {
    runInContext(SCRIPT, sandbox, { timeout: BASE_MS + Math.ceil((length / 1e6) * MS_PER_MB) });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new UserError(
      `${where}: the pattern takes too long on this log: it backtracks.`,
      'Rewrite it without nested or adjacent repetitions such as (a+)+ or .*.*, or use literal terms.',
    );
  }
  return (sandbox as unknown as { out: PatternMatch[] }).out;
}

const SCRIPT = `
const regex = new RegExp(source, flags);
for (let text = 0; text < texts.length; text++) {
  regex.lastIndex = 0;
  for (let match; (match = regex.exec(texts[text])); ) {
    if (match[0] === '') { regex.lastIndex++; continue; }
    out.push({ text, start: match.index, end: match.index + match[0].length });
  }
}`;
