/** Requests placed by their terms: latent semantic analysis over TF-IDF. */
import type { Card } from '../card.ts';
import { dealtAnew } from './dealt.ts';
import { Lsa } from './lsa.ts';
import type { Space } from './space.ts';
import { hashesIn } from './terms.ts';
import { Vocabulary } from './vectors.ts';

/** Random requests reached 1.36, real logs 2.0 and more: docs/trajectories.md. */
const ABOVE_NOISE = 1.6;
/** Twice the spread of random cosines in 32 directions. */
const NEAR = 0.35;

/**
 * @param cards all of the run: they say how common a term is
 * @param next random numbers from 0 to 1
 */
export function spaceOfTerms(cards: readonly Card[], sample: readonly Card[], next: () => number): Space {
  const vocabulary = new Vocabulary(requestsIn(cards));
  const terms = sample.map((card) => hashesIn(card.terms));
  const { lsa, points } = directions(terms, vocabulary, next);
  return {
    points,
    near: NEAR,
    aboveNoise: ABOVE_NOISE,
    place: (card) => lsa.project(vocabulary.vector(hashesIn(card.terms))),
    // Directions are found in noise as well, so that they are looked for anew.
    noise: (again) => directions(dealtAnew(terms, again), vocabulary, again).points,
  };
}

function directions(requests: readonly Iterable<number>[], vocabulary: Vocabulary, next: () => number) {
  const vectors = requests.map((terms) => vocabulary.vector(terms));
  const lsa = new Lsa(vectors, vocabulary.size, next);
  return { lsa, points: vectors.map((v) => lsa.project(v)) };
}

/** Each request once: what is asked a thousand times is no word of everybody's. */
function* requestsIn(cards: readonly Card[]): Generator<Uint32Array> {
  const seen = new Set<string>();
  for (const { terms } of cards) {
    const same = terms.toString('latin1');
    if (seen.has(same)) continue;
    seen.add(same);
    yield hashesIn(terms);
  }
}
