/** Only a newline ends a line. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/kit/errors.ts';
import { fileLines, fileLinesSync, jsonLines, streamLines } from '../../../src/kit/jsonl.ts';
import { tempFolder } from '../../support/temp.ts';

type Seen = [number, string][];

async function bothWays(bytes: Buffer | string): Promise<Seen> {
  const file = join(tempFolder(), 'x.jsonl');
  writeFileSync(file, bytes);
  const seen: Seen = [];
  for await (const { number, bytes: line } of fileLines(file)) seen.push([number, line.toString('utf8')]);
  expect(Array.from(fileLinesSync(file), (l): Seen[number] => [l.number, l.bytes.toString('utf8')])).toEqual(seen);
  return seen;
}

describe('lines', () => {
  it('do not end at U+2028, U+2029, U+0085 or a lone carriage return', async () => {
    const odd = 'a\u2028b\u2029c\u0085d\re\u000bf\u000cg';
    expect(await bothWays(`${odd}\nnext\n`)).toEqual([
      [1, odd],
      [2, 'next'],
    ]);
  });

  it('are numbered with the blank ones, and take a byte-order mark, CRLF and a missing last newline', async () => {
    expect(await bothWays('\ufeffone\r\n\r\n  \nfour')).toEqual([
      [1, 'one'],
      [4, 'four'],
    ]);
    expect(await bothWays('')).toEqual([]);
    expect(await bothWays('\n\n')).toEqual([]);
  });

  it('are whole when they are larger than what is read at once', async () => {
    const long = 'ä'.repeat(400_000);
    expect(await bothWays(`${long}\n${long}`)).toEqual([
      [1, long],
      [2, long],
    ]);
  });

  it('come whole out of a stream that is cut anywhere, also inside a character', async () => {
    const bytes = Buffer.from('\ufeff{"a":"é😀"}\r\n{"b":2}');
    for (let cut = 0; cut <= bytes.length; cut++) {
      const seen: string[] = [];
      for await (const line of streamLines(Readable.from([bytes.subarray(0, cut), bytes.subarray(cut)])))
        seen.push(line.bytes.toString('utf8'));
      expect(seen).toEqual(['{"a":"é😀"}', '{"b":2}']);
    }
  });

  it('of a missing file are none; a folder is told as one', async () => {
    const folder = tempFolder();
    expect([...fileLinesSync(join(folder, 'none'))]).toEqual([]);
    const read = async (): Promise<void> => {
      for await (const _ of fileLines(folder));
    };
    await expect(read()).rejects.toThrow(UserError);
    await expect(read()).rejects.toThrow(folder);
    expect(() => [...fileLinesSync(folder)]).toThrow(folder);
  });

  it('that are no JSON are told by file, line and column, without their text', async () => {
    const file = join(tempFolder(), 'own.jsonl');
    writeFileSync(file, '{"a":1}\n\n{"a": Margaret}\n');
    const read = async (): Promise<void> => {
      for await (const _ of jsonLines(file));
    };
    await expect(read()).rejects.toThrow(new RegExp(`^${file}:3:7: not valid JSON$`));
  });
});
