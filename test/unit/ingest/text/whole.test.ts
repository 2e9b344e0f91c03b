import { describe, expect, it } from 'vitest';
import { encodeWhole, utf8Stream, wholeText } from '../../../../src/ingest/text/whole.ts';

const TEXT = 'Grüße an tove.lind@kelp.example 😀\r\nzweite Zeile\n';
const le = (text: string): Buffer => Buffer.from(text, 'utf16le');
const be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const ENCODED: [string, Buffer][] = [
  ['UTF-8', Buffer.from(TEXT)],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${TEXT}`)],
  ['UTF-16 LE with a mark', le(`\ufeff${TEXT}`)],
  ['UTF-16 BE with a mark', be(`\ufeff${TEXT}`)],
  ['UTF-16 LE', le(TEXT)],
  ['UTF-16 BE', be(TEXT)],
];

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function streamed(bytes: Buffer, size: number): Promise<string> {
  const out: Buffer[] = [];
  for await (const chunk of utf8Stream(pieces(bytes, size), 'x')) out.push(chunk);
  return Buffer.concat(out)
    .toString('utf8')
    .replace(/^\ufeff/, '');
}

describe('text of a whole file', () => {
  it.each(ENCODED)('reads %s, and writes it back byte by byte', (_, bytes) => {
    const read = wholeText(bytes, 'x');
    expect(read.text).toBe(TEXT);
    expect(encodeWhole(read.text, read).equals(bytes)).toBe(true);
  });

  it.each(ENCODED)('streams %s in pieces of any size', async (_, bytes) => {
    for (const size of [1, 3, 4096]) expect(await streamed(bytes, size)).toBe(TEXT);
  });

  it('takes nothing for something only when it is: empty text stays empty', async () => {
    expect(wholeText(Buffer.alloc(0), 'x').text).toBe('');
    expect(await streamed(Buffer.alloc(0), 1)).toBe('');
  });

  it('refuses what it cannot decode, by name', async () => {
    expect(() => wholeText(Buffer.from('Gr\xfc\xdfe', 'latin1'), 'notes.txt')).toThrow(
      /notes\.txt: bytes that are not UTF-8/,
    );
    const utf32 = Buffer.from([0xff, 0xfe, 0, 0, 65, 0, 0, 0, 66, 0, 0, 0]);
    expect(() => wholeText(utf32, 'wide.txt')).toThrow(/wide\.txt: text in UTF-32/);
    await expect(streamed(utf32, 1)).rejects.toThrow(/UTF-32/);
  });
});
