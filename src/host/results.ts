/** What the last finished run of a folder left in `.goldpan/local/run`. */

import { statSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from '../kit/json/parse.ts';
import { jsonLinesSync } from '../kit/jsonl.ts';
import type { Pair } from '../model/example.ts';
import type { LedgerCard } from '../run/store/ledger-card.ts';
import { readRunHead } from '../run/store/run-head.ts';
import { workspaceAt } from '../run/store/workspace.ts';
import type { In, Out } from './rpc.ts';
import type { Fate, ProjectSpec, Provenance, RunData } from './types.ts';

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
    cards: lines<LedgerCard>('cards.jsonl'),
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
  const data = runData(project);
  if (!data) return null;
  const { out, manifest, at, cards, pairs } = data;
  return { out, manifest, at, examples: cards.length, pairs: pairs.length };
}
