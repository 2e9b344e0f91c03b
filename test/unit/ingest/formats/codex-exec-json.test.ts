/** `codex exec --json`: items are calls with their results. */
import { describe, expect, it } from 'vitest';
import { outline, readOne, skippedIn } from '../outline.ts';

const START = { type: 'thread.started', thread_id: 't1' };
const done = (item: object) => ({ type: 'item.completed', item: { id: 'i1', ...item } });
const started = (item: object) => ({ type: 'item.started', item: { id: 'i1', ...item } });

const CASES: [string, object[], string[]][] = [
  ['a message', [done({ type: 'agent_message', text: 'a' })], ['assistant: a']],
  ['a thought', [done({ type: 'reasoning', text: 'hm' })], ['reasoning: hm']],
  [
    'a command that went well',
    [done({ type: 'command_execution', command: 'ls', aggregated_output: 'x', exit_code: 0 })],
    ['call command_execution({"command":"ls"})', 'result command_execution fine: x'],
  ],
  [
    'a command with an exit code',
    [done({ type: 'command_execution', command: 'ls', aggregated_output: 'x', exit_code: 2, status: 'completed' })],
    ['call command_execution({"command":"ls"})', 'result command_execution failed: x'],
  ],
  [
    'a command without one goes by its status',
    [done({ type: 'command_execution', command: 'ls', status: 'failed' })],
    ['call command_execution({"command":"ls"})', 'result command_execution failed: '],
  ],
  [
    'a change of files',
    [done({ type: 'file_change', changes: [{ path: 'a', kind: 'add' }], status: 'completed' })],
    ['call file_change({"changes":[{"path":"a","kind":"add"}]})', 'result file_change fine: completed'],
  ],
  [
    'an MCP tool with its text',
    [
      done({
        type: 'mcp_tool_call',
        tool: 'f',
        arguments: { n: 1 },
        result: { content: [{ type: 'text', text: 'r' }] },
      }),
    ],
    ['call f({"n":1})', 'result f fine: r'],
  ],
  [
    'an MCP tool with its error',
    [done({ type: 'mcp_tool_call', tool: 'f', arguments: '{}', error: { message: 'no' }, status: 'completed' })],
    ['call f({})', 'result f failed: no'],
  ],
  [
    'a search has no result here',
    [done({ type: 'web_search', query: 'q' })],
    ['call web_search({"query":"q"}) unanswered'],
  ],
  ['an item that is an error', [done({ type: 'error', message: 'bad' })], ['error: bad']],
  [
    'a call that was started and never completed',
    [started({ type: 'command_execution', command: 'sleep' }), { type: 'turn.completed' }],
    ['call command_execution({"command":"sleep"}) unanswered'],
  ],
  [
    'a call that was started and completed counts once',
    [started({ type: 'mcp_tool_call', tool: 'f' }), done({ type: 'mcp_tool_call', tool: 'f', status: 'failed' })],
    ['call f()', 'result f failed: '],
  ],
  [
    'one failure that is told twice, and another',
    [
      { type: 'error', message: 'quota' },
      { type: 'turn.failed', error: { message: 'quota' } },
      { type: 'turn.failed', error: {} },
    ],
    ['error: quota', 'error: turn failed'],
  ],
];

describe('codex exec --json', () => {
  it.each(CASES)('%s', async (_name, lines, events) => {
    const session = await readOne('codex-exec-json', [START, { type: 'turn.started' }, ...lines]);
    expect(outline(session)).toEqual(events);
    expect(session).toMatchObject({ nativeId: 't1', app: 'codex' });
  });

  it('lists of things to do and updates are metadata', async () => {
    const lines = [
      START,
      done({ type: 'todo_list', items: [] }),
      { type: 'item.updated', item: { id: 'i1', type: 'command_execution' } },
      done({ type: 'agent_message', text: 'a' }),
      { type: 'else' },
    ];
    expect(await skippedIn(lines)).toEqual([
      [2, 'metadata', 'metadata: todo_list in progress'],
      [3, 'metadata', 'metadata: command_execution in progress'],
      [5, 'other_format', 'no line of codex exec --json'],
    ]);
  });
});
