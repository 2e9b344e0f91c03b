/** Tables behind line numbers or the signs of a diff: their header is a label, and must be read as the first of its cells. */
import type { Joint } from './lines.ts';

/** The first line of a listing or of an added file, which a header is. */
const FIRST_NUMBER = /(?:^|\n)[ \t]{0,8}1(?:→|\t)/g;
const FIRST_ADDED = /(?:^|\n)@@ -0,0 \+1(?:,\d{1,7})? @@[^\n]{0,200}\n(?=\+)/g;
const NUMBERED = /[ \t]{0,8}\d{1,7}(?:→|\t)/y;
const ADDED = /\+/y;
/** Rows of a table that are read without their prefix. */
const MAX_ROWS = 5000;
const SEPARATORS = [',', ';', '\t', '|'];

/** Prefixes of the lines of tables, in order. */
export function tableJoints(text: string): Joint[] {
  // Cheap first.
  const numbered = text.includes('1→') || text.includes('1\t');
  const added = text.includes('@@ -0,0 +1');
  return [
    ...(numbered ? tablesAt(text, FIRST_NUMBER, NUMBERED) : []),
    ...(added ? tablesAt(text, FIRST_ADDED, ADDED) : []),
  ];
}

function tablesAt(text: string, first: RegExp, prefix: RegExp): Joint[] {
  const joints: Joint[] = [];
  first.lastIndex = 0;
  for (let match = first.exec(text); match; match = first.exec(text)) {
    // A match of numbers holds the prefix, one of a diff ends where it begins.
    const start = prefix === ADDED ? first.lastIndex : match.index + (match[0].startsWith('\n') ? 1 : 0);
    const table = tableAt(text, start, prefix);
    for (const joint of table) joints.push(joint);
    first.lastIndex = Math.max(first.lastIndex, table.at(-1)?.at ?? 0);
  }
  return joints;
}

/** The prefixes of a table's lines; none when the first two lines have not equally many separators. */
function tableAt(text: string, from: number, prefix: RegExp): Joint[] {
  const joints: Joint[] = [];
  let header = '';
  for (let at = from; at < text.length && joints.length < MAX_ROWS; ) {
    prefix.lastIndex = at;
    const length = prefix.exec(text)?.[0].length;
    if (length === undefined) break;
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    if (joints.length === 0) header = text.slice(at + length, Math.min(end, at + LONGEST));
    if (joints.length === 1 && !isRow(header, text.slice(at + length, Math.min(end, at + LONGEST)))) return [];
    joints.push({ at, length });
    at = end + 1;
  }
  return joints.length > 1 ? joints : [];
}

/** Of a longer line this much is counted. */
const LONGEST = 2000;
/** What a header of code or prose has and one of a table has not. */
const CODE = /[(){}=<>"']|[.!?:]\s*$|[a-z] [a-z]+ [a-z]+ [a-z]/;

function isRow(header: string, row: string): boolean {
  if (CODE.test(header)) return false;
  return SEPARATORS.some((separator) => {
    const columns = header.split(separator).length;
    return columns > 1 && columns === row.split(separator).length;
  });
}
