/** A session in one line: the first thing that its user said. */
import { type Example, saidIn } from '../model/example.ts';

/** @param most characters, at least 1 */
export function titleText({ messages }: Pick<Example, 'messages'>, most: number): string {
  const said = messages.find((m) => m.role === 'user' && saidIn(m)) ?? messages.find((m) => m.content.trim());
  // Control characters and bidi marks of a log have no business in a list.
  const text = ((said && saidIn(said)) || (said?.content ?? '')).replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
