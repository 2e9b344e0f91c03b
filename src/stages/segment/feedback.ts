/** What is said about an example's messages. */
import type { Event } from '../../model/event.ts';
import type { Feedback, Message } from '../../model/example.ts';

/** Trained in another example: a fork's parent, or the part before. */
export const isInherited = (m: Message | undefined): boolean => m?.flags?.includes('inherited') === true;

/** @param messages made of these events, and of others before them */
export function feedbackOn(messages: readonly Message[], events: readonly Event[]): Feedback[] {
  return events.flatMap((event): Feedback[] => {
    if (event.kind !== 'feedback') return [];
    const { signal, value, name, text, by, target } = event;
    const at = target === null ? -1 : messages.findIndex((m) => m.role === 'assistant' && m.turns.includes(target));
    // It is about an answer that is the parent's, and stands there.
    if (isInherited(messages[at])) return [];
    return [{ signal, value, name: name || undefined, text, by, message: at < 0 ? null : at }];
  });
}
