/** Rows of public data sets: lists as JSON text, runs of agents, GLM's calls, relatives of ShareGPT, KTO's labels. */
import { describe, expect, it } from 'vitest';
import { outline, readOne } from '../outline.ts';
import { readFiles } from '../support.ts';

const U = (content: unknown) => ({ role: 'user', content });
const A = (content: unknown, more: object = {}) => ({ role: 'assistant', content, ...more });
const CALL = { id: 'c', type: 'function', function: { name: 'f', arguments: '{"n": 1.0}' } };
const RUN = ['user: q', 'call f({"n": 1.0})', 'result f: r', 'assistant: a'];
const ran = [U('q'), A(null, { tool_calls: [CALL] }), { role: 'tool', tool_call_id: 'c', content: 'r' }, A('a')];

describe('messages in a column', () => {
  it.each<[string, object]>([
    ['as a list under trajectory', { instance_id: 'i', trajectory: ran }],
    ['as JSON text', { instance_id: 'i', messages: JSON.stringify(ran) }],
    [
      'calls as JSON text each',
      { id: 1, messages: [ran[0], A('', { tool_calls: [JSON.stringify(CALL)] }), ran[2], ran[3]] },
    ],
    [
      'a result that names its calls in a list',
      { id: 1, messages: [ran[0], ran[1], { role: 'tool', tool_call_ids: ['c'], content: 'r' }, ran[3]] },
    ],
    ['under turns, with nulls of a table', { id: 1, turns: ran.map((m) => ({ name: null, tool_calls: null, ...m })) }],
  ])('%s', async (_name, row) => {
    expect(outline(await readOne('openai-messages', [row]))).toEqual(RUN);
  });

  it.each([
    [{ resolved: 1 }, true],
    [{ resolved: 0 }, false],
    [{ resolved: true }, true],
    [{ resolved: 'yes' }, undefined],
  ])('the outcome of %j is %s', async (more, success) => {
    const session = await readOne('openai-messages', [{ instance_id: 'i', trajectory: ran, ...more }]);
    expect(session.outcome?.success).toBe(success);
    expect(session.intent).toBe('i');
  });

  it('a field that says what the content says is no loss, another one is', async () => {
    const thought = 'I look at the file first.';
    const copy = await readOne('openai-messages', [{ id: 1, messages: [U('q'), A(`${thought}\n\nls`, { thought })] }]);
    expect(outline(copy)[1]).toBe(`assistant: ${thought}\n\nls`);
    const other = await readOne('openai-messages', [{ id: 1, messages: [U('q'), A('ls', { thought })] }]);
    expect(outline(other)[1]).toBe('assistant: ls [unknown]');
  });

  it.each([
    [{ message_type: 'action' }, 'assistant: ls'],
    [{}, 'assistant: ls [unknown]'],
  ])('the command line of a call is a copy in SWE-agent’s messages only: %j', async (more, line) => {
    const m = A('ls', { action: 'list all of the files', ...more });
    expect(outline(await readOne('openai-messages', [{ id: 1, messages: [U('q'), m] }]))[1]).toBe(line);
  });
});

describe('GLM', () => {
  const system = {
    role: 'system',
    content: '',
    tools: [{ type: 'function', function: { name: 'f', parameters: { type: 'object' } } }],
  };
  const observed = { role: 'observation', content: 'r' };
  it.each<[string, object]>([
    ['the tool in metadata', A('{"n": 1.0}', { metadata: 'f' })],
    ['the call as JSON', A('{"name": "f", "arguments": {"n": 1.0}}')],
    ['the other way round', A('{"arguments": {"n": 1.0}, "name": "f"}')],
    ['as Llama writes it', A('{"name": "f", "parameters": {"n": 1.0}}')],
  ])('%s', async (_name, call) => {
    const session = await readOne('openai-finetune', [{ messages: [system, U('q'), call, observed, A('a')] }]);
    expect(outline(session)).toEqual(RUN);
    expect(session.tools).toMatchObject([{ name: 'f', inferred: false }]);
  });

  it('ChatGLM3’s turn of a tool is a call and its result', async () => {
    const turn = { role: 'tool', name: 'f', parameters: { n: 1 }, observation: { t: 2 } };
    const session = await readOne('sharegpt', [{ tools: [], conversations: [U('q'), turn, A('a')] }]);
    expect(outline(session)).toEqual(['user: q', 'call f({"n":1})', 'result f: {"t":2}', 'assistant: a']);
  });

  it('tools of a system message, under any key of the list', async () => {
    const session = await readOne('sharegpt', [
      { conversations: [system, U('q'), A('{"n": 1.0}', { metadata: 'f' }), observed, A('a')] },
    ]);
    expect(session.tools).toMatchObject([{ name: 'f', inferred: false }]);
  });

  it('code for its own tools is no broken JSON', async () => {
    const session = await readOne('openai-finetune', [
      { messages: [system, U('q'), A('print(1)', { metadata: 'python' }), observed, A('a')] },
    ]);
    expect(outline(session)[1]).toBe('call python(print(1))');
  });

  it.each<[string, object, string]>([
    [
      'of a tool that nobody declared',
      A('{"name": "g", "arguments": {}}'),
      'assistant: {"name": "g", "arguments": {}}',
    ],
    ['that holds more than a call', A('{"name": "f", "age": 3}'), 'assistant: {"name": "f", "age": 3}'],
    [
      'with words behind it',
      A('{"name": "f", "arguments": {}} is what I would call'),
      'assistant: {"name": "f", "arguments": {}} is what I would call',
    ],
    ['metadata that is no name', A('{"n": 1}', { metadata: 'version 2' }), 'assistant: {"n": 1}'],
    ['metadata beside prose', A('I think so.', { metadata: 'f' }), 'assistant: I think so.'],
  ])('JSON stays an answer: %s', async (_name, answer, line) => {
    expect(outline(await readOne('openai-finetune', [{ messages: [system, U('q'), answer] }]))[1]).toBe(line);
  });

  it('`observation` is a speaker, and no type of a part', async () => {
    const { format } = await readFiles({
      'a.jsonl': '{"type": "observation", "content": "x"}\n{"type": "observation", "content": "y"}\n',
    });
    expect(format).toBeUndefined();
  });
});

