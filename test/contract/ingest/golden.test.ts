/**
 * `inspect` against counting scripts that read the raw files and share no code with the readers: on the fixtures always, on
 * real samples where a checkout of them lies beside the project.
 */
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compare, filesIn, realSamples, root, samples } from '../../support/golden.ts';

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

const real = realSamples();

describe.skipIf(real.length === 0)('real samples', () => {
  const mine = real.flatMap((f) => (formatOf(f) ? [[f, formatOf(f) as string] as const] : []));
  it.each(mine)('%s is %s', async (file, format) => compare(join(samples, file), format), 60_000);

  it('covers every format that has samples', () => {
    expect(new Set(mine.map(([, format]) => format)).size).toBeGreaterThanOrEqual(14);
  });
});
