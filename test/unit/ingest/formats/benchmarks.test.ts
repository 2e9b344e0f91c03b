/** Benchmarks: who speaks, what failed, and how the run was judged. */
import { describe, expect, it } from 'vitest';
import { jsonl, outline, readOne, skippedIn } from '../outline.ts';
import { readFiles } from '../support.ts';

const U = (content: unknown) => ({ role: 'user', content });
const A = (content: unknown, more: object = {}) => ({ role: 'assistant', content, ...more });

describe('tau-bench', () => {
  const calling = { tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } }] };
  const run = (reward: number | undefined, traj: object[], info: object = {}) => ({
    task_id: 3,
    trial: 1,
    reward,
    traj,
    info,
  });
  it.each([
    [1, { success: true, score: 1, source: 'reward' }],
    [0.5, { success: false, score: 0.5, source: 'reward' }],
  ])('reward %d', async (reward, outcome) => {
    const session = await readOne(
      'tau-bench',
      JSON.stringify([run(reward, [U('a')], { task: { user_id: 'u' } })]),
      'a.json',
    );
    expect(session).toMatchObject({
      outcome,
      intent: '3',
      nativeId: '3/1',
      scores: [{ name: 'reward', value: reward, by: 'reward' }],
    });
    expect(session.governance.subjects).toEqual(['u']);
  });
  it('signals of the simulated user are no words, `Error:` is a failed call', async () => {
    const traj = [
      U('a'),
      A(null, calling),
      { role: 'tool', tool_call_id: 'c', content: 'Error: none' },
      A('sorry'),
      U('thanks ###STOP###'),
      U('###TRANSFER###'),
    ];
    const session = await readOne('tau-bench', JSON.stringify([run(0, traj, { error: 'timeout' })]), 'a.json');
    expect(outline(session)).toEqual([
      'user: a',
      'call f({})',
      'result f failed: Error: none',
      'assistant: sorry',
      'user: thanks',
      'error: timeout',
    ]);
  });
  it('a talk in one string', async () => {
    const session = await readOne('tau-few-shot', [
      { messages_display: 'user: a\nmore\nassistant: None\ntool: Error: x\ntool: ok\nassistant: b' },
    ]);
    expect(outline(session)).toEqual([
      'user: a\nmore',
      'result ? failed: Error: x (orphan)',
      'result ? : ok (orphan)'.replace('? :', '?:'),
      'assistant: b',
    ]);
  });
});

describe('tau2-bench', () => {
  const INFO = {
    agent_info: { llm: 'm' },
    environment_info: { domain_name: 'air', policy: 'rules', tool_defs: { f: { description: 'd' } } },
  };
  const sim = (messages: object[], more: object = {}) => ({
    id: 's1',
    task_id: 't',
    termination_reason: 'user_stop',
    messages,
    ...more,
  });
  const run = (...simulations: object[]) => JSON.stringify({ info: INFO, tasks: [], simulations });
  it('the policy, calls of the user, errors by flag, an unwrapped reply', async () => {
    const messages = [
      U('a ###STOP###'),
      A('{"message": "hello"}', { generation_time_seconds: 1.5 }),
      {
        role: 'user',
        content: null,
        tool_calls: [{ id: 'u', name: 'toggle', arguments: { on: true }, requestor: 'user' }],
      },
      { role: 'tool', id: 'u', content: 'on', error: false, requestor: 'user' },
      A(null, {
        tool_calls: [
          { id: 'x', name: 'f', arguments: {} },
          { id: 'y', name: 'g', arguments: '{}' },
        ],
      }),
      {
        role: 'tool',
        tool_messages: [
          { role: 'tool', id: 'y', content: 'no', error: true },
          { role: 'tool', id: 'x', content: 'yes' },
        ],
      },
      A('{"message": "two", "more": 1}'),
      A(''),
    ];
    const session = await readOne('tau2-bench', run(sim(messages)), 'a.json');
    expect(outline(session)).toEqual([
      'system: rules',
      'user: a',
      'assistant: hello',
      'call toggle({"on":true}) of the user',
      'result toggle fine: on',
      'call f({})',
      'call g({})',
      'result g failed: no',
      'result f: yes',
      'assistant: {"message": "two", "more": 1}',
      'assistant:  {empty}',
    ]);
    expect(session).toMatchObject({ model: 'm', app: 'tau2-air', intent: 't', nativeId: 's1' });
    expect(session.events[2]).toMatchObject({ latencyMs: 1500 });
    expect(session.tools.map((t) => [t.name, t.description])).toEqual([['f', 'd']]);
  });
  it.each<[string, object, object | undefined, string[]]>([
    [
      'a product of floats that is all but one',
      { reward_info: { reward: 0.9999999999, reward_breakdown: { DB: 1, NOTE: 'x' } } },
      { success: true, score: 0.9999999999, source: 'reward_info.reward', detail: 'user_stop' },
      [],
    ],
    [
      'an end that is a fault',
      { termination_reason: 'max_steps' },
      { success: null, source: 'termination_reason', detail: 'max_steps' },
      ['error max_steps: max_steps'],
    ],
    [
      'a review',
      { review: { agent_error: true, summary: 'rude' } },
      { success: null, source: 'termination_reason', detail: 'user_stop' },
      ['feedback score review 0 by evaluator on session: rude'],
    ],
    [
      'a good review',
      { review: { has_errors: false } },
      { success: null, source: 'termination_reason', detail: 'user_stop' },
      ['feedback score review 1 by evaluator on session'],
    ],
  ])('%s', async (_name, more, outcome, events) => {
    const session = await readOne('tau2-bench', run(sim([U('a')], more)), 'a.json');
    expect(session.outcome).toEqual(outcome);
    expect(outline(session).slice(2)).toEqual(events);
  });
  it('scores are the reward and its numbers', async () => {
    const session = await readOne(
      'tau2-bench',
      run(sim([U('a')], { reward_info: { reward: 0, reward_breakdown: { DB: 1, NOTE: 'x' } } })),
      'a.json',
    );
    expect(session.scores).toEqual([
      { name: 'reward', value: 0, by: 'reward' },
      { name: 'DB', value: 1, by: 'reward' },
    ]);
  });
  it('runs without words say why', async () => {
    const { index } = await readFiles({ 'a.json': run(sim([U('a')]), { ...sim([]), ticks: [] }, sim([])) });
    expect(index.skipped.map((s) => s.reason)).toEqual([
      'simulation 2: a voice run: it holds audio ticks and no messages',
      'simulation 3: it holds no messages',
    ]);
  });
});

