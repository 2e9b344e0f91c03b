/** Which session a record belongs to, by keys, links and ids; and exchanges that hold only what is new. */
import { describe, expect, it } from 'vitest';
import { type Exchange, indexExchange, readExchanges, subjectsOf } from '../../../src/ingest/exchange.ts';
import type { MessageIn } from '../../../src/ingest/message.ts';
import type { IndexEntry, InRecord, Reader } from '../../../src/ingest/reader.ts';
import { RecordIndex } from '../../../src/ingest/record-index.ts';
import { READERS } from '../../../src/ingest/registry.ts';
import { SessionLinks } from '../../../src/ingest/session-links.ts';

const [reader, other] = READERS as readonly [Reader, Reader];

function sessions(entries: readonly (IndexEntry | [IndexEntry, Reader])[]) {
  const merges: string[] = [];
  class Watched extends RecordIndex {
    override merge(a: number, b: number): void {
      merges.push(`${a}+${b}`);
      super.merge(a, b);
    }
  }
  const formats: string[] = [];
  const links = new SessionLinks(new Watched(), formats);
  const of = entries.map((e) => (Array.isArray(e) ? links.sessionOf(e[0], e[1]) : links.sessionOf(e, reader)));
  return { of, formats, merges: merges.filter((m) => m[0] !== m[2]) };
}

describe('sessions of records', () => {
  it.each<[string, IndexEntry[], (number | undefined)[]]>([
    ['without anything each is its own', [{}, {}], [0, 1]],
    ['by key', [{ key: 'a' }, { key: 'b' }, { key: 'a' }], [0, 1, 0]],
    ['by the record that it goes on from', [{ self: '1' }, { self: '2', previous: '1' }, { previous: '2' }], [0, 0, 0]],
    ['although that one comes later', [{ self: '2', previous: '1' }, { self: '1' }], [0, 0]],
    ['two that go on from one', [{ previous: '1' }, { previous: '1' }], [0, 0]],
    ['a key and a link', [{ key: 'a', self: '1' }, { previous: '1' }], [0, 0]],
    [
      'a copy of a record has none',
      [
        { key: 'a', uid: 'u' },
        { key: 'a', uid: 'u' },
      ],
      [0, undefined],
    ],
    [
      'what stands behind copies in a resumed file goes on',
      [
        { key: 'a', uid: 'u' },
        { key: 'b', uid: 'u' },
        { key: 'b', uid: 'v' },
      ],
      [0, undefined, 0],
    ],
    [
      'a key that is known keeps its session',
      [{ key: 'a', uid: 'u' }, { key: 'b', uid: 'v' }, { key: 'b', uid: 'u' }, { key: 'b' }],
      [0, 1, undefined, 1],
    ],
    [
      'by history',
      [
        { chain: { prompt: ['q'], reply: ['A'], minPrefix: 0 } },
        { chain: { prompt: ['q', 'A', 'r'], reply: ['B'], minPrefix: 2 } },
      ],
      [0, 0],
    ],
    [
      'a key before the history',
      [
        { chain: { prompt: ['q'], reply: ['A'], minPrefix: 0 } },
        { key: 'k', chain: { prompt: ['q'], reply: ['A'], minPrefix: 0 } },
      ],
      [0, 1],
    ],
  ])('%s', (_name, entries, expected) => {
    expect(sessions(entries).of).toEqual(expected);
  });
  it('a record that links two sessions makes them one', () => {
    const { of, merges } = sessions([{ self: '1' }, { key: 'a' }, { key: 'a', previous: '1' }]);
    expect([of, merges]).toEqual([[0, 1, 0], ['1+0']]);
  });
  it('keys, links and ids of two formats are not the same', () => {
    expect(sessions([{ key: 'a' }, [{ key: 'a' }, other]])).toMatchObject({
      of: [0, 1],
      formats: [reader.id, other.id],
    });
    expect(sessions([{ self: '1' }, [{ previous: '1' }, other]]).of).toEqual([0, 1]);
    expect(sessions([{ uid: 'u' }, [{ uid: 'u' }, other]]).of).toEqual([0, 1]);
  });
  it('a link is no key', () => {
    expect(sessions([{ self: 'a' }, { key: 'a' }]).of).toEqual([0, 1]);
  });
});

