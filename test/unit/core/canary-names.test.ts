/**
 * Canaries where no row's gate looks: in names of tools, arguments and topics, in what a judge is asked and says, in labels. What is
 * planted is somebody's in one session, and stands in others where nobody could know.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportPage } from '../../../src/assess/report/html/page.ts';
import { reportDataset } from '../../../src/assess/report/report.ts';
import type { Manifest } from '../../../src/datasets/manifest.ts';
import { DATASET_MARK } from '../../../src/model/own-files.ts';
import { run } from '../../support/pipeline.ts';

/** A login that a system made: proved in one session, a part of names and words in others. */
const LOGIN = 'zk_omega_90210';
const KEY = 'AKIAQ7ZT3VDM5RJ2KX4L';
const EMAIL = 'okonjo.ilka@plein.example';

interface Message {
  role: string;
  content: string | null;
  [more: string]: unknown;
}

const user = (content: string): Message => ({ role: 'user', content });
const says = (content: string): Message => ({ role: 'assistant', content });
const calls = (name: string, args: object, result = 'done'): Message[] => [
  {
    role: 'assistant',
    content: null,
    tool_calls: [{ id: 'c1', type: 'function', function: { name, arguments: JSON.stringify(args) } }],
  },
  { role: 'tool', tool_call_id: 'c1', content: result },
];
const tool = (name: string, properties: object, required: string[] = []) => ({
  type: 'function',
  function: { name, description: 'A tool', parameters: { type: 'object', properties, required } },
});

/** Requests of three kinds, of which two name somebody in small letters. */
function requests(): string[] {
  const out: string[] = [];
  const things = ['roses', 'tomatoes', 'hedge', 'lawn', 'soil'];
  const taxes = ['income', 'dividends', 'expenses', 'rent', 'bracket'];
  const openings = ['gambit', 'endgame', 'bishop', 'knight', 'rook'];
  const letters = 'abcdefghijklmnopqrst';
  for (let i = 0; i < 20; i++) {
    const [a, b] = [i % 5, (i * 3 + 1) % 5];
    out.push(
      `please water the ${things[a]} and prune the ${things[b]} in the garden of castellanos before spring ${letters[i]}`,
    );
    out.push(`how do i deduct ${taxes[a]} and ${taxes[b]} in the tax return of quillfeathers ${letters[i]}`);
    out.push(`which ${openings[a]} beats the ${openings[b]} in a chess opening for beginners ${letters[i]}`);
  }
  return out;
}

const ID = 'HQ5519027';

/** A session of Claude Code: with times, so that periods are told, and files named after somebody. */
function coding(session: string, prompt: string, tool: string, input: object): string {
  const base = {
    sessionId: session,
    cwd: '/home/wrzesniewska/app',
    gitBranch: `fix-${ID}`,
    version: '2.1.40',
    userType: 'external',
  };
  const at = (n: number): string => `2026-03-01T10:00:0${n}.000Z`;
  const answer = (id: string, content: object[]) => ({
    id,
    type: 'message',
    role: 'assistant',
    model: 'claude-x',
    content,
  });
  return [
    {
      ...base,
      parentUuid: null,
      type: 'user',
      uuid: `${session}1`,
      timestamp: at(1),
      message: { role: 'user', content: prompt },
    },
    {
      ...base,
      parentUuid: `${session}1`,
      type: 'assistant',
      uuid: `${session}2`,
      timestamp: at(2),
      message: answer('m1', [{ type: 'tool_use', id: 't1', name: tool, input }]),
    },
    {
      ...base,
      parentUuid: `${session}2`,
      type: 'user',
      uuid: `${session}3`,
      timestamp: at(3),
      message: { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't1', content: 'done' }] },
    },
    {
      ...base,
      parentUuid: `${session}3`,
      type: 'assistant',
      uuid: `${session}4`,
      timestamp: at(4),
      message: answer('m2', [{ type: 'text', text: 'That is done.' }]),
    },
  ]
    .map((line) => JSON.stringify(line))
    .join('\n');
}

