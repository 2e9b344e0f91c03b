import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../../../src/redact/index.ts';
import type { Mention } from '../../../../src/redact/plan/mention.ts';
import { weigh } from '../../../../src/redact/plan/weigh.ts';
import { KEY, sessionOf } from '../helpers.ts';

const mention = (text: string, confidence: number, more: Partial<Mention> = {}): Mention => ({
  unit: 0,
  start: 0,
  end: text.length,
  text,
  type: 'PERSON',
  action: 'index',
  detector: 'person',
  also: [],
  confidence,
  ...more,
});
const left = (mentions: Mention[], ...texts: string[]) =>
  weigh(
    mentions,
    texts.map((text) => ({ text })),
  ).map(({ text }) => text);

describe('evidence over the session', () => {
  it.each([
    'we run Marlow 2.4 there',
    'pip install Marlow first',
    'Marlow is a small library for graphs',
    'she lives in Marlow',
    'the trip to Marlow was long',
  ])('takes a guess back after: %s', (text) => {
    expect(left([mention('Marlow', 0.7)], text)).toEqual([]);
  });
  it.each(['Marlow went home', 'Marlowe 2.4', 'xMarlow 2.4', 'they met Marlow', 'Marlow, 24 years'])(
    'keeps it after: %s',
    (text) => {
      expect(left([mention('Marlow', 0.7)], text)).toEqual(['Marlow']);
    },
  );
  it('keeps what is proved anywhere, alone or in a full name', () => {
    const text = 'we run Marlow 2.4 there';
    expect(left([mention('Marlow', 0.7), mention('Marlow', 0.95)], text)).toEqual(['Marlow', 'Marlow']);
    expect(left([mention('Marlow', 0.7), mention('Ines Marlow', 0.8)], text)).toEqual(['Marlow', 'Ines Marlow']);
    expect(left([mention('Marlow', 0.5, { detector: 'dictionary' })], text)).toEqual(['Marlow']);
    expect(left([mention('Marlow', 0.5, { type: 'USERNAME' })], text)).toEqual(['Marlow']);
  });
  it('is asked for whole sessions', async () => {
    const redactor = await createRedactor({ key: KEY, policy: 'standard' });
    const texts = async (...users: string[]) =>
      (await redactor.redactSession(sessionOf(users.map((user) => ({ user }))))).session.events.map((event) =>
        'text' in event ? event.text : '',
      );
    expect(await texts('please ask Annika about it', 'we run Annika 2.4 there')).toEqual([
      'please ask Annika about it',
      'we run Annika 2.4 there',
    ]);
    expect(await texts('Hi, my name is Annika', 'we run Annika 2.4 there')).toEqual([
      'Hi, my name is [PERSON_1]',
      'we run [PERSON_1] 2.4 there',
    ]);
  });
});

it('takes linear time', () => {
  const start = performance.now();
  const many = Array.from({ length: 300 }, (_, i) =>
    mention(`Marlow${'abcdefghij'.charAt(i % 10)}${'x'.repeat(i)}`, 0.7),
  );
  weigh(many, [{ text: 'Marlowa '.repeat(100_000) }, { text: 'Marlow'.repeat(100_000) }]);
  expect(performance.now() - start).toBeLessThan(4000);
});
