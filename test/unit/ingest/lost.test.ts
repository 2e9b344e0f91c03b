/** No file vanishes from a run: whatever is wrong with one, the run counts it by reason, names it, and reads the rest. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Database } from 'node-sqlite3-wasm';
import { describe, expect, it } from 'vitest';
import { reportDataset } from '../../../src/assess/report/report.ts';
import { explain } from '../../../src/assess/why.ts';
import { inspect } from '../../../src/ingest/inspect.ts';
import { findSources } from '../../../src/ingest/sources.ts';
import type { RunResult } from '../../../src/run/options.ts';
import { lossText } from '../../../src/run/skips.ts';
import { workspaceAt } from '../../../src/run/store/workspace.ts';
import { run } from '../../support/pipeline.ts';
import { tempFolder } from '../../support/temp.ts';
import { zipOf } from '../../support/zip.ts';

const TOPICS = ['rain', 'bread', 'chess', 'trains', 'glass', 'moss', 'tides', 'drums', 'kites', 'maps'];

/** One talk; `n` makes it its own. */
const talk = (n: number, word = 'garden', file = 'a'): string =>
  JSON.stringify({
    id: `${file}${n}`,
    messages: [
      { role: 'user', content: `Question ${n} about ${TOPICS[n % 10]} in the ${word}` },
      { role: 'assistant', content: `Answer ${n} on ${TOPICS[n % 10]} with enough text in it.` },
    ],
  });
const lines = (count: number, word?: string): string[] => Array.from({ length: count }, (_, n) => talk(n, word));
const jsonl = (count: number, word?: string): string => `${lines(count, word).join('\n')}\n`;
const zeroes = (n: number): string => '\0'.repeat(n);

