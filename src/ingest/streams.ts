/**
 * Sessions of logs that name none: records of one user that follow each other within a gap. Found when all records are known,
 * since logs come in any order; only digests, times and numbers are kept.
 *
 * The default gap, 30 minutes, is the one of web logs: Catledge and Pitkow (1995) measured 25.5 minutes as the mean pause plus 1.5
 * standard deviations, and analytics tools have kept to the half hour since.
 */
import { Table64 } from '../kit/table64.ts';
import type { FileContext, IndexEntry } from './reader.ts';
import type { RecordIndex } from './record-index.ts';

export class Streams {
  private readonly numbers = new Table64();
  private readonly stream: number[] = [];
  private readonly time: number[] = [];
  private readonly session: number[] = [];
  private readonly follows: boolean[] = [];

  /**
   * @param stream digest of user and application
   * @param session of the record so far, one of its own
   * @param follows the record is an answer or result: no session begins with it
   */
  note(stream: string, time: number, session: number, follows: boolean): void {
    const number = this.numbers.get(stream) ?? this.numbers.size;
    this.numbers.set(stream, number);
    this.stream.push(number);
    this.time.push(time);
    this.session.push(session);
    this.follows.push(follows);
  }

  /** Joins what belongs together. @param gap in milliseconds */
  join(records: Pick<RecordIndex, 'merge'>, gap: number): void {
    const { stream, time, session, follows } = this;
    const order = Uint32Array.from(stream.keys());
    order.sort((a, b) => at(stream, a) - at(stream, b) || at(time, a) - at(time, b) || a - b);
    for (let i = 1; i < order.length; i++) {
      const [before, now] = [order[i - 1] as number, order[i] as number];
      if (at(stream, before) !== at(stream, now)) continue;
      if (follows[now] || at(time, now) - at(time, before) <= gap) records.merge(at(session, before), at(session, now));
    }
  }
}

const at = (list: readonly number[], i: number): number => list[i] as number;

interface Place {
  stream: string | undefined;
  time: number | undefined;
}

/**
 * Stream and time of a message's record. What names no user, or has no time, is of the one before it in the file: an answer is to whom
 * asked last.
 *
 * @param asks it is a user's turn
 */
export function streamIn(file: FileContext, told: Place, asks: boolean): Partial<IndexEntry> {
  const state = file.state as { said?: Place };
  const stream = told.stream ?? state.said?.stream;
  const time = told.time ?? state.said?.time;
  if (stream === undefined || time === undefined) return {};
  state.said = { stream, time };
  return { stream, time, order: time, follows: !asks };
}
