/** Points for the labels of a taxonomy, and which cues and places they come from. */
import type { Cue, Hit } from './cues.ts';

interface Vote {
  points: number;
  /** Cue → its points. */
  terms: Map<string, number>;
  /** Places in the text. */
  at: number[];
}

/** A cue that comes again says a little more, up to three times. */
const AGAIN = 0.25;
const MOST_AGAIN = 2;

export interface Ranked {
  label: string;
  points: number;
  /** The strongest first. */
  terms: string[];
  at: number[];
}

export class Votes {
  private readonly votes = new Map<string, Vote>();

  /**
   * @param weigh what a place in the text is worth
   * @param again share that each further occurrence adds
   */
  text(hits: readonly Hit[], weigh: (at: number) => number, again = AGAIN): void {
    const best = new Map<string, { hit: Hit; weight: number; times: number }>();
    for (const hit of hits) {
      const known = best.get(hit.term);
      const weight = weigh(hit.at);
      if (!known) best.set(hit.term, { hit, weight, times: 1 });
      else {
        known.times++;
        if (weight > known.weight) Object.assign(known, { hit, weight });
      }
    }
    for (const [term, { hit, weight, times }] of best)
      this.add(term, hit.cue, weight * (1 + again * Math.min(MOST_AGAIN, times - 1)), hit.at);
  }

  add(term: string, cue: Cue, weight = 1, at?: number): void {
    for (const [label, points] of cue) this.give(label, points * weight, term, at);
  }

  give(label: string, points: number, term: string, at?: number): void {
    const vote = this.votes.get(label) ?? { points: 0, terms: new Map<string, number>(), at: [] };
    vote.points += points;
    vote.terms.set(term, (vote.terms.get(term) ?? 0) + points);
    if (at !== undefined) vote.at.push(at);
    this.votes.set(label, vote);
  }

  /** So much for a label at most, and that times a factor. */
  bound(label: string, most: number, factor: number): void {
    const vote = this.votes.get(label);
    if (vote) vote.points = Math.min(vote.points, most) * factor;
  }

  /** True where the cue has been counted for a label. */
  has(term: string): boolean {
    return [...this.votes.values()].some(({ terms }) => terms.has(term));
  }

  ranked(): Ranked[] {
    return [...this.votes]
      .map(([label, { points, terms, at }]) => ({
        label,
        points,
        terms: [...terms].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([term]) => term),
        at,
      }))
      .sort((a, b) => b.points - a.points || (a.label < b.label ? -1 : 1));
  }
}

/** How far the first is ahead, and how much there is of it: 1 only for many points without a rival. */
export const confidenceOf = (first: number, second: number, enough: number): number =>
  (first / (first + second)) * Math.min(1, first / enough);
