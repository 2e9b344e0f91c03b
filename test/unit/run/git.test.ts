/** What a repository says of files after a session, on repositories that the tests make. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Blobs } from '../../../src/run/git/blobs.ts';
import { findRepositories } from '../../../src/run/git/find.ts';
import { plainPath } from '../../../src/run/git/paths.ts';
import { repositoryOf } from '../../../src/run/git/repositories.ts';
import { repositoryIn, type TestRepository } from '../../support/git.ts';
import { tempFolder } from '../../support/temp.ts';

const HOUR = 3_600_000;
/** Of the session's edits; the first commit is a day older. */
const SESSION = Date.UTC(2026, 0, 10);
const BEFORE = SESSION - 24 * HOUR;

let repo: TestRepository;
beforeEach(() => {
  repo = repositoryIn(realpathSync(tempFolder()));
  repo.commit(BEFORE, { 'src/a.ts': 'old\n', 'README.md': 'read me\n' });
});

/** Asked anew each time, as a run does. */
const versions = (path: string, from = SESSION, to = from, root = repo.root) =>
  repositoryOf(findRepositories(root).places)?.versionsOf([{ path, from, to }])[0];
const here = (path: string): string => join(repo.root, path);

describe('versions after a session', () => {
  it('are the first commit after it, and HEAD', () => {
    repo.commit(SESSION + HOUR, { 'src/a.ts': 'edited\n' });
    repo.commit(SESSION + 2 * HOUR, { 'src/a.ts': 'edited and more\n' });
    expect(versions(here('src/a.ts'))).toEqual({
      before: 'old\n',
      first: 'edited\n',
      now: 'edited and more\n',
      sure: true,
    });
  });

  it('begin after the last edit: what an agent commits between two edits is no verdict', () => {
    repo.commit(SESSION + HOUR, { 'src/a.ts': 'half\n' });
    repo.commit(SESSION + 3 * HOUR, { 'src/a.ts': 'whole\n' });
    expect(versions(here('src/a.ts'), SESSION, SESSION + 2 * HOUR)).toMatchObject({
      before: 'old\n',
      first: 'whole\n',
    });
  });

  it('is what lies in the folder when nothing was committed', () => {
    repo.write('src/a.ts', 'edited\n');
    expect(versions(here('src/a.ts'))).toEqual({ before: 'old\n', now: 'edited\n', sure: true });
    rmSync(here('src/a.ts'));
    expect(versions(here('src/a.ts'))).toEqual({ before: 'old\n', now: '', sure: true });
    repo.write('src/new.ts', 'new\n');
    expect(versions(here('src/new.ts'))).toEqual({ before: '', now: 'new\n', sure: true });
    expect(versions(here('src/never.ts'))).toBeUndefined();
  });

  it('follow a renamed file, also twice, and say when it was deleted', () => {
    const text = Array.from({ length: 20 }, (_, i) => `line ${i}\n`).join('');
    repo.commit(SESSION + HOUR, { 'src/a.ts': text });
    repo.git(['mv', 'src/a.ts', 'src/b.ts']);
    repo.commit(SESSION + 2 * HOUR);
    repo.git(['mv', 'src/b.ts', 'lib c.ts']);
    repo.commit(SESSION + 3 * HOUR, { 'lib c.ts': `${text}end\n` });
    expect(versions(here('src/a.ts'))).toMatchObject({ before: 'old\n', first: text, now: `${text}end\n` });
    repo.commit(SESSION + 4 * HOUR, { 'lib c.ts': null });
    expect(versions(here('src/a.ts'))?.now).toBe('');
  });

  it('of a file that the session moved begin with the old path', () => {
    const text = Array.from({ length: 20 }, (_, i) => `line ${i}\n`).join('');
    repo.commit(BEFORE + HOUR, { 'src/long.ts': text });
    repo.git(['mv', 'src/long.ts', 'src/moved.ts']);
    repo.commit(SESSION + HOUR, { 'src/moved.ts': `${text}edited\n` });
    const edited = `${text}edited\n`;
    expect(versions(here('src/moved.ts'))).toEqual({ before: text, first: edited, now: edited, sure: true });
  });

  it('are those of the amended and the rebased commit', () => {
    repo.commit(SESSION + HOUR, { 'src/a.ts': 'edited\n' });
    repo.write('src/a.ts', 'amended\n');
    repo.git(['commit', '-q', '-a', '--amend', '-m', 'y'], SESSION + 2 * HOUR);
    expect(versions(here('src/a.ts'))).toEqual({ before: 'old\n', first: 'amended\n', now: 'amended\n', sure: true });
    repo.git(['checkout', '-q', '-b', 'work', 'HEAD~1']);
    repo.commit(SESSION + HOUR, { 'other.ts': 'mine\n' });
    repo.git(['rebase', '-q', 'main'], SESSION + 3 * HOUR);
    expect(versions(here('other.ts'))).toMatchObject({ before: '', first: 'mine\n', now: 'mine\n' });
  });

  it('tell what another branch and a stash hold, and not what a deleted branch held', () => {
    repo.git(['checkout', '-q', '-b', 'work']);
    repo.commit(SESSION + HOUR, { 'src/a.ts': 'on a branch\n' });
    repo.git(['checkout', '-q', 'main']);
    expect(versions(here('src/a.ts'))).toEqual({
      before: 'old\n',
      now: 'old\n',
      sure: true,
      elsewhere: 'on a branch\n',
    });
    repo.git(['branch', '-q', '-D', 'work']);
    expect(versions(here('src/a.ts'))).toEqual({ before: 'old\n', now: 'old\n', sure: true });
    repo.write('src/a.ts', 'stashed\n');
    repo.git(['stash', '-q'], SESSION + HOUR);
    expect(versions(here('src/a.ts'))?.elsewhere).toBe('stashed\n');
  });

  it.each([
    'with space.ts',
    '-x',
    '--output=oops',
    "it's.ts",
    'q"uote.ts',
    'two\nlines.ts',
    ':(glob)*.ts',
    'ünï.ts',
    '*.ts',
  ])('of a file that is called %j', (name) => {
    repo.commit(BEFORE + HOUR, { [name]: 'old\n' });
    repo.commit(SESSION + HOUR, { [name]: 'edited\n' });
    expect(versions(here(name))).toEqual({ before: 'old\n', first: 'edited\n', now: 'edited\n', sure: true });
    expect(readdirSync(repo.root)).not.toContain('oops');
  });

  it('read further back when a later question is of an earlier session', () => {
    repo.commit(SESSION + HOUR, { 'src/a.ts': 'one\n' });
    repo.commit(SESSION + 100 * 24 * HOUR, { 'src/a.ts': 'two\n' });
    const repository = repositoryOf(findRepositories(repo.root).places);
    const ask = (from: number) => repository?.versionsOf([{ path: here('src/a.ts'), from, to: from }])[0]?.before;
    expect(ask(SESSION + 99 * 24 * HOUR)).toBe('one\n');
    expect(ask(SESSION)).toBe('old\n');
    expect(ask(SESSION + 99 * 24 * HOUR)).toBe('one\n');
  });

  it('are none for what is too large, no text, a link, or in the .git folder', () => {
    repo.commit(SESSION + HOUR, { 'big.txt': 'x'.repeat((2 << 20) + 1), 'bytes.bin': 'a\0b' });
    symlinkSync('/etc/hostname', here('link'));
    for (const path of ['big.txt', 'bytes.bin', 'link', '.git/config', 'src/../../../etc/hostname'])
      expect(versions(here('') + path), path).toBeUndefined();
  });
});

