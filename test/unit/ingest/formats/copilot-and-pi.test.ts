/** Copilot transcripts and pi's trees of entries. */
import { describe, expect, it } from 'vitest';
import { outline, readOne, skippedIn } from '../outline.ts';

let n = 0;
const T = '2026-01-01T10:00:00Z';
const line = (type: string, data: object, more: object = {}) => ({ type, data, id: `e${++n}`, timestamp: T, ...more });
const ask = (content: string, more: object = {}) => line('user.message', { content, ...more });
const answer = (content: string, more: object = {}) => line('assistant.message', { content, ...more });
const START = line('session.start', { sessionId: 's', selectedModel: 'm-1' });

const COPILOT: [string, object[], string[]][] = [
  [
    'a request, and its execution, are one call',
    [
      ask('a'),
      answer('b', { toolRequests: [{ toolCallId: 'c', name: 'f', arguments: { n: 1 } }], reasoningText: 'hm' }),
      line('tool.execution_start', { toolCallId: 'c', toolName: 'f', arguments: { n: 1 } }),
      line('tool.execution_complete', { toolCallId: 'c', success: true, result: { content: 'r' } }),
    ],
    ['user: a', 'reasoning: hm', 'assistant: b', 'call f({"n":1})', 'result f fine: r'],
  ],
  [
    'a tool that ran without a request, and one that the user started',
    [
      ask('a'),
      line('tool.execution_start', { toolCallId: 'c', toolName: 'f', arguments: '{}' }),
      line('tool.execution_complete', { toolCallId: 'c', success: false, error: { message: 'no' } }),
      line('tool.user_requested', { toolCallId: 'd', toolName: 'g' }),
    ],
    ['user: a', 'call f({})', 'result f failed: no', 'call g() of the user unanswered'],
  ],
  [
    'an abort, an error, boundaries',
    [
      ask('a'),
      answer('b'),
      line('abort', { reason: 'user' }),
      line('session.error', { errorType: 'quota', message: 'none left' }),
      line('session.compaction_complete', { summaryContent: 'so far' }),
      line('session.handoff', { summary: 'to you' }),
      line('session.resume', {}),
    ],
    [
      'user: a',
      'assistant: b',
      'feedback interrupted by end_user on turn 1',
      'error quota: none left',
      'boundary compaction: so far',
      'boundary handoff: to you',
      'boundary resume: ',
    ],
  ],
  [
    'reasoning on a line of its own, before its message, behind it, and in it as well',
    [
      ask('a'),
      line('assistant.reasoning', { content: 'hm' }),
      answer('b', { toolRequests: [{ toolCallId: 'c', name: 'f', arguments: {} }] }),
      line('tool.execution_complete', { toolCallId: 'c', success: true, result: { content: 'r' } }),
      answer('d'),
      line('assistant.reasoning', { content: 'ah' }),
      answer('e', { reasoningText: 'oh' }),
      line('assistant.thinking', { content: '' }),
    ],
    [
      'user: a',
      'reasoning: hm',
      'assistant: b',
      'call f({})',
      'result f fine: r',
      'assistant: d',
      'reasoning: ah',
      'reasoning: oh',
      'assistant: e',
    ],
  ],
  [
    'what a skill says, or the program in the person’s place, is context',
    [
      line('skill.invoked', { name: 'pdf', content: 'read it' }),
      ask('look here', { source: 'skill-pdf' }),
      ask('a', { source: 'user' }),
    ],
    ['context pdf: read it', 'context skill-pdf: look here', 'user: a'],
  ],
  [
    'a sub-agent by the call that started it, files, an empty answer',
    [
      ask('a', { attachments: [{}, {}] }),
      ask('look', { parentToolCallId: 'x' }),
      answer('seen', { parentToolCallId: 'x' }),
      answer(''),
    ],
    ['user: a [file file]', 'user: look {synthetic} @x', 'assistant: seen @x', 'assistant:  {empty}'],
  ],
];

