/** Finds a few words by how they end: a text has few letters that end a word, and of these few end one that is looked for. */

export interface Word {
  /** UTF-16 range, end exclusive. */
  start: number;
  end: number;
}

const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
const isWordCode = (code: number): boolean => isLetter(code) || (code >= 48 && code <= 57) || code === 95;
/** Of the last two letters, whatever their case. */
const place = (a: number, b: number): number => ((a & 31) << 5) | (b & 31);

export class WordEnds {
  /** Words by their last two letters, the longest first. */
  private readonly byEnd: (readonly string[] | undefined)[] = new Array(1 << 10).fill(undefined);

  /** @param words of two or more letters, in lower case */
  constructor(words: readonly string[]) {
    for (const word of [...words].sort((a, b) => b.length - a.length)) {
      const at = place(word.charCodeAt(word.length - 2), word.charCodeAt(word.length - 1));
      this.byEnd[at] = [...(this.byEnd[at] ?? []), word];
    }
  }

  /**
   * The first of the words that begins at `from` or behind it, in any case. Something stands behind it that is no letter, digit
   * or `_`; before it may stand anything, so that of `userid` the last two letters are a word.
   */
  next(text: string, from: number): Word | undefined {
    for (let end = from + 2; end < text.length; end++) {
      if (isWordCode(text.charCodeAt(end))) continue;
      const [a, b] = [text.charCodeAt(end - 2), text.charCodeAt(end - 1)];
      if (!isLetter(b) || !isLetter(a)) continue;
      for (const word of this.byEnd[place(a, b)] ?? NONE) {
        const start = end - word.length;
        if (start >= from && text.slice(start, end).toLowerCase() === word) return { start, end };
      }
    }
    return undefined;
  }
}

const NONE: readonly string[] = [];
