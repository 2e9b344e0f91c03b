/**
 * How much a run lets its model read. A model reads some 5 kB a second as WebAssembly and 30 natively, so that a run over large logs
 * would wait for nothing else. Each session has its share beforehand: what it is answered must not depend on the sessions before it,
 * or on the number of threads; for the same reason what is remembered from others counts as well.
 */

/** Characters of windows in a run: half a minute of WebAssembly. */
const RUN = 200_000;
/** Small sessions of a run with many records get this much, about two windows, as long as all of them together stay within `FLOORS`. */
const FLOOR = 1_200;
const FLOORS = 400_000;

/** Sizes in records, as the index counts them. */
export interface RunSize {
  records: number;
  sessions: number;
}

/** @returns characters of windows for a session of so many records */
export function shareOf(records: number, run: RunSize): number {
  const share = (RUN * records) / Math.max(1, run.records);
  return Math.floor(Math.max(share, Math.min(FLOOR, FLOORS / Math.max(1, run.sessions))));
}

/** What a model read of one session, and what it had no room for. */
export interface SecondPass {
  windows: number;
  /** Of the windows that were read. */
  chars: number;
  /** Windows beyond the session's share: what is doubtful in them was decided without the model. */
  unread: number;
}

/** The account of one session. */
export class Quota implements SecondPass {
  windows = 0;
  chars = 0;
  unread = 0;

  /** Windows that the session has repeated cost once: a session's own texts are the same in every run. */
  private readonly taken = new Set<string>();

  /** @param share characters; without a number all is read */
  constructor(private readonly share = Number.POSITIVE_INFINITY) {}

  /** True when a window may be read, and then it is counted. */
  take(text: string): boolean {
    if (this.taken.has(text)) return true;
    // Once it is used up, it is: shorter windows further on must not be read in place of earlier ones.
    if (this.unread > 0 || this.chars + text.length > this.share) {
      this.unread++;
      return false;
    }
    this.taken.add(text);
    this.windows++;
    this.chars += text.length;
    return true;
  }
}
