/** Gemini CLI: calls that hold their results, messages written again, rewinds, contents of the API. */
import { describe, expect, it } from 'vitest';
import { outline, readOne, skippedIn } from '../outline.ts';

const HEAD = { sessionId: 's', projectHash: 'h', startTime: '2026-01-01T10:00:00Z' };
const user = (id: string, content: unknown) => ({ id, type: 'user', content, timestamp: '2026-01-01T10:00:01Z' });
const reply = (id: string, content: unknown, more: object = {}) => ({
  id,
  type: 'gemini',
  content,
  timestamp: '2026-01-01T10:00:02Z',
  ...more,
});
const done = (more: object) => ({ id: 'c', name: 'f', args: { n: 1 }, ...more });
const output = (response: object) => [{ functionResponse: { id: 'c', name: 'f', response } }];

const CASES: [string, object[], string[]][] = [
  [
    'a call holds its result',
    [user('1', 'a'), reply('2', '', { toolCalls: [done({ status: 'success', result: output({ output: 'r' }) })] })],
    ['user: a', 'call f({"n":1})', 'result f fine: r'],
  ],
  [
    'a failed call',
    [user('1', 'a'), reply('2', 'ok', { toolCalls: [done({ status: 'error', result: output({ error: 'no' }) })] })],
    ['user: a', 'assistant: ok', 'call f({"n":1})', 'result f failed: no'],
  ],
  [
    'a cancelled call was rejected',
    [user('1', 'a'), reply('2', 'ok', { toolCalls: [done({ status: 'cancelled', resultDisplay: 'cancelled' })] })],
    [
      'user: a',
      'assistant: ok',
      'call f({"n":1})',
      'result f failed: cancelled',
      'feedback reject by end_user on turn 1',
    ],
  ],
  [
    'the second of two parallel calls was rejected: that is about the answer that made both',
    [
      user('1', 'a'),
      reply('2', 'ok', {
        toolCalls: [
          done({ id: 'c1', status: 'success', result: output({ output: 'r' }) }),
          done({ id: 'c2', status: 'cancelled', resultDisplay: 'cancelled' }),
        ],
      }),
    ],
    [
      'user: a',
      'assistant: ok',
      'call f({"n":1})',
      'call f({"n":1})',
      'result f fine: r',
      'result f failed: cancelled',
      'feedback reject by end_user on turn 1',
    ],
  ],
  [
    'a call without any result',
    [user('1', 'a'), reply('2', 'ok', { toolCalls: [done({ status: 'executing' })] })],
    ['user: a', 'assistant: ok', 'call f({"n":1}) unanswered'],
  ],
  [
    'a response that is neither output nor error is its JSON',
    [user('1', 'a'), reply('2', '', { toolCalls: [done({ result: output({ x: 1 }) })] })],
    ['user: a', 'call f({"n":1})', 'result f: {"x":1}'],
  ],
  [
    'thoughts of both kinds',
    [
      user('1', 'a'),
      reply('2', [{ text: 'inner', thought: true }, { text: 'b' }], {
        thoughts: [{ subject: 'S', description: 'D' }, { description: 'E' }],
      }),
    ],
    ['user: a', 'reasoning: S\nD\n\nE\n\ninner', 'assistant: b'],
  ],
  [
    'errors are events, notes are not',
    [user('1', 'a'), { id: '2', type: 'info', content: 'note' }, { id: '3', type: 'error', content: 'quota' }],
    ['user: a', 'error: quota'],
  ],
  ['an empty answer', [user('1', 'a'), reply('2', '')], ['user: a', 'assistant:  {empty}']],
  [
    'files beside a prompt',
    [user('1', [{ text: 'a' }, { inlineData: { mimeType: 'image/png' } }, { fileData: { mimeType: 'text/csv' } }])],
    ['user: a [image file]'],
  ],
];