it('contents that are too much for one answer are taken one after the other, without the one that is too large', () => {
  const sizes = { 'a.txt': 300, 'b.txt': 400, 'c.txt': 9000 };
  repo.commit(BEFORE, Object.fromEntries(Object.entries(sizes).map(([path, n]) => [path, path[0]?.repeat(n) ?? ''])));
  const ids = Object.keys(sizes).map((path) => repo.git(['rev-parse', `HEAD:${path}`]).trim());
  const [place] = findRepositories(repo.root).places;
  const blobs = new Blobs(place as NonNullable<typeof place>, 2000);
  blobs.load(ids);
  expect(ids.map((id) => blobs.text(id)?.length)).toEqual([300, 400, undefined]);
});

describe('which repository and which file', () => {
  it('finds absolute paths of another machine by their end, and says that it is not sure', () => {
    repo.commit(SESSION + HOUR, { 'src/a.ts': 'edited\n' });
    for (const path of ['/home/ada/shop/src/a.ts', 'C:\\work\\shop\\src\\a.ts', 'src/a.ts', 'a.ts'])
      expect(versions(path), path).toEqual({ before: 'old\n', first: 'edited\n', now: 'edited\n', sure: false });
    repo.commit(SESSION + HOUR, { 'README.md': 'edited\n' });
    expect(versions('/home/ada/shop/README.md')).toBeUndefined();
    expect(versions(`/elsewhere/${repo.root.split('/').at(-1)}/README.md`)?.now).toBe('edited\n');
    expect(versions('/home/ada/shop/src/other.ts')).toBeUndefined();
    // Uncommitted text of this folder says nothing about the folder of another machine.
    repo.write('src/b.ts', 'b\n');
    expect(versions('/home/ada/shop/src/b.ts')).toBeUndefined();
  });

  it('a nested repository has its own files, and a workspace within a repository is of it', () => {
    const inner = repositoryIn(here('vendor/lib'));
    inner.commit(BEFORE, { 'x.ts': 'inner\n' });
    inner.commit(SESSION + HOUR, { 'x.ts': 'inner edited\n' });
    expect(versions(here('vendor/lib/x.ts'))?.now).toBe('inner edited\n');
    repo.commit(SESSION + HOUR, { 'src/a.ts': 'edited\n' });
    expect(versions(here('src/a.ts'), SESSION, SESSION, here('src'))?.now).toBe('edited\n');
  });

  it('a work tree has its own HEAD', () => {
    repo.git(['worktree', 'add', '-q', '-b', 'side', here('trees/side')]);
    const side = { ...repo, root: here('trees/side') };
    writeFileSync(join(side.root, 'src/a.ts'), 'on the side\n');
    execFileSync('git', [
      '-C',
      side.root,
      '-c',
      'user.name=n',
      '-c',
      'user.email=n@example.com',
      'commit',
      '-qam',
      's',
    ]);
    expect(versions(join(side.root, 'src/a.ts'))).toMatchObject({ now: 'on the side\n', sure: true });
    expect(versions(here('src/a.ts'))).toMatchObject({ now: 'old\n', elsewhere: 'on the side\n' });
  });

  it('asks a bare repository by the end of the path, and one without commits about its folder', () => {
    repo.commit(SESSION + HOUR, { 'src/a.ts': 'edited\n' });
    const bare = join(realpathSync(tempFolder()), 'shop.git');
    repo.git(['clone', '-q', '--bare', repo.root, bare]);
    expect(versions('/any/where/src/a.ts', SESSION, SESSION, bare)).toMatchObject({ first: 'edited\n', sure: false });
    const empty = repositoryIn(realpathSync(tempFolder()));
    empty.write('a.ts', 'a\n');
    expect(versions(join(empty.root, 'a.ts'), SESSION, SESSION, empty.root)).toEqual({
      before: '',
      now: 'a\n',
      sure: true,
    });
  });

  it('a shallow clone does not know what came before it', () => {
    repo.commit(SESSION + HOUR, { 'src/a.ts': 'edited\n' });
    repo.commit(SESSION + 2 * HOUR, { 'README.md': 'later\n' });
    const clone = join(realpathSync(tempFolder()), 'clone');
    repo.git(['clone', '-q', '--depth', '1', `file://${repo.root}`, clone]);
    expect(versions(join(clone, 'src/a.ts'), SESSION, SESSION, clone)).toBeUndefined();
  });

  it('writes nothing, and starts nothing that the repository configures', () => {
    const mark = here('ran');
    writeFileSync(here('evil'), `#!/bin/sh\ntouch '${mark}'\n`, { mode: 0o755 });
    for (const key of ['core.fsmonitor', 'core.pager', 'diff.external', 'core.sshCommand', 'gpg.program'])
      repo.git(['config', key, here('evil')]);
    repo.git(['config', 'log.showSignature', 'true']);
    repo.commit(SESSION + HOUR, { 'src/a.ts': 'edited\n' });
    rmSync(mark, { force: true });
    const times = () =>
      ['', 'index', 'HEAD', 'refs', 'objects'].map((name) => statSync(here(join('.git', name))).mtimeMs);
    const before = times();
    expect(versions(here('src/a.ts'))?.now).toBe('edited\n');
    expect(times()).toEqual(before);
    expect(readdirSync(repo.root)).not.toContain('ran');
  });
});

