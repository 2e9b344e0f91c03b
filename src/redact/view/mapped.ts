/** A text in which each character knows the stretch of another text that it stands for. */

/** What stands at a place in a dress: so many characters, to be read as others. */
export interface Dress {
  length: number;
  /** May be empty: colours and marks without width are read as nothing. */
  plain: string;
}

/** Finds the next dress at `from` or behind it; `undefined` when there is none. */
export type Undress = (text: string, from: number) => { at: number; dress: Dress } | undefined;

/** UTF-16 throughout. A character made by an escape stands for all of the escape; what is read as nothing stands between two characters. */
export class Mapped {
  /** @param starts, ends the source range of each character, ascending */
  constructor(
    readonly text: string,
    readonly starts: readonly number[],
    readonly ends: readonly number[],
  ) {}

  static of(source: string, from: number, to: number): Mapped {
    const starts: number[] = [];
    const ends: number[] = [];
    for (let at = from; at < to; at++) {
      starts.push(at);
      ends.push(at + 1);
    }
    return new Mapped(source.slice(from, to), starts, ends);
  }

  /** The same with every dress taken off; itself when it wears none. */
  without(undress: Undress): Mapped {
    let next = undress(this.text, 0);
    if (!next) return this;
    const starts: number[] = [];
    const ends: number[] = [];
    let text = '';
    let copied = 0;
    const copy = (to: number): void => {
      text += this.text.slice(copied, to);
      for (let i = copied; i < to; i++) {
        starts.push(this.starts[i] as number);
        ends.push(this.ends[i] as number);
      }
    };
    while (next) {
      const { at, dress } = next;
      copy(at);
      copied = at + dress.length;
      text += dress.plain;
      for (let i = 0; i < dress.plain.length; i++) {
        starts.push(this.starts[at] as number);
        ends.push(this.ends[copied - 1] as number);
      }
      next = undress(this.text, copied);
    }
    copy(this.text.length);
    return new Mapped(text, starts, ends);
  }
}
