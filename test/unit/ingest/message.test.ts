/** What makes two messages the same, and digests of whole histories. */
import { describe, expect, it } from 'vitest';
import { digest16 } from '../../../src/ingest/digest.ts';
import { canonicalArgs, chainDigests, digestMessage, type MessageIn, sayingOf } from '../../../src/ingest/message.ts';

const said = (text: string, more: Partial<MessageIn> = {}): MessageIn => ({ role: 'assistant', text, ...more });

describe('digest16', () => {
  it('is the first 64 bits of SHA-256', () => {
    expect(digest16('')).toBe('e3b0c44298fc1c14');
    expect(digest16('abc')).toBe('ba7816bf8f01cfea');
  });
});

describe('two messages say the same', () => {
  it.each<[string, MessageIn, MessageIn]>([
    ['with space at the ends', said('a b'), said(' a b\n')],
    [
      'with other ids of calls',
      said('', { calls: [{ id: '1', name: 'f', args: '{}' }] }),
      said('', { calls: [{ id: '2', name: 'f', args: '{}' }] }),
    ],
    [
      'with arguments printed otherwise',
      said('', { calls: [{ name: 'f', args: '{"a":1}' }] }),
      said('', { calls: [{ name: 'f', args: '{ "a": 1\n}' }] }),
    ],
    ['at other times', said('a', { time: 1 }), said('a', { time: 2 })],
    ['with reasoning that the history dropped', said('a', { reasoning: 'r' }), said('a')],
    ['with flags', said('a', { flags: ['truncated'] }), said('a')],
    ['from another place', said('a', { pointer: '/x' }), said('a')],
    [
      'as answers to other call ids',
      { role: 'tool', text: 'r', callId: '1' },
      { role: 'tool', text: 'r', callId: '2' },
    ],
    ['with an empty list of calls', said('a', { calls: [] }), said('a')],
  ])('%s', (_name, a, b) => {
    expect(sayingOf(a)).toBe(sayingOf(b));
    expect(digestMessage(a)).toBe(digestMessage(b));
  });

  it.each<[string, MessageIn, MessageIn]>([
    ['another role', { role: 'user', text: 'a' }, said('a')],
    ['another text', said('a'), said('A')],
    ['space inside', said('a b'), said('a  b')],
    ['a call', said('a'), said('a', { calls: [{ name: 'f', args: '' }] })],
    ['another tool', said('', { calls: [{ name: 'f', args: '' }] }), said('', { calls: [{ name: 'g', args: '' }] })],
    [
      'other arguments',
      said('', { calls: [{ name: 'f', args: '1' }] }),
      said('', { calls: [{ name: 'f', args: '2' }] }),
    ],
    [
      'other order of calls',
      said('', {
        calls: [
          { name: 'f', args: '' },
          { name: 'g', args: '' },
        ],
      }),
      said('', {
        calls: [
          { name: 'g', args: '' },
          { name: 'f', args: '' },
        ],
      }),
    ],
    [
      'name and arguments shifted',
      said('', { calls: [{ name: 'fg', args: '' }] }),
      said('', { calls: [{ name: 'f', args: 'g' }] }),
    ],
  ])('not with %s', (_name, a, b) => {
    expect(sayingOf(a)).not.toBe(sayingOf(b));
    expect(digestMessage(a)).not.toBe(digestMessage(b));
  });
});

describe('arguments', () => {
  it.each([
    ['{ "a" : 1 }', '{"a":1}'],
    ['{"a b":"c  d"}', '{"a b":"c  d"}'],
    ['{"a":"\\" x"}\n', '{"a":"\\" x"}'],
    ['{"a":"\\\\" , "b":2}', '{"a":"\\\\","b":2}'],
    ['ls  -l', 'ls-l'],
    ['', ''],
  ])('%j is %j', (given, canonical) => {
    expect(canonicalArgs(given)).toBe(canonical);
  });
});

describe('digests of a history', () => {
  it('each stands for all messages up to it', () => {
    const [a, ab] = chainDigests(['A', 'B']);
    expect(a).toBe(digest16('A'));
    expect(ab).toBe(digest16(`${digest16('A')}B`));
  });
  it('begin with the seed', () => {
    expect(chainDigests(['A'], 'S')).toEqual([digest16('SA')]);
    expect(chainDigests([], 'S')).toEqual([]);
  });
  it('go on from where an earlier one ended', () => {
    const whole = chainDigests(['A', 'B', 'C']);
    expect(chainDigests(['C'], whole[1])).toEqual([whole[2]]);
  });
});