describe('Inspect', () => {
  const sample = (messages: object[], more: object = {}) => ({ id: 1, epoch: 2, input: 'in', messages, ...more });
  const log = (one: object, status = 'success') =>
    JSON.stringify({ eval: { task: 'quiz', model: 'm' }, status, samples: [one] });
  it.each<[string, object, object | undefined, string[]]>([
    [
      'a letter',
      { scores: { match: { value: 'C', explanation: 'fits' } } },
      { success: true, source: 'scores.match', score: 1, detail: 'C' },
      ['feedback score match 1 by evaluator on session: fits'],
    ],
    [
      'half',
      { scores: { match: { value: 'P' } } },
      { success: null, source: 'scores.match', score: 0.5, detail: 'P' },
      ['feedback score match 0.5 by evaluator on session'],
    ],
    [
      'no answer',
      { scores: { match: { value: 'N' } } },
      { success: false, source: 'scores.match', score: 0, detail: 'N' },
      ['feedback score match 0 by evaluator on session'],
    ],
    [
      'a word that is no letter',
      { scores: { match: { value: 'fine' } } },
      { success: null, source: 'scores.match', detail: 'fine' },
      ['feedback score match by evaluator on session'],
    ],
    [
      'a truth',
      { scores: { match: { value: true } } },
      { success: true, source: 'scores.match', score: 1 },
      ['feedback score match 1 by evaluator on session'],
    ],
    [
      'several values',
      { scores: { m: { value: { a: 1, b: 0 } } } },
      { success: true, source: 'scores.m.a', score: 1 },
      ['feedback score m.a 1 by evaluator on session', 'feedback score m.b 0 by evaluator on session'],
    ],
    [
      'an old log’s only score',
      { score: { value: 'I' } },
      { success: false, source: 'scores.score', score: 0, detail: 'I' },
      ['feedback score score 0 by evaluator on session'],
    ],
    ['a limit', { limit: { type: 'token' } }, undefined, ['error token: limit: token']],
    ['an error', { error: { message: 'broke' } }, undefined, ['error: broke']],
  ])('a score that is %s', async (_name, more, outcome, events) => {
    const session = await readOne('inspect-ai', log(sample([U('a')], more)), 'a.json');
    expect(session.outcome).toEqual(outcome);
    expect(outline(session)).toEqual(['user: a', ...events]);
  });
  it.each([
    ['error', ['user: a', 'error error: log error']],
    ['cancelled', ['user: a', 'error cancelled: log cancelled']],
    ['success', ['user: a']],
  ])('a sample without score in a log of status %s', async (status, events) => {
    expect(outline(await readOne('inspect-ai', log(sample([U('a')]), status), 'a.json'))).toEqual(events);
  });
  it('attachments, redacted reasoning, tools of the provider, broken calls', async () => {
    const messages = [
      U('see attachment://ab12 and attachment://ffff'),
      A(
        [
          { type: 'reasoning', reasoning: 'zzz', redacted: true, summary: 'sum' },
          { type: 'text', text: 'b' },
          { type: 'tool_use', id: 'w', name: 'web', arguments: '{}', result: 'hits' },
          { type: 'tool_use', id: 'v', tool_type: 'web_search', arguments: {}, error: 'off' },
        ],
        {
          id: 'm1',
          tool_calls: [
            { id: 'c', function: 'f', arguments: { n: 'attachment://ab12' } },
            { id: 'd', function: 'g', arguments: {}, parse_error: 'bad' },
          ],
        },
      ),
      { role: 'tool', tool_call_id: 'c', function: 'f', content: '', error: { message: 'timeout' } },
    ];
    const session = await readOne(
      'inspect-ai',
      log(
        sample(messages, {
          attachments: { ab12: 'TEXT' },
          events: [
            {
              event: 'model',
              timestamp: '2026-01-01T10:00:00Z',
              output: { time: 0.25, choices: [{ message: { id: 'm1' } }] },
            },
          ],
        }),
      ),
      'a.json',
    );
    expect(outline(session)).toEqual([
      'user: see TEXT and attachment://ffff',
      'reasoning: sum',
      'assistant: b',
      'call f({"n":"TEXT"})',
      'call g({}) unanswered {bad_arguments}',
      'call web({})',
      'result web fine: hits',
      'call web_search({})',
      'result web_search failed: off',
      'result f failed: timeout',
    ]);
    expect(session.events[2]).toMatchObject({ latencyMs: 250, ts: Date.UTC(2026, 0, 1, 10) });
    expect(session).toMatchObject({ app: 'quiz', model: 'm', nativeId: '1/2' });
  });
});

