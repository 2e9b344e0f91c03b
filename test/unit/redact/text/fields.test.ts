import { expect, it } from 'vitest';
import type { Event } from '../../../../src/model/event.ts';
import type { Session } from '../../../../src/model/session.ts';
import { sessionFields, workingCopy } from '../../../../src/redact/text/fields.ts';
import { sessionOf } from '../helpers.ts';

const at = (seq: number) => ({ seq, turn: seq, src: { record: 0, pointer: seq === 0 ? '/x' : '' } });
const EVENTS: Event[] = [
  {
    ...at(0),
    kind: 'context',
    text: 'T0',
    title: 'T1',
    agent: 'T2',
    parts: [{ kind: 'image', mime: 'T3', ref: 'T15' }],
  },
  { ...at(1), kind: 'assistant', text: 'T4', model: 'T5' },
  {
    ...at(2),
    kind: 'tool_call',
    call: 0,
    name: 'T6',
    args: 'T7',
    argsJson: false,
    result: 'paired',
    model: 'T8',
    nativeId: 'n1',
    tsRaw: '2024-06-05T09:15:30.123Z',
  },
  { ...at(3), kind: 'tool_result', call: null, name: 'T9', orphan: 'T10', text: 'T11', nativeId: 'n2' },
  { ...at(4), kind: 'feedback', signal: 'edit', name: 'T12', text: 'T13', target: null },
  { ...at(5), kind: 'error', code: 'T14', text: '', tsRaw: 'at noon, says Ann' },
];
const SESSION: Session = sessionOf([], {
  events: EVENTS,
  branches: [{ at: 1, events: [{ ...at(0), kind: 'user', text: 'B0' }] } as unknown as Session['branches'][number]],
  tools: [{ name: 'N0', description: 'N1', parameters: '{"a":1}', inferred: false }],
  model: 'M0',
  nativeId: 'native',
  governance: { consent: 'granted', subjects: [], jurisdiction: 'G0', purposes: ['G1', 'G2'] },
  scores: [{ name: 'S0', value: 1 } as Session['scores'][number]],
});

/** Path, kind, text: each string that redaction must read. */
const FIELDS = [
  'events/0/agent name T2',
  'events/0/title prose T1',
  'events/0/text prose T0',
  'events/0/parts/0/mime name T3',
  'events/0/parts/0/ref prose T15',
  'events/0/src/pointer name /x',
  'events/1/text prose T4',
  'events/1/model name T5',
  'events/2/name name T6',
  'events/2/args prose T7',
  'events/2/model name T8',
  'events/3/name name T9',
  'events/3/orphan prose T10',
  'events/3/text prose T11',
  'events/4/name name T12',
  'events/4/text prose T13',
  'events/5/code name T14',
  'branches/0/events/0/text prose B0',
  'branches/0/events/0/src/pointer name /x',
  'tools/0/name name N0',
  'tools/0/description prose N1',
  'tools/0/parameters schema {"a":1}',
  'model name M0',
  'governance/jurisdiction name G0',
  'governance/purposes/0 name G1',
  'governance/purposes/1 name G2',
  'scores/0/name name S0',
];

it('the fields of a session are all its strings, in reading order', () => {
  const found = sessionFields(structuredClone(SESSION)).map((f) => `${f.path} ${f.kind} ${f.text}`);
  expect(found).toEqual(FIELDS);
});

it('what is set is written to its place, and to no other', () => {
  const session = structuredClone(SESSION);
  for (const field of sessionFields(session)) field.set(`<${field.path}>`);
  expect(sessionFields(session).map((f) => f.text)).toEqual(FIELDS.map((line) => `<${line.split(' ')[0]}>`));
});

it('the copy has no records, native ids, hidden solution, or times that no clock writes', () => {
  const copy = workingCopy({ ...SESSION, expected: { answers: ['the hidden solution'] } });
  expect(JSON.stringify(copy)).not.toContain('solution');
  expect([copy.records, copy.nativeId, SESSION.nativeId]).toEqual([[], undefined, 'native']);
  expect(JSON.stringify(copy)).not.toContain('"n1"');
  expect(JSON.stringify(copy)).not.toContain('"n2"');
  expect(copy.events.map((event) => event.tsRaw)).toEqual([
    undefined,
    undefined,
    '2024-06-05T09:15:30.123Z',
    undefined,
    undefined,
    undefined,
  ]);
  expect(copy.events[0] === SESSION.events[0]).toBe(false);
});
