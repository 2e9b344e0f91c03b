/** The right to erasure as a command, on the samples: exit codes, what is gone, and that the next run keeps it so. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Manifest } from '../../src/datasets/manifest.ts';
import { assertBuilt, goldpan, sampleWorkspace } from '../support/cli.ts';

beforeAll(assertBuilt);

const MAIL = 'maria.keller@posteo.example';
/** Words that only her talk holds, and words of others. */
const HERS = 'My boots never came';
const OTHERS = 'reset the PIN of my Trailwatch';

async function dataset(): Promise<{ root: string; rows: () => string; manifest: () => Manifest }> {
  const root = sampleWorkspace();
  expect((await goldpan(['run', '--out', 'out'], { cwd: root })).code).toBe(0);
  const manifest = (): Manifest =>
    JSON.parse(readFileSync(join(root, 'out/goldpan.manifest.json'), 'utf8')) as Manifest;
  const rows = (): string =>
    manifest()
      .outputs.map((o) => readFileSync(join(root, 'out', o.path), 'utf8'))
      .join('');
  return { root, manifest, rows };
}

/** Every file of a folder, by its path. */
const bytesOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((e) => e.isFile())
      .map((e) => join(e.parentPath, e.name))
      .map((file) => [file, readFileSync(file, 'base64')]),
  );

describe('goldpan erase', () => {
  it('0: takes the person out, and the next run does not bring her back', async () => {
    const { root, rows, manifest } = await dataset();
    expect(rows()).toContain(HERS);
    const before = manifest().outputs.reduce((n, o) => n + o.rows, 0);
    const done = await goldpan(['erase', 'out', '--subject', '-', '--json'], { cwd: root, input: ` ${MAIL}\n` });
    expect(done.code, done.err).toBe(0);
    const { sessions, datasets } = JSON.parse(done.out) as {
      sessions: number;
      datasets: { rows: number; left: number }[];
    };
    expect(sessions).toBeGreaterThan(0);
    expect(datasets).toMatchObject([{ left: before - (datasets[0]?.rows ?? 0) }]);
    expect(done.out).not.toContain(MAIL);

    const isGone = async (): Promise<void> => {
      expect(rows()).not.toContain(HERS);
      expect(rows()).toContain(OTHERS);
      expect((await goldpan(['validate', 'out'], { cwd: root })).code).toBe(0);
      const report = await goldpan(['report', 'out', '--json'], { cwd: root });
      expect((JSON.parse(report.out) as { funnel: { mismatches: string[] } }).funnel.mismatches).toEqual([]);
      const kept = { ...bytesOf(join(root, 'out')), ...bytesOf(join(root, '.goldpan')) };
      for (const [file, bytes] of Object.entries(kept))
        expect(Buffer.from(bytes, 'base64').toString('utf8'), file).not.toMatch(/maria[._]keller/i);
    };
    await isGone();
    expect((await goldpan(['run', '--out', 'out'], { cwd: root })).code).toBe(0);
    await isGone();
    expect((await goldpan(['run', '--out', 'other'], { cwd: root })).code).toBe(0);
    expect(readFileSync(join(root, 'other/sft/train.jsonl'), 'utf8')).not.toContain(HERS);
    // Nothing is left of her to be found: asked again, the answer is 1.
    expect((await goldpan(['erase', 'out', '--subject', 'maria_keller_4821'], { cwd: root })).code).toBe(1);
  });

  it('0: finds her in several datasets by another identifier', async () => {
    const { root } = await dataset();
    await goldpan(['run', '--out', 'second'], { cwd: root });
    const { code, out } = await goldpan(['erase', 'out', 'second', '--subject', 'maria_keller_4821'], { cwd: root });
    expect(code).toBe(0);
    expect(out).toMatch(/^out: \d+ rows? taken out, \d+ left$/m);
    expect(out).toMatch(/^second: \d+ rows? taken out, \d+ left$/m);
    for (const name of ['out', 'second'])
      expect(readFileSync(join(root, name, 'sft/train.jsonl'), 'utf8')).not.toContain(HERS);
  });

  it('1: nobody is found; no byte of the dataset changes, and a tombstone is set all the same', async () => {
    const { root } = await dataset();
    const before = bytesOf(join(root, 'out'));
    const { code, out } = await goldpan(['erase', 'out', '--subject', 'nobody@nowhere.example'], { cwd: root });
    expect(code).toBe(1);
    expect(out).toContain('Nothing found');
    expect(bytesOf(join(root, 'out'))).toEqual(before);
    expect(readFileSync(join(root, '.goldpan/tombstones.jsonl'), 'utf8').trim().split('\n')).toHaveLength(1);
  });

  it('2: without the key, a subject or a dataset nothing is touched', async () => {
    const { root } = await dataset();
    rmSync(join(root, '.goldpan/local/key'), { force: true });
    const before = bytesOf(join(root, 'out'));
    const calls: [string[], { key?: string | null; input?: string }, RegExp][] = [
      [['out', '--subject', MAIL], { key: null }, /no key here/],
      [['out', '--subject', MAIL], { key: 'ab'.repeat(32) }, /made with another key/],
      [['out', '--subject', MAIL], { key: 'zz' }, /GOLDPAN_KEY is not a key/],
      [['out', '--subject', '-'], { input: '\n' }, /too short/],
      [['out'], {}, /--subject/],
      [['logs', '--subject', MAIL], {}, /is not a dataset/],
    ];
    for (const [args, more, message] of calls) {
      const { code, err } = await goldpan(['erase', ...args], { cwd: root, ...more });
      expect(code, args.join(' ')).toBe(2);
      expect(err).toMatch(message);
      expect(err).not.toContain(MAIL);
    }
    expect(bytesOf(join(root, 'out'))).toEqual(before);
    expect(existsSync(join(root, '.goldpan/tombstones.jsonl'))).toBe(false);
    expect(existsSync(join(root, '.goldpan/local/key'))).toBe(false);
  });
});
