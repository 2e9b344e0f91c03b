import { describe, expect, it } from 'vitest';
import type { Bytes } from '../../../src/ingest/bytes.ts';
import { sniffFraming } from '../../../src/ingest/detect.ts';
import type { Framing } from '../../../src/ingest/scan/machine.ts';
import { CHUNK, scan } from '../../../src/ingest/scan.ts';

const bytesOf = (content: string | Buffer): Bytes => {
  const data = Buffer.from(content as string);
  return { size: data.length, read: (at, length) => data.subarray(at, at + length), close: () => undefined };
};

async function cut(
  text: string | Buffer,
  framing: Framing,
  options: { encoding?: 'utf8' | 'utf16le' | 'utf16be'; bom?: number } = {},
) {
  const bytes = bytesOf(text);
  const found: { line: number; text: string; complete: boolean }[] = [];
  const encoding = options.encoding ?? 'utf8';
  for await (const span of scan(bytes, { encoding, bom: options.bom ?? 0, framing })) {
    const raw = Buffer.from(bytes.read(span.start, span.end - span.start));
    const content = encoding === 'utf16be' ? raw.swap16().toString('utf16le') : raw.toString(encoding);
    found.push({ line: span.line, text: content.trim(), complete: span.complete });
  }
  return found;
}
const texts = async (...args: Parameters<typeof cut>) => (await cut(...args)).map((s) => s.text);

describe('lines', () => {
  it('cuts at newlines, counts blank ones, keeps CR out of the count', async () => {
    expect(await cut('{"a":1}\r\n\r\n  \n{"b":2}\n', 'lines')).toEqual([
      { line: 1, text: '{"a":1}', complete: true },
      { line: 4, text: '{"b":2}', complete: true },
    ]);
  });
  it('marks a last line without a newline: it may be half-written', async () => {
    expect((await cut('{"a":1}\n{"b":', 'lines')).at(-1)).toEqual({ line: 2, text: '{"b":', complete: false });
  });
  it('follows a line over many chunks', async () => {
    const long = `{"a":"${'x'.repeat(CHUNK * 2 + 17)}"}`;
    const found = await cut(`${long}\n{"b":2}\n`, 'lines');
    expect(found.map((s) => [s.line, s.text.length])).toEqual([
      [1, long.length],
      [2, 7],
    ]);
  });
  it.each(['utf16le', 'utf16be'] as const)('reads %s', async (encoding) => {
    const text = '{"a":"Ā ਊ \u{1f600}"}\n{"b":2}\n';
    const data = Buffer.from(text, 'utf16le');
    expect(await texts(encoding === 'utf16be' ? data.swap16() : data, 'lines', { encoding })).toEqual(
      text.trim().split('\n'),
    );
  });
});

describe('values', () => {
  it('cuts pretty-printed objects that follow each other', async () => {
    expect(await cut('{\n  "a": 1\n}\n{\n  "b": "}{"\n}\n', 'values')).toEqual([
      { line: 1, text: '{\n  "a": 1\n}', complete: true },
      { line: 4, text: '{\n  "b": "}{"\n}', complete: true },
    ]);
  });
  it('keeps nested brackets together, whatever their indentation', async () => {
    const nested = '{\n"a":\n{\n"b":\n[\n[\n1\n],\n{}\n]\n}\n}';
    expect(await texts(`${nested}\n${nested}`, 'values')).toEqual([nested, nested]);
  });
  it('takes scalars and literals', async () => {
    expect(await texts('1 "a b" null\n{"a":1}', 'values')).toEqual(['1', '"a b"', 'null', '{"a":1}']);
  });

  const TAIL = '{"c":3}\n{\n "d": 4\n}\n';
  it.each([
    ['a missing brace', '{"a":1}\n{"b":{"x":1}\n'],
    ['a missing bracket', '{"a":1}\n{"b":[1,{"x":1}\n'],
    ['an open string', '{"a":1}\n{"b": "open\n}\n'],
    ['an open string and brace', '{"a":1}\n{"b": "open\n'],
    ['a quote too many', '{"a":1}\n{"b": "x"y"}\n'],
    ['a cut in the middle of an escape', '{"a":1}\n{"b": "x\\\n'],
    ['a trailing comma', '{"a":1}\n{"b": 2,\n'],
    ['a stray bracket', '{"a":1}\n}\n'],
    ['text between values', '{"a":1}\nINFO started [x\n'],
  ])('does not let %s swallow what follows', async (_name, head) => {
    const found = await cut(head + TAIL, 'values');
    expect(found.slice(-2).map((s) => s.text.replace(/\s+/g, ''))).toEqual(['{"c":3}', '{"d":4}']);
    expect(found[0]?.text).toBe('{"a":1}');
  });
});

describe('array', () => {
  it('cuts the elements, also of an array on one line', async () => {
    expect(await texts('[{"a":1},{"b":[1,2]},"x",5 ]', 'array')).toEqual(['{"a":1}', '{"b":[1,2]}', '"x"', '5']);
  });
  it('cuts elements that are arrays', async () => {
    expect(await texts('[[1,[2]],\n[3]]', 'array')).toEqual(['[1,[2]]', '[3]']);
  });
  it('reads an array that ends too early, and says that its last element is open', async () => {
    const found = await cut('[{"a":1},\n{"b":', 'array');
    expect(found).toEqual([
      { line: 1, text: '{"a":1}', complete: true },
      { line: 2, text: '{"b":', complete: false },
    ]);
  });
  it('goes on after a broken element, a stray brace, and the end of the array', async () => {
    expect(await texts('[{"a":1,\n{"b":2},\n{"c":3}}, {"d":4}]\n[{"e":5}] {"f":6}', 'array')).toEqual([
      '{"a":1,',
      '{"b":2}',
      '{"c":3}',
      '{"d":4}',
      '{"e":5}',
      '{"f":6}',
    ]);
  });
});

describe('every cut, at every chunk border', () => {
  /** Small chunks by hand: the state must survive a border at any byte. */
  it('gives the same records wherever the borders fall', async () => {
    const text = '[{"a":"x\\"}\\\\"},\n{"b":[{"c":"]"}]}, "s\\\\", 1]';
    const whole = await texts(text, 'array');
    expect(whole).toEqual(['{"a":"x\\"}\\\\"}', '{"b":[{"c":"]"}]}', '"s\\\\"', '1']);
    const padded = ' '.repeat(CHUNK - 20);
    for (let shift = 0; shift < text.length + 5; shift++) {
      expect(await texts(padded.slice(shift) + text, 'array')).toEqual(whole);
    }
  });
});

describe('framing', () => {
  it.each([
    ['{"a":1}\n{"b":2}\n', 'lines'],
    ['[1]\n[2]\n', 'lines'],
    ['[{"a":1},{"b":2}]', 'array'],
    ['[\n  {"a":1},\n  {"b":2}\n]\n', 'array'],
    ['{\n  "a": 1\n}\n{\n  "b": 2\n}', 'values'],
    ['{"a":1}', 'lines'],
    ['{"a":1}\nnot json\n{"b":2}\n', 'lines'],
    ['[2024-05-15 15:00] User: hi\n[2024-05-15 15:01] AI: ho\n', 'text'],
    ['User: hi\nAI: ho', 'text'],
    ['[]\n', 'array'],
  ])('of %j is %s', (text, framing) => {
    expect(sniffFraming(text, false)).toBe(framing);
  });
});
