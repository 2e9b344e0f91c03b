import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { holds } from '../../../src/assess/review.ts';
import { valuesOf } from '../../../src/cli/review.ts';
import type { Manifest } from '../../../src/datasets/manifest.ts';
import { type Place, readingOrder } from '../../../src/datasets/risk/index.ts';
import { assertBuilt, goldpan } from '../../support/cli.ts';
import { productionTalk, writeLog } from '../../support/logs.ts';
import { tempFolder } from '../../support/temp.ts';

beforeAll(assertBuilt);

/** Twelve talks of three messages each; the answers name a project that no detector can know. */
async function workspace(auditSample = 36): Promise<string> {
  const root = tempFolder();
  const talks = Array.from({ length: 12 }, (_, i) =>
    productionTalk(`t${i}`, [
      {
        user: `How does knot ${i} hold? Write to k${i}@mail.example`,
        answer: `Ask the zanzibra team about knot ${i}.`,
      },
    ]),
  );
  writeLog(root, 'logs/a.jsonl', talks.flat());
  const config = { sources: { include: ['logs'] }, privacy: { auditSample }, split: { validation: 0 }, output: 'out' };
  writeFileSync(join(root, 'goldpan.json'), JSON.stringify(config));
  await goldpan(['run'], { cwd: root });
  return root;
}

const risk = (root: string): Manifest['risk'] =>
  (JSON.parse(readFileSync(join(root, 'out/goldpan.manifest.json'), 'utf8')) as Manifest).risk;
