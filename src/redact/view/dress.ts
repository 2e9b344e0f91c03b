/** Which dress stands where. One scan finds them all; what each is, is looked at only where one of its signs stands. */
import { ansiAt, bareAnsiAt } from './ansi.ts';
import { hexAt, percentAt, quotedAt, unicodeAt } from './bytes.ts';
import { entityAt } from './entities.ts';
import { gluedAt } from './glued.ts';
import { DASHES, DIGITS, FULL_WIDTH, INVISIBLE, letterAt, SPACES, TWIN } from './letters.ts';
import type { Dress, Undress } from './mapped.ts';

const ANSI = String.raw`\x1b|(?<!\\)\\{1,8}(?:x1[bB]|u001[bB]|u\{1[bB]\}|0?33|e)[\[\]()]|\[(?:\d{1,3}(?:;\d{1,3}){0,5})?m(?!\])`;
const HEX = String.raw`(?<!\\)\\{1,8}(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|u\{[0-9A-Fa-f]{1,6}\})`;
const PERCENT = '%[0-9A-Fa-f]{2}';
const ENTITY = String.raw`&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});`;
/**
 * `=40` alone would turn `width=40` into an address: the at sign of a mail, hex letters (bytes beyond ASCII), a space that a
 * line ends with. A whole text in this encoding is known by its `=3D`.
 */
const QUOTED = String.raw`(?<=[\w.+-])=40(?=[A-Za-z][\w-]*\.)|=[C-F][0-9A-F]=[89AB][0-9A-F]`;
const EMPHASIS = String.raw`(?<![\w.$/@#\\-])_(?=[\p{L}\d+])|(?<=[A-Za-z\d])_(?=[A-Za-z]{2}\d\d|[\d+]|[0-9A-Fa-f]{2}:)|(?<=\d|[:-][0-9A-Fa-f]{2})_`;
/** A value broken over lines with a backslash; `curl \` has a space before it. */
const CONTINUED = String.raw`(?<=[A-Za-z0-9+/=_-]{8})\\\r?\n`;
/** Of double width, what a value is made of: a colon or comma of that width is how Chinese and Japanese are written. */
const WIDE = String.raw`[\uff0b\uff0d-\uff19\uff20-\uff3a\uff41-\uff5a${DIGITS}]`;

/** What joins words or is part of one: only there it hides a value. */
const SIGNS = [
  ANSI,
  HEX,
  PERCENT,
  ENTITY,
  QUOTED,
  EMPHASIS,
  CONTINUED,
  String.raw`(?<!\\)\\{1,8}[ntr](?=[\p{L}\p{N}_+(@])`,
  WIDE,
  `(?<=\\S)[${INVISIBLE}](?=\\S)`,
  `(?<=\\d)[${SPACES}\\u2010-\\u2012\\u2212](?=\\d)|(?<=\\d)\\u2013(?=\\d{2,4}[ \\u2013]\\d)`,
  `(?<=[A-Za-z])[${TWIN}]|[${TWIN}](?=[A-Za-z])`,
];
const ALL = [
  ...SIGNS,
  String.raw`(?<!\\)\\{1,8}[ntr"'/]`,
  String.raw`(?<=[\p{L}\p{N}])_(?![\p{L}\p{N}_(])`,
  `[${INVISIBLE}${SPACES}${DASHES}${FULL_WIDTH}]`,
];
const QUOTED_ALL = ['=[0-9A-F]{2}', String.raw`(?<=[^\s=])=\r?\n`];

/** Dresses that can hide a value. */
export const telling = undressing(SIGNS);
/** Around a telling one all are taken off, so that what stands beside it is read whole. */
export const any = undressing(ALL);
/** The same in a text that is quoted-printable. */
export const anyQuoted = undressing([...ALL, ...QUOTED_ALL]);

/** An encoded equals sign, a space before the line's end, a letter of two bytes: no program has these by chance. */
const QUOTED_PRINTABLE = /=3D|=20\r?\n|=[C-F][0-9A-F]=[89AB][0-9A-F]/;

export const isQuotedPrintable = (text: string): boolean => text.includes('=') && QUOTED_PRINTABLE.test(text);

function undressing(signs: readonly string[]): Undress {
  const pattern = new RegExp(signs.join('|'), 'uy');
  return (text, from) => {
    SIGN.lastIndex = from;
    while (SIGN.test(text)) {
      const at = SIGN.lastIndex - 1;
      if (!mayDress(text, at)) continue;
      pattern.lastIndex = at;
      if (!pattern.test(text)) continue;
      const dress = dressAt(text, at);
      if (dress) return { at, dress };
    }
    return undefined;
  };
}

/** The characters that a dress begins with: one class of characters is looked for many times as fast as the patterns. */
const SIGN = new RegExp(`[\\x1b\\\\%&=[_${INVISIBLE}${SPACES}${DASHES}${FULL_WIDTH}${DIGITS}${TWIN}]`, 'g');

