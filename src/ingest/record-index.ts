/**
 * The text-free index: where every record is and to which session it belongs. Typed arrays, about 44 bytes a record, so
 * that a log of gigabytes fits.
 */
import { defined } from '../kit/defined.ts';

const NONE = 0xffffffff;

class Column<T extends Float64Array | Uint32Array> {
  data: T;
  constructor(private readonly make: (n: number) => T) {
    this.data = make(1024);
  }
  set(index: number, value: number): void {
    if (index >= this.data.length) {
      const bigger = this.make(Math.max(index + 1, this.data.length * 2));
      bigger.set(this.data as never);
      this.data = bigger;
    }
    this.data[index] = value;
  }
  at(index: number): number {
    return this.data[index] as number;
  }
}

const floats = () => new Column((n) => new Float64Array(n));
const ints = () => new Column((n) => new Uint32Array(n));

export interface IndexedRecord {
  source: number;
  start: number;
  end: number;
  line: number;
  ordinal: number;
  /** CRC-32 of its bytes: tells in the second pass whether the file has changed. */
  check: number;
  part?: string | undefined;
}

export class RecordIndex {
  count = 0;
  private readonly source = ints();
  private readonly start = floats();
  private readonly length = floats();
  private readonly line = ints();
  private readonly ordinal = ints();
  private readonly check = ints();
  private readonly session = ints();
  private readonly order = floats();
  private readonly time = floats();
  private readonly part = ints();
  private readonly parts: string[] = [];
  private readonly partIds = new Map<string, number>();
  sessions = 0;

  /** Sessions that turned out to be the same as an earlier one. */
  private readonly merged = new Map<number, number>();

  newSession(): number {
    return this.sessions++;
  }

  /** `order` NaN: by file position. `time` NaN: unknown. */
  add(record: IndexedRecord, session: number, order: number, time: number): void {
    const i = this.count++;
    this.source.set(i, record.source);
    this.start.set(i, record.start);
    this.length.set(i, record.end - record.start);
    this.line.set(i, record.line);
    this.ordinal.set(i, record.ordinal);
    this.check.set(i, record.check);
    this.session.set(i, session);
    this.order.set(i, order);
    this.time.set(i, time);
    this.part.set(i, record.part === undefined ? NONE : this.partId(record.part));
  }

  /** All records of both become the earlier session's. */
  merge(a: number, b: number): void {
    const [low, high] = [this.rootOf(a), this.rootOf(b)].sort((x, y) => x - y) as [number, number];
    if (low !== high) this.merged.set(high, low);
  }

  /** The session that this one turned out to be the same as; itself for all others. */
  rootOf(session: number): number {
    let at = session;
    for (let up = this.merged.get(at); up !== undefined; up = this.merged.get(at)) at = up;
    return at;
  }

  get(i: number): IndexedRecord {
    const start = this.start.at(i);
    const part = this.part.at(i);
    return {
      source: this.source.at(i),
      start,
      end: start + this.length.at(i),
      line: this.line.at(i),
      ordinal: this.ordinal.at(i),
      check: this.check.at(i),
      ...defined({ part: part === NONE ? undefined : (this.parts[part] as string) }),
    };
  }

  /**
   * Records of each session, sorted. Within one file by `order` where given, else by position; the files of one session by
   * their earliest time, then by path order. Returns record numbers grouped by session, and where each group starts.
   */
  bySession(): { records: Uint32Array; starts: Uint32Array } {
    const starts = new Uint32Array(this.sessions + 1);
    if (this.merged.size > 0) for (let i = 0; i < this.count; i++) this.session.set(i, this.rootOf(this.session.at(i)));
    for (let i = 0; i < this.count; i++)
      starts[this.session.at(i) + 1] = (starts[this.session.at(i) + 1] as number) + 1;
    for (let s = 0; s < this.sessions; s++) starts[s + 1] = (starts[s + 1] as number) + (starts[s] as number);
    const fill = starts.slice(0, this.sessions);
    const records = new Uint32Array(this.count);
    for (let i = 0; i < this.count; i++) {
      const s = this.session.at(i);
      const at = fill[s] as number;
      records[at] = i;
      fill[s] = at + 1;
    }
    for (let s = 0; s < this.sessions; s++) this.sortGroup(records.subarray(starts[s], starts[s + 1]));
    return { records, starts };
  }

  private sortGroup(group: Uint32Array): void {
    if (group.length < 2) return;
    const firstTime = new Map<number, number>();
    for (const i of group) {
      const source = this.source.at(i);
      const time = this.time.at(i);
      const known = firstTime.get(source);
      if (known === undefined || Number.isNaN(known) || time < known) firstTime.set(source, time);
    }
    const compare = (a: number, b: number): number => {
      const order = this.order.at(a) - this.order.at(b);
      if (order !== 0 && !Number.isNaN(order)) return order;
      const sa = this.source.at(a);
      const sb = this.source.at(b);
      if (sa !== sb) {
        const time = (firstTime.get(sa) as number) - (firstTime.get(sb) as number);
        return time !== 0 && !Number.isNaN(time) ? time : sa - sb;
      }
      const time = Number.isNaN(order) ? 0 : this.time.at(a) - this.time.at(b);
      return time !== 0 && !Number.isNaN(time) ? time : this.start.at(a) - this.start.at(b);
    };
    group.sort(compare);
  }

  private partId(part: string): number {
    let id = this.partIds.get(part);
    if (id === undefined) {
      id = this.parts.push(part) - 1;
      this.partIds.set(part, id);
    }
    return id;
  }
}
