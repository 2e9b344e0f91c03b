/** A token-classification model that reads short windows of text and says of each word how likely it is a name or an address. */

import { type Opened, openWeights } from '../../../../kit/onnx/runtime.ts';
import type { Piece, Tokenizer } from '../../../../kit/onnx/tokenizer.ts';
import type { ModelFolder } from './folder.ts';
import { type Role, roleOf } from './labels.ts';

/** One word of a window of which the model does not say "nothing" outright. Probabilities in thousandths, so that they can be kept as text. */
export interface WordReading {
  /** UTF-16 range in the window. */
  start: number;
  end: number;
  person: number;
  street: number;
  town: number;
  outside: number;
}

/** Above this the model is sure that a word is nothing, and it is left out. */
const SURE = 970;

const ROLE_ORDER: readonly Role[] = ['person', 'street', 'town', 'other', 'outside'];

export class NamesModel {
  private readonly tokenizer: Tokenizer;
  private readonly roles: readonly number[];
  private opened: Promise<Opened> | undefined;

  /** The folder is checked; weights and runtime are loaded with the first window, since most sessions have none. */
  constructor(private readonly folder: ModelFolder) {
    this.tokenizer = folder.tokenizer;
    this.roles = folder.labels.map((label) => ROLE_ORDER.indexOf(roleOf(label ?? '')));
  }

  /**
   * One window at a time: what a window is answered must not depend on which others were read with it, or on how many were
   * remembered; and eight together are hardly faster (5 % native).
   */
  async read(text: string): Promise<WordReading[]> {
    const all = this.tokenizer.encode(text);
    const pieces = all.slice(0, this.folder.length - 2);
    if (pieces.length === 0) return [];
    this.opened ??= openWeights(this.folder.weights);
    const { feed, session } = await this.opened;
    const ids = [this.tokenizer.cls, ...pieces.map((piece) => piece.id), this.tokenizer.sep];
    const logits = (await session.run(feed(ids)))[session.outputNames[0] ?? 'logits'];
    const words = logits ? this.words(pieces, logits.data) : [];
    const rest = all[pieces.length];
    // Beyond what it reads at once it says neither yes nor no.
    if (rest) words.push({ start: rest.start, end: text.length, person: 0, street: 0, town: 0, outside: 0 });
    return words;
  }

  /** Of a word of several pieces, the mean of them. */
  private words(pieces: readonly Piece[], logits: ArrayLike<number>): WordReading[] {
    const out: WordReading[] = [];
    for (let i = 0; i < pieces.length; ) {
      const sums = ROLE_ORDER.map(() => 0);
      let next = i;
      do this.add(sums, logits, ++next);
      while (pieces[next]?.inner);
      const [person = 0, street = 0, town = 0, , outside = 0] = sums.map((sum) =>
        Math.round((1000 * sum) / (next - i)),
      );
      const [start, end] = [pieces[i]?.start ?? 0, pieces[next - 1]?.end ?? 0];
      if (outside <= SURE) out.push({ start, end, person, street, town, outside });
      i = next;
    }
    return out;
  }

  /** Adds the probabilities of the roles at one place of the model's output. */
  private add(sums: number[], logits: ArrayLike<number>, place: number): void {
    const n = this.roles.length;
    const at = place * n;
    let max = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < n; k++) max = Math.max(max, logits[at + k] ?? max);
    let total = 0;
    for (let k = 0; k < n; k++) total += Math.exp((logits[at + k] ?? max) - max);
    for (let k = 0; k < n; k++) {
      const role = this.roles[k] ?? 0;
      sums[role] = (sums[role] ?? 0) + Math.exp((logits[at + k] ?? max) - max) / total;
    }
  }
}
