/** Random access to the bytes of a source, and the text encodings that logs come in. */
import { isUtf8 } from 'node:buffer';
import { createDecipheriv } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/**
 * Where the bytes are; plain data, so that it can be sent to a worker.
 * A spill holds what cannot be read twice (a stream, a cursor, a packed entry): encrypted under a key that lives in
 * memory only.
 */
export type BytesSpec =
  | { kind: 'file'; file: string }
  | { kind: 'spill'; file: string; key: string /* hex, 32 bytes */; iv: string /* hex, 16 bytes */ };

/** An open source. Positions and lengths are bytes of what the source holds, decrypted when it is a spill. */
export interface Bytes {
  readonly size: number;
  /** Up to `length` bytes from `position`; fewer at the end. */
  read(position: number, length: number): Buffer;
  close(): void;
}

/**
 * Opens a source for reading. The size is that at opening: what is appended later is not seen.
 *
 * @returns Bytes to be closed by the caller. What `read` returns may share memory with later reads: copy what is kept.
 * @throws the error of the system call, for which see io.ts.
 */
export function openBytes(spec: BytesSpec): Bytes {
  const fd = openSync(spec.file, 'r');
  const size = fstatSync(fd).size;
  const readRaw = (position: number, length: number): Buffer => {
    const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - position)));
    let filled = 0;
    while (filled < buffer.length) {
      const n = readSync(fd, buffer, filled, buffer.length - filled, position + filled);
      if (n === 0) break;
      filled += n;
    }
    return filled === buffer.length ? buffer : buffer.subarray(0, filled);
  };
  const read: Bytes['read'] =
    spec.kind === 'file' ? readRaw : (position, length) => decryptRange(spec, readRaw, position, length);
  return { size, read: ahead(read), close: () => closeSync(fd) };
}

/**
 * Bytes read at once while reads follow each other: 256 KiB. Chosen: many small records per system call, little when
 * skipped.
 */
const AHEAD = 1 << 18;
/** A gap of at most so many bytes still counts as reading on: blank lines and skipped records lie in between. */
const NEAR = 1 << 16;

/**
 * Reads ahead while reads follow each other closely, so that small records do not cost a system call and a cipher each.
 */
function ahead(read: Bytes['read']): Bytes['read'] {
  let window: { start: number; bytes: Buffer } = { start: 0, bytes: Buffer.alloc(0) };
  let lastEnd = -1;
  return (position, length) => {
    const follows = position >= lastEnd && position - lastEnd <= NEAR && lastEnd >= 0;
    lastEnd = position + length;
    const offset = position - window.start;
    if (offset >= 0 && offset + length <= window.bytes.length) return window.bytes.subarray(offset, offset + length);
    if (!follows || length > AHEAD / 4) return read(position, length);
    window = { start: position, bytes: read(position, AHEAD) };
    return window.bytes.subarray(0, length);
  };
}

/** Block size of AES in bytes. */
const BLOCK = 16;

/** AES-CTR can start at any block: the counter is the initial vector plus the block's number. */
export function counterAt(iv: string, block: number): Buffer {
  const counter = (BigInt(`0x${iv}`) + BigInt(block)) & ((1n << 128n) - 1n);
  return Buffer.from(counter.toString(16).padStart(32, '0'), 'hex');
}

/**
 * Decrypts a range that may begin inside a block: from the start of that block, and then cuts what was not asked for.
 */
function decryptRange(
  spec: Extract<BytesSpec, { kind: 'spill' }>,
  readRaw: (position: number, length: number) => Buffer,
  position: number,
  length: number,
): Buffer {
  const block = Math.floor(position / BLOCK);
  const skip = position - block * BLOCK;
  const encrypted = readRaw(block * BLOCK, length + skip);
  const decipher = createDecipheriv('aes-256-ctr', Buffer.from(spec.key, 'hex'), counterAt(spec.iv, block));
  return decipher.update(encrypted).subarray(skip);
}

/** The encodings logs are read in. UTF-32 and single-byte code pages are refused with what to do (`NOT_UTF8`). */
export type Encoding = 'utf8' | 'utf16le' | 'utf16be';

/** Encoding by byte-order mark, or by the zero bytes that UTF-16 leaves beside ASCII. `bom` is its length in bytes. */
export function sniffEncoding(head: Buffer): { encoding: Encoding; bom: number } {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf8', bom: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf16le', bom: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf16be', bom: 2 };
  if (head.length >= 4 && head[1] === 0 && head[3] === 0 && head[0] !== 0) return { encoding: 'utf16le', bom: 0 };
  if (head.length >= 4 && head[0] === 0 && head[2] === 0 && head[1] !== 0) return { encoding: 'utf16be', bom: 0 };
  return { encoding: 'utf8', bom: 0 };
}

/** By its byte-order mark, whose first half is that of UTF-16, or by the zero bytes beside ASCII. */
export function isUtf32(head: Buffer): boolean {
  if (head.length < 8) return false;
  const [first, second] = [head.readUInt32LE(0), head.readUInt32LE(4)];
  if (first === 0xfeff || first === 0xfffe0000) return true;
  const isAscii = (unit: number): boolean =>
    (unit > 0 && unit < 0x80) || (unit % 0x1000000 === 0 && unit / 0x1000000 < 0x80 && unit > 0);
  return isAscii(first) && isAscii(second);
}

/** What is said of text that is not in an encoding that is read. */
export const NOT_UTF8 =
  'bytes that are not UTF-8, as in Windows-1252 or Latin-1; convert the file: iconv -f WINDOWS-1252 -t UTF-8 FILE';

/**
 * One byte a code unit, with all that is not ASCII as 0x80: enough to find lines, strings and brackets in any encoding.
 * For UTF-8 it is the chunk itself.
 */
export function structure(chunk: Buffer, encoding: Encoding): Uint8Array {
  if (encoding === 'utf8') return chunk;
  const units = chunk.length >> 1;
  const out = new Uint8Array(units);
  const high = encoding === 'utf16le' ? 1 : 0;
  for (let i = 0; i < units; i++) {
    const low = chunk[2 * i + (1 - high)] as number;
    out[i] = chunk[2 * i + high] === 0 && low < 0x80 ? low : 0x80;
  }
  return out;
}

/** Size of a code unit in bytes. */
export const unitBytes = (encoding: Encoding): number => (encoding === 'utf8' ? 1 : 2);

/** Text of the bytes; undefined when they are not valid in that encoding. */
export function decode(bytes: Buffer, encoding: Encoding): string | undefined {
  if (encoding === 'utf8') return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
  if (encoding === 'utf16le') return bytes.toString('utf16le');
  // A file that was cut in the middle of a character ends with half of one.
  return Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)))
    .swap16()
    .toString('utf16le');
}

/** Bytes compared at once, 1 MiB, when a block of zeroes is passed over. */
const STEP = 1 << 20;
const ZEROES = Buffer.alloc(STEP);

/** Offset of the first unit from `start` that is not all zeroes; `end` when there is none. */
export function firstNonZero(bytes: Bytes, start: number, end: number, unit: number): number {
  for (let at = start; at < end; at += STEP) {
    const chunk = bytes.read(at, Math.min(STEP, end - at));
    if (chunk.equals(ZEROES.subarray(0, chunk.length))) continue;
    const found = at + chunk.findIndex((b) => b !== 0);
    return found - ((found - start) % unit);
  }
  return end;
}