describe('Copilot', () => {
  it.each(COPILOT)('%s', async (_name, lines, events) => {
    const session = await readOne('copilot-chat', [START, ...lines]);
    expect(outline(session)).toEqual(events);
    expect(session).toMatchObject({ app: 'copilot', nativeId: 's', model: 'm-1' });
  });

  it('a change of model counts from there on; deltas are metadata', async () => {
    const lines = [
      START,
      answer('a'),
      line('session.model_change', { newModel: 'm-2' }),
      answer('b'),
      line('assistant.delta', {}),
    ];
    const session = await readOne('copilot-chat', lines);
    expect(session.events.map((e) => 'model' in e && e.model)).toEqual(['m-1', 'm-2']);
    expect(await skippedIn(lines)).toEqual([[5, 'metadata', 'metadata: assistant.delta']]);
  });
});

const HEAD = { type: 'session', id: 'p', cwd: '/', timestamp: T };
const entry = (id: string | undefined, parentId: string | null, message: object) => ({
  type: 'message',
  timestamp: T,
  message,
  ...(id ? { id, parentId } : {}),
});
const user = (text: string) => ({ role: 'user', content: text });
const agent = (text: string, more: object = {}) => ({
  role: 'assistant',
  content: text === '' ? [] : [{ type: 'text', text }],
  ...more,
});

const PI: [string, object[], string[]][] = [
  [
    'the way to the last entry is the main line',
    [
      entry('1', null, user('a')),
      entry('2', '1', agent('b')),
      entry('3', '2', user('c')),
      entry('4', '3', agent('d')),
      entry('5', '2', user('e')),
    ],
    ['user: a', 'assistant: b', 'user: e', '<2> rewind', '  user: c', '  assistant: d'],
  ],
  [
    'a fork inside a branch gives one branch a leaf',
    [
      entry('1', null, user('a')),
      entry('2', '1', agent('b')),
      entry('3', '2', user('c')),
      entry('4', '3', agent('d')),
      entry('5', '3', agent('e')),
      entry('6', '1', agent('f')),
    ],
    [
      'user: a',
      'assistant: f',
      '<1> rewind',
      '  assistant: b',
      '  user: c',
      '  assistant: d',
      '<1> rewind',
      '  assistant: b',
      '  user: c',
      '  assistant: e',
    ],
  ],
  [
    'version 1 without ids is read in order',
    [entry(undefined, null, user('a')), entry(undefined, null, agent('b'))],
    ['user: a', 'assistant: b'],
  ],
  ['a circle of parents ends', [entry('1', '2', user('a')), entry('2', '1', agent('b'))], ['user: a', 'assistant: b']],
  [
    'calls and results',
    [
      entry('1', null, {
        role: 'assistant',
        content: [
          { type: 'thinking', thinking: 'hm' },
          { type: 'toolCall', id: 'c', name: 'f', arguments: { n: 1 } },
        ],
      }),
      entry('2', '1', {
        role: 'toolResult',
        toolCallId: 'c',
        toolName: 'f',
        isError: true,
        content: [{ type: 'text', text: 'no' }],
      }),
    ],
    ['reasoning: hm', 'call f({"n":1})', 'result f failed: no'],
  ],
  [
    'a shell line of the user with its exit code',
    [
      entry('1', null, { role: 'bashExecution', command: 'ls', output: 'x', exitCode: 2 }),
      entry('2', '1', { role: 'bashExecution', command: 'pwd', output: '/', exitCode: 0 }),
    ],
    ['context shell: $ ls\nx\nexit code 2', 'context shell: $ pwd\n/'],
  ],
  [
    'how an answer ended',
    [
      entry('1', null, agent('', { stopReason: 'error', errorMessage: 'down' })),
      entry('2', '1', agent('half', { stopReason: 'aborted' })),
      entry('3', '2', agent('', { stopReason: 'stop' })),
    ],
    ['error: down', 'assistant: half', 'feedback interrupted by end_user on turn 1', 'assistant:  {empty}'],
  ],
  [
    'summaries and messages of extensions',
    [
      entry('1', null, user('a')),
      { type: 'compaction', id: '2', parentId: '1', timestamp: T, summary: 'so far' },
      { type: 'branch_summary', id: '3', parentId: '2', timestamp: T, summary: 'there' },
      { type: 'custom_message', id: '4', parentId: '3', timestamp: T, customType: 'todo', content: 'x' },
    ],
    ['user: a', 'boundary compaction: so far', 'context summary of another branch: there', 'context todo: x'],
  ],
];

