/**
 * Harmful steps of good trajectories: they stay in the row, since what follows answers them, and nobody learns to make them.
 * Judged by message, since a weight belongs to a whole message.
 */
import type { Example, Message } from '../../model/example.ts';
import { isBlameless, type Step } from '../../model/step.ts';

/** Why a message is not learnt from. The first that holds names it. */
export type MaskRule = 'no such tool' | 'invalid arguments' | 'failed and recovered' | 'loop';

/** Below it a rule says what may well be meant so, such as an argument that is declared nowhere. */
const SURE = 0.7;

/**
 * By the number of the message. A call that the model got wrong by itself (no such tool, broken or invalid arguments) masks its
 * message, whatever came of it. A failure of the world (a file that is not there) does when a later call reached the same aim by
 * other means: a call that works later as it was made (a script run again after an edit, a busy service) was right. So does
 * a repeat of a loop, where no other call of the message is good: one failed look-up among five parallel ones costs no five.
 */
export function maskedSteps({ messages, steps }: Pick<Example, 'messages' | 'steps'>): Map<number, MaskRule> {
  const byMessage = new Map<number, Step[]>();
  for (const step of steps)
    if ((step.confidence ?? 1) >= SURE) byMessage.set(step.message, [...(byMessage.get(step.message) ?? []), step]);
  const masked = new Map<number, MaskRule>();
  for (const [i, own] of byMessage) {
    const rule = ruleFor(messages[i], own);
    if (rule) masked.set(i, rule);
  }
  return masked;
}

function ruleFor(message: Message | undefined, steps: readonly Step[]): MaskRule | undefined {
  if (message?.role !== 'assistant' || !message.calls) return undefined;
  const has = (flag: Step['flag'], call?: number): boolean =>
    steps.some((s) => s.flag === flag && (call === undefined || s.call === call));
  if (has('unknown_tool')) return 'no such tool';
  if (has('invalid') || steps.some((s) => s.flag === 'failed' && s.rule === 'arguments refused'))
    return 'invalid arguments';
  const recovered = (call: number): boolean =>
    has('failed', call) && steps.some((s) => s.flag === 'recovered' && s.call === call && !isBlameless(s));
  const looping = (call: number): boolean => has('loop', call);
  if (message.calls.every(({ call }) => recovered(call))) return 'failed and recovered';
  return message.calls.every(({ call }) => recovered(call) || looping(call)) ? 'loop' : undefined;
}
