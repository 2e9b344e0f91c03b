/** What a source is cut into, and what every machine that cuts gives. */

/**
 * lines: a record a line. array: the elements of one top-level JSON array. values: JSON values one after the other, however
 * they are broken into lines (one pretty-printed document is the case of one). text: the whole source is one record.
 * member:a|b: the elements of that top-level array of a document, after a header; see members.ts.
 */
export type Framing = 'lines' | 'array' | 'values' | 'text' | `member:${string}`;

/** A record's place: first line from 1, byte range with end exclusive. `complete` is false for a half-written tail. */
export interface Span {
  line: number;
  start: number;
  end: number;
  complete: boolean;
  /** The document up to its array: JSON once `HEADER_END` is put behind it. */
  header?: true;
}

export interface Machine {
  /** Takes the next chunk of structure bytes; gives the records that end in it, in code units from the start. */
  feed(chunk: Uint8Array): Span[];
  end(): Span[];
}
