/** Short digests for keys of the index: the first 64 bits of SHA-256, as 16 hex digits. */
import { hash } from 'node:crypto';

/** Without a hash object: several times faster on short texts. */
export const digest16 = (text: string): string => hash('sha256', text, 'hex').slice(0, 16);
