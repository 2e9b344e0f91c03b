/** What is the machine's fault ends a run and leaves the old dataset; what is one file's fault costs only that. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { buildIndex } from '../../../src/ingest/build-index.ts';
import { inTemporary, readFailure, whyUnreadable } from '../../../src/ingest/io.ts';
import { SpillStore } from '../../../src/ingest/spill.ts';
import { UserError } from '../../../src/kit/errors.ts';
import { assertBuilt, goldpan } from '../../support/cli.ts';
import { run, TEST_KEY } from '../../support/pipeline.ts';
import { tempFolder } from '../../support/temp.ts';
import { zipOf } from '../../support/zip.ts';

const isRoot = process.getuid?.() === 0;
const DIST = join(import.meta.dirname, '../../../dist');

const talk = (n: number, filler = ''): string =>
  `${JSON.stringify({
    id: `s${n}`,
    messages: [
      { role: 'user', content: `Question ${n} ${filler}` },
      { role: 'assistant', content: `Answer ${n} with enough text in it` },
    ],
  })}\n`;

/** Talks that do not pack well, so that what is unpacked is larger than a small disk. */
const noise = (n: number): string =>
  Array.from({ length: 400 }, (_, i) => ((n * 7919 + i * i * 104729) % 46656).toString(36)).join(' ');
const many = Array.from({ length: 1500 }, (_, n) => talk(n, noise(n))).join('');

/** A disk of one megabyte; undefined, said aloud, where none can be mounted. */
function smallDisk(): string | undefined {
  const folder = join(tempFolder(), 'disk');
  mkdirSync(folder);
  const mounted = isRoot && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]).status === 0;
  if (!mounted) return void console.warn('SKIPPED: a full temporary disk, because none can be mounted here.');
  onTestFinished(() => void execFileSync('umount', [folder]));
  return folder;
}

describe('a temporary folder that is full', () => {
  const PACKED: [string, () => Buffer][] = [
    ['a.jsonl.gz', () => gzipSync(many)],
    ['a.zip', () => zipOf([{ name: 'a.jsonl', content: many }])],
    [
      'a.csv',
      () =>
        Buffer.from(
          `id,thread_id,role,content\n${Array.from({ length: 1500 }, (_, n) => `${n},t${n >> 1},user,${noise(n)}\n`).join('')}`,
        ),
    ],
  ];
  it.each(PACKED)('ends the run with what, where and what to do: %s', async (name, content) => {
    const disk = smallDisk();
    if (!disk) return;
    const root = tempFolder();
    mkdirSync(join(root, 'logs'));
    writeFileSync(join(root, 'logs/b.jsonl'), talk(1));
    await run({ root });
    const before = readFileSync(join(root, 'out/sft/train.jsonl'), 'utf8');
    writeFileSync(join(root, 'logs', name), content());
    const { TMPDIR } = process.env;
    process.env.TMPDIR = disk;
    try {
      const error = await run({ root }).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(UserError);
      expect(error).toMatchObject({ exitCode: 3, message: expect.stringContaining(`${disk} is full (ENOSPC)`) });
      expect((error as UserError).fix).toContain('TMPDIR');
    } finally {
      if (TMPDIR === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = TMPDIR;
    }
    expect(readFileSync(join(root, 'out/sft/train.jsonl'), 'utf8')).toBe(before);
  });

  it('is what inspect says, too, and not that the archive is damaged', async () => {
    const disk = smallDisk();
    if (!disk) return;
    const root = tempFolder();
    writeFileSync(join(root, 'a.jsonl.gz'), gzipSync(many));
    const error = await buildIndex(
      [{ path: 'a.jsonl.gz', bytes: { kind: 'file', file: join(root, 'a.jsonl.gz') }, size: 1 }],
      { spills: new SpillStore(disk) },
    ).catch((e: unknown) => e);
    expect(error).toMatchObject({ name: 'UserError', exitCode: 3, message: expect.stringContaining('is full') });
  });
});

describe('a refusal of the system', () => {
  const refusal = (code: string): Error => Object.assign(new Error(code), { code, syscall: 'read', errno: -1 });
  it.each(['EIO', 'ENOSPC', 'EDQUOT', 'EMFILE', 'ENOMEM', 'ESTALE', 'EROFS'])('%s is the machine’s', (code) => {
    const error = refusal(code);
    expect(whyUnreadable(error)).toBeUndefined();
    expect(readFailure('logs/a.jsonl', error as Error & { code: string })).toMatchObject({
      exitCode: 3,
      message: `logs/a.jsonl cannot be read: the system says ${code}`,
    });
    expect(() =>
      inTemporary('/some/tmp', () => {
        throw error;
      }),
    ).toThrow(/temporary folder \/some\/tmp/);
  });
  it.each(['EACCES', 'EPERM', 'ENOENT', 'ELOOP'])('%s is one file’s, and says what to do', (code) => {
    expect(whyUnreadable(refusal(code))).toMatch(/; /);
  });
  it('is no damage of the data, nor is damage one of it', () => {
    expect(whyUnreadable(Object.assign(new Error('x'), { code: 'ENOENT' }))).toBeUndefined();
    expect(whyUnreadable(Object.assign(new Error('incorrect header check'), { code: 'Z_DATA_ERROR' }))).toBeUndefined();
  });
});

describe('a file and a folder without permission', () => {
  it('are named, and the rest is read', async () => {
    assertBuilt();
    if (process.platform === 'win32') return void console.warn('SKIPPED: permissions, which Windows has otherwise.');
    const root = tempFolder();
    for (const path of ['logs/good.jsonl', 'logs/closed.jsonl', 'logs/locked/inside.jsonl']) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), talk(1));
    }
    chmodSync(join(root, 'logs/closed.jsonl'), 0);
    chmodSync(join(root, 'logs/locked'), 0);
    onTestFinished(() => chmodSync(join(root, 'logs/locked'), 0o700));
    const { status, stdout, stderr } = asNobody(root, ['run', 'logs', '--out', 'out', '--json']);
    expect(status, stderr).toBe(0);
    const { skipped, stages } = JSON.parse(stdout) as { skipped: number; stages: object[] };
    expect(skipped).toBe(2);
    expect(stages[0]).toEqual({ name: 'files', unit: 'files', in: 3, out: 1, dropped: { unreadable: 2 } });
    expect(stderr).toContain('2 files could not be used');
    expect(stderr).toContain('logs/closed.jsonl: no permission to read it; change its permissions');
    expect(stderr).toContain('logs/locked: no permission to read it; change its permissions');
    // A pattern must open the folders that it looks through, and names what it may not open.
    const byPattern = asNobody(root, ['run', 'logs/*/*.jsonl', 'logs/good.jsonl', '--out', 'out2', '--json']);
    expect(byPattern.status, byPattern.stderr).toBe(0);
    expect(byPattern.stderr).toContain('logs/locked: no permission to read it');
  });
});

