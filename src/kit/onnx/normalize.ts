/**
 * Text as BERT-like tokenizers see it: `BertNormalizer` of the published tokenizers, character by character. A model was trained
 * on what its tokenizer made of the text, so that one that is nearly the same is wrong in the rare places that matter.
 */

export interface NormalizerOptions {
  cleanText: boolean;
  chinese: boolean;
  stripAccents: boolean;
  lower: boolean;
}

/** Cc except tab and line ends, Cf, Co, and what the tokenizer's tables of Unicode call unassigned. */
const CONTROL = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u;
const MARK = /\p{Mn}/gu;
const HAN: readonly (readonly [number, number])[] = [
  [0x4e00, 0x9fff],
  [0x3400, 0x4dbf],
  [0x20000, 0x2a6df],
  [0x2a700, 0x2b73f],
  [0x2b740, 0x2b81f],
  [0x2b920, 0x2ceaf],
  [0xf900, 0xfaff],
  [0x2f800, 0x2fa1f],
];

/** What one character becomes: nothing, a space, itself in another form. A Han character comes between spaces. */
export function normalize(char: string, options: NormalizerOptions): string {
  const code = char.codePointAt(0) ?? 0;
  if (code < 128) return ascii(char, code, options);
  let form = char;
  if (options.cleanText) {
    if (code === 0xfffd || CONTROL.test(char)) return '';
    if (/\s/u.test(char)) form = ' ';
  }
  if (options.stripAccents) form = form.normalize('NFD').replace(MARK, '');
  if (options.lower) form = form.toLowerCase();
  return options.chinese && isHan(code) ? ` ${form} ` : form;
}

function ascii(char: string, code: number, { cleanText, lower }: NormalizerOptions): string {
  if (lower && code >= 65 && code <= 90) return char.toLowerCase();
  if (!cleanText || (code >= 32 && code !== 127)) return char;
  return code === 9 || code === 10 || code === 13 ? ' ' : '';
}

const isHan = (code: number): boolean => code >= 0x3400 && HAN.some(([from, to]) => code >= from && code <= to);
