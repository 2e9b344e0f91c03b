import { describe, expect, it } from 'vitest';
import { SessionBuilder } from '../../../src/ingest/builder.ts';
import type { Session } from '../../../src/model/session.ts';
import type { Redacted } from '../../../src/redact/brand.ts';
import { type Cut, eventsOf } from '../../../src/stages/segment/cut.ts';
import { cutsOf } from '../../../src/stages/segment/cuts.ts';
import { NO_RESULT, toMessages } from '../../../src/stages/segment/messages.ts';
import { type Draft, type Segmented, segment } from '../../../src/stages/segment/segment.ts';
import { frozen, KEY } from './support.ts';

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

describe('events that are no messages', () => {
  it.each<[string, (b: SessionBuilder) => void, string[]]>([
    ['feedback', (b) => b.feedback({ signal: 'thumbs_up', target: 0 }), ['user', 'assistant']],
    ['errors', (b) => b.error('timeout'), ['user', 'assistant']],
    ['boundaries without a text', (b) => b.boundary('resume'), ['user', 'assistant']],
    ['context is said by the user', (b) => b.context('A page'), ['user', 'assistant', 'user']],
  ])('%s', (_, fill, expected) => {
    const s = session((b) => {
      b.user('Hi.');
      b.newTurn().assistant('Hello.');
      fill(b);
    });
    expect(roles(s)).toEqual(expected);
  });
});

describe('one message', () => {
  it('holds text, reasoning, calls, flags and parts of its turn', () => {
    const s = session((b) => {
      b.user('Look.', { parts: [{ kind: 'image' }] });
      b.message({ role: 'assistant', text: 'I see.', reasoning: 'Hm.', calls: [{ id: 'a', name: 'f', args: '{}' }] });
      b.result({ id: 'a', text: 'oops', isError: true, parts: [{ kind: 'file' }] });
    });
    const [user, answer, result] = toMessages(s.events).messages;
    expect(user).toMatchObject({ stubs: ['image'] });
    expect(answer).toMatchObject({
      content: 'I see.',
      reasoning: 'Hm.',
      calls: [{ name: 'f', args: '{}', argsJson: true }],
    });
    expect(result).toMatchObject({ name: 'f', isError: true, stubs: ['file'], answers: answer?.calls?.[0]?.call });
    expect([user, answer, result].flatMap((m) => m?.events)).toEqual(s.events.map((e) => e.seq));
  });

  it('keeps each flag once when neighbours are joined, and what both held', () => {
    const s = session((b) => {
      b.user('Go.');
      b.newTurn().assistant('One', { flags: ['truncated'] });
      b.newTurn().assistant('Two', { flags: ['truncated', 'refusal'] });
    });
    expect(toMessages(s.events).messages[1]).toMatchObject({ content: 'One\n\nTwo', flags: ['truncated', 'refusal'] });
  });

  it.each<[string, (b: SessionBuilder, text: string) => void, object]>([
    [
      'reasoning',
      (b, text) => b.newTurn().message({ role: 'assistant', text, reasoning: 'Hm.' }),
      { reasoning: 'Hm.' },
    ],
    ['a flag', (b, text) => b.newTurn().assistant(text, { flags: ['refusal'] }), { flags: ['refusal'] }],
    ['a part', (b, text) => b.newTurn().assistant(text, { parts: [{ kind: 'audio' }] }), { stubs: ['audio'] }],
  ])('has %s of either neighbour that it is joined of', (_, say, expected) => {
    for (const first of [true, false]) {
      const s = session((b) => {
        b.user('Go.');
        if (first) say(b, 'One');
        b.newTurn().assistant('Two');
        if (!first) say(b, 'Three');
      });
      expect(toMessages(s.events).messages).toHaveLength(2);
      expect(toMessages(s.events).messages[1]).toMatchObject(expected);
    }
  });

  it('is a system message at the start only, however many there are', () => {
    const start = session((b) => [b.system('One.'), b.system('Two.'), b.user('Go.')]);
    expect(toMessages(start.events).messages.map((m) => [m.role, m.content])).toEqual([
      ['system', 'One.\n\nTwo.'],
      ['user', 'Go.'],
    ]);
    const late = session((b) => [b.newTurn().assistant('Hi.'), b.system('Be brief.')]);
    expect(roles(late)).toEqual(['assistant', 'user']);
  });

  it('is not joined with a neighbour that made calls', () => {
    const s = session((b) => {
      b.user('Go.');
      b.message({ role: 'assistant', text: 'First.', calls: [{ id: 'a', name: 'f', args: '{}' }] });
      b.newTurn().assistant('Second.');
    });
    expect(roles(s)).toEqual(['user', 'assistant', 'tool', 'assistant']);
  });
});

