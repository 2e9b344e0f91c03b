/** Finds all occurrences of many keywords in one pass over the text, without regard to ASCII case (Aho–Corasick as a full automaton). */

export class KeywordScanner {
  /** Class of a character code; 0 is any character that no keyword has. */
  private readonly classes = new Uint8Array(128);
  private readonly width: number;
  /** Next state by state and class. */
  private readonly next: Uint16Array;
  /** Keywords that end in a state, longest first; most states have none. */
  private readonly ends: (readonly number[] | undefined)[];

  /** Keywords in lower case, ASCII. */
  constructor(private readonly keywords: readonly string[]) {
    let classes = 0;
    for (const keyword of keywords) {
      for (let i = 0; i < keyword.length; i++) {
        const code = keyword.charCodeAt(i);
        if (!this.classes[code]) this.classes[code] = ++classes;
      }
    }
    for (let code = 65; code <= 90; code++) this.classes[code] = this.classes[code + 32]!;
    this.width = classes + 1;

    const trie: Map<number, number>[] = [new Map()];
    const own: number[][] = [[]];
    keywords.forEach((keyword, index) => {
      let state = 0;
      for (let i = 0; i < keyword.length; i++) {
        const symbol = this.classes[keyword.charCodeAt(i)]!;
        let to = trie[state]!.get(symbol);
        if (to === undefined) {
          to = trie.length;
          trie.push(new Map());
          own.push([]);
          trie[state]!.set(symbol, to);
        }
        state = to;
      }
      own[state]!.push(index);
    });
    if (trie.length > 65_535) throw new Error('too many keywords for one scanner');

    this.next = new Uint16Array(trie.length * this.width);
    const fail = new Uint16Array(trie.length);
    const queue = [0];
    for (let at = 0; at < queue.length; at++) {
      const state = queue[at]!;
      for (let symbol = 1; symbol < this.width; symbol++) {
        const to = trie[state]!.get(symbol);
        const back = state === 0 ? 0 : this.next[fail[state]! * this.width + symbol]!;
        if (to === undefined) {
          this.next[state * this.width + symbol] = back;
        } else {
          this.next[state * this.width + symbol] = to;
          fail[to] = back;
          own[to]!.push(...own[back]!);
          queue.push(to);
        }
      }
    }
    this.ends = own.map((list) => (list.length ? list : undefined));
  }

  /** Calls `hit` for every occurrence: index of the keyword, start of it in the text. Ordered by where they end. */
  scan(text: string, hit: (keyword: number, start: number) => void): void {
    const { classes, next, width, ends, keywords } = this;
    let state = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      state = code < 128 ? next[state * width + classes[code]!]! : 0;
      const ended = ends[state];
      if (ended !== undefined) {
        for (const keyword of ended) hit(keyword, i + 1 - keywords[keyword]!.length);
      }
    }
  }
}
