/**
 * Fine-tuning files: SFT lines and the preference shapes of OpenAI, TRL, LLaMA-Factory and ms-swift.
 *
 * Their documentation: platform.openai.com/docs/guides/fine-tuning, huggingface.co/docs/trl (dataset formats),
 * LLaMA-Factory's `data/README.md`, ms-swift's custom-dataset page. The shapes differ in names only: a list of
 * messages, or a prompt with a better and a worse side.
 */

import { defined } from '../../../kit/defined.ts';
import { SessionBuilder } from '../../builder.ts';
import { ktoLabel } from '../../feedback.ts';
import type { MessageIn } from '../../message.ts';
import { readTools } from '../../openai.ts';
import { arr, get, idOf, isObject, num, str } from '../../parse.ts';
import { decoded, into, items, type Place, placeOf } from '../../place.ts';
import { addPreference } from '../../preference.ts';
import type { Reader } from '../../reader.ts';
import { columnList, isMessageList, saysNothing, toolsOfSystem } from '../../shapes/message-lists.ts';
import { looksLikeMessage, readMessages } from '../../shapes/messages.ts';
import { isTurn } from '../../shapes/sharegpt-turns.ts';
import { isTranscript } from '../../shapes/transcript.ts';

const FORMAT = 'openai-finetune';

/** Keys that lines for training hold and logs do not need; others (times, responses) tell a log. */
const SFT_KEYS = new Set([
  'messages',
  'tools',
  'functions',
  'parallel_tool_calls',
  'label',
  'kto_tag',
  'rejected_response',
  'rejected_messages',
  'chat_template_kwargs',
  'images',
  'loss_weight',
  'weight',
]);

/** Names of the two sides, in pairs. */
const SIDES: readonly (readonly [string, string])[] = [
  ['preferred_output', 'non_preferred_output'],
  ['chosen', 'rejected'],
  ['chosen_messages', 'rejected_messages'],
  ['chosen_response', 'rejected_response'],
  ['messages', 'rejected_messages'],
  ['messages', 'rejected_response'],
];

/** A side is a text, a message or a list of messages. */
const isSide = (value: unknown): boolean =>
  typeof value === 'string' || looksLikeMessage(value) || (arr(value) ?? []).some(looksLikeMessage);

/** The names under which a record holds its two sides; undefined for a record that is no preference. */
function sidesOf(record: unknown): readonly [string, string] | undefined {
  // With turns beside them they are ShareGPT's.
  if (columnList(get(record, 'conversations'))?.some(isTurn)) return undefined;
  const found = SIDES.find(([a, b]) => isSide(get(record, a)) && isSide(get(record, b)));
  // Without a prompt two plain strings are no talk (two transcripts are hh-rlhf's).
  if (!found || typeof get(record, found[0]) !== 'string') return found;
  return promptKey(record) !== undefined || isTranscript(get(record, found[0])) ? found : undefined;
}

/** Where a record has what both sides answer. `messages` may be it, when the sides lie beside. */
const promptKey = (record: unknown): string | undefined =>
  ['prompt', 'input', 'question', 'query', 'instruction', 'conversations', 'messages'].find((key) => {
    const value = get(record, key);
    return typeof value === 'string' || Array.isArray(value) || Array.isArray(get(value, 'messages'));
  });

/** Messages and nothing but keys of training sets: one key more, and it is somebody's log. */
function isSft(record: unknown): boolean {
  if (!isObject(record)) return false;
  const list = arr(get(record, 'messages'));
  return (
    list !== undefined &&
    list.length > 0 &&
    list.every(looksLikeMessage) &&
    Object.keys(record).every((k) => SFT_KEYS.has(k))
  );
}

export const openaiFinetune: Reader = {
  id: FORMAT,
  doc: {
    title: 'Fine-tuning and preference files',
    files: '*.jsonl, *.json',
    detection:
      'Objects of `messages` (with `tools`, `parallel_tool_calls`, `label`) and nothing that tells a log; `{input, preferred_output, non_preferred_output}`; `{prompt, chosen, rejected}`; `{chosen_messages, rejected_messages}`; `messages` with `rejected_response`.',
    notes: [
      'The preferred side is the main line with an `accept`, the other one a branch with cause `preference` and a `reject`; a prefix that both repeat is the prompt.',
      'KTO’s `label` becomes an `accept` or a `reject` of the last answer.',
      '`weight: 0` and `loss_weight: 0` mark assistant messages that were not trained on.',
      'LLaMA-Factory’s parts (`value`, `reasoning`, `tool_call`) are read; one tool message that answers several calls becomes one result each.',
      'Goldpan writes the same shape: its own datasets are known by their manifest and left out.',
    ],
  },
  votes: (r) => isObject(r) && (sidesOf(r) !== undefined || isSft(r)),
  index: ({ value }) =>
    sidesOf(value) !== undefined || (arr(get(value, 'messages')) ?? []).some(looksLikeMessage)
      ? [{}]
      : { skip: 'neither messages nor a chosen and a rejected side' },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    for (const record of records) {
      builder.from(record.ref);
      const place = placeOf(record);
      readHead(place, builder);
      const sides = sidesOf(record.value);
      if (sides) addPair(place, sides, builder);
      else addSft(place, builder);
    }
    return builder.build();
  },
};

