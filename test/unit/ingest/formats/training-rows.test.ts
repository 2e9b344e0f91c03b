/** Readers of public training sets: TRL, verifiers, xLAM, Glaive, templated texts, OpenAssistant. */
import { describe, expect, it } from 'vitest';
import { outline, readOne, skippedIn } from '../outline.ts';
import { readFiles } from '../support.ts';

const U = (content: unknown) => ({ role: 'user', content });
const A = (content: unknown, more: object = {}) => ({ role: 'assistant', content, ...more });
const CALL = { id: 'c', type: 'function', function: { name: 'f', arguments: '{"n": 1.0}' } };
const RUN = ['user: q', 'call f({"n": 1.0})', 'result f: r', 'assistant: a'];
const ran = [U('q'), A(null, { tool_calls: [CALL] }), { role: 'tool', tool_call_id: 'c', content: 'r' }, A('a')];

describe('TRL’s prompt and completion', () => {
  const prompt = [{ role: 'system', content: 's' }, U('q')];
  it.each<[string, object, string[]]>([
    ['messages on both sides', { prompt, completion: [A('a')] }, ['system: s', 'user: q', 'assistant: a']],
    [
      'a text as the completion, and another order',
      { label: true, completion: 'a', prompt },
      ['system: s', 'user: q', 'assistant: a', 'feedback accept by annotator on turn 2'],
    ],
    [
      'sides as JSON text',
      { prompt: JSON.stringify([U('q')]), completion: JSON.stringify([A('a')]) },
      ['user: q', 'assistant: a'],
    ],
    ['a prompt alone', { prompt, solution: 'x', extra_info: { split: 'train' } }, ['system: s', 'user: q']],
    ['calls and results in the completion', { prompt: [U('q')], completion: ran.slice(1) }, RUN],
    [
      'a part that nobody knows',
      {
        prompt: [
          U([
            { type: 'text', text: 'q' },
            { type: 'novel', body: 'some words of it' },
          ]),
        ],
        completion: [A('a')],
      },
      ['user: q [unknown]', 'assistant: a'],
    ],
    [
      'steps that are all right',
      { prompt: 'q', completions: ['a', 'b'], labels: [true, true] },
      ['user: q', 'assistant: a\nb', 'feedback accept by annotator on turn 1'],
    ],
    [
      'steps with a wrong one',
      { prompt: 'q', completions: ['a', 'b'], labels: [true, false] },
      ['user: q', 'assistant: a\nb', 'feedback reject by annotator on turn 1'],
    ],
    [
      'Nemotron',
      { input: [U('q')], output: 'a', generator: 'm', system_prompt: 's' },
      ['system: s', 'user: q', 'assistant: a'],
    ],
  ])('%s', async (_name, row, events) => {
    expect(outline(await readOne('prompt-completion', [row]))).toEqual(events);
  });

  it('tools are a list or JSON text', async () => {
    const tools = [{ type: 'function', function: { name: 'f', parameters: { type: 'object' } } }];
    for (const given of [tools, JSON.stringify(tools)]) {
      const session = await readOne('prompt-completion', [{ prompt, completion: [A('a')], tools: given }]);
      expect(session.tools).toEqual([{ name: 'f', parameters: '{"type":"object"}', inferred: false }]);
    }
  });

  it.each<[string, object]>([
    ['openai-finetune', { prompt, chosen: [A('a')], rejected: [A('b')] }],
    ['prompt-response', { prompt: 'q', completion: 'a' }],
    ['openai-chat', { messages: [U('q')], response: { choices: [{ message: A('a') }] } }],
  ])('what is %s stays it', async (format, row) => {
    expect((await readFiles({ 'a.jsonl': `${JSON.stringify(row)}\n` })).format).toBe(format);
  });
});

