/**
 * smolagents: the steps of an agent's memory (`agent.memory.get_full_steps()`), alone or in a run's result.
 *
 * Shapes from huggingface/smolagents (`memory.py`). A code agent writes its thought and then code, whose output is the next
 * observation; it answers by calling `final_answer` in that code, a tool-calling agent by the tool of that name.
 */

import { defined } from '../../../kit/defined.ts';
import { type At, SessionBuilder } from '../../builder.ts';
import { readContent } from '../../content.ts';
import { arr, get, idOf, isObject, jsonText, str } from '../../parse.ts';
import { into, items, type Place, placeOf, rawArgs } from '../../place.ts';
import type { Reader } from '../../reader.ts';
import { readMessages } from '../../shapes/messages.ts';
import { readCall } from '../../shapes/parts.ts';
import { holdsProse } from '../../steps/unknown.ts';

const FORMAT = 'smolagents';
const INTERPRETER = 'python_interpreter';

const keysOf = (r: unknown): string[] => (isObject(r) ? Object.keys(r) : []);
const isAction = (r: unknown): boolean =>
  typeof get(r, 'step_number') === 'number' &&
  keysOf(r).some((k) => k === 'model_output' || k === 'observations' || k === 'action_output');
const isPlan = (r: unknown): boolean =>
  typeof get(r, 'plan') === 'string' && keysOf(r).includes('model_output_message');
/** Steps of one or two keys: the whole object must be nothing else. */
const isSmall = (r: unknown): boolean => {
  const keys = keysOf(r);
  if (keys.length === 0 || keys.length > 2) return false;
  if (keys.includes('system_prompt')) return keys.length === 1 && typeof get(r, 'system_prompt') === 'string';
  return typeof get(r, 'task') === 'string' && keys.every((k) => k === 'task' || k === 'task_images');
};
const isStep = (r: unknown): boolean => isAction(r) || isPlan(r) || isSmall(r);
const isRun = (v: unknown): boolean => Array.isArray(v) && v.some(isAction) && v.every((s) => isStep(s) || isFinal(s));
const isFinal = (r: unknown): boolean => keysOf(r).length === 1 && keysOf(r)[0] === 'output';

const LISTS = ['steps', 'memory', 'intermediate_steps', 'messages', 'logs'];
const listOf = (r: unknown): string | undefined => (isObject(r) ? LISTS.find((key) => isRun(get(r, key))) : undefined);

export const smolagents: Reader = {
  id: FORMAT,
  doc: {
    title: 'smolagents memory',
    files: '*.json, *.jsonl',
    detection:
      'Steps with `step_number` and `model_output`, `observations` or `action_output`, beside `{system_prompt}`, `{task}` and plans; objects with such a list under `steps`, `memory` or `intermediate_steps`.',
    notes: [
      'Code is a call of `python_interpreter` with `code`, its observations are the result; what stands behind `Thought:` is reasoning, and so is a plan.',
      'The answer is what `final_answer` was given. Code that only calls it is no call.',
      'The messages that each step was given repeat the history; they are read only where the task is not told.',
    ],
  },
  accepts: (sample) => sample.records.some((r) => isAction(r) || isRun(r) || listOf(r) !== undefined),
  votes: (r) => isStep(r) || isRun(r) || listOf(r) !== undefined,
  index({ value }, file) {
    if (isStep(value) || isFinal(value)) return [{ key: file.key }];
    return isRun(value) || listOf(value) ? [{}] : { skip: 'no step of an agent’s memory' };
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    const run: Run = { asked: false, answer: '' };
    for (const record of records) {
      builder.from(record.ref);
      const place = placeOf(record);
      const key = listOf(record.value);
      const question = str(get(record.value, 'question')) ?? str(get(record.value, 'task'));
      if (key !== undefined && question && !arr(get(record.value, key))?.some((s) => str(get(s, 'task')))) {
        builder.user(question, { pointer: '/question' });
        run.asked = true;
      }
      for (const step of key !== undefined ? items(into(place, key)) : isRun(record.value) ? items(place) : [place])
        addStep(step, run, builder);
    }
    return builder.build();
  },
};

/** What was said so far that steps repeat. */
interface Run {
  asked: boolean;
  answer: string;
}

function addStep(step: Place, run: Run, builder: SessionBuilder): void {
  const { value, pointer } = step;
  const time = get(value, 'timing', 'start_time');
  const at: At = { pointer, ...defined({ time: time ?? undefined }) };
  const system = str(get(value, 'system_prompt'));
  const task = str(get(value, 'task'));
  if (system !== undefined) builder.system(system, at);
  else if (task !== undefined) {
    run.asked = true;
    builder.user(task, { ...at, parts: imagesIn(get(value, 'task_images')) });
  } else if (isPlan(value)) {
    builder.newTurn();
    builder.reasoning(str(get(value, 'plan')) ?? '', at);
  } else if (isAction(value)) addAction(step, at, run, builder);
  else if (isFinal(value)) addAnswer(into(step, 'output'), at, run, builder);
  else builder.unknown('step', value);
}

