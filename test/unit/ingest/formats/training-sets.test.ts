/** Training sets: turns in their many shapes, weights, labels, pairs. */
import { describe, expect, it } from 'vitest';
import { outline, readOne, skippedIn } from '../outline.ts';

const U = (content: unknown) => ({ role: 'user', content });
const A = (content: unknown, more: object = {}) => ({ role: 'assistant', content, ...more });
const h = (value: string) => ({ from: 'human', value });
const g = (value: string, more: object = {}) => ({ from: 'gpt', value, ...more });
const PAIR = [
  'user: q',
  'assistant: good',
  'feedback accept by annotator on turn 1',
  '<1> preference',
  '  assistant: bad',
  '  feedback reject by annotator on turn 1',
];

describe('pairs, in every spelling', () => {
  it.each<[string, object]>([
    [
      'openai-finetune',
      { input: { messages: [U('q')] }, preferred_output: [A('good')], non_preferred_output: [A('bad')] },
    ],
    ['openai-finetune', { prompt: 'q', chosen: 'good', rejected: 'bad' }],
    ['openai-finetune', { prompt: [U('q')], chosen: [A('good')], rejected: [A('bad')] }],
    ['openai-finetune', { chosen: [U('q'), A('good')], rejected: [U('q'), A('bad')] }],
    ['openai-finetune', { messages: [U('q'), A('good')], rejected_response: 'bad' }],
    ['sharegpt', { conversations: [h('q')], chosen: g('good'), rejected: g('bad') }],
    ['hh-rlhf', { chosen: '\n\nHuman: q\n\nAssistant: good', rejected: '\n\nHuman: q\n\nAssistant: bad' }],
  ])('%s %j', async (format, record) => {
    expect(outline(await readOne(format, [record]))).toEqual(PAIR);
  });

  it('scores of the sides go with their verdicts', async () => {
    const session = await readOne('openai-finetune', [
      { prompt: 'q', chosen: 'good', rejected: 'bad', score_chosen: 9, rejected_score: 2 },
    ]);
    expect(outline(session)[2]).toBe('feedback accept 9 by annotator on turn 1');
    expect(outline(session)[5]).toBe('  feedback reject 2 by annotator on turn 1');
  });

  it('an answer that is empty on one side is flagged', async () => {
    const pair = { chosen: '\n\nHuman: q\n\nAssistant: good', rejected: '\n\nHuman: q\n\nAssistant:' };
    expect(outline(await readOne('hh-rlhf', [pair]))[4]).toBe('  assistant:  {empty}');
  });
});

