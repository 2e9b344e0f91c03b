/** Numbers, turns and fields of events as the builder sets them. */
import { describe, expect, it } from 'vitest';
import { SessionBuilder } from '../../../src/ingest/builder.ts';
import type { Event, Session } from '../../../src/model/index.ts';

const built = (fill: (b: SessionBuilder) => void): Session => {
  const builder = new SessionBuilder('test');
  fill(builder);
  const session = builder.build();
  if (!session) throw new Error('no events');
  return session;
};
const eventsOf = (fill: (b: SessionBuilder) => void): Event[] => built(fill).events;
const turns = (fill: (b: SessionBuilder) => void): string =>
  eventsOf(fill)
    .map((e) => `${e.kind}${e.turn}`)
    .join(' ');
const call = (b: SessionBuilder, args = '{}') => b.call({ name: 'f', args });

describe('turns', () => {
  it.each<[string, (b: SessionBuilder) => void, string]>([
    [
      'one role after another',
      (b) => {
        b.system('s');
        b.user('u');
        b.assistant('a');
      },
      'system0 user1 assistant2',
    ],
    [
      'two of one role are two',
      (b) => {
        b.user('u');
        b.user('v');
      },
      'user0 user1',
    ],
    [
      'the parts of an answer are one',
      (b) => {
        b.reasoning('r');
        b.assistant('a');
        call(b);
        call(b);
      },
      'reasoning0 assistant0 tool_call0 tool_call0',
    ],
    [
      '`newTurn` parts two answers',
      (b) => {
        b.assistant('a');
        b.newTurn().assistant('b');
      },
      'assistant0 assistant1',
    ],
    [
      'each result has its own',
      (b) => {
        call(b);
        b.result({ text: '1' });
        b.result({ text: '2' });
      },
      'tool_call0 tool_result1 tool_result2',
    ],
    [
      'an answer after a result',
      (b) => {
        call(b);
        b.result({ text: '1' });
        b.assistant('a');
      },
      'tool_call0 tool_result1 assistant2',
    ],
    [
      'feedback opens none',
      (b) => {
        b.user('u');
        b.assistant('a');
        b.feedback({ signal: 'copy', target: 1 });
        b.user('v');
      },
      'user0 assistant1 feedback1 user2',
    ],
    ['feedback that comes first has turn 0', (b) => b.feedback({ signal: 'copy', target: null }), 'feedback0'],
    [
      'an answer goes not on behind feedback',
      (b) => {
        b.assistant('a');
        b.feedback({ signal: 'copy', target: 0 });
        b.assistant('b');
      },
      'assistant0 feedback0 assistant1',
    ],
    [
      'context, errors and boundaries',
      (b) => {
        b.context('c');
        b.error('e');
        b.boundary('limit');
      },
      'context0 error1 boundary2',
    ],
  ])('%s', (_name, fill, expected) => {
    expect(turns(fill)).toBe(expected);
  });

  it('counts events without gaps, and knows the turn and the length so far', () => {
    const builder = new SessionBuilder('test');
    expect([builder.turn, builder.length, builder.record]).toEqual([-1, 0, 0]);
    builder.user('u');
    builder.assistant('a');
    expect([builder.turn, builder.length]).toEqual([1, 2]);
    expect(builder.build()?.events.map((e) => e.seq)).toEqual([0, 1]);
  });
});

describe('places and times', () => {
  const ref = (line: number) => ({ path: 'a.jsonl', line, start: 0, end: 1 });
  it('points at the record announced last, or at the one that is named', () => {
    const session = built((b) => {
      b.from(ref(1));
      b.user('u', { pointer: '/messages/0' });
      b.from(ref(2));
      b.assistant('a');
      b.user('v', { record: 0 });
    });
    expect(session.events.map((e) => e.src)).toEqual([
      { record: 0, pointer: '/messages/0' },
      { record: 1, pointer: '' },
      { record: 0, pointer: '' },
    ]);
    expect(session.records).toEqual([ref(1), ref(2)]);
  });
  it.each<[string, unknown, unknown, unknown]>([
    ['text', '2024-03-05T06:07:08Z', 1_709_618_828_000, '2024-03-05T06:07:08Z'],
    ['a number', 1_709_618_828, 1_709_618_828_000, '1709618828'],
    ['a pair', [1_709_618_828, 0], 1_709_618_828_000, '[1709618828,0]'],
    ['what is no time is kept as it was', 'yesterday', undefined, 'yesterday'],
    ['none', undefined, undefined, undefined],
  ])('time: %s', (_name, time, ts, tsRaw) => {
    const [event] = eventsOf((b) => b.user('u', { time }));
    expect([event?.ts, event?.tsRaw]).toEqual([ts, tsRaw]);
  });
  it('names the sub-agent, an empty name is none', () => {
    const events = eventsOf((b) => {
      b.user('u', { agent: 'x' });
      b.user('v', { agent: '' });
    });
    expect(events.map((e) => e.agent)).toEqual(['x', undefined]);
  });
});