const reviews = (root: string): { missed: string[] }[] =>
  readFileSync(join(root, '.goldpan/audit-reviews.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { missed: string[] });
/** Strata of the places in the order in which they were shown. */
const strata = (out: string): string[] => [...out.matchAll(/^── \d+ of \d+ ── ([^,]+),/gm)].map((m) => m[1] as string);
const shown = (out: string): string[] => strata(out).map((name) => name.split('/')[0] as string);

describe('goldpan review', () => {
  it('shows redacted messages, keeps each answer, and gives a bound that the next run carries', async () => {
    const root = await workspace();
    const first = await goldpan(['review'], { cwd: root, input: '\n\n\nq\n' });
    expect(first.code, first.err).toBe(0);
    expect(first.out).toContain('── 1 of 36 ──');
    expect(first.out).toContain('[EMAIL_1]');
    expect(first.out).not.toContain('@mail.example');
    expect(first.out).toMatch(
      /36 of 36 messages were drawn; 3 were read, and something was missed in 0: at most \d+\.\d %/,
    );
    expect(first.out).toContain('33 are left');
    expect(new Set(strata(first.out).slice(0, 3)).size).toBe(3);
    expect(risk(root).audit.review).toBe('not reviewed');

    const second = await goldpan(['review'], { cwd: root, input: '\n'.repeat(33) });
    expect(second.out).toContain('── 4 of 36 ──');
    expect(second.out).not.toContain('are left');
    await goldpan(['run'], { cwd: root });
    expect(risk(root).audit.review).toMatchObject({ read: 36, withMiss: 0 });
    const report = await goldpan(['report', 'out'], { cwd: root });
    expect(report.out).toContain('36 were read, and something was missed in 0');
    expect(reviews(root)).toHaveLength(36);
    const third = await goldpan(['review'], { cwd: root });
    expect(third.out).not.toContain('──');
    expect(third.out).toContain('36 were read');
  });

  it('keeps missed values as hashes, and teaches them when told to', async () => {
    const root = await workspace();
    // Every answer names the team; the question after it is answered by yes the first time, and no the second.
    const order = shown((await goldpan(['review'], { cwd: root, input: 's\n'.repeat(36) })).out);
    expect(existsSync(join(root, '.goldpan/audit-reviews.jsonl'))).toBe(false);
    let misses = 0;
    const input = order.map((role) =>
      role === 'answer' && misses < 2 ? `ZANZIBRA\n${misses++ === 0 ? '' : 'n'}` : '',
    );
    const { code, out, err } = await goldpan(['review'], { cwd: root, input: `${input.join('\n')}\n` });
    expect(code, err).toBe(0);
    expect(out).toContain('36 were read, and something was missed in 2');
    const kept = reviews(root);
    expect(kept.filter((r) => r.missed.length === 1)).toHaveLength(2);
    expect(JSON.stringify(kept).toLowerCase()).not.toContain('zanzibra');
    expect(readFileSync(join(root, '.goldpan/local/dictionary.csv'), 'utf8')).toBe('term,mode,type\nZANZIBRA,mask,\n');
    await goldpan(['run'], { cwd: root });
    expect(readFileSync(join(root, 'out/sft/train.jsonl'), 'utf8')).not.toMatch(/zanzibra/i);
  });

  it('goes back, skips, and lets the last answer count', async () => {
    const root = await workspace();
    const order = shown((await goldpan(['review'], { cwd: root, input: 's\n'.repeat(36) })).out);
    const first = order.indexOf('answer');
    const input = [...Array(first).fill('s'), '', 'b', 'zanzibra', 'n', 'q'].join('\n');
    const { out } = await goldpan(['review'], { cwd: root, input });
    expect(out).toContain('1 was read, and something was missed in 1');
    expect(reviews(root).map((r) => r.missed.length)).toEqual([0, 1]);
    expect(existsSync(join(root, '.goldpan/local/dictionary.csv'))).toBe(false);
  });

  it('takes no value that is not there: the answers after it would be about other messages', async () => {
    const root = await workspace();
    const { code, err } = await goldpan(['review'], { cwd: root, input: '\nnot in there\n\n' });
    expect(code).toBe(2);
    expect(err).toContain('answer 2 (2 of 36) is not in its message');
    expect(reviews(root)).toHaveLength(1);
  });

  it('asks for a run, its key, and a sample', async () => {
    const empty = tempFolder();
    mkdirSync(join(empty, '.goldpan'));
    const none = await goldpan(['review'], { cwd: empty, key: null });
    expect(none.code).toBe(2);
    expect(none.err).toContain('no finished run');
    const root = await workspace();
    expect(await goldpan(['review'], { cwd: root, key: null })).toMatchObject({ code: 2 });
    const other = await goldpan(['review'], { cwd: root, key: 'ab'.repeat(32) });
    expect(other).toMatchObject({ code: 2 });
    expect(other.err).toContain('another key');
    const unsampled = await goldpan(['review'], { cwd: await workspace(0) });
    expect(unsampled.code).toBe(2);
    expect(unsampled.err).toContain('privacy.auditSample');
  });
});

describe('what was missed', () => {
  it('stands in the text as redaction would look for it', () => {
    expect(holds('Mail MARIA  Keller, please', 'maria keller')).toBe(true);
    expect(holds('Call +49 (30) 90-18', '49 30 90 18')).toBe(true);
    expect(holds('x_keller_y', 'Keller')).toBe(true);
    expect(holds('Mail Maria, and Keller', 'Maria Keller')).toBe(false);
    expect(holds('anything', '??')).toBe(false);
  });

  it('is one value when the whole line stands there, else several', () => {
    expect(valuesOf('a;b', 'key a;b end')).toEqual(['a;b']);
    expect(valuesOf('Ann ; Bob;', 'Bob and Ann')).toEqual(['Ann', 'Bob']);
    expect(valuesOf('', 'text')).toEqual([]);
  });

  it('is read in an order that is fair from the start', () => {
    const sample = ['a', 'b', 'c'].flatMap((stratum, k) =>
      Array.from(
        { length: [60, 30, 10][k] as number },
        (_, i): Place => ({ place: `${stratum}${i}`, example: 'e', message: i, stratum }),
      ),
    );
    const order = readingOrder(sample);
    expect(order).toHaveLength(100);
    for (const n of [10, 20, 50]) {
      const count = (s: string): number => order.slice(0, n).filter((p) => p.stratum === s).length;
      expect(Math.abs(count('a') - n * 0.6)).toBeLessThanOrEqual(1);
      expect(Math.abs(count('b') - n * 0.3)).toBeLessThanOrEqual(1);
    }
  });
});
