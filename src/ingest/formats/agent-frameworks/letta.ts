/**
 * Letta (MemGPT): messages of its API, and agent files (`*.af`).
 *
 * The types are `LettaMessage` and `AgentFileSchema` in letta-ai/letta. What the user wrote is wrapped in JSON beside its time, and
 * so is what a tool returns; beats and logins in the user's place are the program's. `send_message` is how such an agent answers.
 */

import { defined } from '../../../kit/defined.ts';
import { type At, SessionBuilder } from '../../builder.ts';
import { readContent } from '../../content.ts';
import type { CallIn } from '../../message.ts';
import { readTools } from '../../openai.ts';
import { arr, get, idOf, isObject, parseJson, str } from '../../parse.ts';
import { into, items, type Place, placeOf } from '../../place.ts';
import type { InRecord, Reader } from '../../reader.ts';
import { readCall } from '../../shapes/parts.ts';
import { either, eitherOf } from '../../spelling.ts';
import { parseTime } from '../../time.ts';

const FORMAT = 'letta';

const TYPES =
  /^(?:system|user|assistant|reasoning|hidden_reasoning|tool_call|tool_return|approval_request|approval_response|summary|event)_message$/;
const typeOf = (v: unknown): string | undefined => {
  const type = str(eitherOf(v, 'messageType'));
  return type !== undefined && TYPES.test(type) ? type.replace('_message', '') : undefined;
};
/** An agent of a file: its settings with the messages of its history. */
const isAgent = (v: unknown): boolean =>
  typeof get(v, 'agent_type') === 'string' &&
  (arr(get(v, 'messages')) ?? []).some((m) => typeof get(m, 'role') === 'string');
const agentsIn = (file: Place): Place[] =>
  isAgent(file.value) ? [file] : items(into(file, 'agents')).filter((a) => isAgent(a.value));
const messagesIn = (record: Place): Place[] =>
  typeOf(record.value) === undefined
    ? items(into(record, 'messages')).filter((m) => typeOf(m.value) !== undefined)
    : [record];
const placed = (value: unknown): Place => ({ value, pointer: '', text: '', path: [] });

export const letta: Reader = {
  id: FORMAT,
  doc: {
    title: 'Letta agents',
    files: '*.af, *.json, *.jsonl',
    detection:
      'Messages with a `message_type` such as `tool_call_message`; files of `agents` with `agent_type` and `messages`.',
    notes: [
      'A file of messages is one session, put in the order of `date`; each agent of an agent file is one.',
      'The user’s words are taken out of the JSON that Letta wraps them in; heartbeats, logins and alerts are context.',
      '`send_message` is the answer; what it returns says nothing.',
      'Hidden reasoning is not read; a summary is a boundary; an approval accepts or rejects the call.',
      'The keys of the TypeScript client (`messageType`, `toolCall`) are read too.',
    ],
  },
  votes: (r) =>
    typeOf(r) !== undefined || typeOf(arr(get(r, 'messages'))?.[0]) !== undefined || agentsIn(placed(r)).length > 0,
  index({ value }, file) {
    const agents = agentsIn(placed(value));
    if (agents.length > 0) return agents.map((_, i) => (agents.length > 1 ? { part: String(i) } : {}));
    const [first] = messagesIn(placed(value));
    if (!first) return { skip: 'neither a message nor an agent of Letta' };
    const talk = idOf(eitherOf(first.value, 'conversationId')) ?? idOf(eitherOf(first.value, 'agentId'));
    const time = parseTime(get(first.value, 'date'));
    return [{ key: talk === undefined ? file.key : `talk:${talk}`, ...defined({ time }) }];
  },
  read(records) {
    const reading = new Reading();
    const messages: { place: Place; record: number }[] = [];
    for (const record of records) {
      reading.builder.from(record.ref);
      const agents = agentsIn(placeOf(record));
      if (agents.length > 0) readAgent(reading, record, agents);
      else for (const place of messagesIn(placeOf(record))) messages.push({ place, record: reading.builder.record });
    }
    const time = (m: { place: Place }): number => parseTime(get(m.place.value, 'date')) ?? 0;
    const backwards =
      messages.length > 0 && time(messages[0] as { place: Place }) > time(messages.at(-1) as { place: Place });
    for (const { place, record } of (backwards ? messages.reverse() : messages).sort((a, b) => time(a) - time(b)))
      reading.message(place, {
        record,
        pointer: place.pointer,
        ...defined({ time: get(place.value, 'date') ?? undefined }),
      });
    return reading.builder.build();
  },
};

function readAgent(reading: Reading, record: InRecord, agents: readonly Place[]): void {
  const { builder } = reading;
  const agent = agents[Number(record.ref.pointer || 0)] ?? agents[0];
  if (!agent) return;
  const { value } = agent;
  const id = idOf(get(value, 'id')) ?? idOf(get(value, 'name'));
  if (id !== undefined) builder.fields.nativeId = id;
  const app = str(get(value, 'name'));
  if (app) builder.fields.app = app;
  const model = str(get(value, 'llm_config', 'model'));
  if (model) builder.fields.model = model;
  const ids = arr(get(value, 'tool_ids'));
  for (const tool of [...items(into(placeOf(record), 'tools')), ...items(into(agent, 'tools'))]) {
    const schema = into(tool, 'json_schema');
    if (ids && !ids.includes(get(tool.value, 'id'))) continue;
    for (const one of readTools([schema.value])) builder.tools.set(one.name, one);
  }
  const messages = items(into(agent, 'messages'));
  const system = str(get(value, 'system'));
  if (system && !messages.some((m) => get(m.value, 'role') === 'system'))
    builder.system(system, { pointer: `${agent.pointer}/system` });
  for (const message of messages)
    reading.stored(message, {
      pointer: message.pointer,
      ...defined({ time: get(message.value, 'created_at') ?? undefined }),
    });
}