const made = (s: Session, cuts = cutsOf(s)): Segmented => segment(frozen(s) as Redacted<Session>, cuts, 'sid', KEY);
const only = (s: Session): Draft => made(s).drafts[0]?.draft as Draft;

describe('what cuts', () => {
  it.each<[Parameters<SessionBuilder['boundary']>[0], number]>([
    ['compaction', 2],
    ['resume', 1],
    ['new_topic', 2],
    ['handoff', 1],
    ['limit', 1],
  ])('%s gives %i part(s)', (reason, parts) => {
    const s = session((b) => {
      b.user('One.');
      b.newTurn().assistant('Two.');
      b.boundary(reason, 'Summary.');
      b.user('Three.');
      b.newTurn().assistant('Four.');
    });
    expect(cutsOf(s).map((c) => c.part)).toEqual(Array.from({ length: parts }, (_, i) => i));
    expect(cutsOf(s).flatMap((c) => c.events)).toEqual([0, 1, 2, 3, 4]);
  });

  it('gives a part after a compaction the system prompt of its own agent', () => {
    const s = session((b) => {
      b.system('Main.');
      b.system('Sub.', { agent: 'sub' });
      b.user('Go.', { agent: 'sub' });
      b.boundary('compaction', 'So far.', { agent: 'sub' });
      b.boundary('compaction', 'So far.');
    });
    expect(cutsOf(s).map(({ part, events, carried }) => ({ part, events, carried }))).toEqual([
      { part: 0, events: [0], carried: 0 },
      { part: 0, events: [1, 2], carried: 0 },
      { part: 1, events: [1, 3], carried: 1 },
      { part: 1, events: [0, 4], carried: 1 },
    ]);
  });

  it('keeps agents apart that redaction gave one name', () => {
    const raw = session((b) => {
      b.user('Ask Anna.', { agent: 'Anna' });
      b.newTurn().assistant('Anna speaks.', { agent: 'Anna' });
      b.user('Ask Berta.', { agent: 'Berta' });
      b.newTurn().assistant('Berta speaks.', { agent: 'Berta' });
    });
    const redacted = { ...raw, events: raw.events.map((e) => ({ ...e, agent: '[PERSON]' })) };
    const { drafts } = made(redacted, cutsOf(raw));
    expect(drafts.map(({ draft }) => draft.example.messages.map((m) => m.content))).toEqual([
      ['Ask Anna.', 'Anna speaks.'],
      ['Ask Berta.', 'Berta speaks.'],
    ]);
    expect(drafts.map(({ cut }) => cut.events)).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  it('refuses a plan of another session', () => {
    const [long, short] = [2, 1].map((n) => session((b) => Array.from({ length: n }, () => b.user('Hi.'))));
    expect(() => made(short as Session, cutsOf(long as Session))).toThrow(/another/);
  });
});

describe('what gives no example', () => {
  it.each<[string, (b: SessionBuilder) => void, string[]]>([
    ['nobody answers', (b) => b.user('Hello?'), ['no assistant message']],
    ['an empty answer', (b) => [b.user('Hello?'), b.newTurn().assistant('')], ['no assistant message']],
    ['nobody asks', (b) => b.newTurn().assistant('Hello!'), ['no user message']],
    ['a call is an answer', (b) => [b.user('Go.'), b.newTurn().call({ name: 'f', args: '{}' })], []],
  ])('%s', (_, fill, dropped) => {
    const out = made(session((b) => void fill(b)));
    expect(out.dropped).toEqual(dropped);
    expect(out.drafts).toHaveLength(1 - dropped.length);
  });
});

describe('an example', () => {
  const talk = (more: (b: SessionBuilder) => void = () => undefined): Session =>
    session((b) => {
      b.user('One?');
      b.newTurn().assistant('One.');
      more(b);
    });

  it.each<[string, (b: SessionBuilder) => void, string]>([
    ['one answer is a question and its answer', () => undefined, 'qa'],
    ['a system prompt makes no chat', (b) => b.system('Be brief.'), 'qa'],
    ['two answers are a chat', (b) => [b.user('Two?'), b.newTurn().assistant('Two.')], 'chat'],
    ['a call makes a trajectory', (b) => [b.user('Go.'), b.newTurn().call({ name: 'f', args: '{}' })], 'trajectory'],
  ])('%s', (_, more, kind) => expect(only(talk((b) => void more(b))).example.kind).toBe(kind));

  it('has an id of session, agent and part, whatever it says', () => {
    const a = only(talk()).example;
    expect(only(talk((b) => b.user('More?'))).example.id).toBe(a.id);
    const other = segment(frozen(talk()) as Redacted<Session>, cutsOf(talk()), 'other', KEY).drafts[0];
    expect(other?.draft.example.id).not.toBe(a.id);
    const parts = made(talk((b) => [b.boundary('compaction', 'So far.'), b.newTurn().assistant('Two.')]));
    expect(new Set(parts.drafts.map((d) => d.draft.example.id)).size).toBe(2);
  });

  it('has a fingerprint of its content: text, roles and calls', () => {
    const prints = [
      talk(),
      talk((b) => b.user('More.')),
      talk((b) => b.call({ name: 'f', args: '{}' })),
      talk((b) => b.call({ name: 'g', args: '{}' })),
      talk((b) => b.call({ name: 'f', args: '{"x":1}' })),
    ].map((s) => only(s).example.fingerprint);
    expect(new Set(prints).size).toBe(5);
  });

  it('knows task, arm, app and model of its session', () => {
    const fields = { intent: 'task 1', arm: 'b', app: 'shop', model: 'm' };
    expect(only({ ...talk(), ...fields }).example).toMatchObject(fields);
    expect(only({ ...talk(), intent: '' }).example.intent).toBeUndefined();
  });

  it('adds up latencies and counts gaps', () => {
    const s = session((b) => {
      b.user('Go.');
      b.newTurn().assistant('Yes.', { latencyMs: 30 });
      b.call({ id: 'a', name: 'f', args: '{}', latencyMs: 12 });
      b.result({ id: 'zzz', text: 'lost' });
      b.newTurn().assistant('Well.');
    });
    const { latencyMs, orphans, unanswered } = only(s);
    expect({ latencyMs, orphans, unanswered }).toEqual({ latencyMs: 42, orphans: 1, unanswered: 1 });
  });

  it('begins and ends with the first and the last time that the log tells', () => {
    const times = only(talk((b) => b.user('Late.'))).example;
    expect([times.startedAt, times.endedAt]).toEqual([undefined, undefined]);
    const s = talk((b) => b.user('Late.'));
    const dated = { ...s, events: s.events.map((e, i) => (i === 1 ? e : { ...e, ts: 1000 + i })) };
    expect(only(dated).example).toMatchObject({ startedAt: 1000, endedAt: 1002 });
  });

  it('hangs feedback on the answer that it is about', () => {
    const s = session((b) => {
      b.user('One?');
      b.newTurn().assistant('One.');
      b.feedback({ signal: 'thumbs_up', target: b.turn });
      b.feedback({ signal: 'rating', value: 2, target: null });
      b.feedback({ signal: 'edit', text: 'Better.', target: 0 });
    });
    // A user's message is no answer: feedback on it is about the whole.
    expect(only(s).example.feedback).toMatchObject([
      { signal: 'thumbs_up', message: 1 },
      { signal: 'rating', value: 2, message: null },
      { signal: 'edit', text: 'Better.', message: null },
    ]);
  });

  it('leaves feedback on what a fork repeats to its parent, and makes nothing of a fork that adds no answer', () => {
    const fork = (own: boolean) =>
      session((b) => {
        b.user('Hi.');
        b.assistant('Hello.', { flags: ['inherited'] });
        b.feedback({ signal: 'thumbs_down', target: b.turn });
        b.user('Again.');
        if (own) b.assistant('Hello again.');
      });
    expect(only(fork(true)).example.feedback).toEqual([]);
    expect(made(fork(false)).dropped).toEqual(['a fork that adds no answer to its parent']);
  });

  it('joins what a fork adds to a message that it repeats, and trains the whole', () => {
    const s = session((b) => {
      b.user('Hi.');
      b.assistant('Hello', { flags: ['inherited'] });
      b.newTurn().assistant('again.');
    });
    expect(toMessages(s.events).messages.at(-1)).toMatchObject({ content: 'Hello\n\nagain.', flags: [] });
  });

  it('knows feedback on an answer that comes first, and the name of a score', () => {
    const s = session((b) => {
      b.newTurn().assistant('Welcome!');
      b.feedback({ signal: 'score', value: 1, name: 'tone', by: 'evaluator', target: b.turn });
      b.user('Hi.');
    });
    expect(only(s).example.feedback).toMatchObject([{ name: 'tone', by: 'evaluator', message: 0 }]);
  });

  it('says of a sub-agent neither how the session ended nor its scores and branches', () => {
    const s = session((b) => {
      b.user('One?');
      b.newTurn().assistant('One.');
      b.user('Sub?', { agent: 'sub' });
      b.newTurn().assistant('Sub.', { agent: 'sub' });
      b.branch(1, 'regenerate', () => b.assistant('Uno.'));
      b.fields.outcome = { success: true, source: 'reward' };
      b.scores.push({ name: 'x', value: 1, by: 'reward' });
    });
    const [main, sub] = made(s).drafts.map((d) => d.draft.example);
    expect(main).toMatchObject({ outcome: { success: true }, scores: [{ value: 1 }], alternatives: [{ at: 1 }] });
    expect(sub).toMatchObject({ agent: 'sub', scores: [], alternatives: [] });
    expect(sub?.outcome).toBeUndefined();
  });

  it('keeps the other continuations with their feedback, from where they part', () => {
    const s = session((b) => {
      b.user('One?');
      b.newTurn().assistant('One.');
      b.user('Two?');
      b.newTurn().assistant('Two.');
      b.branch(3, 'regenerate', () => {
        b.newTurn().assistant('Deux.');
        b.feedback({ signal: 'thumbs_down', target: null });
      });
    });
    const [other, ...rest] = only(s).example.alternatives;
    expect(rest).toEqual([]);
    expect(other).toMatchObject({ at: 3, cause: 'regenerate', feedback: [{ signal: 'thumbs_down', message: 3 }] });
    expect(other?.messages.map((m) => m.content)).toEqual(['Deux.']);
  });

  it('keeps what a sub-agent did before and in a branch out of it', () => {
    const s = session((b) => {
      b.user('Sub?', { agent: 'sub' });
      b.user('One?');
      b.newTurn().assistant('One.');
      b.branch(2, 'regenerate', () => {
        b.user('Inside.', { agent: 'sub' });
        b.newTurn().assistant('Uno.');
      });
    });
    const main = made(s).drafts[0]?.draft.example;
    expect(main?.alternatives.map((a) => [a.at, a.messages.map((m) => m.content)])).toEqual([[1, ['Uno.']]]);
  });

  it('shares nothing with a branch from before its first message', () => {
    const s = talk((b) => b.branch(0, 'edit', () => b.user('Uno?')));
    expect(only(s).example.alternatives).toMatchObject([{ at: 0, cause: 'edit' }]);
  });

  it('has no continuations after a compaction', () => {
    const s = talk((b) => {
      b.boundary('compaction', 'So far.');
      b.newTurn().assistant('Two.');
      b.branch(1, 'regenerate', () => b.newTurn().assistant('Uno.'));
    });
    expect(made(s).drafts.map((d) => d.draft.example.alternatives.length)).toEqual([1, 0]);
  });
});

describe('a prompt that was run again', () => {
  const calling = (args: string) => (b: SessionBuilder) =>
    b.message({ role: 'assistant', text: '', calls: [{ id: 'x', name: 'f', args }] });
  it.each([
    ['is no alternative when it makes the same call', '{ "a": 1 }', 0],
    ['is one when it makes another call', '{"a":2}', 1],
  ])('%s', (_, args, alternatives) => {
    const s = session((b) => {
      b.user('Go.');
      calling('{"a":1}')(b);
      b.result({ id: 'x', text: 'r' });
      b.newTurn().assistant('Done.');
      b.branch(1, 'regenerate', () => calling(args)(b));
    });
    expect(only(s).example.alternatives).toHaveLength(alternatives);
  });
});