describe('verifiers', () => {
  const row = { example_id: 0, task: 't', prompt: [U('q')], completion: ran.slice(1), reward: 1 };
  it.each<[string, object, string[]]>([
    ['calls as objects', row, RUN],
    [
      'calls as JSON text',
      { ...row, completion: [A('', { tool_calls: [JSON.stringify(CALL)] }), ...ran.slice(2)] },
      RUN,
    ],
    ['texts, other order, no task', { reward: 0, completion: 'a', prompt: 'q', info: {} }, ['user: q', 'assistant: a']],
    [
      'a rollout that was cut',
      { ...row, completion: [A('a')], is_truncated: true },
      ['user: q', 'assistant: a {truncated}'],
    ],
    [
      'one that failed',
      { ...row, completion: [A('a')], error: { error: 'ToolError', message: 'm' } },
      ['user: q', 'assistant: a', 'error: m'],
    ],
  ])('%s', async (_name, record, events) => {
    expect(outline(await readOne('verifiers', [record]))).toEqual(events);
  });

  it('metrics are scores, measures of the run are none', async () => {
    const session = await readOne('verifiers', [
      { ...row, exact: 0.5, metrics: { style: 1 }, generation_ms: 5, num_turns: 2, total_tokens: 7 },
    ]);
    expect(session.scores).toEqual([
      { name: 'reward', value: 1, by: 'reward' },
      { name: 'exact', value: 0.5, by: 'reward' },
      { name: 'style', value: 1, by: 'reward' },
    ]);
    expect(session).toMatchObject({ nativeId: '0', intent: 't/0' });
  });
});

describe('xLAM', () => {
  const row = {
    id: 1,
    query: 'q',
    answers: '[{"name": "f", "arguments": {"n": 1.0}}]',
    tools:
      '[{"name": "f", "description": "d", "parameters": {"n": {"type": "float", "default": 2.50}, "m": {"type": "List[str], optional"}, "k": {"type": "str", "description": "e"}}}]',
  };
  it.each<[string, object, string[]]>([
    ['JSON texts', row, ['user: q', 'call f({"n": 1.0}) unanswered']],
    [
      'lists, other order, no id',
      {
        tools: [],
        answers: [
          { name: 'f', arguments: {} },
          { name: 'g', arguments: { a: 1 } },
        ],
        query: 'q',
      },
      ['user: q', 'call f({}) unanswered', 'call g({"a":1}) unanswered'],
    ],
    ['no tool fits', { ...row, answers: '[]' }, ['user: q']],
    [
      'an answer that is no call is counted',
      { ...row, answers: '[{"verdict": "none of the tools fits"}]' },
      ['user: q [unknown]'],
    ],
  ])('%s', async (_name, record, events) => {
    expect(outline(await readOne('xlam', [record]))).toEqual(events);
  });

  it('parameters become a schema whose digits stay', async () => {
    const [tool] = (await readOne('xlam', [row])).tools;
    expect(tool).toEqual({
      name: 'f',
      description: 'd',
      inferred: false,
      parameters:
        '{"type":"object","properties":{"n":{"type":"number","default":2.50},"m":{"type":"array"},"k":{"type":"string","description":"e"}},"required":["k"]}',
    });
  });

  it('a schema stays what it is', async () => {
    const tools = [{ name: 'f', parameters: { type: 'object', properties: {} } }];
    expect((await readOne('xlam', [{ ...row, tools }])).tools[0]?.parameters).toBe('{"type":"object","properties":{}}');
  });
});

describe('Glaive', () => {
  const CALLED =
    'USER: q\n\n\nASSISTANT: <functioncall> {"name": "f", "arguments": \'{"n": 1.0}\'} <|endoftext|>\n\n\nFUNCTION RESPONSE: r\n\n\nASSISTANT: a <|endoftext|>\n\n\n';
  it.each<[string, object, string[]]>([
    ['version 2', { system: 'SYSTEM: s', chat: CALLED }, ['system: s', ...RUN]],
    ['version 1, all in one text', { sample: `SYSTEM: s\n${CALLED}` }, ['system: s', ...RUN]],
    [
      'no system, words before the call',
      { chat: 'USER: q\n\nASSISTANT: I look. <functioncall> {"name": "f", "arguments": {}} <|endoftext|>' },
      ['user: q', 'assistant: I look.', 'call f({}) unanswered'],
    ],
    [
      'a label within a line is text',
      { chat: 'USER: what does USER: mean?\n\nASSISTANT: a' },
      ['user: what does USER: mean?', 'assistant: a'],
    ],
  ])('%s', async (_name, record, events) => {
    expect(outline(await readOne('glaive', [record]))).toEqual(events);
  });

  it('functions of the system text are declared', async () => {
    const system =
      'SYSTEM: Use them -\n{\n "name": "f",\n "parameters": {"type": "object"}\n}\n\n{"name": "g", "description": "d"}\n{ and no more';
    expect((await readOne('glaive', [{ system, chat: CALLED }])).tools).toEqual([
      { name: 'f', parameters: '{"type":"object"}', inferred: false },
      { name: 'g', description: 'd', inferred: false },
    ]);
  });

  it('reads hostile texts in linear time', async () => {
    const chat = `USER: ${'\n \t'.repeat(60_000)}ASSISTANT: ${'{'.repeat(60_000)}`;
    expect(await readOne('glaive', [{ system: `SYSTEM: ${'{"a": '.repeat(20_000)}`, chat }])).toBeDefined();
  }, 5000);
});

