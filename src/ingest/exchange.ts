/**
 * Request logs: each record holds the whole history and one answer. Joined by the log's own id, else by prefix digests.
 */

import { defined } from '../kit/defined.ts';
import type { ToolDef } from '../model/session.ts';
import { SessionBuilder } from './builder.ts';
import { type FeedbackBeside, feedbackBeside } from './feedback.ts';
import { digestMessage, type MessageIn } from './message.ts';
import { idOf } from './parse.ts';
import type { Chain, IndexEntry, InRecord, SessionSlice } from './reader.ts';
import { inTurns, namedBy } from './steps/turns.ts';
import { type ErrorIn, readSessionId, readSurroundings, readTime } from './surroundings.ts';
import type { Talk } from './talk.ts';
import { steadyDigest, Threads } from './threads.ts';
import { parseTime } from './time.ts';

/** One request and what answered it, in the shape that all request logs are brought to before they become sessions. */
export interface Exchange {
  /** The history as the model saw it; each message carries its pointer. */
  prompt: MessageIn[];
  /** Candidates, each a sequence of messages (several where server-side tools answer inside one reply). */
  replies: MessageIn[][];
  tools: ToolDef[];
  /** Id of the talk, when the log has one. */
  session?: string;
  /** Sorts the talk's records where the file order cannot be trusted. */
  order?: number;
  time?: unknown;
  model?: string;
  latencyMs?: number;
  error?: ErrorIn;
  feedback?: FeedbackBeside[];
  /** Ids of people that the bodies name (`user`, `metadata.user_id`). */
  subjects?: string[];
  /** Id of the reply, and of the reply that the request goes on from: then the prompt holds only what is new. */
  id?: string;
  previous?: string;
  /** The prompt holds only what is new in this conversation. */
  partial?: boolean;
  /** The record holds no prompt: its reply answers the prompt of the record before it. */
  replyOnly?: boolean;
}

/** `value`: the record, which may hold feedback on a talk that it names. */
export function indexExchange(given: Exchange | undefined, value?: unknown): IndexEntry[] | { skip: string } {
  const exchange = given && plain(given);
  const session = exchange ? undefined : readSessionId(value);
  if (session !== undefined && feedbackBeside(value).length > 0) {
    const time = parseTime(readTime(value));
    return [{ key: session, order: Number.MAX_SAFE_INTEGER, ...defined({ time }) }];
  }
  if (!exchange) return { skip: 'neither a request with messages nor a response' };
  if (exchange.prompt.length === 0 && exchange.replies.length === 0 && !exchange.error)
    return { skip: 'a request without messages and without an answer' };
  const time = parseTime(exchange.time);
  return [
    {
      ...(exchange.session === undefined
        ? exchange.previous === undefined
          ? { chain: chainOf(exchange) }
          : {}
        : { key: exchange.session }),
      ...defined({ self: exchange.id, previous: exchange.previous, order: exchange.order, time }),
    },
  ];
}

/** Reasoning and calls that were logged as text become what they are, before anything is compared. */
function plain(exchange: Exchange): Exchange {
  const { prompt, replies, tools } = exchange;
  const named = namedBy(prompt);
  const knows = (name: string): boolean => tools.some((t) => t.name === name) || named(name);
  return {
    ...exchange,
    prompt: [...inTurns(prompt, knows)],
    replies: replies.map((reply) => [...inTurns(reply, knows)]),
  };
}

/**
 * Digests by which a record without session id finds its session. The first candidate is the reply, the rest
 * alternates.
 */
function chainOf(exchange: Exchange): Chain {
  const [reply = [], ...others] = exchange.replies.map((r) => r.map(digestMessage));
  return {
    prompt: exchange.prompt.map(steadyDigest),
    reply,
    ...defined({ alternates: others.length ? others : undefined }),
    minPrefix: firstAnswered(exchange.prompt),
  };
}

/**
 * Number of prompt messages up to the first answer to a user; 0 when there is none. A shorter prefix must not join
 * records: thousands of unrelated sessions begin with the same system prompt and the same greeting.
 */
function firstAnswered(prompt: readonly MessageIn[]): number {
  const user = prompt.findIndex((m) => m.role === 'user');
  const answer = user < 0 ? -1 : prompt.findIndex((m, i) => i > user && m.role === 'assistant');
  return answer + 1;
}

