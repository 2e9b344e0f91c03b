/** Parquet: the rows as JSON lines, a row group at a time. */

import {
  type AsyncBuffer,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { Cancelled } from '../../kit/errors.ts';
import { filesFor } from '../../model/endings.ts';
import type { Bytes } from '../bytes.ts';
import { type Container, isOutside, Unreadable } from './container.ts';
import { checkPages } from './parquet-pages.ts';
import { TableSink } from './table.ts';

/** A row group is held whole while it is decoded: bytes, unpacked, as its metadata has them. */
const MAX_GROUP = 256 << 20;

export const parquet: Container = {
  id: 'parquet',
  doc: {
    title: 'Parquet',
    files: filesFor('parquet'),
    detection: 'The first four bytes, `PAR1`.',
    notes: [
      'Each row becomes a record of the format that its columns have: exports of LangSmith, Phoenix and Langfuse, Hugging Face datasets, tables of messages.',
      'All usual codecs are read. Integers beyond 2^53 become text, so that no digit is lost; binary columns are left out.',
      `A row group of more than ${MAX_GROUP >> 20} MiB is left out, because it is held whole.`,
    ],
  },
  claims: (head) => head.subarray(0, 4).toString('latin1') === 'PAR1',
  async *expand(source, bytes, context) {
    const file = asyncBuffer(bytes);
    let metadata: FileMetaData;
    try {
      metadata = await parquetMetadataAsync(file);
    } catch (error) {
      if (isOutside(error)) throw error;
      throw new Unreadable('damaged or unfinished Parquet file: its footer cannot be read; copy or write it again');
    }
    const sink = new TableSink(context.spills, source.path, source.entry ?? 'rows', undefined);
    let rowStart = 0;
    for (const [i, group] of metadata.row_groups.entries()) {
      if (context.signal?.aborted) throw new Cancelled();
      // Metadata has no row numbers: they are counted, over groups that are left out, too.
      const rowEnd = rowStart + Number(group.num_rows);
      const what = `row group ${i + 1} (rows ${rowStart + 1} to ${rowEnd})`;
      const at = { line: rowStart + 1, records: Math.max(1, rowEnd - rowStart) };
      const size = Number(group.total_byte_size);
      if (size > MAX_GROUP) {
        const reason = `${what} of ${Math.round(size / 1e6)} MB; the most is ${MAX_GROUP >> 20} MiB, so write smaller ones`;
        context.skip(sink.entry, 'too_large', reason, at);
      } else {
        try {
          // The decoder trusts page headers: with a damaged one it would never end.
          checkPages(bytes, group);
          const columns = await readColumns(file, metadata, rowStart, rowEnd);
          for (let k = 0; k < rowEnd - rowStart; k++) {
            const row = Object.fromEntries(columns.map(([name, values]) => [name, plain(values[k])]));
            sink.write(row, rowStart + k + 1);
          }
        } catch (error) {
          if (isOutside(error)) throw error;
          context.skip(sink.entry, 'unreadable', `${what} is damaged; copy or write the file again`, at);
        }
      }
      rowStart = rowEnd;
    }
    yield sink.end();
  },
};

/** One column after the other: read at once, a damaged one would leave the failures of the others to nobody. */
async function readColumns(
  file: AsyncBuffer,
  metadata: FileMetaData,
  rowStart: number,
  rowEnd: number,
): Promise<[string, unknown[]][]> {
  const columns: [string, unknown[]][] = [];
  for (const { element } of parquetSchema(metadata).children) {
    const { name } = element;
    const rows = await parquetReadObjects({ file, metadata, compressors, columns: [name], rowStart, rowEnd });
    columns.push([name, rows.map((row) => row[name])]);
  }
  return columns;
}

const asyncBuffer = (bytes: Bytes): AsyncBuffer => ({
  byteLength: bytes.size,
  slice(start, end = bytes.size) {
    const part = bytes.read(start, end - start);
    return part.buffer.slice(part.byteOffset, part.byteOffset + part.length) as ArrayBuffer;
  },
});

/** Values that JSON has. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') {
    return value <= Number.MAX_SAFE_INTEGER && value >= Number.MIN_SAFE_INTEGER ? Number(value) : value.toString();
  }
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return null;
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<unknown>, plain);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, plain(v)]));
  }
  return value;
}
