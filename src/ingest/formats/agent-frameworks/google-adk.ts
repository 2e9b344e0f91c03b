/**
 * Google's Agent Development Kit: sessions as JSON (of the web UI, the API server or `session.model_dump_json`), its database, and
 * eval sets.
 *
 * The types are `Session`, `Event` and `EvalCase` in google/adk-python; JSON has them in camel case or in Python's. An event holds
 * a content of the Gemini API, and says by its author who spoke: `user`, or an agent.
 */

import { defined } from '../../../kit/defined.ts';
import { type At, SessionBuilder } from '../../builder.ts';
import { arr, get, idOf, isObject, num, str } from '../../parse.ts';
import { into, items, type Place, placeOf } from '../../place.ts';
import type { Reader } from '../../reader.ts';
import { finishFlag, isContent, readContents } from '../../shapes/google-body.ts';
import { either, eitherOf } from '../../spelling.ts';
import { parseTime } from '../../time.ts';

const FORMAT = 'google-adk';

const isEvent = (v: unknown): boolean =>
  isObject(v) && typeof get(v, 'author') === 'string' && eitherOf(v, 'invocationId') !== undefined;
const isSession = (v: unknown): boolean => {
  const events = arr(get(v, 'events'));
  if (events === undefined || eitherOf(v, 'appName') === undefined) return false;
  return events.length === 0 ? eitherOf(v, 'userId') !== undefined : events.slice(0, 3).every(isEvent);
};
const isCase = (v: unknown): boolean => {
  const turns = arr(get(v, 'conversation'));
  return eitherOf(v, 'evalId') !== undefined && (turns ?? []).some((t) => isContent(eitherOf(t, 'userContent')));
};
const casesOf = (v: unknown): unknown[] => arr(eitherOf(v, 'evalCases')) ?? [];

export const googleAdk: Reader = {
  id: FORMAT,
  doc: {
    title: 'Google Agent Development Kit',
    files: '*.json, *.db, *.evalset.json',
    detection:
      'A session with `app_name` and `events` that have an `author`; the tables `sessions` and `events` of its database; eval sets with `eval_cases`.',
    notes: [
      'An event’s parts are what they are called; what an agent says to another one in the same session stays in one line, and events of a parallel `branch` are that agent’s.',
      'Pieces of a stream (`partial`) are repeated by the event that ends them, and are skipped.',
      'A compaction is a boundary, a rewind a branch; changes of state and artifacts are not read.',
      'An eval case is a session: its tool uses and responses are calls and results, the expected answer is the answer.',
      'Actions of databases before 1.22 are pickled and not read.',
    ],
  },
  votes: (r) => isSession(r) || isCase(r) || casesOf(r).some(isCase),
  index({ value }) {
    if (isSession(value)) {
      if (arr(get(value, 'events'))?.length === 0) return { skip: 'a session without events', code: 'empty' };
      const id = idOf(get(value, 'id'));
      const time = parseTime(get(value, 'events', 0, 'timestamp'));
      const key = id === undefined ? undefined : [eitherOf(value, 'appName'), eitherOf(value, 'userId'), id].join('\0');
      return [defined({ key, time })];
    }
    if (isCase(value)) return [defined({ time: parseTime(eitherOf(value, 'creationTimestamp') || undefined) })];
    const cases = casesOf(value);
    if (cases.length === 0) return { skip: 'neither a session nor an eval case of ADK' };
    return cases.map((one, i) => (isCase(one) ? { part: String(i) } : { skip: 'an eval case without a conversation' }));
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    const events: Entry[] = [];
    for (const record of records) {
      builder.from(record.ref);
      const { value } = record;
      const place = placeOf(record);
      if (isSession(value)) {
        describe(builder, value, idOf(get(value, 'id')));
        for (const event of items(into(place, 'events'))) events.push({ event, record: builder.record });
      } else if (isCase(value)) readCase(builder, place);
      else readCase(builder, into(either(place, 'evalCases'), Number(record.ref.pointer ?? 0)));
    }
    emitEvents(builder, events);
    return builder.build();
  },
};

function describe(builder: SessionBuilder, head: unknown, id: string | undefined): void {
  if (id !== undefined) builder.fields.nativeId = id;
  const app = str(eitherOf(head, 'appName'));
  if (app) builder.fields.app = app;
  const user = idOf(eitherOf(head, 'userId'));
  if (user !== undefined) builder.subjects.add(user);
}

interface Entry {
  event: Place;
  record: number;
}

