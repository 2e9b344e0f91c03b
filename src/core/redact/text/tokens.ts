/** Tokens: runs of letters, marks and digits. Boundaries of values are boundaries of tokens. */

export interface Token {
  text: string;
  start: number;
  end: number;
}

const WORD_CHAR = /[\p{L}\p{M}\p{N}]/u;
const WIDE_RUN = /[\p{L}\p{M}\p{N}]+/uy;

/** True for a character that a token is made of. `code` is a UTF-16 unit; halves of a pair are looked up as letters. */
export function isWordCode(code: number): boolean {
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
  if (code >= 0xd800 && code <= 0xdfff) return false;
  return WORD_CHAR.test(String.fromCharCode(code));
}

/** True when a value that starts or ends at `offset` stands at a token boundary there. */
export function isBoundary(text: string, offset: number): boolean {
  return (
    offset <= 0 ||
    offset >= text.length ||
    !isWordCode(text.charCodeAt(offset - 1)) ||
    !isWordCode(text.charCodeAt(offset))
  );
}

/** Calls back for every token until it answers true; ASCII runs are scanned without a regular expression. */
export function eachToken(text: string, visit: (start: number, end: number) => boolean, from = 0): void {
  const length = text.length;
  let i = from;
  while (i < length) {
    const code = text.charCodeAt(i);
    if (!isWordCode(code)) {
      i++;
      continue;
    }
    const start = i;
    do i++;
    while (i < length && isAsciiWord(text.charCodeAt(i)));
    if (i < length && text.charCodeAt(i) > 127) {
      WIDE_RUN.lastIndex = i;
      i += WIDE_RUN.exec(text)?.[0].length ?? 0;
    }
    if (visit(start, i)) return;
  }
}

function isAsciiWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
}

export function tokens(text: string): Token[] {
  return tokensFrom(text, 0, Number.POSITIVE_INFINITY);
}

/** The first `most` tokens of those that begin at `from` or behind it. */
export function tokensFrom(text: string, from: number, most: number): Token[] {
  const out: Token[] = [];
  eachToken(text, (start, end) => out.push({ text: text.slice(start, end), start, end }) >= most, from);
  return out;
}
