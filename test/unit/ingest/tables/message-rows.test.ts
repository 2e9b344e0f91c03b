/** Rows of messages, pairs, conversations and chats to events. */
import { describe, expect, it } from 'vitest';
import { jsonl, outline, readOne } from '../outline.ts';
import { readFiles } from '../support.ts';

let id = 0;
const row = (role: string, content: unknown, more: object = {}) => ({
  id: ++id,
  conversation_id: 'c',
  role,
  content,
  ...more,
});

const CASES: [string, object[], string[]][] = [
  [
    'the order column goes before the place in the file',
    [row('assistant', 'b', { seq: 2 }), row('user', 'a', { seq: 1 })],
    ['user: a', 'assistant: b'],
  ],
  [
    'a call in columns of its own, and its result',
    [
      row('user', 'a'),
      row('assistant', 'look', { tool_name: 'f', tool_args: '{"n":1}' }),
      row('tool', 'r', { tool_name: 'f' }),
    ],
    ['user: a', 'assistant: look', 'call f({"n":1})', 'result f: r'],
  ],
  [
    'one row a tool run is call and result',
    [row('user', 'a'), row('tool', 'r', { tool_name: 'f', tool_args: '{}', error: 't' })],
    ['user: a', 'call f({})', 'result f failed: r'],
  ],
  [
    'a row of role function_call is the call',
    [row('user', 'a'), row('function_call', '{"n":1}', { tool_name: 'f' }), row('tool', 'r')],
    ['user: a', 'call f({"n":1})', 'result f: r'],
  ],
  [
    'a thought is reasoning, in a row or a column',
    [row('user', 'a'), row('thinking', 'hm'), row('assistant', 'b', { reasoning: 'hm 2' })],
    ['user: a', 'reasoning: hm', 'assistant:  {empty}', 'reasoning: hm 2', 'assistant: b'],
  ],
  [
    'an error beside an answer is an event, false is none',
    [row('user', 'a'), row('assistant', 'b', { error: 'late' }), row('assistant', 'c', { error: 'false' })],
    ['user: a', 'assistant: b', 'error: late', 'assistant: c'],
  ],
  [
    'a rating is of an answer, not of a prompt',
    [row('user', 'a', { rating: 1 }), row('assistant', 'b', { rating: -1, comment: 'no' })],
    ['user: a', 'assistant: b', 'feedback thumbs_down -1 by end_user on turn 1: no'],
  ],
  [
    'parts of the AI SDK hold call and result',
    [
      row('user', 'a'),
      row('assistant', [
        { type: 'step-start' },
        { type: 'text', text: 'b' },
        { type: 'tool-f', toolCallId: 'x', state: 'output-available', input: { n: 1 }, output: { r: 2 } },
        { type: 'tool-invocation', toolInvocation: { toolName: 'g', toolCallId: 'y', state: 'call', args: {} } },
        { type: 'dynamic-tool', toolName: 'h', toolCallId: 'z', state: 'output-error', input: {}, errorText: 'no' },
      ]),
    ],
    [
      'user: a',
      'assistant: b',
      'call f({"n":1})',
      'result f: {"r":2}',
      'call g({}) unanswered',
      'call h({})',
      'result h failed: no',
    ],
  ],
  [
    'JSON that is not made of parts is what was said',
    [row('user', [{ type: 'odd' }]), row('assistant', '{"a": 1}')],
    ['user: [{"type":"odd"}]', 'assistant: {"a": 1}'],
  ],
];

describe('rows of messages', () => {
  it.each(CASES)('%s', async (_name, rows, events) => {
    expect(outline(await readOne('db-rows', rows))).toEqual(events);
  });

  it('model and latency are of answers, the user column names a subject, metadata is the conversation’s', async () => {
    const more = { model: 'm', latency_ms: 30, user_id: 'u', metadata: '{"consent": true, "outcome": "resolved"}' };
    const session = await readOne('db-rows', [row('user', 'a', more), row('assistant', 'b', more)]);
    expect(session).toMatchObject({
      model: 'm',
      nativeId: 'c',
      governance: { consent: 'granted', subjects: ['u'] },
      outcome: { success: true, source: 'status', detail: 'resolved' },
    });
    expect(session.events[0]).not.toHaveProperty('latencyMs');
    expect(session.events[1]).toMatchObject({ model: 'm', latencyMs: 30, src: { record: 1, pointer: '/content' } });
  });

  it('a whole message as JSON in one column', async () => {
    const rows = [
      { id: 1, session_id: 's', message: { type: 'human', data: { content: 'a' } } },
      { id: 2, session_id: 's', message: '{"type": "ai", "content": "b"}' },
    ];
    expect(outline(await readOne('db-rows', rows))).toEqual(['user: a', 'assistant: b']);
  });

  it('Chainlit’s steps', async () => {
    const step = (type: string, output: string, more: object = {}) => ({
      id: ++id,
      thread_id: 't',
      type,
      input: '',
      output,
      name: 'f',
      ...more,
    });
    const rows = [
      step('user_message', 'a'),
      step('tool', 'r', { input: '{"n":1}', isError: true }),
      step('run', 'ignored'),
      step('assistant_message', 'b'),
    ];
    expect(outline(await readOne('db-rows', rows))).toEqual([
      'user: a',
      'call f({"n":1})',
      'result f failed: r',
      'assistant: b',
    ]);
  });

  it.each([
    ['resolved', true],
    ['Failed', false],
    ['open', null],
  ])('a conversation of status %s', async (status, success) => {
    const { sessions } = await readFiles({
      'a.sql': [
        `INSERT INTO conversations (id, title, status, user_id, model) VALUES ('c', 't', '${status}', 'u', 'm');`,
        "INSERT INTO messages (id, conversation_id, role, content) VALUES (1, 'c', 'user', 'a');",
      ].join('\n'),
    });
    expect(sessions.map(outline)).toEqual([['user: a']]);
    expect(sessions[0]).toMatchObject({
      model: 'm',
      outcome: { success, source: 'status', detail: status },
      governance: { subjects: ['u'] },
    });
  });
});

it('Open WebUI: the line on show is the main one, a second answer a branch', async () => {
  const node = (
    nid: string,
    parentId: string | null,
    childrenIds: string[],
    role: string,
    content: string,
    more: object = {},
  ) => [nid, { id: nid, parentId, childrenIds, role, content, ...more }];
  const messages = Object.fromEntries([
    node('1', null, ['2', '3'], 'user', 'a'),
    node('2', '1', [], 'assistant', 'shown', { annotation: { rating: 1, comment: 'good' }, model: 'm' }),
    node('3', '1', [], 'assistant', 'other', { annotation: { rating: -1 } }),
  ]);
  const chat = JSON.stringify({ system: 's', history: { currentId: '2', messages } });
  const { sessions } = await readFiles({ 'a.jsonl': jsonl({ id: 'w', user_id: 'u', title: 't', chat }) });
  expect(sessions.map(outline)).toEqual([
    [
      'system: s',
      'user: a',
      'assistant: shown',
      'feedback thumbs_up 1 by end_user on turn 2: good',
      '<2> regenerate',
      '  assistant: other',
      '  feedback thumbs_down -1 by end_user on turn 2',
    ],
  ]);
  expect(sessions[0]).toMatchObject({ nativeId: 'w', governance: { subjects: ['u'] } });
});
