/** The pipeline, started from the editor: the same call as the command line makes. */
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { defined } from '../kit/defined.ts';
import { runPipeline } from '../run/pipeline.ts';
import { openProject, requireTrust } from './config.ts';
import type { CallContext, In, Out } from './rpc.ts';

export async function run(
  { project, paths, workerFile, databases, judge, allowEmpty }: In<'run'>,
  { signal, progress }: CallContext<'run'>,
): Promise<Out<'run'>> {
  requireTrust(project);
  const { workspace, config } = openProject(project);
  return runPipeline({
    workspace,
    config,
    paths: paths?.map((p) => resolve(workspace.root, p)) ?? config.sources.include,
    out: config.output,
    key: process.env.GOLDPAN_KEY,
    workers: Math.min(4, Math.max(1, availableParallelism() - 1)),
    workerFile: pathToFileURL(workerFile),
    ...defined({ databases: databases || undefined }),
    judge,
    allowEmpty,
    now: Date.now(),
    signal,
    onProgress: (phase, done, total) => progress({ phase, done, total }),
  });
}
