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
}

/** A secret that carries its own mark: `ghp_…`. The pattern starts at the mark. */
export interface TokenRule extends Common {
  kind: 'token';
  /** Fixed beginnings, at least three characters, in lower case. Where one occurs, the pattern is tried. */
  marks: readonly string[];
  /** Sticky; bounded in length. The value is group 1, or the whole match. */
  pattern: RegExp;
  /** Whether a letter or digit may stand directly before the mark; default false. */
  glued?: boolean;
}

/** A value without a mark that is known by the name it is assigned to: `asana_client_secret = "…"`. */
export interface AssignedRule extends Common {
  kind: 'assigned';
  /** Words in the name, in lower case; the name may go on after them. */
  marks: readonly string[];
  /** Sticky; group 1 is the value. Made by `assigned()`. */
  pattern: RegExp;
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

/** A token rule; `pattern` is the source of the value from its mark on. */
export function token(
  id: string,
  marks: readonly string[],
  pattern: string,
  options: Omit<Partial<TokenRule>, 'id' | 'kind' | 'marks' | 'pattern'> & { flags?: string; tail?: string } = {},
): TokenRule {
  const { flags = '', tail = String.raw`(?![A-Za-z0-9_])`, ...rest } = options;
  return { kind: 'token', id, marks, pattern: new RegExp(`(?:${pattern})${tail}`, `y${flags}`), ...rest };
}

/** An assigned rule; `value` is the source of the value's shape, matched without regard to case. */
export function assigned(
  id: string,
  marks: readonly string[],
  value: string,
  options: Omit<Partial<AssignedRule>, 'id' | 'kind' | 'marks' | 'pattern'> = {},
): AssignedRule {
  return { kind: 'assigned', id, marks, pattern: new RegExp(`${REST}(${value})${STOP}`, 'iy'), ...options };
}

/** A window rule. */
export function within(
  id: string,
  marks: readonly string[],
  pattern: RegExp,
  reach: { before: number; after: number },
  options: Omit<Partial<WindowRule>, 'id' | 'kind' | 'marks' | 'pattern' | 'before' | 'after'> = {},
): WindowRule {
  return { kind: 'window', id, marks, pattern, ...reach, ...options };
}
