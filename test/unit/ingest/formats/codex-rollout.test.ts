/** Codex rollouts: roles, statuses of calls, rollbacks, older files. */
import { describe, expect, it } from 'vitest';
import { statusOfEvent, statusOfOutput } from '../../../../src/ingest/formats/coding-agents/codex-status.ts';
import { jsonl, outline, readOne, skippedIn } from '../outline.ts';
import { readFiles } from '../support.ts';

let second = 0;
const line = (type: string, payload: object) => ({
  timestamp: new Date(Date.UTC(2026, 0, 1) + ++second * 1000).toISOString(),
  type,
  payload,
});
const item = (payload: object) => line('response_item', payload);
const event = (payload: object) => line('event_msg', payload);
const user = (text: string, more: object = {}) =>
  item({ type: 'message', role: 'user', content: [{ type: 'input_text', text }], ...more });
const agent = (text: string) => item({ type: 'message', role: 'assistant', content: [{ type: 'output_text', text }] });
const call = (call_id: string) => item({ type: 'function_call', call_id, name: 'shell', arguments: '{"n": 1.0}' });
const output = (call_id: string, text: string) => item({ type: 'function_call_output', call_id, output: text });
const meta = (more: object = {}) => line('session_meta', { id: 'r1', ...more });

const CASES: [string, object[], string[]][] = [
  [
    'the header’s instructions are the system prompt',
    [meta({ base_instructions: { text: 'be brief' } }), user('a')],
    ['system: be brief', 'user: a'],
  ],
  [
    'a second header is that of the original of a fork',
    [meta({ instructions: 'one' }), line('session_meta', { id: 'r0', instructions: 'two' }), user('a')],
    ['system: one', 'user: a'],
  ],
  [
    'a sub-agent’s prompts were written by its parent',
    [meta({ source: { subagent: { other: 1 } } }), user('look')],
    ['user: look {synthetic}'],
  ],
  [
    'role user holds what the program put there',
    [
      meta(),
      user('<environment_context>cwd</environment_context>'),
      user('# AGENTS.md instructions\nbe kind'),
      user('<skill>s</skill>'),
      user('Another language model started to solve this problem: so far'),
      user('a'),
      user('<turn_aborted>x</turn_aborted>'),
    ],
    [
      'context environment_context: <environment_context>cwd</environment_context>',
      'context user_instructions: # AGENTS.md instructions\nbe kind',
      'context instructions: <skill>s</skill>',
      'boundary compaction: Another language model started to solve this problem: so far',
      'user: a',
      'feedback interrupted by end_user on turn 4',
    ],
  ],
  [
    'newer files name the kinds of the parts, whatever these look like',
    [
      meta(),
      item({
        type: 'message',
        role: 'user',
        content: [
          { type: 'input_text', text: 'cwd: /' },
          { type: 'input_text', text: '<skill>is what I mean</skill>' },
        ],
        internal_chat_message_metadata_passthrough: { content_item_kinds: ['generic.environment', 'user.text'] },
      }),
    ],
    ['context environment: cwd: /', 'user: <skill>is what I mean</skill>'],
  ],
  [
    'developer is system, a refusal is flagged, encrypted reasoning is not read',
    [
      meta(),
      item({ type: 'message', role: 'developer', content: [{ type: 'input_text', text: 'rules' }] }),
      user('a'),
      item({ type: 'reasoning', summary: [{ type: 'summary_text', text: 'hm' }], encrypted_content: 'zzz' }),
      item({ type: 'reasoning', summary: [], encrypted_content: 'zzz' }),
      item({ type: 'message', role: 'assistant', content: [{ type: 'refusal', refusal: 'no' }] }),
    ],
    ['system: rules', 'user: a', 'reasoning: hm', 'assistant: no {refusal}'],
  ],
  [
    'calls of every kind, with their arguments to the letter',
    [
      meta(),
      user('a'),
      call('c1'),
      item({ type: 'custom_tool_call', call_id: 'c2', name: 'apply_patch', input: '*** Begin' }),
      item({ type: 'local_shell_call', call_id: 'c3', action: { command: ['ls'] } }),
      item({ type: 'web_search_call', id: 'c4', action: { query: 'q' } }),
      output('c1', 'ok'),
    ],
    [
      'user: a',
      'call shell({"n": 1.0})',
      'call apply_patch(*** Begin) unanswered',
      'call local_shell({"command":["ls"]}) unanswered',
      'call web_search({"query":"q"}) unanswered',
      'result shell: ok',
    ],
  ],
  [
    'an event tells whether the call failed, once',
    [
      meta(),
      user('a'),
      call('c1'),
      event({ type: 'exec_command_end', call_id: 'c1', exit_code: 2, duration: { secs: 1, nanos: 500000000 } }),
      output('c1', 'text'),
      call('c1'),
      output('c1', 'Process exited with code 0\nok'),
    ],
    [
      'user: a',
      'call shell({"n": 1.0})',
      'result shell failed: text',
      'call shell({"n": 1.0})',
      'result shell fine: Process exited with code 0\nok',
    ],
  ],
  [
    'an error or an abort that is told twice in a row counts once',
    [
      meta(),
      user('a'),
      event({ type: 'error', message: 'quota', codex_error_info: 'usage_limit' }),
      event({ type: 'task_complete', error: { message: 'quota' } }),
      user('b'),
      event({ type: 'turn_aborted', reason: 'interrupted' }),
      user('<turn_aborted>x</turn_aborted>'),
    ],
    ['user: a', 'error usage_limit: quota', 'user: b', 'feedback interrupted by end_user on turn 2: interrupted'],
  ],
  [
    'a rolled-back turn is a branch at its prompt',
    [
      meta(),
      user('a'),
      agent('A'),
      user('b'),
      agent('B'),
      event({ type: 'thread_rolled_back', num_turns: 1 }),
      user('c'),
      agent('C'),
    ],
    ['user: a', 'assistant: A', 'user: c', 'assistant: C', '<2> rewind', '  user: b', '  assistant: B'],
  ],
  [
    'a rollback over an earlier one leads to both from the main line',
    [
      meta(),
      user('a'),
      agent('A'),
      user('b'),
      event({ type: 'thread_rolled_back', num_turns: 1 }),
      user('c'),
      event({ type: 'thread_rolled_back', num_turns: 2 }),
      user('d'),
    ],
    [
      'user: d',
      '<0> rewind',
      '  user: a',
      '  assistant: A',
      '  user: b',
      '<0> rewind',
      '  user: a',
      '  assistant: A',
      '  user: c',
    ],
  ],
  [
    'a compaction is a boundary',
    [meta(), user('a'), line('compacted', { message: 'so far', replacement_history: [user('x')] }), user('b')],
    ['user: a', 'boundary compaction: so far', 'user: b'],
  ],
  [
    'a file without items falls back to the events',
    [
      meta(),
      event({ type: 'user_message', message: 'a' }),
      event({ type: 'agent_reasoning', text: 'hm' }),
      event({ type: 'agent_message', message: 'b' }),
    ],
    ['user: a', 'reasoning: hm', 'assistant: b'],
  ],
];

