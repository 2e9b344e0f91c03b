/** Rows on their way into files: contract, gate, bytes, splits, and what is told of each. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  allDatasets,
  enabledDatasets,
  fileOf,
  mainDataset,
  nameOfFile,
  stageOf,
} from '../../../src/datasets/dataset.ts';
import { compactRaw } from '../../../src/datasets/json.ts';
import { KINDS } from '../../../src/datasets/kinds/index.ts';
import type { SftRow } from '../../../src/datasets/kinds/sft.ts';
import { lineOf, RowWriter, writeRows } from '../../../src/datasets/write.ts';
import type { Pair } from '../../../src/model/example.ts';
import { markRedacted, type Redacted } from '../../../src/redact/brand.ts';
import type { Leak, LeakGate, RowRedaction } from '../../../src/redact/types.ts';
import { testConfig } from '../../support/pipeline.ts';
import { tempFolder } from '../../support/temp.ts';
import { datasetNamed, example, m, pairOf, world } from './support.ts';

const CLEAN: Pick<LeakGate, 'add' | 'check'> = { add: () => {}, check: (row) => ({ row, hidden: [], leaks: [] }) };
const leaking = (...leaks: Leak[]): typeof CLEAN => ({ add: () => {}, check: (row) => ({ row, hidden: [], leaks }) });

const plain = (id: string, answer = 'A'): SftRow => ({
  messages: [
    { role: 'user', content: 'U' },
    { role: 'assistant', content: answer, weight: 1 },
  ],
  tools: [],
  meta: { id },
});
const row = (id: string, answer?: string): Redacted<SftRow> => markRedacted(plain(id, answer));

class Trail {
  readonly rows: unknown[] = [];
  row(...told: unknown[]): void {
    this.rows.push(told);
  }
  hidden(...told: unknown[]): void {
    this.rows.push(told);
  }
}

describe('the writer', () => {
  it('takes redacted rows only', () => {
    expectTypeOf<Parameters<RowWriter['write']>[0]>().not.toEqualTypeOf<string>();
    const writer = new RowWriter(tempFolder(), datasetNamed('sft'), CLEAN);
    // @ts-expect-error A row that has not passed redaction.
    const refused: Parameters<RowWriter['write']>[0] = plain('a');
    // @ts-expect-error Text is no row, redacted or not.
    const text: Parameters<RowWriter['write']>[0] = markRedacted('{}');
    expect([refused, text]).toHaveLength(2);
    expect(writer.close()).toEqual([]);
  });

  it('writes bytes, counts and sums by split, in the order of the splits, and no file for an empty one', () => {
    const folder = tempFolder();
    const trail = new Trail();
    const writer = new RowWriter(folder, datasetNamed('sft'), CLEAN, trail);
    expect(writer.write(row('1'), 'test', ['s1'])).toEqual({ written: 'test' });
    expect(writer.write(row('2', 'Grüße\u2028'), 'train', ['s2', 's3'])).toEqual({ written: 'train' });
    expect(writer.write(row('3'), 'train', [])).toEqual({ written: 'train' });
    const outputs = writer.close();
    expect(outputs.map(({ path, split, rows, contract }) => [path, split, rows, contract])).toEqual([
      ['sft/train.jsonl', 'train', 2, 'goldpan/sft@1'],
      ['sft/test.jsonl', 'test', 1, 'goldpan/sft@1'],
    ]);
    for (const { path, bytes, sha256 } of outputs) {
      const content = readFileSync(join(folder, path));
      expect([content.length, createHash('sha256').update(content).digest('hex')]).toEqual([bytes, sha256]);
      expect(content.at(-1)).toBe(10);
    }
    expect(readFileSync(join(folder, 'sft/train.jsonl'), 'utf8')).toBe(
      `${lineOf(datasetNamed('sft'), row('2', 'Grüße\u2028'))}\n${lineOf(datasetNamed('sft'), row('3'))}\n`,
    );
    expect(existsSync(join(folder, 'sft/validation.jsonl'))).toBe(false);
    expect(trail.rows).toEqual([
      ['sft', '1', ['s1']],
      ['sft', '2', ['s2', 's3']],
      ['sft', '3', []],
    ]);
  });

  it('lists all three splits as train, validation, test', () => {
    const writer = new RowWriter(tempFolder(), datasetNamed('dpo'), CLEAN);
    const pair = markRedacted({
      prompt: [{ role: 'user' as const, content: 'U' }],
      chosen: [{ role: 'assistant' as const, content: 'A' }],
      rejected: [{ role: 'assistant' as const, content: 'B' }],
      tools: [],
      meta: { id: 'p' },
    });
    for (const split of ['validation', 'test', 'train'] as const) writer.write(pair, split, []);
    expect(writer.close().map(({ path }) => path)).toEqual([
      'dpo/train.jsonl',
      'dpo/validation.jsonl',
      'dpo/test.jsonl',
    ]);
  });

  it.each<[Leak[], string]>([
    [[{ type: 'EMAIL', by: 'detector', detector: 'email', pointer: '/messages' }], 'leak: EMAIL by detector email'],
    [
      [
        { type: 'PHONE', by: 'value', pointer: '' },
        { type: 'EMAIL', by: 'value', pointer: '' },
      ],
      'leak: PHONE by value',
    ],
  ])('drops a row in which the gate finds something, with the reason', (leaks, dropped) => {
    const folder = tempFolder();
    const trail = new Trail();
    const writer = new RowWriter(folder, datasetNamed('sft'), leaking(...leaks), trail);
    expect(writer.write(row('1'), 'train', ['s'])).toEqual({ dropped, leak: leaks[0] });
    expect(writer.close()).toEqual([]);
    expect(trail.rows).toEqual([]);
    expect(existsSync(join(folder, 'sft'))).toBe(false);
  });

  it('shows the gate the very text that it writes, and its sessions', () => {
    const seen: unknown[] = [];
    const folder = tempFolder();
    const gate: Pick<LeakGate, 'add' | 'check'> = {
      add: () => {},
      check: (...asked) => {
        seen.push(asked);
        return CLEAN.check(...asked);
      },
    };
    const writer = new RowWriter(folder, datasetNamed('sft'), gate);
    writer.write(row('1', 'say "x"'), 'train', ['s1', 's2']);
    writer.close();
    expect(seen).toEqual([[readFileSync(join(folder, 'sft/train.jsonl'), 'utf8').trimEnd(), ['s1', 's2']]]);
  });

  it('writes the row that the gate gives back, and tells what was hidden in it behind the row', () => {
    const folder = tempFolder();
    const trail = new Trail();
    const hidden = [{ type: 'EMAIL' }, { type: 'EMAIL' }] as unknown as RowRedaction[];
    const gate: Pick<LeakGate, 'add' | 'check'> = {
      add: () => {},
      check: () => ({ row: markRedacted('{"a":1}'), hidden, leaks: [] }),
    };
    const writer = new RowWriter(folder, datasetNamed('sft'), gate, trail);
    expect(writer.write(row('1'), 'train', ['s'])).toEqual({ written: 'train', hidden: 2 });
    const [output] = writer.close();
    expect(readFileSync(join(folder, 'sft/train.jsonl'), 'utf8')).toBe('{"a":1}\n');
    expect(output?.bytes).toBe(8);
    expect(trail.rows).toEqual([
      ['sft', '1', ['s']],
      ['sft', '1', ['s'], hidden],
    ]);
  });

  it.each<[string, Redacted<SftRow>]>([
    ['an empty answer that is trained on', row('1', '')],
    [
      'nothing to train on: no assistant message has weight 1',
      markRedacted({ ...plain('1'), messages: plain('1').messages.map((one) => ({ ...one, weight: undefined })) }),
    ],
    [
      'no JSON object',
      markRedacted({
        ...plain('1'),
        messages: [
          { role: 'user', content: 'U' },
          {
            role: 'assistant',
            content: '',
            weight: 1,
            tool_calls: [
              { id: 'aB3dE6gH1', type: 'function', function: { name: 'f', arguments: compactRaw('{"a":') } },
            ],
          },
          { role: 'tool', tool_call_id: 'aB3dE6gH1', name: 'f', content: '' },
        ],
      }),
    ],
  ])('drops a row that breaks its contract, before the gate is asked: %s', (message, broken) => {
    const gate: Pick<LeakGate, 'add' | 'check'> = {
      add: () => {},
      check: () => {
        throw new Error('asked');
      },
    };
    const writer = new RowWriter(tempFolder(), datasetNamed('sft'), gate);
    expect(writer.write(broken, 'train', [])).toEqual({ dropped: `contract: ${message}` });
    expect(writer.close()).toEqual([]);
  });
});

describe('all rows of a dataset', () => {
  it('are told of one by one: written, refused by a mark, without a row, or dropped by the writer', () => {
    const { cards, context } = world({
      examples: [
        example('in'),
        example('marked'),
        example('silent', { messages: [m('user', 'U')] }),
        example('odd', { messages: [m('user', 'U'), m('user', 'U'), m('assistant', 'A')] }),
      ],
      cards: { marked: { marks: [{ mark: 'unsafe', why: '' }] } },
    });
    const dataset = datasetNamed('sft');
    const writer = new RowWriter(tempFolder(), dataset, CLEAN);
    const told = [...writeRows(dataset, { cards, pairs: [] }, context, writer)];
    expect(told.map(({ id, result }) => [id, result])).toEqual([
      ['in', { written: 'train' }],
      ['marked', { dropped: 'unsafe' }],
      ['silent', { dropped: 'no answer to train on' }],
      ['odd', { dropped: 'contract: two user messages in a row' }],
    ]);
    expect(told[0]?.shows).toMatchObject([{ card: { id: 'in' } }]);
    expect(writer.close()[0]?.rows).toBe(1);
  });

  it('of pairs stay the same bytes when another pair comes before them', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const talk = (id: string, answer: string) =>
      example(id, { messages: [m('user', `U ${id[0]}`), m('assistant', answer)] });
    const { cards, context } = world({
      examples: ids.flatMap((id) => [talk(`${id}1`, 'good'), talk(`${id}2`, 'bad')].map((one) => one)),
      config: { exports: { dpo: { exclude: [] } } },
    });
    const dataset = datasetNamed('dpo');
    const linesOf = (pairs: readonly Pair[]): string[] => {
      const folder = tempFolder();
      const writer = new RowWriter(folder, dataset, CLEAN);
      for (const { result } of writeRows(dataset, { cards, pairs }, context, writer))
        expect(result).toEqual({ written: 'train' });
      writer.close();
      return readFileSync(join(folder, 'dpo/train.jsonl'), 'utf8').trimEnd().split('\n');
    };
    const pairs = ids.map((id) => ({ ...pairOf(`${id}1`, `${id}2`), at: 1 }));
    const all = linesOf(pairs);
    expect(new Set(all.map((line) => line.includes('weight')))).toEqual(new Set([true, false]));
    expect(linesOf(pairs.slice(1))).toEqual(all.slice(1));
    expect(linesOf(pairs.slice(2))).toEqual(all.slice(2));
    expect(linesOf([...pairs].reverse())).toEqual([...all].reverse());
  });
});

describe('the datasets of a run', () => {
  const names = (exports: object): string[] => enabledDatasets(testConfig({ exports })).map(({ name }) => name);

  it('are those that are enabled, of the default target when none is named', () => {
    expect(names({})).toEqual(['sft', 'dpo']);
    expect(names({ targets: ['trl'] })).toEqual(['sft', 'dpo']);
    expect(names({ dpo: { enabled: false } })).toEqual(['sft']);
    expect(names({ sft: { enabled: false } })).toEqual(['dpo']);
  });

  it('cannot be of a target that there is not, or of none', () => {
    expect(() => names({ targets: [] })).toThrow('exports.targets');
    expect(() => names({ targets: ['trl', 'tlr'] })).toThrow('exports.targets names "tlr", which is no target');
  });

  it('have a folder, a stage and files by their name', () => {
    for (const dataset of allDatasets()) {
      expect(nameOfFile(fileOf(dataset, 'test'))).toBe(dataset.name);
      expect(stageOf(dataset)).toBe(`export:${dataset.name}`);
    }
    expect(mainDataset(KINDS.dpo, testConfig({})).name).toBe('dpo');
    expect(new Set(allDatasets().map(({ name }) => name)).size).toBe(allDatasets().length);
  });
});
