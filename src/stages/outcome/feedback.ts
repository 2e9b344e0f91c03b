/** What people gave as feedback on the answers, and that they stopped the run. */
import type { EventOf } from '../../model/event.ts';
import { type Evidence, evidenceOf } from '../../model/outcome.ts';
import type { RunView } from './run-view.ts';

type Feedback = EventOf<'feedback'>;

/**
 * Judgements, not measured: a thumb rates an answer, and most often the last one stands for the task. None of them decides alone,
 * since the mark `disliked` has them already.
 */
const SIGNALS: Partial<Record<Feedback['signal'], [success: boolean, confidence: number]>> = {
  thumbs_up: [true, 0.75],
  thumbs_down: [false, 0.75],
  accept: [true, 0.65],
  reject: [false, 0.65],
  escalated: [false, 0.78],
};
/** Of ratings up to five; those of other scales cannot be told from their value. */
const RATING: Readonly<Record<number, [success: boolean, confidence: number]>> = {
  1: [false, 0.78],
  2: [false, 0.7],
  4: [true, 0.7],
  5: [true, 0.78],
};

export function feedbackEvidence({ raw }: RunView): Evidence[] {
  const given = raw.events.filter((e): e is Feedback => e.kind === 'feedback');
  const last = lastAnswer(raw.events);
  return given.flatMap((f): Evidence[] => {
    // Feedback on an earlier answer is about a step: what came after it may have put it right.
    if (f.target !== null && last !== undefined && f.target < last) return [];
    const [success, confidence] = (f.signal === 'rating' ? RATING[f.value ?? 0] : SIGNALS[f.signal]) ?? [];
    if (success === undefined || confidence === undefined) return [];
    return [evidenceOf('feedback', success, confidence, f.signal === 'rating' ? `rating ${f.value}` : f.signal)];
  });
}

/** Turn of the last answer. */
const lastAnswer = (events: RunView['raw']['events']): number | undefined =>
  events.findLast((e) => e.kind === 'assistant' || e.kind === 'tool_call')?.turn;

/** Nobody stops a run that does well; but who has seen enough stops one too. */
const INTERRUPTED = 0.75;

export function interruptedEvidence(view: RunView): Evidence[] {
  const { events } = view.raw;
  if (!view.isLast) return [];
  const last = view.lastOf('assistant');
  const flagged = last?.message.flags?.includes('interrupted') === true;
  const end = events.findLastIndex((e) => e.kind === 'assistant' || e.kind === 'tool_call' || e.kind === 'user');
  const stopped = events.slice(end + 1).some((e) => e.kind === 'feedback' && e.signal === 'interrupted');
  if (!flagged && !stopped) return [];
  return [evidenceOf('interrupted', false, INTERRUPTED, 'stopped, and nothing follows', last ? [last.index] : [])];
}
