/** Archives: what is inside is read as if it lay there, and what cannot be read says why. */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, describe, expect, it } from 'vitest';
import { buildIndex } from '../../../src/ingest/build-index.ts';
import { inspect, readAll } from '../../../src/ingest/inspect.ts';
import { findSources } from '../../../src/ingest/sources.ts';
import { recordText } from '../../support/record-text.ts';
import { type TestEntry, zipOf, zstdFrame } from '../../support/zip.ts';
import { inFolder, talkOf } from '../../unit/ingest/support.ts';

const talk = (n: number): string =>
  `${JSON.stringify({
    messages: [
      { role: 'user', content: `q${n} canary.packed@goldpan.example` },
      { role: 'assistant', content: `a${n}` },
    ],
  })}\n`;
const TWO = talk(1) + talk(2);
const READ = [1, 2].map((n) => [`user: q${n} canary.packed@goldpan.example`, `assistant: a${n}`]);

async function read(files: Record<string, Buffer | string>) {
  return inFolder(async (folder) => {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    const index = await buildIndex(findSources(['.'], folder).sources);
    try {
      const sessions = [...readAll(index)];
      const refs = sessions.flatMap((s) => s.records);
      const texts = await Promise.all(refs.slice(0, 3).map((ref) => recordText(ref, folder)));
      const skipped = index.skipped.map((s) => `${s.entry ?? s.path} ${s.code}: ${s.reason}`);
      return { talks: sessions.map(talkOf), refs, texts, skipped, formats: index.sources.map((s) => s.format) };
    } finally {
      index.dispose();
    }
  });
}

// A folder of its own: other files of tests spill at the same time, in threads of the same process.
process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'goldpan-archives-'));
afterAll(() => rmSync(process.env.TMPDIR as string, { recursive: true }));
const spillFolders = (): string[] => readdirSync(tmpdir()).filter((n) => n.startsWith('goldpan-spill-'));

describe('gzip and zstd', () => {
  it('reads what is packed, also in several members, and leads back into it', async () => {
    const { talks, refs, texts } = await read({ 'a.jsonl.gz': Buffer.concat([gzipSync(talk(1)), gzipSync(talk(2))]) });
    expect(talks).toEqual(READ);
    expect(refs[1]).toMatchObject({ path: 'a.jsonl.gz', entry: 'a.jsonl', line: 2 });
    expect(texts[1]).toBe(talk(2).trim());
  });
  it('reads zstd', async () => {
    expect((await read({ 'a.jsonl.zst': zstdFrame(Buffer.from(TWO)) })).talks).toEqual(READ);
  });
  it('reads what a gzip file that ends too early still holds, and says so', async () => {
    const text = Array.from({ length: 20_000 }, (_, i) => talk(i * 7919)).join('');
    const whole = gzipSync(text);
    const { talks, skipped } = await read({ 'a.jsonl.gz': whole.subarray(0, whole.length >> 1) });
    expect(talks.length).toBeGreaterThan(1000);
    expect(talks.length).toBeLessThan(20_000);
    expect(skipped[0]).toMatch(/malformed: the gzip file is damaged or ends too early/);
  });
  it('says so of a file that is no gzip but for its first bytes', async () => {
    const { talks, skipped } = await read({ 'a.gz': Buffer.from([0x1f, 0x8b, 1, 2, 3, 4]) });
    expect(talks).toEqual([]);
    expect(skipped[0]).toMatch(/damaged gzip/);
  });
});

