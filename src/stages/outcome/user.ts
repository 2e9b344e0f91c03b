/** The user's last words. */
import { saidIn } from '../../model/example.ts';
import { type Evidence, evidenceOf } from '../../model/outcome.ts';
import type { RunView } from './run-view.ts';
import { verdictOf } from './user-words.ts';

/** Judgements; a thanks is manners, and praise may be of the words. */
const CONFIDENCE = { confirmed: 0.82, praise: 0.65, thanks: 0.55, complaint: 0.82, answered: 0.65 } as const;

/**
 * Benchmarks whose user is a model that cannot look at the result. Of its confirmations on tau-bench and tau2 18 of 28 were right,
 * of its thanks 128 of 249: as many as of all runs. So its words never decide.
 */
const SIMULATED = new Set(['tau-bench', 'tau2-bench', 'tau-few-shot']);
const SAID_BY_A_MODEL = 0.55;

export function userEvidence(view: RunView): Evidence[] {
  const last = view.lastOf('user');
  const { messages } = view.raw;
  // Words before any answer are the task.
  if (!last || !view.isLast || !messages.slice(0, last.index).some((m) => m.role === 'assistant')) return [];
  const verdict = verdictOf(saidIn(last.message));
  if (!verdict) return [];
  const { index } = last;
  const after = messages.slice(index + 1).filter((m) => m.role === 'assistant');
  // An answer after a complaint may have put it right, in a word (`Vienna.`); nobody says.
  const replied = after.some((m) => m.calls || m.content.trim() !== '');
  const sure = (confidence: number): number => (SIMULATED.has(view.raw.session.format) ? SAID_BY_A_MODEL : confidence);
  if (verdict === 'complaint')
    return [
      evidenceOf('user', false, sure(replied ? CONFIDENCE.answered : CONFIDENCE.complaint), 'the last words complain', [
        index,
      ]),
    ];
  // Praise of an earlier step, with more work behind it.
  if (after.some((m) => m.calls)) return [];
  return [evidenceOf('user', true, sure(CONFIDENCE[verdict]), RULES[verdict], [index])];
}

const RULES = {
  confirmed: 'the last words confirm',
  praise: 'the last words praise',
  thanks: 'the last words thank',
} as const;
