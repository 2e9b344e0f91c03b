/** What the operating system refuses comes as a UserError with place, fix and exit code; bugs stay bugs and quote nothing. */
import { chmodSync, closeSync, mkdirSync, openSync, readdirSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bugMessage, bugText } from '../../../src/kit/bug.ts';
import { UserError } from '../../../src/kit/errors.ts';
import { asUserError, explained, osReason } from '../../../src/kit/os-error.ts';
import { tempFolder } from '../../support/temp.ts';

const failing = (code: string, more: object = {}): Error =>
  Object.assign(new Error(`${code}: words of the system`), { code, syscall: 'write', ...more });

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

describe('asUserError', () => {
  it.each([
    ['ENOSPC', 3, /no space/],
    ['EDQUOT', 3, /quota/],
    ['EFBIG', 3, /larger/],
    ['EACCES', 3, /permit/],
    ['EPERM', 3, /permit/],
    ['EROFS', 3, /read-only/],
    ['EMFILE', 3, /open/],
    ['EIO', 3, /disk/],
    ['ENOENT', 2, /no such/],
    ['ENOTDIR', 2, /place of a folder/],
    ['EISDIR', 2, /folder where a file/],
    ['EEXIST', 2, /in this place already/],
  ] as const)('%s: exit %i, with the path and the code', (code, exitCode, what) => {
    const error = asUserError(failing(code, { path: '/data/out.jsonl' })) as UserError;
    expect(error).toBeInstanceOf(UserError);
    expect(error.exitCode).toBe(exitCode);
    expect(error.message).toMatch(what);
    expect(error.message).toMatch(new RegExp(`^/data/out\\.jsonl: .*\\(${code}\\)$`));
    expect(error.fix).toMatch(/\.$/);
  });

  it('names both places of a rename, and what was being done when there is no path', () => {
    expect((asUserError(failing('EXDEV', { path: '/a', dest: '/b' })) as Error).message).toMatch(/^\/a → \/b: /);
    expect((asUserError(failing('ENOSPC'), 'writing the dataset') as Error).message).toMatch(/^writing the dataset: /);
  });

  it('takes what Node.js really throws', () => {
    const folder = tempFolder();
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const cases: [() => unknown, RegExp][] = [
      [() => readFileSync(join(folder, 'gone')), /gone: no such file/],
      [() => mkdirSync(join(file, 'x'), { recursive: true }), /a-file\/x: a file is in the place of a folder/],
      [() => mkdirSync(file, { recursive: true }), /a-file: something else/],
      [() => readdirSync(file), /a-file: a file is in the place of a folder/],
      [() => openSync(folder, 'w'), /it is a folder where a file/],
    ];
    for (const [work, message] of cases) {
      const error = asUserError(thrownBy(work));
      expect(error).toBeInstanceOf(UserError);
      expect((error as Error).message).toMatch(message);
    }
  });

  it('names the file where only its descriptor is known', () => {
    const folder = tempFolder();
    const read = () =>
      explained(folder, () => {
        const fd = openSync(folder, 'r');
        try {
          readSync(fd, Buffer.alloc(1));
        } finally {
          closeSync(fd);
        }
      });
    expect(read).toThrow(new RegExp(`^${folder}: it is a folder`));
  });

  it.skipIf(process.getuid?.() === 0)('tells of a folder that may not be read', () => {
    const folder = join(tempFolder(), 'closed');
    mkdirSync(folder, { mode: 0 });
    expect(osReason(thrownBy(() => readdirSync(folder)))).toMatch(/permit.*EACCES/);
    chmodSync(folder, 0o700);
  });

  it('says of a name that is not UTF-8 what is wrong with it', () => {
    expect((asUserError(failing('ENOENT', { path: '/logs/caf\ufffd.jsonl' })) as Error).message).toMatch(/UTF-8/);
  });

  it('leaves bugs, errors of hosts and UserErrors alone', () => {
    const others = [
      new TypeError('x is undefined'),
      failing('ECONNREFUSED', { syscall: 'connect' }),
      failing('EACCES', { syscall: 'connect' }),
      Object.assign(new Error('made up'), { code: 'ENOENT' }),
      new UserError('a', 'b'),
      'a string',
    ];
    for (const other of others) expect(asUserError(other)).toBe(other);
    expect(osReason(new TypeError('x'))).toBeUndefined();
  });
});

describe('bugText', () => {
  it('keeps our own messages, and the stack', () => {
    expect(bugText(new TypeError('x is undefined'))).toMatch(/^TypeError: x is undefined\n\s+at /);
  });

  it('quotes nothing of what a parser read, not even a line that looks like a frame', () => {
    const error = thrownBy(() => JSON.parse('{"a": S3cretPw99}'));
    expect(bugText(error)).toMatch(/^SyntaxError\n\s+at /);
    expect(bugText(error)).not.toContain('S3cret');
    expect(bugMessage(error)).toBe('SyntaxError');
    const sly = Object.assign(new Error('x\n    at Margaret (/home/m)'), { name: 'ParserError' });
    sly.stack = `ParserError: ${sly.message}\n    at real (file.ts:1:1)`;
    expect(bugText(sly)).toBe('ParserError\n    at real (file.ts:1:1)');
  });
});
