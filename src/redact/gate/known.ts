/** A set of gate values in typed arrays: a run of a million sessions keeps them all in memory. */
import { createHash } from 'node:crypto';
import { Table64 } from '../../kit/table64.ts';
import { type GateValue, PII_TYPES, type PiiType } from '../types.ts';

/** Longest value in tokens; of a longer one the first that many are looked for. */
export const MAX_TOKENS = 30;

/** Keeps a session's own values apart from those of others. One table for all: a table each would cost more than it holds. */
export interface Salt {
  digest: string;
  word: number;
}

export function saltOf(sessionId: string): Salt {
  const digest = createHash('sha256').update(sessionId).digest('hex').slice(0, 16);
  return { digest, word: Number.parseInt(digest.slice(0, 8), 16) };
}

/** Type and note share 32 bits: 5 hold the types, 26 are left for the note. */
const TYPES = 32;
const MAX_NOTE = 2 ** 26;

export class KnownValues {
  /** Digest → number of its type, and the note. */
  private readonly values = new Table64();
  /** Hash of a first token → token counts that occur behind it, a bit each. */
  private readonly heads = new Table64();

  get size(): number {
    return this.values.size;
  }

  /**
   * @param note a number from 0 that comes back with the value; of values told twice the first counts
   * @param salt the value counts in that session only
   */
  add(value: GateValue, note: number, salt?: Salt): void {
    if (this.values.get(value.digest, salt?.digest) === undefined)
      this.values.set(value.digest, PII_TYPES.indexOf(value.type) + TYPES * (note < MAX_NOTE ? note : 0), salt?.digest);
    const head = mixed(value.head, salt);
    this.heads.write(head, head, (this.heads.read(head, head) ?? 0) | (1 << (value.tokens - 1)));
  }

  /** Token counts of the values that begin with this token: bit n - 1 for n tokens. */
  lengths(head: number, salt?: Salt): number {
    const at = mixed(head, salt);
    return this.heads.read(at, at) ?? 0;
  }

  get(digest: string, salt?: Salt): { type: PiiType; note: number } | undefined {
    const packed = this.values.get(digest, salt?.digest);
    const type = packed === undefined ? undefined : PII_TYPES[packed % TYPES];
    return type && { type, note: Math.floor((packed as number) / TYPES) };
  }
}

const mixed = (head: number, salt: Salt | undefined): number => (salt ? (head ^ salt.word) >>> 0 : head);
