/** Real runs, erasures and readings around an output folder: what is the user's stays, to the byte and under its name. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { erase } from '../../../src/assess/erase/erase.ts';
import { reportDataset } from '../../../src/assess/report/report.ts';
import { explain } from '../../../src/assess/why.ts';
import { validatePaths } from '../../../src/datasets/validate.ts';
import { UserError } from '../../../src/kit/errors.ts';
import { Key } from '../../../src/kit/key.ts';
import type { RunResult } from '../../../src/run/options.ts';
import { workspaceAt } from '../../../src/run/store/workspace.ts';
import { killBetweenRenames } from '../../support/killed.ts';
import { productionTalk, writeLog } from '../../support/logs.ts';
import { run, TEST_KEY, type TestRun } from '../../support/pipeline.ts';
import { tempFolder } from '../../support/temp.ts';
import { treeOf } from '../../support/tree.ts';

const MAIL = 'maria.keller@posteo.example';

function put(root: string, path: string, text = `mine: ${path}`): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function workspace(): string {
  const root = tempFolder();
  writeLog(root, 'logs/a.jsonl', [
    ...productionTalk('a', [{ user: `Where is my tent? I am ${MAIL}.`, answer: 'It is on its way to you, by road.' }]),
    ...productionTalk('b', [{ user: 'How tall is a giraffe?', answer: 'A giraffe is some five metres tall.' }]),
  ]);
  return root;
}

/** No row comes of it. */
const emptyLog = (root: string): string =>
  writeLog(root, 'logs/a.jsonl', [{ messages: [{ role: 'user', content: 'Is anybody there?' }] }]);

/** Refused, before anything was read or made; and all is as it was. */
async function isRefused(more: TestRun, why: RegExp): Promise<void> {
  const before = treeOf(more.root);
  const works: number[] = [];
  const attempt = run({ ...more, more: { ...more.more, onProgress: () => works.push(1) } });
  await expect(attempt).rejects.toThrow(UserError);
  await expect(attempt).rejects.toThrow(why);
  expect(works).toEqual([]);
  expect(treeOf(more.root)).toEqual(before);
}

describe('a run on an output folder of the user', () => {
  it('refuses a file', async () => {
    const root = workspace();
    put(root, 'notes.txt', 'my thesis');
    await isRefused({ root, out: join(root, 'notes.txt') }, /notes\.txt is a file/);
  });

  it('refuses the log that it reads', async () => {
    const root = workspace();
    await isRefused({ root, paths: ['logs/a.jsonl'], out: 'logs/a.jsonl' }, /is a log that the run reads/);
  });

  it('refuses a link, and leaves it', async () => {
    const root = workspace();
    put(root, 'real/keep.txt');
    symlinkSync(join(root, 'real'), join(root, 'link'));
    await isRefused({ root, out: 'link' }, /is a symbolic link to/);
  });

  it('refuses a dataset with adapters, notes or a repository in it, and takes it again without', async () => {
    const root = workspace();
    await run({ root });
    for (const [file, top] of [
      ['out/adapters/lora.bin', 'out/adapters'],
      ['out/NOTES.md', 'out/NOTES.md'],
      ['out/.git/HEAD', 'out/.git'],
    ] as const) {
      put(root, file);
      await isRefused({ root }, /holds what Goldpan did not write/);
      rmSync(join(root, top), { recursive: true });
    }
    const before = treeOf(join(root, 'out'));
    await run({ root });
    expect(treeOf(join(root, 'out'))).toEqual(before);
  });

  it('refuses a dataset above the logs', async () => {
    const root = workspace();
    await run({ root, out: 'data' });
    writeLog(root, 'data/logs/b.jsonl', productionTalk('c', [{ user: 'Is it open?', answer: 'It opens at nine.' }]));
    await isRefused({ root, paths: ['data/logs'], out: 'data' }, /holds .*data\/logs/);
  });

  it('takes an empty folder, and folders that are not there yet', async () => {
    const root = workspace();
    mkdirSync(join(root, 'empty'));
    await run({ root, out: 'empty' });
    await run({ root, out: 'a/b/c' });
    expect(treeOf(join(root, 'empty'))).toEqual(treeOf(join(root, 'a/b/c')));
    expect(readdirSync(join(root, 'a/b'))).toEqual(['c']);
  });

  it('leaves folders alone that have the names of its staging folders', async () => {
    const root = workspace();
    for (const end of ['new', 'old', 'abc123', 'lock-of-mine']) put(root, `out.goldpan-${end}/thesis.txt`);
    put(root, 'out.goldpan-swap1/goldpan-swap.json', '{"mine":1}');
    const mine = treeOf(root, ['.goldpan', 'out']);
    await run({ root });
    await run({ root });
    expect(treeOf(root, ['.goldpan', 'out'])).toEqual(mine);
  });

  it('does not take a lock of the user for its own', async () => {
    const root = workspace();
    put(root, 'out.goldpan-lock', 'mine');
    await expect(run({ root })).rejects.toThrow(/out\.goldpan-lock is in the way/);
    expect(readFileSync(join(root, 'out.goldpan-lock'), 'utf8')).toBe('mine');
    expect(existsSync(join(root, 'out'))).toBe(false);
  });

  it('replaces nothing when a file of the user came in meanwhile, and keeps what it made', async () => {
    const root = workspace();
    await run({ root });
    const before = treeOf(join(root, 'out'));
    const onProgress = (phase: string): void => void (phase === 'export' && put(root, 'out/NOTES.md'));
    const attempt = run({ root, more: { onProgress } });
    await expect(attempt).rejects.toMatchObject({ fix: expect.stringContaining('out.goldpan-new') as string });
    const after = treeOf(join(root, 'out'));
    expect(after['NOTES.md']).toBe(Buffer.from('mine: out/NOTES.md').toString('base64'));
    expect(treeOf(join(root, 'out'), ['NOTES.md'])).toEqual(before);
    expect(treeOf(join(root, 'out.goldpan-new'))).toEqual(before);
    expect(readdirSync(root).sort()).toEqual(['.goldpan', 'logs', 'out', 'out.goldpan-new']);
    rmSync(join(root, 'out/NOTES.md'));
    await run({ root });
    expect(treeOf(join(root, 'out.goldpan-new'))).toEqual(before);
  });

  it('replaces no file that took the place of the output meanwhile', async () => {
    const root = workspace();
    const onProgress = (phase: string): void => void (phase === 'export' && put(root, 'out'));
    await expect(run({ root, more: { onProgress } })).rejects.toThrow(/is a file/);
    expect(readFileSync(join(root, 'out'), 'utf8')).toBe('mine: out');
  });
});

