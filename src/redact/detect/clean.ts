/** Texts in which nothing was found, known by their digests: rows of several datasets hold the same texts, far apart. */
import { createHash } from 'node:crypto';
import { Table64 } from '../../kit/table64.ts';
import type { TextUnit } from './detector.ts';

/** 24 bytes each at most; a run over more begins anew. */
const MAX_TEXTS = 1_000_000;
/** To read a shorter one again costs no more than its digest. */
export const MIN_REMEMBERED = 64;

export class CleanTexts {
  private known = new Table64();
  /** Halves of the digest of the text that was asked about last, and is remembered next. */
  private high = 0;
  private low = 0;

  /** Whether nothing was found in this text, of this kind and under this key. */
  has({ kind, key, text }: TextUnit): boolean {
    // With the length of the key, so that no two units make one string.
    const digest = createHash('sha256')
      .update(`${kind} ${key?.length ?? '-'} ${key ?? ''}${text}`)
      .digest();
    this.high = digest.readUInt32LE(0);
    this.low = digest.readUInt32LE(4);
    return this.known.read(this.high, this.low) !== undefined;
  }

  /** Remembers the text that `has` was asked about last. */
  add(): void {
    if (this.known.size >= MAX_TEXTS) this.known = new Table64();
    this.known.write(this.high, this.low, 0);
  }
}
