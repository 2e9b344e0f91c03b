/** Aho–Corasick: finds any number of literal terms in one pass over the text. */

export interface Hit {
  /** Index of the term. */
  term: number;
  start: number;
  end: number;
}

interface Node {
  next: Map<number, number>;
  /** Longest proper suffix that is also a node. */
  fail: number;
  /** Terms that end here. */
  ends: number[];
  /** Nearest node along the fail links where a term ends; 0 for none. */
  exit: number;
}

/** Lower case without a change of length, so that offsets stay true. */
export function foldCase(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const unit = text.charAt(i).toLowerCase();
    out += unit.length === 1 ? unit : text.charAt(i);
  }
  return out;
}

export class Automaton {
  private readonly nodes: Node[] = [{ next: new Map(), fail: 0, ends: [], exit: 0 }];
  private readonly lengths: number[];

  /** Terms are compared as given: fold them and the text first when case does not matter. */
  constructor(terms: readonly string[]) {
    this.lengths = terms.map((term) => term.length);
    terms.forEach((term, index) => {
      let at = 0;
      for (let i = 0; i < term.length; i++) {
        const code = term.charCodeAt(i);
        let to = this.node(at).next.get(code);
        if (to === undefined) {
          to = this.nodes.push({ next: new Map(), fail: 0, ends: [], exit: 0 }) - 1;
          this.node(at).next.set(code, to);
        }
        at = to;
      }
      if (term.length) this.node(at).ends.push(index);
    });
    this.link();
  }

  /** All occurrences, overlapping ones too, in order of their ends. */
  find(text: string): Hit[] {
    const hits: Hit[] = [];
    let at = 0;
    for (let i = 0; i < text.length; i++) {
      at = this.step(at, text.charCodeAt(i));
      for (let node = at; node; node = this.node(node).exit)
        for (const term of this.node(node).ends)
          hits.push({ term, start: i + 1 - (this.lengths[term] ?? 0), end: i + 1 });
    }
    return hits;
  }

  private node(index: number): Node {
    return this.nodes[index] as Node;
  }

  private step(at: number, code: number): number {
    let from = at;
    for (;;) {
      const to = this.node(from).next.get(code);
      if (to !== undefined) return to;
      if (from === 0) return 0;
      from = this.node(from).fail;
    }
  }

  /** Fail links, breadth first. */
  private link(): void {
    const queue = [...this.node(0).next.values()];
    for (let head = 0; head < queue.length; head++) {
      const at = queue[head] as number;
      for (const [code, to] of this.node(at).next) {
        const fail = this.step(this.node(at).fail, code);
        const node = this.node(to);
        node.fail = fail;
        node.exit = this.node(fail).ends.length ? fail : this.node(fail).exit;
        queue.push(to);
      }
    }
  }
}
