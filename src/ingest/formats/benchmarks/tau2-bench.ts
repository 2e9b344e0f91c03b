/**
 * tau2-bench results: one document with `simulations`, or `results.json` beside `simulations/<id>.json`.
 *
 * Written by sierra-research/tau2-bench (`Results` in its data model). In contrast to tau-bench the simulated user has
 * tools of its own, results come with an error flag, and the agent's policy is kept in `info` instead of a system
 * message.
 */

import { defined } from '../../../kit/defined.ts';
import { SessionBuilder } from '../../builder.ts';
import { expectedCalls, textsOf } from '../../expected.ts';
import { readTools } from '../../openai.ts';
import { arr, get, idOf, isObject, num, str } from '../../parse.ts';
import type { IndexEntry, InRecord, Reader } from '../../reader.ts';
import { parseTime } from '../../time.ts';
import { readTau2Message } from './tau2-message.ts';

const FORMAT = 'tau2-bench';
/** Why a voice run is skipped. */
const VOICE = 'a voice run: it holds audio ticks and no messages';
/** Ends that are no fault. */
const FINE = new Set(['user_stop', 'agent_stop']);

/** The document, or of the split layout the file with everything but the simulations. */
const isRun = (r: unknown): boolean =>
  isObject(get(r, 'info')) && Array.isArray(get(r, 'tasks')) && 'tasks' in (r as object);
const isSimulation = (r: unknown): boolean =>
  idOf(get(r, 'task_id')) !== undefined &&
  typeof get(r, 'id') === 'string' &&
  isObject(r) &&
  ('messages' in r || 'ticks' in r) &&
  ('reward_info' in r || 'termination_reason' in r);
const hasTalk = (s: unknown): boolean => (arr(get(s, 'messages'))?.length ?? 0) > 0;

export const tau2Bench: Reader = {
  id: FORMAT,
  doc: {
    title: 'tau2-bench results',
    files: 'results/*.json; results.json with simulations/*.json',
    detection:
      'One object with `info`, `tasks` and `simulations` (or `simulation_index`); or a simulation with `task_id`, `reward_info` and `messages`.',
    notes: [
      'Each simulation is a session; the system prompt is `info.environment_info.policy`, because messages have none.',
      '`task_id` is the intent; `reward_info.reward` the outcome, its breakdown are scores; a review is feedback.',
      'Calls of the simulated user (`requestor: user`) are marked `side: user`: they are not the agent’s actions.',
      'A call’s error flag is read; sentinels such as `###STOP###` are taken out of user text; `raw_data` and the hidden scenario are never read.',
      'A reply that is JSON with only `message` is unwrapped.',
      'Expected actions and `communicate_info` of the task are compared with what the run did, and go no further.',
      'Ends such as `max_steps` and `too_many_errors` are errors.',
      'Voice runs hold ticks of audio and no messages: they are skipped with that reason.',
    ],
  },
  votes: (r) =>
    isSimulation(r) ||
    (isRun(r) && (Array.isArray(get(r, 'simulations')) || Array.isArray(get(r, 'simulation_index')))),
  member: 'simulations',
  index({ value }, file) {
    if (isSimulation(value)) {
      // An element of a document is a session of its own, a file of the split layout belongs to its run.
      const alone = file.framing.startsWith('member:');
      return hasTalk(value) ? [alone ? timeOf(value) : entryOf(value)] : { skip: whyNone(value) };
    }
    const list = arr(get(value, 'simulations'));
    if (list?.length) {
      return list.map((s, i) =>
        hasTalk(s) ? { ...timeOf(s), part: `/simulations/${i}` } : { skip: `simulation ${i + 1}: ${whyNone(s)}` },
      );
    }
    // Split layout: the run's policy and model belong to the simulations in the files beside it.
    const beside = arr(get(value, 'simulation_index'));
    if (beside?.length) return beside.map((s, i) => ({ ...entryOf(s), part: `/simulation_index/${i}` }));
    return { skip: 'a run without simulations: they lie in simulations/*.json, or none was finished' };
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    let run: unknown;
    let simulation: { value: unknown; record: number; in: InRecord; path: (string | number)[] } | undefined;
    let count = 0;
    for (const record of records) {
      builder.from(record.ref);
      const [, list, index] = record.ref.pointer?.split('/') ?? [];
      const isHeader = list === undefined && !isSimulation(record.value);
      if (list !== undefined || isHeader) run = { info: get(record.value, 'info'), tasks: get(record.value, 'tasks') };
      if (list !== 'simulation_index' && !isHeader) {
        const path = list === undefined ? [] : [list, Number(index)];
        simulation = { value: get(record.value, ...path), record: count, in: record, path };
      }
      count++;
    }
    if (!simulation || !hasTalk(simulation.value)) return undefined;
    readRun(run, builder);
    // The run (policy, model) and the simulation may come from two records: events say which one they are from.
    const root = simulation.path.map((step) => `/${step}`).join('');
    const policy = str(get(simulation.value, 'policy')) ?? str(get(run, 'info', 'environment_info', 'policy'));
    const where = { record: simulation.record };
    if (policy)
      builder.system(policy, {
        ...where,
        pointer: get(simulation.value, 'policy') ? `${root}/policy` : '/info/environment_info/policy',
      });
    (arr(get(simulation.value, 'messages')) ?? []).forEach((m, i) => {
      const { in: record, path } = simulation as NonNullable<typeof simulation>;
      readTau2Message(m, record.text, [...path, 'messages', i], builder, where);
    });
    readExpected(simulation.value, get(run, 'tasks'), builder);
    readOutcome(simulation.value, root, builder, where);
    return builder.build();
  },
};

