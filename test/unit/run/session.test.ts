/** One session through its stages: as a line and back, and with a bug on the way, which costs it alone. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { buildIndex } from '../../../src/ingest/build-index.ts';
import { NOTHING_GIVEN } from '../../../src/ingest/given.ts';
import { READERS } from '../../../src/ingest/registry.ts';
import { findSources } from '../../../src/ingest/sources.ts';
import { UserError } from '../../../src/kit/errors.ts';
import { Processor } from '../../../src/run/session.ts';
import { decodeProcessed, encodeProcessed } from '../../../src/run/store/session-codec.ts';
import { run, TEST_KEY, testConfig } from '../../support/pipeline.ts';
import { tempFolder } from '../../support/temp.ts';

const talk = (id: string, question: string): string =>
  JSON.stringify({
    id,
    messages: [
      { role: 'user', content: question },
      { role: 'assistant', content: `This is a long enough answer to ${id}.` },
    ],
  });

/** A workspace with one log of three talks. */
function workspace(): string {
  const root = tempFolder();
  mkdirSync(join(root, 'logs'));
  const lines = [
    talk('one', 'How do tulips grow?'),
    talk('two', 'Mail it to ada@canary.example'),
    talk('three', 'And roses?'),
  ];
  writeFileSync(join(root, 'logs/a.jsonl'), `${lines.join('\n')}\n`);
  return root;
}

/** Every reader throws at the talk that holds `word`. */
function breakAt(word: string, error: unknown, step: 'read' | 'index' = 'read'): void {
  for (const one of READERS) {
    if (step === 'read') {
      const own = one.read.bind(one);
      vi.spyOn(one, 'read').mockImplementation((records) => {
        const all = [...records];
        if (all.some(({ text }) => text.includes(word))) throw error;
        return own(all);
      });
    } else {
      const own = one.index.bind(one);
      vi.spyOn(one, 'index').mockImplementation((record, file) => {
        if (record.text.includes(word)) throw error;
        return own(record, file);
      });
    }
  }
}
afterEach(() => vi.restoreAllMocks());

async function processed(root: string) {
  const logs = await buildIndex(findSources(['logs'], root).sources);
  const processor = await Processor.create({
    sources: logs.sources,
    ingest: testConfig(),
    given: NOTHING_GIVEN,
    keyHex: TEST_KEY,
    row: testConfig().exports,
    rules: testConfig().segment,
    taxonomy: testConfig().taxonomy,
    redactor: { policy: 'standard', actions: {}, dictionary: [] },
  });
  const { records, starts } = logs.records.bySession();
  const out = [];
  for (let s = 0; s < logs.records.sessions; s++) {
    const numbers = [...records.subarray(starts[s], starts[s + 1])];
    out.push(
      await processor.process({ format: logs.formats[s] as string, records: numbers.map((i) => logs.records.get(i)) }),
    );
  }
  processor.close();
  logs.dispose();
  return out;
}

describe('a session as a line', () => {
  it('comes back as it was, digests included', async () => {
    const all = await processed(workspace());
    expect(all).toHaveLength(3);
    for (const done of all) {
      const line = encodeProcessed(done);
      expect(line).not.toContain('\n');
      expect(line).not.toContain('ada@canary.example');
      const back = decodeProcessed(line);
      expect(JSON.stringify(back)).toBe(JSON.stringify(JSON.parse(JSON.stringify(back))));
      if (done.kind !== 'session' || back.kind !== 'session') throw new Error('no session');
      expect(back.sessionId).toBe(done.sessionId);
      expect(back.redactions).toEqual(done.redactions);
      expect(back.gateValues).toEqual(done.gateValues);
      expect(back.examples.map(({ example }) => JSON.stringify(example))).toEqual(
        done.examples.map(({ example }) => JSON.stringify(example)),
      );
      for (const digest of ['chain', 'sketch'] as const)
        expect(back.examples.map((one) => [...one[digest]])).toEqual(done.examples.map((one) => [...one[digest]]));
    }
  });

  it.each([
    { kind: 'empty' } as const,
    { kind: 'skipped', skipped: { path: 'a.jsonl', line: 3, code: 'changed', reason: 'it changed' } } as const,
  ])('may hold no session: $kind', (done) => {
    expect(decodeProcessed(encodeProcessed(done))).toEqual(done);
  });

  it('is the same in every run with the same key, gate values included', async () => {
    const root = workspace();
    const first = (await processed(root)).map(encodeProcessed);
    expect((await processed(root)).map(encodeProcessed)).toEqual(first);
  });
});

