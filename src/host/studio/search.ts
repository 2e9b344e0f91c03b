/** Search inside messages: a pass over the run store, which holds redacted text only. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { StudioRun } from './run.ts';

const CHUNK = 4 << 20;

let last: { cards: StudioRun['cards']; text: string; hits: Set<string> } | undefined;

/** Ids of the examples in whose line every word of `text` occurs; case does not matter. */
export function textSearch(run: StudioRun, text: string): Set<string> {
  if (last?.cards === run.cards && last.text === text) return last.hits;
  const words = text.toLowerCase().split(/\s+/).filter(Boolean).map(asJson);
  const hits = new Set<string>();
  const fd = openSync(join(run.workspace.run, 'examples.jsonl'), 'r');
  try {
    const cards = [...run.cards.values()].sort((a, b) => a.offset - b.offset);
    const size = fstatSync(fd).size;
    for (let i = 0; i < cards.length; ) {
      // Neighbouring examples are read together.
      const from = cards[i]?.offset ?? 0;
      let end = from;
      let next = i;
      while (
        next < cards.length &&
        (next === i || (cards[next]?.offset ?? 0) + (cards[next]?.length ?? 0) - from <= CHUNK)
      ) {
        end = (cards[next]?.offset ?? 0) + (cards[next]?.length ?? 0);
        next++;
      }
      const bytes = Buffer.alloc(Math.min(end, size) - from);
      readSync(fd, bytes, 0, bytes.length, from);
      for (const card of cards.slice(i, next)) {
        const at = card.offset - from;
        const line = bytes.toString('utf8', at, at + card.length).toLowerCase();
        if (words.every((word) => line.includes(word))) hits.add(card.id);
      }
      i = next;
    }
  } finally {
    closeSync(fd);
  }
  last = { cards: run.cards, text, hits };
  return hits;
}

/** As it is written inside a JSON string. */
const asJson = (word: string): string => JSON.stringify(word).slice(1, -1);
