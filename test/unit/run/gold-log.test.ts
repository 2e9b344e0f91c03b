/** The gold set's file: last word of each person, undo, merges of two people's lines, labels that conflict, and what no line may hold. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/kit/errors.ts';
import { Key } from '../../../src/kit/key.ts';
import { agreedOn, freshness, type GoldLabels, type GoldSpan, isKeep } from '../../../src/model/gold.ts';
import { markRedacted } from '../../../src/redact/brand.ts';
import { appendGold, loadGold, undoGold } from '../../../src/run/store/gold-log.ts';
import { knownReviewer, reviewerOf } from '../../../src/run/store/reviewer.ts';
import { workspaceAt } from '../../../src/run/store/workspace.ts';
import { tempFolder } from '../../support/temp.ts';

const key = Key.parse('11'.repeat(32)) as Key;
const at = '2026-05-01T00:00:00Z';
const newFile = (): string => join(tempFolder(), '.goldpan', 'gold.jsonl');
const say = (file: string, id: string, by: string, labels: GoldLabels | undefined): void =>
  appendGold(file, { id, by, fingerprint: 'f', messages: 3, labels, at }, key);
const now = (file: string, id = 'x') => loadGold(file, key).entries.get(id);

describe('a line', () => {
  it('holds all labels of a person on an example; the last one wins', () => {
    const file = newFile();
    expect(loadGold(file, key)).toEqual({ entries: new Map(), lines: 0 });
    say(file, 'x', 'me', { outcome: 'success', task: 'coding' });
    say(file, 'x', 'me', { outcome: 'failure' });
    say(file, 'y', 'me', {});
    expect(now(file)).toEqual([{ by: 'me', labels: { outcome: 'failure' }, fingerprint: 'f', messages: 3 }]);
    expect(now(file, 'y')?.[0]?.labels).toEqual({});
    expect(loadGold(file, key).lines).toBe(3);
    say(file, 'x', 'me', undefined);
    expect(now(file)).toBeUndefined();
  });

  it('keeps a note that was redacted', () => {
    const file = newFile();
    const note = markRedacted('asks for [PERSON_1]');
    appendGold(file, { id: 'x', by: 'me', fingerprint: 'f', messages: 1, labels: {}, note, at }, key);
    expect(now(file)?.[0]?.note).toBe('asks for [PERSON_1]');
  });

  it.each([
    ['a field that nobody knows', { labels: { mood: 'S3cretPw99' } }, /:1: not a gold label \(labels\)$/],
    ['a text where a tag should be', { labels: { task: 'S3cretPw99\nsecond line' } }, /\(labels\.task\)$/],
    ['a rating of six', { labels: { quality: 6 } }, /\(labels\.quality\)$/],
    ['a cut that is none of the words', { labels: { begins: 'wrong' } }, /\(labels\.begins\)$/],
    ['the words that were missed', { labels: { redaction: { missed: ['S3cretPw99'], wrong: [] } } }, /missed\.0\)$/],
    ['no content that it is about', { fingerprint: undefined, labels: {} }, /\(fingerprint\)$/],
  ])('with %s is refused by file and line, and nothing of it is quoted', (_, more, says) => {
    const file = newFile();
    say(file, 'x', 'me', {});
    const good = JSON.parse(readFileSync(file, 'utf8')) as object;
    writeFileSync(file, `${JSON.stringify({ ...good, ...more })}\n`);
    expect(() => loadGold(file, key)).toThrow(UserError);
    expect(() => loadGold(file, key)).toThrow(says);
    expect(() => loadGold(file, key)).not.toThrow(/S3cret/);
  });
});

it('undo takes back one line of one person, also the one that took the example out', () => {
  const file = newFile();
  const undo = (by = 'me') => undoGold(file, { id: 'x', by, at }, key);
  say(file, 'x', 'me', { outcome: 'success' });
  say(file, 'x', 'you', { outcome: 'failure' });
  say(file, 'x', 'me', { outcome: 'unknown' });
  say(file, 'x', 'me', undefined);
  const mine = () => now(file)?.find((e) => e.by === 'me')?.labels.outcome;
  expect(mine()).toBeUndefined();
  expect([undo(), mine()]).toEqual([true, 'unknown']);
  expect([undo(), mine()]).toEqual([true, 'success']);
  expect([undo(), mine()]).toEqual([true, undefined]);
  expect([undo(), mine()]).toEqual([false, undefined]);
  expect(now(file)).toMatchObject([{ by: 'you', labels: { outcome: 'failure' } }]);
});

it('two branches merge by the union of their lines, in either order', () => {
  const [mine, yours] = [newFile(), newFile()];
  say(mine, 'x', 'me', { outcome: 'success', task: 'coding' });
  say(mine, 'y', 'me', { outcome: 'success' });
  say(yours, 'x', 'you', { outcome: 'failure', domain: 'travel' });
  const [a, b] = [readFileSync(mine, 'utf8'), readFileSync(yours, 'utf8')];
  for (const text of [a + b, b + a]) {
    const file = join(tempFolder(), 'gold.jsonl');
    writeFileSync(file, text);
    const { labels, conflicts } = agreedOn(now(file) ?? []);
    expect(conflicts).toEqual(['outcome']);
    // What only one of them says stands; what they dispute is nobody's.
    expect(labels).toEqual({ task: 'coding', domain: 'travel' });
    expect(agreedOn(now(file, 'y') ?? [])).toEqual({ labels: { outcome: 'success' }, conflicts: [] });
  }
});

describe('what people say', () => {
  const span = (start: number): GoldSpan => ({ message: 1, start, end: start + 4, type: 'PERSON' });
  it.each([
    ['the same places in another order', [span(1), span(9)], [span(9), span(1)], []],
    ['other places', [span(1)], [span(2)], ['redaction']],
    ['a place of another type', [span(1)], [{ ...span(1), type: 'EMAIL' as const }], ['redaction']],
  ])('of redaction: %s', (_, a, b, conflicts) => {
    const of = (missed: GoldSpan[]) => ({ labels: { redaction: { read: true as const, missed, wrong: [] } } });
    expect(agreedOn([of(a), of(b)]).conflicts).toEqual(conflicts);
  });

  it('of redaction counts when all was read, and disputes nothing before', () => {
    const half = { labels: { redaction: { missed: [span(7)], wrong: [] } } };
    const whole = { labels: { redaction: { read: true as const, missed: [], wrong: [] } } };
    expect(agreedOn([half])).toEqual({ labels: {}, conflicts: [] });
    for (const both of [
      [half, whole],
      [whole, half],
    ])
      expect(agreedOn(both)).toEqual({ labels: whole.labels, conflicts: [] });
  });

  it('holds for the same content, for reworded messages in part, for others not at all', () => {
    const entry = { fingerprint: 'f', messages: 3 };
    expect(freshness(entry, { fingerprint: 'f', messages: 3 })).toBe('same');
    expect(freshness(entry, { fingerprint: 'g', messages: 3 })).toBe('reworded');
    expect(freshness(entry, { fingerprint: 'g', messages: 4 })).toBe('changed');
  });

  it('of quality is a yes, a no, or a rating against what is good enough', () => {
    expect([isKeep('keep', 3), isKeep('drop', 3), isKeep(3, 3), isKeep(2, 3), isKeep(4, 5)]).toEqual([
      true,
      false,
      true,
      false,
      false,
    ]);
  });
});

it('the person is an id of the clone, made when something is labelled and not before', () => {
  const workspace = workspaceAt(tempFolder());
  expect(knownReviewer(workspace)).toBeUndefined();
  const id = reviewerOf(workspace);
  expect(id).toMatch(/^[0-9a-f]{12}$/);
  expect([reviewerOf(workspace), knownReviewer(workspace)]).toEqual([id, id]);
  expect(reviewerOf(workspaceAt(tempFolder()))).not.toBe(id);
  expect(readFileSync(join(workspace.local, '.gitignore'), 'utf8')).toBe('*\n');
});
