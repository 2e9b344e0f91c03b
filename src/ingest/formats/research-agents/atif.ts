/**
 * ATIF trajectories (Agent Trajectory Interchange Format, as Harbor writes them).
 *
 * The format is an RFC of Harbor (`rfcs/0001-trajectory-format.md` in harbor-framework/harbor). A step is one turn of
 * the user, the system or the agent; an agent's step holds its calls and the observation that answers them. Per-step
 * metrics (tokens, cost, log probabilities) are not read.
 */

import { defined } from '../../../kit/defined.ts';
import type { EventFlag } from '../../../model/event.ts';
import { pointerOf } from '../../blocks.ts';
import { type At, SessionBuilder } from '../../builder.ts';
import { readContent } from '../../content.ts';
import { readTools } from '../../openai.ts';
import { arr, get, idOf, isObject, num, str } from '../../parse.ts';
import { rawJson } from '../../rawjson.ts';
import type { Reader } from '../../reader.ts';

const FORMAT = 'atif';
type Path = readonly (string | number)[];

const isTrajectory = (r: unknown): boolean =>
  str(get(r, 'schema_version'))?.startsWith('ATIF-v') === true && Array.isArray(get(r, 'steps'));

export const atif: Reader = {
  id: FORMAT,
  doc: {
    title: 'ATIF trajectories',
    files: 'trajectory.json, *.jsonl',
    detection: '`schema_version` that starts with `ATIF-v`, and `steps`.',
    notes: [
      'A step’s results (`observation.results`) answer its calls by `source_call_id`, else in order.',
      'Steps with `is_copied_context` are kept as context and flagged `not_trained`.',
      'A step with `llm_call_count: 0` was not written by a model: flag `synthetic`.',
      'Embedded `subagent_trajectories` follow the main line under `agent`.',
      'Unknown sources (redacted files) are taken for the agent’s when they hold calls, reasoning or a model.',
    ],
  },
  votes: (r) => isTrajectory(r),
  index: ({ value }) => (isTrajectory(value) ? [{}] : { skip: 'no ATIF trajectory' }),
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    for (const { value, text, ref } of records) {
      builder.from(ref);
      const id = idOf(get(value, 'trajectory_id')) ?? idOf(get(value, 'session_id'));
      if (id !== undefined) builder.fields.nativeId = id;
      const app = str(get(value, 'agent', 'name'));
      if (app) builder.fields.app = app;
      const model = str(get(value, 'agent', 'model_name'));
      if (model) builder.fields.model = model;
      for (const tool of readTools(get(value, 'agent', 'tool_definitions'), text, ['agent', 'tool_definitions'])) {
        builder.tools.set(tool.name, tool);
      }
      readSteps(value, text, [], undefined, builder);
      (arr(get(value, 'subagent_trajectories')) ?? []).forEach((sub, i) => {
        const agent = idOf(get(sub, 'trajectory_id')) ?? idOf(get(sub, 'session_id')) ?? `subagent-${i + 1}`;
        readSteps(sub, text, ['subagent_trajectories', i], agent, builder);
      });
      readOutcome(value, builder);
    }
    return builder.build();
  },
};

/**
 * @param root way to the trajectory in the record: empty for the main one.
 * @param agent name of a sub-agent.
 */
