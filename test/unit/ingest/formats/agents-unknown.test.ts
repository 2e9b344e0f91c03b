/** What no rule of a coding or research agent's reader knows is counted where it stood, and what has a rule is kept. */
import { describe, expect, it } from 'vitest';
import { jsonl, outline, readOne } from '../outline.ts';

const T = '2026-01-01T10:00:00Z';
const LOST = { shape: 'a cube of light' };

const exec = (...items: object[]) => [
  { type: 'thread.started', thread_id: 't' },
  ...items.map((item, i) => ({ type: 'item.completed', item: { id: `${i}`, ...item } })),
];
const vscode = (request: object) => [
  { sessionId: 's', requests: [{ requestId: 'r', message: { text: 'a' }, response: [], ...request }] },
];
const copilot = (...lines: [string, object][]) => [
  { type: 'session.start', id: '0', timestamp: T, data: { sessionId: 's' } },
  ...lines.map(([type, data], i) => ({ type, id: `${i + 1}`, timestamp: T, data })),
];
const CLINE = {
  role: 'user',
  content: [{ type: 'text', text: '<task>a</task><environment_details>e</environment_details>' }],
};
const opencode = (...messages: [string, ...object[]][]) => [
  {
    info: { id: 'ses', directory: '/', title: 't', time: {} },
    messages: messages.map(([role, ...parts], i) => ({
      info: { id: `m${i}`, role, sessionID: 'ses', time: { created: i } },
      parts: parts.map((p, k) => ({ id: `p${i}${k}`, messageID: `m${i}`, sessionID: 'ses', ...p })),
    })),
  },
];
const swe = (...history: object[]) =>
  jsonl({ history: [{ role: 'user', content: 'a', agent: 'main' }, ...history], info: {} });
const mini = (...messages: object[]) =>
  jsonl({ trajectory_format: 'mini-swe-agent-1.1', messages: [{ role: 'user', content: 'a' }, ...messages] });
const adp = (...content: object[]) =>
  jsonl({ id: '1', content: [{ class_: 'text_observation', source: 'user', content: 'a' }, ...content] });
const atif = (...steps: unknown[]) =>
  jsonl({ schema_version: 'ATIF-v1.4', agent: { name: 'x' }, steps: [{ source: 'user', message: 'a' }, ...steps] });
const claude = (...content: object[]) => [
  { type: 'user', sessionId: 's', uuid: '1', timestamp: T, message: { role: 'user', content: 'a' } },
  {
    type: 'assistant',
    sessionId: 's',
    uuid: '2',
    parentUuid: '1',
    timestamp: T,
    message: { id: 'm', role: 'assistant', model: 'm', content },
  },
];
const SAID = { type: 'text', text: 'b' };

describe('an unknown part is counted', () => {
  it.each<[string, string | readonly unknown[], string[]]>([
    ['claude-code', claude(SAID, { type: 'hologram', ...LOST }), ['user: a', 'assistant: b', 'assistant:  [unknown]']],
    [
      'codex-exec-json',
      exec({ type: 'agent_message', text: 'b' }, { type: 'hologram', ...LOST }),
      ['assistant: b [unknown]'],
    ],
    [
      'vscode-chat',
      vscode({ response: [{ value: 'b' }, { kind: 'hologram', ...LOST }] }),
      ['user: a', 'assistant: b [unknown]'],
    ],
    [
      'copilot-chat',
      copilot(
        ['user.message', { content: 'a' }],
        [
          'assistant.message',
          {
            content: [
              { type: 'text', text: 'b' },
              { type: 'hologram', ...LOST },
            ],
          },
        ],
      ),
      ['user: a', 'assistant: b [unknown]'],
    ],
    [
      'cline',
      [
        CLINE,
        { role: 'assistant', content: [SAID] },
        { role: 'user', content: [{ type: 'tool_use', id: 'x', name: 'f', input: LOST }] },
      ],
      [
        'user: a',
        'context environment_details: <environment_details>e</environment_details>',
        'assistant: b [unknown]',
      ],
    ],
    [
      'cline',
      [CLINE, { role: 'assistant', content: [SAID, { type: 'hologram', ...LOST }] }],
      [
        'user: a',
        'context environment_details: <environment_details>e</environment_details>',
        'assistant: b [unknown]',
      ],
    ],
    [
      'opencode',
      opencode(['user', { type: 'text', text: 'a' }], ['assistant', SAID, { type: 'hologram', ...LOST }]),
      ['user: a', 'assistant: b [unknown]'],
    ],
    [
      'opencode',
      opencode(['user', { type: 'text', text: 'a' }, { type: 'tool', tool: 'f' }], ['assistant', SAID]),
      ['user: a [unknown]', 'assistant: b'],
    ],
    [
      'swe-agent',
      swe(
        { role: 'critic', content: 'far too long', agent: 'main' },
        { role: 'assistant', content: 'b', agent: 'main' },
      ),
      ['user: a [unknown]', 'assistant: b'],
    ],
    [
      'swe-agent',
      swe({
        role: 'assistant',
        content: [SAID, { type: 'hologram', ...LOST }],
        thought: 'I think of it now',
        action: '',
        agent: 'main',
      }),
      ['user: a', 'assistant: I think of it now [unknown]'],
    ],
    [
      'mini-swe-agent',
      mini({ role: 'critic', content: 'far too long' }, { role: 'assistant', content: 'b' }),
      ['user: a [unknown]', 'assistant: b'],
    ],
    [
      'mini-swe-agent',
      mini({
        output: [
          { type: 'message', content: [{ text: 'b' }] },
          { type: 'hologram', ...LOST },
        ],
      }),
      ['user: a', 'assistant: b [unknown]'],
    ],
    [
      'adp',
      adp({ class_: 'hologram_observation', ...LOST }, { class_: 'message_action', content: 'b' }),
      ['user: a [unknown]', 'assistant: b'],
    ],
    [
      'adp',
      adp({ class_: 'hologram_action', ...LOST }, { class_: 'message_action', content: 'b' }),
      ['user: a [unknown]', 'assistant: b'],
    ],
    [
      'adp',
      adp({ class_: 'message_action', content: [SAID, { type: 'hologram', ...LOST }] }),
      ['user: a', 'assistant: b [unknown]'],
    ],
    ['atif', atif('a step of words', { source: 'agent', message: 'b' }), ['user: a [unknown]', 'assistant: b']],
    [
      'atif',
      atif({ source: 'moon', message: [{ type: 'hologram', ...LOST }] }, { source: 'agent', message: 'b' }),
      ['user: a', 'context unknown source:  [unknown]', 'assistant: b'],
    ],
  ])('%s', async (format, file, expected) => {
    const name = format === 'cline' ? 'api_conversation_history.json' : format === 'swe-agent' ? 'a.traj' : undefined;
    const text =
      format === 'cline' || format === 'vscode-chat' || format === 'opencode'
        ? JSON.stringify(format === 'cline' ? file : file[0])
        : file;
    const session = await readOne(format, text, name ?? (text === file ? 'a.jsonl' : 'a.json'));
    expect(outline(session)).toEqual(expected);
  });
});