/** Digits are instructions, small letters the user's, capital ones the assistant's. */
const messages = (letters: string): MessageIn[] =>
  [...letters].map((text) => ({ role: /[a-z]/.test(text) ? 'user' : /\d/.test(text) ? 'system' : 'assistant', text }));
const exchange = (line: string, more: Partial<Exchange> = {}): Exchange => {
  const [prompt = '', reply = ''] = line.split('>');
  return { prompt: messages(prompt), replies: reply ? [messages(reply)] : [], tools: [], ...more };
};
const read = (...exchanges: Exchange[]): string => {
  const records = exchanges.map(
    (_, i): InRecord => ({ value: {}, text: '{}', ordinal: i, ref: { path: 'a', line: i + 1, start: i, end: i + 1 } }),
  );
  const session = readExchanges('test', records, (r) => exchanges[r.ordinal]);
  return (session?.events ?? [])
    .map((e) => (e.kind === 'boundary' ? `[${e.reason}: ${e.text}]` : 'text' in e ? e.text : '?'))
    .join('');
};

describe('exchanges that hold only what is new', () => {
  it.each<[string, Exchange[], string]>([
    [
      'go on from the reply that they name',
      [exchange('a>B', { id: '1' }), exchange('c>D', { id: '2', previous: '1' })],
      'aBcD',
    ],
    ['say the same instructions once', [exchange('1a>B', { id: '1' }), exchange('1c>D', { previous: '1' })], '1aBcD'],
    [
      'keep other instructions where they came',
      [exchange('1a>B', { id: '1' }), exchange('2c>D', { previous: '1' })],
      '1aB2cD',
    ],
    [
      'of one conversation go on from all of it',
      [exchange('a>B', { partial: true }), exchange('c>D', { partial: true })],
      'aBcD',
    ],
    [
      'say which start the logs do not hold',
      [exchange('c>D', { previous: 'x' })],
      '[resume: goes on from x, which the logs do not hold]cD',
    ],
    ['answer the prompt before them', [exchange('a>'), exchange('>B', { replyOnly: true })], 'aB'],
    ['a reply of several messages', [exchange('a>BC')], 'aBC'],
    ['an error without a place comes last', [exchange('>', { error: { text: 'E' } }), exchange('a>B')], 'aBE'],
  ])('%s', (_name, exchanges, said) => {
    expect(read(...exchanges)).toBe(said);
  });
});

describe('entries of the index', () => {
  it.each<[string, Exchange | undefined, unknown, unknown]>([
    [
      'the talk’s id is the key',
      exchange('a>B', { session: 's', order: 3, time: 1_709_618_828 }),
      {},
      [{ key: 's', order: 3, time: 1_709_618_828_000 }],
    ],
    ['a link in place of the history', exchange('a>B', { id: '2', previous: '1' }), {}, [{ self: '2', previous: '1' }]],
    [
      'feedback on a talk that is named comes last',
      undefined,
      { session_id: 's', feedback: 'up' },
      [{ key: 's', order: Number.MAX_SAFE_INTEGER }],
    ],
    [
      'feedback on none is no record',
      undefined,
      { feedback: 'up' },
      { skip: 'neither a request with messages nor a response' },
    ],
    [
      'a request that says nothing is none',
      exchange('>'),
      {},
      { skip: 'a request without messages and without an answer' },
    ],
  ])('%s', (_name, given, value, entries) => {
    expect(indexExchange(given, value)).toEqual(entries);
  });
  it.each([
    ['1a>B', 0],
    ['aB>C', 2],
    ['1aBcD>E', 3],
    ['BaC>D', 3],
  ])('the history of %s may be joined from message %d on', (line, minPrefix) => {
    expect(indexExchange(exchange(line))).toMatchObject([{ chain: { minPrefix } }]);
  });
  it('people are ids of text or number', () => {
    expect(subjectsOf('a', 5, undefined, null, '', { id: 1 })).toEqual(['a', '5']);
  });
});
