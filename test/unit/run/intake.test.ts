/** What a processed session leaves in store, cards, gate, audit, risk and ledger. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Key } from '../../../src/kit/key.ts';
import type { Skipped } from '../../../src/model/source.ts';
import { Intake, type Sinks } from '../../../src/run/intake.ts';
import type { ProcessedSession } from '../../../src/run/session.ts';
import { StoreWriter } from '../../../src/run/store/run-store.ts';
import { Tombstones } from '../../../src/run/store/tombstones.ts';
import { chainOf } from '../../../src/stages/card.ts';
import { sketchOf } from '../../../src/stages/sketch.ts';
import { tempFolder } from '../../support/temp.ts';
import { config, example, messages } from '../stages/support.ts';

const KEY = new Key(Buffer.from('a key for tests, and for nothing else'));
const PERSON = { value: 'hash of a name', subject: 'hash of a person' };

/** A session of examples with these ids; `dropped`: why stretches of it gave none. */
function session(id: string, examples: readonly string[], more: Partial<ProcessedSession> = {}): ProcessedSession {
  const talk = messages('u Go', 'a Done');
  return {
    kind: 'session',
    sessionId: id,
    examples: examples.map((one) => {
      const made = example(one, talk, { session: id });
      return { example: made, chain: chainOf(talk, 'k'), sketch: sketchOf(made) };
    }),
    survivals: [],
    dropped: [],
    redactions: [],
    gateValues: [],
    records: [],
    ...more,
  };
}

/** An intake whose sinks write down what they are told. */
function desk(erased: readonly string[] = []) {
  const told: Record<string, unknown[]> = { gate: [], trail: [], risk: [], ledger: [] };
  const sinks = {
    gate: { add: (_: unknown, id: string) => told.gate?.push(id), check: () => [] },
    audit: { redactions: (id: string) => told.trail?.push(id), subjects: () => {} },
    risk: { session: (redactions: unknown) => told.risk?.push(redactions), example: () => {} },
    ledger: {
      session: (id: string, _: unknown, ids: unknown, dropped: unknown) => told.ledger?.push([id, ids, dropped]),
    },
  } as unknown as Sinks;
  const tombstones = new Tombstones(erased.map((subject) => ({ values: [], subjects: [subject] })));
  const intake = new Intake(sinks, tombstones, config().privacy, KEY, 0);
  const store = new StoreWriter(join(tempFolder(), 'examples.jsonl'));
  return { intake, told, take: (one: Parameters<Intake['add']>[0], records = 1) => intake.add(one, records, store) };
}

it('makes a card of every example, and tells gate, audit, risk and ledger of the session', () => {
  const { intake, told, take } = desk();
  take(session('s', ['a', 'b'], { dropped: ['no answer'] }));
  expect(intake.cards.map(({ id, session: of }) => [id, of])).toEqual([
    ['a', 's'],
    ['b', 's'],
  ]);
  expect(intake.sessions).toBe(1);
  expect(told).toMatchObject({ gate: ['s'], trail: ['s'], ledger: [['s', ['a', 'b'], ['no answer']]] });
  expect(told.risk).toHaveLength(1);
});

it('gives the second copy of an example an id of its own, the same in every run', () => {
  const ids = (): string[] => {
    const { intake, take } = desk();
    take(session('s', ['a']));
    take(session('t', ['a']));
    take(session('u', ['a']));
    return intake.cards.map(({ id }) => id);
  };
  expect(ids()[0]).toBe('a');
  expect(new Set(ids()).size).toBe(3);
  expect(ids()).toEqual(ids());
});

it('counts sessions without an example, by their first reason', () => {
  const { intake, take } = desk();
  take(session('s', [], { dropped: ['no answer', 'no question'] }));
  take(session('t', [], { dropped: ['no answer'] }));
  take(session('u', []));
  take(session('v', ['a'], { dropped: ['no answer'] }));
  expect(intake.noExample).toEqual({ 'no answer': 2, 'no message': 1 });
  expect(intake.sessions).toBe(4);
});

it('counts the records of sessions that gave no event, and keeps those that were left out', () => {
  const { intake, told, take } = desk();
  const skipped: Skipped = { path: 'a.jsonl', line: 3, code: 'changed', reason: 'it changed', records: 2 };
  take({ kind: 'empty' }, 3);
  take({ kind: 'empty' }, 2);
  take({ kind: 'skipped', skipped }, 2);
  expect(intake).toMatchObject({ empty: 5, skipped: [skipped], sessions: 0, cards: [] });
  expect(told.gate).toEqual([]);
});

it('marks the examples of a person who was erased, and writes no trail of the session', () => {
  const { intake, told, take } = desk([PERSON.subject]);
  const redactions = [PERSON] as unknown as ProcessedSession['redactions'];
  take(session('s', ['a'], { redactions }));
  take(session('t', ['b']));
  expect(intake.cards.map(({ marks }) => marks.map(({ mark }) => mark))).toEqual([['erased'], []]);
  expect(told.trail).toEqual(['t']);
  expect(told.gate).toEqual(['s', 't']);
});
