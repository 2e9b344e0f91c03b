/** Records written downwards: `\G` of mysql, `\x` of psql, and blocks of `key: value` lines. */
import { type Cell, cellOf, lineEnd, type Table } from './table.ts';

/** `*** 1. row ***`, `-[ RECORD 1 ]---`. */
const MARK = /^(?:\*{5,} \d{1,9}\. row \*{5,}|-\[ RECORD \d{1,9} \]-{0,200}\+?-{0,200})$/;
/** Longer keys are sentences. */
const MAX_KEY = 44;
/** What stands around a key: the sign of a list, quotes. */
const AROUND = /^[ \t]*(?:[-*•] )?["']?|["']?[ \t]*$/g;
/** Records of more fields are files of settings. */
const MAX_FIELDS = 300;

/** Characters of keys and of what stands around them; all beyond ASCII. */
const OF_KEY = Uint8Array.from({ length: 128 }, (_, code) =>
  /[A-Za-z0-9 \t_.*"'-]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/** Offset of the colon or bar behind the key that begins the line; -1 for most lines, at their first other sign. */
function signIn(text: string, start: number, end: number): number {
  let from = start;
  while (from < end && text.charCodeAt(from) <= 32) from++;
  for (let i = from; i < end && i - from <= MAX_KEY; i++) {
    const code = text.charCodeAt(i);
    if (code === 124 || code === 0xff1a) return i > from ? i : -1;
    // `a:b` is no field: a blank stands behind the colon.
    if (code === 58) return i > from && text.charCodeAt(i + 1) <= 32 ? i : -1;
    if (code < 128 && !OF_KEY[code]) return -1;
  }
  return -1;
}

export interface Upright extends Table {
  /** A database wrote it: no settings, no code. */
  marked: boolean;
}

export function* uprightTables(text: string): Generator<Upright> {
  /** Where the headers of the block stand: cut out when a second one follows, since most lines with a colon stand alone. */
  let headers: { start: number; end: number }[] = [];
  let row: (Cell | undefined)[] = [];
  let marked = false;
  /** Lines of the block whose sign is a bar. */
  let bars = 0;
  const done = function* (end: number): Generator<Upright> {
    if (headers.length > 1 && headers.length <= MAX_FIELDS)
      yield {
        headers: headers.map((one) => text.slice(one.start, one.end).replace(AROUND, '')),
        rows: [row],
        end,
        marked: marked || bars === headers.length,
      };
    headers = [];
    row = [];
    marked = false;
    bars = 0;
  };
  for (let start = 0; start < text.length; ) {
    const end = lineEnd(text, start);
    const first = text.charCodeAt(start);
    if ((first === 42 || first === 45) && end - start < 420 && MARK.test(text.slice(start, end).trimEnd())) {
      yield* done(start);
      marked = true;
    } else {
      const sign = signIn(text, start, end);
      if (sign >= 0) {
        if (text.charCodeAt(sign) === 124) bars++;
        headers.push({ start, end: sign });
        row.push(cellOf(text, sign + 1, end));
      } else if (headers.length || marked) yield* done(start);
    }
    start = end + 1;
  }
  yield* done(text.length);
}
