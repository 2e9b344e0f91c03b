/** Tables of lines: CSV, TSV, semicolons, Markdown, psql, mysql, boxes, and columns lined up with spaces. */
import { areHeaders, type Cell, cellOf, isBlank, lineEnd, MAX_CELL, MAX_HEADER, type Table } from './table.ts';

/** Bars of Markdown, psql and boxes. */
const BARS = '|│┃║';
/** A line that only rules off: `|---|:--:|`, `+----+`, `----+----`, `├──┼──┤`. */
const RULE = /^[\s|+:=\-─━═│┃║┼╪╋├┤┝┥╞╡┌┐└┘┏┓┗┛┬┴┯┷╔╗╚╝╠╣╬┠┨┡┩╇╈]{3,}$/;
/** Lines of a table longer than this are data of another kind. */
const MAX_LINE = 4000;

interface Line {
  start: number;
  end: number;
}

type Split = (text: string, line: Line) => (Cell | undefined)[];

/**
 * The tables of a text in order. `worth`: whether a line of headers says anything; only then are the lines below read, so
 * that a text costs one look at each line.
 */
export function* lineTables(text: string, worth: (headers: readonly string[]) => boolean): Generator<Table> {
  for (let start = 0; start < text.length; ) {
    const line = { start, end: lineEnd(text, start) };
    const table = line.end - start > 4 && line.end - start <= MAX_LINE ? tableAt(text, line, worth) : undefined;
    if (table) yield table;
    start = table ? table.end : line.end + 1;
  }
}

function tableAt(text: string, line: Line, worth: (headers: readonly string[]) => boolean): Table | undefined {
  const kind = kindOf(text, line);
  if (kind === undefined) return undefined;
  if (kind === 'bars') return read(text, line, bars, worth, true);
  if (kind !== 'columns' && isSentence(text, line, kind)) return undefined;
  if (kind !== 'columns') return read(text, line, (whole, one) => delimited(whole, one, kind), worth, false);
  return aligned(text, line, worth) ?? (text.charCodeAt(line.start) === 32 ? framed(text, line, worth) : undefined);
}

/**
 * A part of the line is longer than a header can be, as in most lines of prose with a comma: told without cutting its cells. What
 * begins with a quote or in bold is left to `cellOf`, which takes these off.
 */
function isSentence(text: string, { start, end }: Line, sign: string): boolean {
  const apart = sign.charCodeAt(0);
  let quoted = false;
  let from = start;
  for (let i = start; i <= end; i++) {
    const code = i < end ? text.charCodeAt(i) : apart;
    if (code === 34) quoted = !quoted;
    if (i < end && (quoted || code !== apart)) continue;
    let to = i;
    while (from < to && isBlank(text.charCodeAt(from))) from++;
    while (to > from && isBlank(text.charCodeAt(to - 1))) to--;
    const first = text.charCodeAt(from);
    const dressed = first === 34 || first === 39 || first === 42;
    if (to - from > MAX_HEADER && to - from <= MAX_CELL && !dressed) return true;
    from = i + 1;
  }
  return false;
}

/** How the line parts its cells; undefined for a line that is no header, as most: its first sign says so. */
function kindOf(text: string, { start, end }: Line): ',' | ';' | '\t' | 'bars' | 'columns' | undefined {
  let [commas, semicolons, tabs, wide] = [0, 0, 0, 0];
  let quoted = false;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 34) quoted = !quoted;
    if (quoted) continue;
    if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95) continue;
    if (code === 44) commas++;
    else if (code === 59) semicolons++;
    else if (code === 9) tabs++;
    else if (code === 32) wide += text.charCodeAt(i + 1) === 32 ? 1 : 0;
    else if (code === 124) return 'bars';
    else if (code > 0x2500 && BARS.includes(text.charAt(i))) return 'bars';
    else if (NO_HEADER[code]) return undefined;
  }
  if (tabs) return '\t';
  if (semicolons) return ';';
  if (commas) return ',';
  return wide ? 'columns' : undefined;
}

/** Signs of code and of sentences. */
const NO_HEADER = Uint8Array.from({ length: 65_536 }, (_, code) =>
  '(){}[]<>=+*!?$@&^~`\\:'.includes(String.fromCharCode(code)) && code > 0 ? 1 : 0,
);

function read(
  text: string,
  line: Line,
  split: Split,
  worth: (headers: readonly string[]) => boolean,
  ruled: boolean,
): Table | undefined {
  const cells = split(text, line);
  if (cells.length < 2 && !ruled) return undefined;
  const headers = namesOf(text, cells);
  if (!areHeaders(headers) || !worth(headers)) return undefined;
  const rows: (readonly (Cell | undefined)[])[] = [];
  let seen = !ruled || isRule(text, lineBefore(text, line.start));
  let next = line.end + 1;
  while (next < text.length) {
    const row = { start: next, end: lineEnd(text, next) };
    if (row.end - row.start > MAX_LINE) break;
    if (ruled && isRule(text, row)) seen = true;
    else {
      if (!seen) break;
      const parts = split(text, row);
      // A last column of prose may hold the sign that parts the others.
      if (parts.length !== cells.length || (ruled && !hasBar(text, row))) break;
      rows.push(parts);
    }
    next = row.end + 1;
  }
  return rows.length ? { headers, rows, end: Math.min(next, text.length) } : undefined;
}

const namesOf = (text: string, cells: readonly (Cell | undefined)[]): string[] =>
  cells.map((cell) => (cell ? text.slice(cell.start, cell.end) : ''));

