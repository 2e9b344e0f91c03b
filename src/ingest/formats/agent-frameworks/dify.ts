/**
 * Dify: messages of its API (`GET /messages`), of the console's logs, and rows of its table `messages`.
 *
 * The fields are those of `message_fields` in langgenius/dify. A message is a question with its answer; `parent_message_id` is the
 * message before, where zeroes stand for "the one before in time", which is how talks from before that column go on. An
 * answer that was given again is another message with the same question and parent.
 */

import { defined } from '../../../kit/defined.ts';
import type { PartStub } from '../../../model/event.ts';
import { type At, SessionBuilder } from '../../builder.ts';
import { readContent } from '../../content.ts';
import { feedbackBeside } from '../../feedback.ts';
import { arr, get, idOf, isObject, num, str } from '../../parse.ts';
import { decoded, into, items, type Place, placeOf, rawArgs } from '../../place.ts';
import type { InRecord, Reader } from '../../reader.ts';
import { roleNamed } from '../../shapes/roles.ts';
import { holdsProse, unknownPart } from '../../steps/unknown.ts';
import { parseTime } from '../../time.ts';
import { addTree } from '../../tree.ts';

const FORMAT = 'dify';

const MARKS = [
  'inputs',
  'agent_thoughts',
  'retriever_resources',
  'message_files',
  'parent_message_id',
  'from_source',
  'message_tokens',
];
const isMessage = (v: unknown): boolean =>
  isObject(v) &&
  typeof get(v, 'query') === 'string' &&
  Object.hasOwn(v, 'answer') &&
  idOf(get(v, 'conversation_id')) !== undefined &&
  MARKS.filter((key) => Object.hasOwn(v, key)).length >= 2;

const messagesIn = (record: Place): Place[] =>
  isMessage(record.value) ? [record] : items(into(record, 'data')).filter((p) => isMessage(p.value));
const placed = (value: unknown): Place => ({ value, pointer: '', text: '', path: [] });
const talkOf = (message: unknown): string => idOf(get(message, 'conversation_id')) ?? '';

export const dify: Reader = {
  id: FORMAT,
  doc: {
    title: 'Dify',
    files: '*.json, *.jsonl, *.csv',
    detection:
      'Messages with `query`, `answer` and `conversation_id` beside `inputs`, `agent_thoughts` or `retriever_resources`; lists of them under `data`.',
    notes: [
      'Messages of one conversation are put in the order of `created_at`, whichever way they were listed; `parent_message_id` makes a tree of them.',
      'An agent’s steps are calls with their results, its thoughts reasoning; what the answer repeats of them is read once.',
      'Retrieved segments, and inputs of the app that are texts, are context; where the question is empty, the inputs are it.',
      'Likes and dislikes rate the answer, of the user or of an administrator; an annotation is an edit.',
      'The system prompt is read from the console’s `message`, where that is there.',
    ],
  },
  votes: (r) => isMessage(r) || isMessage(arr(get(r, 'data'))?.[0]),
  index({ value }) {
    const times = new Map<string, number | undefined>();
    for (const { value: one } of messagesIn(placed(value))) {
      const time = parseTime(get(one, 'created_at'));
      const known = times.get(talkOf(one));
      times.set(talkOf(one), known === undefined || (time !== undefined && time < known) ? time : known);
    }
    if (times.size === 0) return { skip: 'no message of Dify' };
    return [...times].map(([id, time]) => ({
      key: `conversation:${id}`,
      ...defined({ time, order: time, part: times.size > 1 ? id : undefined }),
    }));
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    builder.fields.app = FORMAT;
    const messages: Message[] = [];
    for (const record of records) {
      builder.from(record.ref);
      for (const place of mine(record)) messages.push({ place, record: builder.record });
    }
    const sorted = byTime(messages);
    describe(builder, sorted);
    addTree(builder, nodesOf(sorted), undefined, (line) => {
      for (const node of line) (node.asked ? emitQuestion : emitAnswer)(builder, node.message);
    });
    return builder.build();
  },
};

interface Message {
  place: Place;
  record: number;
}
interface Node {
  id: string;
  parent: string | undefined;
  asked: boolean;
  message: Message;
}

const mine = (record: InRecord): Place[] => {
  const { pointer } = record.ref;
  return messagesIn(placeOf(record)).filter((p) => !pointer || talkOf(p.value) === pointer);
};

