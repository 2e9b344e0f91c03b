import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LengthBias } from '../../../../src/assess/report/bias.ts';
import { CoverageCounter } from '../../../../src/assess/report/coverage.ts';
import { DistinctCounter, hashText, ngrams } from '../../../../src/assess/report/distinct.ts';
import { DiversityMeter } from '../../../../src/assess/report/diversity.ts';
import { funnelOf } from '../../../../src/assess/report/funnel.ts';
import { GroundingCounter } from '../../../../src/assess/report/grounding.ts';
import { privacyOf } from '../../../../src/assess/report/privacy.ts';
import { answerText, type Row } from '../../../../src/assess/report/rows.ts';
import type { Manifest, Stage } from '../../../../src/datasets/manifest.ts';
import type { RowMessage } from '../../../../src/datasets/row.ts';
import { tempFolder } from '../../../support/temp.ts';

const says = (content: string, ...calls: [name: string, args: Record<string, unknown>][]): RowMessage => ({
  role: 'assistant',
  content,
  ...(calls.length
    ? {
        tool_calls: calls.map(([name, args], i) => ({
          id: `c${i}`,
          type: 'function' as const,
          function: { name, arguments: args },
        })),
      }
    : {}),
});
const row = (more: Partial<Row>): Row => ({ meta: {}, declared: [], messages: [], answers: [], ...more });

describe('the text of an answer', () => {
  it.each<[string, RowMessage]>([
    ['hello', says('hello')],
    ['hello\nsearch {"q":"x"}\nbook {}', says('hello', ['search', { q: 'x' }], ['book', {}])],
    ['search {"q":"x"}', says('', ['search', { q: 'x' }])],
    ['', says('')],
    ['hi', { role: 'user', content: 'hi' }],
  ])('%j', (text, message) => {
    expect(answerText(message)).toBe(text);
  });
});

describe('grounding', () => {
  const user = (content: string): RowMessage => ({ role: 'user', content });
  const counted = (...rows: Partial<Row>[]) => {
    const counter = new GroundingCounter();
    rows.forEach((more, i) => {
      const { messages = [] } = more;
      const answers = messages.filter((m) => m.role === 'assistant' && m.weight !== 0);
      counter.add(row({ meta: { id: `r${i}` }, answers, ...more }));
    });
    return counter.close();
  };
  it.each<[string, RowMessage[]]>([
    ['nothing hidden', [user('hi'), says('hello')]],
    ['told by the user', [user('I am [PERSON_1]'), says('Dear [PERSON_1]')]],
    [
      'told by a result',
      [
        user('who?'),
        says('', ['f', {}]),
        { role: 'tool', tool_call_id: 'c0', name: 'f', content: '{"mail":"[EMAIL_2]"}' },
        says('[EMAIL_2]'),
      ],
    ],
    ['told by the whole name', [user('[PERSON_1]'), says('', ['f', { first: '[PERSON_1_FIRST]' }])]],
    ['told by the first name', [user('[PERSON_1_FIRST]'), says('[PERSON_1]')]],
    [
      'an answer that is not trained on',
      [user('hi'), { ...says('Dear [PERSON_1]'), weight: 0 } as RowMessage, says('and [PERSON_1]')],
    ],
    ['a bare tag', [user('[PERSON]'), says('[PERSON]')]],
  ])('%s', (_, messages) => expect(counted({ messages }).ungrounded).toBe(0));

  it.each<[string, RowMessage[], object]>([
    ['another number', [user('I am [PERSON_1]'), says('Dear [PERSON_2]')], { PERSON: 1 }],
    [
      'in arguments',
      [user('book it'), says('', ['f', { to: '[EMAIL_1]', id: '[ACCOUNT_ID_1]' }])],
      { ACCOUNT_ID: 1, EMAIL: 1 },
    ],
    [
      'told too late',
      [user('hi'), says('Dear [PERSON_1]'), user('[PERSON_1]'), says('[PERSON_1] again')],
      { PERSON: 1 },
    ],
    ['another type', [user('[PERSON_1]'), says('[EMAIL_1]')], { EMAIL: 1 }],
  ])('invents: %s', (_, messages, byType) =>
    expect(counted({ messages })).toMatchObject({ ungrounded: 1, byType, ids: ['r0'] }),
  );

  it('reads what the tools declare, and gives shares and ids', () => {
    const messages = [user('hi'), says('[URL_1]')];
    expect(
      counted({ messages }, { messages, offered: '[{"description":"at [URL_1]"}]' }, { messages }, { messages: [] }),
    ).toEqual({
      rows: 4,
      ungrounded: 2,
      share: 0.5,
      byType: { URL: 2 },
      ids: ['r0', 'r2'],
    });
    expect(counted().share).toBeNull();
  });
});