describe('rollouts', () => {
  it.each(CASES)('%s', async (_name, lines, events) => {
    expect(outline(await readOne('codex-rollout', lines))).toEqual(events);
  });

  it('the model of each turn, tools with their schema, the id of the file', async () => {
    const session = await readOne('codex-rollout', [
      meta({ dynamic_tools: [{ name: 'look', description: 'd', inputSchema: { type: 'object', title: 'T' } }] }),
      line('turn_context', { model: 'm-1' }),
      user('a'),
      agent('b'),
      line('turn_context', { model: 'm-2' }),
      agent('c'),
    ]);
    expect(session).toMatchObject({ app: 'codex', nativeId: 'r1', model: 'm-1' });
    expect(session.events.map((e) => ('model' in e ? e.model : undefined))).toEqual([undefined, 'm-1', 'm-2']);
    expect(session.tools).toEqual([
      { name: 'look', description: 'd', parameters: '{"type":"object","title":"T"}', inferred: false },
    ]);
  });

  it('the first files have a header and bare items', async () => {
    const lines = [
      { id: 'old', timestamp: '2025-05-01T10:00:00Z', instructions: null },
      { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'a' }] },
      { record_type: 'state' },
      { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'b' }] },
    ];
    const session = await readOne('codex-rollout', lines);
    expect(outline(session)).toEqual(['user: a', 'assistant: b']);
    expect(session.nativeId).toBe('old');
    expect(await skippedIn(lines)).toEqual([[3, 'metadata', 'metadata: state']]);
  });
});

describe('how a call went', () => {
  it.each([
    ['Process exited with code 1\nx', { isError: true }],
    ['Exit code: 0\nWall time: 1.25 seconds\nx', { isError: false, latencyMs: 1250 }],
    ['{"output":"x","metadata":{"exit_code":3,"duration_seconds":0.5}}', { isError: true, latencyMs: 500 }],
    ['unsupported call: foo', { isError: true }],
    ['failed to parse function arguments: x', { isError: true }],
    ['it said: Exit code: 1', {}],
    ['{broken', {}],
  ])('output %j', (text, status) => {
    expect(statusOfOutput(text, text)).toEqual(status);
  });
  it('the success of an output counts unless it tells an exit code', () => {
    expect(statusOfOutput({ success: false }, 'x')).toEqual({ isError: true });
    expect(statusOfOutput({ success: false }, 'Exit code: 0')).toEqual({ isError: false });
  });
  it.each([
    [
      { type: 'exec_command_end', call_id: 'c', exit_code: 0 },
      { call: 'c', status: { isError: false } },
    ],
    [
      { type: 'patch_apply_end', call_id: 'c', success: false },
      { call: 'c', status: { isError: true } },
    ],
    [
      { type: 'mcp_tool_call_end', call_id: 'c', result: { Err: 'x' } },
      { call: 'c', status: { isError: true } },
    ],
    [
      { type: 'item_completed', item: { id: 'i', status: 'failed' } },
      { call: 'i', status: { isError: true } },
    ],
    [
      { type: 'mcp_tool_call_end', call_id: 'c', duration: { secs: 2 } },
      { call: 'c', status: { latencyMs: 2000 } },
    ],
    [{ type: 'exec_command_begin', call_id: 'c' }, undefined],
    [{ type: 'exec_command_end', id: 'i', exit_code: 1 }, undefined],
  ])('event %j', (payload, told) => {
    expect(statusOfEvent(payload)).toEqual(told);
  });
});

