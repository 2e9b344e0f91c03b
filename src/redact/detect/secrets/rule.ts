/** What a rule for one kind of secret consists of. Rules are data: the families in `rules/` list them, `scan.ts` runs them. */

interface Common {
  /** Names the kind in findings: `github-pat`. */
  id: string;
  /** Lowest Shannon entropy, in bits a character, that the value must have. */
  entropy?: number;
  /** Further condition on the value. */
  check?: (value: string) => boolean;
  /** 0 to 1; default .97 for tokens, .9 for assigned values. */
  confidence?: number;
  /** What must occur, in lower case, in the text around the value (`NEAR` units). */
  near?: RegExp;
  /** The value may consist of one repeated character. */
  fillers?: boolean;
  /**
   * The pattern reads only the beginning of the value, and the conditions above are asked of that; this says where the value
   * ends, or undefined when what follows shows that it is none. Made by `openEnd()`.
   */
  open?: (text: string, end: number) => number | undefined;
}

/** A secret that carries its own mark: `ghp_…`. The pattern starts at the mark. */
export interface TokenRule extends Common {
  kind: 'token';
  /** Fixed beginnings, at least three characters, in lower case. Where one occurs, the pattern is tried. */
  marks: readonly string[];
  /** Sticky; bounded in length, see `open`. The value is group 1, or the whole match. */
  pattern: RegExp;
  /** The characters that may not stand directly before the mark; default letters and digits. */
  notAfter?: RegExp;
}

/** A value without a mark that is known by the name it is assigned to: `asana_client_secret = "…"`. */
export interface AssignedRule extends Common {
  kind: 'assigned';
  /** Words in the name, in lower case; the name may go on after them. */
  marks: readonly string[];
  /** Sticky; group 1 is the value. Made by `assigned()`. */
  pattern: RegExp;
  /** How the mark must be spelt, where other words contain it: `etsy` in `SetSysctl`. */
  spelt?: RegExp;
  /** What the whole name and operator, from before the mark up to the value, must contain. */
  names?: RegExp;
}

/** A pattern looked for in a window around the mark. */
export interface WindowRule extends Common {
  kind: 'window';
  marks: readonly string[];
  /** Global; bounded. Group 1 is the value, or the whole match. */
  pattern: RegExp;
  /** UTF-16 units before and after the mark. */
  before: number;
  after: number;
}

export type SecretRule = TokenRule | AssignedRule | WindowRule;

/** From the end of the mark to the value: rest of the name, quote, operator, quote. */
const REST = String.raw`[ \t\w.-]{0,24}['"\`\]\s]{0,3}(?:=>|:{1,3}=?|\?=|\|\||[=>,(])[\s'"\`=(]{0,6}`;
/** What may stand after a value. */
const STOP = String.raw`(?=['"\`\s;,)<>\]}&]|\\[nr"']|$)`;

/** Sources of value shapes, `n` characters long; `n` may be a range. */
export const alnum = (n: number | string) => `[a-z0-9]{${n}}`;
export const dashed = (n: number | string) => `[a-z0-9_-]{${n}}`;
export const loose = (n: number | string) => `[a-z0-9=_-]{${n}}`;
export const hex = (n: number | string) => `[a-f0-9]{${n}}`;
export const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/**
 * The end of a value of unlimited length.
 *
 * @param alphabet what it may consist of, as inside of a character class; signs in the midst of it (`.`) come in `inner` and count
 * only where the alphabet goes on behind them
 */
export function openEnd(alphabet: string, inner = ''): (text: string, end: number) => number {
  const rest = new RegExp(
    inner === '' ? `[${alphabet}]*={0,2}` : `(?:[${alphabet}]|[${inner}](?=[${alphabet}]))*={0,2}`,
    'y',
  );
  return (text, end) => {
    rest.lastIndex = end;
    rest.exec(text);
    return Math.max(end, rest.lastIndex);
  };
}

type Options<R> = Omit<Partial<R>, 'id' | 'kind' | 'marks' | 'pattern'>;

/** An underscore behind a value that can hold none is where a name goes on: `old_ghp_…_bak`. */
const endOf = (pattern: string): string =>
  /\\w|\[[^\]]*_[^\]]*\]/.test(pattern) ? '(?![A-Za-z0-9_])' : '(?![A-Za-z0-9])';

/**
 * A token rule; `pattern` is the source of the value from its mark on, read without regard to case when `anyCase`.
 * `tail` is the source of what must follow, by default no letter or digit, and no underscore where
 * the value may hold one.
 */
export function token(
  id: string,
  marks: readonly string[],
  pattern: string,
  options: Options<TokenRule> & { anyCase?: boolean; tail?: string } = {},
): TokenRule {
  const { anyCase = false, tail = options.open ? '' : endOf(pattern), ...rest } = options;
  return { kind: 'token', id, marks, pattern: new RegExp(`(?:${pattern})${tail}`, anyCase ? 'iy' : 'y'), ...rest };
}

/** Most values of services have a digit; text and identifiers seldom do. */
const hasDigit = (value: string) => /\d/.test(value);

/** An assigned rule; `value` is the source of the value's shape, read without regard to case unless `cased`. */
export function assigned(
  id: string,
  marks: readonly string[],
  value: string,
  options: Options<AssignedRule> & { cased?: boolean } = {},
): AssignedRule {
  const { cased = false, check = hasDigit, ...rest } = options;
  const stop = rest.open ? '' : STOP;
  return {
    kind: 'assigned',
    id,
    marks,
    pattern: new RegExp(`${REST}(${value})${stop}`, cased ? 'y' : 'iy'),
    check,
    ...rest,
  };
}

/** A window rule. */
export function within(
  id: string,
  marks: readonly string[],
  pattern: RegExp,
  reach: { before: number; after: number },
  options: Omit<Options<WindowRule>, 'before' | 'after'> = {},
): WindowRule {
  return { kind: 'window', id, marks, pattern, ...reach, ...options };
}
