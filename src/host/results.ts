/** The ledger that the last finished run of a folder left, opened once for as long as it is the same. */
import { LedgerReader } from '../run/store/ledger/reader.ts';
import { workspaceAt } from '../run/store/workspace.ts';
import type { In, Out } from './rpc.ts';
import type { ProjectSpec, RunData } from './types.ts';

let cache: { root: string; data: RunData } | undefined;

/** The same object for the same run, so that what is made of it can be kept. */
export function runData({ root }: ProjectSpec): RunData | undefined {
  const { run } = workspaceAt(root);
  const at = LedgerReader.writtenAt(run);
  if (at === undefined) return undefined;
  if (cache?.root === root && cache.data.at === at) return cache.data;
  const ledger = LedgerReader.open(run);
  if (!ledger) return undefined;
  const data = { ...ledger.head, ledger, at };
  cache = { root, data };
  return data;
}

export async function results({ project }: In<'results'>): Promise<Out<'results'>> {
  const data = runData(project);
  if (!data) return null;
  const { out, manifest, at, ledger } = data;
  return { out, manifest, at, examples: ledger.count('cards'), pairs: ledger.count('pairs') };
}
