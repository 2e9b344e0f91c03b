/** The user's last words. */
import { saidIn } from '../../model/example.ts';
import { type Evidence, evidenceOf } from '../../model/outcome.ts';
import type { RunView } from './run-view.ts';
import { verdictOf } from './user-words.ts';

/**
 * A thanks is manners: on tau-bench and tau2 its simulated users thank after failed runs as after good ones (.5 each), and a
 * person's is little better. So it never decides.
 */
const CONFIDENCE = { confirmed: 0.82, thanks: 0.55, complaint: 0.82, answered: 0.65 } as const;

export function userEvidence(view: RunView): Evidence[] {
  const last = view.lastOf('user');
  const { messages } = view.raw;
  // Words before any answer are the task.
  if (!last || !view.isLast || !messages.slice(0, last.index).some((m) => m.role === 'assistant')) return [];
  const verdict = verdictOf(saidIn(last.message));
  if (!verdict) return [];
  const { index } = last;
  // An answer after a complaint may have put it right; nobody says.
  const work = messages.slice(index + 1).some((m) => m.role === 'assistant' && (m.calls || m.content.length > SHORT));
  if (verdict === 'complaint')
    return [
      evidenceOf('user', false, work ? CONFIDENCE.answered : CONFIDENCE.complaint, 'the last words complain', [index]),
    ];
  // Praise of an earlier step, with more work behind it.
  if (work && messages.slice(index + 1).some((m) => m.calls)) return [];
  const rule = verdict === 'confirmed' ? 'the last words confirm' : 'the last words thank';
  return [evidenceOf('user', true, CONFIDENCE[verdict], rule, [index])];
}

/** `You're welcome!` and the like. */
const SHORT = 300;
