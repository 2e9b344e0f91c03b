/**
 * Topics: clusters of what users ask for, named by their terms. Of a large run a sample makes the clusters, and every request is
 * given the nearest; one that is near none stays `unknown`.
 */
import { Key } from '../../kit/key.ts';
import type { ModelIdentity } from '../../kit/onnx/files.ts';
import { randomOf } from '../../kit/random.ts';
import type { Config } from '../../model/config.ts';
import type { Card } from '../card.ts';
import type { ExampleSource } from '../example-source.ts';
import { type Embedded, spaceOfModel } from './by-model.ts';
import { spaceOfTerms } from './by-terms.ts';
import { bestClustering, type Clustering, nearest } from './cluster.ts';
import { namesOf, type Request } from './names.ts';
import { drawRequests, SAMPLE } from './sample.ts';
import type { Space } from './space.ts';
import { requestOf, termsOf } from './terms.ts';

export interface Topics {
  /** Name of each topic; the largest first. */
  readonly names: readonly string[];
  /** Name of an example's topic, by its id; absent: near none. */
  readonly of: ReadonlyMap<string, string>;
  /** Mean silhouette of the sample; 0 where no clusters were found. */
  readonly silhouette: number;
  /** What says how alike two requests are: their terms, or a model with the number of requests that it read and did not read. */
  readonly by: 'terms' | (ModelIdentity & { requests: number; unread: number });
}

const none = (by: Topics['by']): Topics => ({ names: [], of: new Map(), silhouette: 0, by });

/** Fewer requests have no topics to speak of. */
const FEWEST = 12;
/** Members nearest to the centre that a topic is named by. */
const NAMED_BY = 30;

/**
 * @param cards in the order of their ids; each is given a topic by itself, so copies get the same
 * @param store where the few texts are read that give a topic its name
 * @param clearing of the sessions whose requests give names: may everybody read a term of them?
 * @param embedded of these cards, where a model read them
 */
export function topicsOf(
  cards: readonly Card[],
  store: ExampleSource,
  { topics, seed }: Pick<Config, 'topics' | 'seed'>,
  {
    clearing,
    embedded,
  }: { clearing: (sessions: readonly string[]) => (term: string) => boolean; embedded?: Embedded | undefined },
): Topics {
  const by = embedded ? { ...embedded.by, requests: embedded.vectors.size, unread: embedded.unread } : 'terms';
  if (!topics.enabled) return none(by);
  const next = randomOf(new Key(Buffer.from(seed)).digest('topics', []).readUInt32BE(0));
  const drawn = drawRequests(cards, seed, SAMPLE);
  const space = embedded ? spaceOfModel(embedded, drawn, next) : spaceOfTerms(cards, drawn, next);
  const made = clustersOf(space.points, topics.most, next);
  if (!made) return none(by);
  // Clusters are found in noise as well. Those that are hardly better than it are noise.
  const noise = clustersOf(space.noise(next), topics.most, next)?.silhouette ?? 0;
  if (made.silhouette < noise * space.aboveNoise) return none(by);

  const members = made.centroids.map((_, cluster) => membersOf(cluster, drawn, made, space));
  const requestsOf = (list: readonly Card[]): Request[] =>
    list.map((card) => ({ session: card.session, terms: termsOf(requestOf(store.read(card).messages)) }));
  // What any session of the sample hid is not shown by another that wrote it in a way that nobody recognised.
  const clears = clearing([...new Set(drawn.map(({ session }) => session))]);
  const names = namesOf(members.map(requestsOf), clears);
  // To a model requests may be alike that share no term: such a topic has a number until somebody names it.
  if (embedded) for (const [i, name] of names.entries()) names[i] = name ?? `topic ${i + 1}`;
  const of = new Map<string, string>();
  const sizes = new Map<string, number>();
  for (const card of cards) {
    const point = space.place(card);
    const found = point && nearest(point, made.centroids);
    const name = found && found.similarity >= space.near ? names[found.cluster] : undefined;
    if (name === undefined) continue;
    of.set(card.id, name);
    sizes.set(name, (sizes.get(name) ?? 0) + 1);
  }
  const bySize = [...sizes].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([name]) => name);
  return { names: bySize, of, silhouette: Math.round(made.silhouette * 1000) / 1000, by };
}

/** @returns undefined where too few requests share anything with others */
function clustersOf(points: Space['points'], most: number, next: () => number): Clustering | undefined {
  const placed = points.filter((p) => p !== undefined);
  return placed.length < FEWEST ? undefined : bestClustering(placed, most, next);
}

function membersOf(
  cluster: number,
  drawn: readonly Card[],
  { centroids }: Clustering,
  { points, near }: Space,
): Card[] {
  return drawn
    .flatMap((card, i) => {
      const point = points[i];
      return point ? [{ card, ...nearest(point, centroids) }] : [];
    })
    .filter((m) => m.cluster === cluster && m.similarity >= near)
    .sort((a, b) => b.similarity - a.similarity || (a.card.id < b.card.id ? -1 : 1))
    .slice(0, NAMED_BY)
    .map(({ card }) => card);
}
