import { describe, expect, it } from 'vitest';
import { SessionBuilder } from '../../../src/core/ingest/builder.ts';
import type { Session } from '../../../src/core/model/session.ts';
import { type Cut, cutsOf, eventsOf } from '../../../src/stages/segment/cuts.ts';
import { NO_RESULT, toMessages } from '../../../src/stages/segment/messages.ts';

function session(fill: (b: SessionBuilder) => void): Session {
  const builder = new SessionBuilder('test');
  builder.from({ path: 'a.jsonl', line: 1, start: 0, end: 1 });
  fill(builder);
  return builder.build() as Session;
}

const roles = (s: Session): string[] => toMessages(s.events).messages.map((m) => m.role);

describe('messages', () => {
  it('puts results behind their calls, whatever order the log has', () => {
    const s = session((b) => {
      b.user('Weather in Oslo and Rome?');
      b.message({
        role: 'assistant',
        text: 'Looking.',
        calls: [
          { id: 'a', name: 'w', args: '{"c":"Oslo"}' },
          { id: 'b', name: 'w', args: '{"c":"Rome"}' },
        ],
      });
      b.result({ id: 'b', text: 'sun' });
      b.result({ id: 'a', text: 'snow' });
      b.newTurn().assistant('Snow and sun.');
    });
    const { messages } = toMessages(s.events);
    expect(messages.map((m) => m.content)).toEqual([
      'Weather in Oslo and Rome?',
      'Looking.',
      'snow',
      'sun',
      'Snow and sun.',
    ]);
    expect(messages[1]?.calls).toHaveLength(2);
  });

  it('states a lost result in the middle, and leaves a call at the end unanswered', () => {
    const s = session((b) => {
      b.user('Go.');
      b.message({ role: 'assistant', text: '', calls: [{ id: 'a', name: 'f', args: '{}' }] });
      b.newTurn().assistant('Done anyway.');
      b.user('Again.');
      b.message({ role: 'assistant', text: '', calls: [{ id: 'b', name: 'f', args: '{}' }] });
    });
    const list = toMessages(s.events);
    expect(list.unanswered).toBe(2);
    expect(list.messages.filter((m) => m.content === NO_RESULT)).toHaveLength(1);
    expect(list.messages.at(-1)?.role).toBe('assistant');
  });

  it('joins neighbours of one role and turns late system messages into the user’s', () => {
    const s = session((b) => {
      b.system('Be brief.');
      b.user('One.');
      b.user('Two.');
      b.newTurn().assistant('Yes.');
      b.system('It is noon.');
      b.user('And now?');
      b.newTurn().assistant('Noon.');
    });
    expect(roles(s)).toEqual(['system', 'user', 'assistant', 'user', 'assistant']);
  });

  it('leaves the calls of a simulated user out', () => {
    const s = session((b) => {
      b.user('Hold on.');
      b.call({ id: 'u', name: 'toggle', args: '{}', side: 'user' });
      b.result({ id: 'u', text: 'on' });
      b.newTurn().assistant('Thanks.');
    });
    expect(toMessages(s.events).messages.flatMap((m) => m.calls ?? [])).toEqual([]);
  });

  it('counts a result without a call and keeps it out', () => {
    const s = session((b) => {
      b.user('Hi.');
      b.result({ id: 'x', text: 'orphan' });
      b.newTurn().assistant('Hello.');
    });
    expect(toMessages(s.events)).toMatchObject({ orphans: 1 });
    expect(roles(s)).toEqual(['user', 'assistant']);
  });
});

describe('cutting a session', () => {
  it('gives each agent and each stretch after a compaction its own part', () => {
    const s = session((b) => {
      b.system('S');
      b.user('Start.');
      b.newTurn().assistant('Working.');
      b.user('Sub task', { agent: 'sub' });
      b.newTurn().assistant('Sub done', { agent: 'sub' });
      b.boundary('compaction', 'What happened so far.');
      b.user('Go on.');
      b.newTurn().assistant('Finished.');
    });
    const cuts = cutsOf(s);
    expect(cuts.map((c) => [eventsOf(s, c)[0]?.agent, c.part])).toEqual([
      [undefined, 0],
      ['sub', 0],
      [undefined, 1],
    ]);
    const { messages } = toMessages(eventsOf(s, cuts[2] as Cut));
    expect(messages.map((m) => m.role)).toEqual(['system', 'user', 'assistant']);
    expect(messages[1]?.content).toContain('What happened so far.');
  });
});
