/** Which words differ between two answers. Placeholders count as one word. */

import { diffArrays } from 'diff';
import { PLACEHOLDER } from '../../src/protocol/text.ts';

/** A stretch that differs from the other side. */
export interface Change {
  start: number;
  end: number;
}

const TOKEN = new RegExp(String.raw`${PLACEHOLDER.source}|[\p{L}\p{N}_]+|\s+|[^\s\p{L}\p{N}_]`, 'gu');

/** Above this, comparing word by word would hold up the page. */
const MAX_TOKENS = 12_000;

export interface Difference {
  chosen: Change[];
  rejected: Change[];
}

/** undefined when the texts are too long or have too little in common for marks to help. */
export function difference(chosen: string, rejected: string): Difference | undefined {
  const [b, a] = [chosen.match(TOKEN) ?? [], rejected.match(TOKEN) ?? []];
  if (a.length + b.length > MAX_TOKENS) return undefined;
  const parts = diffArrays(a, b, { timeout: 300 });
  if (!parts) return undefined;
  const out: Difference = { chosen: [], rejected: [] };
  let [x, y] = [0, 0];
  for (const { added, removed, value } of parts) {
    const length = value.reduce((n, t) => n + t.length, 0);
    if (added) grow(out.chosen, y, y + length, chosen);
    if (removed) grow(out.rejected, x, x + length, rejected);
    if (!added) x += length;
    if (!removed) y += length;
  }
  return out;
}

/** Neighbours with only white space between them are one change: less to look at. */
function grow(list: Change[], start: number, end: number, text: string): void {
  const last = list.at(-1);
  if (last && /^\s*$/.test(text.slice(last.end, start))) last.end = end;
  else list.push({ start, end });
}