describe('pi', () => {
  it.each(PI)('%s', async (_name, lines, events) => {
    const session = await readOne('pi', [HEAD, ...lines]);
    expect(outline(session)).toEqual(events);
    expect(session).toMatchObject({ app: 'pi', nativeId: 'p' });
  });

  it('entries about the session are metadata', async () => {
    const lines = [
      HEAD,
      { type: 'model_change', id: '1', timestamp: T },
      entry('2', '1', user('a')),
      { type: 'message', id: '3' },
    ];
    expect(await skippedIn(lines)).toEqual([
      [2, 'metadata', 'metadata: model_change'],
      [4, 'other_format', 'no entry of a pi session'],
    ]);
  });
});

describe('pi’s tree', () => {
  const extra = (type: string, id: string, parentId: string, more: object = {}) => ({
    type,
    id,
    parentId,
    timestamp: T,
    ...more,
  });

  it.each<[string, object[], string[]]>([
    [
      'a message that was written again, late, is no branch',
      [
        entry('1', null, user('a')),
        entry('2', '1', agent('b')),
        entry('3', '1', agent('b')),
        extra('leaf', 'l', '2'),
        entry('4', '2', user('c')),
        entry('5', '4', agent('d')),
      ],
      ['user: a', 'assistant: b', 'user: c', 'assistant: d'],
    ],
    [
      'nor when the talk goes on from the copy',
      [
        entry('1', null, user('a')),
        entry('2', '1', agent('b')),
        entry('3', '1', agent('b')),
        entry('4', '3', user('c')),
      ],
      ['user: a', 'assistant: b', 'user: c'],
    ],
    [
      'another answer is',
      [
        entry('1', null, user('a')),
        entry('2', '1', agent('b')),
        entry('3', '1', agent('x')),
        entry('4', '3', user('c')),
      ],
      ['user: a', 'assistant: x', 'user: c', '<1> rewind', '  assistant: b'],
    ],
    [
      'what hangs below a change of the model is on its line',
      [
        entry('1', null, user('a')),
        extra('model_change', 'k', '1'),
        entry('2', 'k', agent('b')),
        entry('3', 'k', agent('c')),
      ],
      ['user: a', 'assistant: c', '<1> rewind', '  assistant: b'],
    ],
    [
      'an entry of an unknown type is counted and leads on',
      [
        entry('1', null, user('a')),
        extra('hologram', 'h', '1', { shape: 'a cube of light' }),
        entry('2', 'h', agent('b')),
      ],
      ['user: a [unknown]', 'assistant: b'],
    ],
    [
      'a message of an unknown role is counted',
      [entry('1', null, user('a')), entry('2', '1', { role: 'critic', content: 'too long' })],
      ['user: a [unknown]'],
    ],
    [
      'a picture of an extension is kept',
      [
        entry('1', null, user('a')),
        extra('custom_message', 'm', '1', { customType: 'shot', content: [{ type: 'image', data: 'aGk=' }] }),
      ],
      ['user: a', 'context shot:  [image]'],
    ],
  ])('%s', async (_, entries, expected) => {
    expect(outline(await readOne('pi', [HEAD, ...entries]))).toEqual(expected);
  });

  it('counts links of the tree as left out', async () => {
    const lines = [HEAD, entry('1', null, user('a')), extra('leaf', 'l', '1')];
    expect(await skippedIn(lines)).toEqual([[3, 'metadata', 'metadata: leaf']]);
  });
});
