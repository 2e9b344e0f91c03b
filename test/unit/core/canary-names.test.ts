/**
 * Canaries where no row's gate looks: in names of tools, arguments and topics, in what a judge is asked and says, in labels. What is
 * planted is somebody's in one session, and stands in others where nobody could know.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Manifest } from '../../../src/datasets/manifest.ts';
import { reportDataset } from '../../../src/assess/report/report.ts';
import { reportPage } from '../../../src/assess/report/html/page.ts';
import { run } from '../../support/pipeline.ts';
import { tempFolder } from '../../support/temp.ts';

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

/** Requests of three kinds, of which one names somebody in small letters in every other session. */
function requests(): string[] {
  const out: string[] = [];
  const things = ['roses', 'tomatoes', 'hedge', 'lawn', 'soil'];
  const taxes = ['income', 'dividends', 'expenses', 'rent', 'bracket'];
  for (let i = 0; i < 20; i++) {
    out.push(`please water the ${things[i % 5]} and prune the garden of castellanos before spring number ${'abcdefghijklmnopqrst'[i]}`);
    out.push(`how do i deduct ${taxes[i % 5]} in the tax return of wrzesniewska this year ${'abcdefghijklmnopqrst'[i]}`);
  }
  return out;
}

function plant(root: string): void {
  mkdirSync(join(root, 'logs'), { recursive: true });
  const line = (messages: Message[], tools?: object[], more: object = {}) => JSON.stringify({ messages, ...(tools ? { tools } : {}), ...more });
  const chats = requests().map((text, i) => line([user(text), says(`Like this, case ${i}.`)]));
  chats.push(
    // Proved here.
    line([user('Hello, my name is Ximena Castellanos, write me a poem.'), says('Roses are red.')]),
    line([user('My name is Agnieszka Wrzesniewska. Which taxes do I pay?'), says('Many.')]),
    line([user(`Look up my account.`), ...calls('get_user', { user_id: LOGIN }), says('Found.')]),
    // A tool that is called after somebody; arguments that are somebody's, declared and made up.
    line(
      [user('Run the sync now.'), ...calls(`sync_${LOGIN}`, { path: 7, [KEY]: 1, [LOGIN]: 2 }), says('Synced.')],
      [tool(`sync_${LOGIN}`, { path: { type: 'string' }, [EMAIL]: { type: 'number' } }, [EMAIL])],
    ),
  );
  writeFileSync(join(root, 'logs/chats.jsonl'), `${chats.join('\n')}\n`);
}

/** Everything that a run and a report wrote, by file. */
function written(root: string): Map<string, string> {
  return new Map(
    ['out', '.goldpan'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((e) => e.isFile())
        .map((e) => [join(e.parentPath, e.name), readFileSync(join(e.parentPath, e.name), 'latin1')] as const),
    ),
  );
}

describe.each(['standard', 'strict'])('%s', (policy) => {
  it('shows', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk) => { text += chunk; });
      request.on('end', () => {
        asked.push(text);
        const said = text.includes('You name a group') ? '{"name": "castellanos garden"}' : '{"outcome":"success","quality":4}';
        response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content: said } }] }));
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const root = tempFolder();
    plant(root);
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    const result = await run({ root, config: { privacy: { policy }, judge: { model: 'm', url, tasks: ['outcome', 'quality', 'topics'] } }, more: { judge: true } });
    server.close();
    const files = written(root);
    const report = await reportDataset(join(root, 'out'));
    files.set('report', JSON.stringify(report));
    files.set('judge', asked.join('\n'));
    files.set('result', JSON.stringify(result));
    const manifest = JSON.parse(files.get(join(root, 'out/goldpan.manifest.json')) ?? '{}') as Manifest;
    console.log(manifest.topics, manifest.judge, manifest.coverage?.tools, manifest.periods);
    for (const [file, text] of files)
      for (const canary of ['castellanos', 'wrzesniewska', LOGIN, KEY, EMAIL])
        for (const m of text.matchAll(new RegExp(canary, 'gi'))) { console.log(file.slice(root.length), canary, JSON.stringify(text.slice(Math.max(0, m.index - 80), m.index + 60))); break; }
  });
});