const whyNone = (s: unknown): string => (Array.isArray(get(s, 'ticks')) ? VOICE : 'it holds no messages');

const timeOf = (s: unknown): IndexEntry => {
  const time = parseTime(get(s, 'start_time') ?? get(s, 'timestamp'));
  return time === undefined ? {} : { time };
};

/** Simulations of the split layout are joined with their run by id. */
const entryOf = (s: unknown): IndexEntry => ({ key: `simulation:${idOf(get(s, 'id')) ?? ''}`, ...timeOf(s) });

/** Model, domain and tools of the run. Tools are a list, or lists or single tools by name. */
function readRun(run: unknown, builder: SessionBuilder): void {
  const info = get(run, 'info');
  const model = str(get(info, 'agent_info', 'llm'));
  if (model) builder.fields.model = model;
  const domain = str(get(info, 'environment_info', 'domain_name'));
  if (domain) builder.fields.app = `tau2-${domain}`;
  const defs = get(info, 'environment_info', 'tool_defs');
  const tools = isObject(defs)
    ? Object.entries(defs).flatMap(([k, v]) => (Array.isArray(v) ? v : [nameIt(v, k)]))
    : defs;
  for (const tool of readTools(tools)) builder.tools.set(tool.name, tool);
}

const nameIt = (tool: unknown, name: string): unknown =>
  isObject(tool) && !('name' in tool) && !('function' in tool) ? { ...tool, name } : tool;

/** Parts of a reward that follow from calls and answers. */
const CHECKED = new Set(['DB', 'COMMUNICATE', 'ACTION']);

/**
 * The task's criteria. The actions are those that the simulation was checked against, where it names them: files exist whose tasks
 * are of another numbering. Of the checks themselves, which are part of the reward, nothing is read. Where the reward hangs on assertions about the environment alone, the actions are one way to meet them;
 * assertions in words cannot be checked here.
 */
function readExpected(s: unknown, tasks: unknown, builder: SessionBuilder): void {
  const id = idOf(get(s, 'task_id'));
  const task = arr(tasks)?.find((t) => idOf(get(t, 'id')) === id);
  const criteria = get(task, 'evaluation_criteria');
  if (id === undefined || !isObject(criteria)) return;
  const basis = textsOf(get(criteria, 'reward_basis'));
  const [checks, told] = [get(s, 'reward_info', 'action_checks'), get(s, 'reward_info', 'communicate_checks')];
  const checked = (arr(checks) ?? []).flatMap((check) => get(check, 'action') ?? []);
  const own = checked.length > 0;
  const calls = expectedCalls(own ? checked : (get(criteria, 'actions') ?? []), 'arguments');
  const mentions = own ? (arr(told) ?? []).map((check) => get(check, 'info')) : get(criteria, 'communicate_info');
  builder.fields.expected = {
    ...defined({
      calls,
      joined: own ? undefined : true,
      unchecked: basis.some((b) => !CHECKED.has(b)) ? true : undefined,
      oneWay: basis.length > 0 && !basis.includes('DB') ? true : undefined,
      mentions: basis.length === 0 || basis.includes('COMMUNICATE') ? textsOf(mentions ?? []) : undefined,
    }),
  };
}

/** Task, reward with its breakdown, how the run ended, and the review by a model where there is one. */
function readOutcome(s: unknown, root: string, builder: SessionBuilder, where: { record: number }): void {
  const task = idOf(get(s, 'task_id'));
  if (task !== undefined) builder.fields.intent = task;
  const id = idOf(get(s, 'id'));
  if (id !== undefined) builder.fields.nativeId = id;
  const reason = str(get(s, 'termination_reason'));
  const reward = num(get(s, 'reward_info', 'reward'));
  if (reward !== undefined) {
    // Floating-point products of checks that all passed.
    const success = reward >= 1 - 1e-6;
    builder.fields.outcome = {
      success,
      score: reward,
      source: 'reward_info.reward',
      ...defined({ detail: reason || undefined }),
    };
    builder.scores.push({ name: 'reward', value: reward, by: 'reward' });
  } else if (reason) builder.fields.outcome = { success: null, source: 'termination_reason', detail: reason };
  const breakdown = get(s, 'reward_info', 'reward_breakdown');
  if (isObject(breakdown)) {
    for (const [name, v] of Object.entries(breakdown)) {
      const value = num(v);
      if (value !== undefined) builder.scores.push({ name, value, by: 'reward' });
    }
  }
  if (reason && !FINE.has(reason))
    builder.error(reason, { ...where, pointer: `${root}/termination_reason`, code: reason });
  const review = get(s, 'review');
  const faulty = get(review, 'agent_error') ?? get(review, 'has_errors');
  if (typeof faulty !== 'boolean') return;
  const summary = str(get(review, 'summary'));
  builder.feedback({
    ...where,
    pointer: `${root}/review`,
    signal: 'score',
    name: 'review',
    value: faulty ? 0 : 1,
    by: 'evaluator',
    target: null,
    ...defined({ text: summary || undefined }),
  });
}
