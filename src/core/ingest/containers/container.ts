/** What holds logs and is none itself: archives, tables, databases. Each is expanded into sources that readers can read. */
import type { Skipped } from '../../model/source.ts';
import type { Bytes } from '../bytes.ts';
import type { Source } from '../sources.ts';
import type { SpillStore } from '../spill.ts';

export interface ExpandContext {
  spills: SpillStore;
  signal?: AbortSignal;
  /** All sources of the run: a table of ratings may lie beside its table of messages. */
  siblings: readonly Source[];
  /** Reports an entry that is left out. */
  skip(entry: string | undefined, code: Skipped['code'], reason: string): void;
}

interface ContainerDoc {
  title: string;
  files: string;
  detection: string;
  notes: readonly string[];
}

export interface Container {
  readonly id: string;
  readonly doc: ContainerDoc;
  /** `head`: up to 64 KiB from the start; `name`: of the file or entry, a hint only. */
  claims(head: Buffer, name: string): boolean;
  expand(source: Source, bytes: Bytes, context: ExpandContext): AsyncIterable<Source>;
}

/** What a reader of the container says when it cannot go on: becomes one skipped line, not a crash. */
export class Unreadable extends Error {
  constructor(
    message: string,
    readonly code: Skipped['code'] = 'unreadable',
  ) {
    super(message);
  }
}

const CHUNK = 1 << 20;

/** The bytes from `start`, a chunk at a time. */
export function* chunks(bytes: Bytes, start = 0, end = bytes.size): Generator<Buffer> {
  for (let at = start; at < end; at += CHUNK) {
    const chunk = bytes.read(at, Math.min(CHUNK, end - at));
    if (chunk.length === 0) return;
    yield chunk;
  }
}

/** A packed entry that unpacks to more than this, and to a thousand times its size, is a trap and no log. */
export const isBomb = (packed: number, unpacked: number): boolean => unpacked > 1 << 30 && unpacked > packed * 1000;
