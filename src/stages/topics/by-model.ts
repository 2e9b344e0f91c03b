/** Requests placed by a sentence-embedding model, which knows words for one thing that share no letter. */
import type { ModelIdentity } from '../../kit/onnx/files.ts';
import type { Card } from '../card.ts';
import { Lsa } from './lsa.ts';
import { requestKey } from './sample.ts';
import type { Space } from './space.ts';
import type { Vector } from './vectors.ts';

/** What a model made of the requests of a run. */
export interface Embedded {
  readonly by: ModelIdentity;
  /** Of unit length and one size, by `requestKey`. */
  readonly vectors: ReadonlyMap<string, Float32Array>;
  /** Of the sample's words, dealt out anew: what the model makes of nonsense. */
  readonly noise: readonly Float32Array[];
  /** Requests beyond the bound of a run: no topic is stated of them. */
  readonly unread: number;
}

/** Random texts reached 1.31, real logs 2.1 and more: docs/trajectories.md. */
const ABOVE_NOISE = 1.4;
/** Twice the spread of random cosines in 32 directions. */
const NEAR = 0.35;

/** @param next random numbers from 0 to 1 */
export function spaceOfModel({ vectors, noise }: Embedded, sample: readonly Card[], next: () => number): Space {
  const raw = sample.map((card) => vectors.get(requestKey(card)));
  const place = directionsOf(
    raw.filter((v) => v !== undefined),
    next,
  );
  return {
    points: raw.map((v) => v && place(v)),
    near: NEAR,
    aboveNoise: ABOVE_NOISE,
    place(card) {
      const v = vectors.get(requestKey(card));
      return v && place(v);
    },
    noise: (again) => noise.map(directionsOf(noise, again)),
  };
}

/**
 * Vectors are taken from their mean: all texts of a run, and all texts to some models, point the same way to some degree, which
 * tells none of them apart. Of the rest the directions in which the sample varies most: in all 384 of a model everything is about
 * as far from everything, and the best k of 400 real requests was 2, not 24.
 */
function directionsOf(vectors: readonly Float32Array[], next: () => number) {
  const mean = meanOf(vectors);
  const at = Uint32Array.from(mean.keys());
  const centred = (v: Float32Array): Vector => {
    const value = v.map((x, d) => x - (mean[d] ?? 0));
    const length = Math.hypot(...value) || 1;
    return { at, value: value.map((x) => x / length) };
  };
  const main = new Lsa(vectors.map(centred), mean.length, next);
  return (v: Float32Array): Float32Array | undefined => main.project(centred(v));
}

function meanOf(vectors: readonly Float32Array[]): Float64Array {
  const mean = new Float64Array(vectors[0]?.length ?? 0);
  for (const v of vectors)
    for (let d = 0; d < mean.length; d++) mean[d] = (mean[d] ?? 0) + (v[d] ?? 0) / vectors.length;
  return mean;
}