function write(root: string, path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

const utf32 = (text: string, big: boolean): Buffer => {
  const units = [...text].map((c) => c.codePointAt(0) as number);
  const out = Buffer.alloc(units.length * 4);
  for (const [i, unit] of units.entries()) {
    if (big) out.writeUInt32BE(unit, i * 4);
    else out.writeUInt32LE(unit, i * 4);
  }
  return out;
};

/** A database of talks, some pages long. */
function sqliteBytes(): Buffer {
  const file = join(tempFolder(), 'x.db');
  const db = new Database(file);
  db.exec('CREATE TABLE messages (id TEXT, thread_id TEXT, role TEXT, content TEXT)');
  db.exec('BEGIN');
  for (let i = 0; i < 400; i++)
    db.run('INSERT INTO messages VALUES (?, ?, ?, ?)', [
      `m${i}`,
      `t${i >> 1}`,
      i % 2 ? 'assistant' : 'user',
      `Text ${i} on ${TOPICS[i % 10]}. `.repeat(9),
    ]);
  db.exec('COMMIT');
  db.close();
  return readFileSync(file);
}

const CSV = ['id,thread_id,role,content', '1,t,user,hi there', '2,t,assistant,hello you', ''];
const withRow = (row: string | Buffer): Buffer => Buffer.concat([Buffer.from(CSV.join('\n')), Buffer.from(row)]);
const damaged = (packed: Buffer, from: number): Buffer =>
  Buffer.concat([packed.subarray(0, from), Buffer.alloc(40, 0xff), packed.subarray(from + 40)]);

const half = (packed: Buffer): Buffer => packed.subarray(0, packed.length >> 1);

interface Case {
  name: string;
  file: string;
  content: () => string | Uint8Array;
  /** Of this file: sessions read, files and records left out by reason. */
  sessions: number | 'some';
  files?: Record<string, number>;
  records?: Record<string, number>;
  /** Entries of which something was read, when there are several. */
  read?: number;
  /** What the user is told. */
  told: RegExp;
}

const CASES: Case[] = [
  {
    name: 'one zero byte in line 2 of many',
    file: 'a.jsonl',
    content: () => jsonl(300).replace('Question 1 about', 'Question 1 ab\0ut'),
    sessions: 299,
    records: { malformed: 1 },
    told: /a\.jsonl:2: not valid JSON/,
  },
  {
    name: 'a block of zeroes on a line of its own',
    file: 'a.jsonl',
    content: () => [...lines(20).slice(0, 5), zeroes(4096), ...lines(20).slice(5), ''].join('\n'),
    sessions: 20,
    records: { malformed: 1 },
    told: /a\.jsonl:6: 4096 zero bytes/,
  },
  {
    name: 'a block of zeroes before a whole record',
    file: 'a.jsonl',
    content: () => jsonl(20).replace(talk(5), zeroes(500) + talk(5)),
    sessions: 20,
    records: { malformed: 1 },
    told: /a\.jsonl:6: 500 zero bytes/,
  },
  {
    name: 'zeroes through the middle of two records',
    file: 'a.jsonl',
    content: () => jsonl(20).replace(/on bread with[\s\S]*?about chess/, zeroes(300)),
    sessions: 18,
    records: { malformed: 1 },
    told: /a\.jsonl:2: not valid JSON/,
  },
  {
    name: 'a torn line before a whole one',
    file: 'a.jsonl',
    content: () => jsonl(20).replace(talk(5), talk(5).slice(0, 60) + talk(5)),
    sessions: 20,
    records: { malformed: 1 },
    told: /a\.jsonl:6: a torn record before a whole one/,
  },
  {
    name: 'a torn line before a whole one, at the end and in UTF-16',
    file: 'a.jsonl',
    content: () => Buffer.from(`\ufeff${jsonl(20)}${talk(21).slice(0, 70)}${talk(20)}`, 'utf16le'),
    sessions: 21,
    records: { malformed: 1 },
    told: /a\.jsonl:21: a torn record before a whole one/,
  },
  {
    name: 'a line that was torn within an object that begins like it',
    file: 'a.jsonl',
    content: () => jsonl(20).replace(talk(5), '{"id": "a5", "messages": [], "more": {"id": "inner", "messages": []}'),
    sessions: 19,
    records: { malformed: 1 },
    told: /a\.jsonl:6: not valid JSON/,
  },
  {
    name: 'more zeroes than are looked at, before the first record',
    file: 'a.jsonl',
    content: () => zeroes(3 << 20) + jsonl(20),
    sessions: 20,
    records: { malformed: 1 },
    told: /a\.jsonl:1: 3145728 zero bytes/,
  },
  {
    name: 'nothing but zeroes',
    file: 'a.jsonl',
    content: () => zeroes(5000),
    sessions: 0,
    files: { unreadable: 1 },
    told: /a\.jsonl: nothing but zero bytes/,
  },
  {
    name: 'Latin-1',
    file: 'a.jsonl',
    content: () => Buffer.from(jsonl(20, 'Gärten'), 'latin1'),
    sessions: 0,
    files: { not_utf8: 1 },
    told: /a\.jsonl: .*iconv -f WINDOWS-1252/,
  },
  {
    name: 'Cyrillic in Windows-1251',
    file: 'a.jsonl',
    content: () => Buffer.from(jsonl(20, 'ñàäóñàäóñàäóñàäóñàäóñàäó'), 'latin1'),
    sessions: 0,
    files: { not_utf8: 1 },
    told: /a\.jsonl: .*iconv/,
  },
  {
    name: 'one line of Latin-1 in UTF-8',
    file: 'a.jsonl',
    content: () => Buffer.concat([Buffer.from(jsonl(20)), Buffer.from(`${talk(20, 'Gärten')}\n`, 'latin1')]),
    sessions: 20,
    records: { not_utf8: 1 },
    told: /a\.jsonl:21: .*iconv/,
  },
  ...[true, false].flatMap((big) =>
    ['\ufeff', ''].map((mark) => ({
      name: `UTF-32, ${big ? 'big' : 'little'} end first, ${mark ? 'with' : 'without'} a mark`,
      file: 'a.jsonl',
      content: () => utf32(mark + jsonl(20), big),
      sessions: 0,
      files: { not_utf8: 1 },
      told: /a\.jsonl: .*iconv -f UTF-32/,
    })),
  ),
  {
    name: 'a first record above the limit',
    file: 'a.jsonl',
    content: () => `${talk(0, 'x'.repeat(129 << 20))}\n${jsonl(20)}`,
    sessions: 20,
    records: { too_large: 1 },
    told: /a\.jsonl:1: one record of 135 MB; the most is 128 MiB/,
  },
  {
    name: 'nothing but a record above the limit',
    file: 'a.jsonl',
    content: () => `${talk(0, 'x'.repeat(129 << 20))}\n`,
    sessions: 0,
    files: { too_large: 1 },
    told: /a\.jsonl: only records of more than 128 MiB/,
  },
  {
    name: 'noise named like a database',
    file: 'a.sqlite',
    content: () => Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * i * 7919 + i * 31) % 256)),
    sessions: 0,
    files: { unknown_format: 1 },
    told: /a\.sqlite: binary data/,
  },
  {
    name: 'a SQLite header and nothing behind it',
    file: 'a.db',
    content: () => Buffer.concat([sqliteBytes().subarray(0, 100), Buffer.alloc(4000, 0xa5)]),
    sessions: 0,
    files: { unreadable: 1 },
    told: /a\.db: .*SQLite/,
  },
  {
    name: 'a SQLite database that is cut off',
    file: 'a.db',
    content: () => sqliteBytes().subarray(0, 40_960),
    sessions: 0,
    files: { unreadable: 1 },
    told: /a\.db: SQLite cannot open it.*\.recover/,
  },
  {
    name: 'a SQLite database with one damaged page',
    file: 'a.db',
    content: () => sqliteBytes().fill(0xa5, 40_960, 45_056),
    sessions: 'some',
    records: { malformed: 1 },
    told: /a\.db › messages:\d+: the SQLite database is damaged here.*\.recover/,
  },
  {
    name: 'a gzip file that ends too early',
    file: 'a.jsonl.gz',
    content: () => half(gzipSync(jsonl(200))),
    sessions: 'some',
    records: { malformed: 1 },
    told: /a\.jsonl\.gz › a\.jsonl:\d+: the gzip file is damaged/,
  },
  {
    name: 'a gzip file with damage in its midst',
    file: 'a.jsonl.gz',
    content: () => damaged(gzipSync(jsonl(600), { level: 1 }), 8000),
    sessions: 'some',
    records: { malformed: 1 },
    told: /a\.jsonl\.gz › a\.jsonl:\d+: the gzip file is damaged/,
  },
  {
    name: 'a gzip file of which nothing can be unpacked',
    file: 'a.jsonl.gz',
    content: () => damaged(gzipSync(jsonl(20)), 10),
    sessions: 0,
    files: { unreadable: 1 },
    told: /a\.jsonl\.gz: damaged gzip file/,
  },
  {
    name: 'a ZIP entry with a wrong checksum and an encrypted one, beside a good one',
    file: 'a.zip',
    content: () =>
      zipOf([
        { name: 'bad.jsonl', content: jsonl(20), damaged: true },
        { name: 'good.jsonl', content: jsonl(20) },
        { name: 'secret.jsonl', content: jsonl(20), encrypted: true },
        { name: 'folder/', content: '' },
      ]),
    sessions: 20,
    files: { unreadable: 2 },
    told: /a\.zip › bad\.jsonl: damaged: its checksum[\s\S]*a\.zip › secret\.jsonl: encrypted/,
  },
  {
    name: 'CSV rows with too many cells, with bytes that are no UTF-8, with a zero byte',
    file: 'a.csv',
    content: () =>
      withRow(
        Buffer.concat([
          Buffer.from('3,u,user,one, two\n'),
          Buffer.from('4,u,user,Gärten\n', 'latin1'),
          Buffer.from('5,u,user,a\0b\n6,v,user,Gärten\n7,v,assistant,fine\n'),
        ]),
      ),
    sessions: 2,
    records: { malformed: 2, not_utf8: 1 },
    told: /rows:4 and 1 more record: 5 cells for 4 columns[\s\S]*rows:5: .*iconv/,
  },
  {
    name: 'a CSV quote that is never closed',
    file: 'a.csv',
    content: () => withRow('3,u,user,"open\n4,u,assistant,lost\n'),
    sessions: 1,
    records: { malformed: 1 },
    told: /rows:4: a quote opened on line 4 is never closed/,
  },
  {
    name: 'an SQL dump that ends within a table',
    file: 'a.sql',
    content: () =>
      `COPY public.messages (id, thread_id, role, content) FROM stdin;\n1\tt\tuser\thi\n2\tt\tassistant\thello\n3\tt\tus`,
    sessions: 1,
    records: { malformed: 2 },
    told: /messages:4: 3 values for 4 columns/,
  },
  {
    name: 'an SQL dump with an INSERT that is cut off',
    file: 'a.sql',
    content: () =>
      `INSERT INTO messages (id, thread_id, role, content) VALUES ('1','t','user','hi'),('2','t','assistant','yes');\nINSERT INTO messages (id, thread_id, role, content) VALUES ('3','u','user','ab`,
    sessions: 1,
    records: { malformed: 1 },
    told: /a\.sql:2: an INSERT with values that cannot be read/,
  },
];

