/** What the log states: its own verdict, else rewards and scores that leave no doubt. */
import { type Evidence, evidenceOf } from '../../model/outcome.ts';
import type { RunView } from './run-view.ts';

/** A log that has a verdict is right by definition: whoever wrote it knew what was wanted. */
const STATED = 1;
/** A score without a verdict: 1 and 0 are ends of the scale nearly always, and it may measure a part of the task only. */
const SCORE = 0.9;

export function statedEvidence({ raw, isMain }: RunView): Evidence[] {
  if (!isMain) return [];
  const { outcome, scores } = raw.session;
  const success = outcome?.success ?? null;
  if (success !== null) {
    const source = /reward/i.test(outcome?.source ?? '') ? 'reward' : 'score';
    return [evidenceOf(source, success, STATED, 'stated by the log')];
  }
  // A score between the ends is a grade, and what passes depends on who gave it.
  const clear = scores.filter((s) => s.by !== 'end_user' && (s.value === 1 || s.value === 0));
  const [first] = clear;
  if (!first || clear.some((s) => s.value !== first.value)) return [];
  return [
    evidenceOf(
      first.by === 'reward' ? 'reward' : 'score',
      first.value === 1,
      SCORE,
      `scores: ${clear.length} of ${first.value}`,
    ),
  ];
}