class Reading {
  readonly builder = new SessionBuilder(FORMAT);
  /** Calls that were answers: what comes back for them is nothing. */
  private readonly answers = new Set<string>();
  private step: unknown;

  /** A message of the API: one part of what the model said, or what came before it. */
  message(place: Place, at: At): void {
    const { value } = place;
    const { builder } = this;
    const type = typeOf(value);
    const step = eitherOf(value, 'stepId') ?? get(value, 'id');
    if (step !== this.step) builder.newTurn();
    this.step = step;
    const content = readContent(get(value, 'content') ?? get(value, 'message') ?? eitherOf(value, `${type}Message`));
    if (type === 'user') this.user(content.text, { ...at, parts: content.parts });
    else if (type === 'system') builder.system(content.text, { ...at, parts: content.parts });
    else if (type === 'assistant') builder.assistant(content.text, { ...at, parts: content.parts });
    else if (type === 'reasoning') builder.reasoning(str(get(value, 'reasoning')) ?? content.text, at);
    else if (type === 'summary') builder.boundary('compaction', str(get(value, 'summary')) ?? content.text, at);
    else if (type === 'tool_call' || type === 'approval_request') this.calls(place, at);
    else if (type === 'tool_return') this.returns(place, at);
    else if (type === 'approval_response') this.approval(value, at);
    else if (type === 'event') builder.unknown('event_message', value);
  }

  /** A message of an agent file, in the shape of OpenAI's. */
  stored(place: Place, at: At): void {
    const { value } = place;
    const { builder } = this;
    const role = str(get(value, 'role'));
    const content = readContent(get(value, 'content') ?? get(value, 'text'));
    const parts = content.parts;
    builder.newTurn();
    if (role === 'system') builder.system(content.text, { ...at, parts });
    else if (role === 'tool')
      this.returned(content.text, idOf(get(value, 'tool_call_id')), str(get(value, 'name')), undefined, at);
    else if (role === 'assistant' || role === 'approval') {
      // Older agents think in their text, and speak by a tool.
      const calls = items(into(place, 'tool_calls')).flatMap((c) => readCall(c) ?? []);
      const speaks = calls.some((call) => call.name === 'send_message');
      const thought = [content.reasoning, speaks ? content.text : ''].filter((t) => t !== '').join('\n');
      if (thought !== '') builder.reasoning(thought, at);
      if (!speaks && (content.text !== '' || parts.length > 0)) builder.assistant(content.text, { ...at, parts });
      for (const call of calls) this.call(call, at);
      if (typeof get(value, 'approve') === 'boolean') this.approval(value, at);
    } else this.user(content.text, { ...at, parts });
  }

  private user(text: string, at: Parameters<SessionBuilder['user']>[1]): void {
    const packed = unpacked(text);
    const said = str(get(packed, 'message'));
    const type = str(get(packed, 'type'));
    if (type !== undefined && type !== 'user_message') this.builder.context(said ?? text, { ...at, title: type });
    else this.builder.user(said !== undefined && type !== undefined ? said : text, at);
  }

  private calls(place: Place, at: At): void {
    const many = items(either(place, 'toolCalls'));
    for (const call of many.length > 0 ? many : [either(place, 'toolCall')]) {
      const read = readCall(call);
      if (read) this.call(read, at);
      else if (isObject(call.value)) this.builder.unknown('tool_call', call.value);
    }
  }

  private call(call: CallIn, at: At): void {
    const said = call.name === 'send_message' ? str(get(unpacked(call.args), 'message')) : undefined;
    if (said === undefined) this.builder.call({ ...at, ...call });
    else {
      if (call.id !== undefined) this.answers.add(call.id);
      this.builder.assistant(said, at);
    }
  }

  private returns(place: Place, at: At): void {
    const many = items(either(place, 'toolReturns'));
    for (const one of many.length > 0 ? many : [place]) {
      const { value } = one;
      const content = eitherOf(value, 'toolReturn') ?? eitherOf(value, 'funcResponse');
      const text = str(content) ?? readContent(content).text;
      const status = str(get(value, 'status'));
      this.returned(text, idOf(eitherOf(value, 'toolCallId')), str(get(value, 'name')), status, at);
      const printed = [...(arr(get(value, 'stdout')) ?? []), ...(arr(get(value, 'stderr')) ?? [])].filter((t) =>
        str(t),
      );
      if (printed.length > 0) this.builder.context(printed.join('\n'), { ...at, title: 'output' });
    }
  }

  private returned(
    given: string,
    id: string | undefined,
    name: string | undefined,
    status: string | undefined,
    at: At,
  ): void {
    const packed = unpacked(given);
    const told = str(get(packed, 'status')) ?? status;
    const text = told !== undefined ? (str(get(packed, 'message')) ?? given) : given;
    if (id !== undefined && this.answers.has(id)) return;
    const isError = told === undefined ? undefined : !/^(?:ok|success)$/i.test(told);
    this.builder.result({ ...at, text, ...defined({ id, name: name || undefined, isError }) });
  }

  private approval(value: unknown, at: At): void {
    const given = arr(get(value, 'approvals')) ?? [value];
    for (const one of given) {
      const approved = get(one, 'approve');
      if (typeof approved !== 'boolean') continue;
      const text = str(eitherOf(one, 'denialReason')) ?? str(get(one, 'reason'));
      const signal = approved ? ('accept' as const) : ('reject' as const);
      this.builder.feedback({
        ...at,
        signal,
        by: 'end_user',
        target: this.builder.turn,
        ...defined({ text: text || undefined }),
      });
    }
  }
}

/** JSON in a text; undefined for any other text. */
function unpacked(text: string): unknown {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
