/** Values of tables by their headers. */
import { holdsAny } from '../../text/terms.ts';
import type { Detector, Finding, TextUnit } from '../detector.ts';
import { isPersonLike } from '../labels/named.ts';
import { headerLabel, holds, type Subject, subjectOf } from '../labels/record.ts';
import type { Label } from '../labels/types.ts';
import { lineTables } from './lines.ts';
import { markupTables, pairTable } from './markup.ts';
import { sqlTables } from './sql.ts';
import type { Cell, Table } from './table.ts';
import { uprightTables } from './upright.ts';

const SURE = 0.9;
const LIKELY = 0.75;
/** So many cells of a column must read like people, where only the cells say that it holds some. */
const MOST = 0.6;

const holdsSql = holdsAny(['into', 'copy']);

export const tableDetector: Detector = {
  name: 'table',
  detect({ text, kind }: TextUnit): Finding[] {
    if (kind === 'key' || kind === 'name' || text.length < 8) return [];
    const found: Finding[] = [];
    if (text.includes('\n')) for (const table of lineTables(text, isWorth)) cells(text, table, found);
    if (text.includes('\n'))
      for (const table of uprightTables(text)) if (isWorth(table.headers)) cells(text, table, found, table.marked);
    if (text.includes('</t') || text.includes('</d'))
      for (const table of markupTables(text)) if (isWorth(table.headers)) cells(text, table, found);
    const pairs = text.includes('<') && /=["']|<key>/.test(text) ? pairTable(text) : undefined;
    if (pairs && isWorth(pairs.headers)) cells(text, pairs, found);
    if (text.includes('(') && holdsSql(text) && /\b(?:into|copy)\s/i.test(text))
      for (const table of sqlTables(text)) if (isWorth(table.headers)) cells(text, table, found);
    return found;
  },
};

/** One header at least says something on its own, or two do together. */
function isWorth(headers: readonly string[]): boolean {
  let beside = 0;
  for (const header of headers) {
    const label = headerLabel(header);
    // Of passwords alone code has lists too: `try`, `pass`, `raise`.
    if (label && label.strength !== 'beside' && label.type !== 'SECRET') return true;
    if (label?.strength === 'beside') beside++;
  }
  return beside > 0;
}

/** @param database false: lines of `key: value`, which may be settings or code; what their sure labels say is read elsewhere, with care */
function cells(text: string, { headers, rows }: Table, found: Finding[], database = true): void {
  const labels = headers.map((header) => headerLabel(header));
  const subject = subjectOf(labels);
  labels.forEach((label, column) => {
    if (!label || (!database && label.strength === 'sure')) return;
    const all = rows.flatMap((row) => row[column] ?? []);
    const proved = bySubject(text, label, subject, all);
    if (proved === undefined) return;
    for (const cell of all)
      if (holds(label, text.slice(cell.start, cell.end), proved)) found.push(cellFinding(label, cell));
  });
}

/** What the record is about as far as this column is concerned; undefined when the column says nothing. */
function bySubject(
  text: string,
  { type, strength, name }: Label,
  subject: Subject,
  all: readonly Cell[],
): Subject | undefined {
  if (strength === 'sure' || type !== 'PERSON')
    return strength === 'beside' && subject === 'thing' ? undefined : subject;
  if (subject === 'person' && strength === 'beside' && name !== 'name') return subject;
  const like = all.filter((cell) => isPersonLike(text.slice(cell.start, cell.end))).length;
  return all.length > 0 && like >= all.length * MOST ? (subject === 'thing' ? 'perhaps' : subject) : undefined;
}

function cellFinding({ type, strength, name }: Label, { start, end }: Cell): Finding {
  return {
    start,
    end,
    type,
    detector: 'table',
    rule: name,
    confidence: strength === 'sure' ? SURE : LIKELY,
    evidence: `header:${name}`,
  };
}
