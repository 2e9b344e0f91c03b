/** Where the requests of the sample lie to each other: what clusters are made of, whatever the points were made by. */
import type { Card } from '../card.ts';

export interface Space {
  /** Of unit length, by the sample's order; undefined for a request that cannot be placed. */
  readonly points: readonly (Float32Array | undefined)[];
  /** Cosine to the centre of a topic that makes a request one of it. */
  readonly near: number;
  /** Times the silhouette of noise from which on clusters are stated. */
  readonly aboveNoise: number;
  /** Place of any request of the run. */
  place(card: Card): Float32Array | undefined;
  /** As many points of the same kind, without the clusters. */
  noise(next: () => number): readonly (Float32Array | undefined)[];
}
