/** Strings as Python and JavaScript write them, decoded with a map back. */
import { any } from '../view/dress.ts';
import { Mapped, type Undress } from '../view/mapped.ts';

const OPENING = /(?:[bBuU]|[rR][bB]?|[bB][rR])?(['"`])/y;
const SIMPLE: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
  '\n': '',
};

/** One escape at a time: a backslash behind a backslash begins nothing. */
const undress: Undress = (text, from) => {
  const at = text.indexOf('\\', from);
  if (at < 0 || at + 1 >= text.length) return undefined;
  const letter = text.charAt(at + 1);
  if (letter === 'x' || letter === 'u') {
    const found = any(text.slice(at, at + 24), 0);
    if (found?.at === 0) return { at, dress: found.dress };
  }
  return { at, dress: { length: 2, plain: SIMPLE[letter] ?? letter } };
};

/** A string that was read. */
export class LiteralReader {
  private constructor(
    readonly text: string,
    readonly at: (offset: number) => number,
    readonly quote: string,
    /** Behind the closing quote. */
    readonly end: number,
  ) {}

  /** @returns undefined where no string begins, or where it does not end in its line */
  static at(text: string, from: number): LiteralReader | undefined {
    OPENING.lastIndex = from;
    const opening = OPENING.exec(text);
    if (!opening) return undefined;
    const [{ length }, quote = ''] = opening;
    const start = from + length;
    const end = closing(text, start, quote);
    if (end < 0) return undefined;
    const raw = /^r|^.r/i.test(opening[0]);
    const first = raw ? -1 : text.indexOf('\\', start);
    if (first < 0 || first >= end)
      return new LiteralReader(text.slice(start, end), (offset) => start + offset, quote, end + 1);
    const plain = Mapped.of(text, start, end).without(undress);
    return new LiteralReader(plain.text, (offset) => plain.starts[offset] ?? end, quote, end + 1);
  }
}

function closing(text: string, from: number, quote: string): number {
  for (let i = from; i < text.length; i++) {
    const char = text[i];
    if (char === quote) return i;
    if (char === '\\') i++;
    else if (char === '\n') return -1;
  }
  return -1;
}
