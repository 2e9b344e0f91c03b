/** The sessions of the last run that begin in one file, for the side bar. */
import { join } from 'node:path';
import type { Example } from '../core/model/example.ts';
import { type ExampleSource, StoreReader } from '../core/store/run-store.ts';
import { workspaceAt } from '../core/store/workspace.ts';
import { runData } from './results.ts';
import type { In, Out } from './rpc.ts';
import type { KnownSession, Provenance, RunData, StoredCard } from './types.ts';

const MAX_TITLE = 80;

interface Found {
  provenance: Provenance;
  cards: StoredCard[];
}

let cache: { data: RunData; files: Map<string, Found[]> } | undefined;

export async function knownSessions({ project, path, limit }: In<'knownSessions'>): Promise<Out<'knownSessions'>> {
  const data = runData(project);
  const found = data ? (byFile(data).get(path) ?? []) : [];
  if (found.length === 0) return { total: 0, sessions: [] };
  const store = new StoreReader(join(workspaceAt(project.root).run, 'examples.jsonl'));
  try {
    return { total: found.length, sessions: found.slice(0, limit).map((f) => describe(f, store)) };
  } finally {
    store.close();
  }
}

function byFile(data: RunData): Map<string, Found[]> {
  if (cache?.data === data) return cache.files;
  const cards = new Map(data.cards.map((c) => [c.id, c]));
  const files = new Map<string, Found[]>();
  for (const provenance of data.provenance) {
    const path = provenance.records[0]?.path;
    if (path === undefined) continue;
    const list = files.get(path) ?? [];
    list.push({ provenance, cards: provenance.examples.flatMap((id) => cards.get(id) ?? []) });
    files.set(path, list);
  }
  const startOf = ({ provenance }: Found) => provenance.records[0]?.start ?? 0;
  for (const list of files.values()) list.sort((a, b) => startOf(a) - startOf(b));
  cache = { data, files };
  return files;
}

function describe({ provenance, cards }: Found, store: ExampleSource): KnownSession {
  const [first] = cards;
  return {
    session: provenance.session,
    line: provenance.records[0]?.line ?? 1,
    title: first ? titleOf(store.read(first)) : '',
    dropped: provenance.dropped?.[0],
    examples: cards.map(({ id, kind, tags, marks, redactions, feedback }) => ({
      id,
      kind,
      tags,
      marks,
      redactions,
      feedback: feedback.map((f) => f.signal),
    })),
  };
}

/** What a session is about, in its first user's own (redacted) words. */
function titleOf({ messages }: Example): string {
  const said = messages.find((m) => m.role === 'user' && m.content.trim()) ?? messages.find((m) => m.content.trim());
  // Control characters and bidi marks of a log have no business in the side bar.
  const text = (said?.content ?? '').replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
  return text.length > MAX_TITLE ? `${text.slice(0, MAX_TITLE - 1)}…` : text;
}
