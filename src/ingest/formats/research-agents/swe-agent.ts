/**
 * SWE-agent trajectories (`.traj`), and the rows of the published trajectory datasets that share their shape.
 *
 * Described at swe-agent.com/latest/usage/trajectories. The same run is in the file twice: `history` is what the model
 * saw, message by message, `trajectory` one object per step with the thought, the action and the observation. Only
 * `history` knows roles, tool calls and demonstrations, so it is preferred; `trajectory` adds execution times.
 */

import { defined } from '../../../kit/defined.ts';
import { type At, SessionBuilder } from '../../builder.ts';
import { readContent } from '../../content.ts';
import type { MessageIn } from '../../message.ts';
import { isMessage, readMessage } from '../../openai.ts';
import { arr, get, idOf, isObject, num, str } from '../../parse.ts';
import type { InRecord, Reader } from '../../reader.ts';

const FORMAT = 'swe-agent';

const isStep = (s: unknown): boolean =>
  isObject(s) && typeof get(s, 'action') === 'string' && 'observation' in s && ('response' in s || 'thought' in s);
const isHistory = (h: unknown): boolean =>
  isMessage(h) && ['message_type', 'agent', 'thought', 'action'].some((key) => isObject(h) && key in h);
/** Rows of the nebius dataset: roles system, user, ai; the text of the system message lies apart. */
const isRow = (s: unknown): boolean => isObject(s) && typeof get(s, 'role') === 'string' && 'system_prompt' in s;

const someOf = (list: unknown, test: (v: unknown) => boolean): boolean => (arr(list) ?? []).slice(0, 4).some(test);
const hasTalk = (r: unknown): boolean =>
  someOf(get(r, 'history'), isHistory) || someOf(get(r, 'trajectory'), isStep) || someOf(get(r, 'trajectory'), isRow);

export const sweAgent: Reader = {
  id: FORMAT,
  doc: {
    title: 'SWE-agent trajectories',
    files: '*.traj',
    detection:
      'One object with `history` of messages with `message_type` or `agent`, or `trajectory` of `{action, observation, response, thought}`.',
    notes: [
      '`history` is read; `trajectory` only when there is none (`query` and `messages` of its steps repeat the prompt and are never read).',
      'Messages with `is_demo` are a planted demonstration and left out.',
      'In text modes observations have role user: only the first user message is human, an observation answers the open call.',
      'The assistant’s text is the thought; the call comes from `tool_calls`, else from the text of `action` (tool `bash`).',
      '`info.exit_status` is the outcome’s detail; `exit_…` is an error. “submitted” does not say whether the task was solved.',
      'A retry agent’s `attempts` are one session each, with one intent.',
    ],
  },
  votes: (r) => hasTalk(r) || someOf(get(r, 'attempts'), hasTalk),
  index({ value }) {
    const attempts = arr(get(value, 'attempts'));
    if (attempts?.some(hasTalk)) return attempts.map((_, i) => ({ part: `/attempts/${i}` }));
    return hasTalk(value) ? [{}] : { skip: 'no SWE-agent trajectory: neither history nor trajectory' };
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    builder.fields.app = FORMAT;
    for (const record of records) {
      builder.from(record.ref);
      const path = record.ref.pointer ? ['attempts', Number(record.ref.pointer.split('/').at(-1))] : [];
      readRun(get(record.value, ...path), record, path, builder);
    }
    return builder.build();
  },
};

/** One run: of the whole file, or one of a retry agent's attempts. `path` leads to it. */
function readRun(run: unknown, record: InRecord, path: (string | number)[], builder: SessionBuilder): void {
  const instance =
    idOf(get(run, 'instance_id')) ?? /([^/]+)\.traj$/.exec(record.ref.entry ?? record.ref.path)?.[1] ?? undefined;
  if (instance) builder.fields.intent = instance;
  const model = str(get(run, 'model_name'));
  if (model) builder.fields.model = model;
  const trajectory = arr(get(run, 'trajectory')) ?? [];
  const history = arr(get(run, 'history')) ?? [];
  const root = path.map((step) => `/${step}`).join('');
  if (someOf(history, isMessage)) readHistory(history, trajectory, record.text, path, builder);
  else if (someOf(trajectory, isRow)) readRows(trajectory, root, builder);
  else readSteps(trajectory, record.text, root, path, builder);
  readOutcome(run, root, builder);
}

