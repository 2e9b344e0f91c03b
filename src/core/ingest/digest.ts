/** Short digests for keys of the index: the first 64 bits of SHA-256, as 16 hex digits. */
import * as crypto from 'node:crypto';

type OneShot = (algorithm: string, data: string, encoding: 'hex') => string;

/** Without a hash object: several times faster on short texts. From Node 20.12 on. */
const oneShot = (crypto as { hash?: OneShot }).hash;

export const digest16 = (text: string): string =>
  (oneShot ? oneShot('sha256', text, 'hex') : crypto.createHash('sha256').update(text).digest('hex')).slice(0, 16);
