/**
 * What the operating system refuses while logs are read. Some refusals are about one file (no permission, gone): the file
 * is skipped and named. All others are about the machine (a full disk, a failing one, too many open files): whatever was
 * read from there on would be less than the logs hold, so the run ends and the old dataset stays.
 */
import { UserError } from '../kit/errors.ts';

/** Error codes that are about one file or folder, and what to say of it. */
const OF_ONE_FILE: Readonly<Record<string, string>> = {
  EACCES: 'no permission to read it; change its permissions, or run as a user who may',
  EPERM: 'no permission to read it; change its permissions, or run as a user who may',
  ENOENT: 'it is not there any more, or its name is not UTF-8; rename it, or run again',
  ENOTDIR: 'it is not there any more; run again',
  EISDIR: 'a folder where a file was; run again',
  ELOOP: 'symbolic links in a circle; name the file itself',
  ENAMETOOLONG: 'its path is too long for this system; shorten it',
  EBUSY: 'another program holds it; close that, then run again',
  ENXIO: 'no regular file; write what it gives into a file first',
};

interface SystemError extends Error {
  code: string;
}

/** An error of a system call. Errors of Node itself and of libraries may have a code, but no system call. */
export const isSystemError = (error: unknown): error is SystemError =>
  error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string';

/** Why this one file cannot be read; undefined: the error is about something else. */
export const whyUnreadable = (error: unknown): string | undefined =>
  isSystemError(error) ? OF_ONE_FILE[error.code] : undefined;

/** The end of the run: `path` (as shown to the user) could not be read for a reason that is the machine's. */
export const readFailure = (path: string, { code }: SystemError): UserError =>
  new UserError(
    `${path} cannot be read: the system says ${code}`,
    code === 'EMFILE' || code === 'ENFILE'
      ? 'Too many files are open: raise the limit (ulimit -n), or close other programs; then run again.'
      : 'Check the disk or the network drive that it lies on, then run again. The last dataset is as it was.',
    3,
  );

/** The end of the run: what an archive or a database holds could not be kept in the temporary folder. */
export function temporaryFailure(folder: string, { code }: SystemError): UserError {
  const full = code === 'ENOSPC' || code === 'EDQUOT';
  return new UserError(
    full
      ? `The temporary folder ${folder} is full (${code}); archives and databases are unpacked there`
      : `The temporary folder ${folder} cannot be used: the system says ${code}`,
    `${full ? 'Free some space' : 'Check its permissions and its disk'}, or set TMPDIR to another folder. The last dataset is as it was.`,
    3,
  );
}

/** Runs what works in the temporary folder; its refusals end the run. */
export function inTemporary<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw isSystemError(error) ? temporaryFailure(folder, error) : error;
  }
}