describe('ZIP', () => {
  const both: TestEntry[] = [
    { name: 'logs/one.jsonl', content: talk(1) },
    { name: 'logs/two.jsonl', content: talk(2) },
  ];
  it.each([
    ['deflate', 8, false],
    ['stored', 0, false],
    ['zstd', 93, false],
    ['zip64 and deflate', 8, true],
    ['zip64 and zstd', 93, true],
  ])('reads %s', async (_name, method, zip64) => {
    const { talks, refs, skipped } = await read({ 'a.zip': zipOf(both.map((e) => ({ ...e, method, zip64 }))) });
    expect(talks).toEqual(READ);
    expect(refs[1]).toMatchObject({ path: 'a.zip', entry: 'logs/two.jsonl', line: 1 });
    expect(skipped).toEqual([]);
  });
  it('reads a cut-off archive as far as its entries are whole', async () => {
    const whole = zipOf([...both, { name: 'three.jsonl', content: 'x'.repeat(5000), method: 0 }], { directory: false });
    const { talks, skipped } = await read({ 'a.zip': whole.subarray(0, whole.length - 100) });
    expect(talks).toEqual(READ);
    expect(skipped).toEqual([expect.stringMatching(/without a directory .*2 whole entries were read/)]);
  });
  it('leaves out what it cannot read, each with its reason', async () => {
    const { talks, skipped } = await read({
      'a.zip': zipOf([
        ...both,
        { name: 'secret.jsonl', content: talk(3), encrypted: true },
        { name: 'odd.jsonl', content: talk(4), method: 14 },
        { name: 'broken.jsonl', content: talk(5), damaged: true },
        { name: 'picture.png', content: 'x' },
        { name: '__MACOSX/._one.jsonl', content: 'x' },
      ]),
    });
    expect(talks).toEqual(READ);
    expect(skipped.map((s) => s.replace(/;.*/, ''))).toEqual([
      'secret.jsonl unreadable: encrypted',
      'odd.jsonl unreadable: packed with method 14',
      'broken.jsonl unreadable: damaged: its checksum does not fit',
      'picture.png metadata: not named like a log',
      '__MACOSX/._one.jsonl metadata: about the archive, no session',
    ]);
  });
  it('opens archives in archives, and stops at the third', async () => {
    const inner = zipOf([{ name: 'b.jsonl.gz', content: gzipSync(TWO), method: 0 }]);
    const { talks, refs } = await read({ 'a.zip': zipOf([{ name: 'c.zip', content: inner, method: 0 }]) });
    expect(talks).toEqual(READ);
    expect(refs[0]?.path).toBe('a.zip');
    let nested = Buffer.from(TWO);
    for (let i = 0; i < 6; i++) nested = gzipSync(nested);
    expect((await read({ 'x.gz': nested })).skipped[0]).toMatch(/nested more than 3 deep/);
  });
  it("takes an .eval log's samples and nothing else of it", async () => {
    const sample = JSON.stringify({
      id: 1,
      epoch: 1,
      input: 'q',
      target: 't',
      messages: [
        { role: 'user', content: 'q' },
        { role: 'assistant', content: 'a' },
      ],
      scores: {},
    });
    const { formats, skipped, talks } = await read({
      'a.eval': zipOf([
        { name: '_journal/start.json', content: '{"version":2}', method: 93 },
        { name: 'samples/1_epoch_1.json', content: sample, method: 93 },
        { name: 'header.json', content: '{"version":2,"status":"success"}', method: 93 },
      ]),
    });
    expect(formats).toEqual(['inspect-ai']);
    expect(talks[0]?.slice(0, 2)).toEqual(['user: q', 'assistant: a']);
    expect(skipped).toHaveLength(2);
  });
  it('reports one file for an archive of one format, one an entry for several', async () => {
    await inFolder(async (folder) => {
      writeFileSync(join(folder, 'a.zip'), zipOf(both));
      writeFileSync(join(folder, 'b.zip'), zipOf([...both, { name: 'c.txt', content: 'User: hi\nAI: ho' }]));
      const { files } = await inspect(findSources(['.'], folder).sources);
      expect(files.map((f) => [f.path, f.entry, f.format, f.sessions])).toEqual([
        ['a.zip', undefined, 'openai-finetune', 2],
        ['b.zip', 'logs/one.jsonl', 'openai-finetune', 1],
        ['b.zip', 'logs/two.jsonl', 'openai-finetune', 1],
        ['b.zip', 'c.txt', 'plain-text', 1],
      ]);
    });
  });
});

