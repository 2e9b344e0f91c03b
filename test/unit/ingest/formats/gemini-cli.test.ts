/** Gemini CLI: calls that hold their results, messages written again, rewinds, contents of the API. */
import { describe, expect, it } from 'vitest';
import { outline, readOne } from '../outline.ts';

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