describe('what has a rule now is kept', () => {
  it.each<[string, string, string | readonly unknown[], string[]]>([
    [
      'an object that an MCP tool answers with',
      'codex-exec-json',
      exec({ type: 'mcp_tool_call', tool: 'f', arguments: {}, result: { content: [], structured_content: { n: 1 } } }),
      ['call f({})', 'result f fine: {"n":1}'],
    ],
    [
      'names in an answer of VS Code',
      'vscode-chat',
      vscode({
        response: [
          { value: 'see ' },
          { kind: 'inlineReference', inlineReference: { path: '/x/a.ts' } },
          { value: ' there' },
        ],
      }),
      ['user: a', 'assistant: see a.ts there'],
    ],
    [
      'what the editor shows beside the answer',
      'vscode-chat',
      vscode({
        response: [{ kind: 'progressTaskSerialized', content: LOST }, { value: 'b' }, { kind: 'undoStop', id: '1' }],
      }),
      ['user: a', 'assistant: b'],
    ],
    [
      'what the person pasted',
      'vscode-chat',
      vscode({
        variableData: {
          variables: [
            { kind: 'image', value: 'aGk=' },
            { kind: 'paste', code: 'x = 1' },
            { kind: 'file', name: 'a.ts' },
          ],
        },
        response: [{ value: 'b' }],
      }),
      ['user: a [image]', 'context pasted: x = 1', 'assistant: b'],
    ],
    [
      'a result in parts',
      'copilot-chat',
      copilot(
        ['user.message', { content: 'a' }],
        ['assistant.message', { content: '', toolRequests: [{ toolCallId: 'c', name: 'f', arguments: {} }] }],
        [
          'tool.execution_complete',
          {
            toolCallId: 'c',
            success: true,
            result: {
              contents: [
                { type: 'text', text: 'r' },
                { type: 'image', data: 'aGk=' },
              ],
            },
          },
        ],
      ),
      ['user: a', 'call f({})', 'result f fine: r [image]'],
    ],
    [
      'the words of a command of OpenCode',
      'opencode',
      opencode(['user', { type: 'subtask', prompt: 'review it', agent: 'x', description: 'd' }], ['assistant', SAID]),
      ['user: review it', 'assistant: b'],
    ],
    [
      'files of an answer and of a result',
      'opencode',
      opencode(
        ['user', { type: 'text', text: 'a' }],
        [
          'assistant',
          SAID,
          { type: 'file', mime: 'image/png' },
          {
            type: 'tool',
            tool: 'f',
            callID: 'c',
            state: { status: 'completed', input: {}, output: 'r', attachments: [{ type: 'file', mime: 'image/png' }] },
          },
        ],
      ),
      ['user: a', 'assistant: b [image]', 'call f({})', 'result f fine: r [image]'],
    ],
    [
      'a picture of a page',
      'adp',
      adp(
        { class_: 'api_action', function: 'go', kwargs: {} },
        { class_: 'web_observation', axtree: 'r', image_observation: { content: 'x.png' } },
      ),
      ['user: a', 'call go({})', 'result go: r [image]'],
    ],
  ])('%s', async (_, format, file, expected) => {
    const text = format === 'vscode-chat' || format === 'opencode' ? JSON.stringify(file[0]) : file;
    expect(outline(await readOne(format, text, text === file ? 'a.jsonl' : 'a.json'))).toEqual(expected);
  });
});
