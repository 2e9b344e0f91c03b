/** Archives and tables: what is taken out of them, under which name, and what is said of the rest. */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { isBomb } from '../../../../src/ingest/containers/container.ts';
import { rowOf } from '../../../../src/ingest/containers/table.ts';
import { zipOf, zstdFrame } from '../../../support/zip.ts';
import { jsonl, outline } from '../outline.ts';
import { readFiles } from '../support.ts';

const TALK = jsonl({ prompt: 'a', completion: 'b' });
const read = async (files: Record<string, string | Uint8Array>) => {
  const { sessions, index } = await readFiles(files);
  return {
    talks: sessions.map((s) => [s.records[0]?.entry, s.records[0]?.line, ...outline(s)]),
    skipped: index.skipped.map((s) => [s.entry, s.line, s.code, s.reason]),
  };
};
const HEARD = ['user: a', 'assistant: b'];

describe('one packed file', () => {
  it.each<[string, Uint8Array, string]>([
    ['x.jsonl.gz', gzipSync(TALK), 'x.jsonl'],
    ['two.jsonl.gz', Buffer.concat([gzipSync(''), gzipSync(TALK)]), 'two.jsonl'],
    ['x.jsonl.zst', zstdFrame(Buffer.from(TALK)), 'x.jsonl'],
  ])('%s', async (name, packed, entry) => {
    expect(await read({ [name]: packed })).toEqual({ talks: [[entry, 1, ...HEARD]], skipped: [] });
  });
});

describe('ZIP', () => {
  it('takes logs by their names and says of the others why not', async () => {
    const zip = zipOf([
      { name: 'in/x.jsonl', content: TALK },
      { name: 'picture.png', content: 'x' },
      { name: '__MACOSX/in/x.jsonl', content: TALK },
    ]);
    expect(await read({ 'a.zip': zip })).toEqual({
      talks: [['in/x.jsonl', 1, ...HEARD]],
      skipped: [
        ['picture.png', 0, 'metadata', 'not named like a log'],
        ['__MACOSX/in/x.jsonl', 0, 'metadata', 'about the archive, no session'],
      ],
    });
  });
  it('takes files of AI Studio, which have no ending', async () => {
    const zip = zipOf([
      { name: 'Google AI Studio/A talk', content: TALK },
      { name: 'other/A talk', content: TALK },
    ]);
    const { talks, skipped } = await read({ 'a.zip': zip });
    expect(talks).toEqual([['Google AI Studio/A talk', 1, ...HEARD]]);
    expect(skipped.map((s) => s[0])).toEqual(['other/A talk']);
  });
  it('of an .eval log the samples alone', async () => {
    const sample = JSON.stringify({ id: 1, epoch: 1, messages: [{ role: 'user', content: 'a' }] });
    const zip = zipOf([
      { name: 'header.json', content: '{}' },
      { name: 'samples/1.json', content: sample },
      { name: 'summaries.json', content: '[]' },
    ]);
    const { talks, skipped } = await read({ 'a.eval': zip });
    expect(talks).toEqual([['samples/1.json', 1, 'user: a']]);
    expect(skipped.map((s) => s[0])).toEqual(['header.json', 'summaries.json']);
  });
  it('without a directory its whole entries', async () => {
    const zip = zipOf([{ name: 'x.jsonl', content: TALK }], { directory: false });
    const { talks, skipped } = await read({ 'a.zip': zip });
    expect(talks).toEqual([['x.jsonl', 1, ...HEARD]]);
    expect(skipped).toEqual([
      [
        undefined,
        0,
        'malformed',
        'ZIP archive without a directory at its end, as a run leaves it that is cut off or still going on: its 1 whole entries were read',
      ],
    ]);
  });
});

describe('CSV', () => {
  const ROWS = 'id,conversation_id,role,content';
  it('records have the lines of the file, also behind a cell of several lines', async () => {
    const text = `${ROWS}\n1,x,user,"two\nlines"\n2,y,user,a\n3,y,assistant,b\n`;
    expect((await read({ 'a.csv': text })).talks).toEqual([
      ['rows', 2, 'user: two\nlines'],
      ['rows', 4, ...HEARD],
    ]);
  });
  it.each([
    ['semicolons', `${ROWS}\n1,y,user,a\n2,y,assistant,b\n`.replaceAll(',', ';')],
    ['tabs and CRLF', `${ROWS}\n1,y,user,a\n2,y,assistant,b\n`.replaceAll(',', '\t').replaceAll('\n', '\r\n')],
    ['UTF-16', Buffer.from(`\ufeff${ROWS}\n1,y,user,a\n2,y,assistant,b\n`, 'utf16le')],
  ])('%s', async (_name, text) => {
    expect((await read({ 'a.csv': text })).talks).toEqual([['rows', 2, ...HEARD]]);
  });
  it('ratings in the file beside it are joined to their messages', async () => {
    const found = await read({
      'messages.csv': `${ROWS}\n1,y,user,a\n2,y,assistant,b\n`,
      'ratings.csv': 'message_id,rating,comment\n2,-1,wrong\n9,1,\n',
    });
    expect(found).toEqual({
      talks: [['rows', 2, ...HEARD, 'feedback thumbs_down -1 by end_user on turn 1: wrong']],
      skipped: [[undefined, 0, 'metadata', 'ratings, joined to the messages beside it']],
    });
  });
});

it('SQL: tables by name, ratings joined, others said', async () => {
  const sql = [
    "INSERT INTO ratings (message_id, rating) VALUES (2, 'up');",
    "INSERT INTO messages (id, conversation_id, role, content) VALUES (1, 'y', 'user', 'a'), (2, 'y', 'assistant', 'b');",
    "INSERT INTO prices (sku, price) VALUES ('x', 1);",
  ].join('\n');
  expect(await read({ 'a.sql': sql })).toEqual({
    talks: [['messages', 2, ...HEARD, 'feedback thumbs_up by end_user on turn 1']],
    skipped: [
      ['ratings', 0, 'metadata', 'ratings, joined to their messages'],
      ['prices', 0, 'metadata', 'no table of messages'],
    ],
  });
});

it('rows have no prototype to change, and every column a value', () => {
  const row = rowOf(['__proto__', 'a', 'b'], [{ x: 1 }, 1]);
  expect(row).toEqual({ a: 1, b: null });
  expect(row.x).toBeUndefined();
});

it.each([
  [1 << 20, (1 << 30) + 1, true],
  [1 << 21, (1 << 30) + 1, false],
  [1, 1 << 30, false],
])('%d bytes that unpack to %d are a trap: %s', (packed, unpacked, bomb) => {
  expect(isBomb(packed, unpacked)).toBe(bomb);
});
