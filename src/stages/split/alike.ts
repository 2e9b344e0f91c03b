/**
 * Groups by likeness: examples whose prompts are almost the same never stand in two splits, or a model would be validated on what
 * it was trained on. The measure is wider than that of curation, since nothing is lost by it, and it asks for prompts only.
 */
import { createHash } from 'node:crypto';
import { meetInBuckets } from '../../kit/buckets.ts';
import { bandKey, SIGNATURE, signatureOf, similarityOf } from '../../kit/minhash.ts';
import { weightOf } from '../../kit/word-hashes.ts';
import type { Config } from '../../model/config.ts';
import type { Card } from '../card.ts';
import type { NearDuplicate } from '../curate/near-duplicates.ts';
import type { Curation } from '../curated.ts';
import { NGRAM, type PartSketch, readSketch, sameWords, signatureIn, wordsDigest } from '../sketch.ts';
import { Groups, statedGroups } from './groups.ts';
import { onePhraseApart } from './phrases.ts';

/** Prompts of fewer words (`Hi`, `continue`, `fix the failing test`) say nothing of the task: only whole talks group them. */
const GENERIC = 8;
/** Prompts of at least so many words are compared by word 5-grams too; shorter ones by words and pairs of words. */
const LONG = 48;
/** 16 bands of 4 places: of prompts that are 0.7 alike, 99 % meet, of those that are 0.6 alike 89 %. */
const [BANDS, ROWS] = [16, 4];
/** Of a bucket the first so many are compared with: those of one template are alike to any of it. */
const MATES = 8;
/**
 * Most examples of a group that likeness makes: 5 % of all, in small data sets 20, and never more than half. Tasks of one template
 * are all alike, and one group of them would make of the share of validation anything.
 */
const most = (examples: number): number => Math.max(examples * 0.05, Math.min(20, half(examples)));
/** Of a group of prompts that are word for word the same: what most examples share is a form, and no prompt. Two may always meet. */
const half = (examples: number): number => Math.max(2, Math.floor(examples / 2));

export interface Alike {
  /** Name of its group, by the id of each example that likeness groups with another. No id: one of them may be erased. */
  groups: ReadonlyMap<string, string>;
  /** Examples that are alike to one of another group and were not joined with it, since the two would have been too large. */
  parted: number;
}

/**
 * @param near from curation: two that are alike as a whole are, whatever their prompts' length
 * @returns the same for any order of `cards`
 */