/**
 * The run by its messages. In text modes an observation has the role of the user: the first user message is the task,
 * one that follows a call is the call's result, any other one was written by the environment (a format error, a
 * reminder).
 */
function readHistory(
  history: readonly unknown[],
  trajectory: readonly unknown[],
  text: string,
  path: (string | number)[],
  builder: SessionBuilder,
): void {
  const seconds = stepTimes(history, trajectory);
  let asked = false;
  // `open`: calls of the last answer; `action`: index of that answer, which its execution time has as well.
  let open = 0;
  let action = -1;
  history.forEach((entry, i) => {
    if (get(entry, 'is_demo') === true || get(entry, 'message_type') === 'demonstration') return;
    const here = [...path, 'history', i];
    const message = readMessage(entry, text, here);
    if (!message) {
      builder.unknown(str(get(entry, 'role')) ?? 'message', entry);
      return;
    }
    const at: At = { pointer: here.map((step) => `/${step}`).join(''), ...agentOf(entry) };
    if (message.role === 'assistant') {
      action++;
      open = addStep(entry, message, at, builder);
    } else if (message.role === 'tool' || (message.role === 'user' && asked && open > 0)) {
      // SWE-agent answers parallel calls with one observation. It goes to the first call.
      const ids = arr(get(entry, 'tool_call_ids'))?.map(idOf) ?? [message.callId];
      const latency = seconds?.[action];
      const more = { ...at, parts: message.parts, ...defined({ latencyMs: latency }) };
      builder.result({ ...more, text: message.text, ...defined({ id: ids[0] }) });
      open = 0;
    } else if (message.role === 'user' && asked)
      builder.context(message.text, { ...at, title: 'environment', ...defined({ parts: message.parts }) });
    else {
      if (message.role === 'user') asked = true;
      builder.message(message, at);
    }
  });
}

/**
 * One answer of the model; returns how many calls it made. `action` is the command as it was run; `thought` is the text
 * without it, where the tool parser could tell them apart.
 */
function addStep(entry: unknown, message: MessageIn, at: At, builder: SessionBuilder): number {
  builder.newTurn();
  const thinking = readContent(get(entry, 'thinking_blocks')).reasoning || message.reasoning;
  if (thinking) builder.reasoning(thinking, at);
  const planned = str(get(entry, 'action'))?.trim() ? (get(entry, 'action') as string) : undefined;
  const calls = message.calls ?? (planned === undefined ? [] : [{ name: 'bash', args: planned, freeform: true }]);
  const said = (str(get(entry, 'thought')) ?? '') || (calls.length === 0 || message.calls ? message.text : '');
  if (said.trim() !== '' || calls.length === 0) builder.assistant(said, at);
  for (const call of calls) builder.call({ ...at, ...call });
  builder.attach((message.parts ?? []).filter((p) => !STEP_FIELDS.has(p.name ?? '')));
  return calls.length;
}

/** Fields of an answer that are read by their own names. */
const STEP_FIELDS = new Set(['thought', 'action', 'response', 'execution_time', 'state']);

/** The agent's name, unless it is the one that every run has. */
const agentOf = (entry: unknown): { agent?: string } => {
  const agent = str(get(entry, 'agent'));
  return agent === undefined || agent === 'main' || agent === 'primary' ? {} : { agent };
};

/** Execution times of the actions in ms, when steps and actions correspond one to one. */
function stepTimes(history: readonly unknown[], trajectory: readonly unknown[]): (number | undefined)[] | undefined {
  const actions = history.filter((h) => get(h, 'role') === 'assistant' && get(h, 'is_demo') !== true).length;
  if (actions !== trajectory.length) return undefined;
  return trajectory.map((step) => {
    const seconds = num(get(step, 'execution_time'));
    return seconds === undefined ? undefined : Math.round(seconds * 1000);
  });
}

