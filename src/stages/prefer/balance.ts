/** What feedback says of one answer: above 0 good, below 0 bad, 0 nothing. */
import type { Feedback } from '../../model/example.ts';

/**
 * 1: someone said so. 0.5: they did something that usually means so. By judgement, not measured: halves only have to lose
 * against a stated opinion.
 */
const SIGNS: Partial<Record<Feedback['signal'], number>> = {
  thumbs_up: 1,
  accept: 1,
  copy: 0.5,
  thumbs_down: -1,
  reject: -1,
  regenerate: -0.5,
  interrupted: -0.5,
  escalated: -1,
};

/** Ratings and scores have no known scale here: they speak through `margin`, not through the balance. */
export const balanceOf = (feedback: readonly Readonly<Pick<Feedback, 'signal'>>[]): number =>
  feedback.reduce((sum, f) => sum + (SIGNS[f.signal] ?? 0), 0);
