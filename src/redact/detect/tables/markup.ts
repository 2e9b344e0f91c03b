/** Tables of HTML: `<th>` heads a column, or the row it begins; `<dt>` heads the `<dd>` behind it. */
import { type Cell, cellOf, type Table } from './table.ts';

/** One tag of a table; what stands between two is text or other tags. */
const TAG = /<(\/?)(table|tr|th|td|dt|dd)(?:\s[^<>]{0,300})?>/gi;
const INNER = /<[^<>]{0,300}>/g;

interface Part {
  head: boolean;
  cell: Cell | undefined;
}

/** Cells of the rows of a text; a row ends where the next begins or the table ends. */
function rowsOf(text: string): Part[][] {
  const rows: Part[][] = [];
  let row: Part[] = [];
  let open: { head: boolean; from: number } | undefined;
  const close = (end: number): void => {
    if (open) row.push({ head: open.head, cell: innerCell(text, open.from, end) });
    open = undefined;
  };
  const end = (): void => {
    if (row.length) rows.push(row);
    row = [];
  };
  TAG.lastIndex = 0;
  for (let match = TAG.exec(text); match; match = TAG.exec(text)) {
    const name = (match[2] ?? '').toLowerCase();
    close(match.index);
    if (name === 'table' || name === 'tr') {
      end();
      if (name === 'table') rows.push([]);
    } else if (!match[1]) {
      if (name === 'dt') end();
      open = { head: name === 'th' || name === 'dt', from: TAG.lastIndex };
    }
  }
  close(text.length);
  end();
  return rows;
}

/** The text of a cell without the tags at its ends. */
function innerCell(text: string, from: number, to: number): Cell | undefined {
  let [start, end] = [from, to];
  INNER.lastIndex = start;
  for (let match = INNER.exec(text); match && match.index < end; match = INNER.exec(text)) {
    if (/^\s*$/.test(text.slice(start, match.index))) start = INNER.lastIndex;
    else {
      end = match.index;
      break;
    }
  }
  return cellOf(text, start, Math.max(start, end));
}

/** `<key>surname</key><string>Vrbata</string>` of plists, `<input name="surname" value="Vrbata">`, `<entry key="surname">Vrbata</entry>`. */
const PLIST = /<key>([^<>]{1,40})<\/key>\s{0,20}<(?:string|integer|date)>([^<>]{1,200})<\//g;
const ATTRIBUTES =
  /<\w{1,20}\s(?:[^<>]{0,200}?\s)?(?:name|key|id|property)=["']([\w.-]{1,40})["'](?:\s[^<>]{0,100}?)?(?:\s(?:value|content)=["']([^"'<>]{1,200})["']|>([^<>]{1,200})<\/)/g;

/** Each pair as a table of one column; those of one element list stand together. */
export function pairTable(text: string): Table | undefined {
  const headers: string[] = [];
  const row: (Cell | undefined)[] = [];
  for (const pattern of [PLIST, ATTRIBUTES]) {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      const value = match[2] ?? match[3] ?? '';
      const start = match.index + match[0].lastIndexOf(value);
      headers.push(match[1] ?? '');
      row.push(cellOf(text, start, start + value.length));
    }
  }
  return headers.length ? { headers, rows: [row], end: 0 } : undefined;
}

/** Tables with a row of headers, and each row that begins with its own header as a table of one column. */
export function* markupTables(text: string): Generator<Table> {
  let heads: string[] = [];
  let rows: (Cell | undefined)[][] = [];
  const name = ({ cell }: Part): string => (cell ? text.slice(cell.start, cell.end) : '');
  const flush = function* (): Generator<Table> {
    if (heads.length && rows.length) yield { headers: heads, rows, end: 0 };
    rows = [];
  };
  const upright: { header: string; cell: Cell | undefined }[] = [];
  for (const row of rowsOf(text)) {
    if (row.length === 0 || row.every(({ head }) => head)) {
      yield* flush();
      heads = row.map(name);
    } else if (row.length === 2 && row[0]?.head && !row[1]?.head)
      upright.push({ header: name(row[0]), cell: row[1]?.cell });
    else if (row.length === heads.length) rows.push(row.map(({ cell }) => cell));
    // No `<th>`: the first row may hold the headers.
    else if (heads.length === 0 && row.length > 1) heads = row.map(name);
  }
  yield* flush();
  if (upright.length)
    yield { headers: upright.map(({ header }) => header), rows: [upright.map(({ cell }) => cell)], end: 0 };
}
