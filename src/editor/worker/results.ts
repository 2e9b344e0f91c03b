/** What the last finished run of a folder left in `.goldpan/local/run`. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../core/export/manifest.ts';
import type { Pair } from '../../core/model/example.ts';
import { StoreReader } from '../../core/store/run-store.ts';
import { workspaceAt } from '../../core/store/workspace.ts';
import { titleText } from '../../host/title.ts';
import type { LedgerCard } from '../../run/ledger-card.ts';
import type { Fate, In, Out, ProjectSpec, Provenance, RunData } from './api.ts';

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
    cards: lines<LedgerCard>(join(run, 'cards.jsonl')),
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
    return Object.fromEntries(cards.map((card) => [card.id, titleText(store.read(card), MAX_TITLE)]));
  } finally {
    store.close();
  }
}
