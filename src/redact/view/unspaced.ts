/**
 * Scripts without spaces: `カード4626…に` has no boundary around its number that a pattern made for `card 4626… was` would know.
 * The change of script is read as a space.
 */
import type { Dress } from './mapped.ts';

/** Han, kana, hangul, and the sign in front of a Japanese postal code. */
export const UNSPACED = String.raw`\u3005\u3007\u3012\u3041-\u3096\u30a1-\u30fa\u30fc\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3`;
const LETTER = new RegExp(`[${UNSPACED}]`);

export const isUnspaced = (code: number): boolean =>
  code > 0x3004 && code < 0xd7a4 && LETTER.test(String.fromCharCode(code));

/** Letters and digits; signs that a number begins or ends with. */
const JOINS_BEHIND = /[\w+(]/;
const JOINS_BEFORE = /[\w)]/;

/** @param at where a letter of such a script stands */
export function unspacedAt(text: string, at: number): Dress | undefined {
  const before = JOINS_BEFORE.test(text.charAt(at - 1)) ? ' ' : '';
  const behind = JOINS_BEHIND.test(text.charAt(at + 1)) ? ' ' : '';
  return before || behind ? { length: 1, plain: before + text.charAt(at) + behind } : undefined;
}
