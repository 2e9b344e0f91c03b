/** Records written downwards: `\G` of mysql, `\x` of psql, and blocks of `key: value` lines. */
import { type Cell, cellOf, lineEnd, type Table } from './table.ts';

/** `*** 1. row ***`, `-[ RECORD 1 ]---`. */
const MARK = /^(?:\*{5,} \d{1,9}\. row \*{5,}|-\[ RECORD \d{1,9} \]-{0,200}\+?-{0,200})$/;
const FIELD = /[ \t]{0,40}(?:[-*•] )?["']?([\p{L}_][\p{L}\p{M}\p{N}_. -]{0,39}?)["']?[ \t]{0,40}(?:[:：](?=[ \t])|\|)/uy;
/** Records of more fields are files of settings. */
const MAX_FIELDS = 300;

/** A colon or bar early in the line: cheaper than the pattern, and false for most lines. */
function hasSign(text: string, start: number, end: number): boolean {
  for (let i = start; i < end && i - start < 84; i++) {
    const code = text.charCodeAt(i);
    if (code === 58 || code === 124 || code === 0xff1a) return true;
    if (code === 40 || code === 61 || code === 123 || code === 60) return false;
  }
  return false;
}

export interface Upright extends Table {
  /** A database wrote it: no settings, no code. */
  marked: boolean;
}

export function* uprightTables(text: string): Generator<Upright> {
  let headers: string[] = [];
  let row: (Cell | undefined)[] = [];
  let marked = false;
  const done = function* (end: number): Generator<Upright> {
    if (headers.length > 1 && headers.length <= MAX_FIELDS) yield { headers, rows: [row], end, marked };
    headers = [];
    row = [];
    marked = false;
  };
  for (let start = 0; start < text.length; ) {
    const end = lineEnd(text, start);
    const first = text.charCodeAt(start);
    if ((first === 42 || first === 45) && end - start < 420 && MARK.test(text.slice(start, end).trimEnd())) {
      yield* done(start);
      marked = true;
    } else {
      FIELD.lastIndex = start;
      const field = hasSign(text, start, end) ? FIELD.exec(text) : null;
      if (field && FIELD.lastIndex <= end) {
        headers.push((field[1] ?? '').trim());
        row.push(cellOf(text, FIELD.lastIndex, end));
      } else yield* done(start);
    }
    start = end + 1;
  }
  yield* done(text.length);
}
