/** What a run left behind is read only in the version that this Goldpan writes, and damage is told with its file. */
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportDataset } from '../../../src/assess/report/report.ts';
import { readManifest } from '../../../src/datasets/manifest.ts';
import { validatePaths } from '../../../src/datasets/validate.ts';
import { UserError } from '../../../src/kit/errors.ts';
import { StoreReader } from '../../../src/run/store/run-store.ts';
import { workspaceAt } from '../../../src/run/store/workspace.ts';
import { productionTalk, writeLog } from '../../support/logs.ts';
import { run } from '../../support/pipeline.ts';
import { tempFolder } from '../../support/temp.ts';

async function finished() {
  const root = tempFolder();
  writeLog(
    root,
    'logs/talk.jsonl',
    productionTalk('t', [{ user: 'Where is the lamp?', answer: 'It is on the table.' }]),
  );
  await run({ root, config: { split: { validation: 0 } } });
  const at = workspaceAt(root).run;
  const change = (file: string, from: string | RegExp, to: string): void => {
    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(from);
    writeFileSync(file, text.replace(from, to));
  };
  return { root, at, change };
}

describe('the run store', () => {
  it.each([
    [/"version":3/, '"version":9'],
    [/^\{"goldpan":"run-store"/, '{"goldpan":"other-file"'],
  ])('is not read with another header (%s)', async (from, to) => {
    const { at, change } = await finished();
    const file = join(at, 'examples.jsonl');
    new StoreReader(file).close();
    change(file, from, to);
    expect(() => new StoreReader(file)).toThrow(UserError);
    expect(() => new StoreReader(file)).toThrow(/examples\.jsonl is damaged, or was written by another version/);
  });

  it('says so when it is cut off, or its bytes were changed', async () => {
    const { at } = await finished();
    const file = join(at, 'examples.jsonl');
    const card = JSON.parse(readFileSync(join(at, 'cards.jsonl'), 'utf8').split('\n')[0] as string) as {
      offset: number;
      length: number;
    };
    const store = new StoreReader(file);
    expect(() => store.read({ offset: card.offset + 1, length: card.length - 1 })).toThrow(/not valid JSON$/);
    truncateSync(file, card.offset + 5);
    expect(() => store.read(card)).toThrow(UserError);
    store.close();
  });
});

describe('a manifest', () => {
  it.each([
    ['cut off', /,\n {2}"seed"[\s\S]*/, ',', /goldpan\.manifest\.json:\d+:\d+: not valid JSON$/],
    ['of another version', '"manifest": 1', '"manifest": 2', /another version \(at manifest\)$/],
    ['without stages', '"stages"', '"stage"', /\(at stages\)$/],
    [
      'that names files outside',
      '"path": "sft/train.jsonl"',
      '"path": "sft/../../x.jsonl"',
      /\(at outputs\.0\.path\)$/,
    ],
    [
      'that names a file of the machine',
      '"path": "sft/train.jsonl"',
      '"path": "/etc/passwd"',
      /\(at outputs\.0\.path\)$/,
    ],
  ])('%s is a UserError to every reader', async (_, from, to, message) => {
    const { root, change } = await finished();
    const out = join(root, 'out');
    expect(readManifest(out).outputs).toHaveLength(1);
    change(join(out, 'goldpan.manifest.json'), from, to);
    expect(() => readManifest(out)).toThrow(UserError);
    await expect(validatePaths([out], root)).rejects.toThrow(message);
    await expect(reportDataset(out)).rejects.toThrow(message);
  });
});