describe('Gemini CLI', () => {
  it.each(CASES)('%s', async (_name, messages, events) => {
    const whole = await readOne('gemini-cli', JSON.stringify({ ...HEAD, messages }), 'session-1.json');
    expect(outline(whole)).toEqual(events);
    expect(whole).toMatchObject({ nativeId: 's', app: 'gemini-cli' });
    expect(outline(await readOne('gemini-cli', [HEAD, ...messages]))).toEqual(events);
  });

  it('a line that was written again counts once, as it was last, in its first place', async () => {
    const lines = [HEAD, user('1', 'a'), reply('2', 'half'), user('3', 'c'), reply('2', 'whole', { model: 'm' })];
    const session = await readOne('gemini-cli', lines);
    expect(outline(session)).toEqual(['user: a', 'assistant: whole', 'user: c']);
    expect(session.model).toBe('m');
  });

  it('a rewind is a branch; one that goes further back leads to both', async () => {
    const lines = [HEAD, user('1', 'a'), reply('2', 'b'), user('3', 'c'), { $rewindTo: '3' }, user('4', 'd')];
    expect(outline(await readOne('gemini-cli', lines))).toEqual([
      'user: a',
      'assistant: b',
      'user: d',
      '<2> rewind',
      '  user: c',
    ]);
    expect(outline(await readOne('gemini-cli', [...lines, { $rewindTo: '2' }, reply('5', 'e')]))).toEqual([
      'user: a',
      'assistant: e',
      '<1> rewind',
      '  assistant: b',
      '  user: c',
      '<1> rewind',
      '  assistant: b',
      '  user: d',
    ]);
  });

  it('contents of a checkpoint: answers of tools are of role user', async () => {
    const history = [
      { role: 'user', parts: [{ text: 'a' }] },
      { role: 'model', parts: [{ text: 'hm', thought: true }, { functionCall: { name: 'f', args: { n: 1 } } }] },
      { role: 'user', parts: [{ functionResponse: { name: 'f', response: { error: 'no' } } }] },
      { role: 'model', parts: [{ functionCall: { id: 'x', name: 'g' } }] },
      {
        role: 'user',
        parts: [{ functionResponse: { id: 'x', name: 'g', response: { output: 'ok' } } }, { text: 'and' }],
      },
    ];
    expect(outline(await readOne('gemini-cli', JSON.stringify({ history }), 'checkpoint-a.json'))).toEqual([
      'user: a',
      'reasoning: hm',
      'call f({"n":1})',
      'result f failed: no',
      'call g({})',
      'result g: ok',
      'user: and',
    ]);
  });
});

describe('a list that replaces the one before', () => {
  const set = (...messages: object[]) => ({ $set: { messages } });
  it.each<[string, object[], string[]]>([
    [
      'and a message written again behind it',
      [set(user('1', 'a'), reply('2', 'b')), reply('2', 'c')],
      ['user: a', 'assistant: c'],
    ],
    [
      'with the same messages and more',
      [user('1', 'a'), set(user('1', 'a'), reply('2', 'b'))],
      ['user: a', 'assistant: b'],
    ],
    [
      'and leaves out the end',
      [user('1', 'a'), reply('2', 'b'), set(user('1', 'a'))],
      ['user: a', '<1> rewind', '  assistant: b'],
    ],
    [
      'with another end',
      [user('1', 'a'), reply('2', 'b'), set(user('1', 'a'), reply('3', 'c'))],
      ['user: a', 'assistant: c', '<1> rewind', '  assistant: b'],
    ],
    [
      'after a compression',
      [user('1', 'a'), reply('2', 'b'), set(user('8', 'so far: a'), reply('9', 'c'))],
      ['user: a', 'assistant: b', 'boundary compaction: ', 'user: so far: a', 'assistant: c'],
    ],
    ['by nothing', [user('1', 'a'), set(), user('2', 'b')], ['user: b', '<0> rewind', '  user: a']],
  ])('%s', async (_, lines, expected) => {
    expect(outline(await readOne('gemini-cli', [HEAD, ...lines]))).toEqual(expected);
  });

  it('gives results as they were written, digit by digit, and their pictures', async () => {
    const line = `{"id":"2","type":"gemini","content":"","toolCalls":[{"id":"c","name":"f","args":{},"result":[{"functionResponse":{"id":"c","response":{"n":7.50},"parts":[{"inlineData":{"mimeType":"image/png","data":"aGk="}}]}}]}]}`;
    const session = await readOne(
      'gemini-cli',
      `${[HEAD, user('1', 'a')].map((l) => JSON.stringify(l)).join('\n')}\n${line}\n`,
    );
    expect(outline(session).at(-1)).toBe('result f: {"n":7.50} [image]');
  });

  it('other fields that change are left out by name', async () => {
    expect(
      await skippedIn([HEAD, user('1', 'a'), { $set: { lastUpdated: 'x', summary: 'y' } }, { $patch: { a: 1 } }]),
    ).toEqual([
      [3, 'metadata', 'metadata: $set lastUpdated summary'],
      [4, 'metadata', 'metadata: $patch a'],
    ]);
  });

  it.each<[string, object, string[]]>([
    ['a part', reply('2', [{ text: 'b' }, { hologram: { shape: 'cube' } }]), ['user: a', 'assistant: b [unknown]']],
    [
      'a part of code that was run',
      reply('2', [{ executableCode: { code: '1+1' } }]),
      ['user: a', 'assistant:  [unknown]'],
    ],
    [
      'a picture in an answer',
      reply('2', [{ inlineData: { mimeType: 'image/png', data: 'aGk=' } }]),
      ['user: a', 'assistant:  [image]'],
    ],
    ['a message', { id: '2', type: 'critic', content: 'too long' }, ['user: a [unknown]']],
  ])('an unknown kind of %s is counted', async (_, message, expected) => {
    expect(outline(await readOne('gemini-cli', [{ ...HEAD, messages: [user('1', 'a'), message] }]))).toEqual(expected);
  });
});
