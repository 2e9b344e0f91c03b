import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { outcomeName } from '../../../src/model/outcome-name.ts';
import { ownDataset } from '../../../src/model/own-files.ts';
import { PII_TYPES, type PiiType, piiFacts } from '../../../src/model/pii.ts';
import * as tags from '../../../src/model/tags.ts';
import { tempFolder } from '../../support/temp.ts';

/** Type: risk, what links its values, where they are looked for, standard and strict; then its flags. */
const TYPES: Readonly<Record<PiiType, string>> = {
  PERSON: 'direct person session index index person name',
  TITLE: 'quasi type none keep index person nowhere',
  EMAIL: 'direct value run index index contact value owned erasure',
  PHONE: 'direct value run index index contact value compact erasure doubted',
  ADDRESS: 'direct type run index index place value',
  POSTAL_CODE: 'quasi type none index index place value doubted',
  LOCATION: 'quasi type none keep index place name',
  ORGANIZATION: 'quasi type none keep index organisation name',
  DATE: 'quasi type none keep index other nowhere',
  DATE_OF_BIRTH: 'quasi day session index index person value',
  AGE: 'quasi type none keep index person nowhere',
  NRP: 'quasi type none keep index person nowhere',
  GOV_ID: 'direct value run index index number value compact erasure doubted',
  PASSPORT: 'direct value run index index number value compact erasure doubted',
  DRIVER_LICENSE: 'direct value run index index number value compact erasure doubted',
  CREDIT_CARD: 'direct value run index index money value compact erasure',
  IBAN: 'direct value run index index money value compact erasure',
  BANK_ACCOUNT: 'direct value run index index money value compact erasure doubted',
  IP_ADDRESS: 'direct value run index index contact value',
  MAC_ADDRESS: 'direct value run index index contact value compact',
  URL: 'direct value run index index contact value',
  USERNAME: 'direct value run index index person value owned erasure',
  ACCOUNT_ID: 'direct value run index index number value owned erasure',
  SECRET: 'secret exact run index index secret value',
  CUSTOM: 'direct type run index index other value',
};

it.each(PII_TYPES)('what is said of %s', (type) => {
  const { risk, linked, gate, actions, family, spreads, ...flags } = piiFacts(type);
  const told = [
    [risk, linked, gate, actions.standard, actions.strict, family, spreads],
    flags.ownedByPerson ? ['owned'] : [],
    flags.compact ? ['compact'] : [],
    flags.erasure ? ['erasure'] : [],
    flags.doubtedInCode ? ['doubted'] : [],
  ];
  expect(told.flat().join(' ')).toBe(TYPES[type]);
});

describe('tags', () => {
  it('are listed for each use', () => {
    expect(tags.STORED_TAGS.join(' ')).toBe(
      'complexity task domain language tools safety refusal latencyMs tokens chars answerChars answerWords quality qualityParts features',
    );
    expect(tags.META_TAGS.join(' ')).toBe('complexity task domain language outcome topic tokens');
    expect(tags.COVERAGE_TAGS.join(' ')).toBe('task domain language outcome topic complexity');
    expect(tags.DETAIL_TAGS.join(' ')).toBe(
      'task domain language topic tools safety refusal latencyMs tokens chars quality qualityParts',
    );
    expect(tags.FACET_TITLES).toEqual({
      complexity: 'Complexity',
      outcome: 'Outcome',
      topic: 'Topic',
      quality: 'Quality',
    });
    expect(['complexity', 'outcome', 'task', 'toString'].map(tags.isFacetTag)).toEqual([true, true, false, false]);
    expect(['complexity', 'chars', 'toString'].map(tags.isLevel)).toEqual([true, false, false]);
  });

  it('are read as people read them', () => {
    expect(tags.tagText('complexity', 3)).toBe('3');
    expect(tags.tagText('task', 'booking')).toBe('booking');
    expect(tags.tagText('tools', ['a', 'b'])).toBe('a, b');
    expect(tags.tagText('tools', [])).toBe('');
    expect(tags.tagText('latencyMs', 1250)).toBe('1.3 s');
    expect(tags.tagText('latencyMs', undefined)).toBe('');
    expect(tags.tagText('chars', 12345)).toBe('12,345');
    expect(tags.tagText('features', { calls: 2, turns: 3 })).toBe('calls 2, turns 3');
  });

  it('give their values without evidence, the outcome from where it is said', () => {
    const tagged = <V>(value: V) => ({ value, evidence: { rule: 'x' }, confidence: 1 });
    const values = tags.tagValues({
      complexity: tagged(2),
      task: tagged('t'),
      domain: tagged('d'),
      language: tagged('eng'),
      tools: tagged(['a']),
      safety: tagged({}),
      refusal: tagged('none'),
      latencyMs: tagged(undefined),
      tokens: tagged(3),
      chars: tagged(9),
      answerChars: tagged(4),
      answerWords: tagged(1),
      quality: tagged(5),
      qualityParts: tagged({ score: 99 }),
      features: tagged({ n: 1 }),
    });
    expect(values).toEqual({
      complexity: 2,
      task: 't',
      domain: 'd',
      language: 'eng',
      tools: ['a'],
      safety: {},
      refusal: 'none',
      latencyMs: undefined,
      tokens: 3,
      chars: 9,
      answerChars: 4,
      answerWords: 1,
      quality: 5,
      qualityParts: { score: 99 },
      features: { n: 1 },
    });
    expect(tags.tagOf({ tags: values }, 'task')).toBe('t');
    expect(tags.tagOf({ tags: values }, 'topic')).toBe('unknown');
    expect(tags.tagOf({ tags: values, topic: 'rose, soil' }, 'topic')).toBe('rose, soil');
    expect(tags.tagOf({ tags: values, outcome: { success: true } }, 'outcome')).toBe('success');
    expect(tags.tagOf({ tags: values }, 'outcome')).toBe('unknown');
  });

  it.each([
    [{ success: true }, 'success'],
    [{ success: false, score: 1 }, 'failure'],
    [{ success: null, score: 1 }, 'unknown'],
    [undefined, 'unknown'],
  ])('an outcome of %j is %s', (outcome, name) => {
    expect(outcomeName(outcome)).toBe(name);
  });
});

