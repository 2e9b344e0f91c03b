/** Writes to an open file. The operating system may take less than it is given, and its errors there do not name the file. */
import { writeSync } from 'node:fs';
import { explained } from './os-error.ts';

/**
 * @param file For the message.
 * @throws UserError with the file's path, such as for a full disk.
 */
export function writeAll(fd: number, bytes: Uint8Array, file: string): void {
  explained(file, () => {
    for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done);
  });
}
