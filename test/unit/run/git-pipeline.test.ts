/** From logs to the manifest: edits of Claude Code and Codex, compared with a repository that the test makes. */
import { cpSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { readManifest } from '../../../src/datasets/manifest.ts';
import { openProject } from '../../../src/host/config.ts';
import { assertBuilt } from '../../support/cli.ts';
import { repositoryIn, type TestRepository } from '../../support/git.ts';
import { run } from '../../support/pipeline.ts';
import { tempFolder } from '../../support/temp.ts';

const HOUR = 3_600_000;
const SESSION = Date.UTC(2026, 0, 10);
const WORKER = pathToFileURL(join(import.meta.dirname, '../../../dist/worker.mjs'));
const at = (second: number): string => new Date(SESSION + second * 1000).toISOString();
const jsonl = (lines: readonly object[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join('');
const body = (word: string): string =>
  ['start', 'middle', 'end'].map((part) => `${word} computes the ${part}\n`).join('');

/** A session of Claude Code that writes a file as a whole; `refused`: the person said no. */
function claude(id: string, file: string, content: string, refused = false): string {
  const line = (uuid: string, parentUuid: string | null, second: number, type: string, content: unknown) => ({
    ...{ type, uuid, parentUuid, sessionId: id, timestamp: at(second), cwd: '/anywhere', version: '2.0.0' },
    message: { role: type, content, ...(type === 'assistant' ? { id: `m-${uuid}`, model: 'x' } : {}) },
  });
  const call = { type: 'tool_use', id: `t-${id}`, name: 'Write', input: { file_path: file, content } };
  const result = { type: 'tool_result', tool_use_id: `t-${id}`, content: 'File created', is_error: refused };
  return jsonl([
    line(`${id}1`, null, 0, 'user', [{ type: 'text', text: `Please write the part that ${id} needs` }]),
    line(`${id}2`, `${id}1`, 1, 'assistant', [call]),
    line(`${id}3`, `${id}2`, 2, 'user', [result]),
    line(`${id}4`, `${id}3`, 3, 'assistant', [{ type: 'text', text: `The part of ${id} is written.` }]),
  ]);
}

/** A session of Codex that patches a file by its relative path. */
function codex(cwd: string, file: string, from: string, to: string): string {
  const item = (second: number, payload: object) => ({ timestamp: at(second), type: 'response_item', payload });
  const said = (role: string, type: string, text: string) => ({ type: 'message', role, content: [{ type, text }] });
  const patch = [
    '*** Begin Patch',
    `*** Update File: ${file}`,
    '@@',
    `-${from}`,
    ...to
      .trim()
      .split('\n')
      .map((l) => `+${l}`),
    '*** End Patch',
  ];
  const meta = {
    id: 'c0d3c0de-0000-4000-8000-000000000001',
    timestamp: at(0),
    cwd,
    originator: 'codex_cli_rs',
    cli_version: '0.63.0',
  };
  return jsonl([
    { timestamp: at(0), type: 'session_meta', payload: meta },
    item(0, said('user', 'input_text', `<environment_context>\n  <cwd>${cwd}</cwd>\n</environment_context>`)),
    item(1, said('user', 'input_text', 'Please let the old greeting be more useful')),
    item(2, { type: 'custom_tool_call', call_id: 'c1', name: 'apply_patch', input: patch.join('\n') }),
    item(3, { type: 'custom_tool_call_output', call_id: 'c1', output: 'Success. Updated the following files' }),
    item(4, said('assistant', 'output_text', 'The greeting computes now.')),
  ]);
}

/** A workspace with sessions whose edits were kept, reworked, reverted, refused, or are of a file that nobody knows. */
function workspace(): TestRepository {
  const repo = repositoryIn(realpathSync(tempFolder()));
  repo.write('.gitignore', 'logs\nout*\n.goldpan\n');
  repo.commit(SESSION - 24 * HOUR, { 'src/greet.py': 'the old greeting\n', 'src/gone.py': 'the old way\n' });
  const path = (file: string): string => join(repo.root, file);
  repo.write('logs/kept.jsonl', claude('kept', path('src/kept.py'), body('kept')));
  repo.write('logs/reworked.jsonl', claude('reworked', path('src/reworked.py'), body('reworked')));
  repo.write('logs/reverted.jsonl', claude('reverted', path('src/gone.py'), body('reverted')));
  repo.write('logs/refused.jsonl', claude('refused', path('src/refused.py'), body('refused'), true));
  repo.write('logs/other.jsonl', claude('other', '/home/ada/elsewhere/other.py', body('other')));
  repo.write(
    'logs/rollout-2026-01-10T00-00-00-c0d3c0de-0000-4000-8000-000000000001.jsonl',
    codex(path('src'), 'greet.py', 'the old greeting', body('codex')),
  );
  const edited = { 'src/kept.py': body('kept'), 'src/greet.py': body('codex'), 'src/gone.py': body('reverted') };
  repo.commit(SESSION + HOUR, { ...edited, 'src/reworked.py': body('reworked').replace('middle', 'core') });
  repo.commit(SESSION + 2 * HOUR, { 'src/gone.py': 'the old way\n' });
  return repo;
}

describe('edits against history, through the whole pipeline', () => {
  beforeAll(assertBuilt);

  it('counts what became of them, alike for 1, 2 and 4 workers, and from another HEAD otherwise', async () => {
    const { root, git } = workspace();
    const counted = async (workers: number) => {
      const out = join(root, `out${workers}`);
      await run({ root, out, more: { workers, workerFile: WORKER } });
      return readManifest(out).git;
    };
    const one = await counted(1);
    expect(one).toEqual({
      heads: [expect.any(String)],
      ...{ examples: 5, kept: 2, reworked: 1, reverted: 1, unknown: 1 },
    });
    expect(await counted(2)).toEqual(one);
    expect(await counted(4)).toEqual(one);
    git(['reset', '-q', '--hard', 'HEAD~1']);
    expect(await counted(1)).toMatchObject({ kept: 3, reworked: 1, reverted: 0 });
    expect((await counted(1))?.heads).not.toEqual(one?.heads);
  });

  it('asks nothing when it is off, and in a folder that nobody trusts', async () => {
    const { root } = workspace();
    await run({ root, config: { outcome: { git: 'off' } } });
    expect(readManifest(join(root, 'out')).git).toBeUndefined();
    expect(openProject({ root, trusted: false }).config.outcome.git).toBe('off');
    expect(openProject({ root, trusted: true }).config.outcome.git).toBe('auto');
  });

  it('says once that Git is not there, and goes on', async () => {
    const { root } = workspace();
    vi.stubEnv('PATH', tempFolder());
    const { notes, sessions } = await run({ root });
    vi.unstubAllEnvs();
    expect(notes).toEqual([expect.stringContaining('Git is not installed')]);
    expect(sessions).toBe(6);
    const plain = tempFolder();
    cpSync(join(root, 'logs'), join(plain, 'logs'), { recursive: true });
    expect((await run({ root: plain })).notes).toEqual([]);
  });
});
