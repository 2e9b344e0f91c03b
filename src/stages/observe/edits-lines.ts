/** Lines of edits: which of them differ, and which say enough to be looked for in a later version of the file. */

export interface LineChange {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

export const linesOf = (text: string): string[] => (text === '' ? [] : text.split('\n'));

/** Lines that one text has more often than the other, whatever their order: linear, and a moved line is no change. */
export function difference(before: readonly string[], after: readonly string[]): LineChange {
  const counts = countsOf(before);
  const added = after.filter((line) => !take(counts, line));
  const removed: string[] = [];
  for (const line of before) if (take(counts, line)) removed.push(line);
  return { added, removed };
}

export function countsOf(lines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

/** Takes one away, if there is one. */
function take(counts: Map<string, number>, line: string): boolean {
  const n = counts.get(line) ?? 0;
  if (n === 0) return false;
  if (n === 1) counts.delete(line);
  else counts.set(line, n - 1);
  return true;
}

/** A line as it is compared: another indentation or line ending is the same line. */
export const plainLine = (line: string): string => line.trim().replace(/\s+/g, ' ');

/** Lines that stand in any file of their language: that they are there proves nothing. */
const IMPORT =
  /^(?:import\b|from \S+ import\b|export (?:\*|\{[^}]*\})(?: as \w+)? from\b|# ?include\b|using [\w.:= ]+;|use [\w:{}, *]+;|package [\w.]+;?$|require(?:_relative)?\b|(?:const|let|var) [\w{},: ]+ = require\()/;
const KEYWORDS = new Set(
  'else return break continue pass done begin finally default endif then null none true false catch except ensure rescue public private static'.split(
    ' ',
  ),
);

/** Fewer letters and digits than these are `end`, `});`, `fi`: found anywhere. */
const FEWEST = 4;

/** @param line as `plainLine` gives it */
export function weighs(line: string): boolean {
  // Enough for each of the patterns; lines of bundles are long.
  const head = line.slice(0, 300);
  const letters = head.replace(/[^\p{L}\p{N}]+/gu, '');
  return letters.length >= FEWEST && !KEYWORDS.has(letters.toLowerCase()) && !IMPORT.test(head);
}
