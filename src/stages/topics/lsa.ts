/**
 * Latent semantic analysis (Deerwester 1990): short requests share few words, so they are compared by the directions in which
 * words go together. The directions are the first right singular vectors of the sample, found by subspace iteration.
 */
import type { Vector } from './vectors.ts';

/** Directions: 24 to 64 gave the same topics on the logs that it was measured on; see docs/trajectories.md. */
const RANK = 32;
/** Rounds: more turned no direction by a degree. */
const ROUNDS = 8;

export class Lsa {
  readonly rank: number;
  /** Row of each term, `rank` numbers long. */
  private readonly terms: Float32Array;

  /**
   * @param size of the vocabulary
   * @param next random numbers from 0 to 1: where the iteration starts
   */
  constructor(vectors: readonly Vector[], size: number, next: () => number) {
    this.rank = Math.min(RANK, vectors.length, size);
    this.terms = Float32Array.from({ length: size * this.rank }, () => next() - 0.5);
    orthonormal(this.terms, this.rank);
    for (let round = 0; round < ROUNDS; round++) {
      const back = new Float32Array(this.terms.length);
      for (const v of vectors) this.scatter(v, this.sum(v), back);
      this.terms.set(back);
      orthonormal(this.terms, this.rank);
    }
  }

  /** Unit length; undefined for a request that shares no direction with the others. */
  project(v: Vector): Float32Array | undefined {
    const sum = this.sum(v);
    const length = Math.hypot(...sum);
    return length < 1e-6 ? undefined : sum.map((x) => x / length);
  }

  private sum({ at, value }: Vector): Float32Array {
    const out = new Float32Array(this.rank);
    at.forEach((term, n) => {
      for (let r = 0; r < this.rank; r++)
        out[r] = (out[r] as number) + (value[n] as number) * (this.terms[term * this.rank + r] as number);
    });
    return out;
  }

  private scatter({ at, value }: Vector, row: Float32Array, into: Float32Array): void {
    at.forEach((term, n) => {
      for (let r = 0; r < this.rank; r++) {
        const i = term * this.rank + r;
        into[i] = (into[i] as number) + (value[n] as number) * (row[r] as number);
      }
    });
  }
}

/** Columns of a matrix in rows of `rank` numbers, by modified Gram-Schmidt. A column that depends on those before becomes 0. */
function orthonormal(matrix: Float32Array, rank: number): void {
  for (let c = 0; c < rank; c++) {
    for (let before = 0; before < c; before++) {
      let dot = 0;
      for (let i = 0; i < matrix.length; i += rank) dot += (matrix[i + c] as number) * (matrix[i + before] as number);
      for (let i = 0; i < matrix.length; i += rank)
        matrix[i + c] = (matrix[i + c] as number) - dot * (matrix[i + before] as number);
    }
    let square = 0;
    for (let i = c; i < matrix.length; i += rank) square += (matrix[i] as number) ** 2;
    const length = Math.sqrt(square);
    for (let i = c; i < matrix.length; i += rank) matrix[i] = length < 1e-6 ? 0 : (matrix[i] as number) / length;
  }
}
