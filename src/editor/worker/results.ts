/** What the last finished run of a folder left in `.goldpan/local/run`. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Example, Pair } from '../../core/model/example.ts';
import { StoreReader } from '../../core/store/run-store.ts';
import { workspaceAt } from '../../core/store/workspace.ts';
import { readJson } from '../../kit/json/parse.ts';
import { jsonLinesSync } from '../../kit/jsonl.ts';
import { readRunHead } from '../../run/store/run-head.ts';
import type { Fate, In, Out, ProjectSpec, Provenance, RunData, StoredCard } from './api.ts';

let cache: { root: string; at: number; data: RunData } | undefined;

export function runData({ root }: ProjectSpec): RunData | undefined {
  const { run } = workspaceAt(root);
  const stamp = join(run, 'manifest.json');
  const at = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs;
  if (at === undefined) return undefined;
  if (cache?.root === root && cache.at === at) return cache.data;
  const head = readRunHead(run);
  if (!head) return undefined;
  const { sources, skipped } = readJson(join(run, 'sources.json')) as Pick<RunData, 'sources' | 'skipped'>;
  const lines = <T>(name: string): T[] => [...jsonLinesSync<T>(join(run, name))];
  const data: RunData = {
    ...head,
    cards: lines<StoredCard>('cards.jsonl'),
    pairs: lines<Pair>('pairs.jsonl'),
    fates: lines<Fate>('fates.jsonl'),
    provenance: lines<Provenance>('provenance.jsonl'),
    sources,
    skipped,
    at,
  };
  cache = { root, at, data };
  return data;
}

export async function results({ project }: In<'results'>): Promise<Out<'results'>> {
  return runData(project) ?? null;
}

const MAX_TITLE = 80;

/** What a session is about, in its first user's own (redacted) words. */
export async function titles({ project, ids }: In<'titles'>): Promise<Out<'titles'>> {
  const wanted = new Set(ids);
  const cards = runData(project)?.cards.filter((c) => wanted.has(c.id)) ?? [];
  if (cards.length === 0) return {};
  const store = new StoreReader(join(workspaceAt(project.root).run, 'examples.jsonl'));
  try {
    return Object.fromEntries(cards.map((card) => [card.id, titleOf(store.read(card))]));
  } finally {
    store.close();
  }
}

function titleOf({ messages }: Example): string {
  const said = messages.find((m) => m.role === 'user' && m.content.trim()) ?? messages.find((m) => m.content.trim());
  // Control characters and bidi marks of a log have no business in the side bar.
  const text = (said?.content ?? '').replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
  return text.length > MAX_TITLE ? `${text.slice(0, MAX_TITLE - 1)}…` : text;
}