describe('a text in a chat template', () => {
  const QA = ['user: q', 'assistant: a'];
  const SQA = ['system: s', ...QA];
  it.each<[string, string, string[]]>([
    [
      'ChatML',
      '<|im_start|>system\ns<|im_end|>\n<|im_start|>user\nq<|im_end|>\n<|im_start|>assistant\na<|im_end|>\n',
      SQA,
    ],
    [
      'Phi-4',
      '<|im_start|>system<|im_sep|>s<|im_end|><|im_start|>user<|im_sep|>q<|im_end|><|im_start|>assistant<|im_sep|>a<|im_end|>',
      SQA,
    ],
    ['Llama 2', '<s>[INST] <<SYS>>\ns\n<</SYS>>\n\nq [/INST] a </s>', SQA],
    ['Mistral, two rounds', '<s>[INST] q [/INST] a</s> [INST] r [/INST] b</s>', [...QA, 'user: r', 'assistant: b']],
    [
      'Mistral with a tool',
      '<s>[INST] q [/INST][TOOL_CALLS] [{"name": "f", "arguments": {"n": 1.0}}]</s>[TOOL_RESULTS] r[/TOOL_RESULTS] a</s>',
      RUN,
    ],
    [
      'Llama 3',
      '<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\nq<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\na<|eot_id|>',
      QA,
    ],
    [
      'Llama 4',
      '<|begin_of_text|><|header_start|>user<|header_end|>\n\nq<|eot|><|header_start|>assistant<|header_end|>\n\na<|eot|>',
      QA,
    ],
    ['Gemma', '<bos><start_of_turn>user\nq<end_of_turn>\n<start_of_turn>model\na<end_of_turn>\n', QA],
    ['Zephyr', '<|system|>\ns</s>\n<|user|>\nq</s>\n<|assistant|>\na</s>', SQA],
    ['GLM', '[gMASK]<sop><|system|>\ns<|user|>\nq<|assistant|>\na', SQA],
    [
      'Granite',
      '<|start_of_role|>system<|end_of_role|>s<|end_of_text|>\n<|start_of_role|>user<|end_of_role|>q<|end_of_text|>\n<|start_of_role|>assistant<|end_of_role|>a<|end_of_text|>',
      SQA,
    ],
    [
      'Cohere',
      '<BOS_TOKEN><|START_OF_TURN_TOKEN|><|USER_TOKEN|>q<|END_OF_TURN_TOKEN|><|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|>a<|END_OF_TURN_TOKEN|>',
      QA,
    ],
    ['DeepSeek', '<｜begin▁of▁sentence｜>s<｜User｜>q<｜Assistant｜>a<｜end▁of▁sentence｜>', SQA],
    ['Vicuna', 's USER: q ASSISTANT: a</s>USER: r ASSISTANT: b</s>', [...SQA, 'user: r', 'assistant: b']],
    [
      'Alpaca',
      's\n\n### Instruction:\nq\n\n### Input:\ni\n\n### Response:\na</s>',
      ['system: s', 'user: q\ni', 'assistant: a'],
    ],
    ['Guanaco', '### Human: q### Assistant: a', QA],
    ['hh-rlhf', 'Human: q\n\nAssistant: a', QA],
    [
      'reasoning in it',
      '<|im_start|>user\nq<|im_end|>\n<|im_start|>assistant\n<think>\nhm\n</think>\n\na<|im_end|>',
      ['user: q', 'reasoning: hm', 'assistant: a'],
    ],
    [
      'a role that nobody knows',
      '<|im_start|>user\nq<|im_end|>\n<|im_start|>narrator\nit rains\n<|im_end|>\n<|im_start|>assistant\na<|im_end|>',
      ['user: q [unknown]', 'assistant: a'],
    ],
    ['an answer that was not written', '<|im_start|>user\nq<|im_end|>\n<|im_start|>assistant\n', ['user: q']],
  ])('%s', async (_name, text, events) => {
    expect(outline(await readOne('templated-text', [{ text }]))).toEqual(events);
  });

  it.each([
    ['a plain text', 'The USER: he asked. Nobody answered.'],
    ['headings', '### Instruction:\nread this\n\n### Notes:\nnone'],
    ['code', 'const a = "<|im_start|>user";'],
  ])('%s is none', async (_name, text) => {
    expect((await readFiles({ 'a.jsonl': `${JSON.stringify({ text })}\n` })).format).toBeUndefined();
  });

  it('what cannot be taken apart is left out with a reason', async () => {
    const { index } = await readFiles({ 'a.jsonl': `${JSON.stringify({ text: '<|mystery|>some words' })}\n` });
    expect(index.skipped.map((s) => s.reason)).toEqual(['a text without turns: in no chat template that is known']);
  });

  it('reads hostile texts in linear time', async () => {
    const texts = [
      '<s>[INST]'.repeat(30_000),
      `USER: ASSISTANT:${' '.repeat(200_000)}x`,
      '### Human: '.repeat(30_000),
      `<｜User｜>${'\n'.repeat(200_000)}`,
    ];
    const { index } = await readFiles({ 'a.jsonl': texts.map((text) => `${JSON.stringify({ text })}\n`).join('') });
    expect(index.sources).toHaveLength(1);
  }, 10_000);
});

