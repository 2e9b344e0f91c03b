/** Words that only their looks speak for: no dictionary has them, or people are called like them. For a strict policy. */
import { isDump } from './language.ts';
import { CURATED, flagsAt, isForeign, NAME } from './names.ts';
import { behind, type Candidate, isFair, isNameOrForeign, opensSentence, says, type Verdict } from './person-rules.ts';
import { gap, type Words, word } from './scan.ts';
import { W } from './words.ts';

/** So many common words in lower case make a line a sentence; a menu, a heading or a log line has fewer. */
export const SENTENCE = 3;

/** Common words in lower case around the name, in its line: at most as many as make a sentence. */
export function wordsOfSentence({ words, name, from, to }: Candidate): number {
  let count = 0;
  for (let k = Math.max(from, name.first - 12); k <= Math.min(to, name.last + 12) && count < SENTENCE; k++) {
    const flags = flagsAt(words, k);
    if (flags & W.COMMON && flags & W.ALPHA && !(flags & W.CAP)) count++;
  }
  return count;
}

/** In no dictionary of English, or first of all a name. */
const sure = (flags: number): boolean =>
  isForeign(flags) || Boolean(flags & CURATED && !(flags & (W.COMMON | W.KNOWN)));

export function unknownWords(c: Candidate): Verdict | undefined {
  if (isDump(c.words)) return undefined;
  // `USNS Bergman`, `FPO AE`: capitals throughout are an abbreviation, unless both words are names.
  if ((c.first | c.last) & W.UPPER && !(c.first & c.last & W.UPPER && c.first & CURATED && c.last & CURATED))
    return undefined;
  if (c.language !== 'english' && !(c.first & CURATED && c.last & NAME)) return undefined;
  if (c.all & W.KNOWN && word(c.words, c.name.first - 1).toLowerCase() === 'the') return undefined;
  const parts = isNameOrForeign(c.first) && isNameOrForeign(c.last);
  return parts && (sure(c.first) || sure(c.last)) ? says(0.48, 'unknown words') : undefined;
}

export function loneWord(c: Candidate): Verdict | undefined {
  const { words, name, first } = c;
  const context = c.context?.strength === 'weak' || behind(words, name.last) || isFair(c);
  // `IBAN` and `MIA` are abbreviations more often than names.
  if (first & (W.UPPER | W.NRP) || isDump(words)) return undefined;
  const opens = name.first === c.run.first && opensSentence(words, name.first);
  if (c.language !== 'english') return first & W.GIVEN && !opens ? says(0.44, 'name alone') : undefined;
  if (first & CURATED && !(first & (W.COMMON | W.KNOWN))) return says(0.48, 'name alone');
  if (opens) return opensAsName(c, context) ? says(0.46, 'opening') : undefined;
  if (isForeign(first))
    return wordsOfSentence(c) >= SENTENCE && (first & NAME || !isTerm(c)) ? says(0.44, 'unknown word') : undefined;
  if (isOfTitle(words, name.first)) return undefined;
  // `go to town, Roy!`: an ordinary word in capitals in the midst of a sentence, that people are called.
  return first & CURATED && (context || first & W.GIVEN) ? says(0.42, 'capital') : undefined;
}

/** In a headline every word has a capital, and in the name of a field: `**Total Price:** 312`. */
function isOfTitle(words: Words, i: number): boolean {
  const before = flagsAt(words, i - 1);
  if (before & W.CAP && (flagsAt(words, i + 1) & W.CAP || (before & W.COMMON && gap(words, i - 1) === ' ')))
    return true;
  return /^["'`*_]{0,3}:/.test(gap(words, i));
}

/** `the Meryton ball`, `Riemannian geometry`, `AI-powered`: behind an article, or made like an adjective or a term. */
function isTerm({ words, name }: Candidate): boolean {
  if (/^(?:the|an?)$/i.test(word(words, name.first - 1)) && gap(words, name.first - 1) === ' ') return true;
  return /(?:ian|ean|esque|ism|ist|ity|ases|osis|itis|ness|tion|ology)s?$|-\p{Ll}/u.test(word(words, name.first));
}

/** Behind the colon a letter, and a sentence around it. */
const speaks = (c: Candidate): boolean =>
  /^:\s["“]?$/.test(gap(c.words, c.name.last)) &&
  !(flagsAt(c.words, c.name.last + 1) & W.DIGITS) &&
  wordsOfSentence(c) >= 2;

/** A speaker, `Roy: …`; or a foreign word that something else speaks for, be it a clause behind it: `Keziah, can you …`. */
function opensAsName(c: Candidate, context: boolean): boolean {
  const { words, name, first } = c;
  if (/^:\s/.test(gap(words, name.last)) && !(first & (W.LABEL | W.UNIT)))
    // `Price: 312`, `- Price: $ 312`: a speaker goes on with a word, and a field of one word stands in a list.
    return first & W.COMMON && !speaks(c)
      ? false
      : Boolean(first & W.GIVEN) || (isForeign(first) && wordsOfSentence(c) >= 2);
  const end = words.end[name.last] ?? 0;
  return (Boolean(first & NAME) || context || /^, [\p{Ll}I]/u.test(words.text.slice(end, end + 3))) && isForeign(first);
}
