/** Outcomes of logs whose verdict is hidden: on logs of four formats that are made here, and on real ones where they are. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '../../../src/model/session.ts';
import { figures, hidden, sessionsIn, verdicts } from '../../measure/outcome.ts';
import { writeLog } from '../../support/logs.ts';

type Ending = 'right' | 'other' | 'none' | 'more' | 'refused';
const ENDINGS: readonly Ending[] = ['right', 'other', 'none', 'more', 'right', 'refused'];
const good = (ending: Ending): boolean => ending === 'right';

/** A loan at a library: the calls that a run made, by how it went. */
function calls(ending: Ending, n: number): { name: string; args: object; result: string }[] {
  const card = `card_${n}9`;
  const look = { name: 'get_card', args: { card }, result: `{"card":"${card}"}` };
  const lend = (book: string, result = '{"ok":true}') => ({ name: 'lend_book', args: { card, book }, result });
  const made = {
    right: [lend(`b_${n}`)],
    other: [lend('b_0')],
    none: [],
    more: [lend(`b_${n}`), lend('b_0')],
    refused: [lend('b_0', 'Error: not for loan')],
  };
  return [look, ...made[ending]];
}
const wanted = (n: number) => ({ name: 'lend_book', args: { card: `card_${n}9`, book: `b_${n}` } });

function tauBench(): object[] {
  return ENDINGS.map((ending, n) => ({
    task_id: n,
    trial: 0,
    reward: good(ending) ? 1 : 0,
    info: { task: { user_id: `u${n}`, actions: [{ name: wanted(n).name, kwargs: wanted(n).args }], outputs: [] } },
    traj: [
      { role: 'system', content: 'You lend books.' },
      { role: 'user', content: `Book b_${n} please.` },
      ...calls(ending, n).flatMap(({ name, args, result }, i) => [
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: `c${i}`, type: 'function', function: { name, arguments: JSON.stringify(args) } }],
        },
        { role: 'tool', tool_call_id: `c${i}`, name, content: result },
      ]),
      { role: 'assistant', content: 'All done.' },
      { role: 'user', content: 'Thanks! ###STOP###' },
    ],
  }));
}

/** The tasks lie apart, and one of them belongs to another run. */
function tau2Bench(): object {
  const task = (n: number) => ({
    id: String(n),
    evaluation_criteria: {
      actions: [{ name: wanted(n).name, arguments: wanted(n).args, requestor: 'assistant', compare_args: null }],
      communicate_info: ['14 days'],
      reward_basis: ['DB', 'COMMUNICATE'],
    },
  });
  return {
    info: { environment_info: { domain_name: 'library', policy: 'You lend books.' }, agent_info: { llm: 'm' } },
    tasks: ENDINGS.map((_, n) => task(n)),
    simulations: ENDINGS.map((ending, n) => ({
      id: `s${n}`,
      task_id: String(n),
      termination_reason: 'user_stop',
      reward_info: { reward: good(ending) ? 1 : 0, reward_breakdown: { DB: good(ending) ? 1 : 0 } },
      messages: [
        { role: 'assistant', content: 'Hello!' },
        { role: 'user', content: `Book b_${n} please.` },
        ...calls(ending, n).flatMap(({ name, args, result }, i) => [
          {
            role: 'assistant',
            content: null,
            tool_calls: [{ id: `c${i}`, name, arguments: args, requestor: 'assistant' }],
          },
          { role: 'tool', id: `c${i}`, content: result, error: result.startsWith('Error') },
        ]),
        { role: 'assistant', content: 'Lent for 14 days.' },
        { role: 'user', content: 'Thanks, bye' },
      ],
    })),
  };
}

function inspectLog(): object {
  const answers: [string, string, boolean][] = [
    ['Oslo', 'It is Oslo.', true],
    ['Oslo', 'Bergen, I think', false],
    ['C', 'ANSWER: C', true],
    ['C', 'ANSWER: A', false],
    ['12', 'The sum is **12**', true],
    ['12', 'The sum is 120', false],
  ];
  return {
    version: 2,
    status: 'success',
    eval: { task: 'made', run_id: 'r', model: 'm' },
    samples: answers.map(([target, answer, right], i) => ({
      id: i,
      epoch: 1,
      input: `Question ${i}`,
      target,
      messages: [
        { role: 'user', content: `Question ${i}` },
        { role: 'assistant', content: answer },
      ],
      scores: { match: { value: right ? 'C' : 'I', answer } },
    })),
  };
}

