/**
 * Builds a session from rows: messages, what is known of the conversation, ratings, whole chats in one cell.
 *
 * Rows come in the order of the index: the conversation's own row first, messages by their sequence or time, ratings
 * last.
 */
import { defined } from '../../kit/defined.ts';
import type { SessionBuilder } from '../builder.ts';
import type { MessageIn } from '../message.ts';
import { get, idOf, isObject, str } from '../parse.ts';
import type { InRecord } from '../reader.ts';
import { readSurroundings } from '../surroundings.ts';
import type { Columns, TableKind } from './columns.ts';
import { messagesOfRow, type Waiting } from './message-row.ts';
import { type Rating, ratingRow, readRating } from './ratings.ts';
import { cell, number, unpacked } from './values.ts';

/** Ratings that were joined to a message row when its table was unpacked. */
export const JOINED = 'goldpan$ratings';

export class RowSession {
  private readonly waiting: Waiting = { calls: 0 };
  /** Turn of each message by its primary key: what a rating names. */
  private readonly turns = new Map<string, number>();
  /** Ratings in rows of their own. */
  private readonly late: { message: string | undefined; rating: Rating; record: number }[] = [];
  private records = 0;
  private known = false;

  constructor(private readonly builder: SessionBuilder) {}

  add(record: InRecord, kind: TableKind, columns: Columns): void {
    const row = record.value;
    const key = columns.id === undefined ? undefined : cell(get(row, columns.id));
    this.builder.from(key === undefined ? record.ref : { ...record.ref, key });
    this.records++;
    if (kind === 'messages') this.message(record, columns, key);
    else if (kind === 'pairs') this.pair(row, columns, key);
    else if (kind === 'conversations') this.about(row, columns);
    else if (kind === 'ratings') {
      const found = ratingRow(row, columns);
      if (found) this.late.push({ message: found.message, rating: found.rating, record: this.records - 1 });
    }
  }

  /** Ratings of messages that lie in a chat's own tree, by message; they are not told again by `end`. */
  takeRatings(): Map<string, (Rating & { record: number })[]> {
    const taken = new Map<string, (Rating & { record: number })[]>();
    for (const { message, rating, record } of this.late.splice(0)) {
      if (message === undefined) this.late.push({ message, rating, record });
      else taken.set(message, [...(taken.get(message) ?? []), { ...rating, record }]);
    }
    return taken;
  }

  /** Ratings in rows of their own come last, when all messages are known. */
  end(): void {
    for (const { message, rating, record } of this.late) {
      const target = message === undefined ? null : (this.turns.get(message) ?? null);
      this.builder.feedback({ ...rating, target, record });
    }
  }

  /** A row of a table of messages. A failed tool's error is part of its result; any other one is an event. */
  private message(record: InRecord, columns: Columns, key: string | undefined): void {
    const { builder } = this;
    const row = record.value;
    const at = (name: keyof Columns): unknown => (columns[name] === undefined ? undefined : get(row, columns[name]));
    const model = cell(at('model'));
    const latency = number(at('latency'));
    const place = {
      pointer: columns.content === undefined ? '' : `/${columns.content}`,
      ...defined({ time: at('time') ?? undefined, model, latencyMs: latency }),
    };
    const messages = messagesOfRow(row, record.text, columns, this.waiting);
    for (const m of messages) builder.message(m, m.role === 'assistant' ? place : without(place));
    const failed = cell(at('error'));
    if (
      messages.length > 0 &&
      failed !== undefined &&
      messages.at(-1)?.role !== 'tool' &&
      !/^(?:f|false|0)$/i.test(failed)
    )
      builder.error(failed, without(place));
    if (model !== undefined) builder.fields.model ??= model;
    if (key !== undefined && messages.length > 0) this.turns.set(key, builder.turn);
    for (const rating of ratingsOf(row, columns, messages)) builder.feedback({ ...rating, target: builder.turn });
    if (columns.metadata && !this.known && at('metadata') !== null) {
      // Joined to every message, it is the conversation's.
      this.known = true;
      this.about({ metadata: at('metadata') }, { metadata: 'metadata' });
    }
    const user = columns.user && columns.user !== columns.role ? cell(at('user')) : undefined;
    if (user !== undefined) builder.subjects.add(user);
  }

