/**
 * Recordings of Anthropic's managed agents (as LangSmith's SDK keeps them): lines of `[method, payload]`.
 *
 * The agent runs on the provider's side. The client creates a session, sends events and reads a stream of events; the
 * recording holds all three, so what was sent is there twice. `agent.*` events are what the agent did, `user.*` what it
 * was told, `session.*` its state.
 */

import { defined } from '../../../kit/defined.ts';
import { SessionBuilder } from '../../builder.ts';
import { readContent } from '../../content.ts';
import type { CallIn } from '../../message.ts';
import { readTools } from '../../openai.ts';
import { arr, get, idOf, isObject, jsonText, str } from '../../parse.ts';
import type { Reader } from '../../reader.ts';
import { parseTime } from '../../time.ts';

const FORMAT = 'anthropic-managed';

/** The method of a line; empty for anything that is not one. */
const methodOf = (r: unknown): string => (Array.isArray(r) && r.length === 2 ? (str(r[0]) ?? '') : '');
const METHOD = /^client\.(?:beta\.)?sessions\./;

export const anthropicManaged: Reader = {
  id: FORMAT,
  doc: {
    title: 'Anthropic managed agents',
    files: '*.jsonl',
    detection: 'Lines of `["client.beta.sessions…", payload]`.',
    notes: [
      'The session’s creation names the agent, its system prompt and tools; streamed events follow in the order of the file.',
      'What is sent comes back in the stream and is read once.',
      'Built-in, MCP and custom tools are calls; a denied confirmation is a `reject`.',
    ],
  },
  votes: (r) => METHOD.test(methodOf(r)),
  index({ value }, file) {
    if (!METHOD.test(methodOf(value))) return { skip: 'no recorded call of the sessions API' };
    const payload = (value as unknown[])[1];
    const named = idOf(get(payload, 'id'));
    const session = /\.create$/.test(methodOf(value)) ? named : Array.isArray(payload) ? str(payload[0]) : undefined;
    if (session !== undefined) file.state.session = session;
    const time = parseTime(get(payload, 'processed_at') ?? get(payload, 'created_at'));
    return [{ key: str(file.state.session) ?? file.key, ...defined({ time }) }];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    // Sent events wait for their echo in the stream, which has times and ids.
    const sent: { event: unknown; record: number }[] = [];
    const flush = (): void => {
      for (const { event, record } of sent.splice(0)) addEvent(event, '/1/1/events', builder, record);
    };
    for (const record of records) {
      builder.from(record.ref);
      const method = methodOf(record.value);
      const payload = (record.value as unknown[] | undefined)?.[1];
      if (/\.create$/.test(method)) describe(payload, builder);
      else if (/\.send$/.test(method)) {
        for (const event of arr(get(arr(payload)?.[1], 'events')) ?? []) sent.push({ event, record: builder.record });
      } else if (isObject(payload)) {
        const echo = sent.findIndex((s) => get(s.event, 'type') === get(payload, 'type'));
        if (echo >= 0) sent.splice(echo, 1);
        // The agent goes on: what was sent before and did not come back belongs here.
        else if (/^agent\./.test(str(get(payload, 'type')) ?? '')) flush();
        addEvent(payload, '/1', builder, builder.record);
      }
    }
    flush();
    return builder.build();
  },
};

/** The answer to the session's creation: agent, model, tools and instructions. */
function describe(payload: unknown, builder: SessionBuilder): void {
  const id = idOf(get(payload, 'id'));
  if (id !== undefined) builder.fields.nativeId = id;
  const model = str(get(payload, 'agent', 'model', 'id')) ?? str(get(payload, 'agent', 'model'));
  if (model) builder.fields.model = model;
  const app = str(get(payload, 'agent', 'name'));
  if (app) builder.fields.app = app;
  for (const tool of readTools(get(payload, 'agent', 'tools'))) builder.tools.set(tool.name, tool);
  const system = str(get(payload, 'agent', 'system'));
  if (system) builder.system(system, { pointer: '/1/agent/system', time: get(payload, 'created_at') });
}

/** One event of the stream. State changes, usage and spans of the session say nothing of the conversation. */
function addEvent(event: unknown, pointer: string, builder: SessionBuilder, record: number): void {
  const type = str(get(event, 'type')) ?? '';
  const content = readContent(get(event, 'content'));
  const time = get(event, 'processed_at');
  const at = {
    pointer,
    record,
    ...defined({ time, parts: content.parts.length ? content.parts : undefined }),
  };
  const model = builder.fields.model ? { model: builder.fields.model } : {};
  if (type === 'user.message') builder.user(content.text, at);
  else if (type === 'agent.message') builder.assistant(content.text, { ...at, ...model });
  else if (type === 'agent.thinking') {
    const thought = content.reasoning || content.text || (str(get(event, 'thinking')) ?? '');
    if (thought) builder.reasoning(thought, at);
  } else if (/^agent\.(?:\w+_)?tool_use$/.test(type)) builder.call({ ...at, ...callOf(event), ...model });
  else if (/^(?:agent|user)\.(?:\w+_)?tool_result$/.test(type))
    builder.result({ ...at, text: content.text, ...resultOf(event) });
  else if (type === 'user.tool_confirmation' && get(event, 'result') === 'deny') {
    const text = str(get(event, 'deny_message'));
    builder.feedback({
      ...at,
      signal: 'reject',
      target: builder.turn,
      by: 'end_user',
      ...defined({ text: text || undefined }),
    });
  } else if (type === 'user.interrupt')
    builder.feedback({ ...at, signal: 'interrupted', target: builder.turn, by: 'end_user' });
  else if (/^session\.error$/.test(type))
    builder.error(str(get(event, 'error', 'message')) ?? 'error', {
      ...at,
      ...defined({ code: str(get(event, 'error', 'type')) || undefined }),
    });
}

function callOf(event: unknown): CallIn {
  const id = idOf(get(event, 'id'));
  const input = get(event, 'input');
  return {
    name: str(get(event, 'name')) ?? '',
    args: input === undefined ? '' : jsonText(input),
    ...defined({ id }),
  };
}

/** Which call a result answers, by the three names that its id has, and whether that failed. */
function resultOf(event: unknown): { id?: string; isError?: boolean } {
  const id =
    idOf(get(event, 'tool_use_id')) ?? idOf(get(event, 'custom_tool_use_id')) ?? idOf(get(event, 'mcp_tool_use_id'));
  const failed = get(event, 'is_error');
  return { ...defined({ id, isError: typeof failed === 'boolean' ? failed : undefined }) };
}
