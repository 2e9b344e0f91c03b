/** Where a dress may begin: cheap looks at the characters beside its first one, since nearly no sign in a text begins one. */
import { DASHES, DIGITS, FULL_WIDTH, INVISIBLE, SPACES, TWIN } from './letters.ts';
import { isUnspaced, UNSPACED } from './unspaced.ts';

/** Which signs count: of what can hide a value, of all dresses, or those of quoted-printable besides. */
export interface Signs {
  backslash: RegExp;
  equals: RegExp;
  underscore: RegExp;
  wide: RegExp;
  /** Letters of scripts without spaces right beside others. */
  unspaced: RegExp;
  /** A backslash before a quote or slash counts. */
  quotes: boolean;
}

const or = (...sources: readonly string[]): RegExp => new RegExp(sources.join('|'), 'uy');

const ESCAPE = String.raw`\\{1,8}(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|u\{[0-9A-Fa-f]{1,6}\}|(?:0?33|e)[\[\]()])`;
/** A value broken over lines with a backslash; `curl \` has a space before it. */
const CONTINUED = String.raw`(?<=[A-Za-z0-9+/=_-]{8})\\\r?\n`;
/**
 * `=40` alone would turn `width=40` into an address: the at sign of a mail, hex letters (bytes beyond ASCII). A whole text in
 * this encoding is known by its `=3D`.
 */
const QUOTED = String.raw`(?<=[\w.+-])=40(?=[A-Za-z][\w-]{0,62}\.)|=[C-F][0-9A-F]=[89AB][0-9A-F]`;
const EMPHASIS = String.raw`(?<![\w.$/@#\\-])_(?=[\p{L}\d+])`;
const GLUED = String.raw`(?<=[A-Za-z\d])_(?=[A-Za-z]{2}\d\d|[\d+]|[0-9A-Fa-f]{2}:)|(?<=\d|[:-][0-9A-Fa-f]{2})_`;
/** Of double width, what a value is made of: a colon or comma of that width is how Chinese and Japanese are written. */
const WIDE = String.raw`[\uff0b\uff0d-\uff19\uff20-\uff3a\uff41-\uff5a${DIGITS}]`;
const INSIDE = [
  String.raw`(?<=\S)[${INVISIBLE}]|[${INVISIBLE}](?=\S)`,
  String.raw`(?<=[\p{L}\d])[${SPACES}](?=[\p{L}\d])|(?<=\d)[\u2010-\u2012\u2212](?=\d)|(?<=\d)\u2013(?=\d{2,4}[ \u2013]\d)`,
  `(?<=[A-Za-z])[${TWIN}]|[${TWIN}](?=[A-Za-z])`,
];

/** A number, or a word with one in it, is what can be a value; all others keep their place for what stands around one. */
const BESIDE_NUMBER = String.raw`[${UNSPACED}](?=[+(]?[A-Za-z]{0,8}[-_ ]?\d[\w ().@-]{2})|(?<=\d[\w.-]{3})[${UNSPACED}]`;
const BESIDE_WORD = String.raw`[${UNSPACED}](?=[\w+(])|(?<=[\w)])[${UNSPACED}]`;

/** What joins words or is part of one: only there it hides a value. */
export const TELLING: Signs = {
  backslash: or(ESCAPE, CONTINUED, String.raw`\\{1,8}[ntr](?=[\p{L}\p{N}_+(@/~])`),
  equals: or(QUOTED),
  underscore: or(EMPHASIS, GLUED),
  wide: or(WIDE, ...INSIDE),
  unspaced: or(BESIDE_NUMBER),
  quotes: false,
};
export const ALL: Signs = {
  backslash: or(ESCAPE, CONTINUED, String.raw`\\{1,8}[ntr"'/]`),
  equals: or(QUOTED),
  underscore: or(EMPHASIS, GLUED, String.raw`(?<=[\p{L}\p{N}])_(?![\p{L}\p{N}_(])`),
  wide: or(WIDE, ...INSIDE, `[${INVISIBLE}${SPACES}${DASHES}${FULL_WIDTH}]`),
  unspaced: or(BESIDE_WORD),
  quotes: true,
};
export const ALL_QUOTED: Signs = { ...ALL, equals: or(QUOTED, '=[0-9A-F]{2}', String.raw`(?<=[^\s=])=\r?\n`) };

