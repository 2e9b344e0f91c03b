/** What the last finished run of a folder left in `.goldpan/local/run`. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Example, Pair } from '../../core/model/example.ts';
import { StoreReader } from '../../core/store/run-store.ts';
import { workspaceAt } from '../../core/store/workspace.ts';
import type { Manifest } from '../../datasets/manifest.ts';
import type { Fate, In, Out, ProjectSpec, Provenance, RunData, StoredCard } from './api.ts';

let cache: { root: string; at: number; data: RunData } | undefined;

export function runData({ root }: ProjectSpec): RunData | undefined {
  const { run } = workspaceAt(root);
  const stamp = join(run, 'manifest.json');
  const at = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs;
  if (at === undefined) return undefined;
  if (cache?.root === root && cache.at === at) return cache.data;
  const { out, manifest } = json<{ out: string; manifest: Manifest }>(stamp);
  const { sources, skipped } = json<Pick<RunData, 'sources' | 'skipped'>>(join(run, 'sources.json'));
  const data: RunData = {
    out,
    manifest,
    cards: lines<StoredCard>(join(run, 'cards.jsonl')),
    pairs: lines<Pair>(join(run, 'pairs.jsonl')),
    fates: lines<Fate>(join(run, 'fates.jsonl')),
    provenance: lines<Provenance>(join(run, 'provenance.jsonl')),
    sources,
    skipped,
    at,
  };
  cache = { root, at, data };
  return data;
}

const json = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T;

const lines = <T>(file: string): T[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as T)
    : [];

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