  /** A row with a prompt and its answer. */
  private pair(row: unknown, columns: Columns, key: string | undefined): void {
    const { builder } = this;
    const at = (name: keyof Columns): unknown => (columns[name] === undefined ? undefined : get(row, columns[name]));
    const time = at('time') === undefined || at('time') === null ? {} : { time: at('time') };
    const model = cell(at('model'));
    const system = cell(at('system'));
    if (system !== undefined && builder.length === 0)
      builder.system(system, { ...time, pointer: `/${columns.system}` });
    const prompt = cell(at('prompt'));
    if (prompt !== undefined) builder.user(prompt, { ...time, pointer: `/${columns.prompt}` });
    const reply = cell(at('response'));
    const reasoning = cell(at('reasoning'));
    const latencyMs = number(at('latency'));
    if (reply !== undefined || reasoning !== undefined) {
      builder.message(
        { role: 'assistant', text: reply ?? '', ...defined({ reasoning }) },
        {
          ...time,
          pointer: `/${columns.response}`,
          ...defined({ model, latencyMs }),
        },
      );
    }
    const failed = cell(at('error'));
    if (failed !== undefined && !/^(?:f|false|0)$/i.test(failed)) builder.error(failed, time);
    if (model !== undefined) builder.fields.model ??= model;
    if (key !== undefined) this.turns.set(key, builder.turn);
    const rating = columns.rating ? readRating(at('rating'), at('reason'), false) : undefined;
    if (rating) builder.feedback({ ...rating, target: builder.turn });
    const meta = columns.metadata ? unpacked(at('metadata')) : undefined;
    readSurroundings(meta === undefined ? row : { ...(row as object), metadata: meta }, builder);
  }

  /** The conversation's own row: whom it is about, the model, how it ended. */
  private about(row: unknown, columns: Columns): void {
    const { builder } = this;
    const meta = columns.metadata ? unpacked(get(row, columns.metadata)) : undefined;
    readSurroundings(isObject(meta) ? { ...(row as object), metadata: meta } : row, builder);
    const user = columns.user ? cell(get(row, columns.user)) : undefined;
    if (user !== undefined) builder.subjects.add(user);
    const model = columns.model ? cell(get(row, columns.model)) : undefined;
    if (model !== undefined) builder.fields.model = model;
    const at = isObject(meta) ? meta : row;
    for (const name of ['reward', 'score'] as const) {
      const value = number(get(at, name));
      if (value === undefined || builder.fields.outcome) continue;
      builder.scores.push({ name, value, by: name === 'reward' ? 'reward' : 'unknown' });
      builder.fields.outcome = { success: name === 'reward' ? value >= 1 : null, score: value, source: name };
    }
    const status = str(get(row, 'status')) ?? idOf(get(at, 'outcome')) ?? str(get(at, 'status'));
    if (status !== undefined && !builder.fields.outcome) {
      const success = GOOD.test(status) ? true : BAD.test(status) ? false : null;
      builder.fields.outcome = { success, source: 'status', detail: status };
    } else if (status !== undefined && builder.fields.outcome) builder.fields.outcome.detail = status;
  }
}

/** Words for how a conversation ended, as support tools and evaluations store them. Other words say neither. */
const GOOD = /^(?:resolved|solved|success|successful|succeeded|completed|done|won)$/i;
const BAD = /^(?:failed|failure|unresolved|error|abandoned|lost)$/i;

/** Ratings that were joined to the row, else the one of its own columns, which is of an answer. */
function ratingsOf(row: unknown, columns: Columns, messages: readonly MessageIn[]): Rating[] {
  const joined = get(row, JOINED);
  if (Array.isArray(joined)) return joined as Rating[];
  if (!columns.rating || columns.rating === columns.content) return [];
  if (!messages.some((m) => m.role === 'assistant')) return [];
  const reason = columns.reason === undefined ? undefined : get(row, columns.reason);
  const rating = readRating(get(row, columns.rating), reason, false);
  return rating ? [rating] : [];
}

/** User, system and tool messages have no model and no latency of it. */
function without<T extends { model?: string; latencyMs?: number }>(place: T): Omit<T, 'model' | 'latencyMs'> {
  const { model: _model, latencyMs: _latency, ...rest } = place;
  return rest;
}
