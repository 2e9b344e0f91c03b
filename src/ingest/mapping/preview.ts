/** What *Map This Log…* shows: the first records of a file, and the sessions that a mapping makes of them. */

import { defined } from '../../kit/defined.ts';
import type { Mapping } from '../../model/config-ingest.ts';
import type { Session } from '../../model/session.ts';
import { decode, openBytes } from '../bytes.ts';
import { detect } from '../detect.ts';
import { expandSources } from '../expand.ts';
import { parseJson } from '../parse.ts';
import type { FileContext, InRecord } from '../reader.ts';
import { scan } from '../scan.ts';
import type { Source } from '../sources.ts';
import { SpillStore } from '../spill.ts';
import { mappedReader } from './reader.ts';

export interface FirstRecords {
  records: InRecord[];
  /** False when the file goes on behind them. */
  whole: boolean;
}

/** Enough for a preview; bounds in records and in bytes, since a record may be large. */
const MAX_RECORDS = 200;
const MAX_BYTES = 8 << 20;

/** Parsed records from the start of a file; of an archive or a table, from its first entry. Empty when it is no JSON. */
export async function firstRecords(source: Source): Promise<FirstRecords> {
  const spills = new SpillStore();
  try {
    const { sources } = await expandSources([source], { spills });
    return sources[0] ? await readFirst(sources[0]) : { records: [], whole: true };
  } finally {
    spills.dispose();
  }
}

async function readFirst(source: Source): Promise<FirstRecords> {
  const bytes = openBytes(source.bytes);
  const records: InRecord[] = [];
  try {
    const { framing, encoding, bom } =
      source.as === undefined
        ? await detect(bytes, source.path, [])
        : ({ framing: 'lines', encoding: 'utf8', bom: 0 } as const);
    if (framing === 'text') return { records, whole: true };
    let spent = 0;
    for await (const span of scan(bytes, { encoding, bom, framing })) {
      if (records.length >= MAX_RECORDS || spent > MAX_BYTES) return { records, whole: false };
      spent += span.end - span.start;
      const text = spent > MAX_BYTES * 2 ? undefined : decode(bytes.read(span.start, span.end - span.start), encoding);
      try {
        if (text === undefined) continue;
        const { path, entry } = source;
        const ref = {
          path,
          ...defined({ entry: entry || undefined }),
          line: span.line,
          start: span.start,
          end: span.end,
        };
        records.push({ value: parseJson(text), text, ordinal: records.length, ref });
      } catch {
        // Broken records are reported when the file is read.
      }
    }
    return { records, whole: true };
  } finally {
    bytes.close();
  }
}

export interface MappingPreview {
  sessions: Session[];
  /** Records that do not fit, with their line and the reason. */
  skipped: { line: number; reason: string }[];
}

/** Cheap enough to run at every keystroke: works on the records at hand. */
export function previewMapping(records: readonly InRecord[], mapping: Mapping, limit = 20): MappingPreview {
  const reader = mappedReader(mapping);
  const path = records[0]?.ref.path ?? '';
  const file: FileContext = { path, key: `file:${path}`, framing: 'lines', state: {} };
  const skipped: MappingPreview['skipped'] = [];
  const groups = new Map<string, { record: InRecord; order: number }[]>();
  for (const record of records) {
    const entries = reader.index(record, file);
    if ('skip' in entries) {
      skipped.push({ line: record.ref.line, reason: entries.skip });
      continue;
    }
    for (const entry of entries) {
      // Sessions are put together by key alone here: links between records need the whole log.
      if ('skip' in entry) continue;
      const key = entry.key ?? `record:${record.ordinal}`;
      const group = groups.get(key) ?? [];
      group.push({ record, order: entry.order ?? record.ordinal });
      groups.set(key, group);
    }
  }
  const sessions: Session[] = [];
  for (const group of groups.values()) {
    if (sessions.length >= limit) break;
    group.sort((a, b) => a.order - b.order);
    const session = reader.read(group.map((g) => g.record));
    if (session) sessions.push(session);
  }
  return { sessions, skipped };
}