/** Only steps: the prompt is that of the first step, as far as it was kept. */
function readSteps(
  steps: readonly unknown[],
  text: string,
  root: string,
  path: (string | number)[],
  builder: SessionBuilder,
): void {
  // Older versions call the prompt of a step `messages`.
  const key = Array.isArray(get(steps[0], 'query')) ? 'query' : 'messages';
  (arr(get(steps[0], key)) ?? []).forEach((m, i) => {
    const message = get(m, 'is_demo') === true ? undefined : readMessage(m, text, [...path, 'trajectory', 0, key, i]);
    if (message?.role === 'system' || message?.role === 'user') {
      builder.message(message, { pointer: `${root}/trajectory/0/${key}/${i}` });
    }
  });
  steps.forEach((step, i) => {
    const at = { pointer: `${root}/trajectory/${i}` };
    const action = str(get(step, 'action')) ?? '';
    const said = str(get(step, 'thought')) || (action === '' ? (str(get(step, 'response')) ?? '') : '');
    builder.newTurn();
    if (said.trim() !== '' || action === '') builder.assistant(said, at);
    if (action === '') return;
    builder.call({ ...at, name: 'bash', args: action, freeform: true });
    const observation = str(get(step, 'observation'));
    const seconds = num(get(step, 'execution_time'));
    if (observation !== undefined) {
      builder.result({
        ...at,
        text: observation,
        ...defined({ latencyMs: seconds === undefined ? undefined : Math.round(seconds * 1000) }),
      });
    }
  });
}

/** The last fenced block is the command, as SWE-agent's own parser takes it. */
function splitCommand(text: string): { thought: string; command?: string } {
  const close = text.lastIndexOf('```');
  const open = close < 1 ? -1 : text.lastIndexOf('```', close - 1);
  const line = open < 0 ? -1 : text.indexOf('\n', open);
  if (line < 0 || line > close) return { thought: text };
  return { thought: text.slice(0, open), command: text.slice(line + 1, close).replace(/\n$/, '') };
}

/** Rows of nebius/SWE-agent-trajectories: thought and command are one text with the command in a fenced block. */
function readRows(rows: readonly unknown[], root: string, builder: SessionBuilder): void {
  let asked = false;
  let open = false;
  rows.forEach((row, i) => {
    const at = { pointer: `${root}/trajectory/${i}` };
    const role = str(get(row, 'role'));
    const text = str(get(row, 'text')) ?? '';
    if (role === 'system') builder.system(str(get(row, 'system_prompt')) ?? text, at);
    else if (role === 'user' && open) {
      builder.result({ ...at, text });
      open = false;
    } else if (role === 'user' && asked) builder.context(text, { ...at, title: 'environment' });
    else if (role === 'user') {
      asked = true;
      builder.user(text, at);
    } else if (role === 'ai' || role === 'assistant') {
      const { thought, command } = splitCommand(text);
      builder.newTurn();
      const said = thought.trim();
      if (said !== '' || command === undefined) builder.assistant(said, at);
      if (command !== undefined) builder.call({ ...at, name: 'bash', args: command, freeform: true });
      open = command !== undefined;
    } else builder.unknown(role ?? 'row', row);
  });
}

/**
 * The outcome. Datasets add whether the tests passed (`resolved`, `target`); SWE-agent itself only knows how the run
 * ended, and a submitted patch may be wrong.
 */
function readOutcome(run: unknown, root: string, builder: SessionBuilder): void {
  const status = str(get(run, 'info', 'exit_status')) ?? str(get(run, 'exit_status'));
  const solved = [get(run, 'resolved'), get(run, 'target'), get(run, 'info', 'resolved')].find(
    (v) => typeof v === 'boolean',
  );
  if (status === undefined && solved === undefined) return;
  builder.fields.outcome = {
    success: typeof solved === 'boolean' ? solved : null,
    source: typeof solved === 'boolean' ? 'resolved' : 'info.exit_status',
    ...defined({ detail: status }),
  };
  if (status !== undefined && /exit_|error|forfeit|timeout|early_exit/i.test(status)) {
    builder.error(status, { pointer: `${root}/info/exit_status`, code: status });
  }
}