describe('MT-bench', () => {
  const QUESTION = { question_id: 5, turns: ['q1', 'q2'] };
  const answer = (model_id: string, ...turns: string[]) => ({
    question_id: 5,
    model_id,
    choices: [{ index: 0, turns }],
  });
  const verdict = (more: object) => ({ question_id: 5, judge: ['gpt', 'pair'], turn: 1, ...more });
  const read = (...records: object[]) => readOne('mt-bench', records);
  it('a score is of its model’s turn; further models are branches', async () => {
    const session = await read(
      QUESTION,
      answer('m1', 'a1', 'a2'),
      answer('m2', 'b1', ''),
      verdict({ model: 'm1', score: 7, turn: 2 }),
      verdict({ model: 'm2', score: 3 }),
    );
    expect(outline(session)).toEqual([
      'user: q1',
      'assistant: a1',
      'user: q2',
      'assistant: a2',
      'feedback score judge 7 by evaluator on turn 3',
      '<1> candidate',
      '  assistant: b1',
      '  feedback score judge 3 by evaluator on turn 1',
      '  user: q2',
      '  assistant:  {empty}',
    ]);
    expect(session).toMatchObject({ model: 'm1', intent: '5', nativeId: '5' });
  });
  it.each([
    ['model_1', 'model_1', 'accept', 'reject'],
    ['model_2', 'model_2', 'reject', 'accept'],
    ['model_1', 'model_2', undefined, undefined],
    ['tie', 'tie', undefined, undefined],
  ])('judged %s in one order and %s in the other', async (g1_winner, g2_winner, first, second) => {
    const session = await read(
      QUESTION,
      answer('m1', 'a'),
      answer('m2', 'b'),
      verdict({ model_1: 'm1', model_2: 'm2', g1_winner, g2_winner }),
    );
    const signals = (events: typeof session.events | undefined) => events?.find((e) => e.kind === 'feedback')?.signal;
    expect([signals(session.events), signals(session.branches[0]?.events)]).toEqual([first, second]);
  });
  it.each([
    [
      'model_b',
      'b',
      [
        'user: q',
        'assistant: y',
        'feedback accept by annotator on turn 1',
        '<1> preference',
        '  assistant: x',
        '  feedback reject by annotator on turn 1',
      ],
    ],
    ['tie', 'a', ['user: q', 'assistant: x', '<1> candidate', '  assistant: y']],
  ])('a battle won by %s', async (winner, model, events) => {
    const session = await read({
      question_id: 9,
      model_a: 'a',
      model_b: 'b',
      winner,
      conversation_a: [U('q'), A('x')],
      conversation_b: [U('q'), A('y')],
    });
    expect(outline(session)).toEqual(events);
    expect(session.model).toBe(model);
  });
  it('questions and verdicts over several files are one session', async () => {
    const { sessions } = await readFiles({
      'c.jsonl': jsonl(verdict({ model: 'm1', score: 7 })),
      'b.jsonl': jsonl(answer('m1', 'a')),
      'a.jsonl': jsonl(QUESTION),
    });
    expect(sessions.map(outline)).toEqual([
      ['user: q1', 'assistant: a', 'feedback score judge 7 by evaluator on turn 1'],
    ]);
  });
  it('a line without any of these is left out', async () => {
    expect(await skippedIn([QUESTION, answer('m1', 'a'), { question_id: 5, category: 'x' }])).toEqual([
      [3, 'other_format', 'neither turns nor answers nor a verdict'],
    ]);
  });
});
