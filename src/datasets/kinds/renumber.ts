/** A pair of two sessions shares one numbering of placeholders: that of its chosen side. */

import { defined } from '../../kit/defined.ts';
import type { Message } from '../../model/example.ts';
import type { PiiType } from '../../model/pii.ts';
import { type NamePart, NUMBERED_PLACEHOLDER, placeholder } from '../../model/placeholder.ts';

const textsOf = (m: Message): string[] => [m.content, ...(m.calls ?? []).map((c) => c.args)];

/**
 * Rewrites `reply` (which belongs to `prompt`) into the numbering of `target`, an equal prompt of another session. What
 * only the reply mentions gets the next free numbers after those of `taken`. undefined when the prompts do not say the
 * same about the same people.
 */
export function renumber(
  prompt: readonly Message[],
  target: readonly Message[],
  reply: Message,
  taken: readonly Message[],
): Message | undefined {
  const forth = new Map<string, string>();
  const back = new Map<string, string>();
  for (const [i, message] of prompt.entries()) {
    const other = target[i];
    if (!other) return undefined;
    const [mine, theirs] = [textsOf(message), textsOf(other)];
    if (mine.length !== theirs.length) return undefined;
    for (const [j, text] of mine.entries()) {
      const [a, b] = [placeholders(text), placeholders(theirs[j] as string)];
      if (a.length !== b.length) return undefined;
      for (const [k, { whose: from, part }] of a.entries()) {
        const { whose: to, part: other } = b[k] as Numbered;
        if (part !== other) return undefined;
        if ((forth.get(from) ?? to) !== to || (back.get(to) ?? from) !== from) return undefined;
        forth.set(from, to);
        back.set(to, from);
      }
    }
  }
  const next = highest([...target, ...taken]);
  const map = (text: string): string =>
    text.replace(NUMBERED_PLACEHOLDER, (_, type: PiiType, index: string, part?: NamePart) => {
      const whose = `${type}_${index}`;
      let to = forth.get(whose);
      if (to === undefined) {
        const number = (next.get(type) ?? 0) + 1;
        next.set(type, number);
        to = `${type}_${number}`;
        forth.set(whose, to);
      }
      return placeholder(type, to.slice(type.length + 1), part);
    });
  return {
    ...reply,
    content: map(reply.content),
    ...defined({
      reasoning: reply.reasoning ? map(reply.reasoning) : undefined,
      calls: reply.calls ? reply.calls.map((c) => ({ ...c, args: map(c.args) })) : undefined,
    }),
  };
}

/** A person's first name and whole name are one number. */
interface Numbered {
  /** `PERSON_1`. */
  whose: string;
  part: string | undefined;
}

const placeholders = (text: string): Numbered[] =>
  Array.from(text.matchAll(NUMBERED_PLACEHOLDER), ([, type, index, part]) => ({ whose: `${type}_${index}`, part }));

function highest(messages: readonly Message[]): Map<string, number> {
  const top = new Map<string, number>();
  for (const text of messages.flatMap(textsOf)) {
    for (const [, type, number] of text.matchAll(NUMBERED_PLACEHOLDER)) {
      if (type) top.set(type, Math.max(top.get(type) ?? 0, Number(number)));
    }
  }
  return top;
}
