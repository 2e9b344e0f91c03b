/** Lines as production really writes them: late, twice, out of order, counted in several ways. */
import { describe, expect, it } from 'vitest';
import type { Session } from '../../../src/model/index.ts';
import { readFiles, talkOf } from './support.ts';

const user = (content: string) => ({ role: 'user', content });
const bot = (content: string) => ({ role: 'assistant', content });
let clock = 0;
const line = (turn: number | undefined, messages: object[], response: unknown, more: object = {}) => ({
  event_type: 'completion',
  conversation_id: 'c',
  ...(turn === undefined ? {} : { turn_index: turn }),
  request: { model: 'm', messages },
  response,
  timestamp: new Date(Date.UTC(2026, 0, 1) + ++clock * 1000).toISOString(),
  ...more,
});
const rating = (turn: number | undefined, signal: string, more: object = {}) => ({
  event_type: 'feedback',
  conversation_id: 'c',
  ...(turn === undefined ? {} : { turn_index: turn }),
  feedback: { signal, source: 'end_user' },
  timestamp: new Date(Date.UTC(2026, 0, 1) + ++clock * 1000).toISOString(),
  ...more,
});

async function read(...lines: object[]): Promise<Session | undefined> {
  const { sessions, format } = await readFiles({ 'a.jsonl': lines.map((l) => JSON.stringify(l)).join('\n') });
  expect(format).toBe('production-log');
  expect(sessions).toHaveLength(1);
  return sessions[0];
}

/** Text of the answer that each feedback is about. */
const rated = (session: Session | undefined): string[] =>
  (session?.events ?? []).flatMap((e) => {
    if (e.kind !== 'feedback') return [];
    const answer = session?.events.find((a) => a.kind === 'assistant' && a.turn === e.target);
    return [`${e.signal} ${answer?.kind === 'assistant' ? answer.text : 'the talk'}`];
  });

const one = [user('1')];
const two = [user('1'), bot('A'), user('2')];

describe('feedback finds its answer', () => {
  it('when turns count from 0 or from 1, or messages', async () => {
    expect(rated(await read(line(0, one, bot('A')), line(1, two, bot('B')), rating(0, 'thumbs_up')))).toEqual([
      'thumbs_up A',
    ]);
    expect(rated(await read(line(1, one, bot('A')), line(2, two, bot('B')), rating(1, 'thumbs_up')))).toEqual([
      'thumbs_up A',
    ]);
    expect(rated(await read(line(1, one, bot('A')), line(3, two, bot('B')), rating(2, 'thumbs_up')))).toEqual([
      'thumbs_up A',
    ]);
  });

  it('when answers carry no index, when it carries none, and when it stands first in the file', async () => {
    expect(
      rated(await read(line(undefined, one, bot('A')), line(undefined, two, bot('B')), rating(0, 'edit'))),
    ).toEqual(['edit A']);
    expect(rated(await read(line(0, one, bot('A')), line(1, two, bot('B')), rating(undefined, 'copy')))).toEqual([
      'copy B',
    ]);
    expect(rated(await read(rating(0, 'thumbs_down'), line(0, one, bot('A')), line(1, two, bot('B'))))).toEqual([
      'thumbs_down A',
    ]);
  });

  it('by the id of the answer, whatever the index says', async () => {
    const lines = [line(0, one, { ...bot('A'), id: 'r-1' }), line(1, two, { ...bot('B'), id: 'r-2' })];
    expect(rated(await read(...lines, rating(1, 'thumbs_up', { response_id: 'r-1' })))).toEqual(['thumbs_up A']);
  });

  it('on the retry that was there when it was given', async () => {
    const first = line(0, one, bot('A'));
    const early = rating(0, 'thumbs_down');
    const session = await read(first, early, line(0, one, bot('B')), rating(0, 'thumbs_up'));
    expect(rated(session)).toEqual(['thumbs_up B']);
    expect(session?.branches).toMatchObject([
      { cause: 'regenerate', events: [{ text: 'A' }, { signal: 'thumbs_down' }] },
    ]);
  });

  it('once: a line that was logged twice, or a thumb that was turned', async () => {
    const twice = rating(0, 'thumbs_up');
    expect(rated(await read(line(0, one, bot('A')), twice, twice))).toEqual(['thumbs_up A']);
    expect(rated(await read(line(0, one, bot('A')), rating(0, 'thumbs_up'), rating(0, 'thumbs_down')))).toEqual([
      'thumbs_down A',
    ]);
  });

  it('even when the log holds no answer at all', async () => {
    const session = await read(rating(3, 'thumbs_down'), { ...rating(3, 'x'), event_type: 'error', error: 'gone' });
    expect(session?.events.map((e) => e.kind)).toEqual(['error', 'feedback']);
  });
});

it('puts lines in order by turn, then time, and keeps candidates, cuts and failures', async () => {
  const choices = { choices: [{ message: bot('B') }, { message: bot('C') }] };
  const session = await read(
    line(2, [...two, bot('B'), user('3')], null, { error: { message: 'overloaded', code: 529 } }),
    line(1, two, choices),
    line(0, one, { ...bot('A'), finish_reason: 'length' }),
  );
  expect(talkOf(session)).toEqual([
    'user: 1',
    'assistant: A',
    'user: 2',
    'assistant: B',
    'user: 3',
    'error: overloaded',
  ]);
  expect(session?.events[1]).toMatchObject({ flags: ['truncated'] });
  expect(session?.events[5]).toMatchObject({ code: '529' });
  expect(session?.branches).toMatchObject([{ cause: 'candidate', events: [{ text: 'C' }] }]);
});

it('tells a request for a title from the talk, even about the same words', async () => {
  const system = (content: string) => ({ role: 'system', content });
  const talk = [system('You help with routers.'), user('How do I reset it?')];
  const session = await read(
    line(0, talk, bot('Hold the button.')),
    line(undefined, [system('Write a title of five words.'), user('How do I reset it?')], bot('Resetting the router')),
    line(1, [...talk, bot('Hold the button.'), user('For how long?')], bot('Ten seconds.')),
  );
  expect(session?.branches).toEqual([]);
  const texts = (agent: boolean) =>
    session?.events.flatMap((e) => (e.kind === 'assistant' && (e.agent !== undefined) === agent ? [e.text] : []));
  expect(texts(false)).toEqual(['Hold the button.', 'Ten seconds.']);
  expect(texts(true)).toEqual(['Resetting the router']);
});

it('knows a system prompt with other facts in it for the same talk', async () => {
  const asked = (facts: string) => [
    { role: 'system', content: `You are the support agent of a shop for lamps. Be brief and kind. Facts: ${facts}` },
    user('Is it in stock?'),
  ];
  const session = await read(
    line(0, asked('the red lamp is gone'), bot('No.')),
    line(0, asked('the red lamp has come in'), bot('Yes.')),
  );
  expect(session?.branches).toHaveLength(1);
});
