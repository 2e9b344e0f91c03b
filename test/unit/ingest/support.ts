/** Reads log text given in a test through the real two passes. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildIndex, type LogIndex } from '../../../src/ingest/build-index.ts';
import { readAll } from '../../../src/ingest/inspect.ts';
import type { Reader } from '../../../src/ingest/reader.ts';
import { findSources } from '../../../src/ingest/sources.ts';
import type { Session } from '../../../src/model/index.ts';

export interface ReadBack {
  index: LogIndex;
  sessions: Session[];
  format: string | undefined;
}

/** A folder that is gone when `use` is through. */
export async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'goldpan-test-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function readFiles(
  files: Record<string, string | Uint8Array>,
  readers?: readonly Reader[],
): Promise<ReadBack> {
  return inFolder(async (folder) => {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    const { sources } = findSources(['.'], folder);
    const index = await buildIndex(sources, readers ? { readers } : {});
    return { index, sessions: [...readAll(index, readers)], format: index.sources[0]?.format };
  });
}

/** `user: hi | assistant: hello`, short enough for an expectation. */
export const talkOf = (session: Session | undefined): string[] =>
  (session?.events ?? []).map((e) => {
    if (e.kind === 'tool_call') return `call ${e.name}(${e.args})${e.result === 'missing' ? ' unanswered' : ''}`;
    if (e.kind === 'feedback') return `feedback ${e.signal}`;
    if (e.kind === 'tool_result') return `result ${e.name ?? '?'}: ${e.text}${e.call === null ? ' orphan' : ''}`;
    return `${e.kind}: ${e.text ?? ''}`;
  });