describe('a chain', () => {
  it('tells a question about one picture from the same about another', async () => {
    const root = tempFolder();
    mkdirSync(join(root, 'logs'));
    const about = (url: string) => ({
      messages: [
        {
          role: 'user',
          content: [
            { type: 'image_url', image_url: { url } },
            { type: 'text', text: 'What is it?' },
          ],
        },
        { role: 'assistant', content: 'A house by the lake.' },
      ],
    });
    const urls = ['https://x.example/a.png', 'https://x.example/b.png', 'https://x.example/a.png'];
    writeFileSync(join(root, 'logs/a.jsonl'), urls.map((url) => JSON.stringify(about(url))).join('\n'));
    const chains = (await processed(root)).map((done) =>
      done.kind === 'session' ? done.examples.map(({ chain }) => Buffer.from(chain).toString('hex')).join() : '',
    );
    expect(chains[0]).not.toBe(chains[1]);
    expect(chains[0]).toBe(chains[2]);
  });
});

describe('a bug', () => {
  it('in reading a session costs it alone, counted and named with file and line, and never quoted', async () => {
    const root = workspace();
    breakAt('"two"', new TypeError('undefined is not a function'));
    const result = await run({ root });
    expect(result.bugs).toBe(1);
    expect(result.sessions).toBe(2);
    expect(result.losses).toMatchObject([
      { path: 'logs/a.jsonl', line: 2, code: 'session_bug', stage: 'read', count: 1 },
    ]);
    expect(result.losses[0]?.reason).toMatch(
      /^a bug in Goldpan \(format [a-z-]+\): TypeError: undefined is not a function/,
    );
    const stage = result.stages.find(({ name }) => name === 'read');
    expect(stage).toMatchObject({ in: 3, out: 2, dropped: { session_bug: 1 } });
    expect(readFileSync(join(root, 'out/audit/dropped.jsonl'), 'utf8')).toContain('session_bug');
  });

  it('in indexing a record costs it alone', async () => {
    const root = workspace();
    breakAt('"two"', new RangeError('too deep'), 'index');
    const result = await run({ root });
    expect(result.bugs).toBe(1);
    expect(result.read).toBe(2);
    expect(result.losses).toMatchObject([{ line: 2, code: 'reader_bug', stage: 'index' }]);
    expect(result.losses[0]?.reason).toMatch(/^a bug in the reader [a-z-]+: RangeError: too deep/);
    expect(result.stages.find(({ name }) => name === 'index')).toMatchObject({
      in: 3,
      out: 2,
      dropped: { reader_bug: 1 },
    });
  });

  it('is told without the message of an error that may quote the log', async () => {
    const root = workspace();
    breakAt('"two"', new SyntaxError('Unexpected token in ada@canary.example'));
    const { losses } = await run({ root });
    expect(losses[0]?.reason).toContain('SyntaxError');
    expect(JSON.stringify(losses)).not.toContain('canary');
  });

  it('is none when the user can do something: the run ends with the mistake', async () => {
    const root = workspace();
    breakAt('"two"', new UserError('the disk is full', 'Free some space.', 3));
    await expect(run({ root })).rejects.toMatchObject({ message: 'the disk is full', exitCode: 3 });
    vi.restoreAllMocks();
    breakAt('"two"', Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', syscall: 'write', path: '/tmp/x' }));
    await expect(run({ root })).rejects.toThrow(UserError);
  });

  it('is none in a sound log', async () => {
    expect((await run({ root: workspace() })).bugs).toBe(0);
  });
});