describe('lines as they are found', () => {
  const bare = ({ type, payload }: { type: string; payload: object }) => ({ type, payload });

  it('need no time of their own', async () => {
    const lines = [meta(), user('a'), call('c'), output('c', 'r'), agent('b')].map(bare);
    expect(outline(await readOne('codex-rollout', lines))).toEqual([
      'user: a',
      'call shell({"n": 1.0})',
      'result shell: r',
      'assistant: b',
    ]);
  });

  it('of another program with the same envelope are none', async () => {
    const { format } = await readFiles({
      'a.jsonl': jsonl(...['a', 'b'].map((x) => ({ type: 'event_msg', payload: { x } }))),
    });
    expect(format).toBeUndefined();
  });

  it.each<[string, object, string[], string | undefined]>([
    [
      'an item of an unknown type',
      item({ type: 'hologram', shape: 'a cube of light' }),
      ['user: a [unknown]', 'assistant: b'],
      'hologram',
    ],
    [
      'a message of an unknown role',
      item({ type: 'message', role: 'critic', content: 'too long by far' }),
      ['user: a [unknown]', 'assistant: b'],
      'critic',
    ],
    [
      'a part of an unknown type',
      item({ type: 'message', role: 'assistant', content: [{ type: 'scent', data: 'rose' }] }),
      ['user: a', 'assistant:  [unknown]', 'assistant: b'],
      'scent',
    ],
    [
      'a message of another agent',
      line('inter_agent_communication', { content: 'look here' }),
      ['user: a', 'context message of another agent: look here', 'assistant: b'],
      undefined,
    ],
    [
      'reasoning in its content',
      item({ type: 'reasoning', summary: [], content: [{ type: 'text', text: 'so' }] }),
      ['user: a', 'reasoning: so', 'assistant: b'],
      undefined,
    ],
    [
      'a picture that a tool made',
      item({ type: 'image_generation_call', id: 'i', result: 'aGk=' }),
      ['user: a', 'call image_generation()', 'result image_generation:  [image]', 'assistant: b'],
      undefined,
    ],
    [
      'a picture in the instructions',
      item({ type: 'message', role: 'developer', content: [{ type: 'input_image', image_url: 'x' }] }),
      ['user: a', 'system:  [image]', 'assistant: b'],
      undefined,
    ],
  ])('count %s', async (_, extra, expected, name) => {
    const session = await readOne('codex-rollout', [meta(), user('a'), extra, agent('b')]);
    expect(outline(session)).toEqual(expected);
    const parts = session.events.flatMap((e) => ('parts' in e && e.parts) || []);
    expect(parts.find((p) => p.kind === 'unknown')?.name).toBe(name);
  });

  it('give results as they were written, digit by digit', async () => {
    const raw = [meta(), user('a'), call('c'), call('d')].map((l) => JSON.stringify(l));
    const item = (type: string, id: string, rest: string): string =>
      `{"timestamp":"2026-01-02T00:00:00Z","type":"response_item","payload":{"type":"${type}","call_id":"${id}",${rest}}}`;
    raw.push(
      item('function_call_output', 'c', '"output":{"n":7.50}'),
      item('tool_search_output', 'd', '"tools":[{"name":"f","n":1.0}]'),
    );
    expect(outline(await readOne('codex-rollout', `${raw.join('\n')}\n`)).slice(-2)).toEqual([
      'result shell: {"n":7.50}',
      'result shell: [{"name":"f","n":1.0}]',
    ]);
  });

  it('tell by their echoes what one side said, when its items are lost', async () => {
    const lines = [
      meta(),
      event({ type: 'user_message', message: 'a' }),
      event({ type: 'agent_message', message: 'b' }),
      agent('b'),
    ];
    expect(outline(await readOne('codex-rollout', lines))).toEqual(['user: a', 'assistant: b']);
  });

  it('count a turn’s context as left out, and take the model from it', async () => {
    const lines = [meta(), line('turn_context', { model: 'm-2' }), user('a'), agent('b')];
    expect((await readOne('codex-rollout', lines)).model).toBe('m-2');
    expect(await skippedIn(lines)).toEqual([[2, 'metadata', 'metadata: turn_context']]);
  });
});
