/** Movements of Claude Code's queue of prompts, and the notices that pass through it. */
import { get, str } from '../../parse.ts';

/** What a line says of the queue. `pop`: back into the input field, from where it was never sent as it was. */
export type Move = { kind: 'enqueue'; text: string; notice: boolean } | { kind: 'take' | 'pop'; text?: string };

/** @returns undefined for another line, and for an operation that is not known */
export function moveOf(value: unknown): Move | undefined {
  if (get(value, 'type') !== 'queue-operation') return undefined;
  const text = str(get(value, 'content'))?.trim();
  const operation = get(value, 'operation');
  if (operation === 'enqueue')
    return text ? { kind: 'enqueue', text, notice: notification(value) !== undefined } : undefined;
  const withText = text ? { text } : {};
  if (operation === 'popAll') return { kind: 'pop', ...withText };
  // A prompt that the user takes out of the queue is removed as well; where the reason is told, it decides.
  const unsent = /cancel|discard|clear|delete|edit/i.test(str(get(value, 'reason')) ?? '');
  if (operation === 'remove') return { kind: unsent ? 'pop' : 'take', ...withText };
  return operation === 'dequeue' ? { kind: 'take' } : undefined;
}

/** Text of a queue entry that tells of a finished background task. */
export const notification = (v: unknown): string | undefined => {
  const text = str(get(v, 'content'));
  return get(v, 'operation') === 'enqueue' && text?.includes('<task-notification>') ? text : undefined;
};
