/**
 * Looks through the page headers of a row group before it is decoded: the decoder trusts them, and with a damaged one it
 * would go round for ever.
 */
import type { RowGroup } from 'hyparquet';
import { deserializeTCompactProtocol } from 'hyparquet/src/thrift.js';
import type { Bytes } from '../bytes.ts';
import { Unreadable } from './container.ts';

const HEADER = 1 << 16;
const MAX_PAGE = 256 << 20;
const DICTIONARY = 2;

/** Throws Unreadable when sizes or numbers of values do not add up. */
export function checkPages(bytes: Bytes, group: RowGroup): void {
  for (const { meta_data: meta } of group.columns) {
    if (!meta) continue;
    const first = Number(meta.dictionary_page_offset ?? meta.data_page_offset);
    let at = Math.min(first > 0 ? first : Number.MAX_SAFE_INTEGER, Number(meta.data_page_offset));
    const end = at + Number(meta.total_compressed_size);
    let values = 0;
    while (at < end) {
      const page = headerAt(bytes, at);
      if (page.packed < 0 || page.unpacked < 0 || page.unpacked > MAX_PAGE || page.values < 0 || page.next > end)
        throw damaged();
      values += page.values;
      at = page.next;
    }
    if (at !== end || values !== Number(meta.num_values)) throw damaged();
  }
}

const damaged = (): Unreadable => new Unreadable('its pages do not add up');

function headerAt(bytes: Bytes, at: number): { packed: number; unpacked: number; values: number; next: number } {
  const raw = bytes.read(at, HEADER);
  const reader = { view: new DataView(raw.buffer, raw.byteOffset, raw.length), offset: 0 };
  const header = deserializeTCompactProtocol(reader);
  const [packed, unpacked] = [Number(header.field_3), Number(header.field_2)];
  const values = header.field_1 === DICTIONARY ? 0 : Number((header.field_5 ?? header.field_8)?.field_1 ?? 0);
  if (![packed, unpacked, values].every(Number.isInteger)) throw damaged();
  return { packed, unpacked, values, next: at + reader.offset + packed };
}
