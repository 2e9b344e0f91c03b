/** What the golden tests share: `inspect` against counting scripts that share no code with the readers. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect } from 'vitest';
import { inspect } from '../../src/ingest/inspect.ts';
import { findSources } from '../../src/ingest/sources.ts';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
/** Real logs, where a checkout of them lies beside the project. */
export const samples = join(root, '../shared/data/logs');

interface Counted {
  sessions: number;
  events: Record<string, number>;
}

export const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile())
    .map((e) => join(e.parentPath, e.name))
    .sort();

/** Paths of the real logs; none, said aloud, where they are not there. */
export function realSamples(): string[] {
  if (existsSync(samples)) return filesIn(samples).map((f) => relative(samples, f));
  console.warn('SKIPPED: counts on real samples, because ../shared/data/logs is not there.');
  return [];
}

/** The file has this format, and as many sessions and events of each kind as the script counts in the raw bytes. */
export async function compare(file: string, format: string): Promise<void> {
  const script = (await import(pathToFileURL(join(root, `test/golden/count-${format}.mjs`)).href)) as {
    count(file: string): Counted;
  };
  const [report] = (await inspect(findSources([file], root).sources)).files;
  const expected = script.count(file);
  expect(report?.format).toBe(format);
  // The scripts count what lies in the file, on whichever branch.
  const events: Record<string, number> = { ...report?.events };
  for (const [kind, n] of Object.entries(report?.branches?.events ?? {})) events[kind] = (events[kind] ?? 0) + n;
  expect({ sessions: report?.sessions, events }).toEqual({
    sessions: expected.sessions,
    events: expected.events,
  });
}
