/** The account of a run adds up. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Account, sumOf } from '../../../src/run/account.ts';
import { bugCount, groupSkips, losses, lossText, skipCounts, stageOf } from '../../../src/run/skips.ts';

describe('stages', () => {
  it('give what their drops leave', () => {
    const account = new Account();
    expect(account.add('index', 'records', 10, { empty: 2, malformed: 1 })).toEqual({
      name: 'index',
      unit: 'records',
      in: 10,
      out: 7,
      dropped: { empty: 2, malformed: 1 },
    });
    expect(account.add('redact', 'sessions', 4)).toMatchObject({ in: 4, out: 4, dropped: {} });
    expect(account.stages.map(({ name }) => name)).toEqual(['index', 'redact']);
  });

  it('take one more that is lost, by its reason', () => {
    const account = new Account();
    const counts = { old: 1 };
    const stage = account.add('export:sft', 'examples', 5, counts);
    account.drop(stage, 'old');
    account.drop(stage, 'new');
    expect(stage).toMatchObject({ in: 5, out: 2, dropped: { old: 2, new: 1 } });
    expect(stage.hidden).toBe(undefined);
    account.hide(stage, 2);
    account.hide(stage, 1);
    // What is hidden is written.
    expect(stage).toMatchObject({ in: 5, out: 2, hidden: { values: 3, rows: 2 } });
    account.mask(stage, { loop: 2, 'no such tool': 1 });
    account.mask(stage, { loop: 1 });
    expect(stage).toMatchObject({
      out: 2,
      masked: { messages: 4, rows: 2, rules: { 'failed_step: loop': 3, 'failed_step: no such tool': 1 } },
    });
    expect(counts).toEqual({ old: 1 });
  });

  it('tell the rows that gate or contract held back', () => {
    const account = new Account();
    account.add('export:sft', 'examples', 9, { 'leak: PHONE by value': 2, 'contract: x': 1, 'leaky pipe': 3 });
    account.add('export:dpo', 'pairs', 4, { 'leak: EMAIL by detector': 1, rejected: 1 });
    expect(account.quarantined).toBe(4);
  });

  it('sum counts', () => {
    expect(sumOf({})).toBe(0);
    expect(sumOf({ a: 2, b: 3 })).toBe(5);
  });
});

describe('what was left out', () => {
  const skipped = [
    { path: 'a', line: 0, code: 'unreadable', reason: 'no right' },
    { path: 'b', line: 3, code: 'malformed', reason: 'not valid JSON' },
    { path: 'b', line: 9, code: 'malformed', reason: 'not valid JSON', records: 2 },
    { path: 'b', line: 4, code: 'changed', reason: 'it changed' },
    { path: 'c', line: 1, code: 'metadata', reason: 'no turn' },
    { path: 'c', line: 2, code: 'reader_bug', reason: 'a bug' },
    { path: 'c', line: 5, code: 'session_bug', reason: 'a bug', records: 3 },
  ] as const;

  it.each([
    [0, 'files'],
    [1, 'index'],
    [2, 'index'],
    [3, 'read'],
    [4, 'index'],
    [5, 'index'],
    [6, 'read'],
  ] as const)('number %i belongs to the stage %s', (i, stage) => expect(stageOf(skipped[i] as never)).toBe(stage));

  it('is grouped by file, stage and reason', () => {
    expect(groupSkips(skipped).map(({ path, code, count, line }) => [path, code, count, line])).toEqual([
      ['a', 'unreadable', 1, 0],
      ['b', 'malformed', 3, 3],
      ['b', 'changed', 1, 4],
      ['c', 'metadata', 1, 1],
      ['c', 'reader_bug', 1, 2],
      ['c', 'session_bug', 3, 5],
    ]);
  });

  it('is told apart by the entry of an archive, and counted by reason over all files', () => {
    const entries = [
      { path: 'z.zip', entry: 'a.jsonl', line: 2, code: 'malformed', reason: 'not valid JSON' },
      { path: 'z.zip', entry: 'b.jsonl', line: 5, code: 'malformed', reason: 'not valid JSON', records: 3 },
    ] as const;
    expect(groupSkips(entries).map(({ entry, count }) => [entry, count])).toEqual([
      ['a.jsonl', 1],
      ['b.jsonl', 3],
    ]);
    expect(skipCounts(entries, 'index')).toEqual({ malformed: 4 });
  });

  it('is counted by stage', () => {
    expect(skipCounts(skipped, 'files')).toEqual({ unreadable: 1 });
    expect(skipCounts(skipped, 'index')).toEqual({ malformed: 3, metadata: 1, reader_bug: 1 });
    expect(skipCounts(skipped, 'read')).toEqual({ changed: 1, session_bug: 3 });
    expect(skipCounts(skipped, 'index', 'read')).toMatchObject({ malformed: 3, changed: 1 });
  });

  it('is told, whole files first, but for what a user expects', () => {
    expect(losses(skipped).map(({ code }) => code)).toEqual([
      'unreadable',
      'malformed',
      'changed',
      'reader_bug',
      'session_bug',
    ]);
  });

  it('is a bug for four records', () => expect(bugCount(skipped)).toBe(4));

  it('has a place in words', () => {
    const texts = losses(skipped).map(lossText);
    expect(texts[0]).toBe('a: no right');
    expect(texts[1]).toBe('b:3 and 2 more records: not valid JSON');
    expect(lossText({ path: 'z.zip', entry: 'x', stage: 'index', code: 'empty', line: 7, reason: 'r', count: 2 })).toBe(
      'z.zip › x:7 and 1 more record: r',
    );
  });
});

it('the pipeline reads as one composition', () => {
  const text = readFileSync(join(import.meta.dirname, '../../../src/run/pipeline.ts'), 'utf8');
  expect(text.split('\n').length).toBeLessThanOrEqual(80);
});