describe('Parquet', () => {
  it('reads rows as the format that their columns have', async () => {
    const messages = [1, 2].map((n) => JSON.parse(talk(n)).messages);
    const file = parquetWriteBuffer({
      columnData: [
        { name: 'messages', data: messages, type: 'JSON' },
        { name: 'conversation_id', data: ['x', 'y'], type: 'STRING' },
        { name: 'big', data: [1n, 2n ** 60n], type: 'INT64' },
      ],
    });
    const { talks, texts, refs } = await read({ 'a.parquet': Buffer.from(file) });
    expect(talks).toEqual(READ);
    expect(refs[1]).toMatchObject({ entry: 'rows', line: 2 });
    expect(JSON.parse(texts[1] as string)).toMatchObject({ big: '1152921504606846976', conversation_id: 'y' });
  });
  it('reads a table of messages', async () => {
    const file = parquetWriteBuffer({
      columnData: [
        { name: 'id', data: [1n, 2n], type: 'INT64' },
        { name: 'thread_id', data: ['t', 't'], type: 'STRING' },
        { name: 'role', data: ['user', 'assistant'], type: 'STRING' },
        { name: 'content', data: ['hi', 'ho'], type: 'STRING' },
      ],
    });
    const { talks, formats } = await read({ 'a.parquet': Buffer.from(file) });
    expect(formats).toEqual(['db-rows']);
    expect(talks).toEqual([['user: hi', 'assistant: ho']]);
  });
  it('says so of an unfinished file', async () => {
    expect((await read({ 'a.parquet': 'PAR1 and nothing' })).skipped[0]).toMatch(/unfinished Parquet/);
  });
});

describe('what cannot be read', () => {
  it.each([
    ['tar', Buffer.concat([Buffer.alloc(257), Buffer.from('ustar'), Buffer.alloc(300)]), /tar xf/],
    ['bzip2', 'BZh91AY&SY', /bunzip2/],
    ['pickle', Buffer.from([0x80, 4, 0x95, 0, 0]), /run code/],
    ['pg_dump in custom format', 'PGDMP\u0001\u000e', /pg_restore/],
    ['a picture', Buffer.from('89504e470d0a1a0a', 'hex'), /picture/],
    ['other JSON', '{"cpu":1}\n{"cpu":2}\n', /map it by hand/],
    ['prose', 'Nothing here speaks.\n', /transcript/],
    ['nothing', '', /empty/],
  ])('%s says what to do', async (_name, content, reason) => {
    expect((await read({ 'a.log': content })).skipped[0]).toMatch(reason);
  });

  it("leaves out Goldpan's own rows", async () => {
    const row = { messages: JSON.parse(talk(1)).messages, tools: 'null', meta: '{"id":"ex_1","kind":"qa"}' };
    const { talks, skipped, formats } = await read({ 'train.jsonl': `${JSON.stringify(row)}\n` });
    expect(formats).toEqual(['goldpan-output']);
    expect(talks).toEqual([]);
    expect(skipped[0]).toMatch(/own_output: written by Goldpan/);
  });
});

it('leaves no temporary file behind', () => {
  expect(spillFolders()).toEqual([]);
});

const EVALS = '../shared/data/logs/inspect-ai';
if (!existsSync(EVALS)) console.warn('SKIPPED: real .eval logs, because ../shared/data/logs is not there.');
it.skipIf(!existsSync(EVALS)).each(['log_formats.eval', 'derived_log_formats_zstd93.eval'])(
  '%s, real',
  async (name) => {
    const { files } = await inspect(findSources([join(EVALS, name)], '.').sources);
    expect(files[0]).toMatchObject({ format: 'inspect-ai', sessions: 1 });
  },
);