const isRule = (text: string, line: Line | undefined): boolean =>
  line !== undefined &&
  line.end > line.start &&
  RULE.test(text.slice(line.start, Math.min(line.end, line.start + MAX_LINE))) &&
  /[-─━═=]/.test(text.slice(line.start, line.end));

function lineBefore(text: string, start: number): Line | undefined {
  if (start < 2) return undefined;
  return { start: text.lastIndexOf('\n', start - 2) + 1, end: start - 1 };
}

const hasBar = (text: string, { start, end }: Line): boolean => {
  for (let i = start; i < end; i++) if (BARS.includes(text.charAt(i))) return true;
  return false;
};

/** `| a | b |`, ` a | b`: cells between bars, without those outside. */
function bars(text: string, { start, end }: Line): (Cell | undefined)[] {
  const cells: (Cell | undefined)[] = [];
  let from = start;
  for (let i = start; i <= end; i++) {
    if (i < end && !BARS.includes(text.charAt(i))) continue;
    // Nothing in front of the first bar and behind the last.
    const rim = (cells.length === 0 && from === start) || i === end;
    const cell = cellOf(text, from, i);
    if (cell || !rim) cells.push(cell);
    from = i + 1;
  }
  return cells;
}

/** Cells of a line of CSV; quoted ones may hold the delimiter. */
function delimited(text: string, { start, end }: Line, sign: string): (Cell | undefined)[] {
  const cells: (Cell | undefined)[] = [];
  let from = start;
  let quoted = false;
  for (let i = start; i <= end; i++) {
    if (i < end && text[i] === '"') quoted = !quoted;
    if (i < end && (quoted || text[i] !== sign)) continue;
    cells.push(cellOf(text, from, i));
    from = i + 1;
  }
  return cells;
}

/** `print(df)`: a column of numbers without a header, and one word a cell. */
function framed(text: string, line: Line, worth: (headers: readonly string[]) => boolean): Table | undefined {
  // Cheap first: below a line of prose no number begins the next.
  if (!beginsWithNumber(text, line.end + 1)) return undefined;
  const heads = words(text, line);
  const headers = namesOf(text, heads);
  if (heads.length < 2 || !areHeaders(headers) || !worth(headers)) return undefined;
  const rows: (readonly (Cell | undefined)[])[] = [];
  let next = line.end + 1;
  for (; next < text.length; ) {
    const row = { start: next, end: Math.min(lineEnd(text, next), next + MAX_LINE) };
    const parts = words(text, row);
    const first = parts[0];
    if (parts.length !== heads.length + 1 || !first || !/^\d+$/.test(text.slice(first.start, first.end))) break;
    rows.push(parts.slice(1));
    next = row.end + 1;
  }
  return rows.length ? { headers, rows, end: Math.min(next, text.length) } : undefined;
}

/** Also in quotes or in bold. */
function beginsWithNumber(text: string, from: number): boolean {
  let i = from;
  while (isSpace(text.charCodeAt(i))) i++;
  const code = text.charCodeAt(i);
  return (code >= 48 && code <= 57) || code === 34 || code === 39 || code === 42;
}

/** Of white space in a line what is common; all beyond ASCII may be some. */
const isSpace = (code: number): boolean => (code <= 32 && code !== 10) || code > 127;

function words(text: string, { start, end }: Line): (Cell | undefined)[] {
  return Array.from(text.slice(start, end).matchAll(/\S+/g), ({ 0: word, index }) =>
    cellOf(text, start + index, start + index + word.length),
  );
}

/** Runs of two blanks part the columns; a row is read by them, or by where the headers begin. */
function aligned(text: string, line: Line, worth: (headers: readonly string[]) => boolean): Table | undefined {
  const heads = columns(text, line);
  const headers = namesOf(text, heads);
  if (heads.length < 2 || !areHeaders(headers) || !worth(headers)) return undefined;
  const rows: (readonly (Cell | undefined)[])[] = [];
  let next = line.end + 1;
  for (; next < text.length; ) {
    const row = { start: next, end: lineEnd(text, next) };
    if (row.end === row.start || row.end - row.start > MAX_LINE) break;
    if (!isRule(text, row)) {
      const parts = columns(text, row);
      const cells = parts.length === heads.length ? parts : byPlace(text, row, line, heads);
      if (!cells) break;
      rows.push(cells);
    }
    next = row.end + 1;
  }
  return rows.length ? { headers, rows, end: Math.min(next, text.length) } : undefined;
}

function columns(text: string, { start, end }: Line): (Cell | undefined)[] {
  const cells: (Cell | undefined)[] = [];
  let from = start;
  for (let i = start; i <= end; i++) {
    const apart = i === end || (text.charCodeAt(i) === 32 && text.charCodeAt(i + 1) === 32);
    if (!apart) continue;
    const cell = cellOf(text, from, i);
    if (cell) cells.push(cell);
    while (i < end && text.charCodeAt(i + 1) === 32) i++;
    from = i + 1;
  }
  return cells;
}

/** Cells below the places where the headers begin, when each of them begins there too. */
function byPlace(
  text: string,
  row: Line,
  line: Line,
  heads: readonly (Cell | undefined)[],
): (Cell | undefined)[] | undefined {
  const starts = heads.map((head) => (head?.start ?? line.start) - line.start + row.start);
  if (starts.some((start, i) => i > 0 && start < row.end && text.charCodeAt(start - 1) !== 32)) return undefined;
  return starts.map((start, i) =>
    start < row.end ? cellOf(text, start, Math.min(starts[i + 1] ?? row.end, row.end)) : undefined,
  );
}