describe('ms-swift', () => {
  const rows = (call: string) => [
    U('q'),
    { role: 'tool_call', content: call },
    { role: 'tool_response', content: 'r' },
    A('a'),
  ];
  it.each([
    ['JSON', '{"name": "f", "arguments": {"n": 1.0}}', RUN],
    ['a Python dictionary', "{'name': 'f', 'arguments': {'n': 1.0}}", RUN],
    ['a list', '[{"name": "f", "arguments": {"n": 1.0}}]', RUN],
    [
      'what is no call stays text',
      'I call f',
      ['user: q', 'assistant: I call f', 'result ?: r (orphan)', 'assistant: a'],
    ],
  ])('a turn that is a call: %s', async (_name, call, events) => {
    expect(outline(await readOne('openai-finetune', [{ messages: rows(call) }]))).toEqual(events);
  });
});

describe('LlamaIndex', () => {
  const block = (block_type: string, more: object) => ({ block_type, ...more });
  it('blocks are parts', async () => {
    const messages = [
      {
        role: 'user',
        additional_kwargs: {},
        blocks: [block('text', { text: 'q' }), block('image', { url: 'http://x/y.png' })],
      },
      {
        role: 'assistant',
        blocks: [
          block('thinking', { content: 'hm' }),
          block('tool_call', { tool_call_id: 'c', tool_name: 'f', tool_kwargs: { n: 1 } }),
        ],
      },
      { role: 'tool', additional_kwargs: { tool_call_id: 'c' }, blocks: [block('text', { text: 'r' })] },
      { role: 'chatbot', blocks: [block('text', { text: 'a' }), block('hologram', { body: 'some words of it' })] },
    ];
    expect(outline(await readOne('openai-messages', [{ id: 1, messages }]))).toEqual([
      'user: q [image]',
      'reasoning: hm',
      'call f({"n":1})',
      'result f: r',
      'assistant: a [unknown]',
    ]);
  });
});