const imagesIn = (images: unknown) => readContent((arr(images) ?? []).map(() => ({ type: 'image' }))).parts;

/** A memory that was saved without its head: the first step's own prompt has it. */
function addHead(step: Place, run: Run, builder: SessionBuilder): void {
  run.asked = true;
  const input = into(step, 'model_input_messages');
  const messages = readMessages(input);
  if (messages.length === 0 && holdsProse(input.value)) builder.unknown('model_input_messages', input.value);
  for (const m of messages) {
    if (m.role === 'system') builder.message(m, { pointer: m.pointer ?? '' });
    else if (m.role === 'user')
      builder.message({ ...m, text: m.text.replace(/^New task:\n/, '') }, { pointer: m.pointer ?? '' });
  }
}

function addAction(step: Place, at: At, run: Run, builder: SessionBuilder): void {
  const { value } = step;
  if (!run.asked) addHead(step, run, builder);
  const code = str(get(value, 'code_action'));
  const final = isLast(value, code);
  builder.newTurn();
  addThought(value, code, at, builder);
  const calls = items(into(step, 'tool_calls'));
  const answersOnly = final && isAnswer(code ?? '');
  let called = 0;
  for (const place of calls) {
    const call = readCall(place);
    if (!call) continue;
    const isCode = call.name === INTERPRETER;
    if ((isCode && answersOnly) || (call.name === 'final_answer' && final)) continue;
    called++;
    const args = isCode && !call.args.trimStart().startsWith('{') ? jsonText({ code: call.args }) : call.args;
    builder.call({ ...at, ...call, args, pointer: place.pointer });
  }
  if (calls.length === 0 && code && !answersOnly) {
    called++;
    builder.call({ ...at, name: INTERPRETER, args: jsonText({ code }) });
  }
  addObservations(step, at, { id: idOf(get(calls[0]?.value, 'id')), called, final }, builder);
  if (final) addAnswer(into(step, 'action_output'), at, run, builder);
}

/** Before 1.17 nothing said so but the code. */
function isLast(value: unknown, code: string | undefined): boolean {
  const flag = get(value, 'is_final_answer');
  const output = get(value, 'action_output');
  if (typeof flag === 'boolean') return flag && output !== null && output !== undefined;
  return code !== undefined && /\bfinal_answer\(/.test(code) && output !== null && output !== undefined;
}

/** `final_answer(…)` and nothing else. */
const isAnswer = (code: string): boolean => /^final_answer\([^\n]*(?:\n[ \t)'"\]}][^\n]*)*$/.test(code.trim());

const CODE = /<code>|```|^Code:|<end_code>/m;

/** What stands before the code: a thought with its label, or something that the model says. */
function addThought(value: unknown, code: string | undefined, at: At, builder: SessionBuilder): void {
  const message = get(value, 'model_output_message', 'content');
  const output = str(get(value, 'model_output')) ?? readContent(message).text;
  const mark = CODE.exec(output);
  // A tool-calling agent's text is its calls, or words beside them.
  const head = (code === undefined ? output : output.slice(0, mark?.index ?? output.length)).trim();
  if (head === '' || /^(?:Action:|Calling tools:|\{)/.test(head)) return;
  const thought = /^Thought:\s*/.exec(head);
  if (thought) builder.reasoning(head.slice(thought[0].length), at);
  else builder.assistant(head, at);
}

/** Output and error of the step. What the program returned is in the observations as well. */
function addObservations(
  step: Place,
  at: At,
  { id, called, final }: { id: string | undefined; called: number; final: boolean },
  builder: SessionBuilder,
): void {
  const { value } = step;
  const seen = str(get(value, 'observations')) ?? '';
  const error = str(get(value, 'error', 'message')) ?? str(get(value, 'error'));
  const text = [seen, error ?? ''].filter((t) => t !== '').join('\n');
  const parts = imagesIn(get(value, 'observations_images'));
  if (called === 0) {
    if (error) builder.error(error, at);
    else if (seen !== '' && !final) builder.context(seen, { ...at, title: 'observations' });
    return;
  }
  // One observation for all calls of a step goes to the first.
  builder.result({ ...at, text, parts, ...defined({ id, isError: error ? true : undefined }) });
  const returned = str(get(value, 'action_output'));
  if (!final && returned && !text.includes(returned)) builder.unknown('action_output', { action_output: returned });
}

function addAnswer(output: Place, at: At, run: Run, builder: SessionBuilder): void {
  const text = str(output.value) ?? rawArgs(output);
  if (text === '' || text === run.answer) return;
  run.answer = text;
  builder.newTurn();
  builder.assistant(text, { ...at, pointer: output.pointer });
}