/** Oldest first; a list without times is taken as it is. */
function byTime(messages: readonly Message[]): Message[] {
  const time = ({ place }: Message): number | undefined =>
    num(get(place.value, 'created_at')) ?? parseTime(get(place.value, 'created_at'));
  if (messages.some((m) => time(m) === undefined)) return [...messages];
  // Of one second: the API lists the newest first.
  const list =
    (time(messages[0] as Message) ?? 0) > (time(messages.at(-1) as Message) ?? 0)
      ? messages.toReversed()
      : [...messages];
  return list.sort((a, b) => (time(a) ?? 0) - (time(b) ?? 0));
}

const NIL = /^[0-]*$/;

/** A question and its answers; one question that was answered twice is one node. */
function nodesOf(messages: readonly Message[]): Node[] {
  const linked = messages.some(({ place }) => {
    const parent = str(get(place.value, 'parent_message_id'));
    return parent !== undefined && !NIL.test(parent);
  });
  const questions = new Set<string>();
  const nodes: Node[] = [];
  let before: string | undefined;
  messages.forEach((message, i) => {
    const { value } = message.place;
    const id = idOf(get(value, 'id')) ?? `#${i}`;
    const named = str(get(value, 'parent_message_id'));
    const parent = named === undefined ? (linked ? undefined : before) : NIL.test(named) ? before : named;
    const question = `q\0${parent ?? ''}\0${str(get(value, 'query'))}`;
    if (!questions.has(question))
      nodes.push({ id: question, parent: parent === undefined ? undefined : `a\0${parent}`, asked: true, message });
    questions.add(question);
    nodes.push({ id: `a\0${id}`, parent: question, asked: false, message });
    before = id;
  });
  return nodes;
}

/** What holds for the conversation. The system prompt of the first message stands for all: later ones hold what was retrieved for them. */
function describe(builder: SessionBuilder, messages: readonly Message[]): void {
  for (const { place } of messages) {
    const { value } = place;
    builder.fields.nativeId = talkOf(value);
    const model = str(get(value, 'model_id')) ?? str(get(value, 'model'));
    if (model) builder.fields.model = model;
    for (const key of ['from_end_user_id', 'user', 'user_id']) {
      const user = idOf(get(value, key));
      if (user !== undefined) builder.subjects.add(user);
    }
  }
  for (const { place, record } of messages) {
    const system = items(into(place, 'message')).find((m) => get(m.value, 'role') === 'system');
    const text = str(get(system?.value, 'text')) ?? str(get(system?.value, 'content'));
    if (!text || !system) continue;
    builder.system(text, { record, pointer: system.pointer });
    return;
  }
}

const at = ({ place, record }: Message): At => ({
  record,
  pointer: place.pointer,
  ...defined({ time: get(place.value, 'created_at') ?? undefined }),
});

function emitQuestion(builder: SessionBuilder, message: Message): void {
  const { place } = message;
  const query = str(get(place.value, 'query')) ?? '';
  const inputs = into(place, 'inputs');
  const given = decoded(inputs).value;
  const files = filesOf(place, (owner) => owner !== 'assistant');
  if (query !== '')
    for (const [key, value] of Object.entries(isObject(given) ? given : {}))
      if (typeof value === 'string' && holdsProse(value)) builder.context(value, { ...at(message), title: key });
  const values = Object.values(isObject(given) ? given : {}).filter((v) => typeof v === 'string' && v !== '');
  const asked =
    query !== '' ? query : values.length === 1 ? String(values[0]) : values.length > 1 ? rawArgs(inputs) : '';
  builder.user(asked, { ...at(message), parts: files });
}

function emitAnswer(builder: SessionBuilder, message: Message): void {
  const { place } = message;
  const { value } = place;
  const here = at(message);
  for (const source of items(into(place, 'retriever_resources'))) {
    const text = str(get(source.value, 'content'));
    const title = str(get(source.value, 'document_name')) || undefined;
    if (text) builder.context(text, { ...here, pointer: source.pointer, ...defined({ title }) });
  }
  const answer = str(get(value, 'answer')) ?? '';
  builder.newTurn();
  for (const step of stepsOf(place)) emitStep(builder, step, answer, here);
  const seconds = num(get(value, 'provider_response_latency'));
  const latencyMs = seconds ? Math.round(seconds * 1000) : undefined;
  const failed = str(get(value, 'error')) || undefined;
  const parts = [...filesOf(place, (owner) => owner === 'assistant'), ...strayOf(value)];
  if (answer !== '' || parts.length > 0 || !failed)
    builder.message({ role: 'assistant', text: answer }, { ...here, parts, ...defined({ latencyMs }) });
  const target = builder.turn;
  if (failed) builder.error(failed, here);
  emitRatings(builder, value, target, here);
}