/**
 * One session from its records.
 *
 * @param format id of the reader, noted in the session.
 * @param records in the order of the index; each is read once.
 * @param parse brings a record into the common shape; undefined for a record that holds feedback alone, or nothing.
 * @returns undefined when the records hold no event.
 */
export function readExchanges(
  format: string,
  records: SessionSlice,
  parse: (record: InRecord) => Exchange | undefined,
): ReturnType<SessionBuilder['build']> {
  const builder = new SessionBuilder(format);
  const threads = new Threads();
  let before: MessageIn[] = [];
  const history = new History();
  const homeless: ErrorIn[] = [];
  for (const record of records) {
    const parsed = parse(record);
    const exchange = parsed && plain(parsed);
    readSurroundings(record.value, builder);
    if (!exchange) {
      threads.note(record.ref, feedbackBeside(record.value));
      continue;
    }
    for (const id of exchange.subjects ?? []) builder.subjects.add(id);
    for (const tool of exchange.tools) builder.tools.set(tool.name, tool);
    if (exchange.session !== undefined) builder.fields.nativeId = exchange.session;
    if (exchange.model) builder.fields.model = exchange.model;
    const prompt = exchange.replyOnly ? before : history.extend(exchange);
    if (!exchange.replyOnly) before = prompt;
    history.note(exchange, prompt);
    // An error that answers nothing we know has no place in the talk.
    if (prompt.length === 0 && exchange.replies.length === 0) {
      if (exchange.error) homeless.push(exchange.error);
      threads.note(record.ref);
      continue;
    }
    const thread = threads.of(prompt);
    thread.talk.add(record.ref, turnOf(exchange, thread.prompt));
  }
  if (history.unknownStart !== undefined)
    builder.boundary('resume', `goes on from ${history.unknownStart}, which the logs do not hold`);
  threads.build(builder);
  for (const error of homeless) builder.error(error.text, error.code ? { code: error.code } : {});
  return builder.build();
}

/** An exchange as `Talk` takes it. `prompt`: the whole history, under the thread's own system prompt. */
function turnOf(exchange: Exchange, prompt: readonly MessageIn[]): Parameters<Talk['add']>[1] {
  const { replies, time } = exchange;
  return {
    // A reply of several messages: all but its last are history by the time the last is written.
    prompt: [...prompt, ...(replies[0] ?? []).slice(0, -1).map((m) => ({ ...m, time }))],
    replies: replies.flatMap((r, i) => r.slice(i === 0 ? -1 : 0).slice(0, 1)),
    promptPointer: '',
    replyPointer: '',
    ...defined({
      time,
      model: exchange.model || undefined,
      latencyMs: exchange.latencyMs,
      error: exchange.error || undefined,
      feedback: exchange.feedback?.length ? exchange.feedback : undefined,
    }),
  };
}

/**
 * Histories that lie in earlier records: by the id of the reply that they end with, or all of a conversation so far.
 */
class History {
  private readonly byId = new Map<string, MessageIn[]>();
  private all: MessageIn[] = [];
  /** Id of a reply that was named and not found. */
  unknownStart: string | undefined;

  /** The whole prompt of an exchange: what earlier records hold of it, then what its own record adds. */
  extend(exchange: Exchange): MessageIn[] {
    const { prompt, previous } = exchange;
    let before: MessageIn[] | undefined;
    if (previous !== undefined) {
      before = this.byId.get(previous);
      if (!before) this.unknownStart ??= previous;
    } else if (exchange.partial) before = this.all;
    if (!before || before.length === 0) return prompt;
    // Instructions come with each request: said again, they are the same ones; other ones stay where they came.
    const said = new Set(before.flatMap((m) => (m.role === 'system' ? [m.text] : [])));
    return [...before, ...prompt.filter((m) => m.role !== 'system' || !said.has(m.text))];
  }

  /** Remembers prompt and reply for exchanges that go on from them. */
  note(exchange: Exchange, prompt: readonly MessageIn[]): void {
    const whole = [...prompt, ...(exchange.replies[0] ?? [])];
    if (exchange.id !== undefined) this.byId.set(exchange.id, whole);
    if (exchange.partial) this.all = whole;
  }
}

/** End users that request bodies name. */
export const subjectsOf = (...ids: unknown[]): string[] => ids.flatMap((id) => idOf(id) ?? []);
