/** Names that a JSON value has from the keys above its own. */
import type { TextUnit } from './detector.ts';

/** Keys that say nothing of their own: what they hold is named by the key above. */
const BLANK =
  /^(?:values?|val|text|content|data|raw|primary|secondary|home|work|main|display|formatted|current|old|new|plain|plain_?text|clear_?text)$/i;

const NO_NAMES: readonly string[] = [];
const MAX_PARENTS = 2000;
const MAX_KEYS = 2000;
/** Answers by the key above and the key: each value of a log asks, and putting names together costs more than looking them up. */
const known = new Map<string, Map<string, readonly string[]>>();

/**
 * `{"card": {"number": …}}` → card_number; `{"email": {"value": …}}` → email_value, email. Without the key itself.
 * `path` may or may not end with the key.
 */
export function namesFromAbove({ key, path }: Pick<TextUnit, 'key' | 'path'>): readonly string[] {
  if (key === undefined || path === undefined) return NO_NAMES;
  const { length } = path;
  const parent = path[length - 1] === key ? path[length - 2] : path[length - 1];
  if (parent === undefined) return NO_NAMES;
  let keys = known.get(parent);
  if (!keys) {
    if (known.size >= MAX_PARENTS) known.clear();
    keys = new Map();
    known.set(parent, keys);
  }
  let names = keys.get(key);
  if (!names) {
    names = namesOf(parent, key);
    if (keys.size >= MAX_KEYS) keys.clear();
    keys.set(key, names);
  }
  return names;
}

function namesOf(parent: string, key: string): readonly string[] {
  // A user's name is a person's, not a user name.
  if (/name$/i.test(key)) return NO_NAMES;
  return BLANK.test(key) ? [`${parent}_${key}`, parent] : [`${parent}_${key}`];
}
