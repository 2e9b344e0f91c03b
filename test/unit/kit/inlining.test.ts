import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const FILE = join(import.meta.dirname, '../../../src/kit/inlining.ts');

it('sets a flag that the engine knows: of another it would complain at every start', () => {
  const { stdout } = spawnSync(process.execPath, ['--v8-options'], { encoding: 'utf8' });
  expect(stdout).toContain('--max-inlined-bytecode-size-cumulative');
});

it('is asked for by the command before it loads what it runs', async () => {
  const { readFileSync } = await import('node:fs');
  const command = readFileSync(join(import.meta.dirname, '../../../src/cli.ts'), 'utf8');
  expect(command.indexOf('inlineLess();')).toBeGreaterThan(0);
  expect(command.indexOf('inlineLess();')).toBeLessThan(command.indexOf('await load()'));
  expect(readFileSync(FILE, 'utf8')).toContain('--max-inlined-bytecode-size-cumulative=');
});
