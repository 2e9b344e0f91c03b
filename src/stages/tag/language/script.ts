/** The script that a text is written in, and for most scripts with it the language. */

/** Scripts of one language, as far as logs go. */
const ALONE: readonly [RegExp, string][] = [
  [/\p{Script=Hangul}/gu, 'kor'],
  [/\p{Script=Greek}/gu, 'ell'],
  [/\p{Script=Hebrew}/gu, 'heb'],
  [/\p{Script=Thai}/gu, 'tha'],
  [/\p{Script=Georgian}/gu, 'kat'],
  [/\p{Script=Armenian}/gu, 'hye'],
  [/\p{Script=Bengali}/gu, 'ben'],
  [/\p{Script=Tamil}/gu, 'tam'],
  [/\p{Script=Telugu}/gu, 'tel'],
  [/\p{Script=Gujarati}/gu, 'guj'],
  [/\p{Script=Kannada}/gu, 'kan'],
  [/\p{Script=Malayalam}/gu, 'mal'],
  [/\p{Script=Gurmukhi}/gu, 'pan'],
  [/\p{Script=Khmer}/gu, 'khm'],
  [/\p{Script=Myanmar}/gu, 'mya'],
  [/\p{Script=Lao}/gu, 'lao'],
  [/\p{Script=Ethiopic}/gu, 'amh'],
];

/** Scripts of several: their languages. */
const SHARED: readonly [RegExp, readonly string[]][] = [
  [/\p{Script=Cyrillic}/gu, ['rus', 'ukr', 'bel', 'bul', 'srp']],
  [/\p{Script=Arabic}/gu, ['ara', 'pes', 'urd', 'ckb']],
  [/\p{Script=Devanagari}/gu, ['hin', 'mar']],
];

const LATIN = /\p{Script=Latin}/gu;
const HAN = /\p{Script=Han}/gu;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}ー]/gu;

export type Script =
  /** Decided; `letters`: weighed by what one of them says. */
  | { kind: 'alone'; language: string; letters: number }
  | { kind: 'shared'; languages: readonly string[]; letters: number }
  | { kind: 'latin'; letters: number }
  | { kind: 'none' };

/** A character of Han says as much as a word of two or three letters; kana and Hangul are syllables. */
const DENSE = 3;
/** Words of Latin letters stand in texts of every language (names, terms, code): another script needs a third of the letters. */
const OTHER_SHARE = 1 / 3;
/** A Japanese text has kana for every second character; a Chinese one none, but for a name. */
const KANA_SHARE = 0.1;

const BEYOND_LATIN = /[^\0-\u024f\u1e00-\u1eff\u2000-\u2bff]/;

export function scriptOf(text: string): Script {
  const latin = count(text, LATIN);
  const other = BEYOND_LATIN.test(text) ? otherScript(text) : undefined;
  if (other && 'letters' in other && other.letters >= OTHER_SHARE * (latin + other.letters)) return other;
  return latin > 0 ? { kind: 'latin', letters: latin } : { kind: 'none' };
}

/** The one with most letters. */
function otherScript(text: string): Script {
  const kana = count(text, KANA);
  const han = count(text, HAN);
  const east = kana > KANA_SHARE * (kana + han) ? 'jpn' : 'cmn';
  const found: Exclude<Script, { kind: 'none' }>[] = [
    { kind: 'alone', language: east, letters: DENSE * (kana + han) },
    ...ALONE.map(([script, language]) => ({
      kind: 'alone' as const,
      language,
      letters: count(text, script) * (language === 'kor' ? DENSE : 1),
    })),
    ...SHARED.map(([script, languages]) => ({ kind: 'shared' as const, languages, letters: count(text, script) })),
  ];
  return found.reduce((a, b) => (b.letters > a.letters ? b : a));
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
