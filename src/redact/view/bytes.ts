/** Escapes that write bytes or characters by number: `\x41`, `\u0041`, `%41`, `=41`, also as UTF-8 over several of them. */
import type { Dress } from './mapped.ts';

/** A run of byte escapes; longer ones are read piece by piece. */
const PERCENT = /(?:%(?:25){0,3}[0-9A-Fa-f]{2}){1,64}/y;
const BACKSLASH = /(?:\\{1,8}x[0-9A-Fa-f]{2}){1,64}/y;
const QUOTED = /(?:=[0-9A-F]{2}){1,64}/y;
const UNICODE = /\\{1,8}u(?:([0-9A-Fa-f]{4})|\{([0-9A-Fa-f]{1,6})\})/y;
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** Control characters are no text: `%02d` is a format. Line ends and tabs are. */
const isText = (code: number): boolean => (code >= 32 ? code !== 127 : code === 9 || code === 10 || code === 13);

/** Reads one character of a run, so that each keeps a stretch of its own. */
function firstOf(run: string, each: RegExp): Dress | undefined {
  const codes: number[] = [];
  const ends: number[] = [];
  each.lastIndex = 0;
  for (let match = each.exec(run); match && codes.length < 4; match = each.exec(run)) {
    codes.push(Number.parseInt(match[0].slice(-2), 16));
    ends.push(each.lastIndex);
  }
  const [first = 0] = codes;
  const width = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
  const length = ends[width - 1];
  if (length !== undefined && width > 1)
    try {
      return { length, plain: UTF8.decode(Uint8Array.from(codes.slice(0, width))) };
    } catch {
      // Bytes of another encoding: read as Latin-1 below.
    }
  return isText(first) && (first < 0x80 || first >= 0xa0)
    ? { length: ends[0] ?? 0, plain: String.fromCharCode(first) }
    : undefined;
}

const EACH_PERCENT = /%(?:25)*[0-9A-Fa-f]{2}/g;
const EACH_BACKSLASH = /\\+x[0-9A-Fa-f]{2}/g;
const EACH_QUOTED = /=[0-9A-F]{2}/g;

function runAt(text: string, at: number, run: RegExp, each: RegExp): Dress | undefined {
  run.lastIndex = at;
  const found = run.exec(text)?.[0];
  return found === undefined ? undefined : firstOf(found, each);
}

/** Also what was encoded twice: `%2540`. */
export const percentAt = (text: string, at: number): Dress | undefined => runAt(text, at, PERCENT, EACH_PERCENT);

export const hexAt = (text: string, at: number): Dress | undefined => runAt(text, at, BACKSLASH, EACH_BACKSLASH);

export const quotedAt = (text: string, at: number): Dress | undefined => runAt(text, at, QUOTED, EACH_QUOTED);

/** `\u0041` or `\u{41}`; halves of a pair each by itself. */
export function unicodeAt(text: string, at: number): Dress | undefined {
  UNICODE.lastIndex = at;
  const match = UNICODE.exec(text);
  if (!match) return undefined;
  const code = Number.parseInt(match[1] ?? match[2] ?? '', 16);
  return isText(code) && code <= 0x10ffff ? { length: match[0].length, plain: String.fromCodePoint(code) } : undefined;
}