describe('coverage', () => {
  const counted = (rows: readonly (readonly ['train' | 'test', Partial<Row>])[]) => {
    const counter = new CoverageCounter({ features: ['task', 'complexity'] });
    for (const [split, more] of rows) counter.add(split, row(more));
    return counter.close();
  };
  it('counts rows by feature, value and split: the most frequent first, levels in order', () => {
    const { features } = counted([
      ['train', { meta: { task: 'b', complexity: 5 } }],
      ['train', { meta: { task: 'c', complexity: 1 } }],
      ['test', { meta: { task: 'c', complexity: 5 } }],
      ['train', { meta: { task: 'a', complexity: 5 } }],
      ['train', {}],
    ]);
    expect(JSON.stringify(features.task)).toBe(
      '{"c":{"train":1,"test":1},"a":{"train":1},"b":{"train":1},"not stated":{"train":1}}',
    );
    expect(features.complexity).toEqual({
      1: { train: 1 },
      5: { train: 2, test: 1 },
      'not stated': { train: 1 },
    });
  });
  it('counts a row once for each tool, and names those that no row calls', () => {
    const { features, neverCalled } = counted([
      [
        'train',
        {
          declared: ['search', 'zap', 'book'],
          messages: [says('', ['search', {}], ['search', {}]), says('', ['book', {}])],
        },
      ],
      ['test', { declared: ['search', 'also'], messages: [says('', ['search', {}])] }],
    ]);
    expect(features.tool).toEqual({ search: { train: 1, test: 1 }, book: { train: 1 } });
    expect(neverCalled).toEqual(['also', 'zap']);
  });
});

describe('length bias', () => {
  const pair = (source: string | undefined, chosen: number, rejected: number): Row =>
    row({ meta: { source }, answers: [says('x'.repeat(chosen))], rejected: says('x'.repeat(rejected)) });
  it('is none without pairs', () => {
    const bias = new LengthBias();
    bias.add(row({ answers: [says('x')] }));
    bias.add(row({ rejected: says('x') }));
    expect(bias.close()).toBe(null);
  });
  it('is counted by source, the larger first', () => {
    const bias = new LengthBias();
    for (const [source, chosen, rejected] of [
      ['b', 10, 5],
      ['edit', 1, 1],
      ['edit', 4, 9],
      ['edit', 8, 2],
      ['edit', 3, 2],
      ['a', 7, 7],
      [undefined, 7, 7],
    ] as const)
      bias.add(pair(source, chosen, rejected));
    const found = bias.close();
    expect(Object.keys(found?.bySource ?? {})).toEqual(['edit', 'a', 'b', 'not stated']);
    expect(found?.bySource.edit).toEqual({
      pairs: 4,
      chosen: { mean: 4, median: 3.5 },
      rejected: { mean: 4, median: 2 },
      chosenLonger: 2,
      rejectedLonger: 1,
      equal: 1,
      longerShare: 0.6667,
      interval: { low: 0.2077, high: 0.9385 },
    });
    expect(found?.bySource.a).toEqual({
      pairs: 1,
      chosen: { mean: 7, median: 7 },
      rejected: { mean: 7, median: 7 },
      chosenLonger: 0,
      rejectedLonger: 0,
      equal: 1,
      longerShare: null,
      interval: { low: 0, high: 1 },
    });
    expect([found?.all.pairs, found?.all.chosenLonger, found?.all.equal, found?.all.chosen.median]).toEqual([
      7, 3, 3, 7,
    ]);
  });
});

