/**
 * In which kind of language a text is written, as far as capitals depend on it: German writes every noun with one, and the
 * dictionaries behind "a word of no dictionary" are English, so in another language that proves nothing.
 */
import type { Words } from './scan.ts';
import { W } from './words.ts';

export type Language = 'english' | 'german' | 'other';

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
const ENGLISH_TOO = new Set(['die', 'was', 'den', 'am', 'mit', 'hat']);

const known = new WeakMap<Words, Language>();

export function languageOf(words: Words): Language {
  let language = known.get(words);
  if (language === undefined) {
    language = judged(words);
    known.set(words, language);
  }
  return language;
}

function judged(words: Words): Language {
  let [lower, common, german] = [0, 0, 0];
  for (let i = 0; i < words.start.length && lower < LOOK; i++) {
    const flags = words.flags[i] ?? 0;
    if (!(flags & W.ALPHA) || flags & (W.CAP | W.CAMEL)) continue;
    lower++;
    const text = words.text.slice(words.start[i], words.end[i]);
    const germanWord = GERMAN.has(text);
    if (germanWord) german++;
    if (flags & W.COMMON && (!germanWord || ENGLISH_TOO.has(text))) common++;
  }
  if (lower < FEWEST || common >= lower * ENGLISH) return 'english';
  return german * 6 >= lower ? 'german' : 'other';
}
