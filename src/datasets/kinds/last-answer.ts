/** Where a talk ends for training. */
import type { Message } from '../../model/example.ts';

/**
 * Index of the last assistant message that may be trained on, or of the last result of its calls; -1 for none. Calls at the
 * very end that have no result do not count.
 */
export function lastAnswer(messages: readonly Message[]): number {
  for (let i = messages.length - 1; i >= 0; i--) {
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
