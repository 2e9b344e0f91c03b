/**
 * AG-UI event streams, which agents send to a page: starts, deltas and ends of messages and calls, snapshots between them.
 *
 * Events from the protocol's documentation (docs.ag-ui.com, `@ag-ui/core`). The person's words are not streamed: they are in the
 * input of a run or in a snapshot of the messages, where a server sends them.
 */

import { defined } from '../../../kit/defined.ts';
import { SessionBuilder } from '../../builder.ts';
import type { CallIn, MessageIn } from '../../message.ts';
import { readTools } from '../../openai.ts';
import { get, idOf, str } from '../../parse.ts';
import { into, items, placeOf } from '../../place.ts';
import type { InRecord, Reader } from '../../reader.ts';
import { readMessages } from '../../shapes/messages.ts';
import { speakerNamed } from '../../shapes/roles.ts';
import { holdsProse } from '../../steps/unknown.ts';
import { parseTime } from '../../time.ts';

const FORMAT = 'ag-ui';

const TYPE =
  /^(?:RUN_(?:STARTED|FINISHED|ERROR)|STEP_(?:STARTED|FINISHED)|TEXT_MESSAGE_(?:START|CONTENT|END|CHUNK)|TOOL_CALL_(?:START|ARGS|END|CHUNK|RESULT)|STATE_(?:SNAPSHOT|DELTA)|MESSAGES_SNAPSHOT|ACTIVITY_(?:SNAPSHOT|DELTA)|THINKING_(?:START|END|TEXT_MESSAGE_(?:START|CONTENT|END))|REASONING_(?:START|END|MESSAGE_(?:START|CONTENT|END|CHUNK)|ENCRYPTED_VALUE)|RAW|CUSTOM)$/;
/** What moves the page, and what other systems sent through. */
const PAGE = /^(?:STATE_|ACTIVITY_|STEP_|RAW$|CUSTOM$|REASONING_ENCRYPTED)/;
const isEvent = (v: unknown): boolean => TYPE.test(str(get(v, 'type')) ?? '');

export const agUi: Reader = {
  id: FORMAT,
  doc: {
    title: 'AG-UI event streams',
    files: '*.jsonl, *.json',
    detection:
      'Lines or a list of events with a `type` such as `TEXT_MESSAGE_CONTENT`, `TOOL_CALL_START` or `RUN_STARTED`.',
    notes: [
      'Deltas are put together by message and call; events of one `threadId` are one session.',
      'A `MESSAGES_SNAPSHOT`, and the messages in a run’s input, replace what was streamed before; reasoning, which they lack, is kept.',
      'State, activity, steps and raw events are the page’s; a stream that holds no word of the person gives no row.',
    ],
  },
  votes: isEvent,
  index({ value }, file) {
    if (!isEvent(value)) return { skip: 'no event of AG-UI' };
    const thread = idOf(get(value, 'threadId')) ?? idOf(get(value, 'thread_id'));
    if (thread !== undefined) file.state.thread = thread;
    const type = str(get(value, 'type')) ?? '';
    if (PAGE.test(type)) return { skip: `metadata: ${type}`, code: 'metadata' };
    const key = file.state.thread;
    return [
      {
        key: typeof key === 'string' ? `thread:${key}` : file.key,
        ...defined({ time: parseTime(get(value, 'timestamp')) }),
      },
    ];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    const stream = new Stream(builder);
    for (const record of records) {
      builder.from(record.ref);
      stream.take(record);
    }
    stream.end();
    return builder.build();
  },
};

/** A message with where it began. */
type Told = MessageIn & { id?: string | undefined; record: number };

class Stream {
  private messages: Told[] = [];
  private readonly calls = new Map<string, CallIn>();
  /** The message that pieces without an id go on with. */
  private open: Told | undefined;
  private thought = '';
  private readonly errors: string[] = [];

  constructor(private readonly builder: SessionBuilder) {}

