/** What holds logs and is none itself: archives, tables, databases. Each is expanded into sources that readers can read. */
import { Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Cancelled, UserError } from '../../kit/errors.ts';
import type { Skipped } from '../../model/source.ts';
import type { Bytes } from '../bytes.ts';
import { isSystemError } from '../io.ts';
import type { Source } from '../sources.ts';
import type { SpillStore } from '../spill.ts';

export interface ExpandContext {
  spills: SpillStore;
  signal?: AbortSignal | undefined;
  /** All sources of the run: a table of ratings may lie beside its table of messages. */
  siblings: readonly Source[];
  /**
   * Reports what is left out: an entry as a whole; with `at`, records of an entry of which others are read.
   * @param entry undefined: the container itself
   */
  skip(
    entry: string | undefined,
    code: Skipped['code'],
    reason: string,
    at?: { line: number; records?: number | undefined },
  ): void;
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

/** Not the data's fault: whoever reads a container lets these through. */
export const isOutside = (error: unknown): boolean =>
  error instanceof UserError || error instanceof Cancelled || isSystemError(error);

/** Sends the packed pieces through a decompressor. Throws what it throws, or what reading or `take` throws. */
export async function inflate(
  packed: Iterable<Buffer>,
  decompressor: Transform,
  take: (chunk: Buffer) => void,
): Promise<void> {
  // A stream that is broken off at one end reports "aborted" at the other: the first error is the true one.
  let first: unknown;
  const reading = function* (): Generator<Buffer> {
    try {
      yield* packed;
    } catch (error) {
      first ??= error;
      throw error;
    }
  };
  try {
    await pipeline(Readable.from(reading()), decompressor, async (unpacked: AsyncIterable<Buffer>) => {
      try {
        for await (const chunk of unpacked) take(chunk);
      } catch (error) {
        first ??= error;
        throw error;
      }
    });
  } catch (error) {
    throw first ?? error;
  }
}

/** A packed entry that unpacks to more than this, and to a thousand times its size, is a trap and no log. */
export const isBomb = (packed: number, unpacked: number): boolean => unpacked > 1 << 30 && unpacked > packed * 1000;
