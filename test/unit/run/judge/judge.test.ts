/** The judge: a real server on this machine that speaks the protocol, asked through the whole pipeline. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../../../src/kit/errors.ts';
import { parseConfig } from '../../../../src/model/config.ts';
import { Judge } from '../../../../src/model/config-judge.ts';
import { markRedacted } from '../../../../src/redact/brand.ts';
import type { LeakGate } from '../../../../src/redact/types.ts';
import { endpoint } from '../../../../src/run/judge/endpoint.ts';
import { judgeExamples } from '../../../../src/run/judge/judge.ts';
import { Remembered } from '../../../../src/run/judge/remembered.ts';
import { runPipeline } from '../../../../src/run/pipeline.ts';
import { workspaceAt } from '../../../../src/run/store/workspace.ts';
import type { ExampleSource } from '../../../../src/stages/example-source.ts';
import { aboutExample, nameIn, verdictIn } from '../../../../src/stages/judge/questions.ts';
import { card, example, KEY, messages } from '../../stages/support.ts';

interface Seen {
  url: string;
  body: { model: string; temperature: number; messages: { role: string; content: string }[] };
}

let server: Server;
let seen: Seen[];
let root: string;
/** What the server says to a question; a number is a status. */
let answer: (question: string) => string | number;

beforeEach(async () => {
  seen = [];
  answer = () => '{"outcome":"success","quality":4}';
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      const body = JSON.parse(text || '{"messages":[]}') as Seen['body'];
      seen.push({ url: request.url ?? '', body });
      const said = answer(body.messages.map((m) => m.content).join('\n'));
      if (typeof said === 'number') response.writeHead(said, { location: '/elsewhere' }).end();
      else response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content: said } }] }));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  root = mkdtempSync(join(tmpdir(), 'judge-'));
});

afterEach(() => {
  server.close();
  rmSync(root, { recursive: true, force: true });
});

const place = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;

/** Runs with a tool, whose outcome the log leaves open; `reward` is stated. */
function log(rewards: readonly (number | undefined)[]): void {
  const lines = rewards.map((reward, i) =>
    JSON.stringify({
      ...(reward === undefined ? {} : { reward }),
      messages: [
        {
          role: 'user',
          content: `Please look up parcel number ${i} for carla.ohm${i}@mail.example and tell me where it is.`,
        },
        {
          role: 'assistant',
          content: '',
          tool_calls: [{ id: `c${i}`, type: 'function', function: { name: 'track', arguments: `{"parcel":${i}}` } }],
        },
        { role: 'tool', tool_call_id: `c${i}`, content: `Parcel ${i} is in depot ${i * 7}.` },
        { role: 'assistant', content: `Parcel ${i} is in depot ${i * 7}, and it will be with you tomorrow morning.` },
      ],
    }),
  );
  writeFileSync(join(root, 'log.jsonl'), `${lines.join('\n')}\n`);
}

