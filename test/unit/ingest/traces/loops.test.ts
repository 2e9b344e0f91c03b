/** Agent loops: model calls that repeat the history in part, runs between them, agents within agents, words on the outer span only. */
import { describe, expect, it } from 'vitest';
import { outline, readOne } from '../outline.ts';
import { A, CALL, EXPORTERS, type StepIn, U } from './exporters.ts';

const S = (content: string) => ({ role: 'system', content });
const T = (content: string, id = 'c') => ({ role: 'tool', tool_call_id: id, content });
const call = (id: string, name: string, args = '{}') =>
  A(null, { tool_calls: [{ id, type: 'function', function: { name, arguments: args } }] });
const model = (second: number, input: unknown, output?: unknown, more: Partial<StepIn> = {}): StepIn => ({
  kind: 'model',
  second,
  input,
  output,
  ...more,
});
const run = (second: number, output: string, more: Partial<StepIn> = {}): StepIn => ({
  kind: 'tool',
  second,
  name: 'f',
  input: { n: 1 },
  output,
  ...more,
});
const around = (input: unknown, output?: unknown, more: Partial<StepIn> = {}): StepIn => ({
  kind: 'wrapper',
  second: 0,
  input,
  output,
  ...more,
});

const LOOPS: [string, StepIn[], string[]][] = [
  [
    'a request that repeats the talk without call and result goes on after the run',
    [model(1, [U('a')], CALL), run(2, 'r', { call: 'c' }), model(3, [U('a')], A('b'))],
    ['user: a', 'call f({"n":1})', 'result f: r', 'assistant: b'],
  ],
  [
    'also when only name and arguments say whose run it is, and for a third request',
    [
      model(1, [S('s'), U('a')], CALL),
      run(2, 'r'),
      model(3, [S('s'), U('a')], call('d', 'g')),
      run(4, 'q', { name: 'g', input: {} }),
      model(5, [S('s'), U('a')], A('b')),
    ],
    ['system: s', 'user: a', 'call f({"n":1})', 'result f: r', 'call g({})', 'result g: q', 'assistant: b'],
  ],
  [
    'without a run between them it is a second try',
    [model(1, [U('a')], CALL), model(3, [U('a')], A('b'))],
    ['user: a', 'assistant: b', '<1> regenerate', '  call f({"n":1}) unanswered'],
  ],
  [
    'a run that began later proves nothing',
    [model(1, [U('a')], CALL), model(3, [U('a')], A('b')), run(5, 'r', { call: 'c' })],
    ['user: a', 'assistant: b', '<1> regenerate', '  call f({"n":1}) unanswered'],
  ],
  [
    'the next turn repeats the talk without call and result',
    [model(1, [U('a')], CALL), model(3, [U('a'), CALL, T('r')], A('b')), model(5, [U('a'), A('b'), U('c')], A('d'))],
    ['user: a', 'call f({"n":1})', 'result f: r', 'assistant: b', 'user: c', 'assistant: d'],
  ],
  [
    'a history that keeps the call and drops the result',
    [model(1, [U('a')], CALL), run(2, 'r', { call: 'c' }), model(3, [U('a'), CALL, U('go on')], A('b'))],
    ['user: a', 'call f({"n":1})', 'result f: r', 'user: go on', 'assistant: b'],
  ],
  [
    'a retry of a call that was answered is a branch',
    [
      model(1, [U('a')], CALL),
      model(3, [U('a'), CALL, T('r')], call('d', 'g')),
      run(4, 'q', { name: 'g', input: {}, call: 'd' }),
      model(5, [U('a'), CALL, T('r')], A('b')),
    ],
    ['user: a', 'call f({"n":1})', 'result f: r', 'assistant: b', '<3> regenerate', '  call g({}) unanswered'],
  ],
  [
    'parallel runs, the later one first',
    [
      model(1, [U('a')], A(null, { tool_calls: [...CALL.tool_calls, ...call('d', 'g').tool_calls] })),
      run(2, 'q', { name: 'g', input: {}, call: 'd' }),
      run(3, 'r', { call: 'c' }),
      model(5, [U('a')], A('b')),
    ],
    ['user: a', 'call f({"n":1})', 'call g({})', 'result f: r', 'result g: q', 'assistant: b'],
  ],
  [
    'a clock in the system prompt makes no other talk',
    [model(1, [S('Now 10:01'), U('a')], CALL), model(3, [S('Now 10:02'), U('a'), CALL, T('r')], A('b'))],
    ['system: Now 10:01', 'user: a', 'call f({"n":1})', 'result f: r', 'assistant: b'],
  ],
  [
    'an agent hands the talk over, with other instructions',
    [
      model(1, [S('Sort the mail.'), U('a')], call('h', 'transfer_to_billing')),
      model(3, [S('You do bills only.'), U('a'), call('h', 'transfer_to_billing'), T('ok', 'h')], call('d', 'g')),
      model(
        5,
        [S('You do bills only.'), U('a'), call('h', 'transfer_to_billing'), T('ok', 'h'), call('d', 'g'), T('q', 'd')],
        A('b'),
      ),
    ],
    [
      'system: Sort the mail.',
      'user: a',
      'call transfer_to_billing({})',
      'result transfer_to_billing: ok',
      'system: You do bills only.',
      'call g({})',
      'result g: q',
      'assistant: b',
    ],
  ],
  [
    'a title or a grade of the talk, under other instructions, is none of its turns',
    [model(1, [S('Help.'), U('a')], A('b')), model(3, [S('Find titles now.'), U('a'), A('b'), U('Title?')], A('t'))],
    [
      'system: Help.',
      'user: a',
      'assistant: b',
      'system: Find titles now. @agent-2',
      'user: a @agent-2',
      'assistant: b @agent-2',
      'user: Title? @agent-2',
      'assistant: t @agent-2',
    ],
  ],
  [
    'an agent within a tool run is its own, however long it talks',
    [
      model(1, [U('a')], CALL),
      run(2, 'r', { call: 'c' }),
      model(3, [U('sub')], call('d', 'g'), { parent: 1 }),
      model(4, [U('sub'), call('d', 'g'), T('q', 'd')], A('r'), { parent: 1 }),
      model(6, [U('a'), CALL, T('r')], A('b')),
    ],
    [
      'user: a',
      'call f({"n":1})',
      'result f: r',
      'assistant: b',
      'user: sub @agent-2',
      'call g({}) @agent-2',
      'result g: q @agent-2',
      'assistant: r @agent-2',
    ],
  ],
  [
    'the words of the person stand on the outer span only',
    [around([S('s'), U('a')]), model(1, [S('s')], A('b'))],
    ['system: s', 'user: a', 'assistant: b'],
  ],
  [
    'the answer stands on the outer span only',
    [around([U('a')], A('b')), model(1, [U('a')])],
    ['user: a', 'assistant: b'],
  ],
  [
    'the answer after the last run stands on the outer span only',
    [around([U('a')], A('b')), model(1, [U('a')], CALL), run(2, 'r', { call: 'c' })],
    ['user: a', 'call f({"n":1})', 'result f: r', 'assistant: b'],
  ],
  [
    'what a call says is not said again by the outer span',
    [around([U('other')], A('summary')), model(1, [U('a')], A('b'))],
    ['user: a', 'assistant: b'],
  ],
  [
    'an outer span that failed has no answer',
    [around([U('a')], A('x'), { error: 'late' }), model(1, [U('a')], CALL)],
    ['user: a', 'call f({"n":1}) unanswered'],
  ],
  [
    'runs that no model call is there to tell of',
    [around([U('a')], A('b')), run(2, 'r'), run(3, 'inner', { parent: 1, name: 'g' })],
    ['user: a', 'call f({"n":1})', 'result f: r', 'assistant: b'],
  ],
  [
    'a state that comes back whole is not said twice',
    [around([U('a')], [U('a'), CALL, T('r'), A('b')])],
    ['user: a', 'call f({"n":1})', 'result f: r', 'assistant: b'],
  ],
  [
    'what went in on one span, what came out on another',
    [around([U('a')]), around([], A('b'), { second: 1, parent: 0 })],
    ['user: a', 'assistant: b'],
  ],
];

describe.each(EXPORTERS)('%s', (format, write) => {
  it.each(LOOPS)('%s', async (_name, steps, events) => {
    expect(outline(await readOne(format, write(steps)))).toEqual(events);
  });
});
