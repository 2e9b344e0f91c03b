/** Where a talk ends for training. */
import type { Message } from '../../model/example.ts';

/** Index of the person's first message: what the assistant says before it, a greeting, answers nobody. */
export const firstAsked = (messages: readonly Pick<Message, 'role'>[]): number =>
  messages.findIndex((m) => m.role === 'user');

/**
 * Index of the last assistant message that may be trained on, or of the last result of its calls; -1 for none. Calls at the
 * very end that have no result do not count, nor does what comes before the first question.
 */
export function lastAnswer(messages: readonly Message[]): number {
  const asked = firstAsked(messages);
  for (let i = messages.length - 1; i > asked && asked >= 0; i--) {
    const m = messages[i] as Message;
    if (m.role !== 'assistant') continue;
    if (m.calls === undefined) {
      if (m.content.trim() !== '') return i;
      continue;
    }
    const answered = m.calls.every((c) => messages.slice(i + 1).some((t) => t.answers === c.call));
    if (answered) return lastResultOf(messages, i);
  }
  return -1;
}

/** A run may end on its last call: the row then ends with the call's results. */
function lastResultOf(messages: readonly Message[], call: number): number {
  let end = call;
  while (messages[end + 1]?.role === 'tool') end++;
  return end;
}