function readSteps(
  trajectory: unknown,
  text: string,
  root: Path,
  agent: string | undefined,
  builder: SessionBuilder,
): void {
  (arr(get(trajectory, 'steps')) ?? []).forEach((step, i) => {
    if (!isObject(step)) {
      builder.unknown('step', step);
      return;
    }
    const path = [...root, 'steps', i];
    const at: At = { pointer: pointerOf(path), ...defined({ agent }) };
    const time = get(step, 'timestamp');
    if (time !== undefined && time !== null) at.time = time;
    const copied: EventFlag[] = get(step, 'is_copied_context') === true ? ['not_trained'] : [];
    const message = readContent(get(step, 'message'));
    const more = { ...at, parts: message.parts, flags: copied };
    const source = sourceOf(step);
    if (source === 'agent') readAgentStep(step, message, text, path, at, copied, builder);
    else if (source === 'user')
      builder.user(message.text, { ...more, flags: agent ? [...copied, 'synthetic'] : copied });
    else if (source === 'system' && /^\s*\{\s*"raw_payload"\s*:/.test(message.text))
      // What a provider sent, as NeMo Agent Toolkit logs it between the steps: nobody said it.
      builder.context(message.text, { ...more, title: 'raw_payload', harness: 'user' });
    else if (source === 'system') builder.system(message.text, more);
    else if (message.text || message.parts.length > 0)
      builder.context(message.text, { ...more, title: 'unknown source' });
    readResults(step, path, at, copied, builder);
  });
}

/** Who speaks. Published trajectories have unknown sources redacted: fields that only agents have tell them. */
function sourceOf(step: unknown): 'agent' | 'user' | 'system' | undefined {
  const source = get(step, 'source');
  if (source === 'agent' || source === 'user' || source === 'system') return source;
  const agentLike = ['tool_calls', 'reasoning_content', 'model_name'].some(
    (key) => get(step, key) !== undefined && get(step, key) !== null,
  );
  return agentLike ? 'agent' : undefined;
}

/**
 * One answer of the agent. `copied`: the step repeats context of an earlier trajectory and must not be trained on
 * twice.
 */
function readAgentStep(
  step: unknown,
  message: ReturnType<typeof readContent>,
  text: string,
  path: Path,
  at: At,
  copied: readonly EventFlag[],
  builder: SessionBuilder,
): void {
  const flags: EventFlag[] = [...copied, ...(get(step, 'llm_call_count') === 0 ? (['synthetic'] as const) : [])];
  const model = str(get(step, 'model_name'));
  const more = { ...at, flags, ...defined({ model: model || undefined }) };
  const calls = arr(get(step, 'tool_calls')) ?? [];
  builder.newTurn();
  const thought = str(get(step, 'reasoning_content'));
  if (thought) builder.reasoning(thought, { ...at, flags });
  if (message.text !== '' || calls.length === 0) {
    const empty: EventFlag[] = message.text === '' && message.parts.length === 0 ? ['empty'] : [];
    builder.assistant(message.text, { ...more, parts: message.parts, flags: [...flags, ...empty] });
  }
  calls.forEach((call, i) => {
    const raw = get(call, 'arguments');
    const id = idOf(get(call, 'tool_call_id'));
    const args =
      typeof raw === 'string'
        ? raw
        : raw === undefined
          ? ''
          : rawJson(text, [...path, 'tool_calls', i, 'arguments'], raw);
    builder.call({ ...more, name: str(get(call, 'function_name')) ?? '', args, ...defined({ id }) });
  });
}

/** Results of the step's calls. ATIF does not say whether a tool failed. */
function readResults(step: unknown, path: Path, at: At, flags: EventFlag[], builder: SessionBuilder): void {
  (arr(get(step, 'observation', 'results')) ?? []).forEach((result, i) => {
    const content = readContent(get(result, 'content'));
    const id = idOf(get(result, 'source_call_id'));
    const pointer = pointerOf([...path, 'observation', 'results', i]);
    builder.result({
      ...at,
      pointer,
      flags,
      text: content.text,
      parts: content.parts,
      ...defined({ id }),
    });
  });
}

/** The verdict lies outside the file; some writers repeat it in `extra`. Rewards go from 0 to 1, which is solved. */
function readOutcome(value: unknown, builder: SessionBuilder): void {
  const places = ['final_metrics.reward', 'final_metrics.extra.reward', 'extra.reward'];
  for (const source of places) {
    const reward = num(get(value, ...source.split('.')));
    if (reward === undefined) continue;
    builder.fields.outcome = { success: reward >= 1, score: reward, source };
    builder.scores.push({ name: 'reward', value: reward, by: 'reward' });
    return;
  }
}
