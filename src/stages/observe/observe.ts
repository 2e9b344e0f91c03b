/**
 * What is judged on the raw session, before redaction hides what it hangs on: whether arguments fit their schema, which result
 * feeds which call, how the run ended. Only codes, numbers, indices and
 * readable names of arguments leave here: no text of the log.
 */
import { defined } from '../../kit/defined.ts';
import type { Key } from '../../kit/key.ts';
import type { Evidence } from '../../model/outcome.ts';
import { evidenceIn } from '../outcome/evidence.ts';
import { effectsOf } from '../outcome/run-effects.ts';
import type { RawExample } from './raw-example.ts';
import type { Repository } from './repository.ts';
import { type ObservedSteps, stepsOf } from './steps.ts';
import { type Survival, survivalOf } from './survival.ts';

export type { RawExample };

/** What lies outside the session, and may be asked about it. */
export interface World {
  /** Absent: not looked at. */
  readonly repository?: Repository | undefined;
}

export interface Observed extends ObservedSteps {
  readonly evidence: readonly Evidence[];
  /** What it changed, to be compared with other runs of its task, see run-effects.ts. */
  readonly effects?: string;
  /** Whether its edits survived; absent without edits, and where no repository was asked. */
  readonly survival?: Survival;
}

export const NOTHING_OBSERVED: Observed = {
  steps: [],
  graph: { edges: [], depth: 0, hops: 0 },
  counts: { loops: 0, unchecked: 0 },
  evidence: [],
};

/** Pure but for the world that it is given: reads no clock, no file and no network of its own. */
export function observe(raw: RawExample, key: Key, { repository }: World = {}): Observed {
  const steps = { ...stepsOf(raw), ...defined({ effects: effectsOf(raw, key) }) };
  const evidence = evidenceIn(raw);
  const survived = repository && survivalOf(raw, repository);
  if (!survived) return { ...steps, evidence };
  const { survival, evidence: found } = survived;
  return { ...steps, survival, evidence: found ? [...evidence, found] : evidence };
}
