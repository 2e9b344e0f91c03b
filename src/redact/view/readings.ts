/** All readings of a text in which a known value is looked for: as it stands, and plain where it wears a dress. */
import { viewOf } from './view.ts';

export interface Range {
  start: number;
  end: number;
}

export interface Reading {
  text: string;
  /** Range in this reading → range in the text as it stands, dress included. */
  source: (range: Range) => Range;
}

const asItStands = (range: Range): Range => range;

/** The text itself comes first: what it shows needs no other reading. */
export function readingsOf(text: string): Reading[] {
  const raw: Reading = { text, source: asItStands };
  const view = viewOf(text);
  return view ? [raw, { text: view.text, source: ({ start, end }) => view.source(start, end) }] : [raw];
}
