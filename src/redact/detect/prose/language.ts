/**
 * In which kind of language a text is written, as far as capitals depend on it: German writes every noun with one, and the
 * dictionaries behind "a word of no dictionary" are English, so in another language that proves nothing.
 */
import type { Language, Words } from './scan.ts';
import { W } from './words.ts';

/** Words that are looked at: enough to tell, whatever the length of the text. */
const LOOK = 300;
/** Fewer words in lower case tell nothing, and the text counts as English. */
const FEWEST = 3;
/** Of the words in lower case, how many are common English: .85 and more in English, below .5 elsewhere; chat with typos lies between. */
const ENGLISH = 0.62;
const GERMAN = new Set(
  'der die das und ist nicht ein eine einen einem einer ich wir sie mit von für auf zu den dem des im am bei nach hier bitte mein meine sind wird haben hat kann auch noch wie was wenn oder aber'.split(
    ' ',
  ),
);
/** Of these words; longer ones need not be cut out. */
const LONGEST = Math.max(...Array.from(GERMAN, (word) => word.length));
const ENGLISH_TOO = new Set(['die', 'was', 'den', 'am', 'mit', 'hat']);

export function languageOf(words: Words): Language {
  words.language ??= judged(words);
  return words.language;
}

function judged(words: Words): Language {
  let [lower, common, german] = [0, 0, 0];
  for (let i = 0; i < words.start.length && lower < LOOK; i++) {
    const flags = words.flags[i] ?? 0;
    if (!(flags & W.ALPHA) || flags & (W.CAP | W.CAMEL)) continue;
    lower++;
    const short = (words.end[i] ?? 0) - (words.start[i] ?? 0) <= LONGEST;
    const text = short ? words.text.slice(words.start[i], words.end[i]) : '';
    const germanWord = short && GERMAN.has(text);
    if (germanWord) german++;
    if ((flags & W.COMMON || text === 'i') && (!germanWord || ENGLISH_TOO.has(text))) common++;
  }
  if (lower < FEWEST) return german > common ? 'german' : 'english';
  // Two words for free: a short text is not judged by one name in lower case.
  if (common + 2 >= (lower + 2) * ENGLISH) return 'english';
  return german * 6 >= lower ? 'german' : 'other';
}

/** A listing has so many lines at least, and of these so many go on from nowhere. */
const MANY_LINES = 40;
const TORN = 0.3;

/**
 * Lines torn out of files (`grep -r flag books/`): they begin in the midst of a sentence and end there. Nobody wrote them to
 * anybody, and a capital in them proves little.
 */
export function isDump(words: Words): boolean {
  words.dump ??= words.lines.length >= MANY_LINES && torn(words) >= words.lines.length * TORN;
  return words.dump;
}

function torn(words: Words): number {
  let count = 0;
  for (const from of words.lines) {
    const open =
      from > 0 && /^[^.!?:;]{0,3}\n/.test(words.text.slice(words.end[from - 1], (words.end[from - 1] ?? 0) + 4));
    if (open && !((words.flags[from] ?? 0) & W.CAP)) count++;
  }
  return count;
}
