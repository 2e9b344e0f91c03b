/** Opens containers, also nested ones, until only sources are left that readers can read. */
import { Cancelled } from '../kit/errors.ts';
import type { Skipped } from '../model/source.ts';
import { openBytes } from './bytes.ts';
import { type Container, type ExpandContext, isOutside, Unreadable } from './containers/container.ts';
import { CONTAINERS } from './containers/registry.ts';
import { isSystemError, readFailure, whyUnreadable } from './io.ts';
import type { Source } from './sources.ts';
import type { SpillStore } from './spill.ts';

/**
 * A gzip file in a ZIP archive in a ZIP archive; deeper is no log. The bound also stops archives that hold themselves.
 */
const MAX_DEPTH = 3;
/** Bytes from the start that containers look at to recognise themselves. */
const HEAD = 1 << 16;

/** Sources that hold records, and what was left out on the way to them. */
export interface Expanded {
  sources: Source[];
  skipped: Skipped[];
}

/** Sources that are no containers come back as they are, in their place. */
export async function expandSources(
  sources: readonly Source[],
  options: { spills: SpillStore; signal?: AbortSignal | undefined },
): Promise<Expanded> {
  const out: Expanded = { sources: [], skipped: [] };
  for (const source of sources) await expandOne(source, { ...options, siblings: sources }, out, 0);
  return out;
}

/**
 * Opens one source, and what is in it, down to `MAX_DEPTH`. What is damaged is skipped with a reason; only a refusal of
 * the machine, a cancel and bugs are thrown. A container that yields nothing is reported as empty.
 */
async function expandOne(
  source: Source,
  options: { spills: SpillStore; signal?: AbortSignal | undefined; siblings: readonly Source[] },
  out: Expanded,
  depth: number,
): Promise<void> {
  if (options.signal?.aborted) throw new Cancelled();
  const container = containerOf(source);
  if (!container) {
    out.sources.push(source);
    return;
  }
  const skip: ExpandContext['skip'] = (entry = source.entry, code, reason, { line, records } = { line: 0 }) =>
    void out.skipped.push({ path: source.path, entry, line, records, code, reason });
  if (depth >= MAX_DEPTH) {
    skip(undefined, 'unreadable', `archives nested more than ${MAX_DEPTH} deep; unpack it first`);
    return;
  }
  const before = out.sources.length + out.skipped.length;
  try {
    await expandWith(container, source, { ...options, skip }, out, depth);
  } catch (error) {
    if (error instanceof Unreadable) skip(undefined, error.code, error.message);
    else if (isSystemError(error)) {
      const why = whyUnreadable(error);
      if (why === undefined) throw readFailure(source.path, error);
      skip(undefined, 'unreadable', why);
    } else if (isOutside(error)) throw error;
    else skip(undefined, 'unreadable', `damaged (${container.doc.title}): ${reasonOf(error)}; copy or write it again`);
  }
  if (out.sources.length + out.skipped.length === before) skip(undefined, 'empty', 'holds nothing');
  // Its own container is damaged: what else it held is lost, however much that was.
  if (source.cut) skip(undefined, 'malformed', source.cut);
}

async function expandWith(
  container: Container,
  source: Source,
  context: ExpandContext,
  out: Expanded,
  depth: number,
): Promise<void> {
  const bytes = openBytes(source.bytes);
  try {
    for await (const inner of container.expand(source, bytes, context)) await expandOne(inner, context, out, depth + 1);
  } finally {
    bytes.close();
  }
}

/** The engine's words without any quoted content. */
const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : 'unknown error').replace(/(["'`]).*?\1/g, '…').slice(0, 120);

/**
 * By content first; the name decides only among containers that have no magic number. Rows of a table are never one.
 */
function containerOf(source: Source): Container | undefined {
  if (source.as !== undefined || source.unpacked || source.size === 0) return undefined;
  let head: Buffer;
  try {
    const bytes = openBytes(source.bytes);
    try {
      head = bytes.read(0, HEAD);
    } finally {
      bytes.close();
    }
  } catch {
    // The index opens it again, and reports what cannot be opened.
    return undefined;
  }
  return CONTAINERS.find((container) => container.claims(head, source.entry ?? source.path));
}
