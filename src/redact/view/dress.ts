/** Which dress stands where. */
import { ansiAt, bareAnsiAt } from './ansi.ts';
import { hexAt, percentAt, quotedAt, unicodeAt } from './bytes.ts';
import { entityAt } from './entities.ts';
import { gluedAt } from './glued.ts';
import { letterAt } from './letters.ts';
import type { Dress, Undress } from './mapped.ts';
import { ALL, ALL_QUOTED, type Signs, signFrom, TELLING } from './signs.ts';
import { isUnspaced, unspacedAt } from './unspaced.ts';

/** Dresses that can hide a value. */
export const telling = undressing(TELLING);
/** Around a telling one all are taken off, so that what stands beside it is read whole. */
export const any = undressing(ALL);
/** The same in a text that is quoted-printable. */
export const anyQuoted = undressing(ALL_QUOTED);

/** An encoded equals sign, a space before the line's end, a letter of two bytes: no program has these by chance. */
const QUOTED_PRINTABLE = /=3D|=20\r?\n|=[C-F][0-9A-F]=[89AB][0-9A-F]/;

export const isQuotedPrintable = (text: string): boolean => text.includes('=') && QUOTED_PRINTABLE.test(text);

function undressing(signs: Signs): Undress {
  return (text, from) => {
    for (let at = signFrom(text, from, signs); at >= 0; at = signFrom(text, at + 1, signs)) {
      const dress = dressAt(text, at);
      if (dress) return { at, dress };
    }
    return undefined;
  };
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
  return PATH.test(
    before.slice(
      Math.max(before.lastIndexOf(' '), before.lastIndexOf('\n'), before.lastIndexOf('"'), before.lastIndexOf("'")) + 1,
    ),
  );
}

const CLOSED = /_(?=[^\s_])(?:[^\n_]|_(?=[\p{L}\p{N}])){2,160}?_(?![\p{L}\p{N}_(])/uy;
const OPEN = /(?<![\w.$/@#\\-])_(?=[\p{L}\d+])/gu;
const WORD = /[\p{L}\p{N}]/u;
const EMPHASIS_LENGTH = 162;

/** `_Ada Lovelace_`, with more than one word in it or an at sign: `_name_` is an identifier. Both its marks are read as nothing. */
function emphasisAt(text: string, at: number): Dress | undefined {
  // One opens before a word, the other closes behind one.
  if (/\s|^$/.test(text.charAt(at - 1))) return closes(text, at) === undefined ? undefined : NOTHING;
  if (closes(text, at) !== undefined) return NOTHING;
  if (WORD.test(text.charAt(at + 1))) return undefined;
  const floor = Math.max(0, at - EMPHASIS_LENGTH);
  const before = text.slice(floor, at);
  OPEN.lastIndex = 0;
  for (let match = OPEN.exec(before); match; match = OPEN.exec(before))
    if (closes(text, floor + match.index) === at) return NOTHING;
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
      return text[at + 1] === '\n'
        ? { length: 2, plain: '' }
        : text[at + 1] === '\r'
          ? { length: 3, plain: '' }
          : quotedAt(text, at);
    case 0x5f:
      return emphasisAt(text, at) ?? gluedAt(text, at);
    default:
      if (isUnspaced(text.charCodeAt(at))) return unspacedAt(text, at);
      return text.charCodeAt(at) > 127 ? letterAt(text, at) : undefined;
  }
}
