/** All readings of a text in which a known value is looked for: as it stands, plain where it wears a dress, and what its base64 says. */
import { base64In } from './base64.ts';
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
  const out: Reading[] = [{ text, source: asItStands }];
  const view = viewOf(text);
  if (view) out.push({ text: view.text, source: ({ start, end }) => view.source(start, end) });
  // A run of base64 that holds a value is hidden whole: a part of it decodes to nothing.
  for (const { start, end, text: said } of base64In(text)) out.push({ text: said, source: () => ({ start, end }) });
  return out;
}
