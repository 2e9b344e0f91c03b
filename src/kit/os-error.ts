/** What the operating system refuses (a full disk, a missing right, a file in the place of a folder) is no bug: the user can fix it. */
import { UserError } from './errors.ts';

interface Refusal {
  /** After the path: `out/x.jsonl: there is no space left on this disk`. */
  what: string;
  fix: string;
  /** 2: the user named or set up something wrong. 3: the machine failed on the way. */
  exitCode: 2 | 3;
}

const RIGHTS: Refusal = {
  what: 'the operating system does not permit it',
  fix: 'Give yourself the right to read or write there, or name another place.',
  exitCode: 3,
};
const FULL: Refusal = {
  what: 'there is no space left on this disk',
  fix: 'Free some space (temporary files are in the folder of TMPDIR) and run it again; the files in place are unchanged.',
  exitCode: 3,
};
const OPEN: Refusal = {
  what: 'too many files are open',
  fix: 'Raise the limit (`ulimit -n 4096`), or use fewer --workers.',
  exitCode: 3,
};
const DEVICE: Refusal = { what: 'the disk reports an error', fix: 'Check the disk or its connection.', exitCode: 3 };
const AWAY = 'Move it out of the way, or name another path.';
const FOLDER: Refusal = { what: 'it is a folder where a file is needed', fix: AWAY, exitCode: 2 };
const FILE: Refusal = { what: 'a file is in the place of a folder', fix: AWAY, exitCode: 2 };
const TAKEN: Refusal = { what: 'something else is in this place already', fix: AWAY, exitCode: 2 };

/** By the codes of errno(3), as Node.js names them; those of its own file functions below. */
const REFUSALS: Readonly<Record<string, Refusal>> = {
  ENOSPC: FULL,
  EDQUOT: { ...FULL, what: 'your disk quota is used up' },
  EFBIG: {
    what: 'the file would be larger than this file system or process may write',
    fix: 'Raise the limit (`ulimit -f unlimited`), or write to another file system.',
    exitCode: 3,
  },
  EACCES: RIGHTS,
  EPERM: RIGHTS,
  EROFS: { what: 'the file system is read-only', fix: 'Name a place that can be written to.', exitCode: 3 },
  ENOENT: {
    what: 'no such file or folder',
    fix: 'Check the path; another program may have moved or deleted it.',
    exitCode: 2,
  },
  ENOTDIR: FILE,
  EISDIR: FOLDER,
  EEXIST: TAKEN,
  ENOTEMPTY: {
    what: 'the folder is not empty',
    fix: 'Another program may be writing there: stop it, or name another folder.',
    exitCode: 3,
  },
  EMFILE: OPEN,
  ENFILE: OPEN,
  EIO: DEVICE,
  ENXIO: DEVICE,
  ENODEV: DEVICE,
  ESTALE: DEVICE,
  EBUSY: { what: 'another program is using it', fix: 'Close the other program and try again.', exitCode: 3 },
  ETXTBSY: { what: 'another program is using it', fix: 'Close the other program and try again.', exitCode: 3 },
  ELOOP: { what: 'symbolic links lead in a circle', fix: 'Correct the links.', exitCode: 2 },
  ENAMETOOLONG: { what: 'the path is too long', fix: 'Use a shorter one.', exitCode: 2 },
  EXDEV: { what: 'the two places are on different file systems', fix: 'Name a folder on the same one.', exitCode: 2 },
  ENOMEM: { what: 'there is not enough memory', fix: 'Use fewer --workers, or close other programs.', exitCode: 3 },
  EAGAIN: { what: 'the operating system cannot do it now', fix: 'Try again.', exitCode: 3 },
  ERR_FS_FILE_TOO_LARGE: {
    what: 'the file is larger than Node.js can read at once',
    fix: 'Split the file.',
    exitCode: 3,
  },
  ERR_FS_EISDIR: FOLDER,
  ERR_FS_CP_DIR_TO_NON_DIR: FILE,
  ERR_FS_CP_NON_DIR_TO_DIR: FOLDER,
};

/** Node.js writes a byte that is not UTF-8 as this character: the name then finds nothing. */
const NOT_UTF8: Refusal = {
  what: 'its name is not valid UTF-8, so that it cannot be opened',
  fix: 'Rename it (`convmv` renames many), or leave it out with "sources.exclude".',
  exitCode: 3,
};

/**
 * @param error Anything thrown.
 * @param doing What was being done, such as `reading the logs`; for errors that name no path (those of an open file).
 * @returns A UserError for a refusal of the operating system, with the path; everything else as it is. The original is its `cause`.
 */
export function asUserError(error: unknown, doing?: string): unknown {
  if (!isSystemError(error)) return error;
  const refusal = refusalOf(error);
  if (!refusal) return error;
  const { code, syscall = 'file access', path, dest } = error;
  const where =
    path === undefined
      ? (doing ?? `a file that Goldpan was using (${syscall})`)
      : `${path}${dest === undefined ? '' : ` → ${dest}`}`;
  const user = new UserError(`${where}: ${refusal.what} (${code})`, refusal.fix, refusal.exitCode);
  user.cause = error;
  return user;
}

/** Why a file or folder could not be used, as one phrase: `no such file or folder (ENOENT)`. undefined: no error of the operating system. */
export function osReason(error: unknown): string | undefined {
  if (!isSystemError(error)) return undefined;
  const refusal = refusalOf(error);
  return refusal && `${refusal.what} (${error.code})`;
}

/**
 * Runs file work whose errors should name what was being done.
 * @throws UserError as of `asUserError`; everything else as thrown.
 */
export function explained<T>(doing: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asUserError(error, doing);
  }
}

interface SystemError extends Error {
  code: string;
  syscall?: string;
  path?: string;
  dest?: string;
}

const refusalOf = ({ code, path }: SystemError): Refusal | undefined =>
  code === 'ENOENT' && path?.includes('\ufffd') ? NOT_UTF8 : REFUSALS[code];

function isSystemError(error: unknown): error is SystemError {
  if (!(error instanceof Error) || error instanceof UserError) return false;
  const { code, syscall } = error as Partial<SystemError> & { syscall?: unknown };
  if (typeof code !== 'string') return false;
  // A system call on files failed, or a file function refused; not a code that a library made up.
  return (typeof syscall === 'string' && !NETWORK.has(syscall)) || code.startsWith('ERR_FS_');
}

/** Their errors are about a host, and told where it is known which (ingest/postgres/errors.ts). */
const NETWORK: ReadonlySet<string> = new Set(['connect', 'getaddrinfo', 'listen', 'bind']);