/** What a rewind took back leaves the line before the invocation that it names. */
function emitEvents(builder: SessionBuilder, all: readonly Entry[]): void {
  const line: Entry[] = [];
  const undone: { at: number; entries: Entry[] }[] = [];
  for (const entry of all) {
    const back = str(eitherOf(get(entry.event.value, 'actions'), 'rewindBeforeInvocationId'));
    const at = back ? line.findIndex((e) => eitherOf(e.event.value, 'invocationId') === back) : -1;
    if (at >= 0) undone.push({ at, entries: line.splice(at) });
    line.push(entry);
  }
  const starts = line.map((entry) => {
    const start = builder.length;
    emitEvent(builder, entry);
    return start;
  });
  for (const { at, entries } of undone)
    builder.branch(starts[at] ?? builder.length, 'rewind', () => {
      for (const entry of entries) emitEvent(builder, entry);
    });
}

function emitEvent(builder: SessionBuilder, { event, record }: Entry): void {
  const { value } = event;
  if (get(value, 'partial') === true) return;
  const model = str(eitherOf(value, 'modelVersion'));
  if (model) builder.fields.model = model;
  // Parallel agents do not see each other: `root.left`, `root.right`.
  const branch = str(get(value, 'branch'));
  const author = str(get(value, 'author'));
  const time = get(value, 'timestamp') ?? undefined;
  const agent = branch?.includes('.') && author !== 'user' ? author : undefined;
  const at: At & { model?: string } = {
    record,
    pointer: event.pointer,
    ...defined({ time, agent, model: model || undefined }),
  };
  const summary = either(either(into(event, 'actions'), 'compaction'), 'compactedContent');
  if (isContent(summary.value)) {
    const text = readContents(summary, 'model')
      .map((m) => m.text)
      .join('\n');
    builder.boundary('compaction', text, at);
  }
  emitContent(builder, into(event, 'content'), author === 'user' ? 'user' : 'model', value, at);
  const error = str(eitherOf(value, 'errorMessage'));
  const code = str(eitherOf(value, 'errorCode'));
  const harmless = code !== undefined && finishFlag(code) !== undefined;
  if (error || (code && !harmless)) builder.error(error || code || '', { ...at, ...defined({ code }) });
  if (get(value, 'interrupted') === true)
    builder.feedback({ ...at, signal: 'interrupted', by: 'end_user', target: builder.turn });
}

/** Voice sessions hold what was heard and said as transcriptions beside a content of sound, or without any. */
function emitContent(builder: SessionBuilder, content: Place, role: 'user' | 'model', event: unknown, at: At): void {
  const messages = isObject(content.value) ? readContents(content, role) : [];
  const flag = finishFlag(eitherOf(event, 'finishReason') ?? eitherOf(event, 'errorCode'));
  const last = messages.findLast((m) => m.role === 'assistant');
  if (last && flag) last.flags = [...(last.flags ?? []), flag];
  for (const message of messages) builder.message(message, at);
  const said = messages.some((m) => m.text !== '');
  const heard = str(get(eitherOf(event, 'inputTranscription'), 'text'));
  const spoken = str(get(eitherOf(event, 'outputTranscription'), 'text'));
  if (heard && !said) builder.user(heard, at);
  if (spoken && !said) builder.newTurn().assistant(spoken, at);
}

function readCase(builder: SessionBuilder, one: Place): void {
  describe(builder, either(one, 'sessionInput').value, idOf(eitherOf(one.value, 'evalId')));
  for (const turn of items(into(one, 'conversation'))) {
    const time = num(eitherOf(turn.value, 'creationTimestamp')) || undefined;
    const at: At = defined({ time });
    const say = (content: Place, role: 'user' | 'model'): void => {
      for (const message of readContents(content, role))
        builder.message(message, { ...at, pointer: message.pointer ?? '' });
    };
    if (isObject(either(turn, 'userContent').value)) say(either(turn, 'userContent'), 'user');
    const between = either(turn, 'intermediateData');
    for (const event of items(either(between, 'invocationEvents')))
      if (isObject(into(event, 'content').value)) say(into(event, 'content'), 'model');
    emitTools(builder, between, at);
    for (const answer of items(either(between, 'intermediateResponses'))) {
      const parts = into(answer, 1);
      say({ ...parts, value: { parts: parts.value } }, 'model');
    }
    if (isObject(either(turn, 'finalResponse').value)) say(either(turn, 'finalResponse'), 'model');
  }
}

/** Tool uses and responses in the order of time, without the texts between them: a use and its response follow each other. */
function emitTools(builder: SessionBuilder, between: Place, at: At): void {
  const wrap = (list: Place, key: string): Place[] =>
    items(list).map((item) => ({ ...item, value: { parts: [{ [key]: item.value }] }, text: '', path: [] }));
  const uses = wrap(either(between, 'toolUses'), 'functionCall');
  const responses = wrap(either(between, 'toolResponses'), 'functionResponse');
  const say = (content: Place | undefined, role: 'user' | 'model'): void => {
    if (content) for (const m of readContents(content, role)) builder.message(m, { ...at, pointer: content.pointer });
  };
  for (let i = 0; i < Math.max(uses.length, responses.length); i++) {
    say(uses[i], 'model');
    say(responses[i], 'user');
  }
}
