/** Events to chat messages: one message per turn, results behind the calls they answer. */

import { defined } from '../../kit/defined.ts';
import type { Event } from '../../model/event.ts';
import type { Call, Message } from '../../model/example.ts';
import { append, join, placeholders, ROW_TEXT, type RowText } from './content.ts';
import { joinParallel } from './parallel.ts';

/** Put where a log lost the result of a call in the middle of a run: a call without any tool message is not a valid row. */
export const NO_RESULT = '[no result in the log]';

export interface MessageList {
  messages: Message[];
  /** Results that answer no call: no row can hold them. */
  orphans: number;
  /** Calls whose result the log does not hold. */
  unanswered: number;
}

/**
 * Of one agent's events. Feedback, errors and boundaries are not messages; the summary a compaction left is a user message,
 * because it is what the model saw from there on. Neighbouring messages of one role are joined, as chat templates demand, and
 * messages that hold nothing go.
 *
 * @param late the events stand in the midst of a talk: a system message among them comes late
 */
export function toMessages(events: readonly Event[], row: RowText = ROW_TEXT, late = false): MessageList {
  const list: Message[] = [];
  const results = new Map<number, Message>();
  let orphans = 0;
  let lastResult: Message | undefined;
  for (const event of events) {
    if (event.kind === 'feedback' || event.kind === 'error') continue;
    // Tools of a simulated user are not the agent's actions.
    if (event.kind === 'tool_call' && event.side === 'user') continue;
    if (event.kind === 'context' && event.harness) {
      if (row.harness === 'drop') continue;
      if (event.harness === 'result' && lastResult) {
        append(lastResult, event.text, true);
        lastResult.events.push(event.seq);
        continue;
      }
    }
    lastResult = undefined;
    if (event.kind === 'tool_result') {
      if (event.call === null) orphans++;
      else {
        lastResult = resultMessage(event, event.call, row);
        results.set(event.call, lastResult);
      }
      continue;
    }
    add(list, event, row, late);
  }
  const said = joinParallel(list.filter(holdsSomething), results);
  const { messages, unanswered } = placeResults(said, results);
  return { messages: joinNeighbours(messages), orphans, unanswered };
}

const holdsSomething = ({ content, calls, reasoning, stubs }: Message): boolean =>
  content.trim() !== '' || calls !== undefined || !!reasoning || stubs !== undefined;

type Spoken = Exclude<Event, { kind: 'feedback' | 'error' | 'tool_result' }>;

function add(list: Message[], event: Spoken, row: RowText, midst: boolean): void {
  // Templates take a system message at the start only: what the application injects later reads as the user's turn.
  const late = event.kind === 'system' && (midst || list.some((m) => m.role !== 'system'));
  const role = late ? 'user' : roleOf(event.kind);
  const last = list.at(-1);
  const same = last && last.role === role && last.turns.at(-1) === event.turn;
  const message: Message = same ? last : { role, content: '', turns: [event.turn], events: [] };
  if (!same) list.push(message);
  message.events.push(event.seq);
  if (event.kind === 'tool_call') {
    message.calls = [...(message.calls ?? []), callOf(event)];
  } else if (event.kind === 'reasoning') {
    message.reasoning = join(message.reasoning, event.text);
  } else addText(message, event, row);
  if (event.kind !== 'boundary' && event.flags?.length)
    message.flags = [...new Set([...(message.flags ?? []), ...event.flags])];
}

/** Pictures come before a person's question about them, and behind what the model says. */
function addText(message: Message, event: Exclude<Spoken, { kind: 'tool_call' | 'reasoning' }>, row: RowText): void {
  const parts = event.kind === 'boundary' ? [] : (event.parts ?? []);
  const shown = placeholders(parts, row);
  if (event.kind !== 'assistant') append(message, shown, true);
  // A person's turn may hold what an application injected; it is nobody's words.
  append(message, event.text ?? '', message.role === 'user' && event.kind !== 'user' ? true : undefined);
  if (event.kind === 'assistant') append(message, shown, true);
  if (parts.length > 0) message.stubs = [...(message.stubs ?? []), ...parts.map((p) => p.kind)];
}

function roleOf(kind: Event['kind']): Message['role'] {
  if (kind === 'system') return 'system';
  return kind === 'assistant' || kind === 'reasoning' || kind === 'tool_call' ? 'assistant' : 'user';
}

const callOf = (event: Extract<Event, { kind: 'tool_call' }>): Call => ({
  call: event.call,
  name: event.name,
  args: event.args,
  argsJson: event.argsJson,
});

function resultMessage(event: Extract<Event, { kind: 'tool_result' }>, call: number, row: RowText): Message {
  const message: Message = {
    role: 'tool',
    content: event.text,
    answers: call,
    ...defined({
      name: event.name || undefined,
      isError: event.isError ? true : undefined,
      stubs: event.parts?.length ? event.parts.map((p) => p.kind) : undefined,
    }),
    turns: [event.turn],
    events: [event.seq],
  };
  append(message, placeholders(event.parts ?? [], row), true);
  return message;
}

/** Puts each result behind its call's message. A call without result gets a stated placeholder, unless nothing follows it. */
function placeResults(
  list: readonly Message[],
  results: ReadonlyMap<number, Message>,
): { messages: Message[]; unanswered: number } {
  const messages: Message[] = [];
  let unanswered = 0;
  list.forEach((message, i) => {
    messages.push(message);
    const isLast = i === list.length - 1;
    for (const call of message.calls ?? []) {
      const result = results.get(call.call);
      if (result) messages.push({ ...result, name: result.name ?? call.name });
      else {
        unanswered++;
        if (!isLast) {
          messages.push({
            role: 'tool',
            content: NO_RESULT,
            answers: call.call,
            name: call.name,
            turns: [...message.turns],
            events: [],
          });
        }
      }
    }
  });
  return { messages, unanswered };
}

/** What a fork adds to a message that it inherited is its own: the whole is trained rather than none of it. */
function joinFlags(a: Message['flags'], b: Message['flags']): Message['flags'] {
  if (!a && !b) return undefined;
  const flags = [...new Set([...(a ?? []), ...(b ?? [])])];
  const both = a?.includes('inherited') && b?.includes('inherited');
  return both ? flags : flags.filter((f) => f !== 'inherited');
}

function joinNeighbours(messages: readonly Message[]): Message[] {
  const out: Message[] = [];
  for (const message of messages) {
    const last = out.at(-1);
    if (last && last.role === message.role && message.role !== 'tool' && !last.calls) {
      const joined: Message = {
        ...last,
        ...defined({ calls: message.calls, reasoning: join(last.reasoning, message.reasoning ?? '') || undefined }),
        turns: [...last.turns, ...message.turns],
        events: [...last.events, ...message.events],
        ...defined({
          flags: joinFlags(last.flags, message.flags),
          stubs: last.stubs || message.stubs ? [...(last.stubs ?? []), ...(message.stubs ?? [])] : undefined,
        }),
      };
      append(joined, message.content, message.added);
      out[out.length - 1] = joined;
    } else out.push(message);
  }
  return out;
}