describe('where Git cannot be asked', () => {
  it('says nothing without a repository', () => {
    expect(findRepositories(tempFolder())).toEqual({ places: [], notes: [] });
    expect(repositoryOf([])).toBeUndefined();
  });

  it('says once that Git is not there, or that it cannot read', () => {
    vi.stubEnv('PATH', tempFolder());
    expect(findRepositories(repo.root)).toEqual({
      places: [],
      notes: [expect.stringContaining('Git is not installed')],
    });
    vi.unstubAllEnvs();
    const broken = tempFolder();
    mkdirSync(join(broken, '.git'));
    expect(findRepositories(broken).notes).toEqual([expect.stringContaining('Git cannot read the repository')]);
  });

  it('does not take a history that cannot be read for one without commits', () => {
    repo.commit(SESSION + HOUR, { 'README.md': 'later\n' });
    repo.commit(SESSION + 2 * HOUR, { 'README.md': 'later still\n' });
    expect(versions(here('src/a.ts'))?.now).toBe('old\n');
    const lost = repo.git(['rev-parse', 'HEAD~2']).trim();
    rmSync(here(join('.git/objects', lost.slice(0, 2), lost.slice(2))), { force: true });
    expect(findRepositories(repo.root)).toMatchObject({ places: [{ bare: false }], notes: [] });
    expect(versions(here('src/a.ts'))).toBeUndefined();
    const parent = repo.git(['rev-parse', 'HEAD~1']).trim();
    rmSync(here(join('.git/objects', parent.slice(0, 2), parent.slice(2))), { force: true });
    expect(findRepositories(repo.root).notes).toEqual([expect.stringContaining('cannot read')]);
  });

  it('names a repository of another user, and how to allow it', () => {
    vi.stubEnv('PATH', fakeGit("fatal: detected dubious ownership in repository at '/x'"));
    expect(findRepositories(repo.root).notes).toEqual([expect.stringContaining('belongs to another user')]);
    vi.unstubAllEnvs();
  });
});

/** A folder with a `git` that fails with these words. */
function fakeGit(words: string): string {
  const folder = tempFolder();
  writeFileSync(join(folder, 'git'), `#!/bin/sh\necho "${words}" >&2\nexit 128\n`, { mode: 0o755 });
  return folder;
}

describe('paths of logs', () => {
  it.each([
    ['/a/./b//c', '/a/b/c'],
    ['a/../b', 'b'],
    ['C:\\x\\y', 'c:/x/y'],
    ['src\\a.ts', 'src/a.ts'],
    ['../b', undefined],
    ['/a/.git/config', undefined],
    ['', undefined],
  ])('%j is %j', (path, plain) => {
    expect(plainPath(path)).toBe(plain);
  });
});
