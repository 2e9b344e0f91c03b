/** A second target, known to this test alone: one entry in the table, and everything that has to do with datasets knows it. */

import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { erase } from '../../../src/assess/erase/erase.ts';
import { reportDataset } from '../../../src/assess/report/report.ts';
import { allDatasets, mainDataset } from '../../../src/datasets/dataset.ts';
import { RawJson, stringify } from '../../../src/datasets/json.ts';
import { KINDS } from '../../../src/datasets/kinds/index.ts';
import { type Manifest, readManifest } from '../../../src/datasets/manifest.ts';
import { readRows, runFiles } from '../../../src/datasets/read.ts';
import type { Row, RowMessage } from '../../../src/datasets/row.ts';
import { TARGETS } from '../../../src/datasets/targets/index.ts';
import type { Target } from '../../../src/datasets/targets/target.ts';
import { validatePaths } from '../../../src/datasets/validate.ts';
import { UserError } from '../../../src/kit/errors.ts';
import { Key } from '../../../src/kit/key.ts';
import type { OwnDataset } from '../../../src/model/own-files.ts';
import { ownDataset } from '../../../src/model/own-files.ts';
import { workspaceAt } from '../../../src/run/store/workspace.ts';
import { productionTalk, writeLog } from '../../support/logs.ts';
import { run, TEST_KEY, testConfig } from '../../support/pipeline.ts';
import { tempFolder } from '../../support/temp.ts';

const Fields = z
  .object({ id: z.string(), talk: z.array(z.object({ by: z.string(), text: z.string() }).loose()) })
  .loose();

/** Rows as `{"id","talk":[{"by","text","calls":"…"}]}`: arguments and tags as text, no word of tools, no talk longer than four. */
const plain: Target = {
  name: 'plain',
  kinds: ['sft'],
  limits: (row) =>
    (row as Row & { messages: RowMessage[] }).messages.length > 4
      ? [{ pointer: '/talk', message: 'more than four messages', fix: 'cut the talk' }]
      : [],
  encode: (row) => ({
    id: row.meta.id,
    talk: (row as Row & { messages: RowMessage[] }).messages.map(({ role, content, ...rest }) => ({
      by: role,
      text: content,
      rest: stringify(rest),
    })),
    tags: stringify(row.meta),
  }),
  decode: (value) => {
    const fields = Fields.safeParse(value);
    if (!fields.success)
      return { row: { messages: [] }, violations: [{ pointer: '', message: 'no plain row', fix: 'write one' }] };
    const messages = fields.data.talk.map(({ by, text, rest }) => ({
      role: by,
      content: text,
      ...(JSON.parse(String(rest)) as object),
    }));
    return { row: { messages, tools: [], meta: { id: fields.data.id } }, violations: [] };
  },
  configs: (kind, files) => [
    `- config_name: plain-${kind}`,
    `  data_files: "${files.map(({ path }) => path).join(' ')}"`,
  ],
  files: (outputs) => [{ path: 'plain.json', text: JSON.stringify(outputs.map(({ rows }) => rows)) }],
};

beforeEach(() => {
  const table: Record<string, Target> = TARGETS;
  table.plain = plain;
  onTestFinished(() => {
    Reflect.deleteProperty(table, 'plain');
  });
});

const MAIL = 'maria.keller@posteo.example';
const turns = (name: string, n: number) =>
  Array.from({ length: n }, (_, i) => ({
    user: `Where is ${name} ${i} please?`,
    answer: `The ${name} ${i} is on its way.`,
  }));

async function dataset(targets: readonly string[]): Promise<{ root: string; out: string; manifest: () => Manifest }> {
  const root = tempFolder();
  const hers = { user: `I am ${MAIL}. Where is the bison?`, answer: 'The bison is in Potsdam.' };
  writeLog(root, 'logs/a.jsonl', [
    ...productionTalk('short', turns('alpaca', 1)),
    ...productionTalk('long', turns('camel', 3)),
    ...productionTalk('hers', [hers]),
    ...productionTalk('bad', [{ user: 'Is it open?', answer: 'No idea.', feedback: { signal: 'thumbs_down' } }]),
  ]);
  await run({ root, config: { exports: { targets }, split: { validation: 0 } } });
  const out = join(root, 'out');
  return { root, out, manifest: () => readManifest(out) };
}

const rowsIn = (file: string): string[] => readFileSync(file, 'utf8').trimEnd().split('\n');

