/**
 * Microsoft AutoGen (AgentChat): task results, streams of messages and saved states.
 *
 * Shapes from microsoft/autogen (`autogen_agentchat/messages.py`, `state/_states.py`). A message names its `source` and its
 * `type`; the person is the source `user` (or a user proxy). A state holds a team's thread, or an agent's model context with
 * messages of other types.
 */

import { defined } from '../../../kit/defined.ts';
import { type At, SessionBuilder } from '../../builder.ts';
import { readContent } from '../../content.ts';
import { arr, get, idOf, isObject, str } from '../../parse.ts';
import { into, items, type Place, placeOf, rawArgs } from '../../place.ts';
import type { Reader } from '../../reader.ts';
import { isPersonName } from '../../shapes/roles.ts';
import { parseTime } from '../../time.ts';

const FORMAT = 'autogen';

/** Types of AgentChat's messages and events, and of the model context. */
const TYPE =
  /^(?:(?:Text|MultiModal|Stop|Handoff|ToolCallSummary|Structured|System|User|Assistant|FunctionExecutionResult)Message(?:\[.*\])?|StructuredMessage.*|(?:ToolCallRequest|ToolCallExecution|Thought|UserInputRequested|MemoryQuery|ModelClientStreamingChunk|SelectSpeaker|Selector|CodeGeneration|CodeExecution)Event)$/;

const isMessage = (m: unknown): boolean =>
  TYPE.test(str(get(m, 'type')) ?? '') && isObject(m) && (Object.hasOwn(m, 'content') || Object.hasOwn(m, 'source'));
const isList = (v: unknown): boolean => Array.isArray(v) && v.length > 0 && v.every(isMessage);

/** Where the records of the API and of states have the list. */
const LISTS = [
  ['messages'],
  ['message_thread'],
  ['llm_context', 'messages'],
  ['llm_messages'],
  ['agent_state', 'llm_context', 'messages'],
  ['task_result', 'messages'],
];

const isState = (r: unknown): boolean => isObject(get(r, 'agent_states'));

/** The lists of a record: a team's state holds one that all share, else each agent's own. */
function listsOf(record: Place): Place[] {
  const { value } = record;
  if (isList(value)) return [record];
  if (isState(value)) {
    const states = Object.keys(get(value, 'agent_states') as object).map((name) => into(record, 'agent_states', name));
    const inner = states.flatMap((state) => listsIn(state));
    const thread = inner.find((list) => list.pointer.endsWith('/message_thread'));
    return thread ? [thread] : inner;
  }
  return listsIn(record);
}

const listsIn = (place: Place): Place[] =>
  LISTS.map((path) => into(place, ...path)).filter((list) => isList(list.value));

export const autogen: Reader = {
  id: FORMAT,
  doc: {
    title: 'AutoGen AgentChat',
    files: '*.json, *.jsonl',
    detection:
      'Messages with a `source` and a `type` such as `TextMessage` or `ToolCallRequestEvent`: alone, as a list, in `messages` of a result, or in the `agent_states` of a saved team.',
    notes: [
      'The source `user` (or a user proxy) is the person, every other one an agent.',
      'A `ToolCallSummaryMessage` repeats the results and was written by no model: it is left out, or context where it says more.',
      'A `ThoughtEvent` and an assistant’s `thought` are reasoning; chunks of a stream are left out where the whole message follows.',
      'A saved team is read from the thread that its agents share, or else from each agent’s own context.',
    ],
  },
  votes: (r) => isMessage(r) || listsOf({ value: r, pointer: '', text: '', path: [] }).length > 0,
  index(record, file) {
    const { value } = record;
    if (isMessage(value)) {
      file.state.streamed = true;
      return [{ key: file.key, ...defined({ time: parseTime(get(value, 'created_at')) }) }];
    }
    const lists = listsOf(placeOf(record));
    // A result at the end of a stream repeats it.
    if (lists.length > 0 && file.state.streamed === true) return { skip: 'the result of a stream, which repeats it' };
    if (lists.length > 0) return lists.map((list) => ({ part: list.pointer }));
    return { skip: 'no message of AgentChat' };
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    const last: string[] = [];
    for (const record of records) {
      builder.from(record.ref);
      const place = placeOf(record);
      const lists = listsOf(place);
      const mine = lists.find((list) => list.pointer === record.ref.pointer) ?? lists[0];
      for (const message of isMessage(record.value) ? [place] : mine ? items(mine) : [])
        addMessage(message, last, builder);
    }
    return builder.build();
  },
};

