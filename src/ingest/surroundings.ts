/** What applications log beside a talk: whom it is about, consent, experiment, time, latency, errors. */

import { defined } from '../kit/defined.ts';
import type { SessionBuilder } from './builder.ts';
import { expectedAnswer } from './expected.ts';
import { arr, get, idOf, isObject, jsonText, MAX_DEPTH, num, str } from './parse.ts';

const USER_KEYS = ['user_id', 'customer_id', 'end_user', 'userId', 'user'] as const;

/**
 * Whose talk a record without session id belongs to, by user and application; undefined when the log doesn't tell the user, or when
 * it is a task of its own (an evaluation asks many things of one user).
 *
 * @param not keys that hold something else here
 */
export function readStream(value: unknown, not: readonly string[] = []): string | undefined {
  const meta = isObject(get(value, 'metadata')) ? get(value, 'metadata') : value;
  const tasks = ['intent', 'task_id', 'instance_id'].map((key) => idOf(get(meta, key)) ?? idOf(get(value, key)));
  if (tasks.some((task) => task !== undefined)) return undefined;
  for (const key of USER_KEYS) {
    const user = not.includes(key) ? undefined : (idOf(get(meta, key)) ?? idOf(get(value, key)));
    if (user !== undefined) return [user, str(get(meta, 'app')) ?? str(get(value, 'app')) ?? ''].join('\0');
  }
  return undefined;
}

/** Subjects, consent and its purposes, jurisdiction, arm, intent and app, from the record and its `metadata`. */
/** Subjects, consent and its purposes, jurisdiction, arm, intent, app and the right answer, from the record and its `metadata`. */
export function readSurroundings(value: unknown, builder: SessionBuilder): void {
  const meta = isObject(get(value, 'metadata')) ? get(value, 'metadata') : value;
  for (const key of USER_KEYS) {
    const id = idOf(get(meta, key)) ?? idOf(get(value, key));
    if (id !== undefined) builder.subjects.add(id);
  }
  readConsent(value, meta, builder);
  const arm = str(get(meta, 'arm')) ?? str(get(value, 'arm')) ?? str(get(meta, 'experiment_arm'));
  if (arm) builder.fields.arm = arm;
  const intent =
    idOf(get(meta, 'intent')) ??
    idOf(get(value, 'intent')) ??
    idOf(get(meta, 'task_id')) ??
    idOf(get(value, 'instance_id'));
  if (intent !== undefined) builder.fields.intent = intent;
  const expected = expectedAnswer(value, meta);
  if (expected) builder.fields.expected = expected;
  const app = str(get(meta, 'app')) ?? str(get(value, 'app'));
  if (app) builder.fields.app = app;
}

/** What the law says of the record: consent, its purposes, jurisdiction. */
function readConsent(value: unknown, meta: unknown, builder: SessionBuilder): void {
  const consent = get(meta, 'consent') ?? get(value, 'consent');
  if (consent === true || consent === 'granted') builder.consent = 'granted';
  if (consent === false || consent === 'withdrawn') builder.consent = 'withdrawn';
  for (const key of ['purposes', 'consent_purposes', 'allowed_purposes'] as const)
    for (const purpose of arr(get(meta, key) ?? get(value, key)) ?? [])
      if (str(purpose)) builder.purposes.add(purpose as string);
  const jurisdiction = str(get(meta, 'jurisdiction')) ?? str(get(value, 'jurisdiction'));
  if (jurisdiction) builder.jurisdiction = jurisdiction;
}

/** Verdicts beside a whole talk: `resolved`, `success`, `passed` as booleans, `reward` or `score` as numbers. */
export function readOutcome(value: unknown, builder: SessionBuilder): void {
  for (const key of ['resolved', 'success', 'passed'] as const) {
    const given = get(value, key);
    const success = given === 1 ? true : given === 0 ? false : given;
    if (typeof success === 'boolean') builder.fields.outcome = { success, source: key };
  }
  for (const key of ['reward', 'score'] as const) {
    const score = num(get(value, key));
    if (score !== undefined)
      builder.scores.push({ name: key, value: score, by: key === 'reward' ? 'reward' : 'unknown' });
  }
}

export interface ErrorIn {
  text: string;
  code?: string;
}

/** An error as a string, or as `{message, type, code}` (also one level deeper, as HTTP bodies have it). */
export function readError(value: unknown, depth = 0): ErrorIn | undefined {
  if (typeof value === 'string' && value) return { text: value };
  if (!isObject(value)) return undefined;
  if (depth < MAX_DEPTH && isObject(get(value, 'error')) && str(get(value, 'message')) === undefined)
    return readError(get(value, 'error'), depth + 1);
  const code = idOf(get(value, 'code')) ?? str(get(value, 'type'));
  return { text: str(get(value, 'message')) ?? jsonText(value), ...defined({ code }) };
}

const SESSION_KEYS = [
  'conversation_id',
  'conversationId',
  'session_id',
  'sessionId',
  'thread_id',
  'threadId',
  'chat_id',
  'chatId',
];

/** Id of the talk, when the application logs one: in the record or in its `metadata`. */
export function readSessionId(value: unknown): string | undefined {
  for (const at of [value, get(value, 'metadata')]) {
    for (const key of SESSION_KEYS) {
      const id = idOf(get(at, key));
      if (id !== undefined) return id;
    }
  }
  return undefined;
}

const TIME_KEYS = ['timestamp', 'time', 'ts', 'created_at', 'createdAt', 'date', 'start_time', 'startTime', 'datetime'];

/** The record's own time, as logged. */
export function readTime(value: unknown): unknown {
  for (const key of TIME_KEYS) {
    const time = get(value, key);
    if (typeof time === 'string' || typeof time === 'number') return time;
  }
  return undefined;
}

/** Milliseconds that the answer took. */
export function readLatency(value: unknown): number | undefined {
  for (const key of ['latency_ms', 'latencyMs', 'duration_ms', 'durationMs', 'elapsed_ms']) {
    const ms = num(get(value, key));
    if (ms !== undefined) return ms;
  }
  const seconds = num(get(value, 'latency_sec')) ?? num(get(value, 'latency_s')) ?? num(get(value, 'duration_s'));
  return seconds === undefined ? undefined : Math.round(seconds * 1000);
}
