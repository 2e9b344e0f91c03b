/** Tokens: runs of letters, marks and digits. Boundaries of values are boundaries of tokens. */

export interface Token {
  text: string;
  start: number;
  end: number;
}

const WORD_CHAR = /[\p{L}\p{M}\p{N}]/u;
const WIDE_RUN = /[\p{L}\p{M}\p{N}]+/uy;

/** True for a character that a token is made of. `code` is a UTF-16 unit; halves of a pair are looked up as letters. */
function isWordCode(code: number): boolean {
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

/** Start of the first token at or behind `from`; the text's length when there is none. */
export function tokenStart(text: string, from: number): number {
  let i = from;
  while (i < text.length && !isWordCode(text.charCodeAt(i))) i++;
  return i;
}

/** End of the token that begins at `start`; ASCII runs are scanned without a regular expression. */
export function tokenEnd(text: string, start: number): number {
  let i = start + 1;
  while (i < text.length && isAsciiWord(text.charCodeAt(i))) i++;
  if (i < text.length && text.charCodeAt(i) > 127) {
    WIDE_RUN.lastIndex = i;
    i += WIDE_RUN.exec(text)?.[0].length ?? 0;
  }
  return i;
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
  for (let start = tokenStart(text, from); start < text.length && out.length < most; ) {
    const end = tokenEnd(text, start);
    out.push({ text: text.slice(start, end), start, end });
    start = tokenStart(text, end);
  }
  return out;
}