describe('calls', () => {
  it.each<[string, string, boolean, string[] | undefined]>([
    ['an object', '{"a":1}', true, undefined],
    ['an object after space', ' {"a":1}', true, undefined],
    ['nothing is no fault', '', false, undefined],
    ['space is no fault', '  ', false, undefined],
    ['a list is no object', '[1]', false, ['bad_arguments']],
    ['a text', 'ls -l', false, ['bad_arguments']],
    ['broken JSON', '{"a":', false, ['bad_arguments']],
  ])('arguments: %s', (_name, args, argsJson, flags) => {
    const [event] = eventsOf((b) => call(b, args));
    expect(event).toMatchObject({ args, argsJson });
    expect((event as { flags?: string[] }).flags).toEqual(flags);
  });
  it('a tool that takes plain text is at no fault, and keeps its own flags', () => {
    const [event] = eventsOf((b) => b.call({ name: 'f', args: '*** patch', freeform: true, flags: ['forced_call'] }));
    expect(event).toMatchObject({ argsJson: false, flags: ['forced_call'] });
  });
  it('keeps id, side, model and latency', () => {
    const [event] = eventsOf((b) => b.call({ name: 'f', args: '{}', id: 'i', side: 'user', model: 'm', latencyMs: 0 }));
    expect(event).toEqual({
      seq: 0,
      turn: 0,
      src: { record: 0, pointer: '' },
      kind: 'tool_call',
      call: 0,
      name: 'f',
      args: '{}',
      argsJson: true,
      result: 'missing',
      nativeId: 'i',
      side: 'user',
      model: 'm',
      latencyMs: 0,
    });
  });
  it('keeps what a result says of itself', () => {
    const [event] = eventsOf((b) =>
      b.result({ text: 't', id: 'i', name: '', isError: false, latencyMs: 7, flags: [] }),
    );
    expect(event).toEqual({
      seq: 0,
      turn: 0,
      src: { record: 0, pointer: '' },
      kind: 'tool_result',
      call: null,
      text: 't',
      nativeId: 'i',
      isError: false,
      latencyMs: 7,
      orphan: 'no unanswered call has its id',
    });
  });
});

describe('messages', () => {
  const kinds = (events: readonly Event[]) => events.map((e) => `${e.kind}${e.turn}`).join(' ');
  it('an assistant message is one turn: reasoning, text, calls', () => {
    const events = eventsOf((b) => {
      b.message({
        role: 'assistant',
        text: 'a',
        reasoning: 'r',
        calls: [
          { name: 'f', args: '{}' },
          { name: 'g', args: '{}' },
        ],
      });
      b.message({ role: 'assistant', text: 'b' });
    });
    expect(kinds(events)).toBe('reasoning0 assistant0 tool_call0 tool_call0 assistant1');
  });
  it('calls alone leave no empty text', () => {
    expect(kinds(eventsOf((b) => b.message({ role: 'assistant', text: '', calls: [{ name: 'f', args: '{}' }] })))).toBe(
      'tool_call0',
    );
  });
  it.each<[string, { parts?: { kind: 'image' }[]; reasoning?: string }, string[] | undefined]>([
    ['nothing said is no turn', {}, undefined],
    ['a picture alone is something', { parts: [{ kind: 'image' }] }, undefined],
    ['reasoning alone is flagged, too', { reasoning: 'r' }, ['empty']],
  ])('%s', (_name, more, flags) => {
    const said = (b: SessionBuilder): void => {
      b.user('u');
      b.message({ role: 'assistant', text: '', ...more });
    };
    const event = eventsOf(said).at(-1);
    expect((event as { flags?: string[] }).flags).toEqual(flags);
  });
  it('joins the flags of the place with those of the message', () => {
    const [event] = eventsOf((b) =>
      b.message({ role: 'user', text: 'u', flags: ['synthetic'] }, { flags: ['not_trained'] }),
    );
    expect(event).toMatchObject({ flags: ['not_trained', 'synthetic'] });
  });
  it('puts the flags on text and calls alike', () => {
    const events = eventsOf((b) =>
      b.message({ role: 'assistant', text: 'a', calls: [{ name: 'f', args: '{}' }], flags: ['truncated'] }),
    );
    expect(events.map((e) => 'flags' in e && e.flags)).toEqual([['truncated'], ['truncated']]);
  });
  it('a tool message is a result', () => {
    const [event] = eventsOf((b) => b.message({ role: 'tool', text: 't', callId: 'i', name: 'f', isError: true }));
    expect(event).toMatchObject({ kind: 'tool_result', nativeId: 'i', name: 'f', isError: true, text: 't' });
  });
});

describe('feedback and boundaries', () => {
  it('feedback about a turn before the first is about the session', () => {
    expect(eventsOf((b) => b.feedback({ signal: 'copy', target: -1 }))[0]).toMatchObject({ target: null });
  });
  it('an empty code, title or text is left out', () => {
    const events = eventsOf((b) => {
      b.error('e', { code: '' });
      b.context('c', { title: '' });
      b.boundary('handoff', '');
    });
    expect(events.map((e) => ['code' in e, 'title' in e, 'text' in e])).toEqual([
      [false, false, true],
      [false, false, true],
      [false, false, false],
    ]);
  });
});

