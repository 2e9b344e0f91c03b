/**
 * Copilot transcripts: VS Code's Copilot Chat (`transcripts/*.jsonl`) and Copilot CLI (`events.jsonl`).
 *
 * Neither publishes a schema; both write the same kind of session event, `{type, data, id, timestamp, parentId}`. Text
 * is logged twice, as deltas while it streams and as a whole message; only whole messages are read. A tool appears up
 * to three times: requested by a message, started, completed.
 */

import { defined } from '../../../kit/defined.ts';
import { type At, SessionBuilder } from '../../builder.ts';
import { type Content, readContent } from '../../content.ts';
import { arr, get, idOf, isObject, str } from '../../parse.ts';
import { rawJson } from '../../rawjson.ts';
import type { Reader } from '../../reader.ts';
import { parseTime } from '../../time.ts';

const FORMAT = 'copilot-chat';
/**
 * Families of event types. New types within a family are still known as lines of this format, and skipped as metadata.
 */
const TYPE =
  /^(?:session|user|assistant|tool|system|subagent|hook|skill|permission|external_tool|command)\.[a-z_]+$|^abort$/;

const typeOf = (v: unknown): string => str(get(v, 'type')) ?? '';
const isLine = (v: unknown): boolean =>
  TYPE.test(typeOf(v)) &&
  isObject(get(v, 'data')) &&
  (typeof get(v, 'id') === 'string' || typeof get(v, 'timestamp') === 'string');

/** Types that become events, or name the session or the model. */
const TOLD = new Set([
  'session.start',
  'session.resume',
  'session.model_change',
  'session.error',
  'session.compaction_complete',
  'session.handoff',
  'system.message',
  'user.message',
  'assistant.message',
  'assistant.reasoning',
  'assistant.thinking',
  'skill.invoked',
  'tool.user_requested',
  'tool.execution_start',
  'tool.execution_complete',
  'abort',
]);

export const copilotChat: Reader = {
  id: FORMAT,
  doc: {
    title: 'Copilot Chat and Copilot CLI transcripts',
    files: 'workspaceStorage/*/GitHub.copilot-chat/transcripts/*.jsonl, ~/.copilot/session-state/*/events.jsonl',
    detection:
      'Lines of `{type, data, id, timestamp, parentId}` with types such as `user.message` and `tool.execution_complete`.',
    notes: [
      'Calls come from `toolRequests` of the message; a tool that ran without a request is a call as well.',
      'Turns that were replayed from an older history hold no results: their calls are answered by nothing.',
      'A result without success is an error; an abort is feedback `interrupted`.',
      'Messages of sub-agents (`parentToolCallId`) come under `agent`.',
      'Reasoning on a line of its own belongs to the message beside it; what a skill says, or the program in the person’s place (`source`), is context.',
      'Deltas, intents, hooks and usage are metadata.',
    ],
  },
  votes: (r) => isLine(r),
  index({ value }, file) {
    if (!isLine(value)) return { skip: 'no line of a Copilot transcript' };
    const started = idOf(get(value, 'data', 'sessionId'));
    if (started !== undefined && typeOf(value).startsWith('session.')) file.state.id = started;
    if (!TOLD.has(typeOf(value))) return { skip: `metadata: ${typeOf(value)}`, code: 'metadata' };
    const time = parseTime(get(value, 'timestamp'));
    const uid = str(get(value, 'id'));
    const key = typeof file.state.id === 'string' ? `session:${file.state.id}` : file.key;
    return [{ key, ...defined({ time, uid: uid || undefined }) }];
  },
  read(records) {
    const talk = new Transcript();
    for (const { value, text, ref } of records) {
      talk.builder.from(ref);
      talk.add(value, text);
    }
    return talk.builder.build();
  },
};

/** `called`: ids of calls that are told, so that the start of a requested tool is not a second call. */
class Transcript {
  readonly builder = new SessionBuilder(FORMAT);
  private readonly called = new Set<string>();
  private started = false;

  constructor() {
    this.builder.fields.app = 'copilot';
  }

  add(value: unknown, text: string): void {
    const { builder } = this;
    const data = get(value, 'data');
    const type = typeOf(value);
    const at: At = { pointer: '/data' };
    if (get(value, 'timestamp') !== undefined) at.time = get(value, 'timestamp');
    if (!/^assistant\.(?:reasoning|thinking)$|^tool\.execution_start$/.test(type)) this.open = false;
    const agent = idOf(get(data, 'parentToolCallId')) ?? idOf(get(value, 'agentId'));
    if (agent !== undefined) at.agent = agent;
    const content = readContent(get(data, 'content'));
    const said = content.text;
    if (type.startsWith('session.')) this.session(type, data, at);
    else if (type === 'system.message') builder.system(said, { ...at, parts: content.parts });
    else if (type === 'skill.invoked') this.context(said, str(get(data, 'name')) ?? 'skill', at);
    else if (type === 'assistant.reasoning' || type === 'assistant.thinking') this.thought(said, at);
    else if (type === 'user.message') this.asked(data, content, at);
    else if (type === 'assistant.message') this.assistant(data, text, content, at);
    else if (type === 'tool.execution_start' || type === 'tool.user_requested') this.ran(data, text, type, at);
    else if (type === 'tool.execution_complete') this.result(data, at);
    else if (type === 'abort') {
      const target = builder.turn < 0 ? null : builder.turn;
      builder.feedback({ ...at, signal: 'interrupted', by: 'end_user', target });
    }
  }

