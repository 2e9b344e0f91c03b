/** The names under which a JSON value stands, nearest first. */
import type { TextUnit } from './detector.ts';

/** Keys that say nothing of their own: what they hold is named by the key above. */
const BLANK =
  /^(?:values?|val|text|content|data|raw|primary|secondary|home|work|main|display|formatted|current|old|new)$/i;

/**
 * `{"card": {"number": …}}` → number, card_number; `{"email": {"value": …}}` → value, value under email as email_value, email.
 * `path` may or may not end with the key itself.
 */
export function keyNames({ key, path = [] }: Pick<TextUnit, 'key' | 'path'>): string[] {
  if (key === undefined) return [];
  const parent = path.at(-1) === key ? path.at(-2) : path.at(-1);
  // A user's name is a person's, not a user name.
  if (parent === undefined || /name$/i.test(key)) return [key];
  return BLANK.test(key) ? [key, `${parent}_${key}`, parent] : [key, `${parent}_${key}`];
}