const stepsOf = (message: Place): Place[] =>
  items(into(message, 'agent_thoughts')).sort(
    (a, b) => (num(get(a.value, 'position')) ?? 0) - (num(get(b.value, 'position')) ?? 0),
  );

/** A step of several tools names them with `;` between, and keeps input and observation of each under its name. */
function emitStep(builder: SessionBuilder, step: Place, answer: string, here: At): void {
  const { value, pointer } = step;
  const thought = str(get(value, 'thought'))?.trim() ?? '';
  const tools = (str(get(value, 'tool')) ?? '').split(';').filter((name) => name !== '');
  if (tools.length > 0) builder.newTurn();
  if (thought !== '' && !(tools.length === 0 && answer.includes(thought)))
    builder.reasoning(thought, { ...here, pointer });
  const of = (key: string, name: string): Place => {
    const whole = decoded(into(step, key));
    return isObject(whole.value) && Object.hasOwn(whole.value, name) ? into(whole, name) : into(step, key);
  };
  for (const name of tools) builder.call({ ...here, pointer, name, args: rawArgs(of('tool_input', name)) });
  for (const name of tools) {
    const observation = of('observation', name);
    if (observation.value === undefined || observation.value === null) continue;
    builder.result({ ...here, pointer, name, text: rawArgs(observation) });
  }
  if (tools.length === 0 && get(value, 'observation')) builder.unknown('observation', value);
  const files = arr(get(value, 'message_files')) ?? arr(get(value, 'files')) ?? [];
  builder.attach(readContent(files.filter(isObject).map((f) => ({ type: 'file', ...f }))).parts);
}

/** The API gives the user's rating alone, the console those of all. */
function emitRatings(builder: SessionBuilder, message: unknown, target: number, here: At): void {
  const all = arr(get(message, 'feedbacks')) ?? [get(message, 'feedback')];
  for (const given of all) {
    const text = str(get(given, 'content')) || undefined;
    const by = get(given, 'from_source') === 'admin' ? ('annotator' as const) : ('end_user' as const);
    const rated = feedbackBeside({ feedback: given });
    if (rated.length === 0 && text) builder.unknown('feedback', given);
    for (const feedback of rated) builder.feedback({ ...feedback, ...here, by, target, ...defined({ text }) });
  }
  const annotation = str(get(message, 'annotation', 'content')) ?? str(get(message, 'annotation', 'answer'));
  if (annotation) builder.feedback({ ...here, signal: 'edit', by: 'annotator', target, text: annotation });
}

function filesOf(message: Place, mine: (owner: unknown) => boolean): PartStub[] {
  const files = items(into(message, 'message_files')).filter(
    (f) => isObject(f.value) && mine(get(f.value, 'belongs_to')),
  );
  return readContent(
    files.map(({ value }) => ({ type: str(get(value, 'type')) || 'file', url: get(value, 'url') ?? get(value, 'id') })),
  ).parts;
}

/** Fields that are read, and those that describe the message: prompts, ids, numbers, where it came from. */
const KNOWN = new Set(
  `id conversation_id parent_message_id inputs query answer message message_files feedback feedbacks retriever_resources created_at
   updated_at agent_thoughts annotation annotation_hit_history status error metadata message_metadata model_config
   override_model_configs model_id model_provider model user user_id from_source from_end_user_id from_account_id workflow_run_id
   workflow_run app_id app_model_config_id invoke_from currency extra_contents`.split(/\s+/),
);
const strayOf = (message: unknown): PartStub[] => [...strayPrompts(message), ...strayFieldsOf(message)];

/** The console's `message` is the prompt that was sent; a message of a role that is not known may be the system's. */
const strayPrompts = (message: unknown): PartStub[] =>
  (arr(get(message, 'message')) ?? []).flatMap((one) => {
    const role = str(get(one, 'role'));
    return roleNamed(role) === undefined && holdsProse(one) ? [unknownPart(role ?? 'prompt', one)] : [];
  });

const strayFieldsOf = (message: unknown): PartStub[] =>
  Object.entries(isObject(message) ? message : {}).flatMap(([key, value]) =>
    KNOWN.has(key) || !holdsProse(value) ? [] : [unknownPart(key, { [key]: value })],
  );
