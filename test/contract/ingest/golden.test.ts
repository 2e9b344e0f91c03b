/**
 * `inspect` against counting scripts that read the raw files and share no code with the readers: on real
 * samples, where a checkout of them lies beside the project. Fixtures are counted in formats.test.ts.
 */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compare, realSamples, samples } from '../../support/golden.ts';

/** Formats whose real samples lie in a folder of that name. */
const FOLDERS = [
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

/** Which format a real sample has. Archives and what other readers own are tested elsewhere. */
function formatOf(path: string): string | undefined {
  const [folder = '', ...rest] = path.split('/');
  const name = rest.join('/');
  if (name.endsWith('.eval') || name.startsWith('llm_data/')) return undefined;
  if (name.endsWith('few_shot.jsonl')) return 'tau-few-shot';
  if (folder === 'edge-cases') return 'production-log';
  if (folder === 'adp')
    return name.endsWith('_std.json') ? 'adp' : /^nebius.*_raw/.test(name) ? 'swe-agent' : undefined;
  return FOLDERS.includes(folder) ? folder : undefined;
}

const real = realSamples();

describe.skipIf(real.length === 0)('real samples', () => {
  const mine = real.flatMap((f) => (formatOf(f) ? [[f, formatOf(f) as string] as const] : []));
  it.each(mine)('%s is %s', async (file, format) => compare(join(samples, file), format), 60_000);

  it('covers every format that has samples', () => {
    expect(new Set(mine.map(([, format]) => format)).size).toBeGreaterThanOrEqual(14);
  });
});