const sum = (counts: Record<string, number> = {}): number => Object.values(counts).reduce((a, b) => a + b, 0);
const stage = (result: RunResult, name: string) => result.stages.find((s) => s.name === name);
const told = (result: RunResult): string => result.losses.map(lossText).join('\n');

/** Stages, manifest, audit and result tell one story. */
async function accountsFor(root: string, result: RunResult): Promise<void> {
  for (const s of result.stages) expect(s.out + sum(s.dropped), s.name).toBe(s.in);
  const { funnel } = await reportDataset(join(root, 'out'));
  expect(funnel.mismatches).toEqual([]);
  const manifest = JSON.parse(readFileSync(join(root, 'out/goldpan.manifest.json'), 'utf8')) as {
    skipped: { files: Record<string, number>; records: Record<string, number> };
  };
  expect(manifest.skipped.files).toEqual(stage(result, 'files')?.dropped);
  const { changed = 0 } = stage(result, 'read')?.dropped ?? {};
  expect(manifest.skipped.records).toEqual({ ...stage(result, 'index')?.dropped, ...(changed ? { changed } : {}) });
  expect(result.skipped).toBe(sum(manifest.skipped.files) + sum(manifest.skipped.records));
}

describe('a file that is damaged', () => {
  it.each(CASES)('$name', async ({ file, content, sessions, files = {}, records = {}, read, told: words }) => {
    const root = tempFolder();
    write(root, 'logs/good.jsonl', jsonl(5, 'house'));
    write(root, `logs/${file}`, content());
    const result = await run({ root, config: { exports: { sft: { unknownOutcome: 'keep' } } } });
    await accountsFor(root, result);
    const readHere = read ?? (sessions === 0 ? 0 : 1);
    expect(stage(result, 'files')).toMatchObject({ in: 1 + readHere + sum(files), out: 1 + readHere, dropped: files });
    expect(stage(result, 'index')?.dropped).toEqual(records);
    if (sessions === 'some') expect(result.sessions).toBeGreaterThan(5 + 10);
    else expect(result.sessions).toBe(5 + sessions);
    expect(told(result)).toMatch(words);
    const why = (await explain(workspaceAt(root), `logs/${file}`, root)).lines.join('\n');
    for (const loss of result.losses) expect(why).toContain(loss.reason);
    // Neither paths nor reasons with numbers of lines go with the dataset.
    for (const part of ['goldpan.manifest.json', 'audit/dropped.jsonl', 'README.md'])
      expect(readFileSync(join(root, 'out', part), 'utf8')).not.toContain(file);
  });

  it('is told of by inspect in the same words', async () => {
    const root = tempFolder();
    write(root, 'logs/a.jsonl', Buffer.from(jsonl(20, 'Gärten'), 'latin1'));
    symlinkSync('a.jsonl', join(root, 'logs/b.jsonl'));
    const { sources, skipped } = findSources(['logs'], root);
    const { files } = await inspect(sources, { skipped });
    expect(files).toEqual([
      {
        path: 'logs/b.jsonl',
        format: null,
        sessions: 0,
        events: {},
        skipped: [{ line: 0, reason: expect.any(String) }],
      },
      {
        path: 'logs/a.jsonl',
        format: null,
        sessions: 0,
        events: {},
        skipped: [{ line: 0, reason: expect.stringContaining('iconv') }],
      },
    ]);
  });
});