  take(record: InRecord): void {
    const { value } = record;
    const type = str(get(value, 'type')) ?? '';
    const id = (key: string): string | undefined => idOf(get(value, key)) ?? idOf(get(value, snake(key)));
    const delta = str(get(value, 'delta')) ?? '';
    const thread = id('threadId');
    if (thread !== undefined) this.builder.fields.nativeId = thread;
    switch (type) {
      case 'TEXT_MESSAGE_START':
      case 'TEXT_MESSAGE_CONTENT':
      case 'TEXT_MESSAGE_CHUNK':
        this.message(id('messageId'), str(get(value, 'role')), value).text += delta;
        return;
      case 'TOOL_CALL_START':
      case 'TOOL_CALL_ARGS':
      case 'TOOL_CALL_CHUNK':
        this.call(
          id('toolCallId'),
          value,
          id('parentMessageId'),
          str(get(value, 'toolCallName')) ?? str(get(value, 'tool_call_name')),
        ).args += delta;
        return;
      case 'TOOL_CALL_RESULT':
        this.add(
          {
            role: 'tool',
            text: str(get(value, 'content')) ?? '',
            ...defined({ callId: id('toolCallId'), id: id('messageId') }),
          },
          value,
        );
        return;
      case 'THINKING_TEXT_MESSAGE_CONTENT':
      case 'REASONING_MESSAGE_CONTENT':
      case 'REASONING_MESSAGE_CHUNK':
        this.thought += delta;
        return;
      case 'RUN_STARTED':
        this.replace(record, ['input', 'messages']);
        this.tools(record);
        return;
      case 'MESSAGES_SNAPSHOT':
        this.replace(record, ['messages']);
        return;
      case 'RUN_ERROR':
        this.errors.push(str(get(value, 'message')) ?? '');
        return;
      default:
    }
  }

  /** Adds what was put together. */
  end(): void {
    if (this.thought) this.add({ role: 'assistant', text: '', reasoning: '' }, {});
    for (const { record, id: _, ...m } of this.messages) {
      const bare = m.role === 'assistant' && m.text === '' && !m.calls?.length && !m.parts?.length;
      if (bare && m.reasoning) this.builder.reasoning(m.reasoning, { record });
      else if (!bare) this.builder.message(m, { record, pointer: m.pointer ?? '', ...defined({ time: m.time }) });
    }
    for (const error of this.errors) if (error) this.builder.error(error);
  }

  private add(m: MessageIn & { id?: string }, value: unknown): Told {
    const told: Told = {
      ...m,
      record: this.builder.record,
      ...defined({ time: get(value, 'timestamp') ?? undefined }),
    };
    if (m.role === 'assistant' && this.thought) {
      told.reasoning = this.thought;
      this.thought = '';
    }
    this.messages.push(told);
    this.open = told;
    return told;
  }

  private message(id: string | undefined, role: string | undefined, value: unknown): Told {
    const known = id === undefined ? this.open : this.messages.find((m) => m.id === id);
    return known ?? this.add({ role: speakerNamed(role) ?? 'assistant', text: '', ...defined({ id }) }, value);
  }

  private call(id: string | undefined, value: unknown, parent: string | undefined, name: string | undefined): CallIn {
    const known = id === undefined ? [...this.calls.values()].at(-1) : this.calls.get(id);
    if (known) return known;
    const call: CallIn = { name: name ?? '', args: '', ...defined({ id }) };
    this.calls.set(id ?? `#${this.calls.size}`, call);
    const of = this.messages.find((m) => parent !== undefined && m.id === parent && m.role === 'assistant');
    // Parallel calls follow each other; a result ends their message.
    const last = this.messages.at(-1);
    const beside = parent === undefined && last?.role === 'assistant' && last.calls ? last : undefined;
    const message = of ?? beside ?? this.add({ role: 'assistant', text: '', ...defined({ id: parent }) }, value);
    message.calls = [...(message.calls ?? []), call];
    return call;
  }

  /** A snapshot has no reasoning: what was streamed under the same id is kept. */
  private replace(record: InRecord, path: string[]): void {
    const list = into(placeOf(record), ...path);
    const messages = readMessages(list);
    if (messages.length === 0) {
      if (holdsProse(list.value)) this.builder.unknown('messages', list.value);
      return;
    }
    const thoughts = new Map(this.messages.map((m) => [m.id, m.reasoning]));
    const ids = new Map(
      (Array.isArray(list.value) ? list.value : []).map((m, i) => [`${list.pointer}/${i}`, idOf(get(m, 'id'))]),
    );
    this.messages = messages.map((m) => {
      const id = ids.get(m.pointer ?? '');
      const reasoning = m.reasoning ?? (id === undefined ? undefined : thoughts.get(id));
      return { ...m, record: this.builder.record, ...defined({ id, reasoning }) };
    });
    for (const m of this.messages)
      for (const call of m.calls ?? []) if (call.id !== undefined) this.calls.set(call.id, call);
    this.open = undefined;
  }

  private tools(record: InRecord): void {
    const tools = into(placeOf(record), 'input', 'tools');
    for (const tool of readTools(tools.value, tools.text, tools.path)) this.builder.tools.set(tool.name, tool);
    for (const tool of items(tools))
      if (str(get(tool.value, 'name') ?? get(tool.value, 'function', 'name')) === undefined && holdsProse(tool.value))
        this.builder.unknown('tools', tool.value);
  }
}

const snake = (key: string): string => key.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);
