/**
 * Complexity levels from what a run is composed of: how many calls, of how many tools, how long the chain of results that feed
 * one another, how many turns, what went wrong, how much was asked. Each part counts by its logarithm, so that the second call
 * weighs more than the twentieth, and the score is their weighted sum: it never falls when a part grows.
 *
 * Weights and bounds are Goldpan's own, by judgement; docs/trajectories.md has the formula and the spread on real logs.
 */
import type { Features } from './features.ts';

interface Term {
  readonly name: string;
  readonly weight: number;
  /** Zero for the plainest exchange; never falls when a feature grows. */
  readonly of: (f: Features) => number;
}

const log = (n: number): number => Math.log2(1 + Math.max(0, n));

const TERMS: readonly Term[] = [
  { name: 'calls', weight: 1, of: (f) => log(f.calls) },
  { name: 'tools', weight: 0.75, of: (f) => log(f.distinctTools - 1) },
  // What must be known before the next call can be made: reasoning over several results.
  { name: 'chain', weight: 0.75, of: (f) => log(Math.max(f.hops ?? 0, (f.depth ?? 0) - 1)) },
  { name: 'turns', weight: 0.5, of: (f) => log(Math.max(f.userTurns, f.assistantTurns - (f.steps ?? 0)) - 1) },
  { name: 'trouble', weight: 0.5, of: (f) => log(troubleOf(f)) },
  { name: 'parallel', weight: 0.25, of: (f) => log(f.parallel - 1) },
  { name: 'constraints', weight: 0.25, of: (f) => log(f.constraints ?? 0) },
  { name: 'plan', weight: 0.25, of: (f) => log(f.plan ?? 0) },
  { name: 'input', weight: 0.25, of: (f) => f.input ?? 0 },
];

/** What went wrong, and what was made good: both take more than a straight way. An error without a call is nobody's trouble. */
const troubleOf = (f: Features): number =>
  f.calls === 0
    ? 0
    : Math.max(f.errors, f.failedSteps ?? 0) +
      (f.failedChecks ?? 0) +
      (f.recoveries ?? 0) +
      (f.invalid ?? 0) +
      (f.loops ?? 0) +
      f.repeats;

/** Lowest scores of the levels 2 to 5. */
export const LEVEL_BOUNDS = [0.75, 2.5, 5.5, 9] as const;

export interface Complexity {
  level: 1 | 2 | 3 | 4 | 5;
  score: number;
  /** The score and the parts that make most of it, by name. */
  rule: string;
}

export function complexityOf(f: Features): Complexity {
  const parts = TERMS.map(({ name, weight, of }) => ({ name, points: weight * of(f) }));
  const score = parts.reduce((sum, { points }) => sum + points, 0);
  const level = (1 + LEVEL_BOUNDS.filter((bound) => score >= bound).length) as Complexity['level'];
  const most = parts.filter((p) => p.points >= 0.05).sort((a, b) => b.points - a.points);
  const shown = most.slice(0, SHOWN).map((p) => `${p.name} ${p.points.toFixed(1)}`);
  return { level, score, rule: [`score ${score.toFixed(1)}`, ...shown].join(', ') };
}

/** Of the parts; the features hold the rest. */
const SHOWN = 4;
