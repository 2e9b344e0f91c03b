/** The logs that a team shares all answer alike to a wrong key, a broken line and another version. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/kit/errors.ts';
import { Key } from '../../../src/kit/key.ts';
import { markRedacted } from '../../../src/redact/brand.ts';
import { appendDecision, loadDecisions, redactDecisions, undoDecision } from '../../../src/run/store/decision-log.ts';
import { appendGold, loadGold } from '../../../src/run/store/gold-log.ts';
import { appendReview, loadReviews } from '../../../src/run/store/review-log.ts';
import { appendTombstone, loadTombstones } from '../../../src/run/store/tombstones.ts';
import { tempFolder } from '../../support/temp.ts';

const key = Key.parse('11'.repeat(32)) as Key;
const other = Key.parse('22'.repeat(32)) as Key;

interface Log {
  load: (file: string, key: Key) => unknown;
  append: (file: string, key: Key) => void;
}
const LOGS: [string, Log][] = [
  ['decisions', { load: loadDecisions, append: (f, k) => appendDecision(f, { id: 'x', decision: 'accept' }, k) }],
  ['reviews', { load: loadReviews, append: (f, k) => appendReview(f, { place: 'p', missed: ['Some Name'] }, k) }],
  [
    'gold labels',
    {
      load: loadGold,
      append: (f, k) => appendGold(f, { id: 'x', by: 'b', fingerprint: 'f', messages: 1, labels: {}, at: 't' }, k),
    },
  ],
  ['tombstones', { load: loadTombstones, append: (f, k) => appendTombstone(f, { values: ['v'], subjects: [] }, k) }],
];

describe.each(LOGS)('%s', (_, { load, append }) => {
  const filled = (): string => {
    const file = join(tempFolder(), 'sub', 'log.jsonl');
    append(file, key);
    append(file, key);
    return file;
  };
  const addedTo = (file: string, line: string): string => {
    writeFileSync(file, `${readFileSync(file, 'utf8')}\n${line}\n`);
    return file;
  };

  it('are empty without a file, and read what was appended', () => {
    expect(() => load(join(tempFolder(), 'none.jsonl'), key)).not.toThrow();
    const file = filled();
    expect(() => load(file, key)).not.toThrow();
    for (const line of readFileSync(file, 'utf8').trim().split('\n'))
      expect(Object.entries(JSON.parse(line) as object).slice(0, 2)).toEqual([
        ['v', 1],
        ['key', key.fingerprint()],
      ]);
  });

  it('of another key are refused with file, line and what to do', () => {
    const file = filled();
    expect(() => load(file, other)).toThrow(UserError);
    expect(() => load(file, other)).toThrow(
      `${file}:1: made with another key (${key.fingerprint()}, this one is ${other.fingerprint()})`,
    );
  });

  it.each([
    ['a line that is no JSON', '<<<<<<< S3cretPw99', /:4:1: not valid JSON$/],
    ['no object', '"S3cretPw99"', /:4: not an? [a-z ]+$/],
    ['no version', `{"key":"${key.fingerprint()}","S3cretPw99":1}`, /:4: not an? [a-z ]+$/],
    [
      'a wrong field',
      `{"v":1,"key":"${key.fingerprint()}","id":7,"place":7,"values":7}`,
      /:4: not an? [a-z ]+ \((?:id|place|values)\)$/,
    ],
    ['a later version', `{"v":2,"key":"${key.fingerprint()}"}`, /:4: of version 2, and this Goldpan knows version 1$/],
  ])('with %s are refused, and nothing of it is quoted', (_name, line, message) => {
    // Two lines, a blank one, and the bad one.
    const file = addedTo(filled(), line);
    expect(() => load(file, key)).toThrow(UserError);
    expect(() => load(file, key)).toThrow(message);
    expect(() => load(file, key)).not.toThrow(/S3cret/);
  });

  it('keep a last line whose newline an editor took away', () => {
    const file = filled();
    writeFileSync(file, readFileSync(file, 'utf8').trimEnd());
    append(file, key);
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(3);
    expect(() => load(file, key)).not.toThrow();
  });
});

describe('decisions', () => {
  it('the last one wins, clear takes all back, undo takes back one', () => {
    const file = join(tempFolder(), 'd.jsonl');
    const say = (decision: 'accept' | 'reject' | 'swap' | 'clear') => appendDecision(file, { id: 'x', decision }, key);
    const now = () => loadDecisions(file, key).get('x');
    say('accept');
    say('reject');
    say('swap');
    expect(now()).toMatchObject({ verdict: 'reject', swapped: true });
    expect(undoDecision(file, 'x', key, 't')).toBe('swap');
    expect(now()).toMatchObject({ verdict: 'reject', swapped: false });
    expect(undoDecision(file, 'x', key, 't')).toBe('reject');
    expect(now()?.verdict).toBe('accept');
    say('clear');
    expect(now()).toBeUndefined();
    expect(undoDecision(file, 'x', key, 't')).toBeNull();
  });

  it('a weight stands for its message until it is taken back, beside other decisions', async () => {
    const file = join(tempFolder(), 'd.jsonl');
    const weigh = (message: number, weight: 0 | 1 | null) =>
      appendDecision(file, { id: 'x', decision: 'weight', message, weight }, key);
    const now = () => loadDecisions(file, key).get('x');
    weigh(3, 0);
    weigh(5, 1);
    appendDecision(file, { id: 'x', decision: 'accept' }, key);
    expect(now()).toMatchObject({
      verdict: 'accept',
      weights: new Map([
        [3, 0],
        [5, 1],
      ]),
    });
    weigh(3, null);
    weigh(5, 0);
    expect(now()?.weights).toEqual(new Map([[5, 0]]));
    expect(undoDecision(file, 'x', key, 't')).toBe('weight');
    expect(now()?.weights).toEqual(new Map([[5, 1]]));
    const decided = (await redactDecisions(loadDecisions(file, key), async () => undefined)).get('x');
    expect(decided?.weights).toEqual(new Map([[5, 1]]));
  });

  it('an edit that nobody redacted is none: its text is used nowhere', async () => {
    const file = join(tempFolder(), 'd.jsonl');
    appendDecision(file, { id: 'x', decision: 'accept' }, key);
    appendDecision(file, { id: 'x', decision: 'edit', message: 1, text: markRedacted('typed in later') }, key);
    const decided = (await redactDecisions(loadDecisions(file, key), async () => undefined)).get('x');
    expect(decided).toMatchObject({ verdict: 'accept', edits: new Map() });
  });
});