describe('distinct things', () => {
  it('are counted exactly while they are few, with those that two texts share', () => {
    const counter = new DistinctCounter();
    for (const [hash, text] of [
      [1, 1],
      [1, 1],
      [2, 1],
      [2, 2],
      [3, 2],
    ] as const)
      counter.add(hash, text);
    expect([counter.total, counter.distinct, counter.sharedShare]).toEqual([5, 3, 0.4]);
    expect(new DistinctCounter().sharedShare).toBe(0);
  });
  it('are hashed in 53 bits', () => {
    expect(hashText('')).toBe(0x10c442 * 2 ** 32 + 0x98fc1c14);
    expect([...ngrams([1, 2, 3], 4)]).toEqual([]);
    expect([...ngrams([1, 2, 3], 2)].length).toBe(2);
    const [one, two] = [[...ngrams([1, 2], 2)], [...ngrams([2, 1], 2)]];
    expect(one[0] === two[0]).toBe(false);
    expect([...ngrams([9, 1, 2], 2)][1]).toBe(one[0]);
  });
});

describe('diversity', () => {
  it('counts prompts and openings over rows, answers over answers', async () => {
    const meter = new DiversityMeter();
    const opening = (system: string, user: string): RowMessage[] => [
      { role: 'system', content: system },
      { role: 'user', content: user },
      { role: 'user', content: 'later' },
    ];
    await meter.add(row({ messages: opening('s', 'u1'), answers: [says('one two three four'), says('one two')] }));
    await meter.add(row({ messages: opening('s', 'u2'), answers: [says('One two three four!')] }));
    await meter.add(row({ messages: [{ role: 'user', content: 'u2' }], answers: [] }));
    expect(await meter.close()).toMatchObject({
      answers: 3,
      words: 10,
      distinctAnswers: 3,
      // one two three four | one two | one two three four: 4 of 10, 3 of 7, 2 of 4.
      distinct: { 1: 0.4, 2: 0.4286, 3: 0.5 },
      selfRepetition: 1,
      systemPrompts: 1,
      firstUserMessages: 2,
    });
  });
});

const stage = (
  name: string,
  unit: Stage['unit'],
  into: number,
  out: number,
  dropped: Record<string, number> = {},
): Stage => ({
  name,
  unit,
  in: into,
  out,
  dropped,
});

