/** Parts that no rule reads: each is counted where it stood, by name and keys and never by a value. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SessionBuilder } from '../../../../src/ingest/builder.ts';
import { inspect } from '../../../../src/ingest/inspect.ts';
import { readMessage } from '../../../../src/ingest/openai.ts';
import { readMessages } from '../../../../src/ingest/shapes/messages.ts';
import { findSources } from '../../../../src/ingest/sources.ts';
import { holdsData, holdsProse, unknownPart } from '../../../../src/ingest/steps/unknown.ts';
import { placed } from '../shapes/place.ts';
import { inFolder } from '../support.ts';

const widget = { type: 'widget', id: 'w1', payload: { note: 'secret words of a person' } };

describe('what holds data', () => {
  it.each<[string, Record<string, unknown>, boolean]>([
    ['a text', { a: 'x' }, true],
    ['a number', { a: 0 }, true],
    ['a text far within', { a: { b: [{ c: 'x' }] } }, true],
    ['what is deeper than anybody looks', { a: [[[[[[['x']]]]]]] }, true],
    ['nothing', {}, false],
    ['its frame alone', { type: 'x', id: '1', index: 3, cache_control: { type: 'ephemeral' } }, false],
    ['empty values', { a: '', b: null, c: [], d: {}, e: false }, false],
  ])('%s', (_name, part, expected) => {
    expect(holdsData(part)).toBe(expected);
  });

  it.each<[string, unknown, boolean]>([
    ['a sentence', 'It rains in Narvik', true],
    ['a sentence within', { a: [{ b: 'It rains in Narvik' }] }, true],
    ['an id', 'msg_01', false],
    ['a name', 'Kim Berg', false],
    ['a number', 7, false],
    ['nothing', null, false],
  ])('prose: %s', (_name, value, expected) => {
    expect(holdsProse(value)).toBe(expected);
  });
});

describe('the stub', () => {
  it('names some keys, and none that may be a value', () => {
    const keys = Object.fromEntries(
      ['a', 'kim@x.example', 'b', '+47 55 00 00', 'c', 'd', 'e', 'f', 'g'].map((k) => [k, 'v']),
    );
    expect(unknownPart('widget', keys)).toEqual({ kind: 'unknown', name: 'widget', keys: 'a, b, c, d, e, f' });
  });
  it('has no name of a text', () => {
    expect(unknownPart('kim@x.example wrote', 'x')).toEqual({ kind: 'unknown', name: 'part' });
  });
});

describe('in a list of messages', () => {
  const stub = { kind: 'unknown', name: 'widget', keys: 'type, id, payload' };
  const parts = (value: unknown): unknown => readMessages(placed(value)).map((m) => m.parts ?? []);

  it.each<[string, unknown, unknown]>([
    ['beside text', [{ role: 'user', content: [{ type: 'text', text: 'a' }, widget] }], [[stub]]],
    ['alone', [{ role: 'user', content: [widget] }], [[stub]]],
    [
      'beside a call',
      [{ role: 'assistant', content: [widget, { type: 'tool_use', id: 'c', name: 'f', input: {} }] }],
      [[stub]],
    ],
    [
      'an item that is no message',
      [{ role: 'user', content: 'a' }, widget, { role: 'assistant', content: 'b' }],
      [[stub], []],
    ],
    ['such an item at the end', [{ role: 'user', content: 'a' }, widget], [[stub]]],
    [
      'a role that nobody knows',
      [
        { role: 'user', content: 'a' },
        { role: 'oracle', content: 'It rains in Narvik' },
      ],
      [[{ kind: 'unknown', name: 'oracle', keys: 'role, content' }]],
    ],
    [
      'an item without words',
      [
        { role: 'user', content: 'a' },
        { type: 'ping', n: 1 },
      ],
      [[]],
    ],
    ['nothing but such items', [widget], []],
    [
      'a field that nobody knows',
      [{ role: 'assistant', content: 'a', aside: { said: ['It rains in Narvik'] }, mood: 'calm', n: 4 }],
      [[{ kind: 'unknown', name: 'aside', keys: 'aside' }]],
    ],
    ['fields that describe', [{ role: 'user', content: 'a', metadata: { note: 'It rains in Narvik' } }], [[]]],
  ])('%s', (_name, value, expected) => {
    expect(parts(value)).toEqual(expected);
  });
});

it('a field that nobody knows is counted in messages of the chat API, too', () => {
  const message = { role: 'assistant', content: 'a', aside: 'It rains in Narvik', id: 'm 1 2 3' };
  expect(readMessage(message)?.parts).toEqual([{ kind: 'unknown', name: 'aside', keys: 'aside' }]);
});

describe('in a session', () => {
  it('counts with the event before it, or with the first one', () => {
    const builder = new SessionBuilder('test');
    builder.unknown('early', {});
    builder.user('a');
    builder.newTurn().call({ name: 'f', args: '{}' });
    builder.unknown('late', { b: 1 });
    const names = (builder.build()?.events ?? []).map((e) => ('parts' in e ? e.parts?.map((p) => p.name) : undefined));
    expect(names).toEqual([['early', 'late'], undefined]);
  });

  it('beside a call without text is not lost with the text', () => {
    const builder = new SessionBuilder('test');
    builder.user('a');
    builder.message({
      role: 'assistant',
      text: '',
      calls: [{ name: 'f', args: '{}' }],
      parts: [unknownPart('widget', {})],
    });
    const [user] = builder.build()?.events ?? [];
    expect(user).toMatchObject({ kind: 'user', parts: [{ kind: 'unknown', name: 'widget' }] });
  });

  it('is reported with its line by inspect, and without any value', async () => {
    const message = (content: unknown[]): string =>
      JSON.stringify({
        messages: [
          { role: 'user', content },
          { role: 'assistant', content: 'Yes.' },
        ],
      });
    const text = { type: 'text', text: 'Does it rain?' };
    await inFolder(async (folder) => {
      writeFileSync(
        join(folder, 'a.jsonl'),
        [message([text]), message([text, widget]), message([text, widget])].join('\n'),
      );
      const { files } = await inspect(findSources(['.'], folder).sources);
      expect(files.map((f) => f.unknown_parts)).toEqual([
        [{ name: 'widget', keys: 'type, id, payload', line: 2, count: 2 }],
      ]);
      expect(JSON.stringify(files)).not.toContain('secret');
    });
  });
});