function sweAgent(): [name: string, run: object][] {
  const step = (action: string, observation: string) => ({ action, observation, response: action, thought: '' });
  const edit = step('edit 3:3\nx\nend_of_edit', 'File updated\n(Open file: /r/a.py)\n(Current directory: /r)');
  const crash = step('python reproduce.py', 'Traceback (most recent call last):\n  File "a"\nKeyError: 1');
  const fixed = [crash, edit, step('python reproduce.py', 'ok'), step('submit', '')];
  const runs: [object[], string, boolean][] = [
    [fixed, 'submitted', true],
    [
      [step('pytest', '== 2 failed in 1.0s =='), edit, step('pytest', '== 2 passed in 1.0s =='), step('submit', '')],
      'submitted',
      true,
    ],
    [[crash, edit, crash], 'exit_cost', false],
    [[edit, step('pytest', '== 1 failed, 1 passed in 1.0s =='), step('submit', '')], 'submitted (exit_context)', false],
    // Nothing was tried: nobody can tell.
    [[edit, step('submit', '')], 'submitted', false],
  ];
  return runs.map(([trajectory, exit_status, resolved], i) => [
    `made-${i}.traj`,
    { instance_id: `made-${i}`, resolved, info: { exit_status }, history: null, trajectory: withPrompt(trajectory) },
  ]);
}

const withPrompt = ([first, ...rest]: object[]): object[] => [
  { ...first, query: [{ role: 'user', content: 'KeyError when the list is empty. Please fix.' }] },
  ...rest,
];

const sets: Record<string, Session[]> = {};

const root = mkdtempSync(join(tmpdir(), 'goldpan-outcome-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

beforeAll(async () => {
  writeLog(root, 'tau/results.json', JSON.stringify(tauBench()));
  writeLog(root, 'tau2/results.json', JSON.stringify(tau2Bench()));
  writeLog(root, 'inspect/log.json', JSON.stringify(inspectLog()));
  for (const [name, run] of sweAgent()) writeLog(root, `swe/${name}`, JSON.stringify(run));
  for (const name of ['tau', 'tau2', 'inspect', 'swe']) sets[name] = await sessionsIn(join(root, name));
});

describe.each(['tau', 'tau2', 'inspect', 'swe'])('%s', (name) => {
  it('is told right where something is said, and mostly something is', () => {
    const { precision, coverage, runs, baseline } = figures(verdicts(sets[name] ?? [], true));
    expect(runs).toBeGreaterThanOrEqual(5);
    expect(precision).toBe(1);
    expect(coverage).toBeGreaterThanOrEqual(0.8);
    expect(coverage * precision).toBeGreaterThan(baseline);
  });

  it('is told by behaviour alone without the right result, or not at all', () => {
    const { precision, coverage } = figures(verdicts(sets[name] ?? [], false));
    if (coverage > 0) expect(precision).toBe(1);
    expect(coverage > 0).toBe(name === 'swe');
  });
});

it('hides all that states the outcome', () => {
  for (const session of Object.values(sets).flat()) {
    const without = hidden(session, false);
    expect(without.outcome?.success ?? null).toBeNull();
    expect([without.scores, without.expected]).toEqual([[], undefined]);
    expect(without.events.some((e) => e.kind === 'feedback' && e.signal === 'score')).toBe(false);
  }
});

it('counts each run once', () => {
  const said = ['success', 'failure', 'unknown'] as const;
  const list = [true, false].flatMap((truth) => said.map((one) => ({ truth, said: one })));
  expect(figures([...list, { truth: true, said: 'success' }])).toEqual({
    confusion: {
      success: { success: 2, failure: 1, unknown: 1 },
      failure: { success: 1, failure: 1, unknown: 1 },
    },
    runs: 7,
    precision: 0.6,
    coverage: 5 / 7,
    baseline: 4 / 7,
  });
});

/** Logs of published benchmarks, where they lie beside the repository. */
const LOGS = join(import.meta.dirname, '../../../../shared/data/logs');

if (!existsSync(LOGS)) console.warn('SKIPPED: outcomes of published runs, because ../shared/data/logs is not there.');

describe.each(['tau-bench', 'tau2-bench', 'inspect-ai'])('published runs of %s', (name) => {
  const folder = join(LOGS, name);
  it.skipIf(!existsSync(folder))('are told with a precision of .85 and a coverage of .5', async () => {
    const { precision, coverage, runs } = figures(verdicts(await sessionsIn(folder), true));
    expect(runs).toBeGreaterThan(10);
    expect(precision).toBeGreaterThanOrEqual(0.85);
    expect(coverage).toBeGreaterThanOrEqual(0.5);
  });
});
