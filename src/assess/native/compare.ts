/** Whether a redacted log is still a log: the reader of its format must find in it what it found before. */
import { inspect } from '../../ingest/inspect.ts';
import type { Reader } from '../../ingest/reader.ts';
import type { Source } from '../../ingest/sources.ts';

export interface Reading {
  format: string | null;
  sessions: number;
  events: number;
  kinds: string;
  skipped: number;
}

/** What the reader of its format makes of a file. */
export async function readAs(source: Source, readers: readonly Reader[]): Promise<Reading> {
  const { files } = await inspect([source], { readers });
  const kinds = files.flatMap(({ format, events, branches }) => [
    ...Object.entries(events).map(([kind, n]) => `${n} ${kind} (${format})`),
    ...Object.entries(branches?.events ?? {}).map(([kind, n]) => `${n} ${kind} on branches (${format})`),
  ]);
  const sum = (of: (file: (typeof files)[number]) => number): number => files.reduce((n, file) => n + of(file), 0);
  return {
    format: files[0]?.format ?? null,
    sessions: sum((file) => file.sessions),
    events: sum((file) => countOf(file.events) + countOf(file.branches?.events ?? {})),
    kinds: kinds.sort().join(', '),
    skipped: sum((file) => file.skipped.length),
  };
}

const countOf = (events: Readonly<Record<string, number>>): number =>
  Object.values(events).reduce((n, one) => n + one, 0);

/** In words; undefined when both are alike. */
export function difference(before: Reading, after: Reading): string | undefined {
  const tell = ({ format, sessions, kinds, skipped }: Reading): string =>
    `${format ?? 'no format'}, sessions ${sessions}, events ${kinds || 'none'}, skipped ${skipped}`;
  return tell(before) === tell(after) ? undefined : `${tell(before)} became ${tell(after)}`;
}
