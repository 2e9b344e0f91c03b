/** What the human's decisions do to examples and pairs. How they are stored: run/store/decision-log.ts. */
import type { Pair } from '../model/example.ts';
import type { Redacted } from '../redact/brand.ts';
import type { Card } from '../store/card.ts';

/** All that was decided on one example or pair. `Text`: plain as long as it has not passed redaction. */
export interface Decided<Text extends string = Redacted<string>> {
  verdict?: 'accept' | 'reject';
  /** New text by message number. */
  edits: Map<number, Text>;
  swapped: boolean;
  /** Of the content that was decided on. */
  fingerprint?: string;
}

/** By id of the example or pair. */
export type Decisions = ReadonlyMap<string, Decided>;

/** Sets `decision` and the mark on the cards; an accepted example loses the marks that judge its quality. */
export function applyToCards(cards: readonly Card[], decisions: Decisions): void {
  for (const card of cards) {
    const decided = decisions.get(card.id);
    if (!decided?.verdict) continue;
    card.decision = decided.verdict;
    if (decided.verdict === 'reject') card.marks.push({ mark: 'rejected', why: 'rejected by hand' });
    else {
      card.overruled = card.marks.filter((m) => QUALITY.has(m.mark));
      card.marks = card.marks.filter((m) => !QUALITY.has(m.mark));
    }
  }
}

/** What a human may overrule. Governance and duplicates stay. */
const QUALITY = new Set(['failed', 'disliked', 'unsafe', 'too_short', 'too_long', 'too_easy', 'incomplete']);

/** Pairs after the human's word: rejected ones are out, swapped ones turned round. */
export function applyToPairs(pairs: readonly Pair[], decisions: Decisions): { pairs: Pair[]; rejected: number } {
  const kept: Pair[] = [];
  let rejected = 0;
  for (const pair of pairs) {
    const decided = decisions.get(pair.id);
    if (decided?.verdict === 'reject') rejected++;
    else kept.push(decided?.swapped ? { ...pair, chosen: pair.rejected, rejected: pair.chosen } : pair);
  }
  return { pairs: kept, rejected };
}
