/** Preference pairs: two answers to exactly the same prompt, and a signal that says which is better. */
import type { Config } from '../../core/config.ts';
import type { Key } from '../../core/key.ts';
import type { Pair } from '../../core/model/example.ts';
import type { Card } from '../card.ts';
import { alternativePairs } from './alternatives.ts';
import { editPairs } from './edits.ts';
import { feedbackPairs } from './feedback.ts';
import { countIntents, outcomePairs } from './outcomes.ts';

/** A possible pair: kept, or refused with a reason. `sides`: the examples that it would be made of. */
export type Candidate = { pair: Omit<Pair, 'id'> } | { source: Pair['source']; why: string; sides: readonly string[] };

/** A possible pair that was not built. */
export interface Refusal {
  source: Pair['source'];
  sides: readonly string[];
  why: string;
}

export interface Preferences {
  pairs: Pair[];
  /** Possible pairs looked at, and what became of them: `in` = `pairs` + the sum of `dropped`. */
  considered: number;
  dropped: Record<string, number>;
  /** What users wanted, by the log's own ids: how many wishes, and how many with both successes and failures. */
  intents: { count: number; withBothOutcomes: number };
}

/**
 * Duplicates are folded before: only the kept example of a cluster takes part, with the feedback of all. `onRefused` hears
 * of each possible pair that is not built; there can be many, so they are not kept.
 */
export function prefer(
  cards: readonly Card[],
  config: Config,
  key: Key,
  onRefused: (refusal: Refusal) => void = () => undefined,
): Preferences {
  const kept = cards.filter((c) => c.duplicateOf === undefined);
  const wanted = new Set(config.prefer.sources);
  const out: Preferences = { pairs: [], considered: 0, dropped: {}, intents: countIntents(kept) };
  const perPrompt = new Map<string, number>();
  const seen = new Set<string>();
  for (const candidate of candidates(kept)) {
    const source = 'pair' in candidate ? candidate.pair.source : candidate.source;
    if (!wanted.has(source)) continue;
    out.considered++;
    const drop = (why: string, sides: readonly string[]): void => {
      out.dropped[`${source}: ${why}`] = (out.dropped[`${source}: ${why}`] ?? 0) + 1;
      onRefused({ source, sides, why });
    };
    if (!('pair' in candidate)) {
      drop(candidate.why, candidate.sides);
      continue;
    }
    const { pair } = candidate;
    const id = key.hash('pair', [JSON.stringify([pair.chosen, pair.rejected, pair.at])]);
    const prompt = `${source}\0${pair.chosen.example}\0${pair.at}`;
    const count = perPrompt.get(prompt) ?? 0;
    const sides = [pair.chosen.example, pair.rejected.example];
    if (seen.has(id)) drop('already paired by a stronger signal', sides);
    else if (count >= config.prefer.maxPerPrompt) drop('enough pairs for this prompt', sides);
    else {
      seen.add(id);
      perPrompt.set(prompt, count + 1);
      out.pairs.push({ id, ...pair });
    }
  }
  out.pairs.sort((a, b) => (a.id < b.id ? -1 : 1));
  return out;
}

/** Strongest signal first: what a human wrote or said before what is inferred. */
function* candidates(cards: readonly Card[]): Generator<Candidate> {
  yield* editPairs(cards);
  yield* alternativePairs(cards);
  yield* feedbackPairs(cards);
  yield* outcomePairs(cards);
}