const isWord = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95 || code > 127;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** Digits of a value stand right before the underscore, or right behind it, or behind the two letters of a country. */
const mayJoin = (text: string, at: number, next: number): boolean =>
  isDigit(next) || isDigit(text.charCodeAt(at - 1)) || (next < 97 && isDigit(text.charCodeAt(at + 3))) || text.charCodeAt(at + 3) === 0x3a || text.charCodeAt(at - 3) === 0x3a;
const isHex = (code: number): boolean => (code >= 48 && code <= 57) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);

/** Cheap first: the signs that code is full of, by what stands beside them. */
function mayDress(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1);
  switch (text.charCodeAt(at)) {
    case 0x5f:
      return !isWord(next) !== !isWord(text.charCodeAt(at - 1)) || mayJoin(text, at, next);
    case 0x5b:
      return (next >= 48 && next <= 57) || next === 0x6d;
    case 0x25:
      return isHex(next);
    case 0x3d:
      return next === 10 || next === 13 || (next !== 0x3d && isHex(next) && next < 97);
    case 0x26:
      return next === 0x23 || (isWord(next) && next > 57);
    default:
      return true;
  }
}

const BACKSLASHES = /\\+/y;
const LETTERS: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '"': '"', "'": "'", '/': '/' };
/** A drive or a share in the same word: the backslash parts folders. */
const PATH = /(?:[A-Za-z]:|\\\\[\w.-]+|%\w+%|\.\.?|~)(?:\\[^\s"'<>|:*?]*)?$/;
const PATH_LENGTH = 200;

function backslashAt(text: string, at: number): Dress | undefined {
  BACKSLASHES.lastIndex = at;
  const count = BACKSLASHES.exec(text)?.[0].length ?? 0;
  const letter = text.charAt(at + count);
  if (letter === 'x') return ansiAt(text, at) ?? hexAt(text, at);
  if (letter === 'u') return ansiAt(text, at) ?? unicodeAt(text, at);
  if (letter === '\n' || letter === '\r') return continuedAt(text, at + count, count);
  const plain = LETTERS[letter];
  if (plain === undefined) return ansiAt(text, at);
  if (plain < ' ' && isPath(text, at)) return undefined;
  return { length: count + 1, plain };
}

const INDENT = /\r?\n[ \t]{0,40}/y;

function continuedAt(text: string, at: number, count: number): Dress | undefined {
  INDENT.lastIndex = at;
  const length = INDENT.exec(text)?.[0].length;
  return length === undefined ? undefined : { length: count + length, plain: '' };
}

function isPath(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - PATH_LENGTH), at);
  return PATH.test(before.slice(Math.max(before.lastIndexOf(' '), before.lastIndexOf('\n'), before.lastIndexOf('"'), before.lastIndexOf("'")) + 1));
}

const CLOSED = /_(?=[^\s_])(?:[^\n_]|_(?=[\p{L}\p{N}])){2,160}_(?![\p{L}\p{N}_(])/uy;
const OPEN = /(?<![\w.$/@#\\-])_(?=[\p{L}\d+])/gu;
const EMPHASIS_LENGTH = 162;

/** `_Ada Lovelace_`, with more than one word in it or an at sign: `_name_` is an identifier. Both its marks are read as nothing. */
function emphasisAt(text: string, at: number): Dress | undefined {
  if (closes(text, at) !== undefined) return NOTHING;
  OPEN.lastIndex = Math.max(0, at - EMPHASIS_LENGTH);
  for (let match = OPEN.exec(text); match && match.index < at; match = OPEN.exec(text))
    if (closes(text, match.index) === at) return NOTHING;
  return undefined;
}

const NOTHING: Dress = { length: 1, plain: '' };

/** Offset of the mark that closes the emphasis opened at `at`. */
function closes(text: string, at: number): number | undefined {
  CLOSED.lastIndex = at;
  const whole = CLOSED.exec(text)?.[0];
  return whole !== undefined && /[\s@]/.test(whole) && !/[=(){};]|\s_$/.test(whole) ? at + whole.length - 1 : undefined;
}

function dressAt(text: string, at: number): Dress | undefined {
  switch (text.charCodeAt(at)) {
    case 0x1b:
      return ansiAt(text, at);
    case 0x5b:
      return bareAnsiAt(text, at);
    case 0x5c:
      return backslashAt(text, at);
    case 0x25:
      return percentAt(text, at);
    case 0x26:
      return entityAt(text, at);
    case 0x3d:
      return text[at + 1] === '\n' ? { length: 2, plain: '' } : text[at + 1] === '\r' ? { length: 3, plain: '' } : quotedAt(text, at);
    case 0x5f:
      return emphasisAt(text, at) ?? gluedAt(text, at);
    default:
      return text.charCodeAt(at) > 127 ? letterAt(text, at) : undefined;
  }
}