describe('a target that is added to the table', () => {
  it('is written beside the default one, within its limits, with every row accounted for', async () => {
    const { out, manifest } = await dataset(['trl', 'plain']);
    expect(manifest().outputs.map(({ path, rows }) => [path, rows])).toEqual([
      ['sft/train.jsonl', 3],
      ['plain/sft/train.jsonl', 2],
    ]);
    expect(manifest().stages.find(({ name }) => name === 'export:plain/sft')).toEqual({
      name: 'export:plain/sft',
      unit: 'examples',
      in: 4,
      out: 2,
      dropped: { 'contract: more than four messages': 1, disliked: 1 },
    });
    const audit = rowsIn(join(out, 'audit/rows.jsonl')).map(
      (line) => (JSON.parse(line) as { dataset: string }).dataset,
    );
    expect(audit.sort()).toEqual(['plain/sft', 'plain/sft', 'sft', 'sft', 'sft']);
    expect(readFileSync(join(out, 'audit/dropped.jsonl'), 'utf8')).toContain('"dataset":"plain/sft"');
    expect(rowsIn(join(out, 'plain/sft/train.jsonl'))[0]).toMatch(/^\{"id":"[0-9a-f]+","talk":\[\{"by":"system"/);
  });

  it('may be the only one', async () => {
    const { out, manifest } = await dataset(['plain']);
    expect(manifest().outputs.map(({ path }) => path)).toEqual(['plain/sft/train.jsonl']);
    expect(existsSync(join(out, 'sft'))).toBe(false);
    expect(mainDataset(KINDS.sft, testConfig({ exports: { targets: ['plain'] } })).name).toBe('plain/sft');
    expect(mainDataset(KINDS.dpo, testConfig({ exports: { targets: ['plain'] } })).name).toBe('dpo');
  });

  it('has its rows gated as text of its own', async () => {
    const { out } = await dataset(['plain']);
    expect(readFileSync(join(out, 'plain/sft/train.jsonl'), 'utf8')).not.toContain(MAIL);
  });

  it('is read, validated and reported', async () => {
    const { out } = await dataset(['trl', 'plain']);
    expect(runFiles(out).map(({ dataset: { name } }) => name)).toEqual(['sft', 'plain/sft']);
    const report = await validatePaths([out], out);
    expect(report).toMatchObject({
      files: [
        { rows: 3, contract: 'goldpan/sft@1' },
        { rows: 2, contract: 'goldpan/sft@1' },
      ],
      findings: [],
    });
    const { rows, funnel, coverage } = await reportDataset(out);
    expect(rows).toEqual({ sft: { train: 3 }, 'plain/sft': { train: 2 } });
    expect(funnel.mismatches).toEqual([]);
    expect(Object.keys(coverage)).toEqual(['sft', 'plain/sft']);
  });

  it('has what its rows break found and named', async () => {
    const { out } = await dataset(['plain']);
    const file = join(out, 'plain/sft/train.jsonl');
    appendFileSync(file, '{"messages":[]}\n');
    const found = (await validatePaths([out], out)).findings.map((f) => `${f.line} ${f.message}`);
    expect(found[0]).toBe('3 no plain row');
    await expect(reportDataset(out)).rejects.toThrow(/train\.jsonl:3: breaks the contract goldpan\/sft@1/);
  });

  it('has its lines in the head of the card, and its files beside the rows', async () => {
    const { out } = await dataset(['trl', 'plain']);
    const card = readFileSync(join(out, 'README.md'), 'utf8');
    expect(parse(card.split('---\n')[1] as string)).toEqual({
      configs: [
        { config_name: 'sft', data_files: [{ split: 'train', path: 'sft/train.jsonl' }] },
        { config_name: 'plain-sft', data_files: 'plain/sft/train.jsonl' },
      ],
      tags: ['goldpan'],
    });
    expect(JSON.parse(readFileSync(join(out, 'plain.json'), 'utf8'))).toEqual([2]);
    const there = readdirSync(out, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(out.length + 1));
    expect([...(ownDataset(out) as OwnDataset).files].sort()).toEqual(there.sort());
  });

  it('loses the rows of a person who asks to be erased', async () => {
    const { root, out, manifest } = await dataset(['trl', 'plain']);
    const before = rowsIn(join(out, 'plain/sft/train.jsonl'));
    const key = Key.parse(TEST_KEY) as Key;
    const done = await erase({ workspace: workspaceAt(root), key, subject: MAIL, datasets: [out] });
    expect(done.datasets).toMatchObject([{ rows: 2, left: 3 }]);
    const after = rowsIn(join(out, 'plain/sft/train.jsonl'));
    expect(after).toEqual(before.filter((line) => !line.includes('bison')));
    expect(manifest().stages.find(({ name }) => name === 'export:plain/sft')?.dropped.erased).toBe(1);
    expect(JSON.parse(readFileSync(join(out, 'plain.json'), 'utf8'))).toEqual([1]);
    expect((await validatePaths([out], out)).findings).toEqual([]);
  });

  it('is refused before any work once it is gone from the table', async () => {
    Reflect.deleteProperty(TARGETS, 'plain');
    const root = tempFolder();
    const failed = run({ root, config: { exports: { targets: ['plain'] } } });
    await expect(failed).rejects.toThrow(UserError);
    await expect(failed).rejects.toThrow('exports.targets names "plain", which is no target');
    expect(existsSync(join(root, 'out'))).toBe(false);
  });

  it('reads back the golden row that it writes', async () => {
    const row: Row & { messages: RowMessage[] } = {
      messages: [
        { role: 'user', content: 'U' },
        {
          role: 'assistant',
          content: '',
          weight: 1,
          tool_calls: [
            { id: 'aB3dE6gH1', type: 'function', function: { name: 'f', arguments: new RawJson('{"n":1.0}') } },
          ],
        },
      ],
      tools: [],
      meta: { id: 'a' },
    };
    expect(stringify(plain.encode(row))).toBe(
      '{"id":"a","talk":[{"by":"user","text":"U","rest":"{}"},{"by":"assistant","text":"","rest":"{\\"weight\\":1,' +
        '\\"tool_calls\\":[{\\"id\\":\\"aB3dE6gH1\\",\\"type\\":\\"function\\",\\"function\\":{\\"name\\":\\"f\\",\\"arguments\\":{\\"n\\":1.0}}}]}"}],' +
        '"tags":"{\\"id\\":\\"a\\"}"}',
    );
    const { row: back, violations } = plain.decode(JSON.parse(stringify(plain.encode(row))));
    expect(violations).toEqual([]);
    expect(stringify((back as typeof row).messages)).toContain('"arguments":{"n":1}');
    expect(allDatasets().map(({ name }) => name)).toEqual(['sft', 'plain/sft', 'dpo']);
    for await (const _ of readRows({ file: '/nowhere' })) throw new Error('a row');
  });
});
