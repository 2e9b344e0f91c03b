/** Files of other kinds, framings, names of logs, and refusals of the system. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sniffFraming } from '../../../src/ingest/detect.ts';
import { foreignFile, sealedStore } from '../../../src/ingest/foreign.ts';
import { inTemporary, isSystemError, readFailure, temporaryFailure, whyUnreadable } from '../../../src/ingest/io.ts';
import { displayPath, findSources, isLogName } from '../../../src/ingest/sources.ts';
import { inFolder } from './support.ts';

describe('files that cannot be read', () => {
  it.each<[string, string, string]>([
    ['bzip2', 'BZh91AY', 'bzip2 file; unpack it first: bunzip2 FILE'],
    ['xz', '\xfd7zXZ\0', 'xz file; unpack it first: unxz FILE'],
    ['7-Zip', '7z\xbc\xaf\x27\x1c', '7-Zip archive; unpack it first'],
    ['RAR', 'Rar!\x1a', 'RAR archive; unpack it first'],
    ['tar', `${'a'.repeat(257)}ustar`, 'tar archive; unpack it first: tar xf FILE'],
    ['Arrow', 'ARROW1', 'Arrow or Feather file; write it as Parquet or JSON Lines'],
    ['DuckDB', '12345678DUCK', "DuckDB database; export the table: COPY messages TO 'messages.parquet'"],
    ['pickle', '\x80\x04\x95', 'Python pickle; it can run code when it is opened, so export it as JSON Lines'],
    ['PDF', '%PDF-1.7', 'PDF; export the conversation as text or JSON'],
    ['a picture', '\xff\xd8\xff\xe0', 'picture'],
    ['a program', '\x7fELF', 'program'],
    ['Parquet', 'PAR1', 'Parquet file'],
  ])('%s', (_name, head, why) => {
    expect(foreignFile(Buffer.from(head, 'latin1'))).toBe(why);
  });
  it.each(['{"a":1}', 'a BZh', 'DUCK', ' %PDF-', ''])('%j is none of them', (head) => {
    expect(foreignFile(Buffer.from(head))).toBeUndefined();
  });
});

describe('stores that only their program can open', () => {
  it.each([
    ['/home/kim/.codeium/windsurf/cascade/8aaa.pb', /^Windsurf .*Markdown/],
    ['x/antigravity-cli/conversations/a.pb', /^Antigravity .*transcript\.jsonl beside it$/],
  ])('%s', (path, why) => {
    expect(sealedStore(path)).toMatch(why);
  });
  it.each(['/home/kim/cascade/a.pb', 'windsurf/cascade/a.json', 'antigravity/brain/a.pb'])('%s is none', (path) => {
    expect(sealedStore(path)).toBeUndefined();
  });
  it('one below a folder is named, and so is one that the user named', async () => {
    await inTemporaryStore((folder, file) => {
      for (const paths of [['.'], [file]]) {
        const { sources, skipped } = findSources(paths, folder);
        expect(sources).toEqual([]);
        expect(skipped.map((s) => [s.path, s.code])).toEqual([[file, 'unreadable']]);
      }
    });
  });
});

async function inTemporaryStore(use: (folder: string, file: string) => void): Promise<void> {
  await inFolder(async (folder) => {
    const file = 'windsurf/cascade/a.pb';
    mkdirSync(join(folder, 'windsurf/cascade'), { recursive: true });
    writeFileSync(join(folder, file), Buffer.from([1, 2, 3]));
    use(folder, file);
  });
}

describe('framings', () => {
  it.each<[string, string, boolean, string]>([
    ['a value in each line', '{"a":1}\n{"a":2}\n', false, 'lines'],
    ['blank lines between', '{"a":1}\n\n\n{"a":2}', false, 'lines'],
    ['half of the lines broken', '{"a":1}\n{"a":', false, 'lines'],
    ['one object', '{"a":1}', false, 'lines'],
    ['an object over several lines', '{\n"a": 1\n}', false, 'values'],
    ['one array', '[{"a":1}]', false, 'array'],
    ['an array over several lines', '[\n{"a":1},\n{"a":2}\n]', false, 'array'],
    ['an empty array', '[]', false, 'array'],
    ['an array of numbers', '[1, 2]', false, 'array'],
    ['a bracket that is a time', '[2024-05-15 15:00:10] Ann: hi\n[2024-05-15 15:00:11] Bob: ho', false, 'text'],
    ['a few lines of JSON among others', 'x\ny\nz\n{"a":1}\n{"b":1}', false, 'lines'],
    ['one of six', 'x\ny\nz\nw\nv\n{"a":1}', false, 'text'],
    ['an empty object is no line', '{}\nx', false, 'values'],
    ['text', 'User: hi', false, 'text'],
    ['a last line that the head cuts does not count', '{"a":1}\n{"b":', true, 'lines'],
  ])('%s', (_name, text, truncated, framing) => {
    expect(sniffFraming(text, truncated)).toBe(framing);
  });
});

describe('names', () => {
  it.each([
    ['a.jsonl', true],
    ['A.JSON', true],
    ['a.log', true],
    ['x.tar.gz', true],
    ['a.py', false],
    ['jsonl', false],
    ['goldpan.json', false],
    ['Package.json', false],
    ['package-lock.json', false],
    ['my-package.json', true],
    ['tsconfig.base.json', false],
    ['README.md', false],
    ['CHANGELOG.md', false],
    ['LICENSE.txt', false],
    ['SOURCES.md', false],
    ['notes.md', true],
  ])('%s is a log’s: %s', (name, is) => {
    expect(isLogName(name)).toBe(is);
  });
  it.each([
    ['/w/a/b.json', '/w', 'a/b.json'],
    ['/x/b.json', '/w', '/x/b.json'],
    ['/w', '/w', '/w'],
  ])('%s in %s is shown as %s', (file, root, shown) => {
    expect(displayPath(file, root)).toBe(shown);
  });
});

const system = (code: string) => Object.assign(new Error(code), { code, syscall: 'open' });

describe('refusals of the system', () => {
  it.each([
    ['EACCES', 'no permission to read it; change its permissions, or run as a user who may'],
    ['EPERM', 'no permission to read it; change its permissions, or run as a user who may'],
    ['ENOTDIR', 'it is not there any more; run again'],
    ['EISDIR', 'a folder where a file was; run again'],
    ['ELOOP', 'symbolic links in a circle; name the file itself'],
    ['EBUSY', 'another program holds it; close that, then run again'],
    ['EIO', undefined],
    ['EMFILE', undefined],
  ])('%s about one file: %s', (code, why) => {
    expect(whyUnreadable(system(code))).toBe(why);
  });
  it('an error without a system call is none', () => {
    const own = Object.assign(new Error('x'), { code: 'EACCES' });
    expect([isSystemError(own), whyUnreadable(own), isSystemError(system('EIO')), isSystemError('EIO')]).toEqual([
      false,
      undefined,
      true,
      false,
    ]);
  });
  it.each([
    ['EMFILE', 'Too many files are open: raise the limit (ulimit -n), or close other programs; then run again.'],
    ['EIO', 'Check the disk or the network drive that it lies on, then run again. The last dataset is as it was.'],
  ])('%s ends the run', (code, fix) => {
    expect(readFailure('a.log', system(code))).toMatchObject({
      message: `a.log cannot be read: the system says ${code}`,
      fix,
      exitCode: 3,
    });
  });
  it.each([
    [
      'ENOSPC',
      'The temporary folder /t is full (ENOSPC); archives and databases are unpacked there',
      'Free some space',
    ],
    [
      'EDQUOT',
      'The temporary folder /t is full (EDQUOT); archives and databases are unpacked there',
      'Free some space',
    ],
    ['EACCES', 'The temporary folder /t cannot be used: the system says EACCES', 'Check its permissions and its disk'],
  ])('%s in the temporary folder', (code, message, start) => {
    const fix = `${start}, or set TMPDIR to another folder. The last dataset is as it was.`;
    expect(temporaryFailure('/t', system(code))).toMatchObject({ message, fix, exitCode: 3 });
  });
  it('what works in the temporary folder passes results and other errors through', () => {
    const other = new Error('other');
    const fail = (error: Error) => () => {
      throw error;
    };
    expect(inTemporary('/t', () => 5)).toBe(5);
    expect(() => inTemporary('/t', fail(other))).toThrow(other);
    expect(() => inTemporary('/t', fail(system('ENOSPC')))).toThrow('/t is full');
  });
});
