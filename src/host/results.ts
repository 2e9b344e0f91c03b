/** What the last finished run of a folder left in `.goldpan/local/run`. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../core/export/manifest.ts';
import type { Pair } from '../core/model/example.ts';
import { workspaceAt } from '../core/store/workspace.ts';
import type { In, Out } from './rpc.ts';
import type { Fate, ProjectSpec, Provenance, RunData, StoredCard } from './types.ts';

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
  const data = runData(project);
  if (!data) return null;
  const { out, manifest, at, cards, pairs } = data;
  return { out, manifest, at, examples: cards.length, pairs: pairs.length };
}
