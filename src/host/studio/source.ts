/** Where an example was read from. */
import type { In, Out } from '../rpc.ts';
import { openRun } from './run.ts';

export async function studioSource({ project, id, record }: In<'studioSource'>): Promise<Out<'studioSource'>> {
  const records = (await openRun(project)).owners.get(id)?.records ?? [];
  const found = records[record ?? 0] ?? records[0];
  return found ? { path: found.path, line: found.line, entry: found.entry } : null;
}
