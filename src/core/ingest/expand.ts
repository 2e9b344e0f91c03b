/** Opens containers, also nested ones, until only sources are left that readers can read. */
import { Cancelled, UserError } from '../model/errors.ts';
import type { Skipped } from '../model/source.ts';
import { openBytes } from './bytes.ts';
import { type Container, type ExpandContext, Unreadable } from './containers/container.ts';
import { CONTAINERS } from './containers/registry.ts';
import type { Source } from './sources.ts';
import type { SpillStore } from './spill.ts';

/** A gzip file in a ZIP archive in a ZIP archive; deeper is no log. */
const MAX_DEPTH = 3;
const HEAD = 1 << 16;

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
  const skip: ExpandContext['skip'] = (entry, code, reason) => {
    const name = entry ?? source.entry;
    out.skipped.push({ path: source.path, ...(name === undefined ? {} : { entry: name }), line: 0, code, reason });
  };
  if (depth >= MAX_DEPTH) {
    skip(undefined, 'unreadable', `archives nested more than ${MAX_DEPTH} deep; unpack it first`);
    return;
  }
  const bytes = openBytes(source.bytes);
  try {
    const context: ExpandContext = { spills: options.spills, siblings: options.siblings, skip };
    if (options.signal) context.signal = options.signal;
    for await (const inner of container.expand(source, bytes, context)) {
      await expandOne(inner, options, out, depth + 1);
    }
  } catch (error) {
    if (error instanceof UserError || error instanceof Cancelled) throw error;
    if (error instanceof Unreadable) skip(undefined, error.code, error.message);
    else skip(undefined, 'unreadable', `damaged ${container.doc.title} file: ${reasonOf(error)}`);
  } finally {
    bytes.close();
  }
}

/** The engine's words without any quoted content. */
const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : 'unknown error').replace(/(["'`]).*?\1/g, '…').slice(0, 120);

function containerOf(source: Source): Container | undefined {
  if (source.as !== undefined || source.unpacked || source.size === 0) return undefined;
  let head: Buffer;
  try {
    const bytes = openBytes(source.bytes);
    head = bytes.read(0, HEAD);
    bytes.close();
  } catch {
    // The index reports what cannot be opened.
    return undefined;
  }
  return CONTAINERS.find((container) => container.claims(head, source.entry ?? source.path));
}
