/**
 * Lines of a file of any size by their number. The byte offset of every 256th line is kept; a file that grew is read on
 * from its old end.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { UserError } from '../kit/errors.ts';
import type { In, Out } from './rpc.ts';

/** A newline index of every line would be larger than many logs; from a 256th line the way is short. */
const STEP = 256;
const CHUNK = 1 << 20;
const NEWLINE = 10;

interface LineIndex {
  size: number;
  modified: number;
  /** Complete lines, and the last one without a newline. */
  total: number;
  newlines: number;
  /** Offset of line i × STEP. */
  offsets: number[];
  endsWithNewline: boolean;
}

const indexes = new Map<string, LineIndex>();
/** Files kept at hand. */
const MAX_FILES = 20;

/**
 * @param from number of the first line, from 0.
 * @param max bytes of a line that are sent; its true length comes with it.
 * @throws UserError when the file cannot be opened.
 */
export async function lines({ file, from, count, max }: In<'lines'>): Promise<Out<'lines'>> {
  const handle = await openOrSay(file);
  try {
    const index = await indexOf(file, handle);
    const found = await readLines(handle, index, { from, count: Math.min(count, index.total - from), max });
    return { total: index.total, size: index.size, lines: found };
  } finally {
    await handle.close();
  }
}

async function openOrSay(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'r');
  } catch (error) {
    throw new UserError(
      `${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`,
      'Check that it is still there.',
    );
  }
}

/** The index of a file, read on where the file has grown. A file that shrank or changed in place is read anew. */
async function indexOf(file: string, handle: FileHandle): Promise<LineIndex> {
  const { size, mtimeMs } = await handle.stat();
  const known = indexes.get(file);
  if (known && known.size === size && known.modified === mtimeMs) return known;
  const grown = known && size > known.size;
  const index = grown ? known : { size: 0, modified: 0, total: 0, newlines: 0, offsets: [0], endsWithNewline: true };
  await readOn(handle, index, size);
  index.modified = mtimeMs;
  indexes.delete(file);
  indexes.set(file, index);
  const oldest = indexes.keys().next().value;
  if (indexes.size > MAX_FILES && oldest !== undefined) indexes.delete(oldest);
  return index;
}

/** Indexes the bytes from the end of the index to `size`. */
async function readOn(handle: FileHandle, index: LineIndex, size: number): Promise<void> {
  const buffer = Buffer.allocUnsafe(CHUNK);
  let at = index.size;
  while (at < size) {
    const { bytesRead } = await handle.read(buffer, 0, Math.min(CHUNK, size - at), at);
    if (bytesRead === 0) break;
    const chunk = buffer.subarray(0, bytesRead);
    for (let i = chunk.indexOf(NEWLINE); i >= 0; i = chunk.indexOf(NEWLINE, i + 1)) {
      index.newlines++;
      if (index.newlines % STEP === 0) index.offsets.push(at + i + 1);
    }
    index.endsWithNewline = chunk.at(-1) === NEWLINE;
    at += bytesRead;
  }
  index.size = at;
  index.total = index.newlines + (index.endsWithNewline ? 0 : 1);
}

/** Lines by number, read from the nearest known offset before them. */
async function readLines(
  handle: FileHandle,
  index: LineIndex,
  { from, count, max }: { from: number; count: number; max: number },
): Promise<{ text: string; bytes: number }[]> {
  const found: { text: string; bytes: number }[] = [];
  if (count <= 0) return found;
  const block = Math.floor(from / STEP);
  let number = block * STEP;
  let at = index.offsets[block] ?? 0;
  let head: Buffer[] = [];
  let bytes = 0;
  const buffer = Buffer.allocUnsafe(CHUNK);
  const add = (part: Buffer) => {
    // Only what is shown is kept: one line can be larger than memory.
    if (number >= from && bytes < max) head.push(Buffer.from(part.subarray(0, max - bytes)));
    bytes += part.length;
  };
  const finish = () => {
    if (number >= from) found.push({ text: text(Buffer.concat(head), bytes > max), bytes });
    number++;
    head = [];
    bytes = 0;
  };
  while (found.length < count && at < index.size) {
    const { bytesRead } = await handle.read(buffer, 0, Math.min(CHUNK, index.size - at), at);
    if (bytesRead === 0) break;
    const chunk = buffer.subarray(0, bytesRead);
    let start = 0;
    for (let i = chunk.indexOf(NEWLINE); i >= 0 && found.length < count; i = chunk.indexOf(NEWLINE, start)) {
      add(chunk.subarray(start, i));
      finish();
      start = i + 1;
    }
    if (found.length < count) add(chunk.subarray(start));
    at += bytesRead;
  }
  if (found.length < count && bytes > 0) finish();
  return found;
}

/** A cut can fall inside a character: the half of it is left out. */
function text(bytes: Buffer, cut: boolean): string {
  const all = bytes.toString('utf8');
  return (cut ? all.replace(/\ufffd$/, '') : all).replace(/\r$/, '');
}