describe('two runs at once', () => {
  it('from two workspaces to one folder: the second is refused at its start, and says by whom', async () => {
    const root = workspace();
    const other = workspace();
    const out = join(root, 'shared/out');
    let second: Promise<RunResult> | undefined;
    const works: number[] = [];
    const onProgress = (): void => {
      second ??= run({ root: other, out, more: { onProgress: () => works.push(1) } });
      second.catch(() => undefined);
    };
    await run({ root, out, more: { onProgress } });
    await expect(second).rejects.toThrow(new RegExp(`another run is at work on .*out \\(process ${process.pid} .*UTC`));
    expect(works).toEqual([]);
    expect((await validatePaths([out], root)).findings).toEqual([]);
    expect(readdirSync(join(root, 'shared'))).toEqual(['out']);
    await run({ root: other, out });
  });

  it('in one workspace to two folders: the second is refused', async () => {
    const root = workspace();
    let second: Promise<RunResult> | undefined;
    const onProgress = (): void => {
      second ??= run({ root, out: 'two' });
      second.catch(() => undefined);
    };
    await run({ root, out: 'one', more: { onProgress } });
    await expect(second).rejects.toThrow(/another run is at work here/);
    expect(existsSync(join(root, 'two'))).toBe(false);
  });
});

describe('an erasure', () => {
  const eraseHer = (root: string): ReturnType<typeof erase> =>
    erase({
      workspace: workspaceAt(root),
      key: Key.parse(TEST_KEY) as Key,
      subject: MAIL,
      datasets: [join(root, 'out')],
    });

  it('refuses a dataset with files of the user in it, before it does anything', async () => {
    const root = workspace();
    await run({ root });
    put(root, 'out/adapters/lora.bin');
    const before = treeOf(root);
    await expect(eraseHer(root)).rejects.toThrow(/did not write: adapters\//);
    expect(treeOf(root)).toEqual(before);
    rmSync(join(root, 'out/adapters'), { recursive: true });
    expect((await eraseHer(root)).datasets).toMatchObject([{ rows: 1, left: 1 }]);
    // What it leaves is a dataset that a run may replace.
    await run({ root });
  });

  it('refuses a link to a dataset', async () => {
    const root = workspace();
    await run({ root, out: 'real' });
    symlinkSync(join(root, 'real'), join(root, 'out'));
    const before = treeOf(root);
    await expect(eraseHer(root)).rejects.toThrow(/is a symbolic link/);
    expect(treeOf(root)).toEqual(before);
  });
});

describe('a kill between the renames', () => {
  it.each([
    ['validate', (out: string) => validatePaths([out], out)],
    ['report', (out: string) => reportDataset(out)],
  ])('%s puts the dataset back', async (_what, read) => {
    const root = workspace();
    await run({ root });
    const before = treeOf(join(root, 'out'));
    killBetweenRenames(join(root, 'out'));
    expect(existsSync(join(root, 'out'))).toBe(false);
    await read(join(root, 'out'));
    expect(treeOf(join(root, 'out'))).toEqual(before);
    expect(readdirSync(root).sort()).toEqual(['.goldpan', 'logs', 'out']);
  });

  it('why puts the last run back', async () => {
    const root = workspace();
    await run({ root });
    killBetweenRenames(workspaceAt(root).run);
    const { lines } = await explain(workspaceAt(root), 'logs/a.jsonl:1', root);
    expect(lines.join('\n')).toMatch(/sft: written to/);
    expect(lines.join('\n')).not.toMatch(/no longer holds/);
  });

  it('why says that its run is another than the one of the dataset', async () => {
    const root = workspace();
    await run({ root });
    const file = join(root, 'out/goldpan.manifest.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"sessions": 2', '"sessions": 3'));
    const { lines } = await explain(workspaceAt(root), 'logs/a.jsonl:1', root);
    expect(lines.at(-1)).toMatch(/out no longer holds its dataset\. Run the pipeline again/);
  });

  it('leaves nothing that a later run takes for a log', async () => {
    const root = workspace();
    await run({ root, paths: ['.'] });
    const before = treeOf(join(root, 'out'));
    killBetweenRenames(join(root, 'out'));
    await run({ root, paths: ['.'], out: 'another' });
    expect(treeOf(join(root, 'another'))).toEqual(before);
  });
});

