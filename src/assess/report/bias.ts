/** Length bias: when the chosen answer is nearly always the longer one, a model learns to be long instead of good. */

import type { Interval } from '../../kit/stats.ts';
import { wilson, Z_BOTH } from '../../kit/stats.ts';
import { answerText, type Row } from './rows.ts';

interface Lengths {
  mean: number;
  median: number;
}

export interface SourceBias {
  pairs: number;
  /** Characters of text, calls and arguments. */
  chosen: Lengths;
  rejected: Lengths;
  chosenLonger: number;
  rejectedLonger: number;
  equal: number;
  /** Share of the pairs of unequal length whose chosen answer is the longer one; null without such pairs. */
  longerShare: number | null;
  /** 95 % Wilson interval of that share, two-sided. */
  interval: Interval;
}

export interface Bias {
  all: SourceBias;
  /** By what made the pair: feedback, edit, … */
  bySource: Record<string, SourceBias>;
}

export class LengthBias {
  /** Lengths of chosen and rejected in turn: two numbers a pair. */
  private readonly bySource = new Map<string, number[]>();

  add({ meta, answers, rejected }: Row): void {
    const [chosen] = answers;
    if (!chosen || !rejected) return;
    const source = String(meta.source ?? 'not stated');
    const lengths = this.bySource.get(source) ?? [];
    this.bySource.set(source, lengths);
    lengths.push(answerText(chosen).length, answerText(rejected).length);
  }

  close(): Bias | null {
    if (this.bySource.size === 0) return null;
    const sources = [...this.bySource].sort(([a, m], [b, n]) => n.length - m.length || (a < b ? -1 : 1));
    return {
      all: biasOf(sources.flatMap(([, lengths]) => lengths)),
      bySource: Object.fromEntries(sources.map(([name, lengths]) => [name, biasOf(lengths)])),
    };
  }
}

function biasOf(lengths: readonly number[]): SourceBias {
  const chosen = lengths.filter((_, i) => i % 2 === 0);
  const rejected = lengths.filter((_, i) => i % 2 === 1);
  const chosenLonger = chosen.filter((n, i) => n > (rejected[i] as number)).length;
  const equal = chosen.filter((n, i) => n === rejected[i]).length;
  const unequal = chosen.length - equal;
  const { low, high } = wilson(chosenLonger, unequal, Z_BOTH);
  return {
    pairs: chosen.length,
    chosen: lengthsOf(chosen),
    rejected: lengthsOf(rejected),
    chosenLonger,
    rejectedLonger: unequal - chosenLonger,
    equal,
    longerShare: unequal === 0 ? null : round(chosenLonger / unequal),
    interval: { low: round(low), high: round(high) },
  };
}

function lengthsOf(values: readonly number[]): Lengths {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return {
    mean: Math.round(values.reduce((a, b) => a + b, 0) / values.length),
    median: sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2,
  };
}

const round = (value: number): number => Math.round(value * 1e4) / 1e4;