function plant(root: string): void {
  mkdirSync(join(root, 'logs'), { recursive: true });
  const line = (messages: Message[], more: object = {}): string => JSON.stringify({ messages, ...more });
  const chats = requests().map((text, i) => line([user(text), says(`Like this, case ${i}.`)]));
  chats.push(
    // The other name is introduced nowhere: only the lists of names tell.
    line([user('Hello, write me a poem on evening and morning.'), says('Roses are red.')]),
    line([user('My name is Agnieszka Quillfeathers. Which taxes do I pay?'), says('Many.')]),
    line([user('Look up my account.'), ...calls('get_user', { user_id: LOGIN }), says('Found.')]),
    // Arguments that are somebody's, declared and made up.
    line([user('Run the sync now.'), ...calls('sync', { path: 7, [KEY]: 1, [LOGIN]: 2, depth: 3 }), says('Synced.')], {
      tools: [tool('sync', { path: { type: 'string' }, [EMAIL]: { type: 'number' } }, [EMAIL])],
    }),
  );
  writeFileSync(join(root, 'logs/chats.jsonl'), `${chats.join('\n')}\n`);
  // One session proves whose the id is; in the other it is a part of a tool's name.
  const proof = coding('aaaaaaaa-0000-4000-8000-000000000001', 'Who is that?', 'lookup', { user_id: ID });
  const use = coding('aaaaaaaa-0000-4000-8000-000000000002', 'Make the export.', `export-${ID}`, {
    file: `/home/wrzesniewska/${ID}.csv`,
  });
  writeFileSync(join(root, 'logs/aaaaaaaa-0000-4000-8000-000000000001.jsonl'), `${proof}\n`);
  writeFileSync(join(root, 'logs/aaaaaaaa-0000-4000-8000-000000000002.jsonl'), `${use}\n`);
}

/** Everything that a run and a report wrote, by its place in the workspace. */
const written = (root: string): Map<string, string> =>
  new Map(
    ['out', '.goldpan'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((e) => e.isFile())
        .map((e) => join(e.parentPath, e.name))
        .map((file) => [relative(root, file), readFileSync(file, 'latin1')] as const),
    ),
  );

/** A judge on this machine that gives topics the name that it was told to. */
async function judge(name: string): Promise<{ url: string; asked: string[]; close(): void }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      asked.push(text);
      const content = text.includes('You name a group')
        ? JSON.stringify({ name })
        : '{"outcome":"success","quality":4}';
      response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content } }] }));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/v1`, asked, close: () => server.close() };
}

describe.each(['standard', 'strict'])('under %s', (policy) => {
  const root = mkdtempSync(join(tmpdir(), 'goldpan-names-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  let files: Map<string, string>;
  let manifest: Manifest;
  let asked: string[];
  beforeAll(async () => {
    plant(root);
    const echo = await judge('castellanos garden');
    const settings = { model: 'm', url: echo.url, tasks: ['outcome', 'quality', 'topics'] };
    await run({ root, config: { privacy: { policy }, judge: settings }, more: { judge: true } });
    echo.close();
    asked = echo.asked;
    files = written(root);
    manifest = JSON.parse(files.get(join('out', DATASET_MARK)) ?? '') as Manifest;
    const report = await reportDataset(join(root, 'out'));
    files.set('report.json', JSON.stringify(report));
    files.set('report.html', reportPage(report, 'out'));
  });
  const holding = (what: string, of = files): string[] =>
    [...of].flatMap(([file, text]) => (text.toLowerCase().includes(what.toLowerCase()) ? [file] : []));

  it('what a run proves is in no byte of it', () => {
    for (const canary of [LOGIN, KEY, EMAIL]) expect(holding(canary), canary).toEqual([]);
  });

  it('what one session proves is in nothing that is passed round, nor shown to a judge', () => {
    const shared = new Map([...files].filter(([file]) => !file.startsWith('.goldpan/local')));
    expect(holding(ID, shared)).toEqual([]);
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.join('\n')).not.toContain(ID);
    expect(Object.keys(manifest.periods?.list[0]?.tools ?? {})).toContain('(hidden)');
  });

  it('names in small letters, which a text may keep, name no topic', () => {
    expect(manifest.topics?.names.length).toBeGreaterThan(1);
    const rows = /^out.(?:sft|dpo)/;
    const named = new Map([...files].filter(([file]) => file.startsWith('out') && !rows.test(file)));
    for (const [file, text] of files) {
      if (!rows.test(file)) continue;
      const metas = text
        .trim()
        .split('\n')
        .map((row) => JSON.stringify((JSON.parse(row) as { meta: unknown }).meta));
      named.set(`meta of ${file}`, metas.join());
    }
    for (const canary of ['castellano', 'quillfeather']) expect(holding(canary, named), canary).toEqual([]);
    expect(files.get('.goldpan/local/judge-answers.txt')).not.toContain('castellano');
  });

  it('rules name arguments that redaction left readable', () => {
    const store = files.get('.goldpan/local/run/examples.jsonl') ?? '';
    expect(store).toContain('undeclared argument: depth');
    expect(store).toContain('undeclared argument: (unnamed)');
    expect(store).toContain('missing argument: (unnamed)');
  });
});
