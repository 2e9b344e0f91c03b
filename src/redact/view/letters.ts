/** Characters that look like others or like nothing. */
import type { Dress } from './mapped.ts';

/** Marks without width, joiners, marks of direction, the soft hyphen. */
export const INVISIBLE = String.raw`\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe0e\ufeff`;
/** Spaces that do not break and other widths of a space. */
export const SPACES = String.raw`\u00a0\u2000-\u200a\u202f\u205f\u3000`;
/** Hyphens and dashes that people and typesetters put between digits. */
export const DASHES = String.raw`\u2010-\u2013\u2212\ufe63`;
/** Letters, digits and signs of double width. */
export const FULL_WIDTH = String.raw`\uff01-\uff5e`;
/** First characters of the rows of ten digits that the scripts of today's languages have. */
const ZEROS = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20,
  0x1040, 0x17e0, 0x1810,
];
export const DIGITS = ZEROS.map(
  (zero) => `\\u${zero.toString(16).padStart(4, '0')}-\\u${(zero + 9).toString(16).padStart(4, '0')}`,
).join('');

/** Cyrillic and Greek letters that are drawn like Latin ones. */
const CYRILLIC = 'аaеeоoрpсcхxуyіiјjѕsһhԁdԛqԝwАAВBЕEЅSІIЈJКKМMНHОOРPСCТTХXУY';
const GREEK = 'οoνvαaιiκkρpυuΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX';
const TWINS = new Map<number, string>();
for (const list of [CYRILLIC, GREEK])
  for (let i = 0; i < list.length; i += 2) TWINS.set(list.charCodeAt(i), list.charAt(i + 1));
export const TWIN = [...TWINS.keys()].map((code) => `\\u${code.toString(16).padStart(4, '0')}`).join('');

const REMOVED = new RegExp(`[${INVISIBLE}]`);
const SPACE = new RegExp(`[${SPACES}]`);
const DASH = new RegExp(`[${DASHES}]`);

/** @param at where a character outside ASCII stands */
export function letterAt(text: string, at: number): Dress | undefined {
  const code = text.charCodeAt(at);
  const twin = TWINS.get(code);
  if (twin !== undefined) return isAmongLatin(text, at) ? { length: 1, plain: twin } : undefined;
  if (code >= 0xff01 && code <= 0xff5e) return { length: 1, plain: String.fromCharCode(code - 0xfee0) };
  const zero = ZEROS.findLast((one) => one <= code);
  if (zero !== undefined && code < zero + 10) return { length: 1, plain: String(code - zero) };
  const char = text.charAt(at);
  if (REMOVED.test(char)) return { length: 1, plain: '' };
  if (SPACE.test(char)) return { length: 1, plain: ' ' };
  return DASH.test(char) ? { length: 1, plain: '-' } : undefined;
}

/** Letters on each side that say which script a word is in. */
const WORD = 32;
const FOREIGN = /[\u0370-\u03ff\u0400-\u052f]/;

/** In a word of Latin letters; a Russian word with a Latin letter in it stays Russian. */
function isAmongLatin(text: string, at: number): boolean {
  let latin = 0;
  let foreign = 0;
  for (const step of [-1, 1])
    for (let i = step < 0 ? at - 1 : at; i >= 0 && Math.abs(i - at) < WORD; i += step) {
      const code = text.charCodeAt(i);
      if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90)) latin++;
      else if (FOREIGN.test(text.charAt(i))) {
        foreign++;
        if (!TWINS.has(code)) return false;
      } else if (!(code >= 48 && code <= 57) && code !== 95) break;
    }
  return latin >= foreign;
}
