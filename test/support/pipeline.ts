/** Runs the pipeline on a workspace folder as the tests need it. */
import { join } from 'node:path';
import { type Config, parseConfig } from '../../src/model/config.ts';
import type { RunOptions, RunResult } from '../../src/run/options.ts';
import { runPipeline } from '../../src/run/pipeline.ts';
import { workspaceAt } from '../../src/run/store/workspace.ts';

/** One fixed key, so that outputs can be compared between folders. */
export const TEST_KEY = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';

export interface TestRun {
  root: string;
  paths?: readonly string[];
  config?: object;
  out?: string;
  more?: Partial<RunOptions>;
}

export const testConfig = (config: object = {}): Config => parseConfig(JSON.stringify(config), 'goldpan.json');

export function run({
  root,
  paths = ['logs'],
  config = {},
  out = join(root, 'out'),
  more = {},
}: TestRun): Promise<RunResult> {
  return runPipeline({
    workspace: workspaceAt(root),
    paths,
    config: testConfig(config),
    out,
    key: TEST_KEY,
    now: Date.UTC(2026, 0, 1),
    ...more,
  });
}
