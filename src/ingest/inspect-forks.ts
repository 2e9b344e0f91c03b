/** Forks in the report on files: each file is read on its own there, and what it repeats of another file counts once. */
import type { EventKind } from '../model/event.ts';
import type { Session } from '../model/session.ts';
import { buildIndex, type IndexOptions, type LogIndex } from './build-index.ts';
import { isInherited } from './inherit.ts';
import { jobOf } from './jobs.ts';
import { SessionReader } from './read-session.ts';
import { SourceChanged } from './record.ts';
import type { Source } from './sources.ts';

/** What of a file's report is told apart. */
interface Counted {
  path: string;
  entry?: string;
  events: Partial<Record<EventKind, number>>;
  inherited?: Partial<Record<EventKind, number>>;
}

/** Takes note of the files as they are read one by one, and looks at those with forks together at the end. */
export class ForkReport {
  private readonly formats = new Set<string>();
  private readonly sources: { source: Source; formats: (string | undefined)[] }[] = [];

  /** @param index of `source` alone */
  add(source: Source, index: LogIndex): void {
    this.sources.push({ source, formats: index.sources.map((s) => s.format) });
    for (const session of index.kin.keys()) this.formats.add(index.formats[session] as string);
  }

  /** Reads the files of formats with forks again, together, and moves what is inherited out of the events. */
  async apart(files: readonly Counted[], options: IndexOptions): Promise<void> {
    const related = this.sources.filter(({ formats }) => formats.some((f) => f !== undefined && this.formats.has(f)));
    if (related.length < 2) return;
    const index = await buildIndex(
      related.map(({ source }) => source),
      options,
    );
    try {
      for (const session of heirs(index, options)) moveInherited(session, files);
    } finally {
      if (!options.spills) index.dispose();
    }
  }
}

function* heirs(index: LogIndex, { readers }: IndexOptions): Generator<Session> {
  const reader = new SessionReader(index.sources, readers);
  try {
    for (const [number, { elder }] of index.kin) {
      if (elder === undefined) continue;
      try {
        const session = reader.read(jobOf(index, number));
        if (session) yield session;
      } catch (error) {
        // Its file was told of when it was read on its own.
        if (!(error instanceof SourceChanged)) throw error;
      }
    }
  } finally {
    reader.close();
  }
}

function moveInherited(session: Session, files: readonly Counted[]): void {
  const moved = new Map<EventKind, number>();
  for (const event of session.events) if (isInherited(event)) moved.set(event.kind, (moved.get(event.kind) ?? 0) + 1);
  const [first] = session.records;
  const file = files.find((f) => f.path === first?.path && (f.entry === undefined || f.entry === first.entry));
  if (!file) return;
  for (const [kind, count] of moved) {
    const left = (file.events[kind] ?? 0) - count;
    if (left > 0) file.events[kind] = left;
    else delete file.events[kind];
    file.inherited = { ...file.inherited, [kind]: (file.inherited?.[kind] ?? 0) + count };
  }
}
