/** Pairs of answers: the prompt that both share, the chosen line, the rejected branch. */
import { describe, expect, it } from 'vitest';
import { SessionBuilder } from '../../../src/ingest/builder.ts';
import { MessageHold } from '../../../src/ingest/hold.ts';
import type { MessageIn } from '../../../src/ingest/message.ts';
import { addPreference, type Preference } from '../../../src/ingest/preference.ts';
import type { Event } from '../../../src/model/index.ts';

const messages = (letters: string): MessageIn[] =>
  [...letters].map((text) => ({
    role: /[a-z]/.test(text) ? 'user' : /\d/.test(text) ? 'system' : 'assistant',
    text,
    pointer: `/${text}`,
  }));
const said = (events: readonly Event[]): string =>
  events
    .map((e) => (e.kind === 'feedback' ? `(${e.signal}${e.value ?? ''} ${e.target})` : 'text' in e ? e.text : '?'))
    .join('');
const shape = (pair: Preference): string[] => {
  const builder = new SessionBuilder('test');
  addPreference(builder, pair);
  const session = builder.build();
  return [said(session?.events ?? []), ...(session?.branches ?? []).map((b) => `${b.at} ${b.cause} ${said(b.events)}`)];
};

describe('pairs', () => {
  it.each<[string, [string, string, string], Partial<Preference>, string[]]>([
    ['answers alone', ['a', 'B', 'C'], {}, ['aB(accept 1)', '1 preference C(reject 1)']],
    ['whole transcripts', ['', 'aBcD', 'aBcE'], {}, ['aBcD(accept 3)', '3 preference E(reject 3)']],
    ['sides that repeat the prompt', ['1a', '1aB', '1aC'], {}, ['1aB(accept 2)', '2 preference C(reject 2)']],
    [
      'sides that repeat it without its system prompt',
      ['1a', 'aB', 'aC'],
      {},
      ['1aB(accept 2)', '2 preference C(reject 2)'],
    ],
    ['one side that repeats it', ['a', 'aB', 'C'], {}, ['aB(accept 1)', '1 preference C(reject 1)']],
    ['two equal answers still are two', ['a', 'B', 'B'], {}, ['aB(accept 1)', '1 preference B(reject 1)']],
    ['several messages after the fork', ['a', 'BcD', 'E'], {}, ['aBcD(accept 3)', '1 preference E(reject 1)']],
    ['scores', ['a', 'B', 'C'], { chosenScore: 9, rejectedScore: 0 }, ['aB(accept9 1)', '1 preference C(reject0 1)']],
    ['a tie says nothing of either', ['a', 'B', 'C'], { rated: false, chosenScore: 5 }, ['aB', '1 candidate C']],
    ['no rejected side', ['a', 'B', ''], {}, ['aB(accept 1)']],
    ['no chosen side', ['a', '', 'C'], {}, ['a', '1 preference C(reject 1)']],
  ])('%s', (_name, [prompt, chosen, rejected], more, expected) => {
    expect(
      shape({ prompt: messages(prompt), chosen: messages(chosen), rejected: messages(rejected), ...more }),
    ).toEqual(expected);
  });
  it('feedback is an annotator’s, and points at the last message of its side', () => {
    const builder = new SessionBuilder('test');
    addPreference(builder, { prompt: messages('a'), chosen: messages('BcD'), rejected: [] });
    expect(builder.build()?.events.at(-1)).toMatchObject({
      kind: 'feedback',
      by: 'annotator',
      src: { record: 0, pointer: '/D' },
    });
  });
});

describe('parts of one message that the log scatters', () => {
  const run = (fill: (hold: MessageHold, b: SessionBuilder) => void): string => {
    const builder = new SessionBuilder('test');
    const hold = new MessageHold(builder);
    fill(hold, builder);
    hold.flush();
    return (builder.build()?.events ?? [])
      .map((e) => `${e.kind === 'tool_call' ? e.name : 'text' in e ? e.text : '?'}${e.turn}`)
      .join(' ');
  };
  const part = (hold: MessageHold, b: SessionBuilder, id: string | undefined, name: string) =>
    hold.part(id, () => b.call({ name, args: '{}' }));
  const result = (hold: MessageHold, b: SessionBuilder, text: string) => hold.result(() => b.result({ text }));
  it('a result between them comes after them', () => {
    expect(
      run((h, b) => {
        part(h, b, 'm', 'f');
        result(h, b, 'R');
        part(h, b, 'm', 'g');
        result(h, b, 'S');
      }),
    ).toBe('f0 g0 R1 S2');
  });
  it('another message ends the first', () => {
    expect(
      run((h, b) => {
        part(h, b, 'm', 'f');
        result(h, b, 'R');
        part(h, b, 'n', 'g');
      }),
    ).toBe('f0 R1 g2');
  });
  it('without an id each part is a message', () => {
    expect(
      run((h, b) => {
        part(h, b, undefined, 'f');
        part(h, b, undefined, 'g');
        result(h, b, 'R');
      }),
    ).toBe('f0 g1 R2');
  });
  it('knows which message is open', () => {
    run((h, b) => {
      expect(h.has(undefined)).toBe(false);
      part(h, b, 'm', 'f');
      expect([h.has('m'), h.has('n'), h.has(undefined)]).toEqual([true, false, false]);
      h.flush();
      expect(h.has('m')).toBe(false);
    });
  });
});
