/**
 * Topics: clusters of what users ask for, named by their terms. Of a large run a sample makes the clusters, and every request is
 * given the nearest; one that is near none stays `unknown`.
 */
import { Key } from '../../kit/key.ts';
import { randomOf } from '../../kit/random.ts';
import type { Config } from '../../model/config.ts';
import type { Card } from '../card.ts';
import type { ExampleSource } from '../example-source.ts';
import { bestClustering, type Clustering, nearest } from './cluster.ts';
import { Lsa } from './lsa.ts';
import { namesOf, type Request } from './names.ts';
import { hashesIn, requestOf, termsOf } from './terms.ts';
import { Vocabulary } from './vectors.ts';

export interface Topics {
  /** Name of each topic; the largest first. */
  readonly names: readonly string[];
  /** Name of an example's topic, by its id; absent: near none. */
  readonly of: ReadonlyMap<string, string>;
  /** Mean silhouette of the sample; 0 where no clusters were found. */
  readonly silhouette: number;
}

const NO_TOPICS: Topics = { names: [], of: new Map(), silhouette: 0 };

/** Requests that make the clusters: all against all of them is half a second. */
const SAMPLE = 800;
/** Fewer requests have no topics to speak of. */
const FEWEST = 12;
/** Times the silhouette of noise. Random requests reached 1.36, real logs 2.0 and more: docs/trajectories.md. */
const ABOVE_NOISE = 1.6;
/** Cosine to the centre that makes a request one of the topic: twice the spread of random ones in 32 directions. */
const NEAR = 0.35;
/** Members nearest to the centre that a topic is named by. */
const NAMED_BY = 30;

/**
 * @param cards in the order of their ids; each is given a topic by itself, so copies get the same
 * @param store where the few texts are read that give a topic its name
 * @param clearing of the sessions whose requests give names: may everybody read a term of them?
 */
export function topicsOf(
  cards: readonly Card[],
  store: ExampleSource,
  { topics, seed }: Pick<Config, 'topics' | 'seed'>,
  clearing: (sessions: readonly string[]) => (term: string) => boolean,
): Topics {
  if (!topics.enabled) return NO_TOPICS;
  const vocabulary = new Vocabulary(requestsIn(cards));
  const next = randomOf(new Key(Buffer.from(seed)).digest('topics', []).readUInt32BE(0));
  const drawn = sampleOf(cards, seed);
  const terms = drawn.map((card) => hashesIn(card.terms));
  const made = clustersOf(terms, vocabulary, topics.most, next);
  if (!made) return NO_TOPICS;
  // Directions are found in noise as well. Clusters that hardly differ from those of the same terms dealt out anew are noise.
  const noise = clustersOf(dealtAnew(terms, next), vocabulary, topics.most, next)?.silhouette ?? 0;
  if (made.silhouette < noise * ABOVE_NOISE) return NO_TOPICS;

  const members = made.centroids.map((_, cluster) => membersOf(cluster, drawn, made));
  const requestsOf = (list: readonly Card[]): Request[] =>
    list.map((card) => ({ session: card.session, terms: termsOf(requestOf(store.read(card).messages)) }));
  // What any session of the sample hid is not shown by another that wrote it in a way that nobody recognised.
  const clears = clearing([...new Set(drawn.map(({ session }) => session))]);
  const names = namesOf(members.map(requestsOf), clears);
  const of = new Map<string, string>();
  const sizes = new Map<string, number>();
  for (const card of cards) {
    const { cluster, similarity } = made.nearest(hashesIn(card.terms));
    const name = names[cluster];
    if (similarity < NEAR || name === undefined) continue;
    of.set(card.id, name);
    sizes.set(name, (sizes.get(name) ?? 0) + 1);
  }
  const bySize = [...sizes].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([name]) => name);
  return { names: bySize, of, silhouette: Math.round(made.silhouette * 1000) / 1000 };
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

interface Clusters extends Clustering {
  /** Undefined for a request that shares no direction with the others. */
  points: readonly (Float32Array | undefined)[];
  nearest(terms: Uint32Array): { cluster: number; similarity: number };
}

/** @returns undefined where too few requests share a term with others */
function clustersOf(
  requests: readonly Uint32Array[],
  vocabulary: Vocabulary,
  most: number,
  next: () => number,
): Clusters | undefined {
  const vectors = requests.map((terms) => vocabulary.vector(terms));
  const lsa = new Lsa(vectors, vocabulary.size, next);
  const points = vectors.map((v) => lsa.project(v));
  const placed = points.filter((p) => p !== undefined);
  const made = placed.length < FEWEST ? undefined : bestClustering(placed, most, next);
  if (!made) return undefined;
  return {
    ...made,
    points,
    nearest(terms) {
      const point = lsa.project(vocabulary.vector(terms));
      return point ? nearest(point, made.centroids) : { cluster: -1, similarity: -1 };
    },
  };
}

/** Requests of the same lengths, of the same terms as often, without what they have to do with each other. */
function dealtAnew(requests: readonly Uint32Array[], next: () => number): Uint32Array[] {
  const all = requests.flatMap((terms) => [...terms]);
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [all[i], all[j]] = [all[j] as number, all[i] as number];
  }
  let from = 0;
  return requests.map(({ length }) => {
    from += length;
    return Uint32Array.from(all.slice(from - length, from));
  });
}

/** By the hash of an id under the seed, so that it hangs neither on order nor on what else is in the run. Equal requests count once. */
function sampleOf(cards: readonly Card[], seed: string): Card[] {
  const key = new Key(Buffer.from(seed));
  const byTerms = new Map<string, Card>();
  for (const card of cards) {
    const same = card.terms.toString('latin1');
    if (same !== '' && !byTerms.has(same)) byTerms.set(same, card);
  }
  return [...byTerms.values()]
    .map((card) => ({ card, at: key.hash('topic', [card.id], 8) }))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .slice(0, SAMPLE)
    .map(({ card }) => card);
}

function membersOf(cluster: number, drawn: readonly Card[], { points, centroids }: Clusters): Card[] {
  return drawn
    .flatMap((card, i) => {
      const point = points[i];
      return point ? [{ card, ...nearest(point, centroids) }] : [];
    })
    .filter((m) => m.cluster === cluster && m.similarity >= NEAR)
    .sort((a, b) => b.similarity - a.similarity || (a.card.id < b.card.id ? -1 : 1))
    .slice(0, NAMED_BY)
    .map(({ card }) => card);
}
