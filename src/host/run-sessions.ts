/** The sessions of the last run that begin in one file, for the side bar. */
import { decidedLine } from '../run/store/ledger/card.ts';
import type { Provenance } from '../run/store/ledger/schema.ts';
import type { CuratedCard } from '../stages/curated.ts';
import type { ExampleSource } from '../stages/example-source.ts';
import { runData } from './results.ts';
import type { In, Out } from './rpc.ts';
import { titleText } from './title.ts';
import type { KnownSession, RunData } from './types.ts';

/** Characters; the side bar cuts sooner. */
const MAX_TITLE = 80;

interface Found {
  provenance: Provenance;
  cards: CuratedCard[];
}

/** Sessions by file, of the last run asked about. */
let cache: { data: RunData; files: Map<string, Found[]> } | undefined;

/** @returns the first `limit` sessions in the order of the file, and how many there are. */
export async function knownSessions({
  project,
  path,
  entry,
  limit,
}: In<'knownSessions'>): Promise<Out<'knownSessions'>> {
  const data = runData(project);
  const found = data ? (byFile(data).get(logKey(path, entry)) ?? []) : [];
  if (!data || found.length === 0) return { total: 0, sessions: [] };
  const store = data.ledger.store();
  try {
    return { total: found.length, sessions: found.slice(0, limit).map((f) => describe(f, store)) };
  } finally {
    store.close();
  }
}

/** No path holds this character. */
const logKey = (path: string, entry: string | undefined): string => `${path}\0${entry ?? ''}`;

function byFile(data: RunData): Map<string, Found[]> {
  if (cache?.data === data) return cache.files;
  const cards = new Map<string, CuratedCard>();
  for (const card of data.ledger.cards()) cards.set(card.id, decidedLine(card));
  const files = new Map<string, Found[]>();
  for (const provenance of data.ledger.sessions()) {
    const [first] = provenance.records;
    if (!first) continue;
    const key = logKey(first.path, first.entry);
    const list = files.get(key) ?? [];
    list.push({ provenance, cards: provenance.examples.flatMap((id) => cards.get(id) ?? []) });
    files.set(key, list);
  }
  const startOf = ({ provenance }: Found) => provenance.records[0]?.start ?? 0;
  for (const list of files.values()) list.sort((a, b) => startOf(a) - startOf(b));
  cache = { data, files };
  return files;
}

/** A session that gave no example has no title: nothing of it was stored. */
function describe({ provenance, cards }: Found, store: ExampleSource): KnownSession {
  const [first] = cards;
  return {
    session: provenance.session,
    line: provenance.records[0]?.line ?? 1,
    title: first ? titleText(store.read(first), MAX_TITLE) : '',
    dropped: provenance.dropped?.[0],
    examples: cards.map(({ id, kind, tags, outcome, marks, redactions, feedback }) => ({
      id,
      kind,
      tags,
      outcome,
      marks,
      redactions,
      feedback: feedback.map((f) => f.signal),
    })),
  };
}