describe('what is no file, or may not be read', () => {
  it('pipes and symbolic links in a folder; a pipe that is named is refused', async () => {
    if (process.platform === 'win32') return void console.warn('SKIPPED: pipes, which Windows has not as files.');
    const root = tempFolder();
    write(root, 'logs/good.jsonl', jsonl(5));
    write(root, 'elsewhere/more.jsonl', jsonl(5));
    execFileSync('mkfifo', [join(root, 'logs/pipe.jsonl'), join(root, 'named')]);
    symlinkSync('good.jsonl', join(root, 'logs/link.jsonl'));
    symlinkSync('round.jsonl', join(root, 'logs/round.jsonl'));
    symlinkSync('../elsewhere', join(root, 'logs/more'));
    symlinkSync('nowhere', join(root, 'logs/dead'));
    await expect(run({ root, paths: ['logs', 'named'] })).rejects.toThrow(/named is a pipe or a device/);
    const result = await run({ root });
    await accountsFor(root, result);
    expect(stage(result, 'files')).toMatchObject({ in: 5, out: 1, dropped: { not_a_file: 4 } });
    expect(result.losses.map((l) => l.path).sort()).toEqual([
      'logs/link.jsonl',
      'logs/more',
      'logs/pipe.jsonl',
      'logs/round.jsonl',
    ]);
  });

  it('a file whose name is not UTF-8', async () => {
    if (process.platform !== 'linux') return void console.warn('SKIPPED: names that are no UTF-8, for want of Linux.');
    const root = tempFolder();
    write(root, 'logs/good.jsonl', jsonl(5));
    writeFileSync(Buffer.concat([Buffer.from(join(root, 'logs/')), Buffer.from('caf\xe9.jsonl', 'latin1')]), jsonl(5));
    const result = await run({ root });
    await accountsFor(root, result);
    expect(stage(result, 'files')).toMatchObject({ in: 2, out: 1, dropped: { unreadable: 1 } });
    expect(told(result)).toMatch(/caf\ufffd\.jsonl: .*its name is not UTF-8/);
  });
});

