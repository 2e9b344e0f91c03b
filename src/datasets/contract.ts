/** What a contract is made of: violations, and the checks that rows of several kinds share. */
import type { RowMessage } from './row.ts';
import { unloadableAt } from './well-formed.ts';

/** One breach of a contract, for the user to fix. Holds no text of the row. */
export interface Violation {
  /** JSON pointer in the row. */
  pointer: string;
  message: string;
  fix: string;
}

/**
 * What Python cannot read: one such row makes its whole file unloadable.
 * @param at JSON pointer of the value
 */
export const checkLoadable = (value: unknown, at: string): Violation[] =>
  unloadableAt(value).map(({ pointer, what }) =>
    what === 'text'
      ? {
          pointer: `${at}${pointer}`,
          message: 'half of a surrogate pair, which is not valid Unicode',
          fix: 'replace it with U+FFFD',
        }
      : { pointer: `${at}${pointer}`, message: 'a number beyond the range of a double', fix: 'write it as a string' },
  );

const UNANSWERED: Omit<Violation, 'pointer'> = {
  message: 'a call without its tool message',
  fix: 'add the tool message, or cut the row before the call',
};

/**
 * Order of roles, and every call with its result before the talk goes on.
 * @param at JSON pointer of the list of messages.
 */
export function checkTalk(messages: readonly RowMessage[], at: string): Violation[] {
  const out: Violation[] = [];
  const add = (i: number, message: string, fix: string): void => void out.push({ pointer: `${at}/${i}`, message, fix });
  /** Calls that still wait for their result: id → index of their message. */
  let open = new Map<string, number>();
  const closeAll = (): void => {
    for (const [, call] of open) out.push({ pointer: `${at}/${call}`, ...UNANSWERED });
    open = new Map();
  };
  messages.forEach((m, i) => {
    if (m.role === 'tool') {
      if (!open.delete(m.tool_call_id))
        add(i, 'a tool message that answers no open call', 'remove it, or give it the id of a call before it');
      return;
    }
    closeAll();
    if (m.role === 'system' && i > 0) add(i, 'a system message after the start', 'move it to the front');
    if (m.role === messages[i - 1]?.role)
      add(i, `two ${m.role} messages in a row`, 'join them: chat templates want roles to alternate');
    if (m.role !== 'assistant') return;
    if (m.content.trim() === '' && !m.tool_calls && m.weight !== 0)
      add(i, 'an empty answer that is trained on', 'set weight 0 or remove it');
    for (const call of m.tool_calls ?? []) {
      if (open.has(call.id)) add(i, `call id ${call.id} twice in one message`, 'give each call an id of its own');
      open.set(call.id, i);
    }
  });
  closeAll();
  return out;
}