async function run(judge: object | undefined, agreed = true, more: object = {}) {
  const config = parseConfig(
    JSON.stringify({
      split: { validation: 0 },
      ...more,
      ...(judge ? { judge: { url: place(), model: 'm', ...judge } } : {}),
    }),
    'goldpan.json',
  );
  const workspace = workspaceAt(root);
  const result = await runPipeline({
    ...{ workspace, config, paths: ['log.jsonl'], out: 'out', key: '5e'.repeat(32), judge: agreed, now: 0 },
  });
  const rows = ['train', 'validation'].flatMap((split) => {
    const file = join(root, 'out', 'sft', `${split}.jsonl`);
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  });
  const metas = rows.map((row) => JSON.parse((JSON.parse(row) as { meta: string }).meta) as Record<string, unknown>);
  const manifest = JSON.parse(readFileSync(join(root, 'out', 'goldpan.manifest.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  return { result, metas, manifest };
}

describe('a run with a judge', () => {
  it('gives an open outcome the verdict, marked, and quality apart', async () => {
    log([undefined, undefined]);
    const { metas, manifest } = await run({});
    expect(metas.map((m) => [m.outcome, m.outcome_by, m.quality_judged])).toEqual([
      ['success', 'judge', 4],
      ['success', 'judge', 4],
    ]);
    expect(manifest.judge).toMatchObject({ model: 'm', judged: 2, unread: 0, unasked: 0 });
  });

  it('shows it redacted text only', async () => {
    log([undefined]);
    await run({});
    const text = JSON.stringify(seen);
    expect(text).toContain('[EMAIL');
    expect(text).not.toContain('carla');
    expect(seen[0]).toMatchObject({ url: '/v1/chat/completions', body: { model: 'm', temperature: 0 } });
  });

  it('is not asked about what no dataset may hold', async () => {
    log([undefined, undefined]);
    const { manifest } = await run({}, true, { privacy: { consent: 'required' } });
    expect(seen).toEqual([]);
    expect(manifest.judge).toMatchObject({ judged: 0, unasked: 0 });
  });

  it('is not asked unless the user agreed, and says so', async () => {
    log([undefined]);
    const { result, metas, manifest } = await run({}, false);
    expect(seen).toEqual([]);
    expect(result.notes.join()).toContain('--judge');
    expect(metas[0]).not.toHaveProperty('outcome_by');
    expect(manifest).not.toHaveProperty('judge');
  });

  it('is asked once: the next run remembers, and writes the same bytes', async () => {
    log([undefined, undefined]);
    // With the hashes of their bytes; both rows are of one split, since they are alike.
    const first = (await run({})).manifest.outputs;
    const count = seen.length;
    expect((await run({})).manifest.outputs).toEqual(first);
    expect(seen.length).toBe(count);
    const kept = readFileSync(workspaceAt(root).verdicts, 'utf8');
    expect(kept).toMatch(/^([0-9a-f]{32} \{"outcome":"success","quality":4\}\n)+$/);
    await run({ model: 'another' });
    expect(seen.length).toBeGreaterThan(count);
  });

  it('counts answers that are no verdict, and leaves their examples as they were', async () => {
    log([undefined]);
    answer = () => 'I would rather not say.';
    const { metas, manifest } = await run({});
    expect(metas[0]?.outcome).toBe('unknown');
    expect(manifest.judge).toMatchObject({ judged: 0, unread: 1 });
  });

  it('counts what is beyond the bound', async () => {
    log([undefined, undefined, undefined]);
    const { manifest } = await run({ most: 2 });
    expect(manifest.judge).toMatchObject({ judged: 2, unasked: 1 });
  });

  it('asks for what it is to be asked only', async () => {
    log([undefined]);
    const { metas } = await run({ tasks: ['quality'] });
    expect(metas[0]).toMatchObject({ outcome: 'unknown', quality_judged: 4 });
    seen = [];
    await run({ tasks: ['topics'], model: 'n' });
    expect(seen).toEqual([]);
  });

  it('ends the run where the endpoint cannot be used, and says what to do', async () => {
    log([undefined]);
    for (const status of [500, 302]) {
      answer = () => status;
      await expect(run({ model: `m${status}` })).rejects.toThrow(UserError);
    }
    expect(existsSync(join(root, 'out'))).toBe(false);
    // A redirect could lead off this machine.
    expect(new Set(seen.map((s) => s.url))).toEqual(new Set(['/v1/chat/completions']));
  });
});

it('asks first about what nothing is known of', async () => {
  const talks = new Map(['a', 'b'].map((id) => [id, [`u Where is parcel ${id}?`, 'a In the depot.']]));
  const concluded = { outcome: { success: true, inferred: true } };
  const cards = [card('a', talks.get('a') as string[], concluded), card('b', talks.get('b') as string[])];
  const store: ExampleSource = { read: ({ id }) => example(id, messages(...(talks.get(id) as string[]))) };
  const judge = Judge.parse({ model: 'm', url: place(), most: 1 });
  const answers = new Remembered(KEY, 'm', join(root, 'verdicts.txt'), endpoint(judge));
  const gate = { check: <T>(row: T) => ({ row, leaks: [], hidden: [] }) } as unknown as LeakGate;
  const { verdicts, counts } = await judgeExamples(cards, store, judge, answers, { gate, onProgress: () => undefined });
  expect([...verdicts.keys()]).toEqual(['b']);
  expect(counts).toMatchObject({ judged: 1, unasked: 1 });
});

describe('the endpoint', () => {
  const judge = (more: object) => Judge.safeParse({ model: 'm', url: place(), ...more });
  it.each(['http://localhost:1234/v1', 'http://127.0.0.1:11434/v1', 'http://[::1]:8000/v1', 'https://localhost/v1'])(
    'may be %s',
    (url) => {
      expect(judge({ url }).success).toBe(true);
    },
  );
  it.each([
    'https://api.openai.com/v1',
    'http://127.0.0.1.example.org/v1',
    'http://localhost.example.org/v1',
    'http://localhost@example.org/v1',
    'http://10.0.0.5/v1',
    'http://0.0.0.0/v1',
    'file:///etc/passwd',
    'nonsense',
  ])('may not be %s', (url) => {
    expect(judge({ url }).success).toBe(false);
  });
  it('says that it cannot be reached, and gives up after its time', async () => {
    const ask = (more: object) =>
      endpoint(Judge.parse({ model: 'm', url: place(), ...more }))({ system: 's', user: markRedacted('u') });
    const closed = createServer();
    await new Promise<void>((done) => closed.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(closed.address() as AddressInfo).port}/v1`;
    await expect(ask({ url, timeoutSeconds: 0.2 })).rejects.toThrow('gave no answer in 0.2 seconds');
    closed.closeAllConnections();
    await new Promise((done) => closed.close(done));
    await expect(ask({ url })).rejects.toThrow('cannot be reached');
  });
});

describe('questions and answers', () => {
  it('show both ends of a long talk, and nothing that ends the frame', () => {
    const talk = messages(`u Begin </conversation>${'x'.repeat(5000)}`, 'a Middle', `u ${'y'.repeat(5000)} End`);
    const { user } = aboutExample(markRedacted({ messages: talk }), 1000);
    expect(user.length).toBeLessThan(1200);
    expect(user).toMatch(/^<conversation>\nuser: Begin x/);
    expect(user).toMatch(/characters left out[\s\S]* End\n<\/conversation>$/);
    expect(user.match(/<\/conversation>/g)).toHaveLength(1);
  });
  it.each([
    ['{"outcome":"failure","quality":2}', { outcome: 'failure', quality: 2 }],
    ['```json\n{"outcome": "unknown", "quality": "3"}\n```', { outcome: 'unknown', quality: 3 }],
    ['<think>{"outcome":"failure"}</think>\n{"outcome":"success"}', { outcome: 'success' }],
    ['{"outcome":"success","quality":9}', { outcome: 'success' }],
    ['{"outcome":"great"}', undefined],
    ['{"outcome":', undefined],
    ['', undefined],
  ])('reads %s', (text, verdict) => {
    expect(verdictIn(text)).toEqual(verdict);
  });
  it.each([
    ['{"name": "Flight changes"}', 'flight changes'],
    ['{"name": "Änderungen & Storno"}', 'änderungen & storno'],
    ['{"name": "[PERSON_1] travels"}', undefined],
    ['{"name": "a"}', undefined],
    [`{"name": "${'long '.repeat(20)}"}`, undefined],
    ['{"name": 5}', undefined],
  ])('takes a plain name only: %s', (text, name) => {
    expect(nameIn(text)).toBe(name);
  });
});
