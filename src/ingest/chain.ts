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
  /** Minute of the record that a digest is the prompt of, or all of. */
  private readonly times = new Table64();

  /**
   * Session of the record: an earlier one that it extends, repeats or answers again, else `fresh()`.
   * A request that asks something else after a known answer is a session of its own (a fork), not a continuation:
   * both talks are real. So are two answers to one history on different days: nobody regenerates an answer days later, but
   * many people ask one question.
   *
   * @param time of the record, UTC ms; NaN when the log does not tell it
   */
  link(chain: Chain, seed: string, fresh: () => number, time = Number.NaN): number {
    const prompt = chainDigests(chain.prompt, seed);
    const last = prompt.at(-1);
    const whole = chain.reply.length > 0 ? chainDigests(chain.reply, last ?? seed) : [];
    const all = [...prompt, ...whole];
    const minPrefix = chain.minPrefix > 0 ? chain.minPrefix : prompt.length + 1;

    const found = this.find(prompt.length, all, minPrefix, time);
    const session = found.session ?? fresh();
    for (let k = minPrefix; k <= all.length; k++) {
      const digest = all[k - 1] as string;
      // What comes next goes on with the talk of its own day.
      if (found.apart || this.known.get(digest) === undefined) this.known.set(digest, session);
      if (k < all.length) this.continued.set(digest, 1);
    }
    if (!Number.isNaN(time))
      for (const digest of [last, all.at(-1)]) if (digest !== undefined) this.times.set(digest, minuteOf(time));
    for (const other of chain.alternates ?? []) {
      const digest = chainDigests(other, last ?? seed).at(-1);
      if (digest !== undefined && this.known.get(digest) === undefined) this.known.set(digest, session);
    }
    return session;
  }

  /** The longest known prefix decides; a shorter one of the same talk says less. */
  private find(
    asked: number,
    all: readonly string[],
    minPrefix: number,
    time: number,
  ): { session?: number; apart: boolean } {
    for (let k = all.length; k >= minPrefix; k--) {
      const digest = all[k - 1];
      const owner = digest === undefined ? undefined : this.known.get(digest);
      if (digest === undefined || owner === undefined) continue;
      // A regenerated answer, and a record that was logged twice, belong to the session although the talk went on
      // there.
      const [answersAgain, repeats] = [k === asked, k === all.length];
      const apart = answersAgain && !repeats && this.isApart(digest, time);
      const joins = !apart && (answersAgain || repeats || this.continued.get(digest) === undefined);
      return { apart, ...(joins ? { session: owner } : {}) };
    }
    return { apart: false };
  }

  private isApart(digest: string, time: number): boolean {
    const then = this.times.get(digest);
    return then !== undefined && !Number.isNaN(time) && Math.abs(minuteOf(time) - then) > MAX_APART;
  }
}

/** Minutes fit into the table's 32 bits; times before 1970 are none. */
const minuteOf = (time: number): number => Math.max(0, Math.floor(time / 60_000));

/** A working day and the evening after it, in minutes: whoever tries again does so before the next day is over. */
const MAX_APART = 24 * 60;
