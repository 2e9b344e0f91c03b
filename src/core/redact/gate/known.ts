/** A set of gate values in typed arrays: a run of a million sessions keeps them all in memory. */
import { Table64 } from '../../ingest/table64.ts';
import { type GateValue, PII_TYPES, type PiiType } from '../types.ts';

/** Longest value in tokens; of a longer one the first that many are looked for. */
export const MAX_TOKENS = 30;

export class KnownValues {
  /** Digest → number of its type. */
  private readonly values = new Table64();
  /** Digest of a first token → token counts that occur behind it, a bit each. */
  private readonly heads = new Table64();

  get size(): number {
    return this.values.size;
  }

  /** `session`: the value counts in that session only. One table for all sessions: a table each would cost more than it holds. */
  add(value: GateValue, session?: string): void {
    this.values.set(value.digest, PII_TYPES.indexOf(value.type), session);
    this.heads.set(value.head, (this.heads.get(value.head, session) ?? 0) | (1 << (value.tokens - 1)), session);
  }

  /** Token counts of the values that begin with this token. */
  lengths(head: string, session?: string): number[] {
    const bits = this.heads.get(head, session) ?? 0;
    const lengths: number[] = [];
    for (let n = 1; bits >> (n - 1) !== 0; n++) if ((bits >> (n - 1)) & 1) lengths.push(n);
    return lengths;
  }

  typeOf(digest: string, session?: string): PiiType | undefined {
    const type = this.values.get(digest, session);
    return type === undefined ? undefined : PII_TYPES[type];
  }
}