describe('branches', () => {
  it('count on from the fork, and the main line goes on as if there were none', () => {
    const session = built((b) => {
      b.user('u');
      b.assistant('a');
      b.branch(1, 'regenerate', () => {
        b.assistant('b');
        b.user('v');
      });
      b.user('w');
    });
    const places = (events: readonly Event[]) => events.map((e) => `${e.kind} ${e.seq} ${e.turn}`);
    expect(places(session.events)).toEqual(['user 0 0', 'assistant 1 1', 'user 2 2']);
    expect(session.branches.map((x) => [x.at, x.cause, places(x.events)])).toEqual([
      [1, 'regenerate', ['assistant 1 1', 'user 2 2']],
    ]);
  });
  it('without events are none', () => {
    expect(
      built((b) => {
        b.user('u');
        b.branch(1, 'edit', () => undefined);
      }).branches,
    ).toEqual([]);
  });
});

describe('sessions', () => {
  it('without events are none', () => {
    expect(new SessionBuilder('test').build()).toBeUndefined();
  });
  it('hold what was told of them', () => {
    const session = built((b) => {
      b.fields.nativeId = 'n';
      b.fields.arm = 'B';
      b.subjects.add('s').add('s');
      b.consent = 'granted';
      b.jurisdiction = 'DE';
      b.purposes.add('training');
      b.user('u');
    });
    expect({ ...session, events: [] }).toEqual({
      format: 'test',
      nativeId: 'n',
      arm: 'B',
      events: [],
      branches: [],
      tools: [],
      governance: { consent: 'granted', subjects: ['s'], jurisdiction: 'DE', purposes: ['training'] },
      scores: [],
      records: [],
    });
  });
  it('say nothing of the law that the log does not say', () => {
    expect(built((b) => b.user('u')).governance).toEqual({ consent: 'missing', subjects: [] });
  });
});

describe('tools that were never declared', () => {
  it('are inferred with the arguments seen, but for those of the user', () => {
    const session = built((b) => {
      b.call({ name: 'f', args: '{"x":1}' });
      b.call({ name: 'f', args: '{"y":1,"x":2}' });
      b.call({ name: 'g', args: 'text' });
      b.call({ name: 'h', args: '{}', side: 'user' });
    });
    expect(session.tools).toEqual([
      {
        name: 'f',
        parameters: '{"type":"object","properties":{"x":{"type":"integer"},"y":{"type":"integer"}},"required":["x"]}',
        inferred: true,
      },
      { name: 'g', parameters: '{"type":"object","properties":{}}', inferred: true },
    ]);
  });
  it('are not inferred beside declared ones', () => {
    const session = built((b) => {
      b.tools.set('f', { name: 'f', inferred: false });
      b.call({ name: 'g', args: '{}' });
    });
    expect(session.tools).toEqual([{ name: 'f', inferred: false }]);
  });
});

describe('parts that nobody reads', () => {
  const all = (...steps: (() => void)[]): void => {
    for (const step of steps) step();
  };
  const told = (fill: (b: SessionBuilder) => void): string[] =>
    eventsOf(fill).map((e) => `${e.kind} ${'parts' in e ? (e.parts ?? []).map((p) => p.name).join(' ') : ''}`.trim());

  it.each<[string, (b: SessionBuilder) => void, string[]]>([
    [
      'stay with the event before them',
      (b) =>
        all(
          () => b.user('u'),
          () => b.unknown('moon', {}),
        ),
      ['user moon'],
    ],
    [
      'wait for the next event',
      (b) =>
        all(
          () => b.unknown('moon', {}),
          () => b.user('u'),
        ),
      ['user moon'],
    ],
    [
      'wait for one that can hold them',
      (b) =>
        all(
          () => b.unknown('moon', {}),
          () => b.error('e'),
          () => b.assistant('a'),
        ),
      ['error', 'assistant moon'],
    ],
    [
      'get an event where none can',
      (b) =>
        all(
          () => b.error('e'),
          () => b.unknown('moon', {}),
        ),
      ['error', 'context moon'],
    ],
    [
      'reasoning in anybody else’s message, and calls',
      (b) => b.message({ role: 'user', text: 'u', reasoning: 'r', calls: [{ name: 'f', args: '{}' }] }),
      ['user reasoning tool_call'],
    ],
    [
      'none of them in the model’s',
      (b) => b.message({ role: 'assistant', text: 'a', reasoning: 'r', calls: [{ name: 'f', args: '{}' }] }),
      ['reasoning', 'assistant', 'tool_call'],
    ],
  ])('%s', (_, fill, expected) => expect(told(fill)).toEqual(expected));

  it('may have their place on a branch alone', () => {
    const { branches, events } = built((b) => {
      b.error('e');
      b.unknown('moon', {});
      b.branch(1, 'retry', () => b.assistant('a'));
    });
    expect(events.map((e) => e.kind)).toEqual(['error']);
    expect(branches[0]?.events).toMatchObject([{ kind: 'assistant', parts: [{ name: 'moon' }] }]);
  });
});