describe('the dataset in a folder', () => {
  const MANIFEST = {
    manifest: 1,
    goldpan: '0.1.0',
    stages: [],
    outputs: [
      { path: 'sft/train.jsonl', rows: 2 },
      { path: 'dpo/trl/test.jsonl', rows: 3 },
    ],
  };
  const found = (manifest: unknown) => {
    const folder = tempFolder();
    const text = typeof manifest === 'string' ? manifest : JSON.stringify(manifest);
    writeFileSync(join(folder, 'goldpan.manifest.json'), text);
    return ownDataset(folder);
  };

  it('is told by its manifest, with all that it may hold', () => {
    const own = found({ ...MANIFEST, files: ['sft/dataset_info.json'] });
    if (own === undefined || own === 'foreign') throw new Error('not ours');
    expect([own.version, own.rows]).toEqual([1, 5]);
    expect([...own.files]).toEqual([
      'goldpan.manifest.json',
      'README.md',
      'audit/redactions.jsonl',
      'audit/dropped.jsonl',
      'audit/subjects.jsonl',
      'audit/rows.jsonl',
      'sft/train.jsonl',
      'dpo/trl/test.jsonl',
      'sft/dataset_info.json',
    ]);
    expect(found({ ...MANIFEST, manifest: 9, more: true })).toMatchObject({ version: 9 });
  });

  it.each<[string, unknown]>([
    ['no JSON', '{'],
    ['another thing', {}],
    ['version 0', { ...MANIFEST, manifest: 0 }],
    ['a path outside', { ...MANIFEST, outputs: [{ path: '../x/train.jsonl', rows: 1 }] }],
    ['an absolute path', { ...MANIFEST, outputs: [{ path: '/x/train.jsonl', rows: 1 }] }],
    ['a path that no dataset has', { ...MANIFEST, outputs: [{ path: 'notes.jsonl', rows: 1 }] }],
    ['another ending', { ...MANIFEST, outputs: [{ path: 'sft/train.txt', rows: 1 }] }],
    ['half a row', { ...MANIFEST, outputs: [{ path: 'sft/train.jsonl', rows: 0.5 }] }],
    ['fewer than no rows', { ...MANIFEST, outputs: [{ path: 'sft/train.jsonl', rows: -1 }] }],
    ['a program beside', { ...MANIFEST, files: ['sft/run.sh'] }],
    ['a hidden file beside', { ...MANIFEST, files: ['.env.json'] }],
  ])('is foreign with %s', (_, manifest) => {
    expect(found(manifest)).toBe('foreign');
  });

  it('is none without a manifest, and foreign when that is a folder', () => {
    const folder = tempFolder();
    expect(ownDataset(folder)).toBe(undefined);
    expect(ownDataset(join(folder, 'none'))).toBe(undefined);
    mkdirSync(join(folder, 'goldpan.manifest.json'));
    expect(ownDataset(folder)).toBe('foreign');
  });
});
