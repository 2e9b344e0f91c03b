/** Writes the rows of a table as JSON lines, and joins ratings to the messages they are about. */

import { defined } from '../../kit/defined.ts';
import { layoutOf } from '../formats/tables/db-rows.ts';
import { get, isObject } from '../parse.ts';
import { type Rating, ratingRow } from '../rows/ratings.ts';
import { JOINED } from '../rows/session.ts';
import { cell } from '../rows/values.ts';
import type { Source } from '../sources.ts';
import type { SpillStore, SpillWriter } from '../spill.ts';
import { JsonLine } from '../sqlite/json-line.ts';

/** Ratings are few beside messages; past this many the rest is left unjoined, and that is said. */
const MAX_RATINGS = 500_000;

/** Ratings by the message that they are about. Filled before the messages are read. */
export class Ratings {
  private readonly byMessage = new Map<string, Rating[]>();
  private count = 0;
  /** Some ratings could not be kept. */
  full = false;

  add(row: unknown): void {
    const found = ratingRow(row, layoutOf(row).columns);
    if (!found || found.message === undefined) return;
    if (this.count >= MAX_RATINGS) {
      this.full = true;
      return;
    }
    this.count++;
    const list = this.byMessage.get(found.message) ?? [];
    list.push(found.rating);
    this.byMessage.set(found.message, list);
  }

  /** The row with the ratings of its message. */
  join(row: unknown): unknown {
    if (this.count === 0 || !isObject(row)) return row;
    const layout = layoutOf(row);
    if (layout.kind !== 'messages' || layout.columns.id === undefined) return row;
    const id = cell(get(row, layout.columns.id));
    const ratings = id === undefined ? undefined : this.byMessage.get(id);
    return ratings ? { ...row, [JOINED]: ratings } : row;
  }
}

/** Rows of one table on their way to a source of their own. */
export class TableSink {
  private readonly writer: SpillWriter;
  private line = 1;
  rows = 0;

  constructor(
    spills: SpillStore,
    private readonly path: string,
    readonly entry: string | undefined,
    /** undefined: what the rows are is to be found out. */
    private readonly as: string | undefined,
  ) {
    this.writer = spills.writer();
  }

  /** @param line of the row in its file. Blank lines fill up to it, so that the record's line is the file's. */
  write(row: unknown, line?: number): void {
    if (line !== undefined && line > this.line) {
      this.writer.write('\n'.repeat(line - this.line));
      this.line = line;
    }
    if (row instanceof JsonLine) this.writer.write(`${row.text}\n`);
    else this.writer.writeLine(row);
    this.line++;
    this.rows++;
  }

  /** `cut`: see `Source.cut`. */
  end(cut?: string): Source {
    return {
      path: this.path,
      cut,
      ...defined({ entry: this.entry }),
      ...(this.as === undefined ? { unpacked: true } : { as: this.as }),
      ...this.writer.end(),
    };
  }

  abort(): void {
    this.writer.abort();
  }
}

/** Column names and values as a row. Keys that an object has by birth become plain members. */
export function rowOf(columns: readonly string[], values: readonly unknown[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  columns.forEach((name, i) => {
    if (name === '__proto__') return;
    row[name] = values[i] ?? null;
  });
  return row;
}
