/** Names that a JSON value has from the keys above its own. */
import type { TextUnit } from './detector.ts';

/** Keys that say nothing of their own: what they hold is named by the key above. */
const BLANK =
  /^(?:values?|val|text|content|data|raw|primary|secondary|home|work|main|display|formatted|current|old|new|plain|plain_?text|clear_?text)$/i;

/**
 * `{"card": {"number": …}}` → card_number; `{"email": {"value": …}}` → email_value, email. Without the key itself.
 * `path` may or may not end with the key.
 */
export function namesFromAbove({ key, path = [] }: Pick<TextUnit, 'key' | 'path'>): string[] {
  if (key === undefined) return [];
  const parent = path.at(-1) === key ? path.at(-2) : path.at(-1);
  // A user's name is a person's, not a user name.
  if (parent === undefined || /name$/i.test(key)) return [];
  return BLANK.test(key) ? [`${parent}_${key}`, parent] : [`${parent}_${key}`];
}
