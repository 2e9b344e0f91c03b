/** OpenCode: messages and parts, in one export or in files of their own. */
import { describe, expect, it } from 'vitest';
import { jsonl, outline, readOne } from '../outline.ts';
import { readFiles } from '../support.ts';

const info = (id: string, role: string, more: object = {}) => ({ id, role, sessionID: 's', ...more });
const part = (id: string, messageID: string, more: object) => ({ id, messageID, sessionID: 's', ...more });
const text = (id: string, messageID: string, said: string, more: object = {}) =>
  part(id, messageID, { type: 'text', text: said, ...more });
const tool = (id: string, messageID: string, state: object) =>
  part(id, messageID, { type: 'tool', tool: 'f', callID: `call-${id}`, state });
type Message = [object & { id: string }, ...object[]];

const CASES: [string, Message[], string[]][] = [
  [
    'a call with its result',
    [
      [info('m1', 'user'), text('p1', 'm1', 'a')],
      [
        info('m2', 'assistant'),
        text('p2', 'm2', 'b'),
        tool('p3', 'm2', { status: 'completed', input: { n: 1 }, output: 'r' }),
      ],
    ],
    ['user: a', 'assistant: b', 'call f({"n":1})', 'result f fine: r'],
  ],
  [
    'a failed call tells its error, one that still runs has no result',
    [
      [info('m1', 'user'), text('p1', 'm1', 'a')],
      [
        info('m2', 'assistant'),
        tool('p3', 'm2', { status: 'error', input: {}, error: 'no', output: 'x' }),
        tool('p4', 'm2', { status: 'running', input: {} }),
      ],
    ],
    ['user: a', 'call f({})', 'call f({}) unanswered', 'result f failed: no'],
  ],
  [
    'ids are the order, of messages and of parts',
    [
      [info('m2', 'assistant'), text('p4', 'm2', 'c'), part('p3', 'm2', { type: 'reasoning', text: 'hm' })],
      [info('m1', 'user'), text('p2', 'm1', 'b'), text('p1', 'm1', 'a')],
    ],
    ['user: a\nb', 'reasoning: hm', 'assistant: c'],
  ],
  [
    'parts without a type: a text of the person, a text of the program, and one that may be anything',
    [
      [info('m1', 'user'), part('p1', 'm1', { text: 'a' }), part('p2', 'm1', { text: 'read it', synthetic: true })],
      [info('m2', 'assistant'), part('p3', 'm2', { text: 'said or thought' })],
    ],
    ['user: a', 'context synthetic: read it [unknown]'],
  ],
  [
    'synthetic text is context, a file a part, a compaction a boundary, a step nothing',
    [
      [
        info('m1', 'user'),
        text('p1', 'm1', 'a'),
        text('p2', 'm1', 'read it', { synthetic: true }),
        part('p3', 'm1', { type: 'file', mime: 'image/png' }),
        part('p4', 'm1', { type: 'compaction' }),
        part('p5', 'm1', { type: 'step-start' }),
      ],
    ],
    ['user: a [image]', 'context synthetic: read it', 'boundary compaction: '],
  ],
  [
    'an abort is an interruption, another error an error',
    [
      [info('m1', 'user'), text('p1', 'm1', 'a')],
      [
        info('m2', 'assistant', { error: { name: 'MessageAbortedError', data: { message: 'x' } } }),
        text('p2', 'm2', 'b'),
      ],
      [
        info('m3', 'assistant', { error: { name: 'ProviderAuthError', data: { message: 'no key' } } }),
        text('p3', 'm3', 'c'),
      ],
    ],
    [
      'user: a',
      'assistant: b',
      'feedback interrupted by end_user on turn 1',
      'assistant: c',
      'error ProviderAuthError: no key',
    ],
  ],
];

describe('OpenCode', () => {
  it.each(CASES)('%s', async (_name, messages, events) => {
    const whole = { info: { id: 's' }, messages: messages.map(([of, ...parts]) => ({ info: of, parts })) };
    expect(outline(await readOne('opencode', JSON.stringify(whole), 'a.json'))).toEqual(events);
    const files = Object.fromEntries(messages.flat().map((value, i) => [`${9 - i}.json`, JSON.stringify(value)]));
    const { sessions } = await readFiles(files);
    expect(sessions.map(outline)).toEqual([events]);
  });

  it('a part whose message is missing has no known speaker; a copy of it counts once', async () => {
    const lines = [text('p1', 'm1', 'who?'), text('p1', 'm1', 'who?'), info('m2', 'user'), text('p2', 'm2', 'a')];
    const { sessions } = await readFiles({ 'a.jsonl': jsonl(...lines) });
    expect(sessions.map(outline)).toEqual([['context unknown role: who?', 'user: a']]);
  });

  it('times and models of message and tool', async () => {
    const session = await readOne('opencode', [
      info('m1', 'assistant', { modelID: 'm', time: { created: 1767261600000 } }),
      text('p1', 'm1', 'a'),
      tool('p2', 'm1', {
        status: 'completed',
        input: {},
        output: '',
        time: { start: 1767261601000, end: 1767261601250 },
      }),
    ]);
    expect(session.model).toBe('m');
    expect(session.events.map((e) => [e.kind, e.ts])).toEqual([
      ['assistant', 1767261600000],
      ['tool_call', 1767261600000],
      ['tool_result', 1767261601250],
    ]);
    expect(session.events[2]).toMatchObject({ latencyMs: 250 });
  });
});
