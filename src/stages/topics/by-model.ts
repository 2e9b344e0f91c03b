/** Requests placed by a sentence-embedding model, which knows words for one thing that share no letter. */
import type { ModelIdentity } from '../../kit/onnx/files.ts';
import type { Card } from '../card.ts';
import { requestKey } from './sample.ts';
import type { Space } from './space.ts';

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

const ABOVE_NOISE = 1.3;
const NEAR = 0.35;

export function spaceOfModel({ vectors, noise }: Embedded, sample: readonly Card[]): Space {
  const raw = sample.map((card) => vectors.get(requestKey(card)));
  const place = fromMeanOf(raw.filter((v) => v !== undefined));
  return {
    points: raw.map((v) => v && place(v)),
    near: NEAR,
    aboveNoise: ABOVE_NOISE,
    place(card) {
      const v = vectors.get(requestKey(card));
      return v && place(v);
    },
    noise: () => noise.map(fromMeanOf(noise)),
  };
}

/**
 * Vectors are taken from their mean: all texts of a run, and all texts to some models, point the same way to some degree, which
 * tells none of them apart.
 */
function fromMeanOf(vectors: readonly Float32Array[]): (v: Float32Array) => Float32Array | undefined {
  const mean = meanOf(vectors);
  return (v) => unit(v.map((x, d) => x - (mean[d] ?? 0)));
}

function meanOf(vectors: readonly Float32Array[]): Float64Array {
  const mean = new Float64Array(vectors[0]?.length ?? 0);
  for (const v of vectors)
    for (let d = 0; d < mean.length; d++) mean[d] = (mean[d] ?? 0) + (v[d] ?? 0) / vectors.length;
  return mean;
}

function unit(v: Float32Array): Float32Array | undefined {
  const length = Math.hypot(...v);
  return length < 1e-6 ? undefined : v.map((x) => x / length);
}
