/** What rows show of what nobody said: harnesses, media; and calls that were made at once. */
import { describe, expect, it } from 'vitest';
import { SessionBuilder } from '../../../src/ingest/builder.ts';
import type { Event } from '../../../src/model/event.ts';
import { type Message, saidIn } from '../../../src/model/example.ts';
import type { Session } from '../../../src/model/session.ts';
import type { Redacted } from '../../../src/redact/brand.ts';
import type { RowText } from '../../../src/stages/segment/content.ts';
import { cutsOf } from '../../../src/stages/segment/cuts.ts';
import { toMessages } from '../../../src/stages/segment/messages.ts';
import { segment } from '../../../src/stages/segment/segment.ts';
import { tag } from '../../../src/stages/tag/tag.ts';
import { frozen, KEY } from './support.ts';

function session(fill: (b: SessionBuilder) => void): Session {
  const builder = new SessionBuilder('test');
  builder.from({ path: 'a.jsonl', line: 1, start: 0, end: 1 });
  fill(builder);
  return builder.build() as Session;
}
const eventsOf = (fill: (b: SessionBuilder) => void): Event[] => session(fill).events;
const KEEP: RowText = { harness: 'keep', media: 'placeholder' };
const shown = (messages: readonly Message[]): string[] => messages.map((m) => `${m.role}: ${m.content}`);

describe('what a harness wrote', () => {
  const talk = (b: SessionBuilder): void => {
    b.user('<environment_context>linux</environment_context>');
    b.user('Sort it.\n<system-reminder>Be quick.</system-reminder>');
    b.message({ role: 'assistant', text: '', calls: [{ id: 'a', name: 'sort', args: '{}' }] });
    b.result({ id: 'a', text: 'sorted\n<system-reminder>Well.</system-reminder>' });
    b.newTurn().assistant('Done.');
  };

  it('is not in a row by default', () => {
    const { messages } = toMessages(eventsOf(talk));
    expect(shown(messages)).toEqual(['user: Sort it.', 'assistant: ', 'tool: sorted', 'assistant: Done.']);
    expect(messages.every((m) => m.added === undefined)).toBe(true);
  });

  it('stays where it stood when rows keep it, and is nobody’s words', () => {
    const { messages } = toMessages(eventsOf(talk), KEEP);
    expect(shown(messages)).toEqual([
      'user: <environment_context>linux</environment_context>\n\nSort it.\n\n<system-reminder>Be quick.</system-reminder>',
      'assistant: ',
      'tool: sorted\n\n<system-reminder>Well.</system-reminder>',
      'assistant: Done.',
    ]);
    expect(messages.map(saidIn)).toEqual(['Sort it.', '', 'sorted', 'Done.']);
  });

  it('gives a session without a word of the person no example', () => {
    const made = session((b) => {
      b.user('<environment_context>linux</environment_context>');
      b.newTurn().assistant('Ready.');
    });
    const { dropped } = segment(frozen(made) as Redacted<Session>, cutsOf(made), 's', KEY);
    expect(dropped).toEqual(['no user message']);
  });

  it('has no voice in the tags', () => {
    const long = 'This is an English sentence about the weather and the sea, and about nothing else.';
    const made = session((b) => {
      b.user(
        `Wie viele Menschen wohnen in der Hauptstadt, und wie heißt sie denn eigentlich?\n<system-reminder>${long.repeat(4)}</system-reminder>`,
      );
      b.newTurn().assistant('Wien.');
    });
    const { drafts } = segment(frozen(made) as Redacted<Session>, cutsOf(made), 's', KEY, KEEP);
    expect(drafts.map(({ draft }) => tag(draft).tags.language.value)).toEqual(['deu']);
  });
});