/** `last`: texts of the results that came last. */
function addMessage(message: Place, last: string[], builder: SessionBuilder): void {
  const { value, pointer } = message;
  const at = { pointer, ...defined({ time: get(value, 'created_at') ?? undefined }) };
  const type = (str(get(value, 'type')) ?? '').replace(/^StructuredMessage.*/, 'StructuredMessage');
  const content = into(message, 'content');
  const thought = str(get(value, 'thought'));
  if (thought) {
    builder.newTurn();
    builder.reasoning(thought, at);
  }
  switch (type) {
    case 'SystemMessage':
      builder.system(str(content.value) ?? '', at);
      return;
    case 'ThoughtEvent':
      builder.newTurn();
      builder.reasoning(str(content.value) ?? '', at);
      return;
    case 'ToolCallExecutionEvent':
    case 'FunctionExecutionResultMessage':
      last.splice(0);
      for (const result of items(content)) last.push(addResult(result, at, builder));
      return;
    case 'ToolCallSummaryMessage':
      addSummary(value, last, str(content.value) ?? rawArgs(content), { at, builder });
      return;
    case 'MemoryQueryEvent':
      builder.context(textOf(content), { ...at, title: 'memory' });
      return;
    case 'UserInputRequestedEvent':
    case 'SelectSpeakerEvent':
    case 'SelectorEvent':
    case 'ModelClientStreamingChunkEvent':
      return;
    case 'CodeExecutionEvent':
      builder.context(str(get(value, 'result', 'output')) ?? '', { ...at, title: 'code execution' });
      return;
    default:
      addSpoken(message, content, at, builder);
  }
}

/** What a person or an agent says, or the calls of an agent. */
function addSpoken(message: Place, content: Place, at: At, builder: SessionBuilder): void {
  const { value } = message;
  const person =
    get(value, 'type') === 'UserMessage' ? !isAgentContext(value) : isPersonName(str(get(value, 'source')) ?? '');
  const calls = (arr(content.value) ?? []).some(
    (c) => typeof get(c, 'name') === 'string' && get(c, 'arguments') !== undefined,
  );
  if (calls) {
    if (!str(get(value, 'thought'))) builder.newTurn();
    for (const call of items(content)) {
      const id = idOf(get(call.value, 'id'));
      builder.call({
        ...at,
        pointer: call.pointer,
        name: str(get(call.value, 'name')) ?? '',
        args: rawArgs(into(call, 'arguments')),
        ...defined({ id }),
      });
    }
    return;
  }
  const said = readContent((arr(content.value) ?? [content.value]).map(typed));
  const text = isObject(content.value) ? rawArgs(content) : said.text;
  const parts = isObject(content.value) ? [] : said.parts;
  if (person) builder.user(text, { ...at, parts });
  else {
    if (!str(get(value, 'thought'))) builder.newTurn();
    builder.assistant(text, { ...at, parts });
  }
}

/** In a model's context other agents' words come as the user's, too: only the source tells. */
const isAgentContext = (value: unknown): boolean => {
  const source = str(get(value, 'source'));
  return source !== undefined && !isPersonName(source);
};

/** An image is `{data}` in base64. */
const typed = (part: unknown): unknown =>
  typeof get(part, 'data') === 'string' && get(part, 'type') === undefined
    ? { type: 'image', source: { type: 'base64', data: get(part, 'data') } }
    : part;

const textOf = (content: Place): string =>
  str(content.value) ??
  items(content)
    .map((item) => str(get(item.value, 'content')) ?? rawArgs(item))
    .join('\n');

/** @returns its text */
function addResult(result: Place, at: At, builder: SessionBuilder): string {
  const { value, pointer } = result;
  const text = str(get(value, 'content')) ?? rawArgs(into(result, 'content'));
  builder.result({
    ...at,
    pointer,
    text,
    ...defined({
      id: idOf(get(value, 'call_id')),
      name: str(get(value, 'name')),
      isError: get(value, 'is_error') === true ? true : undefined,
    }),
  });
  return text;
}

function addSummary(
  value: unknown,
  last: readonly string[],
  text: string,
  { at, builder }: { at: At; builder: SessionBuilder },
): void {
  const results = (arr(get(value, 'results')) ?? []).map((r) => str(get(r, 'content')) ?? '');
  if (text === '' || text === results.join('\n') || text === last.join('\n')) return;
  builder.context(text, { ...at, title: 'tool call summary' });
}
