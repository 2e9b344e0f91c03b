/**
 * Evidence is weighed over the session: a word that is hidden in one place and kept in another, because only one of them
 * looked like a person, would be a fault in both. What is proved once is spread by propagation; this takes back what was only
 * guessed, when the session itself says that the word is a tool's or a place's.
 */
import { isThingAt } from '../detect/prose/things.ts';
import type { Unit } from '../text/units.ts';
import type { Mention } from './mention.ts';

/** From here on a name is proved: by an introduction, a label, an honorific, a greeting, a full name. */
const PROVED = 0.8;
/** Finders of names whose findings may be guesses. */
const GUESSING = new Set(['person', 'compromise']);

const isGuess = ({ type, confidence, detector, text }: Mention): boolean =>
  type === 'PERSON' && confidence < PROVED && GUESSING.has(detector) && /^[\p{L}\p{M}'’-]+$/u.test(text);

/**
 * @param mentions in reading order
 * @returns the same without guessed one-word names that the session calls things and proves nowhere
 */
export function weigh(mentions: readonly Mention[], units: readonly Pick<Unit, 'text'>[]): readonly Mention[] {
  const guessed = new Set(mentions.filter(isGuess).map(({ text }) => text));
  if (guessed.size === 0) return mentions;
  for (const mention of mentions)
    if (mention.type === 'PERSON' && !isGuess(mention))
      for (const word of mention.text.split(/[^\p{L}\p{M}'’-]+/u)) guessed.delete(word);
  if (guessed.size === 0) return mentions;
  const things = calledThings(guessed, units);
  return things.size === 0 ? mentions : mentions.filter((mention) => !(isGuess(mention) && things.has(mention.text)));
}

/** Those of the words that some text of the session speaks of as a thing. */
function calledThings(words: ReadonlySet<string>, units: readonly Pick<Unit, 'text'>[]): ReadonlySet<string> {
  const found = new Set<string>();
  // Letters, apostrophes and hyphens: nothing in them means more to a pattern.
  const any = new RegExp(`(?<![\\p{L}\\p{M}])(?:${[...words].join('|')})(?![\\p{L}\\p{M}])`, 'gu');
  for (const { text } of units)
    for (const match of text.matchAll(any)) {
      if (!found.has(match[0]) && isThingAt(text, match.index, match.index + match[0].length)) found.add(match[0]);
    }
  return found;
}
