/** VS Code chats: rounds or what the editor showed, votes, edits, and the journal. */
import { describe, expect, it } from 'vitest';
import { replay } from '../../../../src/ingest/formats/coding-agents/vscode-journal.ts';
import { outline, readOne } from '../outline.ts';

const request = (text: string, more: object = {}) => ({
  requestId: `r-${text}`,
  message: { text },
  response: [{ value: `re ${text}` }],
  ...more,
});
const rounds = (toolCallRounds: object[], toolCallResults: object = {}, more: object = {}) => ({
  result: { metadata: { toolCallRounds, toolCallResults }, ...more },
});

const CASES: [string, object[], string[]][] = [
  [
    'rounds as the model saw them',
    [
      request('a', {
        modelId: 'copilot/m-1',
        ...rounds(
          [
            {
              response: 'look',
              thinking: { text: 'hm' },
              toolCalls: [{ id: 'c__vscode-1', name: 'f', arguments: '{"n":1.0}' }],
            },
            { response: 'done', toolCalls: [] },
          ],
          {
            'c__vscode-1': {
              content: [{ value: 'r' }, { value: { node: { children: [{ text: 'de' }, { text: 'ep' }] } } }],
            },
          },
        ),
      }),
    ],
    ['user: a', 'reasoning: hm', 'assistant: look', 'call f({"n":1.0})', 'result f: r\ndeep', 'assistant: done'],
  ],
  [
    'a call without a result, and an empty round',
    [
      request(
        'a',
        rounds([
          { response: '', toolCalls: [{ id: 'c', name: 'f' }] },
          { response: '', toolCalls: [] },
        ]),
      ),
    ],
    ['user: a', 'call f() unanswered', 'assistant:  {empty}'],
  ],
  [
    'without rounds only what was shown: a tool ran, with arguments that were not logged',
    [
      request('a', {
        response: [
          { value: 'one ' },
          { kind: 'markdownContent', content: { value: 'two' } },
          { kind: 'thinking', value: 'hm' },
          {
            kind: 'toolInvocationSerialized',
            toolId: 'f',
            toolCallId: 'c',
            isComplete: true,
            resultDetails: { output: [{ value: 'r' }], isError: true },
          },
          { kind: 'toolInvocation', toolId: 'g', toolCallId: 'd', isComplete: false },
          { kind: 'progressMessage', value: 'no' },
          { value: 'three' },
        ],
      }),
    ],
    [
      'user: a',
      'assistant: one two',
      'reasoning: hm',
      'call f()',
      'result f failed: r',
      'call g() unanswered',
      'assistant: three',
    ],
  ],
  [
    'votes, with the reason of a thumb down',
    [request('a', { vote: 1 }), request('b', { vote: 0, voteDownReason: 'wrong' }), request('c', { vote: 2 })],
    [
      'user: a',
      'assistant: re a',
      'feedback thumbs_up by end_user on turn 1',
      'user: b',
      'assistant: re b',
      'feedback thumbs_down by end_user on turn 3: wrong',
      'user: c',
      'assistant: re c',
    ],
  ],
  [
    'cancelled, or failed, not both',
    [
      request('a', { isCanceled: true, result: { errorDetails: { message: 'x' } } }),
      request('b', { result: { errorDetails: { message: 'down', code: 'e1' } } }),
    ],
    [
      'user: a',
      'assistant: re a',
      'feedback interrupted by end_user on turn 1',
      'user: b',
      'assistant: re b',
      'error e1: down',
    ],
  ],
  [
    'edits that were kept or undone are about the answer before, each kind once',
    [
      request('a'),
      request('b', {
        editedFileEvents: [{ eventKind: 1 }, { eventKind: 1 }, { eventKind: 2 }, { eventKind: 3 }, { eventKind: 9 }],
      }),
    ],
    [
      'user: a',
      'assistant: re a',
      'feedback accept by end_user on turn 1',
      'feedback reject by end_user on turn 1',
      'feedback edit by end_user on turn 1',
      'user: b',
      'assistant: re b',
    ],
  ],
];

describe('VS Code chats', () => {
  it.each(CASES)('%s', async (_name, requests, events) => {
    const text = JSON.stringify({ sessionId: 's', requests });
    const session = await readOne('vscode-chat', text, 'a.json');
    expect(outline(session)).toEqual(events);
    expect(session).toMatchObject({ nativeId: 's', app: 'vscode' });
  });

  it('a journal is read as its last state', async () => {
    const session = await readOne('vscode-chat', [
      { kind: 0, v: { sessionId: 's', requests: [] } },
      { kind: 2, k: ['requests'], v: [request('a')] },
      { kind: 2, k: ['requests', 0, 'response'], v: [{ value: ' more' }] },
      { kind: 1, k: ['requests', 0, 'vote'], v: 1 },
      { kind: 1, k: ['requests', 0, 'modelId'], v: 'm-1' },
    ]);
    expect(outline(session)).toEqual(['user: a', 'assistant: re a more', 'feedback thumbs_up by end_user on turn 1']);
    expect(session.model).toBe('m-1');
    expect(session.events.map((e) => e.src.pointer)).toEqual(['/requests/0', '/requests/0', '/requests/0']);
  });
});

describe('the journal', () => {
  const state = () => ({ list: [1, 2, 3], deep: { a: 1 } });
  it.each([
    ['set', { kind: 1, k: ['deep', 'a'], v: 2 }, { list: [1, 2, 3], deep: { a: 2 } }],
    ['set a new member', { kind: 1, k: ['b'], v: [0] }, { list: [1, 2, 3], deep: { a: 1 }, b: [0] }],
    ['push', { kind: 2, k: ['list'], v: [4, 5] }, { list: [1, 2, 3, 4, 5], deep: { a: 1 } }],
    ['push after a cut', { kind: 2, k: ['list'], i: 1, v: [9] }, { list: [1, 9], deep: { a: 1 } }],
    ['only cut', { kind: 2, k: ['list'], i: 0 }, { list: [], deep: { a: 1 } }],
    [
      'push to a list that is not there',
      { kind: 2, k: ['new'], v: [1] },
      { list: [1, 2, 3], deep: { a: 1 }, new: [1] },
    ],
    ['delete', { kind: 3, k: ['deep', 'a'] }, { list: [1, 2, 3], deep: {} }],
    ['set behind the end', { kind: 1, k: ['list', 3], v: 4 }, { list: [1, 2, 3, 4], deep: { a: 1 } }],
    ['set far behind the end', { kind: 1, k: ['list', 1e9], v: 4 }, state()],
    ['a name in a list', { kind: 1, k: ['list', 'length'], v: 0 }, state()],
    ['below what is not there', { kind: 1, k: ['x', 'y'], v: 1 }, state()],
    ['no key', { kind: 1, k: [], v: 1 }, state()],
  ])('%s', (_name, entry, after) => {
    expect(replay(state(), entry)).toEqual(after);
  });
  it('a member may be called __proto__ and changes no prototype', () => {
    const after = replay({}, { kind: 1, k: ['__proto__'], v: { hacked: true } }) as Record<string, unknown>;
    expect(Object.keys(after)).toEqual(['__proto__']);
    expect(after.hacked).toBeUndefined();
  });
  it('what was given is copied', () => {
    const value = { a: [1] };
    const after = replay(undefined, { kind: 0, v: value });
    replay(after, { kind: 2, k: ['a'], v: [2] });
    expect([value, after]).toEqual([{ a: [1] }, { a: [1, 2] }]);
  });
});
