/**
 * TRL's rows of a prompt and its completion as lists of messages, prompts alone, and steps with a label each.
 *
 * TRL's dataset formats (huggingface.co/docs/trl): either side may be a text or messages; KTO adds `label`. Sets for
 * reinforcement learning (verl, GRPO) hold prompts alone, beside what checks the answers. Nemotron's first set calls the two
 * sides `input` and `output`.
 */

import { defined } from '../../../kit/defined.ts';
import { SessionBuilder } from '../../builder.ts';
import { ktoLabel } from '../../feedback.ts';
import type { MessageIn } from '../../message.ts';
import { readTools } from '../../openai.ts';
import { arr, get, idOf, isObject, str } from '../../parse.ts';
import { into, type Place, placeOf } from '../../place.ts';
import type { Reader } from '../../reader.ts';
import { isMessageList } from '../../shapes/message-lists.ts';
import { readMessages } from '../../shapes/messages.ts';
import { inTurns } from '../../steps/turns.ts';
import { readOutcome, readSurroundings } from '../../surroundings.ts';

const FORMAT = 'prompt-completion';

/** Keys that hold an answer: a prompt beside one of them is no prompt alone. */
const ANSWERS = [
  'completion',
  'completions',
  'response',
  'responses',
  'output',
  'chosen',
  'messages',
  'choices',
  'result',
];

/** The names of the two sides; the second is missing where there is only a prompt. */
function sidesOf(r: unknown): [string, string | undefined] | undefined {
  if (!isObject(r)) return undefined;
  const lists = [isMessageList(get(r, 'prompt')), isMessageList(get(r, 'completion'))];
  const texts = [typeof get(r, 'prompt') === 'string', typeof get(r, 'completion') === 'string'];
  if ((lists[0] && (lists[1] || texts[1])) || (texts[0] && lists[1])) return ['prompt', 'completion'];
  if (texts[0] && isSteps(r)) return ['prompt', 'completions'];
  if (lists[0] && !ANSWERS.some((key) => (get(r, key) ?? undefined) !== undefined)) return ['prompt', undefined];
  const nemotron = typeof get(r, 'generator') === 'string' && typeof get(r, 'output') === 'string';
  return nemotron && isMessageList(get(r, 'input')) ? ['input', 'output'] : undefined;
}

/** Stepwise supervision: the steps of one answer, each right or wrong. */
const isSteps = (r: unknown): boolean => {
  const steps = arr(get(r, 'completions')) ?? [];
  return (
    steps.length > 0 &&
    steps.every((s) => typeof s === 'string') &&
    (arr(get(r, 'labels')) ?? []).some((l) => typeof l === 'boolean')
  );
};

export const promptCompletion: Reader = {
  id: FORMAT,
  doc: {
    title: 'Prompt and completion (TRL)',
    files: '*.jsonl, *.json, *.parquet',
    detection:
      'Objects with `prompt` and `completion`, one of them at least a list of messages (two texts are a pair of prompt and response); `prompt` as messages alone; `prompt` with `completions` and `labels`; Nemotron’s `input`, `output` and `generator`.',
    notes: [
      '`label` (KTO) becomes an `accept` or a `reject` of the completion; `tools` are read as a list or as JSON text.',
      'A prompt alone is a session without an answer, and gives no row.',
      'The steps of stepwise supervision are one answer, which is accepted when all of them are right.',
      'What checks an answer (`answer`, `solution`, `reward_model`) is not part of the talk and is not read.',
    ],
  },
  votes: (r) => sidesOf(r) !== undefined,
  index: ({ value }) => (sidesOf(value) ? [{}] : { skip: 'no prompt with a completion, one of them as messages' }),
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    for (const record of records) {
      builder.from(record.ref);
      const sides = sidesOf(record.value);
      if (!sides) continue;
      const place = placeOf(record);
      readRowHead(place, builder);
      addSides(place, sides, builder);
      const label = ktoLabel(record.value) ?? stepsLabel(record.value);
      if (label && sides[1]) builder.feedback({ ...label, target: builder.turn });
    }
    return builder.build();
  },
};

/** Id, model, tools and what is told about the row. */
export function readRowHead(place: Place, builder: SessionBuilder): void {
  const { value } = place;
  readSurroundings(value, builder);
  readOutcome(value, builder);
  for (const key of ['id', 'example_id', 'prompt_id', 'uuid'] as const)
    builder.fields.nativeId ??= idOf(get(value, key));
  if (builder.fields.nativeId === undefined) delete builder.fields.nativeId;
  const model = str(get(value, 'model')) ?? str(get(value, 'generator'));
  if (model) builder.fields.model = model;
  for (const path of [['tools'], ['oai_tools'], ['tool_defs'], ['info', 'oai_tools']]) {
    const at = into(place, ...path);
    for (const tool of readTools(at.value, at.text, at.path)) builder.tools.set(tool.name, tool);
  }
}

/** Both sides as one talk: what the completion is depends on the calls before it. */
export function addSides(
  place: Place,
  [asked, answered]: [string, string | undefined],
  builder: SessionBuilder,
  flags: MessageIn['flags'] = [],
): void {
  const system = str(get(place.value, 'system_prompt')) ?? str(get(place.value, 'system'));
  if (system) builder.system(system, { pointer: '/system_prompt' });
  const talk = [...sideOf(into(place, asked), 'user'), ...(answered ? sideOf(into(place, answered), 'assistant') : [])];
  const last = talk.findLast((m) => m.role === 'assistant');
  if (last && flags.length > 0) last.flags = [...(last.flags ?? []), ...flags];
  for (const m of inTurns(talk)) builder.message(m, { pointer: m.pointer ?? '', ...defined({ time: m.time }) });
}

function sideOf(side: Place, role: 'user' | 'assistant'): MessageIn[] {
  const { value, pointer } = side;
  const steps = arr(value);
  if (steps?.every((s) => typeof s === 'string')) return [{ role, text: steps.join('\n'), pointer }];
  return typeof value === 'string' && !isMessageList(value) ? [{ role, text: value, pointer }] : readMessages(side);
}

function stepsLabel(value: unknown): ReturnType<typeof ktoLabel> {
  const labels = isSteps(value) ? (arr(get(value, 'labels')) ?? []) : [];
  if (labels.length === 0) return undefined;
  return { signal: labels.every((l) => l === true) ? 'accept' : 'reject', by: 'annotator', pointer: '/labels' };
}
