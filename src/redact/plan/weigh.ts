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
  // Looked for one by one: a pattern made of them would cost more to compile than most texts to read.
  for (const word of words) if (units.some(({ text }) => isCalledThing(word, text))) found.add(word);
  return found;
}

function isCalledThing(word: string, text: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    const end = at + word.length;
    if (!LETTER_BEFORE.test(text.slice(Math.max(0, at - 2), at)) && !LETTER_BEHIND.test(text.slice(end, end + 2)))
      if (isThingAt(text, at, end)) return true;
  }
  return false;
}

/** Of two UTF-16 units, which hold one character at least. */
const LETTER_BEFORE = /[\p{L}\p{M}]$/u;
const LETTER_BEHIND = /^[\p{L}\p{M}]/u;