describe('OpenAssistant', () => {
  const m = (message_id: string, parent_id: string | null, role: string, text: string, more: object = {}) => ({
    message_id,
    parent_id,
    message_tree_id: 't',
    role,
    text,
    ...more,
  });
  const tree = (replies: object[]) => ({ message_tree_id: 't', prompt: { ...m('a', null, 'prompter', 'q'), replies } });
  const RANKED = [
    'user: q',
    'assistant: good',
    'feedback score rank 1 by annotator on turn 1',
    '<1> regenerate',
    '  assistant: bad',
    '  feedback score rank 0 by annotator on turn 1',
  ];
  it.each<[string, object[], string[]]>([
    [
      'a tree; the best reply, wherever it stands',
      [tree([m('b', null, 'assistant', 'bad', { rank: 1 }), m('c', null, 'assistant', 'good', { rank: 0 })])],
      RANKED,
    ],
    [
      'rows',
      [
        m('a', null, 'prompter', 'q'),
        m('b', 'a', 'assistant', 'bad', { rank: 1 }),
        m('c', 'a', 'assistant', 'good', { rank: 0 }),
      ],
      RANKED,
    ],
    [
      'no ranks: the first one',
      [tree([m('b', null, 'assistant', 'one'), m('c', null, 'assistant', 'two')])],
      ['user: q', 'assistant: one', '<1> regenerate', '  assistant: two'],
    ],
    [
      'deleted ones are gone with what hangs on them',
      [
        tree([
          m('b', null, 'assistant', 'x', { deleted: true, replies: [m('d', null, 'prompter', 'y')] }),
          m('c', null, 'assistant', 'one'),
        ]),
      ],
      ['user: q', 'assistant: one'],
    ],
    [
      'a reply of a role that nobody knows is counted, and what hangs on it stays',
      [
        tree([
          m('b', null, 'moderator', 'some words of it', { rank: 0, replies: [m('d', null, 'assistant', 'one')] }),
          m('c', null, 'assistant', 'two', { rank: 1 }),
        ]),
      ],
      [
        'user: q [unknown]',
        'assistant: one',
        '<1> regenerate',
        '  assistant: two',
        '  feedback score rank 0 by annotator on turn 1',
      ],
    ],
    ['a row whose parent is not there', [m('b', 'gone', 'assistant', 'one')], ['assistant: one']],
  ])('%s', async (_name, records, events) => {
    expect(outline(await readOne('oasst', records))).toEqual(events);
  });

  it('deleted ones are told of', async () => {
    const gone = 'a message that the site deleted, with all that hangs on it';
    const records = [tree([m('b', null, 'assistant', 'x', { deleted: true }), m('c', null, 'assistant', 'one')])];
    expect(await skippedIn(records)).toMatchObject([[1, expect.any(String), gone]]);
    const rows = [m('a', null, 'prompter', 'q'), m('b', 'a', 'assistant', 'x', { deleted: true })];
    expect(await skippedIn(rows)).toMatchObject([[2, expect.any(String), gone]]);
  });

  it('a circle of parents ends', async () => {
    expect(outline(await readOne('oasst', [m('a', 'b', 'prompter', 'q'), m('b', 'a', 'assistant', 'x')]))).toHaveLength(
      2,
    );
  });
});
