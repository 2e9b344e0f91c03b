/** Titles of list rows: the first thing the user said, redacted, on one line. Read from the run store when shown. */

import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Dictionary } from '../../redact/dictionary/dictionary.ts';
import { LOCAL_DICTIONARY, loadTerms } from '../../redact/dictionary/load.ts';
import type { StorePlace } from '../../stages/card.ts';
import { titleText } from '../title.ts';
import type { StudioRun } from './run.ts';

const MAX = 140;

let known: { cards: StudioRun['cards']; titles: Map<string, string> } | undefined;
let taught: { stamp: string; dictionary: Dictionary } | undefined;

export function titleOf(run: StudioRun, card: StorePlace): string {
  if (known?.cards !== run.cards) known = { cards: run.cards, titles: new Map() };
  let title = known.titles.get(card.id);
  if (title === undefined) {
    title = titleText(run.store.read(card), MAX);
    known.titles.set(card.id, title);
  }
  return withTaught(run, title);
}

/** What was taught after the run is hidden at once, not only after the next run. */
function withTaught(run: StudioRun, text: string): string {
  const file = join(run.workspace.root, LOCAL_DICTIONARY);
  const changed = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (changed <= run.data.at) return text;
  const stamp = `${file}:${changed}`;
  if (taught?.stamp !== stamp) {
    const terms = loadTerms({ dictionary: [], dictionaryFiles: [] }, run.workspace.root).filter((t) => !t.regex);
    taught = { stamp, dictionary: new Dictionary(terms) };
  }
  let out = text;
  const hits = taught.dictionary.find([text])[0]?.mask ?? [];
  for (const hit of [...hits].sort((a, b) => b.start - a.start)) {
    out = `${out.slice(0, hit.start)}[${hit.type}]${out.slice(hit.end)}`;
  }
  return out;
}
