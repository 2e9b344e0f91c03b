/** Language of the user's text as an ISO 639-3 code; `und` when the text is too short or too mixed to tell. */

import { detectAll, toISO3 } from 'tinyld/light';
import { memo } from '../../kit/memo.ts';
import { PLACEHOLDER } from '../../model/placeholder.ts';

/** The beginning tells; the rest costs time. */
const READ = 600;
/** Texts of that length whose language is remembered: a megabyte or two. */
const MAX_REMEMBERED = 2000;
/** Fewer letters are `ok` and `yes`; one of Chinese, Japanese or Korean says more. */
const LETTERS = 12;
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
/** The detector's own measure; the second best must stay clearly behind. */
const SURE = 0.14;
const AHEAD = 1.4;

/** Placeholders are English words in capitals, and code is nobody's language: they must not vote. */
const NOBODYS = new RegExp(String.raw`\`\`\`[\s\S]*?(?:\`\`\`|$)|${PLACEHOLDER.source}|https?:\S+`, 'g');

export interface Language {
  language: string;
  /** The detector's own measure, from 0 to 1. */
  accuracy: number;
  rule: 'too short' | 'too mixed' | 'detected';
}

export function languageOf(text: string): Language {
  const words = text.replace(NOBODYS, ' ').slice(0, READ);
  if (count(words, /\p{L}/gu) + 2 * count(words, DENSE) < LETTERS)
    return { language: 'und', accuracy: 0, rule: 'too short' };
  return detected(words);
}

/** Examples of several kinds are cut from one talk, and talks begin alike: the same words are asked about again and again. */
const detected = memo((words): Language => {
  const [best, second] = detectAll(words);
  const clear = best && (best.accuracy >= SURE || best.accuracy >= (second?.accuracy ?? 0) * AHEAD);
  return clear
    ? { language: toISO3(best.lang), accuracy: best.accuracy, rule: 'detected' }
    : { language: 'und', accuracy: 0, rule: 'too mixed' };
}, MAX_REMEMBERED);

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
