/** Private keys in armour, whole or cut off at either end, with real line ends or the `\n` of a string literal, quoted or prefixed. */
import type { Finding } from '../detector.ts';

const HEADER = /-----BEGIN[ A-Z0-9_-]{0,60}PRIVATE KEY(?: BLOCK)?-----/iy;
const FOOTER = /-----END[ A-Z0-9_-]{0,60}PRIVATE KEY(?: BLOCK)?-----/iy;
/** Fewer characters of base64 than this are no key, but a sample or a test. */
const MIN_BODY = 64;

/** What the scanner looks for: heads, tails, and the private part of PuTTY's files. */
export const MARKS_OF_KEYS: readonly string[] = ['-----begin', '-----end', 'private-lines:'];

/** Characters of base64, of armour headers (`Proc-Type: 4,ENCRYPTED`), line ends and what quotes and escapes them. */
function isBody(code: number): boolean {
  return (
    (code >= 48 && code <= 58) ||
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    code === 43 ||
    code === 47 ||
    code === 61 ||
    code === 92 ||
    code === 10 ||
    code === 13 ||
    code === 32 ||
    code === 9 ||
    code === 44 ||
    code === 34 ||
    code === 39 ||
    code === 45 ||
    code === 46 ||
    code === 40 ||
    code === 41 ||
    code === 64
  );
}

/** Spaces are part of headers, not of base64: prose after a cut-off key must not count as its body. */
function bodyEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && isBody(text.charCodeAt(end))) {
    if (text.charCodeAt(end) === 45 && text.startsWith('-----', end)) break;
    end++;
  }
  return end;
}

