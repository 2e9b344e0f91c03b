/**
 * An answer that an export keeps in pieces: thoughts, texts, and calls that hold their own results. They become the messages
 * of a chat API, in which a result comes between the call and what was said after it.
 */
import type { PartStub } from '../model/event.ts';
import type { CallIn, MessageIn } from './message.ts';

export interface Piece {
  text?: string;
  reasoning?: string;
  call?: CallIn & { pointer?: string };
  /** Of the call; undefined while it runs. */
  result?: { text: string; parts?: PartStub[]; isError?: boolean } | undefined;
  parts?: readonly PartStub[];
}

/**
 * @param glue between texts that stand side by side: '' where an export cuts one text into fragments
 */
export function inMessages(pieces: readonly Piece[], glue = '\n\n'): MessageIn[] {
  const out: MessageIn[] = [];
  let now: MessageIn | undefined;
  for (const piece of pieces) {
    const { text, reasoning, call, result, parts } = piece;
    // Calls end a message: what comes after them was said when their results were there.
    if (!now || (now.calls && (text || reasoning || result || out.at(-1) !== now))) {
      now = { role: 'assistant', text: '' };
      out.push(now);
    }
    if (reasoning) now.reasoning = [now.reasoning, reasoning].filter(Boolean).join('\n\n');
    if (text) now.text = [now.text, text].filter((t) => t !== '').join(glue);
    if (parts?.length) now.parts = [...(now.parts ?? []), ...parts];
    if (!call) continue;
    const { pointer, ...bare } = call;
    now.calls = [...(now.calls ?? []), bare];
    if (pointer !== undefined) now.pointer ??= pointer;
    if (!result) continue;
    const { name, id } = call;
    out.push({ role: 'tool', name, ...result, ...(id === undefined ? {} : { callId: id }) });
  }
  return out.filter((m, i) => i === 0 || m.role === 'tool' || m.text !== '' || m.reasoning || m.calls || m.parts);
}