describe('fine-tuning lines', () => {
  it.each<[string, object, string[]]>([
    [
      'a good example of KTO',
      { messages: [U('q'), A('a')], label: true },
      ['user: q', 'assistant: a', 'feedback accept by annotator on turn 1'],
    ],
    [
      'a bad one',
      { messages: [U('q'), A('a')], label: false },
      ['user: q', 'assistant: a', 'feedback reject by annotator on turn 1'],
    ],
    [
      'answers that were not trained on',
      {
        messages: [
          U('q'),
          A('a', { weight: 0 }),
          U('r'),
          A('b', { loss_weight: 0 }),
          { ...U('s'), loss_weight: 0 },
          A('c', { weight: 1 }),
        ],
      },
      ['user: q', 'assistant: a {not_trained}', 'user: r', 'assistant: b {not_trained}', 'user: s', 'assistant: c'],
    ],
    [
      'a call with its result',
      {
        messages: [
          U('q'),
          A(null, { tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{"n": 1.0}' } }] }),
          { role: 'tool', tool_call_id: 'c', content: 'r' },
          A('a'),
        ],
        tools: [{ type: 'function', function: { name: 'f', parameters: { type: 'object' } } }],
      },
      ['user: q', 'call f({"n": 1.0})', 'result f: r', 'assistant: a'],
    ],
  ])('%s', async (_name, record, events) => {
    expect(outline(await readOne('openai-finetune', [record]))).toEqual(events);
  });

  it('declared tools, not those that were seen', async () => {
    const session = await readOne('openai-finetune', [
      { messages: [U('q'), A('a')], functions: [{ name: 'f', description: 'd', parameters: { type: 'object' } }] },
    ]);
    expect(session.tools).toEqual([{ name: 'f', description: 'd', parameters: '{"type":"object"}', inferred: false }]);
  });
});

describe('ShareGPT', () => {
  it.each<[string, object, string[]]>([
    [
      'the system prompt beside the turns',
      { system: 's', conversations: [h('q'), g('a')] },
      ['system: s', 'user: q', 'assistant: a'],
    ],
    [
      'function turns are paired by position',
      {
        conversations: [
          h('q'),
          { from: 'function_call', value: '{"name": "f", "arguments": {"n": 1.0}}' },
          { from: 'observation', value: 'r' },
          g('a'),
        ],
      },
      ['user: q', 'call f({"n": 1.0})', 'result f: r', 'assistant: a'],
    ],
    [
      'a turn without weight, an empty one',
      { conversations: [h('q'), g('a', { weight: 0 }), h('r'), g('')] },
      ['user: q', 'assistant: a {not_trained}', 'user: r'],
    ],
    ['messages under the same key', { conversation: [U('q'), A('a')] }, ['user: q', 'assistant: a']],
  ])('%s', async (_name, record, events) => {
    expect(outline(await readOne('sharegpt', [record]))).toEqual(events);
  });

  it('ids, models and scores beside the turns', async () => {
    const session = await readOne('sharegpt', [{ id: 7, model: 'm', reward: 0.5, conversations: [h('q'), g('a')] }]);
    expect(session).toMatchObject({
      nativeId: '7',
      model: 'm',
      scores: [{ name: 'reward', value: 0.5, by: 'reward' }],
    });
  });
});

describe('prompt and response', () => {
  it.each<[string, object[], string[]]>([
    [
      'Alpaca’s input goes on with the instruction',
      [{ instruction: 'sum', input: '1 2', output: '3' }],
      ['user: sum\n1 2', 'assistant: 3'],
    ],
    ['another input is none', [{ prompt: 'q', input: 'x', completion: 'a' }], ['user: q', 'assistant: a']],
    [
      'earlier turns, context and system stand before',
      [{ system: 's', history: [['p', 'b'], ['broken']], context: 'doc', question: 'q', answer: 'a' }],
      ['system: s', 'user: p', 'assistant: b', 'context : doc', 'user: q', 'assistant: a'],
    ],
    [
      'a session’s system prompt is said once, its history too',
      [
        { session_id: 1, system_prompt: 's', history: [['p', 'b']], prompt: 'q', response: 'a' },
        { session_id: 1, system_prompt: 's', history: [['p', 'b']], prompt: 'r', response: '' },
      ],
      ['system: s', 'user: p', 'assistant: b', 'user: q', 'assistant: a', 'user: r', 'assistant:  {empty}'],
    ],
    [
      'feedback, score and error beside the answer',
      [{ query: 'q', response: 'a', feedback: 'thumbs_up', score: 0.5, error: { message: 'late', code: 504 } }],
      [
        'user: q',
        'assistant: a',
        'feedback thumbs_up by unknown on turn 1',
        'feedback score 0.5 by unknown on turn 1',
        'error 504: late',
      ],
    ],
  ])('%s', async (_name, records, events) => {
    expect(outline(await readOne('prompt-response', records))).toEqual(events);
  });

  it('what is told beside: governance, time, model, latency', async () => {
    const session = await readOne('prompt-response', [
      {
        prompt: 'q',
        response: 'a',
        model: 'm',
        ts: 1767261600,
        latency_sec: 1.5,
        metadata: {
          user_id: 'u',
          consent: 'withdrawn',
          purposes: ['training'],
          jurisdiction: 'EU',
          arm: 'B',
          intent: 'i',
          app: 'shop',
        },
      },
    ]);
    expect(session).toMatchObject({
      model: 'm',
      arm: 'B',
      intent: 'i',
      app: 'shop',
      governance: { consent: 'withdrawn', subjects: ['u'], purposes: ['training'], jurisdiction: 'EU' },
    });
    expect(session.events[1]).toMatchObject({
      ts: 1767261600000,
      model: 'm',
      latencyMs: 1500,
      src: { pointer: '/response' },
    });
  });
});

it('Goldpan’s own rows are left out, and what lies among them too', async () => {
  const own = { messages: [U('q'), A('a')], tools: '[]', meta: '{"id":"x","kind":"sft"}' };
  expect(await skippedIn([own, own, { ...own, meta: '{"id":"x"}' }])).toEqual([
    [1, 'own_output', 'written by Goldpan itself'],
    [2, 'own_output', 'written by Goldpan itself'],
    [3, 'own_output', 'among rows written by Goldpan itself'],
  ]);
});
