/** The way back from a record's place to its text, also in an archive or a database file: places must lead there. */
import { resolve } from 'node:path';
import { decode, openBytes, sniffEncoding } from '../../src/ingest/bytes.ts';
import { expandSources } from '../../src/ingest/expand.ts';
import type { Source } from '../../src/ingest/sources.ts';
import { SpillStore } from '../../src/ingest/spill.ts';
import { UserError } from '../../src/kit/errors.ts';
import type { RecordRef } from '../../src/model/source.ts';

/** Opens the archive again when the record lies in one. A live database is not asked: its row is named by `ref.key`. */
export async function recordText(ref: RecordRef, root: string): Promise<string> {
  if (ref.path.startsWith('postgres:'))
    throw new UserError(`${ref.path} is a live database`, `Look up the row ${ref.key ?? ref.line} there.`);
  const file: Source = { path: ref.path, bytes: { kind: 'file', file: resolve(root, ref.path) }, size: 1 };
  if (ref.entry === undefined) return textAt(file, ref);
  const spills = new SpillStore();
  try {
    const { sources } = await expandSources([file], { spills });
    const entry = sources.find((s) => s.entry === ref.entry);
    if (!entry)
      throw new UserError(`${ref.path} no longer holds ${ref.entry}`, 'The file has changed since it was read.');
    return textAt(entry, ref);
  } finally {
    spills.dispose();
  }
}

function textAt(source: Source, ref: RecordRef): string {
  const bytes = openBytes(source.bytes);
  try {
    const { encoding } = sniffEncoding(bytes.read(0, 4096));
    return decode(bytes.read(ref.start, ref.end - ref.start), encoding) ?? '';
  } finally {
    bytes.close();
  }
}
