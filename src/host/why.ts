/** From a log line or an id to what became of it and its rows, and from a row back to the log. */

import { join } from 'node:path';
import { explain } from '../assess/why.ts';
import { UserError } from '../kit/errors.ts';
import { fileLines } from '../kit/jsonl.ts';
import { workspaceAt } from '../run/store/workspace.ts';
import { runData } from './results.ts';
import type { In, Out } from './rpc.ts';
import type { ProjectSpec, RowPlace } from './types.ts';

export async function why({ project, where }: In<'why'>): Promise<Out<'why'>> {
  const answer = await explain(workspaceAt(project.root), where, project.root);
  return { ...answer, rows: await rowsOf(project, answer.examples) };
}

/** The written rows of examples and of the pairs they are part of. */
async function rowsOf(project: ProjectSpec, examples: readonly string[]): Promise<RowPlace[]> {
  const data = runData(project);
  if (!data || examples.length === 0) return [];
  const wanted = new Set(examples);
  for (const pair of data.ledger.pairs()) {
    if (wanted.has(pair.chosen.example) || wanted.has(pair.rejected.example)) wanted.add(pair.id);
  }
  const rows: RowPlace[] = [];
  for (const { path } of data.manifest.outputs) {
    const file = join(data.out, path);
    for await (const { number, bytes } of fileLines(file)) {
      const id = idOf(bytes.toString('utf8'));
      if (id && wanted.has(id)) rows.push({ file, line: number, id });
    }
  }
  return rows;
}

export async function rowSource({ project, row }: In<'rowSource'>): Promise<Out<'rowSource'>> {
  const id = idOf(row);
  if (!id) throw new UserError('This line is no row that Goldpan wrote.', 'Put the cursor on a row of a dataset.');
  const { records } = await explain(workspaceAt(project.root), id, project.root);
  return { id, records };
}

/** The id is in `meta`, which is JSON in a string. */
function idOf(row: string): string | undefined {
  try {
    const { meta } = JSON.parse(row) as { meta?: unknown };
    const { id } = JSON.parse(String(meta)) as { id?: unknown };
    return typeof id === 'string' ? id : undefined;
  } catch {
    return undefined;
  }
}
