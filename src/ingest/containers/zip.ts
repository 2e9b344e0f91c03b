/** ZIP archives, and among them Inspect's .eval logs, whose entries are packed with zstd. */
import { crc32, createInflateRaw } from 'node:zlib';
import { Cancelled } from '../../kit/errors.ts';
import { filesFor, isBareLog } from '../../model/endings.ts';
import type { Bytes } from '../bytes.ts';
import { isLogName, type Source } from '../sources.ts';
import { type Container, chunks, type ExpandContext, inflate, isBomb, isOutside, Unreadable } from './container.ts';
import { dataStart, listZip, type ZipEntry } from './zip-directory.ts';
import { unzstd } from './zstd.ts';

export const zip: Container = {
  id: 'zip',
  doc: {
    title: 'ZIP archives and Inspect .eval',
    files: filesFor('zip'),
    detection: 'The first four bytes, `PK\\x03\\x04`.',
    notes: [
      'Each entry with the name of a log is a source of its own; stored, deflate and zstd (method 93) entries and zip64 are read.',
      'In an .eval log the entries under `samples/` are the runs; header, summaries and journal are metadata.',
      'An archive whose directory is missing, because the run that wrote it was cut off, is read as far as its entries are whole.',
      'Encrypted entries are left out with a reason.',
    ],
  },
  claims: (head) => head.length >= 4 && head.readUInt32BE(0) === 0x504b0304,
  async *expand(source, bytes, context) {
    const { entries, whole } = listZip(bytes);
    const isEval = entries.some((e) => e.name === 'header.json' || e.name === '_journal/start.json');
    if (!whole) {
      const what =
        entries.length === 0 ? 'none of its entries is whole' : `its ${entries.length} whole entries were read`;
      context.skip(
        undefined,
        'malformed',
        `ZIP archive without a directory at its end, as a run leaves it that is cut off or still going on: ${what}`,
      );
    }
    for (const entry of entries) {
      if (entry.name.endsWith('/')) continue;
      const why = whyNot(entry, isEval);
      if (why) context.skip(entryOf(source, entry), why.code, why.reason);
      else {
        const made = await unpack(source, bytes, entry, context);
        if (made) yield made;
      }
    }
  },
};

/**
 * Why an entry is not read. Other names than those of logs are passed over: an archive of a project holds thousands.
 */
function whyNot(entry: ZipEntry, isEval: boolean): { code: 'metadata' | 'unreadable'; reason: string } | undefined {
  if (entry.name.startsWith('__MACOSX/') || (isEval && !entry.name.startsWith('samples/')))
    return { code: 'metadata', reason: 'about the archive, no session' };
  if (!isLogName(entry.name.split('/').at(-1) as string) && !isBareLog(entry.name))
    return { code: 'metadata', reason: 'not named like a log' };
  if (entry.encrypted) return { code: 'unreadable', reason: 'encrypted; unpack it with its password first' };
  if (![0, 8, 93].includes(entry.method))
    return { code: 'unreadable', reason: `packed with method ${entry.method}; unpack it first` };
  return undefined;
}

/**
 * Unpacks one entry into an encrypted temporary file.
 *
 * @returns undefined for a damaged entry, which is reported: the others are still read.
 */
async function unpack(
  source: Source,
  bytes: Bytes,
  entry: ZipEntry,
  context: ExpandContext,
): Promise<Source | undefined> {
  const writer = context.spills.writer();
  const check = { crc: 0 };
  const take = (chunk: Uint8Array): void => {
    if (context.signal?.aborted) throw new Cancelled();
    check.crc = crc32(chunk, check.crc);
    writer.write(chunk);
    if (isBomb(entry.packed, writer.size)) throw new Unreadable('unpacks to a thousand times its size', 'too_large');
  };
  try {
    const start = dataStart(bytes, entry);
    const packed = chunks(bytes, start, start + entry.packed);
    if (entry.method === 0) for (const chunk of packed) take(chunk);
    else if (entry.method === 8) await inflate(packed, createInflateRaw(), take);
    else unzstd(packed, take);
    if (check.crc !== entry.crc) throw new Unreadable('damaged: its checksum does not fit; copy the archive again');
  } catch (error) {
    writer.abort();
    if (isOutside(error)) throw error;
    const known = error instanceof Unreadable;
    context.skip(
      entryOf(source, entry),
      known ? error.code : 'unreadable',
      known ? error.message : 'damaged: cannot be unpacked; copy the archive again',
    );
    return undefined;
  }
  return { path: source.path, entry: entryOf(source, entry), ...writer.end() };
}

const entryOf = (source: Source, { name }: ZipEntry): string => (source.entry ? `${source.entry}/${name}` : name);
