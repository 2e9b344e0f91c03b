/**
 * How many different things a stream holds, and how many of them several texts share, in bounded memory: what hashes below a
 * mark is counted exactly, and the mark is halved whenever that gets too much (Wegman's adaptive sampling).
 */
import { createHash } from 'node:crypto';

/** The error of an estimate is about 1 / √LIMIT: below half a percent. Up to as many things, counts are exact. */
const LIMIT = 1 << 16;

export class DistinctCounter {
  private readonly sample = new Map<number, { times: number; text: number; shared: boolean }>();
  private limit = 2 ** 32;
  private seen = 0;

  /** `hash`: 53 bits, the low 32 of them evenly spread. `text`: number of the text that it occurs in. */
  add(hash: number, text: number): void {
    this.seen++;
    if (hash % 2 ** 32 >= this.limit) return;
    const one = this.sample.get(hash);
    if (one) {
      one.times++;
      one.shared ||= one.text !== text;
      return;
    }
    this.sample.set(hash, { times: 1, text, shared: false });
    if (this.sample.size <= LIMIT) return;
    this.limit /= 2;
    for (const key of this.sample.keys()) if (key % 2 ** 32 >= this.limit) this.sample.delete(key);
  }

  get total(): number {
    return this.seen;
  }

  get distinct(): number {
    return Math.round(this.sample.size * (2 ** 32 / this.limit));
  }

  /** Share of all occurrences whose thing is in more than one text. */
  get sharedShare(): number {
    let all = 0;
    let shared = 0;
    for (const one of this.sample.values()) {
      all += one.times;
      if (one.shared) shared += one.times;
    }
    return all === 0 ? 0 : shared / all;
  }
}

/** 53 bits of a text. */
export function hashText(text: string): number {
  const bytes = createHash('sha256').update(text).digest();
  return (bytes.readUInt32BE(0) & 0x1fffff) * 2 ** 32 + bytes.readUInt32BE(4);
}

/** 53 bits of each run of `n` words, from the hashes of the words. */
export function* ngrams(words: readonly number[], n: number): Generator<number> {
  for (let i = 0; i + n <= words.length; i++) {
    let high = n;
    let low = 0x811c9dc5;
    for (let k = i; k < i + n; k++) {
      const word = words[k] as number;
      high = Math.imul(high ^ Math.floor(word / 2 ** 32), 0x9e3779b1);
      low = mix(Math.imul(low ^ (word >>> 0), 0x85ebca6b));
    }
    yield ((mix(high) >>> 0) & 0x1fffff) * 2 ** 32 + (low >>> 0);
  }
}

/** Spreads a change of any bit over all (the end of MurmurHash3). */
function mix(bits: number): number {
  let h = bits ^ (bits >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}