describe('the funnel', () => {
  const mismatches = async (
    stages: Stage[],
    more: { dropped?: object[]; rows?: Parameters<typeof funnelOf>[2]; outputs?: object[]; erased?: object } = {},
  ): Promise<string[]> => {
    const folder = tempFolder();
    mkdirSync(join(folder, 'audit'));
    const lines = (more.dropped ?? []).map((line) => `${JSON.stringify(line)}\n`).join('');
    writeFileSync(join(folder, 'audit/dropped.jsonl'), lines);
    const manifest = { stages, outputs: more.outputs ?? [], erased: more.erased } as unknown as Manifest;
    return (await funnelOf(folder, manifest, more.rows ?? {})).mismatches;
  };

  it('adds up', async () => {
    const stages = [
      stage('index', 'files', 3, 2, { unreadable: 1 }),
      stage('read', 'records', 9, 9),
      stage('build', 'sessions', 4, 3, { empty: 1 }),
      stage('tag', 'sessions', 3, 3),
      stage('export:sft', 'sessions', 3, 2, { short: 1 }),
      stage('export:dpo', 'sessions', 3, 3),
    ];
    const dropped = [
      { stage: 'index', reason: 'unreadable' },
      { dataset: 'sft', id: 'a', reason: 'short' },
      { reason: 'never built', sides: [] },
    ];
    const rows = { sft: { train: 1, test: 1 }, dpo: { train: 3 } };
    const outputs = [
      { path: 'sft/train.jsonl', split: 'train', rows: 1 },
      { path: 'sft/test.jsonl', split: 'test', rows: 1 },
    ];
    expect(await mismatches(stages, { dropped, rows, outputs })).toEqual([]);
  });

  it.each<[string, Stage[], Parameters<typeof mismatches>[1], string[]]>([
    ['a stage', [stage('tag', 'sessions', 5, 3, { a: 1 })], {}, ['tag: 5 in, but 3 out and 1 dropped']],
    [
      'two stages',
      [stage('build', 'sessions', 4, 4), stage('tag', 'sessions', 3, 3)],
      {},
      ['tag: 3 sessions in, but build gave 4'],
    ],
    [
      'an export',
      [stage('export:sft', 'examples', 3, 3)],
      { rows: { sft: { train: 2 } } },
      ['export:sft: 3 out, but its files hold 2 rows'],
    ],
    [
      'an export without files',
      [stage('export:sft', 'examples', 1, 1)],
      {},
      ['export:sft: 1 out, but its files hold 0 rows'],
    ],
    [
      'a file',
      [],
      { outputs: [{ path: 'sft/train.jsonl', split: 'train', rows: 2 }], rows: { sft: { train: 1 } } },
      ['sft/train.jsonl: 2 rows by the manifest, 1 in the file'],
    ],
    [
      'the audit: fewer',
      [stage('index', 'files', 2, 0, { unreadable: 2 })],
      { dropped: [{ stage: 'index', reason: 'unreadable' }] },
      ['index: 2 dropped as unreadable, but the audit names 1'],
    ],
    [
      'the audit: more, by a count',
      [stage('read', 'records', 1, 0, { changed: 1 })],
      { dropped: [{ stage: 'read', reason: 'changed', count: 3 }] },
      ['read: 1 dropped as changed, but the audit names 3'],
    ],
    [
      'the audit: what no stage counts',
      [],
      { dropped: [{ dataset: 'sft', id: 'x', reason: 'short' }] },
      ['export:sft: 0 dropped as short, but the audit names 1'],
    ],
    [
      'the audit after an erasure: more',
      [],
      { erased: { rows: 1 }, dropped: [{ dataset: 'sft', id: 'x', reason: 'short' }] },
      ['export:sft: 0 dropped as short, but the audit names 1'],
    ],
    ['not the audit after an erasure: fewer', [stage('files', 'files', 1, 0, { a: 1 })], { erased: { rows: 1 } }, []],
    ['not the audit of stages between', [stage('tag', 'sessions', 1, 0, { a: 1 })], {}, []],
  ])('does not in %s', async (_, stages, more, expected) => {
    expect(await mismatches(stages, more)).toEqual(expected);
  });
});

describe('privacy', () => {
  it('counts by type, people once and sessions once', async () => {
    const folder = tempFolder();
    mkdirSync(join(folder, 'audit'));
    const write = (name: string, lines: object[]) =>
      writeFileSync(join(folder, 'audit', name), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    write('redactions.jsonl', [
      { type: 'PERSON', action: 'index' },
      { type: 'DATE', action: 'keep' },
      { type: 'PERSON', action: 'keep' },
      { type: 'PERSON', action: 'surrogate' },
    ]);
    write('subjects.jsonl', [{ subject: 'a' }, { subject: 'b' }, { subject: 'a' }]);
    write('rows.jsonl', [{ sessions: ['s1', 's2'] }, { sessions: ['s2'] }]);
    const privacy = { policy: 'standard', consent: 'x', destinations: [], destination: 'local' };
    const found = await privacyOf(folder, { privacy } as unknown as Manifest);
    expect(found).toEqual({
      policy: 'standard',
      purpose: null,
      names: null,
      destination: 'local',
      governance: [],
      redactions: { DATE: { hidden: 0, fakes: 0, kept: 1 }, PERSON: { hidden: 2, fakes: 1, kept: 1 } },
      subjects: 2,
      sessions: 2,
    });
    expect(Object.keys(found.redactions)).toEqual(['DATE', 'PERSON']);
  });
});
