/**
 * Lists the entries of a ZIP archive, from its central directory or, when a crash left none, from the entries
 * themselves.
 *
 * The layout is PKWARE's APPNOTE (section 4.3); the offsets below are those of its tables. Libraries refuse archives
 * without a directory, which is what an Inspect run that was cut off leaves.
 */
import type { Bytes } from '../bytes.ts';
import { Unreadable } from './container.ts';

/** `packed` and `size` in bytes; `method`: 0 stored, 8 deflate, 93 zstd. */
export interface ZipEntry {
  name: string;
  method: number;
  encrypted: boolean;
  packed: number;
  size: number;
  crc: number;
  /** Offset of its local header. */
  header: number;
}

/** Signatures of the records, little endian. */
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END64 = 0x06064b50;
const END64_LOCATOR = 0x07064b50;
/** A field of 32 bits with this value is in the zip64 extra field. */
const NONE = 0xffffffff;

/** `whole` is false when the directory is missing and the entries were found one by one. */
export function listZip(bytes: Bytes): { entries: ZipEntry[]; whole: boolean } {
  const end = findEnd(bytes);
  return end ? { entries: readCentral(bytes, end), whole: true } : { entries: walkLocal(bytes), whole: false };
}

/** The end record: 22 bytes and a comment of up to 64 KiB before the end of the file, searched from behind. */
function findEnd(bytes: Bytes): { start: number; size: number; count: number } | undefined {
  const length = Math.min(bytes.size, 22 + 0xffff);
  const tail = bytes.read(bytes.size - length, length);
  for (let i = tail.length - 22; i >= 0; i--) {
    if (tail.readUInt32LE(i) !== END) continue;
    let count = tail.readUInt16LE(i + 10);
    let size = tail.readUInt32LE(i + 12);
    let start = tail.readUInt32LE(i + 16);
    const locator = i - 20;
    if (locator >= 0 && tail.readUInt32LE(locator) === END64_LOCATOR) {
      const end64 = bytes.read(Number(tail.readBigUInt64LE(locator + 8)), 56);
      if (end64.length === 56 && end64.readUInt32LE(0) === END64) {
        count = Number(end64.readBigUInt64LE(32));
        size = Number(end64.readBigUInt64LE(40));
        start = Number(end64.readBigUInt64LE(48));
      }
    }
    // Else the signature was part of a comment.
    if (start + size <= bytes.size) return { start, size, count };
  }
  return undefined;
}

/** The directory is held whole; 256 MiB are some three million entries. */
const MAX_DIRECTORY = 256 << 20;

function readCentral(bytes: Bytes, end: { start: number; size: number; count: number }): ZipEntry[] {
  if (end.size > MAX_DIRECTORY)
    throw new Unreadable('a ZIP archive with more entries than fit into memory', 'too_large');
  const data = bytes.read(end.start, end.size);
  const entries: ZipEntry[] = [];
  let at = 0;
  while (at + 46 <= data.length && data.readUInt32LE(at) === CENTRAL) {
    const nameLength = data.readUInt16LE(at + 28);
    const extraLength = data.readUInt16LE(at + 30);
    const entry: ZipEntry = {
      name: data.subarray(at + 46, at + 46 + nameLength).toString('utf8'),
      encrypted: (data.readUInt16LE(at + 8) & 1) === 1,
      method: data.readUInt16LE(at + 10),
      crc: data.readUInt32LE(at + 16),
      packed: data.readUInt32LE(at + 20),
      size: data.readUInt32LE(at + 24),
      header: data.readUInt32LE(at + 42),
    };
    const extra = data.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    readZip64(entry, extra);
    entries.push(entry);
    at += 46 + nameLength + extraLength + data.readUInt16LE(at + 32);
  }
  if (entries.length === 0 && end.count > 0)
    throw new Unreadable('damaged ZIP archive: its directory is not where it says');
  return entries;
}

/** The fields that did not fit into 32 bits, in their fixed order. */
function readZip64(entry: ZipEntry, extra: Buffer): void {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let field = at + 4;
    for (const key of ['size', 'packed', 'header'] as const) {
      if (entry[key] !== NONE || field + 8 > extra.length) continue;
      entry[key] = Number(extra.readBigUInt64LE(field));
      field += 8;
    }
  }
}

/** A run that was cut off has whole entries and no directory: found one after the other, as long as they tell their size. */
function walkLocal(bytes: Bytes): ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = 0;
  for (;;) {
    const head = bytes.read(at, 30);
    if (head.length < 30 || head.readUInt32LE(0) !== LOCAL) return entries;
    const nameLength = head.readUInt16LE(26);
    const extraLength = head.readUInt16LE(28);
    const rest = bytes.read(at + 30, nameLength + extraLength);
    const entry: ZipEntry = {
      name: rest.subarray(0, nameLength).toString('utf8'),
      encrypted: (head.readUInt16LE(6) & 1) === 1,
      method: head.readUInt16LE(8),
      crc: head.readUInt32LE(14),
      packed: head.readUInt32LE(18),
      size: head.readUInt32LE(22),
      header: at,
    };
    readZip64(entry, rest.subarray(nameLength));
    // Bit 3: sizes come after the data, where they cannot be found without unpacking it.
    const streamed = (head.readUInt16LE(6) & 8) !== 0 && entry.packed === 0;
    const next = at + 30 + nameLength + extraLength + entry.packed;
    if (streamed || next > bytes.size) return entries;
    entries.push(entry);
    at = next;
  }
}

/** Where the entry's packed bytes begin. */
export function dataStart(bytes: Bytes, entry: ZipEntry): number {
  const head = bytes.read(entry.header, 30);
  if (head.length < 30 || head.readUInt32LE(0) !== LOCAL)
    throw new Unreadable('damaged: no entry where the directory says');
  return entry.header + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
}