describe('media', () => {
  const image = { kind: 'image', mime: 'image/png', ref: 'https://x.example/a.png' } as const;

  it('leave a placeholder: before a question, behind an answer or a result', () => {
    const { messages } = toMessages(
      eventsOf((b) => {
        b.user('What is it?', { parts: [image, { kind: 'audio' }] });
        b.newTurn().call({ id: 'a', name: 'look', args: '{}' });
        b.result({ id: 'a', text: '', parts: [image] });
        b.newTurn().assistant('A house.', { parts: [{ kind: 'file', mime: 'application/pdf' }] });
      }),
    );
    expect(shown(messages)).toEqual([
      'user: [image: image/png]\n[audio]\n\nWhat is it?',
      'assistant: ',
      'tool: [image: image/png]',
      'assistant: A house.\n\n[file: application/pdf]',
    ]);
    expect(messages.map(saidIn)).toEqual(['What is it?', '', '', 'A house.']);
  });

  it('keep their address on demand', () => {
    const events = eventsOf((b) => b.user('', { parts: [image, { kind: 'file', ref: 'file-1' }] }));
    const { messages } = toMessages(events, { harness: 'drop', media: 'reference' });
    expect(shown(messages)).toEqual(['user: [image: image/png https://x.example/a.png]\n[file: file-1]']);
  });

  it('a part that no rule reads is no picture', () => {
    const { messages } = toMessages(eventsOf((b) => b.user('Look.', { parts: [{ kind: 'unknown', name: 'widget' }] })));
    expect(shown(messages)).toEqual(['user: Look.']);
  });

  it.each<[string, (b: SessionBuilder) => void, number | undefined]>([
    ['beside words', (b) => b.user('What is it?', { parts: [image] }), undefined],
    ['alone', (b) => b.user('', { parts: [image] }), 1],
    ['before the words of the next message', (b) => [b.user('', { parts: [image] }), b.user('What is it?')], undefined],
    [
      'as a result',
      (b) => {
        b.user('Look.');
        b.newTurn().call({ id: 'a', name: 'look', args: '{}' });
        b.result({ id: 'a', text: '', parts: [image] });
      },
      1,
    ],
  ])('are counted where a turn holds nothing else: %s', (_name, fill, count) => {
    const made = session((b) => {
      void fill(b);
      b.newTurn().assistant('A house.');
    });
    const { drafts } = segment(frozen(made) as Redacted<Session>, cutsOf(made), 's', KEY);
    expect(drafts.map(({ draft }) => tag(draft).tags.features.value.media)).toEqual([count]);
  });
});

describe('messages that hold nothing', () => {
  it('go, and their neighbours meet', () => {
    const { messages } = toMessages(
      eventsOf((b) => {
        b.user('One?');
        b.newTurn().assistant('', { flags: ['empty'] });
        b.user('One, please?');
        b.newTurn().assistant('One.');
      }),
    );
    expect(shown(messages)).toEqual(['user: One?\n\nOne, please?', 'assistant: One.']);
  });
});

describe('calls in a row', () => {
  const call = (b: SessionBuilder, id: string, text = ''): void =>
    b.message({ role: 'assistant', text, calls: [{ id, name: 'f', args: '{}' }] });
  const CASES: [string, (b: SessionBuilder) => unknown, string][] = [
    [
      'both results behind them',
      (b) => [call(b, 'a'), call(b, 'b'), b.result({ id: 'a', text: '1' }), b.result({ id: 'b', text: '2' })],
      'a2 t t',
    ],
    [
      'three at once',
      (b) => ['a', 'b', 'c'].flatMap((id) => [call(b, id)]) && ['a', 'b', 'c'].map((id) => b.result({ id, text: id })),
      'a3 t t t',
    ],
    [
      'a result between them',
      (b) => [call(b, 'a'), b.result({ id: 'a', text: '1' }), call(b, 'b'), b.result({ id: 'b', text: '2' })],
      'a1 t a1 t',
    ],
    [
      'words between them',
      (b) => [call(b, 'a'), call(b, 'b', 'Then.'), b.result({ id: 'a', text: '1' }), b.result({ id: 'b', text: '2' })],
      'a1 t a1 t',
    ],
    ['one without a result', (b) => [call(b, 'a'), call(b, 'b'), b.result({ id: 'b', text: '2' })], 'a1 t a1 t'],
  ];
  it.each(CASES)('%s', (_name, fill, expected) => {
    const { messages } = toMessages(eventsOf((b) => [b.user('Go.'), fill(b)]));
    const form = messages.slice(1).map((m) => (m.role === 'tool' ? 't' : `a${m.calls?.length ?? 0}`));
    expect(form.join(' ')).toBe(expected);
  });
});
