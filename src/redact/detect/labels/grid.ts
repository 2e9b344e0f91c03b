/** Tables in JSON: `{"columns": […], "rows": [[…], …]}`, and arrays of arrays whose first one holds the headers. */

import type { TextUnit } from '../detector.ts';
import { isPersonLike } from './named.ts';
import { headerLabel, holds, subjectOf } from './record.ts';
import type { Found, Holders, Label } from './types.ts';

const COLUMNS = /^(?:columns?|cols|headers?|fields|column_?names?|col_?names?|schema|header_?row)$/i;
const ROWS = /^(?:rows|data|values|records|items|results?|tuples)$/i;
const MAX_HEADER = 40;
const MAX_COLUMNS = 500;
const CONFIDENCE = 0.85;

/** Labels by the place of their column. */
interface Headers {
  labels: Map<number, Label>;
  /** Columns so far, where each is an object of its own. */
  count: number;
  /** Rows have been read: the next column begins another table. */
  used: boolean;
}

export function arrayFindings(units: readonly TextUnit[], holders: Holders, found: Found): void {
  /** Headers by the path of the object or array that the table is in: the last ones seen. */
  const known = new Map<string, Headers>();
  for (const list of holders.values()) {
    const first = units[list[0] ?? 0];
    if (!first || list.length > MAX_COLUMNS) continue;
    const path = first.path ?? [];
    const last = path[path.length - 1];
    const above = path[path.length - 2];
    if (last !== undefined && COLUMNS.test(last)) known.set(id(path.slice(0, -1)), headersOf(units, list));
    else if (above !== undefined && COLUMNS.test(above)) addColumn(units, list, id(path.slice(0, -2)), known);
    else {
      const headers =
        last !== undefined && ROWS.test(last) ? known.get(id(path.slice(0, -1))) : known.get(GRID + id(path));
      if (headers) row(units, list, headers, found);
      else if (list.length > 1) startGrid(units, list, path, known);
    }
  }
}

/** Not JSON: keys may hold anything. */
const id = (path: readonly string[]): string => path.join('\u0000');
/** Before the path of an array of arrays. */
const GRID = '\u0001';
/** Keys under which a column that is an object has its name. */
const NAMED = /^(?:name|field|label|header|title|column|column_?name|key)$/i;

/** `"columns": [{"name": "customer", "type": "text"}]`: an object a column. */
function addColumn(
  units: readonly TextUnit[],
  list: readonly number[],
  under: string,
  known: Map<string, Headers>,
): void {
  const name = list.map((index) => units[index]).find((unit) => unit?.key !== undefined && NAMED.test(unit.key));
  let headers = known.get(under);
  if (!headers || headers.used) headers = { labels: new Map(), count: 0, used: false };
  const label = name && labelIn(name.text);
  if (label) headers.labels.set(headers.count, label);
  headers.count++;
  known.set(under, headers);
}

const labelIn = (text: string): Label | undefined => (text.length <= MAX_HEADER ? headerLabel(text) : undefined);

function headersOf(units: readonly TextUnit[], list: readonly number[]): Headers {
  const labels = new Map<number, Label>();
  for (const index of list) {
    const unit = units[index];
    const label = unit && labelIn(unit.text);
    if (unit?.index !== undefined && label) labels.set(unit.index, label);
  }
  return { labels, count: list.length, used: false };
}

/** The first array of an array of arrays, if it holds nothing but names and two of them say something. */
function startGrid(
  units: readonly TextUnit[],
  list: readonly number[],
  path: readonly string[],
  known: Map<string, Headers>,
): void {
  const names = list.map((index) => units[index]?.text ?? '');
  if (names.some((name) => name.length > MAX_HEADER || /^[\d\s.,-]*$/.test(name))) return;
  const headers = headersOf(units, list);
  const sure = [...headers.labels.values()].some(({ strength }) => strength === 'sure');
  if (sure && headers.labels.size > 1) known.set(GRID + id(path), headers);
}

function row(units: readonly TextUnit[], list: readonly number[], headers: Headers, found: Found): void {
  const subject = subjectOf([...headers.labels.values()]);
  headers.used = true;
  for (const index of list) {
    const unit = units[index];
    const label = unit?.index === undefined ? undefined : headers.labels.get(unit.index);
    if (!unit || !label) continue;
    const value = unit.text.trim();
    const is =
      label.strength === 'sure'
        ? holds(label, value, subject)
        : subject !== 'thing' && (label.type === 'PERSON' ? isPersonLike(value) : holds(label, value, subject));
    if (!is) continue;
    const start = unit.text.indexOf(value);
    found(index, {
      start,
      end: start + value.length,
      type: label.type,
      detector: 'table',
      rule: label.name,
      confidence: CONFIDENCE,
      evidence: `header:${label.name}`,
    });
  }
}
