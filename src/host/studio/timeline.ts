/**
 * Events to what the timeline shows: calls with their results, parallel calls together, everything else as it came.
 *
 * A result is shown at its call, wherever it is in the log; only a result without a call keeps its own place.
 */

import { defined } from '../../kit/defined.ts';
import type { Event, EventOf } from '../../model/event.ts';
import type { Example, Message } from '../../model/example.ts';
import type { CallView, Item, MessageItem } from '../../protocol/studio.ts';
import type { Spans } from './text.ts';

export interface TimelineOptions {
  events: readonly Event[];
  /** Field of an event's text: `events/3/` or `branches/0/events/1/`. */
  path: (event: Event, index: number) => string;
  spans: Spans;
  key: string;
  /** For the way from an answer to the message that an edit replaces. */
  example?: Example;
}

export function timeline({ events, path, spans, key, example }: TimelineOptions): Item[] {
  const items: Item[] = [];
  // Results by the number of their call, looked up when the call comes.
  const results = new Map<number, { event: EventOf<'tool_result'>; at: string }>();
  events.forEach((event, i) => {
    if (event.kind === 'tool_result' && event.call !== null) results.set(event.call, { event, at: path(event, i) });
  });
  const messages = messageNumbers(example);
  let group: { item: Extract<Item, { kind: 'calls' }>; turn: number } | undefined;
  events.forEach((event, i) => {
    const at = path(event, i);
    const base = baseOf(event, `${key}${i}`);
    if (event.kind === 'tool_call') {
      const call = callView(event, at, results, spans);
      // Calls of one turn were made by one message. A feedback or an error in between does not part them.
      if (group?.turn === event.turn) group.item.calls.push(call);
      else {
        const item = { kind: 'calls' as const, ...base, calls: [call] };
        items.push(item);
        group = { item, turn: event.turn };
      }
      return;
    }
    if (event.kind === 'tool_result') {
      if (event.call !== null) return;
      const { name, orphan } = event;
      const text = spans.text(`${at}text`, event.text);
      items.push({ kind: 'orphan', ...base, text, ...defined({ name: name || undefined, why: orphan || undefined }) });
      return;
    }
    if (event.kind === 'error') {
      const { code } = event;
      items.push({
        kind: 'error',
        ...base,
        text: spans.text(`${at}text`, event.text),
        ...defined({ code: code || undefined }),
      });
    } else if (event.kind === 'feedback') items.push(feedback(event, at, base, spans));
    else if (event.kind === 'boundary') {
      const text = event.text ? { text: spans.text(`${at}text`, event.text) } : {};
      items.push({ kind: 'boundary', ...base, reason: event.reason, ...text });
    } else items.push(message(event, at, base, spans, messages));
  });
  return items;
}

/** What every item has: its key, its record for the source button, its time, and what marks it. */
type Base = Pick<Item, 'key' | 'record' | 'ts' | 'latencyMs' | 'flags' | 'stubs'>;

function baseOf(event: Event, key: string): Base {
  const stubs = 'parts' in event ? event.parts?.map((p) => (p.mime ? `${p.kind} (${p.mime})` : p.kind)) : undefined;
  return {
    key,
    record: event.src.record,
    ...defined({
      ts: event.ts,
      latencyMs: 'latencyMs' in event && event.latencyMs !== undefined ? event.latencyMs : undefined,
      flags: 'flags' in event && event.flags?.length ? event.flags : undefined,
      stubs: stubs?.length ? stubs : undefined,
    }),
  };
}

/** A text with its role. `message` is set on answers that can be edited. */
function message(
  event: EventOf<'system' | 'user' | 'context' | 'assistant' | 'reasoning'>,
  at: string,
  base: Base,
  spans: Spans,
  messages: ReadonlyMap<number, number>,
): MessageItem {
  const number = event.kind === 'assistant' ? messages.get(event.seq) : undefined;
  return {
    kind: 'message',
    ...base,
    role: event.kind,
    text: spans.text(`${at}text`, event.text),
    ...defined({
      title: event.kind === 'context' && event.title ? event.title : undefined,
      model: event.kind === 'assistant' && event.model ? event.model : undefined,
      message: number,
    }),
  };
}

function feedback(event: EventOf<'feedback'>, at: string, base: Base, spans: Spans): Item {
  return {
    kind: 'feedback',
    ...base,
    signal: event.signal,
    ...defined({
      value: event.value,
      name: event.name || undefined,
      by: event.by || undefined,
      text: event.text === undefined ? undefined : spans.text(`${at}text`, event.text),
    }),
    whole: event.target === null,
  };
}

/** A call with its result. `byUser`: made by the simulated user of a benchmark, not by the agent. */
function callView(
  event: EventOf<'tool_call'>,
  at: string,
  results: ReadonlyMap<number, { event: EventOf<'tool_result'>; at: string }>,
  spans: Spans,
): CallView {
  const found = results.get(event.call);
  const stubs = found?.event.parts?.map((p) => p.kind);
  return {
    name: event.name,
    args: spans.text(`${at}args`, event.args),
    argsJson: event.argsJson,
    ...defined({
      byUser: event.side === 'user' ? true : undefined,
      result: found
        ? {
            text: spans.text(`${found.at}text`, found.event.text),
            isError: found.event.isError ?? false,
            ...(found.event.latencyMs === undefined ? {} : { latencyMs: found.event.latencyMs }),
            ...(stubs?.length ? { stubs } : {}),
          }
        : undefined,
    }),
  };
}

/** Message that an answer is part of, by event number: what an edit of it replaces. */
function messageNumbers(example: Example | undefined): Map<number, number> {
  const numbers = new Map<number, number>();
  example?.messages.forEach((m, i) => {
    if (m.role === 'assistant' && m.content.trim() !== '') for (const seq of m.events) numbers.set(seq, i);
  });
  return numbers;
}

/** What the run stored, when the log cannot be read: messages only, and nothing of how things were found. */
export function storedTimeline(messages: readonly Message[], spans: Spans, key: string, editable: boolean): Item[] {
  const answers = new Map(messages.flatMap((m) => (m.answers === undefined ? [] : [[m.answers, m] as const])));
  return messages.flatMap((m, i): Item[] => {
    if (m.role === 'tool') return [];
    const base = { key: `${key}${i}`, ...defined({ flags: m.flags || undefined, stubs: m.stubs || undefined }) };
    const items: Item[] = [];
    if (m.reasoning)
      items.push({
        kind: 'message',
        ...base,
        key: `${base.key}r`,
        role: 'reasoning',
        text: spans.loose(m.reasoning, `messages/${i}/reasoning`),
      });
    if (m.content.trim() !== '' || !m.calls) {
      const edit = editable && m.role === 'assistant' ? { message: i } : {};
      items.push({
        kind: 'message',
        ...base,
        role: m.role,
        text: spans.loose(m.content, `messages/${i}/content`),
        ...edit,
      });
    }
    if (m.calls) {
      const calls = m.calls.map((c): CallView => {
        const result = answers.get(c.call);
        return {
          name: c.name,
          args: spans.loose(c.args),
          argsJson: c.argsJson,
          ...defined({
            result: result ? { text: spans.loose(result.content), isError: result.isError ?? false } : undefined,
          }),
        };
      });
      items.push({ kind: 'calls', ...base, key: `${base.key}c`, calls });
    }
    return items;
  });
}
