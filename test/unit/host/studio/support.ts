/** A copy of the samples with a finished run, and the studio's worker side asked as the panel asks it. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { hostMethods } from '../../../../src/host/api.ts';
import { HANDLERS } from '../../../../src/host/handlers.ts';
import type { Asked, HostMethod, Out } from '../../../../src/host/rpc.ts';
import { check } from '../../../../src/kit/methods.ts';
import { loadConfig } from '../../../../src/model/config.ts';
import type { ListQuery } from '../../../../src/protocol/studio.ts';
import { runPipeline } from '../../../../src/run/pipeline.ts';
import { workspaceAt } from '../../../../src/run/store/workspace.ts';
import { TEST_KEY } from '../../../support/pipeline.ts';
import { tempFolder } from '../../../support/temp.ts';
import { projectRoot } from '../../../support/vscode/locations.ts';

export function samples(): string {
  const root = join(tempFolder(), 'samples');
  cpSync(join(projectRoot, 'samples'), root, { recursive: true, filter: (from) => !from.includes('.goldpan') });
  const config = join(root, 'goldpan.json');
  writeFileSync(config, readFileSync(config, 'utf8').replace('../out/samples', 'out'));
  process.env.GOLDPAN_KEY = TEST_KEY;
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  return root;
}

export function run(root: string) {
  const workspace = workspaceAt(root);
  const config = loadConfig(workspace.config);
  const now = Date.UTC(2026, 5, 1);
  return runPipeline({ workspace, config, paths: config.sources.include, out: config.output, key: TEST_KEY, now });
}

/** As the worker's entry does it: checked, then answered. */
export async function ask<M extends HostMethod>(
  method: M,
  root: string,
  params: Omit<Asked<M>, 'project'>,
): Promise<Out<M>> {
  const checked = check(hostMethods, method, { project: { root, trusted: true }, ...params });
  const context = { signal: new AbortController().signal, progress: () => {} };
  return HANDLERS[method](checked as never, context as never) as Promise<Out<M>>;
}

export const query = (more: Partial<ListQuery> = {}): ListQuery => ({
  view: 'trajectories',
  text: '',
  facets: {},
  offset: 0,
  limit: 100,
  ...more,
});

/** Lines of a written dataset, by the id in their meta. */
export function written(root: string, dataset: 'sft' | 'dpo'): Map<string, string> {
  const rows = new Map<string, string>();
  for (const split of ['train', 'validation', 'test']) {
    let text = '';
    try {
      text = readFileSync(join(root, 'out', dataset, `${split}.jsonl`), 'utf8');
    } catch {
      continue;
    }
    for (const line of text.split('\n').filter(Boolean)) {
      rows.set((JSON.parse((JSON.parse(line) as { meta: string }).meta) as { id: string }).id, line);
    }
  }
  return rows;
}
