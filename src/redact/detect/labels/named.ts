/** Whether a stretch of text can be somebody's name: under a label that says so, and under one that only suggests it. */
import { PARTICLES } from '../prose/names.ts';
import { W, wordFlags } from '../prose/words.ts';
import { fits } from '../structured/values.ts';
import { labelOf } from './label.ts';

const MAX_LENGTH = 60;
const MAX_WORDS = 5;
/** Han, kana and hangul: no capitals, no spaces needed. */
const WIDE =
  /^[\p{Script=Han}々・·\s]{2,8}$|^[\p{Script=Hiragana}\p{Script=Katakana}ー・\s]{2,16}$|^[\uac00-\ud7af\s]{2,8}$/u;
/** What is said of a field rather than put in it. */
const WIDE_REMARK = /[必须須错誤误无無不空的可需请請何]|什么|什麼|入力|未設定|확인|필수|없|무엇|입력/u;
const WORD = /^(?:\p{Lu}[\p{L}\p{M}'’ʼ.-]{0,30}|\p{Lo}[\p{L}\p{M}]{0,30})$/u;
const NOT_NAMES = W.ORG | W.STREET | W.UNIT | W.WEEKDAY | W.JOB | W.NRP | W.GREETING;

const wordsOf = (value: string): string[] => value.split(/[\s,]+/).filter(Boolean);

/** Capitalised words with particles between them, and no label itself: `First name` under `first_name` is a form's text. */
function hasShape(value: string): boolean {
  if (value.length < 2 || value.length > MAX_LENGTH || labelOf(value) || !fits('PERSON', value.replaceAll(',', '')))
    return false;
  if (WIDE.test(value)) return !WIDE_REMARK.test(value);
  const words = wordsOf(value);
  // `Vik, Torkel` is one person, `Torkel Vik, Ilka Vrbata` are two.
  if (/\S\s+\S+,\s*\S+\s+\S/.test(value)) return false;
  return (
    words.length > 0 &&
    words.length <= MAX_WORDS &&
    words.every((word, i) => WORD.test(word) || ((i > 0 || words.length > 1) && PARTICLES.has(word)))
  );
}

/** Flags of a word whether it is written `Torkel` or `TORKEL`. */
function flagsOf(word: string): number {
  const flags = wordFlags(word);
  return flags & W.UPPER ? wordFlags(word.charAt(0) + word.slice(1).toLowerCase()) : flags;
}

const isOrdinary = (flags: number): boolean => Boolean(flags & (W.COMMON | W.KNOWN));
const isName = (flags: number): boolean => Boolean(flags & (W.GIVEN | W.FAMILY));

/** What forms, checks and schemas say in a name's place. */
const NO_NAME =
  /^(?:required|missing|invalid|empty|blank|enter|your|the|this|please|select|label|title|field|input|enabled|disabled|varchar|nvarchar|char|uuid|bigint|timestamp|datetime|boolean|charfield|textfield|type|key|max|min|length|not|no|new|is|must|should|and|or|if|with|for)$/i;

/** Where nothing but a name can stand (a cell, a quoted value of a record): whatever the dictionary says of its words. */
export function isBareName(value: string): boolean {
  return hasShape(value) && !wordsOf(value).some((word) => NO_NAME.test(word));
}

/** Under a label such as `surname`: a name unless its words are all of the dictionary. */
export function isNamed(value: string): boolean {
  return (
    isBareName(value) &&
    (WIDE.test(value) || wordsOf(value).some((word) => isName(flagsOf(word)) || !isOrdinary(flagsOf(word))))
  );
}

/**
 * Under a label such as `customer`: two words or more that read like a person's name, or one that is on the lists and in no
 * dictionary. Shops, products and places have words of the dictionary in them.
 */
export function isPersonLike(value: string): boolean {
  if (!hasShape(value)) return false;
  if (WIDE.test(value)) return value.replace(/\s/g, '').length <= 4;
  const words = wordsOf(value).filter((word) => !PARTICLES.has(word) && word.replace('.', '').length > 1);
  const flags = words.map(flagsOf);
  if (flags.some((one) => one & NOT_NAMES && !isName(one))) return false;
  if (words.length < 2) return flags.some((one) => isName(one) && !isOrdinary(one));
  return (
    flags.every((one) => !isOrdinary(one)) ||
    (isName(flags[0] ?? 0) && flags.some((one) => isName(one) && !isOrdinary(one)))
  );
}