/** What programs write in front of each line: `> `, `+`, `#7 0.912 `, `12 | `, a time. Numbers differ from line to line. */
const PREFIX = /^[ \t]*(?:[>|+\-#]|\d|T(?=\d)|Z(?=\s)|[:.[\]\u2502](?=[\s\d>|]))[\d\s>|+\-#:.,TZ[\]\u2502]*$/;
const MAX_PREFIX = 48;
/** Lines of keys, with what stands before them, are shorter. */
const MAX_LINE = 400;

/** The prefix of the line that holds `at`, digits as one; undefined when the line begins with something else. */
function prefixAt(text: string, at: number): string | undefined {
  // Bounded: thousands of heads can stand in one line.
  const before = text.slice(Math.max(0, at - MAX_PREFIX), at);
  const line = before.lastIndexOf('\n');
  if (line < 0 && at > MAX_PREFIX) return undefined;
  const prefix = before.slice(line + 1);
  return prefix.trim() === '' ? '' : PREFIX.test(prefix) ? shape(prefix) : undefined;
}

const shape = (prefix: string): string => prefix.trimStart().replace(/\d+/g, '0');

/** A line of base64 behind a prefix of the given shape. */
function isBase64Line(line: string, prefix: string): boolean {
  const body =
    /(?:^|[^A-Za-z0-9+/=])[+-]?([A-Za-z0-9+/]{8,}={0,2})\\?\r?$/.exec(line) ??
    /^[+-]?([A-Za-z0-9+/]{8,}={0,2})\\?\r?$/.exec(line);
  if (!body) return false;
  const before = line.slice(0, body.index + body[0].length - (body[1] ?? '').length).replace(/\\?\r?$/, '');
  return shape(before) === prefix || shape(before).replace(/[+-]$/, '') === prefix;
}

/** The rest of a line that ends here, and the next one, unless it is longer than lines of keys with their prefixes are. */
const LINE = /[ \t\\\r]{0,4}\n([^\n]{1,400})(?=\n|$)/y;

/** The end of the lines of base64 that follow the line of `from`, each behind the same prefix. */
function linesEnd(text: string, from: number, prefix: string, most = Number.POSITIVE_INFINITY): number {
  let end = from;
  for (let n = 0; n < most; n++) {
    LINE.lastIndex = end;
    const line = LINE.exec(text)?.[1];
    if (line === undefined || !isBase64Line(line, prefix)) return end;
    end = LINE.lastIndex - (line.endsWith('\r') ? 1 : 0);
  }
  return end;
}

function isKey(text: string): boolean {
  const base64 =
    text
      .replace(/\\[nr]/g, '')
      .match(/[A-Za-z0-9+/]{16,}/g)
      ?.join('') ?? '';
  return base64.length >= MIN_BODY && new Set(base64).size >= 16;
}

function key(start: number, end: number): Finding {
  return { start, end, type: 'SECRET', detector: 'secrets', rule: 'private-key', confidence: 0.99, evidence: 'armour' };
}

/** The key that the mark at `at` belongs to, if there is one. `floor` is where the last one ended: what lies before is not read again. */
export function pemAt(text: string, at: number, floor: number): Finding | undefined {
  if (text.startsWith('-----', at))
    return text.charCodeAt(at + 5) === 66 || text.charCodeAt(at + 5) === 98
      ? fromHead(text, at)
      : fromTail(text, at, floor);
  return fromPutty(text, at);
}

function fromHead(text: string, at: number): Finding | undefined {
  HEADER.lastIndex = at;
  const header = HEADER.exec(text);
  if (!header) return undefined;
  const from = at + header[0].length;
  const prefix = prefixAt(text, at);
  let end = prefix ? linesEnd(text, from, prefix) : bodyEnd(text, from);
  const footerAt = prefix ? behindPrefix(text, end, prefix) : end;
  FOOTER.lastIndex = footerAt;
  const footer = FOOTER.exec(text);
  if (footer) end = footerAt;
  else if (!prefix) {
    // Cut off: keep only lines that are base64.
    const lines = /^(?:\\r|\\n|[\s"']){0,8}(?:[A-Za-z0-9+/=]{20,}(?:\\r|\\n|[\s"']){1,8})*[A-Za-z0-9+/=]*/.exec(
      text.slice(from, end),
    );
    end = from + (lines?.[0].length ?? 0);
  }
  if (!isKey(text.slice(from, end))) return undefined;
  return key(at, footer ? end + footer[0].length : end);
}

/** Where the text of the next line begins, when it has the prefix. */
function behindPrefix(text: string, from: number, prefix: string): number {
  const next = text.slice(from, from + MAX_PREFIX + 8);
  const armour = next.indexOf('-----');
  return next.includes('\n') && armour >= 0 && prefixAt(text, from + armour) === prefix ? from + armour : from;
}

/** The end of a key without its beginning, as `tail` prints it: the lines of base64 before the footer. */
function fromTail(text: string, at: number, floor: number): Finding | undefined {
  FOOTER.lastIndex = at;
  const footer = FOOTER.exec(text);
  if (!footer) return undefined;
  const end = at + footer[0].length;
  let start = at;
  if (/\\[nr]$/.test(text.slice(Math.max(0, at - 2), at))) {
    // In a string literal: back over base64 and escaped line ends.
    while (start > floor && /[A-Za-z0-9+/=\\]/.test(text[start - 1]!)) start--;
  } else {
    const prefix = prefixAt(text, at);
    if (prefix === undefined) return undefined;
    let line =
      at -
      1 -
      (text
        .slice(Math.max(0, at - MAX_PREFIX), at)
        .split('\n')
        .at(-1)?.length ?? 0);
    while (line > floor) {
      const near = text.slice(Math.max(floor, line - MAX_LINE), line);
      const before = near.slice(near.lastIndexOf('\n') + 1);
      if (before.length === MAX_LINE || !isBase64Line(before, prefix)) break;
      start = line - before.length;
      line = start - 1;
    }
  }
  return start < at && isKey(text.slice(start, at)) ? key(Math.max(start, floor), end) : undefined;
}

const LINES = /private-lines: {0,2}(\d{1,3})[ \t\r]*/iy;
const MAC = /\s{1,4}(?:[^\n]{0,48}?)private-mac: {0,2}[0-9a-f]{40,64}/iy;

/** `Private-Lines: 14` of a .ppk file, and as many lines of base64. */
function fromPutty(text: string, at: number): Finding | undefined {
  LINES.lastIndex = at;
  const lines = LINES.exec(text);
  const prefix = prefixAt(text, at);
  if (!lines || prefix === undefined) return undefined;
  const from = LINES.lastIndex;
  const end = linesEnd(text, from, prefix, Number(lines[1]));
  if (!isKey(text.slice(from, end))) return undefined;
  const start = text.slice(from, end).search(/[A-Za-z0-9+/]{16}/) + from;
  MAC.lastIndex = end;
  return key(start, MAC.test(text) ? MAC.lastIndex : end);
}
