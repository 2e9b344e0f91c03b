/** Reading datasets back: lines, kinds, splits; and what `goldpan validate` says of them. */
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { outputFile, type ReadRow, readRows, rowFiles, runFiles } from '../../../src/datasets/read.ts';
import { validatePaths } from '../../../src/datasets/validate.ts';
import { UserError } from '../../../src/kit/errors.ts';
import { productionTalk, writeLog } from '../../support/logs.ts';
import { run } from '../../support/pipeline.ts';
import { tempFolder } from '../../support/temp.ts';
import { datasetNamed } from './support.ts';

const sftLine = (id: string, answer = 'A'): string =>
  JSON.stringify({
    messages: [
      { role: 'user', content: 'U' },
      { role: 'assistant', content: answer, weight: 1 },
    ],
    tools: 'null',
    meta: JSON.stringify({ id }),
  });
const dpoLine = (id: string): string =>
  JSON.stringify({
    prompt: [{ role: 'user', content: 'U' }],
    chosen: [{ role: 'assistant', content: 'A' }],
    rejected: [{ role: 'assistant', content: 'B' }],
    tools: 'null',
    meta: JSON.stringify({ id }),
  });

function fileWith(text: string, name = 'sft/train.jsonl'): string {
  const file = join(tempFolder(), name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
  return file;
}

async function rowsOf(file: string, dataset?: 'sft' | 'dpo'): Promise<ReadRow[]> {
  const rows: ReadRow[] = [];
  for await (const row of readRows({ file, dataset: dataset && datasetNamed(dataset) })) rows.push(row);
  return rows;
}

async function findings(file: string): Promise<string[]> {
  const report = await validatePaths([file], join(file, '..'));
  return report.findings.map((f) => `${f.path}:${f.line} ${f.message}`);
}

describe('the reader of datasets', () => {
  it('gives each row with its line, its bytes and what it is', async () => {
    const file = fileWith(`${sftLine('1')}\n\n  \n${dpoLine('2')}\n${sftLine('3')}`);
    const rows = await rowsOf(file);
    expect(rows.map(({ line, dataset, row }) => [line, dataset?.name, row.meta.id])).toEqual([
      [1, 'sft', '1'],
      [4, 'dpo', '2'],
      [5, 'sft', '3'],
    ]);
    expect(rows.map(({ bytes }) => bytes.toString())).toEqual([sftLine('1'), dpoLine('2'), sftLine('3')]);
    expect(rows.flatMap(({ violations }) => violations)).toEqual([]);
  });

  it('ends a line at a newline only', async () => {
    const file = fileWith(`${sftLine('1', 'A\u2028B\u2029C\u0085D')}\n${sftLine('2')}\r\n`);
    expect((await rowsOf(file)).map(({ row, violations }) => [row.meta.id, violations.length])).toEqual([
      ['1', 0],
      ['2', 0],
    ]);
  });

  it.each([
    ['no JSON', '{"messages":', 'not valid JSON at column 13'],
    ['no object', '[1]', 'a row of no kind that there is: SFT, DPO'],
    ['another object', '{"text":"x"}', 'a row of no kind that there is: SFT, DPO'],
    ['null', 'null', 'a row of no kind that there is: SFT, DPO'],
  ])('says of %s what is wrong, without its text, and goes on', async (_, line, message) => {
    const rows = await rowsOf(fileWith(`${line}\n${sftLine('2')}\n`), 'sft');
    expect(rows.map(({ dataset }) => dataset?.name)).toEqual([undefined, 'sft']);
    expect(rows[0]?.violations.map((v) => v.message)).toEqual([message]);
    expect(rows[0]?.row.meta.id).toBe('');
    expect(rows[1]?.violations).toEqual([]);
  });

  it('keeps what can be read of a row that breaks its contract', async () => {
    const [row] = await rowsOf(fileWith(sftLine('1', '')));
    expect(row?.row.meta.id).toBe('1');
    expect(row?.violations.map((v) => v.message)).toEqual(['an empty answer that is trained on']);
  });

  it('gives nothing for a file that is not there', async () => expect(await rowsOf('/nowhere/at.jsonl')).toEqual([]));
});

describe('the files of a folder', () => {
  const folderWith = (...names: string[]): string => {
    const folder = tempFolder();
    for (const name of names) {
      mkdirSync(join(folder, name, '..'), { recursive: true });
      writeFileSync(join(folder, name), '');
    }
    return folder;
  };

  it('are those of the datasets, in the order of kinds, with their splits', () => {
    const folder = folderWith(
      'dpo/test.jsonl',
      'sft/train.jsonl',
      'sft/mine.jsonl',
      'sft/test.jsonl',
      'x.jsonl',
      'sft/a.txt',
    );
    const seen = rowFiles(folder).map(({ file, dataset, split }) => [
      file.slice(folder.length + 1),
      dataset?.name,
      split,
    ]);
    expect(seen).toEqual([
      ['sft/mine.jsonl', 'sft', undefined],
      ['sft/test.jsonl', 'sft', 'test'],
      ['sft/train.jsonl', 'sft', 'train'],
      ['dpo/test.jsonl', 'dpo', 'test'],
    ]);
    expect(runFiles(folder).map(({ file }) => file.slice(folder.length + 1))).toEqual([
      'sft/train.jsonl',
      'sft/test.jsonl',
      'dpo/test.jsonl',
    ]);
  });

  it('are those of the folder itself when it holds no dataset', () => {
    const folder = folderWith('b.jsonl', 'train.jsonl', 'a.json');
    expect(rowFiles(folder).map(({ file, dataset, split }) => [file, dataset, split])).toEqual([
      [join(folder, 'b.jsonl'), undefined, undefined],
      [join(folder, 'train.jsonl'), undefined, 'train'],
    ]);
    expect(runFiles(folder)).toEqual([]);
  });

  it('are found by the manifest, unless it names a dataset that is not known', () => {
    expect(outputFile('/d', { path: 'dpo/test.jsonl', split: 'test' })).toMatchObject({
      file: join('/d', 'dpo/test.jsonl'),
      dataset: { name: 'dpo' },
    });
    expect(() => outputFile('/d', { path: 'kto2/test.jsonl', split: 'test' })).toThrow(/does not know/);
  });
});

describe('validate', () => {
  it('passes rows that keep their contract', async () => {
    const report = await validatePaths([fileWith(`${dpoLine('1')}\n`, 'any.jsonl')], '/');
    expect(report).toMatchObject({ files: [{ rows: 1, contract: 'goldpan/dpo@1' }], findings: [] });
  });

  it('names file and line of each violation, and counts every row', async () => {
    const file = fileWith(`${sftLine('1')}\n\n${sftLine('2', '')}\nnonsense\n${sftLine('3', ' ')}\n`, 'a.jsonl');
    expect(await findings(file)).toEqual([
      'a.jsonl:3 an empty answer that is trained on',
      'a.jsonl:4 not valid JSON at column 1',
      'a.jsonl:5 an empty answer that is trained on',
    ]);
    expect((await validatePaths([file], '/')).files[0]?.rows).toBe(4);
  });

  it('finds a row of another kind than the first', async () => {
    const file = fileWith(`${sftLine('1')}\n${dpoLine('2')}\n`, 'a.jsonl');
    expect(await findings(file)).toEqual(['a.jsonl:2 a dpo row in a file of sft rows']);
  });

  it('says of a file without rows that it has none', async () => {
    expect((await validatePaths([fileWith('\n', 'a.jsonl')], '/')).files[0]?.contract).toBe('none: no rows');
  });

  it('asks for something to check', async () => {
    await expect(validatePaths(['/nowhere'], '/')).rejects.toThrow('nowhere: no such file or folder');
    await expect(validatePaths([tempFolder()], '/')).rejects.toThrow(/no dataset files in it/);
  });

  async function made(): Promise<string> {
    const root = tempFolder();
    writeLog(root, 'logs/a.jsonl', productionTalk('t', [{ user: 'How tall is it?', answer: 'Five metres tall.' }]));
    await run({ root });
    return join(root, 'out');
  }

  it('passes what a run wrote, and finds what was changed by hand since', async () => {
    const out = await made();
    expect((await validatePaths([out], out)).findings).toEqual([]);
    const [file] = runFiles(out);
    appendFileSync(file?.file as string, `${sftLine('mine')}\n`);
    expect(await findings(out)).toEqual([expect.stringMatching(/:0 differs from what the manifest vouches for$/)]);
    rmSync(file?.file as string);
    expect(await findings(out)).toEqual([expect.stringMatching(/:0 named in the manifest and not there$/)]);
  });

  it('finds a fork in another split than the session that it repeats', async () => {
    const root = tempFolder();
    const file = (name: string, ...rows: [id: string, family?: string][]): void => {
      mkdirSync(join(root, 'sft'), { recursive: true });
      const text = rows.map(([id, family]) =>
        sftLine(id).replace(JSON.stringify(JSON.stringify({ id })), JSON.stringify(JSON.stringify({ id, family }))),
      );
      writeFileSync(join(root, 'sft', name), `${text.join('\n')}\n`);
    };
    file('train.jsonl', ['a', 'f'], ['b', 'f'], ['c']);
    file('validation.jsonl', ['d', 'g'], ['e']);
    expect(await findings(root)).toEqual([]);
    file('validation.jsonl', ['d', 'g'], ['e'], ['g', 'f']);
    expect(await findings(root)).toEqual([
      expect.stringMatching(/validation.jsonl:3 a fork of a session in .*train\.jsonl/),
    ]);
  });

  it.each([
    ['cut off', (text: string) => text.slice(0, 40)],
    ['of another version', (text: string) => text.replace('"manifest": 1', '"manifest": 9')],
    ['something else', () => '[]'],
  ])('ends with a user error on a manifest that is %s', async (_, spoil) => {
    const out = await made();
    const manifest = join(out, 'goldpan.manifest.json');
    writeFileSync(manifest, spoil(readFileSync(manifest, 'utf8')));
    const failed = validatePaths([out], out);
    await expect(failed).rejects.toThrow(UserError);
    await expect(failed).rejects.toThrow(
      /goldpan\.manifest\.json(?: is damaged, or of another version|:\d+:\d+: not valid JSON)/,
    );
  });
});