export function alikePrompts(
  cards: readonly Card[],
  keptFor: Curation['keptFor'],
  near: readonly NearDuplicate[],
  { on, threshold }: Config['split']['nearDuplicates'],
): Alike {
  if (!on) return { groups: new Map(), parted: 0 };
  const joiner = new Joiner(cards, keptFor);
  for (const { copy, kept } of near) joiner.joinSame(copy, kept);
  const prompts = cards
    .flatMap(({ id, sketch }) => (keptFor.has(id) ? [] : [{ id, ...readSketch(sketch) }]))
    .filter(({ prompt, media }) => !media && !isGeneric(prompt))
    .map(({ id, prompt }): Prompt => ({ id, prompt }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const different = joinSame(prompts, joiner);
  const short = different.filter(({ prompt }) => prompt.words);
  onePhraseApart(
    short.map(({ prompt }) => prompt.words as Uint16Array),
    (a, b) => joiner.join((short[a] as Prompt).id, (short[b] as Prompt).id),
  );
  joinAlike(short, joiner, {
    // Single words and pairs of them: 5-grams of a short prompt all hold the one word that differs.
    signature: ({ words }) => signatureOf(words as Uint16Array, 1, 2),
    asked: () => threshold,
  });
  joinAlike(
    different.filter(({ prompt }) => prompt.length >= LONG),
    joiner,
    { signature: (prompt) => signatureIn(prompt, NGRAM.prompt), asked: (words) => asked(words, threshold) },
  );
  return { groups: joiner.groups(), parted: joiner.parted.size };
}

/**
 * Two prompts of n words that differ in a phrase of four have n - 12 of n + 4 5-grams in common: 0.77 at 65 words, 0.92 at 200. A
 * long instruction around different tasks comes to 0.4 to 0.7 (SWE-agent's), so of longer prompts more is asked: that share less
 * 0.13, more than two standard errors of the estimate, and 0.8 at most.
 */
const asked = (words: number, threshold: number): number =>
  Math.max(threshold, Math.min(0.8, (words - 12) / (words + 4) - 0.13));

interface Prompt {
  id: string;
  prompt: PartSketch;
}

/** Joins groups as long as they stay small enough. */
class Joiner {
  readonly parted = new Set<string>();
  private readonly all: Groups;
  private readonly alike = new Groups();

  constructor(
    private readonly cards: readonly Card[],
    keptFor: Curation['keptFor'],
  ) {
    this.all = statedGroups(cards, keptFor);
  }

  together(a: string, b: string): boolean {
    return this.alike.root(a) === this.alike.root(b);
  }

  join(a: string, b: string): void {
    this.joinUpTo(a, b, most(this.cards.length));
  }

  /** Two of the same prompt, or the same talk. */
  joinSame(a: string, b: string): void {
    this.joinUpTo(a, b, half(this.cards.length));
  }

  private joinUpTo(a: string, b: string, limit: number): void {
    if (this.together(a, b)) return;
    if (this.all.root(a) !== this.all.root(b) && this.all.size(a) + this.all.size(b) > limit) {
      this.parted.add(b);
      return;
    }
    this.all.join(a, b);
    this.alike.join(a, b);
  }

  groups(): Map<string, string> {
    const names = this.alike.names();
    const groups = new Map<string, string>();
    for (const { id } of this.cards) {
      const name = names.get(this.alike.root(id));
      if (name !== undefined) groups.set(id, `alike:${createHash('sha256').update(name).digest('hex').slice(0, 16)}`);
    }
    return groups;
  }
}

/** @returns one of each */
function joinSame(prompts: readonly Prompt[], joiner: Joiner): Prompt[] {
  const again = new Set<number>();
  const at = (i: number): Prompt => prompts[i] as Prompt;
  meetInBuckets(
    prompts.length,
    1,
    (item) => wordsDigest(at(item).prompt),
    (earlier, later) => {
      if (!sameWords(at(earlier).prompt, at(later).prompt)) return false;
      joiner.joinSame(at(earlier).id, at(later).id);
      again.add(later);
      return true;
    },
    MATES,
  );
  return prompts.filter((_, i) => !again.has(i));
}

interface Measure {
  signature(prompt: PartSketch): Uint8Array;
  /** Similarity that two prompts must have, of which the shorter one has so many words. */
  asked(words: number): number;
}

function joinAlike(prompts: readonly Prompt[], joiner: Joiner, { signature, asked: askedOf }: Measure): void {
  const all = new Uint8Array(prompts.length * SIGNATURE);
  for (const [item, { prompt }] of prompts.entries()) all.set(signature(prompt), item * SIGNATURE);
  const of = (item: number): Uint8Array => all.subarray(item * SIGNATURE, (item + 1) * SIGNATURE);
  meetInBuckets(
    prompts.length,
    BANDS,
    (item, band) => bandKey(of(item), band * ROWS, ROWS, band),
    (earlier, later) => {
      const [a, b] = [prompts[earlier] as Prompt, prompts[later] as Prompt];
      if (joiner.together(a.id, b.id)) return false;
      const words = Math.min(a.prompt.length, b.prompt.length);
      if (similarityOf(of(earlier), of(later)) >= askedOf(words)) joiner.join(a.id, b.id);
      // Whoever is alike to this one need not be alike to the earlier one: it stays in its buckets.
      return false;
    },
    MATES,
  );
}

function isGeneric({ words }: PartSketch): boolean {
  if (!words) return false;
  let weight = 0;
  for (const word of words) weight += weightOf(word);
  return weight < GENERIC * weightOf(0);
}