describe('a dataset without rows', () => {
  it('replaces one with rows only when told to', async () => {
    const root = workspace();
    await run({ root });
    emptyLog(root);
    const before = treeOf(root);
    await expect(run({ root })).rejects.toThrow(/this run made no row, and would replace the 2 of .*out by none/);
    expect(treeOf(root)).toEqual(before);
    const { outputs } = await run({ root, more: { allowEmpty: true } });
    expect(outputs).toEqual([]);
    // An empty one is no loss.
    await run({ root });
  });

  it('may be the first', async () => {
    const root = tempFolder();
    emptyLog(root);
    expect((await run({ root })).outputs).toEqual([]);
  });
});

describe('a run that finds no log', () => {
  it.each([
    ['an empty folder', () => undefined, /no log was found in logs \(nothing is there\)/],
    ['files of other names', (root: string) => put(root, 'logs/a.pdf'), /no name of a log: logs\/a\.pdf/],
    ['a file that is no log', (root: string) => put(root, 'logs/a.json', '{"a":1}'), /not recognised: logs\/a\.json/],
    ['an empty file', (root: string) => put(root, 'logs/a.jsonl', ''), /not recognised: logs\/a\.jsonl/],
  ])('ends with 2 and says what was there: %s', async (_what, fill, why) => {
    const root = tempFolder();
    mkdirSync(join(root, 'logs'));
    fill(root);
    const attempt = run({ root });
    await expect(attempt).rejects.toThrow(why);
    await expect(attempt).rejects.toMatchObject({ exitCode: 2 });
    expect(existsSync(join(root, 'out'))).toBe(false);
  });

  it('leaves the dataset that is there', async () => {
    const root = workspace();
    await run({ root });
    rmSync(join(root, 'logs/a.jsonl'));
    const before = treeOf(join(root, 'out'));
    await expect(run({ root, more: { allowEmpty: true } })).rejects.toThrow(/no log was found/);
    expect(treeOf(join(root, 'out'))).toEqual(before);
  });

  it('names a dataset of ours that it was pointed at', async () => {
    const root = workspace();
    await run({ root });
    await expect(run({ root, paths: ['out'], out: 'two' })).rejects.toThrow(/a dataset that Goldpan wrote.*: out\)/);
  });
});

describe('a manifest in a log folder', () => {
  it('of the user hides no log, and is spoken of', async () => {
    const root = workspace();
    const plain = await run({ root });
    put(root, 'logs/goldpan.manifest.json', '{"gold":"pan"}');
    const { read, notes } = await run({ root });
    expect(read).toBe(plain.read);
    expect(notes).toEqual(['logs/goldpan.manifest.json: not a manifest of Goldpan; its folder is read like any other']);
  });

  it('of a dataset hides only what it names', async () => {
    const root = workspace();
    const plain = await run({ root, out: 'logs/ds' });
    writeLog(root, 'logs/ds/more/b.jsonl', productionTalk('c', [{ user: 'Is it open?', answer: 'It opens at nine.' }]));
    const { sessions, notes } = await run({ root });
    expect(sessions).toBe(plain.sessions + 1);
    expect(notes).toEqual([expect.stringMatching(/^logs\/ds: a dataset that Goldpan wrote/)]);
    const ask = async (path: string): Promise<string> =>
      (await explain(workspaceAt(root), `${path}:1`, root)).lines.join('\n');
    expect(await ask('logs/ds/sft/train.jsonl')).toMatch(/own outputs are not read again/);
    expect(await ask('logs/ds/more/b.jsonl')).toMatch(/sft: written to/);
  });
});

it.skipIf(process.platform === 'win32')('a pipe or a device is refused, and nobody waits for it', async () => {
  const root = workspace();
  execFileSync('mkfifo', [join(root, 'pipe.jsonl')]);
  await expect(run({ root, paths: ['pipe.jsonl'] })).rejects.toThrow(/pipe\.jsonl is a pipe or a device/);
  await expect(run({ root, paths: ['/dev/null'] })).rejects.toThrow(/\/dev\/null is a pipe or a device/);
  await expect(run({ root, paths: ['logs', 'pipe.jsonl'] })).rejects.toThrow(UserError);
});
