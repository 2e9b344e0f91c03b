/** Aho–Corasick: finds any number of literal terms in one pass over the text. */

interface Node {
  next: Map<number, number>;
  /** Longest proper suffix that is also a node. */
  fail: number;
}

export interface AutomatonOptions {
  /** Terms are in lower case; capital letters of ASCII in the text count as small ones. */
  ignoreAsciiCase?: boolean;
}

/** A table of at most this many cells (2 bytes each) is made: some thousand short words. Larger sets of terms walk the trie. */
const MAX_CELLS = 1 << 22;
const MAX_STATES = 65_535;

export class Automaton {
  private readonly nodes: Node[] = [{ next: new Map(), fail: 0 }];
  /** Terms that end in a state. */
  private readonly ends: number[][] = [[]];
  /** By state: itself or the nearest one along the fail links where a term ends; 0 for none, as none ends at the root. */
  private readonly exits: Int32Array;
  /** Class of a character; 0 is any character that no term has. */
  private readonly classes = new Uint16Array(65_536);
  private readonly width: number;
  /** Next state by state and class. */
  private readonly table: Uint16Array | undefined;

  /** Empty terms are never found. */
  constructor(
    private readonly terms: readonly string[],
    { ignoreAsciiCase = false }: AutomatonOptions = {},
  ) {
    this.width = this.classify(ignoreAsciiCase);
    terms.forEach((term, index) => {
      if (term.length) this.ends[this.insert(term)]?.push(index);
    });
    const order = this.link();
    this.exits = this.exitsOf(order);
    const { length } = this.nodes;
    if (length <= MAX_STATES && length * this.width <= MAX_CELLS) this.table = this.tabulate(order);
  }

  /** Calls `hit` for every occurrence, overlapping ones too: index of the term, start of it in the text. Ordered by where they end. */
  scan(text: string, hit: (term: number, start: number) => void): void {
    const { classes, table, width, exits } = this;
    let state = 0;
    for (let i = 0; i < text.length; i++) {
      const symbol = classes[text.charCodeAt(i)]!;
      state = table ? table[state * width + symbol]! : this.step(state, symbol);
      if (exits[state]) this.report(state, i + 1, hit);
    }
  }

  private report(state: number, end: number, hit: (term: number, start: number) => void): void {
    for (let at = this.exits[state]!; at; at = this.exits[this.nodes[at]!.fail]!)
      for (const term of this.ends[at]!) hit(term, end - this.terms[term]!.length);
  }

  /** Number of classes. */
  private classify(ignoreAsciiCase: boolean): number {
    let classes = 0;
    for (const term of this.terms)
      for (let i = 0; i < term.length; i++) {
        const code = term.charCodeAt(i);
        if (!this.classes[code]) this.classes[code] = ++classes;
      }
    if (ignoreAsciiCase) for (let code = 65; code <= 90; code++) this.classes[code] = this.classes[code + 32]!;
    return classes + 1;
  }

  /** The state behind a term. */
  private insert(term: string): number {
    let at = 0;
    for (let i = 0; i < term.length; i++) {
      const { next } = this.nodes[at]!;
      const symbol = this.classes[term.charCodeAt(i)]!;
      let to = next.get(symbol);
      if (to === undefined) {
        to = this.nodes.push({ next: new Map(), fail: 0 }) - 1;
        this.ends.push([]);
        next.set(symbol, to);
      }
      at = to;
    }
    return at;
  }

  private step(at: number, symbol: number): number {
    for (let from = at; ; from = this.nodes[from]!.fail) {
      const to = this.nodes[from]!.next.get(symbol);
      if (to !== undefined) return to;
      if (from === 0) return 0;
    }
  }

  /** Sets the fail links. Returns the states breadth first, the root left out. */
  private link(): number[] {
    const order = [...this.nodes[0]!.next.values()];
    for (let head = 0; head < order.length; head++) {
      const { next, fail } = this.nodes[order[head]!]!;
      for (const [symbol, to] of next) {
        this.nodes[to]!.fail = this.step(fail, symbol);
        order.push(to);
      }
    }
    return order;
  }

  private exitsOf(order: readonly number[]): Int32Array {
    const exits = new Int32Array(this.nodes.length);
    for (const at of order) exits[at] = this.ends[at]!.length ? at : exits[this.nodes[at]!.fail]!;
    return exits;
  }

  private tabulate(order: readonly number[]): Uint16Array {
    const { width } = this;
    const table = new Uint16Array(this.nodes.length * width);
    for (const at of [0, ...order]) {
      const { next, fail } = this.nodes[at]!;
      // What the state itself does not know, its longest suffix does; its row is there already.
      table.copyWithin(at * width, fail * width, (fail + 1) * width);
      for (const [symbol, to] of next) table[at * width + symbol] = to;
    }
    return table;
  }
}
