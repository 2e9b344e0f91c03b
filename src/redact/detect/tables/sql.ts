/** `INSERT INTO t (cols) VALUES (…), (…)`, and `COPY t (cols) FROM stdin` with its lines of tabs. */
import { type Cell, cellOf, lineEnd, type Table } from './table.ts';

const INSERT =
  /\b(?:insert\s{1,4}(?:ignore\s{1,4})?into|replace\s{1,4}into)\s{1,4}[\w."`[\]]{1,128}\s{0,4}\(([^()]{1,4000})\)\s{0,8}(?:values|\n\s{0,20}values)\s{0,8}/gi;
const COPY = /\bcopy\s{1,4}[\w."]{1,128}\s{0,4}\(([^()]{1,4000})\)\s{1,4}from\s{1,4}stdin[^\n]{0,200}\n/gi;

const headersOf = (list: string): string[] => list.split(',').map((name) => name.replace(/["`[\]\s]/g, ''));

export function* sqlTables(text: string): Generator<Table> {
  INSERT.lastIndex = 0;
  for (let match = INSERT.exec(text); match; match = INSERT.exec(text)) {
    const headers = headersOf(match[1] ?? '');
    const { rows, end } = tuples(text, INSERT.lastIndex);
    if (rows.length) yield { headers, rows: rows.filter((row) => row.length === headers.length), end };
    INSERT.lastIndex = Math.max(INSERT.lastIndex, end);
  }
  COPY.lastIndex = 0;
  for (let match = COPY.exec(text); match; match = COPY.exec(text)) {
    const headers = headersOf(match[1] ?? '');
    const rows: (Cell | undefined)[][] = [];
    let start = COPY.lastIndex;
    while (start < text.length && !text.startsWith('\\.', start)) {
      const end = lineEnd(text, start);
      const row = byTabs(text, start, end);
      if (row.length !== headers.length) break;
      rows.push(row);
      start = end + 1;
    }
    yield { headers, rows, end: start };
    COPY.lastIndex = Math.max(COPY.lastIndex, start);
  }
}

/** `(4, 'Keller'), (5, 'Vik')` from `at` on. */
function tuples(text: string, at: number): { rows: (Cell | undefined)[][]; end: number } {
  const rows: (Cell | undefined)[][] = [];
  let i = at;
  while (text.charCodeAt(i) === 40) {
    const row: (Cell | undefined)[] = [];
    let from = ++i;
    let quote = '';
    for (; i < text.length; i++) {
      const sign = text[i];
      if (quote) {
        if (sign === '\\') i++;
        else if (sign === quote) quote = '';
      } else if (sign === "'" || sign === '"') quote = sign;
      else if (sign === ',' || sign === ')') {
        row.push(cellOf(text, from, i));
        from = i + 1;
        if (sign === ')') break;
      }
    }
    if (i >= text.length) return { rows, end: i };
    rows.push(row);
    i++;
    while (i < text.length && /[\s,]/.test(text.charAt(i))) i++;
  }
  return { rows, end: i };
}

function byTabs(text: string, start: number, end: number): (Cell | undefined)[] {
  const row: (Cell | undefined)[] = [];
  let from = start;
  for (let i = start; i <= end; i++)
    if (i === end || text.charCodeAt(i) === 9) {
      row.push(text.startsWith('\\N', from) && i - from === 2 ? undefined : cellOf(text, from, i));
      from = i + 1;
    }
  return row;
}
