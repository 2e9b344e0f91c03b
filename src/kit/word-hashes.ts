/**
 * Texts as lists of hashed words, for comparing them: lower case, without punctuation and spacing. What differs in these alone
 * is the same list.
 */

/** Of each ASCII character; letters and digits make words, all others stand between them. */
const ASCII_WORD = new Uint8Array(128);
for (const c of 'abcdefghijklmnopqrstuvwxyz0123456789') ASCII_WORD[c.charCodeAt(0)] = 1;

const NON_ASCII = /[^\0-\x7f]/;

/** Scripts that write no spaces (a character is a word), and pairs of surrogates: rarer ideographs and emoji. */
const alone = (c: number): boolean =>
  (c >= 0x0e00 && c <= 0x0eff) || // Thai, Lao
  (c >= 0x1000 && c <= 0x109f) || // Burmese
  (c >= 0x1780 && c <= 0x17ff) || // Khmer
  (c >= 0x2e80 && c <= 0x9fff && (c < 0x3000 || c > 0x3004) && (c < 0x3008 || c > 0x303f)) || // kana, ideographs
  (c >= 0xd800 && c <= 0xdfff);

/** Marks and signs outside ASCII: they stand between words as those of ASCII do. */
const between = (c: number): boolean =>
  c < 0xaa ||
  (c > 0xaa && c < 0xb5) ||
  (c > 0xb5 && c < 0xba) ||
  (c > 0xba && c < 0xc0) ||
  (c >= 0x2000 && c <= 0x2bff) ||
  (c >= 0x3000 && c <= 0x303f) ||
  c >= 0xff00;

/** FNV-1a's prime: any odd one with few equal bits does. */
const PRIME = 0x01000193;
const START = 0x811c9dc5 | 0;

/** Spreads what differs in any bit over all of them (the finalizer of MurmurHash3). */
export function mixed(h: number): number {
  let x = h;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}

/** Of a hashed word: 2, and 1 for a character that stands alone, since two of them are about a word. */
export const weightOf = (word: number): 1 | 2 => ((word & 1) === 1 ? 1 : 2);

/**
 * Collects the words of one or more texts, 16 bits each: equal words are equal, and of two different ones one pair in 32,768 is.
 * The lowest bit says whether a word is a character that stands alone.
 */
export class Tokens {
  private list = new Uint16Array(1024);
  private size = 0;

  /** Number of words so far. */
  get length(): number {
    return this.size;
  }

  /** What was collected so far, as a copy. */
  words(): Uint16Array {
    return this.list.slice(0, this.size);
  }

  clear(): void {
    this.size = 0;
  }

  add(text: string): void {
    const ascii = !NON_ASCII.test(text);
    const plain = (ascii ? text : text.normalize('NFKC')).toLowerCase();
    let h = START;
    for (let i = 0; i < plain.length; i++) {
      const c = plain.charCodeAt(i);
      if (c < 128 ? ASCII_WORD[c] === 1 : !alone(c) && !between(c)) h = Math.imul(h ^ c, PRIME);
      else {
        if (h !== START) this.push(mixed(h) & ~1);
        h = START;
        if (c >= 128 && alone(c)) this.push(mixed(Math.imul(START ^ c, PRIME)) | 1);
      }
    }
    if (h !== START) this.push(mixed(h) & ~1);
  }

  private push(word: number): void {
    if (this.size === this.list.length) {
      const longer = new Uint16Array(this.size * 2);
      longer.set(this.list);
      this.list = longer;
    }
    this.list[this.size++] = word;
  }
}

/** @returns the words of one text */
export function tokensOf(text: string): Uint16Array {
  const tokens = new Tokens();
  tokens.add(text);
  return tokens.words();
}
