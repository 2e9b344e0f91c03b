/** `goldpan find` by the built command, in a home folder of the test's own. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { assertBuilt, goldpan } from '../../support/cli.ts';
import { tempFolder } from '../../support/temp.ts';

beforeAll(assertBuilt);
let home = '';
let config = '';
beforeEach(() => {
  home = tempFolder();
  config = join(tempFolder(), 'goldpan.json');
  vi.stubEnv('HOME', home);
  vi.stubEnv('USERPROFILE', home);
  for (const name of ['CODEX_HOME', 'CLAUDE_CONFIG_DIR', 'XDG_DATA_HOME', 'XDG_CONFIG_HOME'])
    vi.stubEnv(name, undefined);
});
afterEach(() => vi.unstubAllEnvs());

const put = (file: string, text = '{}\n') => {
  mkdirSync(dirname(join(home, file)), { recursive: true });
  writeFileSync(join(home, file), text);
};

it('lists stores, and writes those that are named to goldpan.json', async () => {
  put('.codex/sessions/2026/rollout-1.jsonl', 'x'.repeat(1500));
  put('.local/share/opencode/opencode.db');
  const listed = await goldpan(['find']);
  expect(listed.code).toBe(0);
  expect(listed.out).toMatch(/^codex +1 +1\.5 kB +\d{4}-\d\d-\d\d +~\/\.codex\/sessions$/m);
  expect(listed.out).toMatch(/^opencode +– +3 B +/m);
  expect(listed.out).toContain('Nothing was read.');

  const json = JSON.parse((await goldpan(['find', '--json'])).out);
  expect(json.stores).toHaveLength(2);
  expect(json.stores.find((s: { agent: string }) => s.agent === 'opencode').sessions).toBeNull();

  writeFileSync(config, '{\n\n    "output": "data"\n}\n');
  const add = (...agents: string[]) => goldpan(['find', '--config', config, '--add', ...agents]);
  expect((await add('codex')).out).toContain('~/.codex/sessions is read from now on');
  // The rest of the file is as its owner laid it out.
  expect(readFileSync(config, 'utf8')).toMatch(/^\{\n\n {4}"output": "data",\n/);
  expect((await add('codex', 'opencode')).out).toBe(
    `~/.local/share/opencode/opencode.db is read from now on\n${config}\n`,
  );
  expect((await add('all')).out).toContain('All of them are in goldpan.json already');
  expect(JSON.parse(readFileSync(config, 'utf8')).sources.include).toEqual([
    '.',
    '~/.codex/sessions',
    '~/.local/share/opencode/opencode.db',
  ]);
});

it('an agent without a store is a mistake; a machine without any is not', async () => {
  const none = await goldpan(['find']);
  expect(none).toMatchObject({ code: 0 });
  expect(none.out).toMatch(/^No store of an agent was found in \d+ places/);
  put('.codex/sessions/rollout-1.jsonl');
  const { code, err } = await goldpan(['find', '--config', config, '--add', 'nobody']);
  expect(code).toBe(2);
  expect(err).toContain('Found are: codex.');
});
