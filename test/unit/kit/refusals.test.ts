import { describe, expect, it } from 'vitest';
import { bugMessage, bugText } from '../../../src/kit/bug.ts';
import { UserError } from '../../../src/kit/errors.ts';
import { asUserError, explained, osReason } from '../../../src/kit/os-error.ts';

const refused = (code: string, more: object = {}): Error =>
  Object.assign(new Error('raw'), { code, syscall: 'open', path: 'out/x', ...more });

/** Code; what is said of it; the exit code: 2 when the user named something wrong, 3 when the machine failed. */
const CODES: readonly (readonly [code: string, what: string, exitCode: 2 | 3])[] = [
  ['ENOSPC', 'there is no space left on this disk', 3],
  ['EDQUOT', 'your disk quota is used up', 3],
  ['EFBIG', 'the file would be larger than this file system or process may write', 3],
  ['EACCES', 'the operating system does not permit it', 3],
  ['EPERM', 'the operating system does not permit it', 3],
  ['EROFS', 'the file system is read-only', 3],
  ['ENOENT', 'no such file or folder', 2],
  ['ENOTDIR', 'a file is in the place of a folder', 2],
  ['EISDIR', 'it is a folder where a file is needed', 2],
  ['EEXIST', 'something else is in this place already', 2],
  ['ENOTEMPTY', 'the folder is not empty', 3],
  ['EMFILE', 'too many files are open', 3],
  ['ENFILE', 'too many files are open', 3],
  ['EIO', 'the disk reports an error', 3],
  ['ENXIO', 'the disk reports an error', 3],
  ['ENODEV', 'the disk reports an error', 3],
  ['ESTALE', 'the disk reports an error', 3],
  ['EBUSY', 'another program is using it', 3],
  ['ETXTBSY', 'another program is using it', 3],
  ['ELOOP', 'symbolic links lead in a circle', 2],
  ['ENAMETOOLONG', 'the path is too long', 2],
  ['EXDEV', 'the two places are on different file systems', 2],
  ['ENOMEM', 'there is not enough memory', 3],
  ['EAGAIN', 'the operating system cannot do it now', 3],
  ['ERR_FS_FILE_TOO_LARGE', 'the file is larger than Node.js can read at once', 3],
  ['ERR_FS_EISDIR', 'it is a folder where a file is needed', 2],
  ['ERR_FS_CP_DIR_TO_NON_DIR', 'a file is in the place of a folder', 2],
  ['ERR_FS_CP_NON_DIR_TO_DIR', 'it is a folder where a file is needed', 2],
];

describe('what the operating system refuses', () => {
  it.each(CODES)('%s: %s, exit code %i', (code, what, exitCode) => {
    const error = asUserError(refused(code)) as UserError;
    expect([error instanceof UserError, error.message, error.exitCode]).toEqual([
      true,
      `out/x: ${what} (${code})`,
      exitCode,
    ]);
    expect(osReason(refused(code))).toBe(`${what} (${code})`);
  });

  it.each<[string, object, string | undefined, string]>([
    ['the path', {}, 'reading the logs', 'out/x'],
    ['both paths', { dest: 'out/y' }, 'reading the logs', 'out/x → out/y'],
    ['what was being done', { path: undefined }, 'reading the logs', 'reading the logs'],
    ['the system call', { path: undefined }, undefined, 'a file that Goldpan was using (open)'],
  ])('is told with %s', (_, more, doing, where) => {
    const error = asUserError(refused('EIO', more), doing) as UserError;
    expect(error.message).toBe(`${where}: the disk reports an error (EIO)`);
  });

  it.each<[string, unknown]>([
    ['a code that is not known', refused('EWHATEVER')],
    ['a code without a system call', refused('ENOENT', { syscall: undefined })],
    ['a number as code', refused('x', { code: 2 })],
    ['a lookup of a host', refused('EACCES', { syscall: 'getaddrinfo' })],
    ['a port', refused('EACCES', { syscall: 'listen' })],
    ['a socket', refused('EACCES', { syscall: 'bind' })],
  ])('is not %s', (_, error) => {
    expect(asUserError(error)).toBe(error);
    expect(osReason(error)).toBe(undefined);
  });

  it('explained keeps the value, or throws what the user can read, with the cause', () => {
    expect(explained('reading', () => 7)).toBe(7);
    const raw = refused('EIO', { path: undefined });
    const fail = (): never => {
      throw raw;
    };
    try {
      explained('reading', fail);
      expect.unreachable();
    } catch (error) {
      expect((error as Error).message).toBe('reading: the disk reports an error (EIO)');
      expect((error as Error).cause).toBe(raw);
    }
  });
});

describe('a bug as it may be shown', () => {
  it.each<[unknown, string]>([
    [new Error('plain'), 'plain'],
    [new RangeError('too far'), 'too far'],
    [new ReferenceError('x is not defined'), 'x is not defined'],
    [new UserError('what', 'fix'), 'what'],
    [Object.assign(new Error('stopped'), { name: 'Cancelled' }), 'stopped'],
    [new SyntaxError('Unexpected S3cret'), 'SyntaxError'],
    [new URIError('S3cret'), 'URIError'],
    [Object.assign(new Error('S3cret'), { name: 'ZodError' }), 'ZodError'],
    ['S3cret', 'something that is no Error was thrown'],
    [undefined, 'something that is no Error was thrown'],
  ])('%s', (error, message) => {
    expect(bugMessage(error)).toBe(message);
  });
  it('has the frames of its stack, and no other lines', () => {
    const error = new Error('plain');
    error.stack = 'Error: plain\nnot a frame\n    at one (a.ts:1:1)\n    at two (b.ts:2:2)';
    expect(bugText(error)).toBe('Error: plain\n    at one (a.ts:1:1)\n    at two (b.ts:2:2)');
    error.message = '';
    expect(bugText(error)).toBe('Error: \n    at one (a.ts:1:1)\n    at two (b.ts:2:2)');
    expect(bugText('S3cret')).toBe('something that is no Error was thrown');
  });
});
