/**
 * `inspect` against counting scripts that read the raw files and share no code with the readers: on the fixtures always, on
 * real samples where a checkout of them lies beside the project.
 */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { inspect } from '../../../src/core/ingest/inspect.ts';
import { findSources } from '../../../src/core/ingest/sources.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const golden = join(root, 'test/golden');
const samples = join(root, '../shared/data/logs');

interface Counted {
  sessions: number;
  events: Record<string, number>;
}

async function counterOf(format: string): Promise<(file: string) => Counted> {
  const module = (await import(pathToFileURL(join(golden, `count-${format}.mjs`)).href)) as {
    count(file: string): Counted;
  };
  return module.count;
}

const FORMATS = [
  'adp',
  'atif',
  'claude-code',
  'cline',
  'codex-exec-json',
  'codex-rollout',
  'copilot-chat',
  'gemini-cli',
  'inspect-ai',
  'mini-swe-agent',
  'opencode',
  'openhands-sdk',
  'openhands-v0',
  'pi',
  'production-log',
  'swe-agent',
  'tau-bench',
  'tau-few-shot',
  'tau2-bench',
  'vscode-chat',
];

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile())
    .map((e) => join(e.parentPath, e.name))
    .sort();

async function compare(file: string, format: string): Promise<void> {
  const [report] = (await inspect(findSources([file], root).sources)).files;
  const expected = (await counterOf(format))(file);
  expect(report?.format).toBe(format);
  expect({ sessions: report?.sessions, events: report?.events }).toEqual({
    sessions: expected.sessions,
    events: expected.events,
  });
}

describe.each(FORMATS)('%s', (format) => {
  // A part of OpenCode's storage says nothing alone; the folder as a whole is tested in agent-logs.test.ts.
  const files = filesIn(join(root, 'test/fixtures', format)).filter((f) => !f.includes('/storage/'));
  it.each(files.map((f) => [relative(root, f)]))('%s', async (file) => compare(join(root, file), format));
});

/** Which format a real sample has. Archives and what other readers own are tested elsewhere. */
function formatOf(path: string): string | undefined {
  const [folder = '', ...rest] = path.split('/');
  const name = rest.join('/');
  if (name.endsWith('.eval') || name.startsWith('llm_data/')) return undefined;
  if (name.endsWith('few_shot.jsonl')) return 'tau-few-shot';
  if (folder === 'edge-cases') return 'production-log';
  if (folder === 'adp')
    return name.endsWith('_std.json') ? 'adp' : /^nebius.*_raw/.test(name) ? 'swe-agent' : undefined;
  return FORMATS.includes(folder) ? folder : undefined;
}

const real = existsSync(samples) ? filesIn(samples).map((f) => relative(samples, f)) : [];
if (real.length === 0) console.warn('SKIPPED: counts on real samples, because ../shared/data/logs is not there.');

describe.skipIf(real.length === 0)('real samples', () => {
  const mine = real.flatMap((f) => (formatOf(f) ? [[f, formatOf(f) as string] as const] : []));
  it.each(mine)('%s is %s', async (file, format) => compare(join(samples, file), format), 60_000);

  it('covers every format that has samples', () => {
    expect(new Set(mine.map(([, format]) => format)).size).toBeGreaterThanOrEqual(14);
  });
});
