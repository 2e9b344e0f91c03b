/** A lock file taken, or a message that says who has it. */

import { UserError } from '../kit/errors.ts';
import { takeLock } from '../kit/lock.ts';

/**
 * @param file the lock file, in a folder that is there.
 * @param where what is locked, as the message calls it.
 * @returns the release.
 * @throws UserError (exit code 3) while another process holds it.
 */
export function exclusively(file: string, where: string): () => void {
  const taken = takeLock(file);
  if (taken.release) return taken.release;
  if (!taken.holder)
    throw new UserError(
      `${file} is in the way: Goldpan did not write it, and needs its name for a lock`,
      'Move it away.',
      3,
    );
  const { pid, since, host } = taken.holder;
  const when = since ? `, since ${since.slice(0, 19).replace('T', ' ')} UTC` : '';
  throw new UserError(
    `another run is at work ${where} (process ${pid}${host ? ` on ${host}` : ''}${when})`,
    `Wait for it, or stop it. If this process is none of Goldpan's, delete ${file}.`,
    3,
  );
}
