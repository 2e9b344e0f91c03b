import { describe, expect, it } from 'vitest';
import type { Message } from '../../../src/core/model/example.ts';
import { compactRaw, stringify } from '../../../src/datasets/json.ts';
import { renumber } from '../../../src/datasets/renumber.ts';
import { callId, lastAnswer } from '../../../src/datasets/rows.ts';

const m = (role: Message['role'], content: string, more: Partial<Message> = {}): Message => ({
  role,
  content,
  turns: [],
  events: [],
  ...more,
});

describe('JSON with raw pieces', () => {
  it('keeps numbers, key order and duplicate shapes as they are', () => {
    const raw = '{ "b": 1.0,\n "a": 9007199254740993, "10": 1e5, "s": "x  \\n y" }';
    expect(stringify({ args: compactRaw(raw) })).toBe(
      '{"args":{"b":1.0,"a":9007199254740993,"10":1e5,"s":"x  \\n y"}}',
    );
  });

  it('leaves undefined members out and escapes lone surrogates', () => {
    expect(stringify({ a: undefined, b: '\ud800' })).toBe('{"b":"\\ud800"}');
  });
});

describe('call ids', () => {
  it('are nine letters or digits, the same for the same call', () => {
    const ids = new Set(Array.from({ length: 500 }, (_, i) => callId('seed', i)));
    expect(ids.size).toBe(500);
    for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9]{9}$/);
    expect(callId('seed', 7)).toBe(callId('seed', 7));
  });
});

describe('the end of a row', () => {
  const call = (n: number) => [{ call: n, name: 'f', args: '{}', argsJson: true }];
  it('is the last answer', () => {
    expect(lastAnswer([m('user', 'q'), m('assistant', 'a'), m('user', 'bye')])).toBe(1);
  });
  it('is the results of the last call when the run ends on them', () => {
    expect(
      lastAnswer([
        m('user', 'q'),
        m('assistant', '', { calls: call(0) }),
        m('tool', 'r', { answers: 0 }),
        m('user', 'x'),
      ]),
    ).toBe(2);
  });
  it('stands before a call without result', () => {
    const messages = [m('user', 'q'), m('assistant', 'a'), m('user', 'more'), m('assistant', '', { calls: call(0) })];
    expect(lastAnswer(messages)).toBe(1);
  });
  it('is nowhere when the model said nothing', () => expect(lastAnswer([m('user', 'q')])).toBe(-1));
});

describe('one numbering for a pair of two sessions', () => {
  it('maps by the prompt and gives new people new numbers', () => {
    const prompt = [m('user', 'I am [PERSON_2], order [ACCOUNT_ID_1]')];
    const target = [m('user', 'I am [PERSON_1], order [ACCOUNT_ID_3]')];
    const reply = m('assistant', 'Hello [PERSON_2], [PERSON_1] will call about [ACCOUNT_ID_1].');
    const chosen = m('assistant', 'Ask [PERSON_4].');
    expect(renumber(prompt, target, reply, [chosen])?.content).toBe(
      'Hello [PERSON_1], [PERSON_5] will call about [ACCOUNT_ID_3].',
    );
  });

  it('refuses prompts about different people', () => {
    const two = [m('user', '[PERSON_1] and [PERSON_2]')];
    const one = [m('user', '[PERSON_1] and [PERSON_1]')];
    expect(renumber(two, one, m('assistant', 'x'), [])).toBeUndefined();
    expect(renumber(one, two, m('assistant', 'x'), [])).toBeUndefined();
  });
});