  private session(type: string, data: unknown, at: At): void {
    const { builder } = this;
    if (type === 'session.start') this.start(data);
    else if (type === 'session.resume') builder.boundary('resume', undefined, at);
    else if (type === 'session.handoff') builder.boundary('handoff', str(get(data, 'summary')), at);
    else if (type === 'session.compaction_complete')
      builder.boundary('compaction', str(get(data, 'summaryContent')), at);
    else if (type === 'session.model_change') this.model(get(data, 'newModel'));
    else if (type === 'session.error') {
      const code = str(get(data, 'errorType'));
      builder.error(str(get(data, 'message')) ?? 'error', { ...at, ...defined({ code: code || undefined }) });
    }
  }

  /** A message with another source than the person is the program's. */
  private asked(data: unknown, { text: said, parts }: Content, at: At): void {
    const source = str(get(data, 'source')) ?? 'user';
    if (source !== 'user') this.context(said, source, at);
    else {
      const flags = at.agent ? { flags: ['synthetic' as const] } : {};
      this.builder.user(said, { ...at, parts: [...parts, ...filesOf(data)], ...flags });
    }
  }

  private context(said: string, title: string, at: At): void {
    if (said !== '') this.builder.context(said, { ...at, title });
  }

  /** Reasoning that has no message yet. */
  private held: string[] = [];

  /** Some versions write it before its message, some behind it, and most in it. */
  private thought(said: string, at: At): void {
    if (said === '') return;
    if (this.open) this.builder.reasoning(said, at);
    else this.held.push(said);
    this.open = false;
  }

  /** The last thing told was a message without reasoning. */
  private open = false;

  /** Only the first start counts: a resumed session writes it again. */
  private start(data: unknown): void {
    if (this.started) return;
    this.started = true;
    const id = idOf(get(data, 'sessionId'));
    if (id !== undefined) this.builder.fields.nativeId = id;
    this.model(get(data, 'selectedModel'));
  }

  private model(model: unknown): void {
    if (typeof model === 'string' && model) this.builder.fields.model = model;
  }

  private assistant(data: unknown, text: string, content: Content, at: At): void {
    const { builder } = this;
    const { text: said, parts } = content;
    const named = str(get(data, 'model'));
    if (named) builder.fields.model ??= named;
    const model = named ?? builder.fields.model;
    const more = { ...at, ...defined({ model: model || undefined }) };
    builder.newTurn();
    const thought = str(get(data, 'reasoningText')) || content.reasoning || this.held.join('\n');
    this.held = [];
    if (thought) builder.reasoning(thought, at);
    const requests = arr(get(data, 'toolRequests')) ?? [];
    if (said !== '' || parts.length > 0 || requests.length === 0) {
      const empty = said === '' && parts.length === 0;
      builder.assistant(said, { ...more, parts, ...defined({ flags: empty ? ['empty'] : undefined }) });
    }
    requests.forEach((request, i) => {
      const raw = get(request, 'arguments');
      const path = ['data', 'toolRequests', i, 'arguments'];
      const args = typeof raw === 'string' ? raw : raw === undefined ? '' : rawJson(text, path, raw);
      const id = idOf(get(request, 'toolCallId'));
      if (id !== undefined) this.called.add(id);
      builder.call({ ...more, name: str(get(request, 'name')) ?? '', args, ...defined({ id }) });
    });
    this.open = !thought;
  }

  /** Most executions repeat a request; a tool that the user started, or that no message names, is a call of its own. */
  private ran(data: unknown, text: string, type: string, at: At): void {
    const id = idOf(get(data, 'toolCallId'));
    if (id !== undefined && this.called.has(id)) return;
    if (id !== undefined) this.called.add(id);
    const raw = get(data, 'arguments');
    const args = typeof raw === 'string' ? raw : raw === undefined ? '' : rawJson(text, ['data', 'arguments'], raw);
    const side = type === 'tool.user_requested' ? { side: 'user' as const } : {};
    this.builder.call({
      ...at,
      ...side,
      name: str(get(data, 'toolName')) ?? '',
      args,
      ...defined({ id }),
    });
  }

  /** An execution without `success` (old versions) is neither a success nor a failure. */
  private result(data: unknown, at: At): void {
    const id = idOf(get(data, 'toolCallId'));
    const success = get(data, 'success');
    const result = get(data, 'result');
    const listed = readContent(get(result, 'contents'));
    const content = readContent(get(result, 'content') ?? (typeof result === 'string' ? result : undefined));
    const text =
      content.text ||
      listed.text ||
      (str(get(result, 'detailedContent')) ?? str(get(data, 'error', 'message')) ?? str(get(data, 'error')) ?? '');
    this.builder.result({
      ...at,
      text,
      parts: [...content.parts, ...listed.parts],
      ...defined({ id, isError: typeof success === 'boolean' ? !success : undefined }),
    });
  }
}

/** Attachments become stubs: neither their paths nor their content are kept. */
const filesOf = (data: unknown): { kind: 'file' }[] =>
  (arr(get(data, 'attachments')) ?? []).filter(isObject).map(() => ({ kind: 'file' as const }));