/** The characters that a dress begins with: a table of them is many times as fast as the patterns. */
const FIRST = new RegExp(`[\\x1b\\\\%&=[_${INVISIBLE}${SPACES}${DASHES}${FULL_WIDTH}${DIGITS}${TWIN}${UNSPACED}]`);
/** By character: 0 not asked yet, 1 begins none, 2 may begin one. */
const asked = new Uint8Array(65_536);

function mayBeFirst(code: number): boolean {
  let answer = asked[code] as number;
  if (answer === 0) {
    answer = FIRST.test(String.fromCharCode(code)) ? 2 : 1;
    asked[code] = answer;
  }
  return answer === 2;
}

/** Offset of the next character at `from` or behind it that may begin a dress; -1 when there is none. */
export function signFrom(text: string, from: number, signs: Signs): number {
  for (let at = from; at < text.length; at++)
    if (mayBeFirst(text.charCodeAt(at)) && mayBegin(text, at, signs)) return at;
  return -1;
}

function mayBegin(text: string, at: number, signs: Signs): boolean {
  const next = text.charCodeAt(at + 1);
  switch (text.charCodeAt(at)) {
    case 0x1b:
      return true;
    case 0x5b:
      return isDigit(next) || next === 0x6d;
    case 0x25:
      return isHex(next);
    case 0x26:
      return next === 0x23 || isLetter(next);
    case 0x5c:
      return (
        (ESCAPES.has(next) || (signs.quotes && QUOTES.has(next))) &&
        text.charCodeAt(at - 1) !== 0x5c &&
        tried(signs.backslash, text, at)
      );
    case 0x3d:
      return (next === 10 || next === 13 || (isHex(next) && next < 97)) && tried(signs.equals, text, at);
    case 0x5f:
      return mayJoin(text, at, next) && tried(signs.underscore, text, at);
    default:
      // The letters of a Chinese text, then those of a Russian one: cheap first.
      if (isUnspaced(text.charCodeAt(at)))
        return (isJoined(next) || isJoined(text.charCodeAt(at - 1))) && tried(signs.unspaced, text, at);
      return (
        (!isForeign(text.charCodeAt(at)) || isLetter(next) || isLetter(text.charCodeAt(at - 1))) &&
        tried(signs.wide, text, at)
      );
  }
}

function tried(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

const codes = (chars: string): ReadonlySet<number> => new Set(Array.from(chars, (char) => char.charCodeAt(0)));
const ESCAPES = codes('ntrxue03\\\n\r');
const QUOTES = codes('"\'/');

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
const isHex = (code: number): boolean => isDigit(code) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);
/** An ASCII letter or digit, or the plus sign or bracket of a telephone number. */
const isJoined = (code: number): boolean =>
  code < 128 && (isLetter(code) || isDigit(code) || code === 0x2b || code === 0x28 || code === 0x29 || code === 95);
const isForeign = (code: number): boolean => code >= 0x370 && code < 0x530;
const isWord = (code: number): boolean => isLetter(code) || isDigit(code) || code === 95 || code > 127;

/** At the rim of a word; or digits of a value stand right beside it, or behind the two letters of a country or byte. */
function mayJoin(text: string, at: number, next: number): boolean {
  const before = text.charCodeAt(at - 1);
  const third = text.charCodeAt(at + 3);
  return (
    isWord(next) !== isWord(before) ||
    isDigit(next) ||
    isDigit(before) ||
    (next < 97 && isDigit(third)) ||
    third === 0x3a ||
    text.charCodeAt(at - 3) === 0x3a
  );
}
