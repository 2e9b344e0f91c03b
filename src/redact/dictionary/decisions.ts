/** The user's decisions on values, known only as keyed hashes, found again in any text. */
import type { Key } from '../../kit/key.ts';
import type { Finding } from '../detect/detector.ts';
import { inSource } from '../detect/unite.ts';
import { headHash, valueHash } from '../plan/values.ts';
import { tokens } from '../text/tokens.ts';
import type { ValueDecision } from '../types.ts';
import { viewOf } from '../view/view.ts';

const NONE: readonly Finding[] = [];

export class Decisions {
  private readonly byHash = new Map<string, ValueDecision>();
  /** Numbers of tokens of the values to be hidden, by the hash of their first token. */
  private readonly lengths = new Map<string, Set<number>>();
  private readonly heads = new Map<string, Set<number> | null>();
  readonly isEmpty: boolean;

  constructor(
    private readonly key: Key,
    decisions: readonly ValueDecision[] = [],
  ) {
    for (const decision of decisions) this.byHash.set(decision.hash, decision);
    this.isEmpty = this.byHash.size === 0;
    for (const { hash, decision } of this.byHash.values()) {
      const [, count, head] = hash.split('-');
      if (decision !== 'mask' || !count || !head) continue;
      const lengths = this.lengths.get(head);
      if (lengths) lengths.add(Number(count));
      else this.lengths.set(head, new Set([Number(count)]));
    }
  }

  /** True when the user decided never to hide this value. */
  allows(text: string): boolean {
    return !this.isEmpty && this.byHash.get(valueHash(this.key, text))?.decision === 'never';
  }

  /** Occurrences of the values that the user decided to hide. */
  find(text: string): readonly Finding[] {
    if (this.lengths.size === 0) return NONE;
    const view = viewOf(text);
    return view ? [...this.inText(text), ...inSource(view, this.inText(view.text))] : this.inText(text);
  }

  private inText(text: string): readonly Finding[] {
    const out: Finding[] = [];
    const words = tokens(text);
    words.forEach((word, i) => {
      const lengths = this.lengthsBehind(word.text.normalize('NFKC').toLowerCase());
      if (!lengths) return;
      for (const length of lengths) {
        const last = words[i + length - 1];
        if (!last) continue;
        const decision = this.byHash.get(valueHash(this.key, text.slice(word.start, last.end)));
        if (decision?.decision !== 'mask') continue;
        const range = { start: word.start, end: last.end };
        out.push({ ...range, type: decision.type ?? 'CUSTOM', detector: 'decision', confidence: 1 });
      }
    });
    return out;
  }

  private lengthsBehind(token: string): Set<number> | null {
    let known = this.heads.get(token);
    if (known === undefined) {
      if (this.heads.size > 100_000) this.heads.clear();
      known = this.lengths.get(headHash(this.key, token)) ?? null;
      this.heads.set(token, known);
    }
    return known;
  }
}
