/** What stands beside a talk: people, consent, experiment, time, latency, errors. */
import { describe, expect, it } from 'vitest';
import { SessionBuilder } from '../../../src/ingest/builder.ts';
import {
  readError,
  readLatency,
  readOutcome,
  readSessionId,
  readSurroundings,
  readTime,
} from '../../../src/ingest/surroundings.ts';
import type { Session } from '../../../src/model/index.ts';

const session = (value: unknown, read: typeof readSurroundings = readSurroundings): Session => {
  const builder = new SessionBuilder('test');
  read(value, builder);
  builder.user('u');
  return builder.build() as Session;
};

describe('whom it is about', () => {
  it.each<[string, unknown, string[]]>([
    ['user_id', { user_id: 'u' }, ['u']],
    ['customer_id', { customer_id: 7 }, ['7']],
    ['end_user', { end_user: 'e' }, ['e']],
    ['userId', { userId: 'x' }, ['x']],
    ['user', { user: 'y' }, ['y']],
    ['in metadata', { metadata: { user_id: 'm' } }, ['m']],
    ['metadata before the record, key by key', { user_id: 'r', metadata: { user_id: 'm' }, user: 'z' }, ['m', 'z']],
    ['each once', { user_id: 'u', userId: 'u' }, ['u']],
    ['an object is no id', { user: { id: 'u' } }, []],
    ['the empty text is no id', { user: '' }, []],
  ])('%s', (_name, value, subjects) => {
    expect(session(value).governance.subjects).toEqual(subjects);
  });
});

describe('consent', () => {
  it.each<[string, unknown, string]>([
    ['true', { consent: true }, 'granted'],
    ['granted', { consent: 'granted' }, 'granted'],
    ['false', { consent: false }, 'withdrawn'],
    ['withdrawn', { metadata: { consent: 'withdrawn' } }, 'withdrawn'],
    ['the word of metadata counts', { consent: true, metadata: { consent: false } }, 'withdrawn'],
    ['another word is no yes', { consent: 'yes' }, 'missing'],
    ['a number is no yes', { consent: 1 }, 'missing'],
    ['nothing', {}, 'missing'],
  ])('%s', (_name, value, consent) => {
    expect(session(value).governance.consent).toBe(consent);
  });
  it('purposes and law, from all their keys', () => {
    const { governance } = session({
      purposes: ['a', 5, ''],
      consent_purposes: ['b'],
      metadata: { allowed_purposes: ['c', 'a'], jurisdiction: 'DE' },
    });
    expect([governance.purposes, governance.jurisdiction]).toEqual([['a', 'b', 'c'], 'DE']);
    expect(session({ jurisdiction: 'FR', purposes: 'a' }).governance).toEqual({
      consent: 'missing',
      subjects: [],
      jurisdiction: 'FR',
    });
  });
});

describe('experiment, intent, app', () => {
  it.each<[string, unknown, Partial<Session>]>([
    ['arm', { arm: 'A' }, { arm: 'A' }],
    ['arm in metadata first', { arm: 'A', metadata: { arm: 'B' } }, { arm: 'B' }],
    ['experiment_arm', { metadata: { experiment_arm: 'C' } }, { arm: 'C' }],
    ['intent', { intent: 'i' }, { intent: 'i' }],
    ['task_id', { task_id: 3 }, { intent: '3' }],
    ['instance_id', { instance_id: 'x__y-1' }, { intent: 'x__y-1' }],
    ['intent before task_id', { intent: 'i', metadata: { task_id: 't' } }, { intent: 'i' }],
    ['app', { metadata: { app: 'shop' } }, { app: 'shop' }],
    ['none', { metadata: 'text' }, {}],
  ])('%s', (_name, value, expected) => {
    const { arm, intent, app } = session(value);
    expect({ arm, intent, app }).toEqual({ arm: undefined, intent: undefined, app: undefined, ...expected });
  });
});

describe('outcome', () => {
  it.each<[string, unknown, unknown, unknown[]]>([
    ['resolved', { resolved: true }, { success: true, source: 'resolved' }, []],
    ['success', { success: false }, { success: false, source: 'success' }, []],
    ['passed', { passed: true }, { success: true, source: 'passed' }, []],
    ['a word is no verdict', { resolved: 'yes' }, undefined, []],
    ['reward', { reward: 0.5 }, undefined, [{ name: 'reward', value: 0.5, by: 'reward' }]],
    ['score', { score: 3 }, undefined, [{ name: 'score', value: 3, by: 'unknown' }]],
  ])('%s', (_name, value, outcome, scores) => {
    const read = session(value, readOutcome);
    expect([read.outcome, read.scores]).toEqual([outcome, scores]);
  });
});

describe('errors', () => {
  it.each<[string, unknown, unknown]>([
    ['a text', 'boom', { text: 'boom' }],
    ['the empty text is none', '', undefined],
    ['null is none', null, undefined],
    ['message and code', { message: 'm', code: 429 }, { text: 'm', code: '429' }],
    ['the type when there is no code', { message: 'm', type: 't' }, { text: 'm', code: 't' }],
    ['the code before the type', { message: 'm', type: 't', code: 'c' }, { text: 'm', code: 'c' }],
    ['one level deeper', { error: { message: 'm' } }, { text: 'm' }],
    ['not deeper beside a message', { message: 'm', error: { message: 'n' } }, { text: 'm' }],
    ['without a message its JSON', { status: 5 }, { text: '{"status":5}' }],
  ])('%s', (_name, value, error) => {
    expect(readError(value)).toEqual(error);
  });
});

describe('ids, times, latencies', () => {
  it.each([
    'conversation_id',
    'conversationId',
    'session_id',
    'sessionId',
    'thread_id',
    'threadId',
    'chat_id',
    'chatId',
  ])('the talk’s id under %s, also in metadata', (key) => {
    expect(readSessionId({ [key]: 'x' })).toBe('x');
    expect(readSessionId({ metadata: { [key]: 5 } })).toBe('5');
  });
  it('the record before its metadata, and none at all', () => {
    expect(readSessionId({ chat_id: 'r', metadata: { session_id: 'm' } })).toBe('r');
    expect(readSessionId({ id: 'x', session_id: '' })).toBeUndefined();
  });
  it.each(['timestamp', 'time', 'ts', 'created_at', 'createdAt', 'date', 'start_time', 'startTime', 'datetime'])(
    'the time under %s',
    (key) => {
      expect(readTime({ [key]: 'T' })).toBe('T');
      expect(readTime({ [key]: { at: 1 } })).toBeUndefined();
    },
  );
  it('the first key that holds a time', () => {
    expect(readTime({ date: 1, timestamp: null, ts: 2 })).toBe(2);
  });
  it.each<[string, unknown, number | undefined]>([
    ['latency_ms', { latency_ms: 12.5 }, 12.5],
    ['latencyMs', { latencyMs: 1 }, 1],
    ['duration_ms', { duration_ms: 2 }, 2],
    ['durationMs', { durationMs: 3 }, 3],
    ['elapsed_ms', { elapsed_ms: 0 }, 0],
    ['latency_sec in seconds', { latency_sec: 1.2345 }, 1235],
    ['latency_s', { latency_s: 2 }, 2000],
    ['duration_s', { duration_s: 0.001 }, 1],
    ['milliseconds before seconds', { latency_s: 9, latency_ms: 1 }, 1],
    ['text is none', { latency_ms: '12' }, undefined],
  ])('%s', (_name, value, ms) => {
    expect(readLatency(value)).toBe(ms);
  });
});
