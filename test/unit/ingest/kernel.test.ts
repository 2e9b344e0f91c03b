/** The parts that all readers stand on: bytes, spill, JSON as it comes, tables, index. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { counterAt, decode, openBytes, sniffEncoding, structure } from '../../../src/ingest/bytes.ts';
import { ChainLinker } from '../../../src/ingest/chain.ts';
import { get, parseJson } from '../../../src/ingest/parse.ts';
import { RecordIndex } from '../../../src/ingest/record-index.ts';
import { SpillStore, sweepStale } from '../../../src/ingest/spill.ts';
import { Table64 } from '../../../src/kit/table64.ts';
import { inFolder, readFiles, talkOf } from './support.ts';

describe('spill', () => {
  it('reads back any range, and holds no plain text', async () => {
    await inFolder(async (folder) => {
      const store = new SpillStore(folder);
      const writer = store.writer();
      const text = Array.from({ length: 200_000 }, (_, i) => `line ${i} canary.spill@goldpan.example\n`).join('');
      for (let at = 0; at < text.length; at += 77_777) writer.write(text.slice(at, at + 77_777));
      const { bytes: spec, size } = writer.end();
      expect(size).toBe(Buffer.byteLength(text));
      expect(readFileSync(spec.file).includes('canary')).toBe(false);
      const bytes = openBytes(spec);
      for (const [at, length] of [
        [0, 10],
        [1, 1],
        [15, 2],
        [16, 16],
        [17, 100],
        [1_000_003, 5000],
        [size - 3, 10],
      ] as const) {
        expect(bytes.read(at, length).toString()).toBe(text.slice(at, at + length));
      }
      expect(bytes.read(size, 10)).toHaveLength(0);
      bytes.close();
      store.dispose();
      expect(readdirSync(folder)).toEqual([]);
    });
  });

  it('counts blocks beyond 2^32 and carries over', () => {
    expect(counterAt('ffffffffffffffffffffffffffffffff', 1).toString('hex')).toBe('0'.repeat(32));
    expect(counterAt('00000000000000000000000000000001', 2 ** 40).toString('hex')).toBe(
      '00000000000000000000010000000001',
    );
  });

  it('removes what a killed process left, and nothing of a living one', async () => {
    await inFolder(async (folder) => {
      const dead = join(folder, 'goldpan-spill-999999999-abc');
      const alive = join(folder, `goldpan-spill-${process.pid}-abc`);
      const other = join(folder, 'something-else');
      for (const name of [dead, alive, other]) {
        mkdirSync(name);
        writeFileSync(join(name, 'x'), 'y');
      }
      sweepStale(folder);
      expect([dead, alive, other].map((f) => existsSync(f))).toEqual([false, true, true]);
    });
  });

  it('removes the file of a writer that gave up', async () => {
    await inFolder(async (folder) => {
      const store = new SpillStore(folder);
      const writer = store.writer();
      writer.write('x');
      writer.abort();
      const [inside] = readdirSync(folder);
      expect(readdirSync(join(folder, inside as string))).toEqual([]);
      store.dispose();
    });
  });
});

describe('encodings', () => {
  const TEXT = '{"role":"user","content":"Zażółć \u{1f600} {\\"}"}';
  it('knows byte-order marks and UTF-16 without one', () => {
    expect(sniffEncoding(Buffer.from('\ufeffa'))).toEqual({ encoding: 'utf8', bom: 3 });
    expect(sniffEncoding(Buffer.from('\ufeffab', 'utf16le'))).toEqual({ encoding: 'utf16le', bom: 2 });
    expect(sniffEncoding(Buffer.from('\ufeffab', 'utf16le').swap16())).toEqual({ encoding: 'utf16be', bom: 2 });
    expect(sniffEncoding(Buffer.from('{"a"', 'utf16le'))).toEqual({ encoding: 'utf16le', bom: 0 });
    expect(sniffEncoding(Buffer.from('{"a"', 'utf16le').swap16())).toEqual({ encoding: 'utf16be', bom: 0 });
    expect(sniffEncoding(Buffer.from('ab'))).toEqual({ encoding: 'utf8', bom: 0 });
  });
  it('maps a code unit to a byte, so that Ċ is no newline', () => {
    expect([...structure(Buffer.from('a\nĊ', 'utf16le'), 'utf16le')]).toEqual([0x61, 0x0a, 0x80]);
  });
  it('refuses bytes that are not UTF-8', () => {
    expect(decode(Buffer.from([0x7b, 0xff, 0x7d]), 'utf8')).toBeUndefined();
  });
  it.each([
    ['BOM', Buffer.from(`\ufeff${TEXT}\n`)],
    ['CRLF', Buffer.from(`${TEXT}\r\n`)],
    ['UTF-16LE', Buffer.from(`\ufeff${TEXT}\n`, 'utf16le')],
    ['UTF-16BE', Buffer.from(`\ufeff${TEXT}\n`, 'utf16le').swap16()],
    ['UTF-16LE without mark', Buffer.from(`${TEXT}\n`, 'utf16le')],
  ])('reads a log with %s', async (_name, content) => {
    const { sessions, index } = await readFiles({ 'a.jsonl': content });
    expect(sessions.map(talkOf)).toEqual([['user: Zażółć \u{1f600} {"}']]);
    expect(index.skipped).toEqual([]);
  });
});

describe('JSON as logs hold it', () => {
  it('takes NaN and Infinity for null, outside strings only', () => {
    expect(parseJson('{"a":NaN,"b":-Infinity,"c":"NaN, Infinity","d":["\\"NaN"]}')).toEqual({
      a: null,
      b: null,
      c: 'NaN, Infinity',
      d: ['"NaN'],
    });
    expect(() => parseJson('{"a":NaNny}')).toThrow(SyntaxError);
  });
  it('does not reach the prototype', () => {
    const value = parseJson('{"__proto__":{"polluted":1},"constructor":{"name":"x"}}');
    expect(get(value, 'toString')).toBeUndefined();
    expect(get(value, '__proto__', 'polluted')).toBe(1);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
  it('survives records made of such keys', async () => {
    const text = [
      '{"role":"user","content":"hi","__proto__":{"role":"tool"}}',
      '{"role":"assistant","content":"ho","tool_calls":[{"id":"__proto__","type":"function","function":{"name":"constructor","arguments":"{\\"__proto__\\":1}"}}]}',
      '{"role":"tool","tool_call_id":"__proto__","content":"ok"}',
    ].join('\n');
    const { sessions } = await readFiles({ 'a.jsonl': `${text}\n` });
    expect(talkOf(sessions[0])).toEqual([
      'user: hi',
      'assistant: ho',
      'call constructor({"__proto__":1})',
      'result constructor: ok',
    ]);
  });
  it('reports a broken record with its line, a half-written one as pending, and reads the others', async () => {
    const good = '{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}';
    const { sessions, index } = await readFiles({ 'a.jsonl': `${good}\n{"messages":[\n${good}\n\n{"messages":[{"ro` });
    expect(sessions).toHaveLength(2);
    expect(index.skipped.map((s) => [s.line, s.code])).toEqual([
      [2, 'malformed'],
      [5, 'pending'],
    ]);
  });
  it('reads a 9 MB line', async () => {
    const big = 'x'.repeat(9_000_000);
    const { sessions } = await readFiles({
      'a.jsonl': `{"messages":[{"role":"user","content":"${big}"},{"role":"assistant","content":"b"}]}\n`,
    });
    expect(talkOf(sessions[0])[0]).toHaveLength(big.length + 'user: '.length);
  });
});

const key = (n: number): string => createHash('sha256').update(String(n)).digest('hex').slice(0, 16);

describe('Table64', () => {
  it('holds what was put in, through growth and overwriting', () => {
    const table = new Table64();
    for (let i = 0; i < 50_000; i++) table.set(key(i), i);
    table.set(key(7), 0);
    expect(table.size).toBe(50_000);
    for (let i = 0; i < 50_000; i += 97) expect(table.get(key(i))).toBe(i === 7 ? 0 : i);
    expect(table.get(key(7))).toBe(0);
    expect(table.get(key(50_001))).toBeUndefined();
  });
  it('tells keys apart that fall into one slot', () => {
    const table = new Table64();
    table.set('0000000100000000', 1);
    table.set('0000000000000001', 2);
    expect([table.get('0000000100000000'), table.get('0000000000000001')]).toEqual([1, 2]);
  });
});

describe('RecordIndex', () => {
  const add = (
    index: RecordIndex,
    session: number,
    source: number,
    start: number,
    order = Number.NaN,
    time = Number.NaN,
  ) => index.add({ source, start, end: start + 1, line: 1, ordinal: 0, check: 0 }, session, order, time);
  const startsOf = (index: RecordIndex, session: number): string[] => {
    const { records, starts } = index.bySession();
    return [...records.subarray(starts[session], starts[session + 1])].map((i) => {
      const { source, start } = index.get(i);
      return `${source}:${start}`;
    });
  };
  it('sorts interleaved records by order, then time, then place', () => {
    const index = new RecordIndex();
    for (let s = 0; s < 2; s++) index.newSession();
    add(index, 0, 0, 30, 2);
    add(index, 1, 0, 40);
    add(index, 0, 0, 10, 1, 50);
    add(index, 0, 0, 20, 1, 40);
    add(index, 1, 0, 5);
    expect(startsOf(index, 0)).toEqual(['0:20', '0:10', '0:30']);
    expect(startsOf(index, 1)).toEqual(['0:5', '0:40']);
  });
  it('puts the files of a session in the order of their first time, and keeps each in file order though clocks go back', () => {
    const index = new RecordIndex();
    index.newSession();
    add(index, 0, 0, 1, Number.NaN, 500);
    add(index, 0, 0, 2, Number.NaN, 400);
    add(index, 0, 1, 1, Number.NaN, 100);
    add(index, 0, 1, 2, Number.NaN, 300);
    expect(startsOf(index, 0)).toEqual(['1:1', '1:2', '0:1', '0:2']);
  });
  it('keeps offsets beyond 4 GiB and the names of parts', () => {
    const index = new RecordIndex();
    index.newSession();
    index.add(
      { source: 0, start: 2 ** 40, end: 2 ** 40 + 5, line: 9, ordinal: 3, check: 2 ** 32 - 1, part: '/x' },
      0,
      0,
      0,
    );
    expect(index.get(0)).toEqual({
      source: 0,
      start: 2 ** 40,
      end: 2 ** 40 + 5,
      line: 9,
      ordinal: 3,
      check: 2 ** 32 - 1,
      part: '/x',
    });
  });
});

describe('ChainLinker', () => {
  const d = (...names: string[]): string[] => names.map((n) => key(n.length * 1000 + n.charCodeAt(0)));
  it('joins a request that goes on, keeps one that forks apart, and strangers too', () => {
    const linker = new ChainLinker();
    let next = 0;
    const link = (prompt: string[], reply: string[], minPrefix: number) =>
      linker.link({ prompt: d(...prompt), reply: d(...reply), minPrefix }, 'seed', () => next++);
    expect(link(['s', 'u'], ['a'], 0)).toBe(0);
    expect(link(['s', 'u', 'a', 'v'], ['b'], 3)).toBe(0);
    expect(link(['s', 'u', 'a', 'v', 'b', 'w'], ['c'], 3)).toBe(0);
    expect(link(['s', 'x'], ['a'], 0)).toBe(1);
    expect(link(['s', 'u', 'a', 'z'], ['q'], 3)).not.toBe(0);
  });
});
