/** Real kills in the middle of a swap, in a process of their own. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { expect } from 'vitest';
import { tempFolder } from './temp.ts';

/** Kills a process that swaps `folder` at the moment at which it has its old content, and nothing under its name. */
export function killBetweenRenames(folder: string): void {
  const at = tempFolder();
  const entryPoints = [join(import.meta.dirname, '../../src/kit/swap.ts')];
  buildSync({ entryPoints, outfile: join(at, 'swap.mjs'), bundle: true, platform: 'node', format: 'esm' });
  const script = join(at, 'main.mjs');
  writeFileSync(
    script,
    `import { Swap } from './swap.mjs';
    import { writeFileSync } from 'node:fs';
    const folder = ${JSON.stringify(folder)};
    const check = (at) => at === folder || process.kill(process.pid, 'SIGKILL');
    const swap = Swap.begin(folder, { check, remove: () => undefined });
    writeFileSync(swap.staging + '/half', 'half of a dataset');
    swap.commit();`,
  );
  expect(spawnSync(process.execPath, [script]).signal).toBe('SIGKILL');
}