describe('a file that changes between the passes', () => {
  const FILE = 'logs/a.jsonl';
  const CHANGES: [string, (file: string) => void, number][] = [
    ['a line put in front', (file) => writeFileSync(file, `${talk(99)}\n${readFileSync(file, 'utf8')}`), 20],
    ['cut in half', (file) => writeFileSync(file, readFileSync(file).subarray(0, 1500)), 12],
    ['other text of the same length', (file) => writeFileSync(file, jsonl(20).replaceAll('Answer', 'Anders')), 20],
    ['one record rewritten', (file) => writeFileSync(file, jsonl(20).replace('Answer 7', 'Anders 7')), 1],
    ['gone', (file) => rmSync(file), 20],
    ['lines added', (file) => appendFileSync(file, `${talk(99)}\n`), 0],
  ];
  it.each(CHANGES)('%s', async (_name, change, lost) => {
    const root = tempFolder();
    write(root, FILE, jsonl(20));
    write(root, 'logs/good.jsonl', jsonl(5, 'house'));
    let changed = false;
    const result = await run({
      root,
      more: {
        onProgress: (phase, done, total) => {
          if (changed || phase !== 'index' || done < total) return;
          changed = true;
          change(join(root, FILE));
        },
      },
    });
    await accountsFor(root, result);
    expect(changed).toBe(true);
    const dropped = stage(result, 'read')?.dropped ?? {};
    expect(dropped).toEqual(lost ? { changed: expect.any(Number) } : {});
    if (_name !== 'cut in half') expect(sum(dropped)).toBe(lost);
    else expect(sum(dropped)).toBeGreaterThan(10);
    expect(result.sessions).toBe(25 - sum(dropped));
    const rows = readFileSync(join(root, 'out/sft/train.jsonl'), 'utf8');
    expect(rows).not.toContain('Anders');
    expect(rows).not.toContain('Question 99');
    if (lost) expect(told(result)).toMatch(/logs\/a\.jsonl:\d+( and \d+ more records?)?: .*run again/);
  });
});
