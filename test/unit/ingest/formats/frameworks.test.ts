/** Dumps of agent frameworks: PydanticAI, AutoGen, AG2, smolagents, LlamaIndex, LangGraph, Haystack, AG-UI, CrewAI. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildIndex } from '../../../../src/ingest/build-index.ts';
import { findSources } from '../../../../src/ingest/sources.ts';
import { makeDatabase } from '../../../support/sqlite.ts';
import { outline, readOne, skippedIn } from '../outline.ts';
import { inFolder, readFiles } from '../support.ts';

const json = async (format: string, value: unknown): Promise<string[]> =>
  outline(await readOne(format, JSON.stringify(value), 'a.json'));
const formatOf = async (value: unknown): Promise<string | undefined> =>
  (await readFiles({ 'a.json': JSON.stringify(value) })).format;

describe('PydanticAI', () => {
  const asked = (...parts: object[]) => ({ kind: 'request', parts });
  const said = (...parts: object[]) => ({ kind: 'response', model_name: 'm', parts });
  const user = (content: unknown) => ({ part_kind: 'user-prompt', content });
  const text = (content: string) => ({ part_kind: 'text', content });
  const call = { part_kind: 'tool-call', tool_name: 'f', args: { n: 1 }, tool_call_id: 'c' };
  const back = { part_kind: 'tool-return', tool_name: 'f', content: { t: 2 }, tool_call_id: 'c' };
  const RUN = ['user: q', 'call f({"n":1})', 'result f: {"t":2}', 'assistant: a'];
  const run = [asked(user('q')), said(call), asked(back), said(text('a'))];

  it.each<[string, unknown, string[]]>([
    ['a list', run, RUN],
    ['a list in an object', { id: 1, message_history: run }, RUN],
    [
      'the kind last, arguments as text',
      run
        .map(({ kind, ...m }) => ({ ...m, kind }))
        .map((m) => JSON.parse(JSON.stringify(m).replace('{"n":1}', '"{\\"n\\":1}"')) as object),
      RUN,
    ],
    [
      'no arguments, no id',
      [
        asked(user('q')),
        said({ part_kind: 'tool-call', tool_name: 'f', args: null }),
        asked({ part_kind: 'tool-return', tool_name: 'f', content: 'r' }),
      ],
      ['user: q', 'call f()', 'result f: r'],
    ],
    [
      'reasoning, an unknown part',
      [
        asked(user('q')),
        said({ part_kind: 'thinking', content: 'hm' }, text('a'), { part_kind: 'novel', body: 'x y' }),
      ],
      ['user: q', 'reasoning: hm', 'assistant: a [unknown]'],
    ],
    [
      'media',
      [
        asked(
          user([
            'q',
            { kind: 'image-url', url: 'http://x' },
            { kind: 'binary', data: 'AAAA', media_type: 'audio/wav' },
            { kind: 'cache-point' },
            { kind: 'text-content', content: 'r' },
          ]),
        ),
        said(text('a')),
      ],
      ['user: q\nr [image audio]', 'assistant: a'],
    ],
    [
      'a check that failed is a failed result',
      [
        asked(user('q')),
        said(call),
        asked({ part_kind: 'retry-prompt', tool_name: 'f', tool_call_id: 'c', content: 'no' }),
        said(text('a')),
      ],
      ['user: q', 'call f({"n":1})', 'result f failed: no', 'assistant: a'],
    ],
    [
      'a check of the answer is the program’s',
      [
        asked(user('q')),
        said(text('a')),
        asked({ part_kind: 'retry-prompt', content: [{ msg: 'm' }] }),
        said(text('b')),
      ],
      ['user: q', 'assistant: a', 'context retry: [{"msg":"m"}]', 'assistant: b'],
    ],
    [
      'a tool that was refused',
      [asked(user('q')), said(call), asked({ ...back, outcome: 'denied' })],
      ['user: q', 'call f({"n":1})', 'result f failed: {"t":2}'],
    ],
    [
      'results with files',
      [
        asked(user('q')),
        said(call),
        asked({ ...back, content: ['r', { kind: 'binary', data: 'AAAA', media_type: 'image/png' }] }),
      ],
      ['user: q', 'call f({"n":1})', 'result f: r [image]'],
    ],
    [
      'what the provider ran',
      [
        asked(user('q')),
        said({ ...call, part_kind: 'builtin-tool-call' }, { ...back, part_kind: 'builtin-tool-return' }, text('a')),
      ],
      RUN,
    ],
    [
      'instructions once',
      [
        { ...asked(user('q')), instructions: 's' },
        said(text('a')),
        { ...asked(user('r')), instructions: 's' },
        { ...asked(user('t')), instructions: 'u' },
      ],
      ['system: s', 'user: q', 'assistant: a', 'user: r', 'system: u', 'user: t'],
    ],
  ])('%s', async (_name, value, events) => {
    expect(await json('pydantic-ai', value)).toEqual(events);
  });

  it('digits of results stay as written', async () => {
    const { sessions } = await readFiles({
      'a.json': `[{"kind": "request", "parts": [{"part_kind": "tool-return", "tool_name": "f", "content": {"t": 7.50}}]}]`,
    });
    expect(outline(sessions[0])).toEqual(['result f: {"t": 7.50} (orphan)']);
  });

  it.each([[[{ kind: 'request', parts: [{ text: 'x' }] }]], [[{ kind: 'other', parts: [] }]], [[{ kind: 'request' }]]])(
    '%j is none',
    async (value) => {
      expect(await formatOf(value)).toBeUndefined();
    },
  );
});

describe('AutoGen AgentChat', () => {
  const m = (type: string, source: string, content: unknown, more: object = {}) => ({ type, source, content, ...more });
  const call = { id: 'c', name: 'f', arguments: '{"n": 1.0}' };
  const result = { call_id: 'c', name: 'f', content: 'r', is_error: false };
  const RUN = ['user: q', 'call f({"n": 1.0})', 'result f: r', 'assistant: a'];
  const run = [
    m('TextMessage', 'user', 'q'),
    m('ToolCallRequestEvent', 'h', [call]),
    m('ToolCallExecutionEvent', 'h', [result]),
    m('TextMessage', 'h', 'a'),
  ];
  const context = [
    { type: 'UserMessage', source: 'user', content: 'q' },
    { type: 'AssistantMessage', source: 'h', content: [call] },
    { type: 'FunctionExecutionResultMessage', content: [result] },
    { type: 'AssistantMessage', source: 'h', content: 'a' },
  ];
  const team = (more: object) => ({
    type: 'TeamState',
    agent_states: {
      'manager/1': { type: 'RoundRobinManagerState', message_thread: [] },
      'h/1': { agent_state: { llm_context: { messages: context } } },
      ...more,
    },
  });

  it.each<[string, unknown, string[]]>([
    ['a list', run, RUN],
    ['a result', { stop_reason: null, messages: run }, RUN],
    ['an agent’s state', { type: 'AssistantAgentState', llm_context: { messages: context } }, RUN],
    ['a team’s state without a thread: the agent’s context', team({}), RUN],
    ['a team’s thread', team({ 'manager/1': { message_thread: run } }), RUN],
    ['a summary that repeats the results', [...run.slice(0, 3), m('ToolCallSummaryMessage', 'h', 'r'), run[3]], RUN],
    [
      'a summary that says more is context',
      [...run.slice(0, 3), m('ToolCallSummaryMessage', 'h', 'The tool said r'), run[3]],
      [...RUN.slice(0, 3), 'context tool call summary: The tool said r', 'assistant: a'],
    ],
    ['thoughts', [run[0], m('ThoughtEvent', 'h', 'hm'), run[3]], ['user: q', 'reasoning: hm', 'assistant: a']],
    [
      'a thought beside the calls',
      [context[0], { ...context[1], thought: 'hm' }],
      ['user: q', 'reasoning: hm', 'call f({"n": 1.0}) unanswered'],
    ],
    [
      'a failed tool',
      [run[0], run[1], m('ToolCallExecutionEvent', 'h', [{ ...result, is_error: true }])],
      ['user: q', 'call f({"n": 1.0})', 'result f failed: r'],
    ],
    [
      'pictures, a proxy, a handoff',
      [
        m('MultiModalMessage', 'user_proxy', ['q', { data: 'AAAA' }]),
        m('HandoffMessage', 'h', 'To g.', { target: 'g' }),
        m('StopMessage', 'g', 'a'),
      ],
      ['user: q [image]', 'assistant: To g.', 'assistant: a'],
    ],
    [
      'another agent’s words in a model’s context',
      [context[0], { type: 'UserMessage', source: 'critic', content: 'b' }],
      ['user: q', 'assistant: b'],
    ],
    [
      'structured answers',
      [run[0], m('StructuredMessage[Mood]', 'h', { mood: 'fine' })],
      ['user: q', 'assistant: {"mood":"fine"}'],
    ],
    [
      'memory',
      [run[0], m('MemoryQueryEvent', 'h', [{ content: 'in Brest' }]), run[3]],
      ['user: q', 'context memory: in Brest', 'assistant: a'],
    ],
  ])('%s', async (_name, value, events) => {
    expect(await json('autogen', value)).toEqual(events);
  });

  it('a stream that ends with its result is told once', async () => {
    const file = [...run, m('ModelClientStreamingChunkEvent', 'h', 'x'), { messages: run, stop_reason: null }];
    expect(outline(await readOne('autogen', file))).toEqual(RUN);
    expect((await skippedIn(file)).map(([, , why]) => why)).toEqual(['the result of a stream, which repeats it']);
  });
});

describe('a group chat of AG2', () => {
  const m = (name: string, content: string) => ({ content, role: 'user', name });
  it('all are users to each other', async () => {
    expect(await json('ag2', [m('Admin', 'q'), m('Engineer', 'a')])).toEqual(['user: q', 'assistant: a']);
  });
  it('users alone are no group', async () => {
    expect(await formatOf([m('ann', 'q'), m('bob', 'r')])).toBe('openai-messages');
  });
});

describe('AG2', () => {
  const m = (name: string, role: string, content: string, more: object = {}) => ({ content, role, name, ...more });
  it.each<[string, unknown, string[]]>([
    ['names decide', [m('user_proxy', 'assistant', 'q'), m('assistant', 'user', 'a')], ['user: q', 'assistant: a']],
    [
      'in a result the side that began',
      { chat_id: 1, cost: {}, chat_history: [m('boss', 'assistant', 'q'), m('writer', 'user', 'a')] },
      ['user: q', 'assistant: a'],
    ],
    [
      'roles that are right',
      { summary: '', chat_history: [m('Admin', 'user', 'q'), m('writer', 'assistant', 'a')] },
      ['user: q', 'assistant: a'],
    ],
    [
      'calls and their results',
      [
        m('user_proxy', 'assistant', 'q'),
        m('helper', 'user', '', { tool_calls: [{ id: 'c', function: { name: 'f', arguments: '{}' } }] }),
        m('user_proxy', 'tool', 'r', { tool_responses: [{ tool_call_id: 'c', role: 'tool', content: 'r' }] }),
        m('helper', 'user', 'a'),
      ],
      ['user: q', 'call f({})', 'result f: r', 'assistant: a'],
    ],
    [
      'output of a program and the last word',
      [
        m('user_proxy', 'assistant', 'q'),
        m('helper', 'user', 'a'),
        m('user_proxy', 'assistant', 'exitcode: 0 (execution succeeded)\nCode output: 1'),
        m('helper', 'user', 'TERMINATE'),
      ],
      ['user: q', 'assistant: a', 'context code execution: exitcode: 0 (execution succeeded)\nCode output: 1'],
    ],
    [
      'a part that nobody knows',
      [
        m('user_proxy', 'assistant', 'q'),
        { role: 'user', name: 'assistant', content: 'a', draft: 'What I wrote first of all.' },
      ],
      ['user: q', 'assistant: a [unknown]'],
    ],
  ])('%s', async (_name, value, events) => {
    expect(await json('ag2', value)).toEqual(events);
  });

  it('messages with names whose roles are right stay OpenAI’s', async () => {
    expect(await formatOf([m('ann', 'user', 'q'), m('helper', 'assistant', 'a')])).toBe('openai-messages');
  });
});

describe('smolagents', () => {
  const step = (more: object) => ({
    step_number: 1,
    tool_calls: null,
    model_output: null,
    observations: null,
    action_output: null,
    ...more,
  });
  const py = (code: string, id = 'c') => ({
    tool_calls: [{ id, type: 'function', function: { name: 'python_interpreter', arguments: code } }],
    code_action: code,
  });
  const end = step({
    ...py('final_answer("a")', 'd'),
    model_output: '<code>final_answer("a")</code>',
    action_output: 'a',
    is_final_answer: true,
  });
  const head = [{ system_prompt: 's' }, { task: 'q' }];
  const first = step({ ...py('f()'), model_output: 'Thought: hm\n```py\nf()\n```<end_code>', observations: 'r' });
  const RUN = [
    'system: s',
    'user: q',
    'reasoning: hm',
    'call python_interpreter({"code":"f()"})',
    'result python_interpreter: r',
    'assistant: a',
  ];

  it.each<[string, unknown, string[]]>([
    ['a memory', [...head, first, end], RUN],
    [
      'a run’s result, which says the answer again',
      { output: 'a', steps: [...head, first, end, { output: 'a' }] },
      RUN,
    ],
    ['no flag, as before 1.17', [...head, first, { ...end, is_final_answer: undefined }], RUN],
    ['code alone', [...head, { ...first, tool_calls: undefined }, end], RUN],
    [
      'text before the code without a label',
      [{ task: 'q' }, { ...first, model_output: 'I look.\n<code>f()</code>' }],
      ['user: q', 'assistant: I look.', ...RUN.slice(3, 5)],
    ],
    [
      'code that does more than answer',
      [
        { task: 'q' },
        step({ ...py('x = f()\nfinal_answer(x)'), observations: 'r', action_output: 'a', is_final_answer: true }),
      ],
      [
        'user: q',
        'call python_interpreter({"code":"x = f()\\nfinal_answer(x)"})',
        'result python_interpreter: r',
        'assistant: a',
      ],
    ],
    [
      'an error',
      [{ task: 'q' }, { ...first, model_output: '', observations: null, error: { type: 'E', message: 'no' } }],
      ['user: q', 'call python_interpreter({"code":"f()"})', 'result python_interpreter failed: no'],
    ],
    ['an error of the model', [{ task: 'q' }, step({ error: { message: 'no code' } })], ['user: q', 'error: no code']],
    [
      'a tool-calling agent',
      [
        { task: 'q' },
        step({
          tool_calls: [{ id: 'd', function: { name: 'final_answer', arguments: { answer: 'a' } } }],
          observations: 'a',
          action_output: 'a',
          is_final_answer: true,
        }),
      ],
      ['user: q', 'assistant: a'],
    ],
    [
      'a plan',
      [{ task: 'q' }, { plan: 'First f.', model_output_message: {} }, first],
      ['user: q', 'reasoning: First f.', ...RUN.slice(2, 5)],
    ],
    [
      'pictures',
      [
        { task: 'q', task_images: [null] },
        { ...first, observations_images: [null] },
      ],
      ['user: q [image]', ...RUN.slice(2, 4), 'result python_interpreter: r [image]'],
    ],
    [
      'the task from the first step’s prompt',
      [
        {
          ...first,
          model_input_messages: [
            { role: 'system', content: 's' },
            { role: 'user', content: [{ type: 'text', text: 'New task:\nq' }] },
          ],
        },
      ],
      RUN.slice(0, 5),
    ],
    [
      'an output that is nowhere else is counted',
      [{ task: 'q' }, { ...first, action_output: 'another thing' }],
      ['user: q', ...RUN.slice(2, 4), 'result python_interpreter: r [unknown]'],
    ],
  ])('%s', async (_name, value, events) => {
    expect(await json('smolagents', value)).toEqual(events);
  });

  it.each([
    [[{ task: 'buy milk' }, { task: 'call ann' }]],
    [[{ system_prompt: 's' }]],
    [[{ step_number: 1, note: 'x' }]],
  ])('%j is none', async (value) => {
    expect(await formatOf(value)).toBeUndefined();
  });
});

describe('LlamaIndex', () => {
  const talk = [
    { role: 'user', blocks: [{ block_type: 'text', text: 'q' }] },
    {
      role: 'assistant',
      blocks: [
        { block_type: 'text', text: 'a' },
        { block_type: 'novel', body: 'some words of it' },
      ],
    },
  ];
  it.each<[string, object]>([
    ['a store', { class_name: 'SimpleChatStore', store: { k: talk } }],
    ['a memory', { token_limit: 3, chat_store: { store: { k: talk } } }],
    ['no class, a key with a slash', { store: { 'a/b': talk, none: [] } }],
  ])('%s', async (_name, value) => {
    expect(await json('llamaindex', value)).toEqual(['user: q', 'assistant: a [unknown]']);
  });

  it('a store of other things is none', async () => {
    expect(await formatOf({ store: { apples: [{ price: 1 }] } })).toBeUndefined();
  });
});

describe('LangGraph', () => {
  const h = (content: string, id: string) => ({ type: 'human', content, id });
  const a = (content: string, id: string) => ({ type: 'ai', content, id });
  const snap = (step: number, messages: object[], more: object = {}) => ({
    values: { messages },
    next: [],
    config: { configurable: { thread_id: 't' } },
    metadata: { step },
    ...more,
  });
  it.each<[string, object[], string[]]>([
    [
      'the newest state of a thread, wherever it stands',
      [snap(2, [h('q', '1'), a('a', '2')]), snap(1, [h('q', '1')])],
      ['user: q', 'assistant: a'],
    ],
    [
      'messages that it lacks are counted',
      [snap(2, [h('q', '1'), a('a', '2')]), snap(1, [h('q', '1'), a('b', '9')])],
      ['user: q', 'assistant: a [unknown]'],
    ],
    [
      'a thread of the platform',
      [{ thread_id: 't', values: { messages: [h('q', '1'), a('a', '2')] } }],
      ['user: q', 'assistant: a'],
    ],
    [
      'a checkpoint',
      [{ v: 1, channel_values: { messages: [h('q', '1'), a('a', '2')] }, versions_seen: {} }],
      ['user: q', 'assistant: a'],
    ],
    [
      'messages with their class',
      [snap(1, [{ lc: 1, type: 'constructor', id: ['langchain', 'HumanMessage'], kwargs: { content: 'q' } }])],
      ['user: q'],
    ],
  ])('%s', async (_name, file, events) => {
    expect(outline(await readOne('langgraph-state', file))).toEqual(events);
  });

  it('`values` alone is none', async () => {
    expect(await formatOf({ values: { messages: [h('q', '1')] } })).toBeUndefined();
  });
});

describe('a database of LangGraph’s checkpoints', () => {
  const reasons = async (table: string): Promise<(string | undefined)[]> =>
    inFolder(async (folder) => {
      const file = join(folder, 'a.sqlite');
      makeDatabase(
        file,
        `CREATE TABLE ${table} (thread_id TEXT, checkpoint_id TEXT, checkpoint BLOB); INSERT INTO ${table} VALUES ('t', 'c', x'81');`,
      );
      const index = await buildIndex(findSources([file], folder).sources, {});
      const why = index.skipped.map((s) => s.reason);
      index.dispose();
      return why;
    });
  it('is named with what to do', async () => {
    expect((await reasons('checkpoints')).join()).toMatch(/msgpack.*get_state_history/);
    expect((await reasons('checklists')).join()).toContain('no table of messages');
  });
});

describe('Haystack', () => {
  const part = (...content: object[]) => content;
  const run = (role: string, content: string) => [
    { [role]: 'user', [content]: part({ text: 'q' }) },
    {
      [role]: 'assistant',
      [content]: part(
        { reasoning: { reasoning_text: 'hm' } },
        { tool_call: { tool_name: 'f', arguments: { n: 1 }, id: 'c' } },
      ),
    },
    {
      [role]: 'tool',
      [content]: part({ tool_call_result: { result: 'r', origin: { tool_name: 'f', id: 'c' }, error: true } }),
    },
    {
      [role]: 'assistant',
      [content]: part({ text: 'a' }, { image: { base64_image: 'AAAA', mime_type: 'image/png' } }),
    },
  ];
  it.each([
    ['role', 'content'],
    ['_role', '_content'],
  ])('messages under %s and %s', async (role, content) => {
    expect(outline(await readOne('openai-messages', [{ id: 1, messages: run(role, content) }]))).toEqual([
      'user: q',
      'reasoning: hm',
      'call f({"n":1})',
      'result f failed: r',
      'assistant: a [image]',
    ]);
  });
});

describe('AG-UI', () => {
  const e = (type: string, more: object = {}) => ({ type, ...more });
  const start = e('RUN_STARTED', { threadId: 't', input: { messages: [{ id: 'u', role: 'user', content: 'q' }] } });
  const said = [
    e('TEXT_MESSAGE_START', { messageId: 'm', role: 'assistant' }),
    e('TEXT_MESSAGE_CONTENT', { messageId: 'm', delta: 'a' }),
    e('TEXT_MESSAGE_CONTENT', { messageId: 'm', delta: 'b' }),
  ];
  const called = [
    e('TOOL_CALL_START', { toolCallId: 'c', toolCallName: 'f' }),
    e('TOOL_CALL_ARGS', { toolCallId: 'c', delta: '{"n"' }),
    e('TOOL_CALL_ARGS', { toolCallId: 'c', delta: ': 1}' }),
  ];
  const back = e('TOOL_CALL_RESULT', { toolCallId: 'c', content: 'r', messageId: 'x' });
  it.each<[string, object[], string[]]>([
    ['deltas', [start, ...said], ['user: q', 'assistant: ab']],
    ['no run, no words of the person', said, ['assistant: ab']],
    [
      'chunks without ids go on',
      [start, e('TEXT_MESSAGE_CHUNK', { messageId: 'm', delta: 'a' }), e('TEXT_MESSAGE_CHUNK', { delta: 'b' })],
      ['user: q', 'assistant: ab'],
    ],
    [
      'a call and its result',
      [start, ...called, back, ...said],
      ['user: q', 'call f({"n": 1})', 'result f: r', 'assistant: ab'],
    ],
    [
      'parallel calls in chunks',
      [
        start,
        e('TOOL_CALL_CHUNK', { toolCallId: 'c', toolCallName: 'f', delta: '{}' }),
        e('TOOL_CALL_CHUNK', { toolCallId: 'd', toolCallName: 'g', delta: '{}' }),
        back,
      ],
      ['user: q', 'call f({})', 'call g({}) unanswered', 'result f: r'],
    ],
    [
      'a call of the message that it names',
      [start, ...said, e('TOOL_CALL_START', { toolCallId: 'c', toolCallName: 'f', parentMessageId: 'm' }), back],
      ['user: q', 'assistant: ab', 'call f()', 'result f: r'],
    ],
    [
      'reasoning',
      [start, e('REASONING_MESSAGE_CONTENT', { messageId: 'z', delta: 'hm' }), ...said],
      ['user: q', 'reasoning: hm', 'assistant: ab'],
    ],
    [
      'a snapshot replaces, reasoning stays',
      [
        start,
        e('THINKING_TEXT_MESSAGE_CONTENT', { delta: 'hm' }),
        ...said,
        e('MESSAGES_SNAPSHOT', {
          messages: [
            { id: 'u', role: 'user', content: 'q' },
            { id: 'm', role: 'assistant', content: 'abc' },
          ],
        }),
      ],
      ['user: q', 'reasoning: hm', 'assistant: abc'],
    ],
    [
      'calls of a snapshot',
      [
        e('MESSAGES_SNAPSHOT', {
          messages: [
            { id: 'u', role: 'user', content: 'q' },
            {
              id: 'm',
              role: 'assistant',
              toolCalls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } }],
            },
            { id: 'x', role: 'tool', toolCallId: 'c', content: 'r' },
          ],
        }),
      ],
      ['user: q', 'call f({})', 'result f: r'],
    ],
    ['an error', [start, e('RUN_ERROR', { message: 'gone' })], ['user: q', 'error: gone']],
    [
      'a thought without an answer',
      [start, e('REASONING_MESSAGE_CONTENT', { messageId: 'z', delta: 'hm' })],
      ['user: q', 'reasoning: hm'],
    ],
  ])('%s', async (_name, events, told) => {
    expect(outline(await readOne('ag-ui', events))).toEqual(told);
  });

  it('threads are sessions, and what moves the page is named', async () => {
    const file = [start, ...said, e('STATE_DELTA', { delta: [] }), e('RUN_STARTED', { threadId: 'u' }), ...said];
    const { sessions } = await readFiles({ 'a.jsonl': file.map((r) => `${JSON.stringify(r)}\n`).join('') });
    expect(sessions.map((s) => s.nativeId)).toEqual(['t', 'u']);
    expect(await skippedIn(file)).toEqual([[5, 'metadata', 'metadata: STATE_DELTA']]);
  });
});

describe('CrewAI', () => {
  const entry = (status: string, more: object = {}) => ({ task: 'q', agent: 'Clerk', status, ...more });
  it.each<[string, object[], string[]]>([
    [
      'a start and an end',
      [entry('started', { task_name: 't' }), entry('completed', { task_name: 't', output: 'a' })],
      ['user: q', 'assistant: a'],
    ],
    ['an end alone', [entry('completed', { output: 'a' })], ['user: q', 'assistant: a']],
    ['a failure', [entry('started'), entry('failed', { output: 'no' })], ['user: q', 'error: no']],
    ['no end', [entry('started')], ['user: q']],
  ])('%s', async (_name, file, events) => {
    expect(outline(await readOne('crewai', file))).toEqual(events);
  });

  it('a crew’s output has its tasks', async () => {
    const output = {
      raw: 'b',
      tasks_output: [
        { description: 'q', raw: 'a', name: 't' },
        { description: 'r', raw: 'b' },
      ],
      token_usage: {},
    };
    const { sessions } = await readFiles({ 'a.json': JSON.stringify(output) });
    expect(sessions.map(outline)).toEqual([
      ['user: q', 'assistant: a'],
      ['user: r', 'assistant: b'],
    ]);
    expect(sessions[0]?.intent).toBe('t');
  });

  it('a task that ran twice is two runs', async () => {
    const file = [
      entry('started'),
      entry('completed', { output: 'a' }),
      entry('started'),
      entry('completed', { output: 'b' }),
    ];
    const { sessions } = await readFiles({ 'a.jsonl': file.map((r) => `${JSON.stringify(r)}\n`).join('') });
    expect(sessions.map(outline)).toEqual([
      ['user: q', 'assistant: a'],
      ['user: q', 'assistant: b'],
    ]);
  });
});

describe('DSPy', () => {
  const q = { role: 'user', content: 'q' };
  const marks = { kwargs: {}, cost: null, uuid: 'u', model: 'm' };
  it.each<[string, object[], string[]]>([
    [
      'texts',
      [{ ...marks, prompt: null, messages: [q], outputs: ['a'], response: 'ModelResponse()' }],
      ['user: q', 'assistant: a'],
    ],
    ['a prompt alone', [{ ...marks, prompt: 'q', messages: null, outputs: ['a'] }], ['user: q', 'assistant: a']],
    [
      'objects',
      [{ ...marks, messages: [q], outputs: [{ text: 'a', reasoning_content: 'hm' }] }],
      ['user: q', 'reasoning: hm', 'assistant: a'],
    ],
    [
      'calls',
      [
        {
          ...marks,
          messages: [q],
          outputs: [{ text: '', tool_calls: [{ id: 'c', function: { name: 'f', arguments: '{}' } }] }],
        },
      ],
      ['user: q', 'call f({}) unanswered'],
    ],
    [
      'candidates',
      [{ ...marks, messages: [q], outputs: ['a', 'b'] }],
      ['user: q', 'assistant: a', '<1> candidate', '  assistant: b'],
    ],
    [
      'a call that goes on with another',
      [
        { ...marks, messages: [q], outputs: ['a'] },
        {
          ...marks,
          messages: [q, { role: 'assistant', content: 'a' }, { role: 'user', content: 'r' }],
          outputs: ['b'],
        },
      ],
      ['user: q', 'assistant: a', 'user: r', 'assistant: b'],
    ],
  ])('%s', async (_name, file, events) => {
    expect(outline(await readOne('dspy', file))).toEqual(events);
  });
});
