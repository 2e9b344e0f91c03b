import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lines } from '../../../src/host/lines.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'goldpan-lines-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const make = async (name: string, content: string): Promise<string> => {
  const file = join(folder, name);
  await writeFile(file, content);
  return file;
};
const read = async (file: string, from: number, count: number, max = 1000) =>
  (await lines({ file, from, count, max })).lines.map((l) => l.text);

it('reads any line of a long file by its number', async () => {
  const file = await make(
    'long.log',
    Array.from({ length: 100_000 }, (_, i) => `line ${i} ${'x'.repeat(i % 50)}\n`).join(''),
  );
  expect((await lines({ file, from: 0, count: 1, max: 10 })).total).toBe(100_000);
  for (const n of [0, 1, 255, 256, 257, 511, 512, 65_536, 99_999]) {
    expect((await read(file, n, 1))[0]).toMatch(new RegExp(`^line ${n} `));
  }
  expect((await read(file, 250, 20)).map((l) => Number(l.split(' ')[1]))).toEqual(
    Array.from({ length: 20 }, (_, i) => 250 + i),
  );
});

it('counts a last line without a newline, and an empty one', async () => {
  expect((await lines({ file: await make('a', 'one\ntwo'), from: 0, count: 9, max: 9 })).total).toBe(2);
  expect(await read(await make('b', 'one\n\nthree\n'), 0, 9)).toEqual(['one', '', 'three']);
  expect((await lines({ file: await make('c', ''), from: 0, count: 9, max: 9 })).total).toBe(0);
});

it('drops the carriage return of Windows files', async () => {
  expect(await read(await make('crlf', 'one\r\ntwo\r\n'), 0, 9)).toEqual(['one', 'two']);
});

it('cuts long lines, tells their length, and never shows half a character', async () => {
  const file = await make('wide', `${'é'.repeat(1000)}\nnext\n`);
  const { lines: found } = await lines({ file, from: 0, count: 2, max: 101 });
  expect(found[0]).toEqual({ text: 'é'.repeat(50), bytes: 2000 });
  expect(found[1]).toEqual({ text: 'next', bytes: 4 });
});

it('reads lines that are larger than its buffer', async () => {
  const file = await make('huge', `${'a'.repeat(3 << 20)}\nafter\n`);
  const { lines: found } = await lines({ file, from: 0, count: 2, max: 5 });
  expect(found).toEqual([
    { text: 'aaaaa', bytes: 3 << 20 },
    { text: 'after', bytes: 5 },
  ]);
});

it('follows a file that grows', async () => {
  const file = await make('growing', 'one\ntw');
  expect(await read(file, 0, 9)).toEqual(['one', 'tw']);
  await appendFile(file, 'o\nthree\n');
  expect(await read(file, 0, 9)).toEqual(['one', 'two', 'three']);
  expect((await lines({ file, from: 0, count: 1, max: 9 })).total).toBe(3);
});

it('says what is wrong with a file that is not there', async () => {
  await expect(lines({ file: join(folder, 'nowhere'), from: 0, count: 1, max: 1 })).rejects.toThrow(/cannot be read/);
});
