/** One copy of each string, so that looking it up a second time compares no characters: keys of JSON come cut out anew each time. */

/** Longer strings are no keys that repeat. */
const MAX_LENGTH = 64;
/** Logs have some hundred different keys; maps of data have any number. */
const MAX_KNOWN = 10_000;

let known = new Map<string, string>();

/** @returns an equal string, the same one for equal strings as long as it is remembered */
export function interned(text: string): string {
  if (text.length > MAX_LENGTH) return text;
  const one = known.get(text);
  if (one !== undefined) return one;
  if (known.size >= MAX_KNOWN) known = new Map();
  known.set(text, text);
  return text;
}
