/**
 * Joins records of logs that have no session id: a request that repeats an earlier request and its reply goes on with the
 * same talk. Only digests are kept.
 */

import { Table64 } from '../kit/table64.ts';
import { chainDigests } from './message.ts';
import type { Chain } from './reader.ts';

export class ChainLinker {
  /** Digest of a talk's first k messages → its session. Only prefixes of `minPrefix` messages or more. */
  private readonly known = new Table64();
  /** The same digests, once a further message is known behind them. */
  private readonly continued = new Table64();

  /**
   * Session of the record: an earlier one that it extends, repeats or answers again, else `fresh()`.
   * A request that asks something else after a known answer is a session of its own (a fork), not a continuation:
   * both talks are real.
   */
  link(chain: Chain, seed: string, fresh: () => number): number {
    const prompt = chainDigests(chain.prompt, seed);
    const last = prompt.at(-1);
    const whole = chain.reply.length > 0 ? chainDigests(chain.reply, last ?? seed) : [];
    const all = [...prompt, ...whole];
    const minPrefix = chain.minPrefix > 0 ? chain.minPrefix : prompt.length + 1;

    let session: number | undefined;
    // The longest known prefix decides; a shorter one of the same talk says less.
    for (let k = all.length; k >= minPrefix; k--) {
      const digest = all[k - 1];
      if (digest === undefined) continue;
      const owner = this.known.get(digest);
      if (owner === undefined) continue;
      // A regenerated answer, and a record that was logged twice, belong to the session although the talk went on
      // there.
      const answersAgain = k === prompt.length;
      const repeats = k === all.length;
      if (answersAgain || repeats || this.continued.get(digest) === undefined) session = owner;
      break;
    }
    session ??= fresh();
    for (let k = minPrefix; k <= all.length; k++) {
      const digest = all[k - 1] as string;
      if (this.known.get(digest) === undefined) this.known.set(digest, session);
      if (k < all.length) this.continued.set(digest, 1);
    }
    for (const other of chain.alternates ?? []) {
      const digest = chainDigests(other, last ?? seed).at(-1);
      if (digest !== undefined && this.known.get(digest) === undefined) this.known.set(digest, session);
    }
    return session;
  }
}
