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

/** Next states by state and class. Only of ASCII: what other scripts write is seldom, and would make each row many times as long. */
interface Table {
  /** Row of the next state, by row and class. */
  cells: Uint16Array;
  /** Cells of a row. */
  width: number;
  /** State of a row, row of a state. */
  nodes: Int32Array;
  rows: Int32Array;
  /** From this row on a term ends. */
  exiting: number;
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
  /** Class of a character, those of ASCII first; 0 is any character that no term has. */
  private readonly classes = new Uint16Array(65_536);
  private readonly table: Table | undefined;

  /** Empty terms are never found. */
  constructor(
    private readonly terms: readonly string[],
    { ignoreAsciiCase = false }: AutomatonOptions = {},
  ) {
    const width = this.classify(ignoreAsciiCase);
    terms.forEach((term, index) => {
      if (term.length) this.ends[this.insert(term)]?.push(index);
    });
    const order = this.link();
    this.exits = this.exitsOf(order);
    const { length } = this.nodes;
    if (length <= MAX_STATES && length * width <= MAX_CELLS) this.table = this.tabulate(order, width);
  }

  /** Calls `hit` for every occurrence, overlapping ones too: index of the term, start of it in the text. Ordered by where they end. */
  scan(text: string, hit: (term: number, start: number) => void): void {
    if (this.table) this.scanBy(this.table, text, hit);
    else this.walk(text, hit);
  }

  private scanBy(
    { cells, width, nodes, rows, exiting }: Table,
    text: string,
    hit: (term: number, start: number) => void,
  ): void {
    const { classes } = this;
    let row = 0;
    for (let i = 0; i < text.length; i++) {
      const symbol = classes[text.charCodeAt(i)]!;
      row = symbol < width ? cells[row * width + symbol]! : rows[this.step(nodes[row]!, symbol)]!;
      if (row >= exiting) this.report(nodes[row]!, i + 1, hit);
    }
  }

  private walk(text: string, hit: (term: number, start: number) => void): void {
    let state = 0;
    for (let i = 0; i < text.length; i++) {
      state = this.step(state, this.classes[text.charCodeAt(i)]!);
      if (this.exits[state]) this.report(state, i + 1, hit);
    }
  }

  private report(state: number, end: number, hit: (term: number, start: number) => void): void {
    for (let at = this.exits[state]!; at; at = this.exits[this.nodes[at]!.fail]!)
      for (const term of this.ends[at]!) hit(term, end - this.terms[term]!.length);
  }

  /** Number of classes of ASCII; those of other characters follow. */
  private classify(ignoreAsciiCase: boolean): number {
    let classes = 0;
    let ascii = 0;
    for (const wide of [false, true]) {
      for (const term of this.terms)
        for (let i = 0; i < term.length; i++) {
          const code = term.charCodeAt(i);
          if (code > 127 === wide && !this.classes[code]) this.classes[code] = ++classes;
        }
      if (!wide) ascii = classes + 1;
    }
    if (ignoreAsciiCase) for (let code = 65; code <= 90; code++) this.classes[code] = this.classes[code + 32]!;
    return ascii;
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

  /** Rows of states where nothing ends come first, and in both parts the shallow ones, among which a text spends its time. */
  private tabulate(order: readonly number[], width: number): Table {
    const plain = order.filter((at) => !this.exits[at]);
    const nodes = Int32Array.from([0, ...plain, ...order.filter((at) => this.exits[at])]);
    const rows = new Int32Array(nodes.length);
    nodes.forEach((at, row) => {
      rows[at] = row;
    });
    const cells = new Uint16Array(nodes.length * width);
    for (const at of [0, ...order]) {
      const { next, fail } = this.nodes[at]!;
      // What the state itself does not know, its longest suffix does; its row is there already.
      cells.copyWithin(rows[at]! * width, rows[fail]! * width, (rows[fail]! + 1) * width);
      for (const [symbol, to] of next) if (symbol < width) cells[rows[at]! * width + symbol] = rows[to]!;
    }
    return { cells, width, nodes, rows, exiting: plain.length + 1 };
  }
}
