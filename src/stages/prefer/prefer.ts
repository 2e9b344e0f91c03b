/** Preference pairs: two answers to exactly the same prompt, and a signal that says which is better. */

import type { Key } from '../../kit/key.ts';
import type { Config } from '../../model/config.ts';
import type { Pair } from '../../model/example.ts';
import type { Card } from '../card.ts';
import { type Curation, curated } from '../curated.ts';
import { alternativePairs } from './alternatives.ts';
import { type Candidate, isProposal, type Refusal } from './candidate.ts';
import { editPairs } from './edits.ts';
import { feedbackPairs } from './feedback.ts';
import { countIntents, outcomePairs } from './outcomes.ts';

export interface Preferences {
  pairs: Pair[];
  /** Possible pairs looked at, and what became of them: `in` = `pairs` + the sum of `dropped`. */
  considered: number;
  dropped: Record<string, number>;
  /** Tasks by the log's own ids: how many whose outcome is known, and how many with both successes and failures. */
  intents: { count: number; withBothOutcomes: number };
}

/**
 * Only the kept example of a cluster takes part, with the feedback and the outcome of all its copies.
 *
 * @param onRefused hears of each possible pair that is not built; there can be a million, so they are not kept
 */
export function prefer(
  cards: readonly Card[],
  curation: Curation,
  config: Pick<Config, 'prefer'>,
  key: Key,
  onRefused: (refusal: Refusal) => void = () => undefined,
): Preferences {
  const { sources, maxPerPrompt } = config.prefer;
  const kept = cards.flatMap((c) => (curation.keptFor.has(c.id) ? [] : [curated(c, curation)]));
  const out: Preferences = { pairs: [], considered: 0, dropped: {}, intents: countIntents(kept) };
  const perPrompt = new Map<string, number>();
  const seen = new Set<string>();
  const refuse = (refusal: Refusal): void => {
    const reason = `${refusal.source}: ${refusal.why}`;
    out.dropped[reason] = (out.dropped[reason] ?? 0) + 1;
    onRefused(refusal);
  };
  for (const candidate of candidates(kept)) {
    const { source } = isProposal(candidate) ? candidate.evidence : candidate;
    if (!sources.includes(source)) continue;
    out.considered++;
    if (!isProposal(candidate)) {
      refuse(candidate);
      continue;
    }
    const { chosen, rejected, at } = candidate;
    const id = key.hash('pair', [JSON.stringify([chosen, rejected, at])]);
    const prompt = `${source}\0${chosen.example}\0${at}`;
    const count = perPrompt.get(prompt) ?? 0;
    const sides = [chosen.example, rejected.example];
    if (seen.has(id)) refuse({ source, sides, why: 'already paired by a stronger signal' });
    else if (count >= maxPerPrompt) refuse({ source, sides, why: 'enough pairs for this prompt' });
    else {
      seen.add(id);
      perPrompt.set(prompt, count + 1);
      out.pairs.push({ id, ...candidate });
    }
  }
  out.pairs.sort((a, b) => (a.id < b.id ? -1 : 1));
  return out;
}

/** Strongest signal first: what a person wrote or said before what is inferred. */
function* candidates(cards: readonly Card[]): Generator<Candidate> {
  yield* editPairs(cards);
  yield* alternativePairs(cards);
  yield* feedbackPairs(cards);
  yield* outcomePairs(cards);
}
