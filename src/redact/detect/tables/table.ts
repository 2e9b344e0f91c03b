/** What every reader of tables yields: columns with a header, and the cells under them. */

export interface Cell {
  /** UTF-16 range in the text that was read, without blanks and quotes. */
  start: number;
  end: number;
}

export interface Table {
  headers: readonly string[];
  /** Row by row; a cell that is missing or empty is undefined. */
  rows: readonly (readonly (Cell | undefined)[])[];
  /** Offset behind its last line. */
  end: number;
}

/** Cells wider than this hold prose, not values. */
export const MAX_CELL = 200;
/** Headers longer than this are sentences. */
export const MAX_HEADER = 40;
const MAX_HEADER_WORDS = 5;
const MAX_COLUMNS = 200;

/** A range without the white space and quotes at its ends; undefined when nothing is left. */
export function cellOf(text: string, from: number, to: number): Cell | undefined {
  let start = from;
  let end = to;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  const quote = text.charCodeAt(start);
  if (end - start >= 2 && (quote === 34 || quote === 39) && text.charCodeAt(end - 1) === quote) {
    start++;
    end--;
  }
  // Emphasis of Markdown.
  while (end - start > 4 && text.startsWith('**', start) && text.startsWith('**', end - 2)) {
    start += 2;
    end -= 2;
  }
  return end > start && end - start <= MAX_CELL ? { start, end } : undefined;
}

export const isBlank = (code: number): boolean => code === 32 || code === 9 || code === 13 || code === 0xa0;

/** True when these can be the headers of a table: short names, most of them there. */
export function areHeaders(headers: readonly string[]): boolean {
  return (
    headers.length <= MAX_COLUMNS &&
    headers.every((header) => header.length <= MAX_HEADER && header.split(' ').length <= MAX_HEADER_WORDS) &&
    headers.filter((header) => /\p{L}/u.test(header)).length * 2 > headers.length
  );
}

/** Start and end of the line that begins at `start`, without its line feed. */
export function lineEnd(text: string, start: number): number {
  const feed = text.indexOf('\n', start);
  return feed < 0 ? text.length : feed;
}