describe('relatives of ShareGPT', () => {
  const QA = ['user: q', 'assistant: a'];
  it.each<[string, object, string[]]>([
    [
      'turns as JSON text',
      {
        conversations: JSON.stringify([
          { from: 'human', value: 'q' },
          { from: 'gpt', value: 'a' },
        ]),
      },
      QA,
    ],
    ['texts in turn, with an id', { id: '1', data: ['q', 'a', 'r', 'b'] }, [...QA, 'user: r', 'assistant: b']],
    [
      'questions with answers',
      {
        conversation: [
          { system: 's', input: 'q', output: 'a' },
          { input: 'r', output: 'b' },
        ],
      },
      ['system: s', ...QA, 'user: r', 'assistant: b'],
    ],
    ['answers without questions', { conversation: [{ input: '', output: 'a' }] }, ['assistant: a']],
    [
      'WildChat’s fields are no loss',
      {
        conversation_hash: 'h',
        conversation: [
          { ...U('q'), header: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Gecko' }, toxic: false },
          A('a'),
        ],
      },
      QA,
    ],
    [
      'hyphens in the names of speakers',
      {
        conversations: [
          { from: 'human', value: 'q' },
          { from: 'function-call', value: '{"name": "f", "arguments": {"n": 1.0}}' },
          { from: 'function-response', value: 'r' },
          { from: 'gpt', value: 'a' },
        ],
      },
      RUN,
    ],
    [
      'a speaker whom nobody knows',
      {
        conversations: [
          { from: 'human', value: 'q' },
          { from: 'narrator', value: 'And then it got dark.' },
          { from: 'gpt', value: 'a' },
        ],
      },
      ['user: q [unknown]', 'assistant: a'],
    ],
    [
      'words under another key of a turn',
      {
        conversations: [
          { from: 'human', value: 'q' },
          { from: 'gpt', value: 'a', draft: 'This is what I wrote first.' },
        ],
      },
      ['user: q', 'assistant: a [unknown]'],
    ],
    [
      'KTO',
      {
        conversations: [
          { from: 'human', value: 'q' },
          { from: 'gpt', value: 'a' },
        ],
        kto_tag: false,
      },
      [...QA, 'feedback reject by annotator on turn 1'],
    ],
    [
      'one side alone is the answer that was judged',
      { conversations: [{ from: 'human', value: 'q' }], rejected: 'b' },
      ['user: q', 'assistant: b', 'feedback reject by annotator on turn 1'],
    ],
    [
      'one side alone that the turns have already',
      {
        conversations: [
          { from: 'human', value: 'q' },
          { from: 'gpt', value: 'a' },
        ],
        chosen: 'a',
      },
      [...QA, 'feedback accept by annotator on turn 1'],
    ],
    [
      'sides that are texts keep their prompt',
      { system: 's', conversations: [{ from: 'human', value: 'q' }], chosen: 'a', rejected: 'b' },
      [
        'system: s',
        ...QA,
        'feedback accept by annotator on turn 2',
        '<2> preference',
        '  assistant: b',
        '  feedback reject by annotator on turn 2',
      ],
    ],
  ])('%s', async (_name, row, events) => {
    expect(outline(await readOne('sharegpt', [row]))).toEqual(events);
  });

  it('who wrote is named by a hash', async () => {
    const session = await readOne('sharegpt', [
      { conversation_hash: 'h', hashed_ip: 'ip', conversation: [U('q'), A('a')] },
    ]);
    expect(session).toMatchObject({ nativeId: 'h', governance: { subjects: ['ip'] } });
  });

  it('texts without an id are no talk', async () => {
    const { format } = await readFiles({ 'a.jsonl': '{"data": ["q", "a"]}\n' });
    expect(format).toBeUndefined();
  });
});

describe('ToolBench', () => {
  const talk = (...turns: [string, string][]) => ({ conversations: turns.map(([from, value]) => ({ from, value })) });
  const act = 'Thought: I look\nAction: f\nAction Input: {"n": 1.0}';
  const end = 'Thought: \nAction: Finish\nAction Input: {"return_type": "give_answer", "final_answer": "a"}';
  it.each<[string, object, string[]]>([
    [
      'an action before a result is a call, `Finish` the answer',
      talk(['user', 'q'], ['assistant', act], ['function', 'r'], ['assistant', end]),
      ['user: q', 'reasoning: I look', 'call f({"n": 1.0})', 'result f: r', 'assistant: a'],
    ],
    [
      'an action that nothing answers stays text',
      talk(['user', 'q'], ['assistant', act], ['user', 'r'], ['assistant', 'a']),
      ['user: q', `assistant: ${act}`, 'user: r', 'assistant: a'],
    ],
    [
      'an end without an answer stays text',
      talk(['user', 'q'], ['assistant', 'Action: Finish\nAction Input: {"return_type": "give_up"}']),
      ['user: q', 'assistant: Action: Finish\nAction Input: {"return_type": "give_up"}'],
    ],
    [
      'an answer before a result is no call',
      talk(['user', 'q'], ['assistant', 'Let me see.'], ['function', 'r'], ['assistant', 'a']),
      ['user: q', 'assistant: Let me see.', 'result ?: r (orphan)', 'assistant: a'],
    ],
  ])('%s', async (_name, row, events) => {
    expect(outline(await readOne('sharegpt', [row]))).toEqual(events);
  });
});

describe('KTO’s labels beside a text', () => {
  it.each([
    [{ prompt: 'q', completion: 'a', label: true }, 'accept'],
    [{ instruction: 'q', output: 'a', kto_tag: false }, 'reject'],
  ])('%j', async (row, signal) => {
    expect(outline(await readOne('prompt-response', [row]))).toEqual([
      'user: q',
      'assistant: a',
      `feedback ${signal} by annotator on turn 1`,
    ]);
  });

  it('a label that is a word is none', async () => {
    expect(
      outline(await readOne('prompt-response', [{ prompt: 'q', completion: 'a', label: 'greeting' }])),
    ).toHaveLength(2);
  });
});