function readHead(place: Place, builder: SessionBuilder): void {
  const { value } = place;
  const id = idOf(get(value, 'id')) ?? idOf(get(value, 'prompt_id'));
  if (id !== undefined) builder.fields.nativeId = id;
  const model = str(get(value, 'model'));
  if (model) builder.fields.model = model;
  for (const path of [['tools'], ['functions'], ['input', 'tools']]) {
    const tools = into(place, ...path);
    for (const tool of readTools(tools.value, tools.text, tools.path)) builder.tools.set(tool.name, tool);
  }
}

function addSft(place: Place, builder: SessionBuilder): void {
  const list = into(place, 'messages');
  for (const tool of toolsOfSystem(items(list))) builder.tools.set(tool.name, tool);
  for (const m of untrained(list)) if (!saysNothing(m)) builder.message(m, { pointer: m.pointer ?? '' });
  const label = ktoLabel(place.value);
  if (label) builder.feedback({ ...label, target: builder.turn });
}

/** `loss_weight: 0` is set on prompts, too, where it says nothing: only assistant messages are marked. */
function untrained(list: Place): MessageIn[] {
  const off = new Set(items(list).flatMap((m) => (get(m.value, 'loss_weight') === 0 ? [m.pointer] : [])));
  return readMessages(list).map((m) =>
    m.role === 'assistant' && m.pointer !== undefined && off.has(m.pointer)
      ? { ...m, flags: [...(m.flags ?? []), 'not_trained' as const] }
      : m,
  );
}

/** A preference. What both sides repeat counts as prompt. Scores, where there are any, go with their side. */
function addPair(place: Place, [a, b]: readonly [string, string], builder: SessionBuilder): void {
  const chosen = sideOf(into(place, a));
  const rejected = sideOf(into(place, b));
  let prompt = promptOf(place, a);
  // ms-swift: `messages` ends with the chosen answer, and the other side is an answer alone.
  if (a === 'messages' && b === 'rejected_response') {
    const cut = chosen.findLastIndex((m) => m.role === 'user' || m.role === 'tool') + 1;
    prompt = chosen.splice(0, cut);
  }
  const scores = [a, b].map(
    (side) =>
      num(get(place.value, `score_${side}`)) ??
      num(get(place.value, `${side}_score`)) ??
      num(get(place.value, `${side}-rating`)),
  );
  addPreference(builder, {
    prompt,
    chosen,
    rejected,
    ...defined({ chosenScore: scores[0], rejectedScore: scores[1] }),
  });
}

/** A side as messages. */
const sideOf = (side: Place): MessageIn[] =>
  typeof side.value === 'string' && !isMessageList(side.value)
    ? [{ role: 'assistant', text: side.value, pointer: side.pointer }]
    : untrained(side);

/**
 * The prompt that lies beside the sides, under the record's system prompt. Alpaca's `input` belongs to the instruction.
 */
function promptOf(place: Place, chosenKey: string): MessageIn[] {
  const { value } = place;
  const out: MessageIn[] = [];
  const system = into(place, 'system');
  if (typeof system.value === 'string' && system.value)
    out.push({ role: 'system', text: system.value, pointer: system.pointer });
  const key = promptKey(value);
  if (key === undefined || key === chosenKey) return out;
  const at = into(place, key);
  const inner = isObject(decoded(at).value) ? into(at, 'messages') : at;
  if (typeof inner.value !== 'string' || isMessageList(inner.value)) return [...out, ...readMessages(inner)];
  const more = key === 'instruction' ? str(get(value, 'input')) : undefined;
  out.push({ role: 'user', text: more ? `${inner.value}\n${more}` : inner.value, pointer: inner.pointer });
  return out;
}
