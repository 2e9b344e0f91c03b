/** TF-IDF over hashed terms. A request holds each term once, so that only idf weighs. */

/** Terms that are kept: of a larger vocabulary the rest is too rare to make a cluster of. */
const VOCABULARY = 8192;
/** A term in a larger share of requests tells none of them apart. By judgement; with few requests everything is frequent. */
const COMMON = 0.3;
const FEW = 20;

/** Unit length; `at` ascending. */
export interface Vector {
  readonly at: Uint32Array;
  readonly value: Float32Array;
}

export class Vocabulary {
  private readonly index = new Map<number, number>();
  private readonly idf: Float32Array;

  /** @param requests hashes of the terms of each */
  constructor(requests: Iterable<Uint32Array>) {
    const df = new Map<number, number>();
    let n = 0;
    for (const terms of requests) {
      n++;
      for (const term of terms) df.set(term, (df.get(term) ?? 0) + 1);
    }
    const most = n < FEW ? n : n * COMMON;
    const kept = [...df]
      .filter(([, count]) => count >= 2 && count <= most)
      .sort(([a, x], [b, y]) => y - x || a - b)
      .slice(0, VOCABULARY);
    this.idf = new Float32Array(kept.length);
    kept.forEach(([term, count], i) => {
      this.index.set(term, i);
      this.idf[i] = Math.log(1 + n / count);
    });
  }

  get size(): number {
    return this.idf.length;
  }

  /** Empty for a request that shares no term with any other. */
  vector(terms: Iterable<number>): Vector {
    const at = Uint32Array.from(new Set([...terms].flatMap((t) => this.index.get(t) ?? []))).sort();
    const value = Float32Array.from(at, (i) => this.idf[i] as number);
    const length = Math.hypot(...value) || 1;
    return { at, value: value.map((v) => v / length) };
  }
}