/** Root may read everything, so it steps down: to a user who then needs a copy of the command that he may read. */
function asNobody(root: string, args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const env = { PATH: process.env.PATH, GOLDPAN_KEY: TEST_KEY, NO_COLOR: '1' };
  if (!isRoot)
    return spawnSync(process.execPath, [join(DIST, 'cli.mjs'), ...args], { cwd: root, env, encoding: 'utf8' });
  const copy = tempFolder();
  cpSync(DIST, join(copy, 'dist'), { recursive: true });
  copyFileSync(process.execPath, join(copy, 'node'));
  for (const folder of [copy, root]) {
    chmodSync(folder, 0o777);
  }
  const step = ['--reuid=65534', '--regid=65534', '--clear-groups', join(copy, 'node'), join(copy, 'dist/cli.mjs')];
  return spawnSync('setpriv', [...step, ...args], { cwd: root, env, encoding: 'utf8' });
}

describe('what the command says of losses', () => {
  it('names ten kinds of loss on stderr, whole files first, and counts the rest', async () => {
    assertBuilt();
    const root = tempFolder();
    mkdirSync(join(root, 'logs'));
    writeFileSync(join(root, 'logs/good.jsonl'), talk(1));
    for (let i = 0; i < 12; i++)
      writeFileSync(
        join(root, `logs/a${String(i).padStart(2, '0')}.jsonl`),
        `${talk(i)}{"broken\n{"more\n${talk(i + 50)}`,
      );
    writeFileSync(join(root, 'logs/z\u001b[2J.jsonl'), Buffer.from([0x7b, 0xe4, 0x7d, 10]));
    const { code, out, err } = await goldpan(['run', 'logs', '--out', 'out', '--json'], { cwd: root });
    expect(code).toBe(0);
    const told = err.slice(err.indexOf('1 file and'));
    expect(told.split('\n').slice(0, 3)).toEqual([
      '1 file and 24 records could not be used',
      expect.stringMatching(/^ {2}logs\/z\\u001b\[2J\.jsonl: bytes that are not UTF-8/),
      expect.stringMatching(/^ {2}logs\/a00\.jsonl:2 and 1 more record: not valid JSON/),
    ]);
    expect(told.match(/could not|^ {2}logs/gm)).toHaveLength(11);
    expect(told).toMatch(/ {2}and 3 more; `.* inspect` lists them\n {2}Fix them and run again/);
    expect(JSON.parse(out)).toMatchObject({ skipped: 25 });
    const why = await goldpan(['why', 'logs/a03.jsonl'], { cwd: root });
    expect(why.out).toMatch(/Read as openai-messages: 4 record\(s\)[\s\S]*Skipped: logs\/a03\.jsonl:2 and 1 more/);
  });
});
