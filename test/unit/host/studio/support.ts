/** A copy of the samples with a finished run, and the studio's worker side asked as the panel asks it. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { loadConfig } from '../../../../src/core/config.ts';
import { runPipeline } from '../../../../src/core/pipeline.ts';
import { workspaceAt } from '../../../../src/core/store/workspace.ts';
import { STUDIO_HANDLERS, type StudioApi } from '../../../../src/host/studio/api.ts';
import type { ListQuery } from '../../../../src/protocol/studio.ts';
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

export function ask<M extends keyof StudioApi>(
  method: M,
  root: string,
  params: Omit<StudioApi[M]['in'], 'project'>,
): Promise<StudioApi[M]['out']> {
  const handler = STUDIO_HANDLERS[method] as (
    params: unknown,
    context: { signal: AbortSignal; progress: () => void },
  ) => Promise<StudioApi[M]['out']>;
  const project = { root, trusted: true };
  return handler({ project, ...params }, { signal: new AbortController().signal, progress: () => {} });
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
