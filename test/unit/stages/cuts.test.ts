/** Where a session is cut: pauses, topics, budgets; and that no message is lost or trained twice. */
import { describe, expect, it } from 'vitest';
import { SessionBuilder } from '../../../src/ingest/builder.ts';
import { defaultSegment, type SegmentConfig } from '../../../src/model/config-segment.ts';
import type { Session } from '../../../src/model/session.ts';
import type { Redacted } from '../../../src/redact/brand.ts';
import { eventsOf } from '../../../src/stages/segment/cut.ts';
import { cutsOf } from '../../../src/stages/segment/cuts.ts';
import { segment } from '../../../src/stages/segment/segment.ts';
import { tokensOf } from '../../../src/stages/segment/size.ts';
import { KEY } from './support.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2025, 2, 3, 9);

function session(fill: (b: SessionBuilder) => void, nativeId: string | null = 'one'): Session {
  const builder = new SessionBuilder('test');
  builder.from({ path: 'a.jsonl', line: 1, start: 0, end: 1 });
  if (nativeId !== null) builder.fields.nativeId = nativeId;
  fill(builder);
  return builder.build() as Session;
}

const made = (s: Session, more: Partial<SegmentConfig> = {}) =>
  segment(s as Redacted<Session>, cutsOf(s, { ...defaultSegment(), ...more }), 'sid', KEY);

/** Turns of a chat: `[hours since the start, question, answer]`. */
type Turn = readonly [hour: number, asked: string, answered: string];
const chat = (
  turns: readonly Turn[],
  nativeId: string | null = 'one',
  more: (b: SessionBuilder, i: number) => void = () => undefined,
) =>
  session((b) => {
    turns.forEach(([hour, asked, answered], i) => {
      b.user(asked, { time: START + hour * HOUR });
      more(b, i);
      b.newTurn().assistant(answered, { time: START + hour * HOUR + 60_000 });
    });
  }, nativeId);

const KETTLE: Turn = [
  0,
  'How do I remove limescale from an electric kettle?',
  'Fill the kettle with equal parts vinegar and water, boil, wait twenty minutes, then rinse the limescale out thoroughly.',
];
const OPERA = (hour: number): Turn => [
  hour,
  'Which operas did Mozart compose before moving to Vienna permanently?',
  'Before Vienna Mozart composed Idomeneo, Mitridate, Lucio Silla, La finta giardiniera and other operas for Salzburg and Milan.',
];
const SOAK = (hour: number): Turn => [
  hour,
  'How long should the vinegar stay inside a kettle with heavy limescale?',
  'Leave vinegar in the kettle for an hour when the limescale is heavy, then rinse twice.',
];
const BACK = (hour: number): Turn => [
  hour,
  'Does this also work with lemon juice from supermarket bottles?',
  'Yes, citric acid dissolves deposits equally well, simply use a little more.',
];

const starts = (s: Session, more: Partial<SegmentConfig> = {}): (string | undefined)[] =>
  cutsOf(s, { ...defaultSegment(), ...more }).map((c) => c.why);

describe('a talk breaks off', () => {
  it.each<[string, readonly Turn[], string | null, (string | undefined)[]]>([
    ['where other words begin, without a pause', [KETTLE, OPERA(0.1)], 'id', [undefined, 'topic']],
    ['not where the words stay', [KETTLE, SOAK(0.1)], 'id', [undefined]],
    ['not where the turn points back', [KETTLE, BACK(0.1)], 'id', [undefined]],
    ['after a night, where the words are others', [KETTLE, OPERA(20)], 'id', [undefined, 'pause']],
    ['not after a night, where the words stay', [KETTLE, SOAK(20)], 'id', [undefined]],
    [
      'after a night by the pause alone, where no id says that it is one talk',
      [KETTLE, SOAK(20)],
      null,
      [undefined, 'pause'],
    ],
    ['not after a night that the turn points back over', [KETTLE, BACK(20)], null, [undefined]],
    ['not after less than a night', [KETTLE, SOAK(7.9)], null, [undefined]],
    ['twice', [KETTLE, OPERA(0.1), [0.2, ...KETTLE.slice(1)] as unknown as Turn], 'id', [undefined, 'topic', 'topic']],
    ['not behind a preamble that nothing was answered to', [[0, KETTLE[1], 'Ok.'], OPERA(0.1)], 'id', [undefined]],
    ['not at a turn of a few words', [KETTLE, [0.1, 'Mozart operas?', OPERA(0)[2]]], 'id', [undefined]],
    ['not at a turn that nobody has answered yet', [KETTLE, [0.1, OPERA(0)[1], '']], 'id', [undefined]],
  ])('%s', (_name, turns, nativeId, why) => {
    expect(starts(chat(turns, nativeId))).toEqual(why);
  });

  it('can be left uncut', () => {
    expect(starts(chat([KETTLE, OPERA(0.1)]), { topics: false })).toEqual([undefined]);
    expect(starts(chat([KETTLE, OPERA(20)]), { topics: false, cutGapHours: null })).toEqual([undefined]);
  });

  it('is no topic of its own where tools have made the ground', () => {
    const call = (b: SessionBuilder, i: number) => {
      if (i > 0) return;
      b.message({ role: 'assistant', text: '', calls: [{ id: 'a', name: 'look', args: '{}' }] });
      b.result({ id: 'a', text: 'found' });
    };
    expect(starts(chat([KETTLE, OPERA(0.1)], 'id', call))).toEqual([undefined]);
    expect(starts(chat([KETTLE, OPERA(20)], 'id', call))).toEqual([undefined, 'pause']);
  });

  it('never between a call and its result', () => {
    const s = session((b) => {
      b.user(KETTLE[1], { time: START });
      b.newTurn().assistant(KETTLE[2], { time: START });
      b.message({ role: 'assistant', text: '', calls: [{ id: 'a', name: 'look', args: '{}' }] });
      b.user(OPERA(0)[1], { time: START + 20 * HOUR });
      b.result({ id: 'a', text: 'found' });
      b.newTurn().assistant(OPERA(0)[2], { time: START + 20 * HOUR });
    });
    expect(starts(s)).toEqual([undefined]);
  });

  it('gives what is said of the end to the last talk, and feedback to the answer that it is about', () => {
    const s = chat([KETTLE, OPERA(0.1)]);
    s.outcome = { success: true, source: 'reward' };
    const first = s.events.find((e) => e.kind === 'assistant')?.turn as number;
    s.events.push({
      kind: 'feedback',
      seq: s.events.length,
      turn: 9,
      src: { record: 0, pointer: '' },
      signal: 'thumbs_up',
      target: first,
    });
    const [one, two] = made(s).drafts.map(({ draft }) => draft.example);
    expect([one?.outcome, two?.outcome?.success]).toEqual([undefined, true]);
    expect(one?.feedback).toMatchObject([{ signal: 'thumbs_up', message: 1 }]);
    expect(two?.feedback).toEqual([]);
  });

  it('leaves the ids of earlier talks alone when the session grows', () => {
    const turns = [KETTLE, OPERA(0.1), [0.2, ...KETTLE.slice(1)] as unknown as Turn];
    const ids = [1, 2, 3].map((n) => made(chat(turns.slice(0, n))).drafts.map(({ draft }) => draft.example.id));
    expect(ids[1]?.slice(0, 1)).toEqual(ids[0]);
    expect(ids[2]?.slice(0, 2)).toEqual(ids[1]);
  });
});

describe('a budget of tokens', () => {
  const words = 'rivers carry sand and stones to the sea and leave them in the wide flat delta ';
  /** A run of `steps` calls, with a plan in the third and a user's word before the step `asks`. */
  const run = (steps: number, asks = -1) =>
    session((b) => {
      b.system('Be a careful agent.');
      b.user('Repair the build of the shop.');
      for (let i = 0; i < steps; i++) {
        if (i === asks) b.user('Go on with the tests.');
        const name = i === 2 ? 'update_plan' : 'shell';
        b.message({
          role: 'assistant',
          text: `Step ${i}.`,
          calls: [0, 1].map((n) => ({ id: `${i}-${n}`, name: n === 0 ? name : 'shell', args: `{"n":${i}}` })),
        });
        for (const n of [1, 0]) b.result({ id: `${i}-${n}`, text: i === 2 ? 'planned' : words.repeat(2) });
      }
      b.newTurn().assistant('All is well.');
    });

  const texts = (s: Session, more: Partial<SegmentConfig>) =>
    made(s, more).drafts.map(({ draft: { example } }) => ({
      part: example.part,
      own: example.messages
        .filter((m) => m.role === 'assistant' && !m.flags?.includes('inherited'))
        .map((m) => m.content),
      carried: example.messages.filter((m) => m.flags?.includes('inherited')).map((m) => m.content),
      first: example.messages.slice(0, 2).map((m) => m.content),
      roles: example.messages.map((m) => m.role).join(' '),
      tokens: tokensOf(example.messages),
    }));

  it('is none unless one is set', () => {
    expect(made(run(40)).drafts).toHaveLength(1);
  });

  it('trains each answer in one part, in order, with system prompt and task before it', () => {
    const parts = texts(run(20), { maxTokens: 600 });
    expect(parts.length).toBeGreaterThan(3);
    expect(parts.map((p) => p.part)).toEqual(parts.map((_, i) => i));
    expect(parts.flatMap((p) => p.own)).toEqual([
      ...Array.from({ length: 20 }, (_, i) => `Step ${i}.`),
      'All is well.',
    ]);
    for (const p of parts) {
      expect(p.first).toEqual(['Be a careful agent.', 'Repair the build of the shop.']);
      // A part ends when all results are there, and begins with what the model says next.
      expect(p.roles).toMatch(/^system user( assistant tool tool)+( assistant)?$/);
      expect(p.tokens).toBeLessThanOrEqual(660);
    }
  });

  it('carries the last plan and the last steps', () => {
    const [, second, third] = texts(run(20), { maxTokens: 900 });
    expect(second?.carried).toContain('Step 2.');
    expect(third?.carried).toContain('Step 2.');
    const before = second?.own.at(-1);
    expect(third?.carried).toContain(before);
  });

  it('prefers a user’s turn in the second half of a part', () => {
    const whole = texts(run(6), { maxTokens: 600 })[0]?.own.length ?? 0;
    const parts = texts(run(12, whole - 1), { maxTokens: 600 });
    expect(parts[0]?.own).toHaveLength(whole - 1);
    expect(parts[1]?.own[0]).toBe(`Step ${whole - 1}.`);
  });

  it('leaves an example whole whose system prompt and task fill half of it', () => {
    const long = (b: SessionBuilder) => {
      b.system(words.repeat(10));
      b.user('Go.');
      for (let i = 0; i < 20; i++) {
        b.newTurn().assistant(words);
        b.user('Go on.');
      }
    };
    expect(texts(session(long), { maxTokens: 300 })).toHaveLength(1);
    expect(texts(session(long), { maxTokens: 600 }).length).toBeGreaterThan(1);
  });

  it('keeps a step in one piece that is more than the budget', () => {
    const s = session((b) => {
      b.user('Go.');
      b.message({ role: 'assistant', text: '', calls: [{ id: 'a', name: 'f', args: '{}' }] });
      b.result({ id: 'a', text: words.repeat(60) });
      b.newTurn().assistant('Done.');
    });
    const parts = texts(s, { maxTokens: 256 });
    expect(parts.map((p) => p.own)).toEqual([[''], ['Done.']]);
  });
});

describe('a sub-agent', () => {
  const task = 'Find every caller of the old price function.';
  const withAgent = (fill: (b: SessionBuilder) => void) =>
    session((b) => {
      b.user('Clean the shop up.');
      fill(b);
      b.newTurn().assistant('Clean.');
    });
  const agentTalk = (b: SessionBuilder, agent: string, text: string) => {
    b.user(text, { agent });
    b.newTurn().assistant('Three callers.', { agent });
  };
  const links = (s: Session) => {
    const { drafts } = made(s);
    const main = drafts.find(({ draft }) => draft.example.agent === undefined)?.draft.example;
    return drafts.flatMap(({ draft: { example: e } }) =>
      e.agent === undefined ? [] : [e.parent && [e.parent.example === main?.id, e.parent.message, e.parent.call]],
    );
  };

  it('is linked to the call that holds its task, wherever the log has put it', () => {
    const s = withAgent((b) => {
      b.message({ role: 'assistant', text: 'First.', calls: [{ id: 'x', name: 'ls', args: '{}' }] });
      b.result({ id: 'x', text: 'a b' });
      b.message({
        role: 'assistant',
        text: '',
        calls: [{ id: 't', name: 'Task', args: JSON.stringify({ prompt: task }) }],
      });
      b.result({ id: 't', text: 'Three callers.' });
      agentTalk(b, 'side', task);
    });
    expect(links(s)).toEqual([[true, 3, 1]]);
  });

  it('is linked to the one call that waited when it began', () => {
    const s = withAgent((b) => {
      b.message({ role: 'assistant', text: '', calls: [{ id: 't', name: 'spawn', args: '{}' }] });
      agentTalk(b, 'side', 'Look around.');
      b.result({ id: 't', text: 'Three callers.' });
    });
    expect(links(s)).toEqual([[true, 1, 0]]);
  });

  it('has no parent where two calls waited, or none', () => {
    const two = withAgent((b) => {
      b.message({ role: 'assistant', text: '', calls: ['t', 'u'].map((id) => ({ id, name: 'spawn', args: '{}' })) });
      agentTalk(b, 'side', 'Look around.');
      b.result({ id: 't', text: 'x' });
      b.result({ id: 'u', text: 'y' });
    });
    expect(links(two)).toEqual([undefined]);
    expect(links(withAgent((b) => agentTalk(b, 'side', task)))).toEqual([undefined]);
  });

  it('with the same task as another is linked to the call of its turn', () => {
    const s = withAgent((b) => {
      const calls = ['t', 'u'].map((id) => ({ id, name: 'Task', args: JSON.stringify({ prompt: task }) }));
      b.message({ role: 'assistant', text: '', calls });
      for (const id of ['t', 'u']) b.result({ id, text: id });
      agentTalk(b, 'one', task);
      agentTalk(b, 'two', task);
    });
    expect(links(s)).toEqual([
      [true, 1, 0],
      [true, 1, 1],
    ]);
  });
});

describe('whatever a session holds', () => {
  /** A small generator, so that a failure can be run again. */
  const random = (seed: number) => () => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return seed / 0x7fffffff;
  };
  const VOCABULARY =
    'kettle vinegar opera sonata invoice customs harbour glacier enzyme violin carpet lantern orchard pepper'.split(
      ' ',
    );

  function arbitrary(seed: number): Session {
    const next = random(seed);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
    const say = () => Array.from({ length: 3 + Math.floor(next() * 12) }, () => pick(VOCABULARY)).join(' ');
    let time = START;
    const open: string[] = [];
    return session(
      (b) => {
        b.system(say());
        for (let i = 0; i < 60; i++) {
          const agent = next() < 0.2 ? pick(['x', 'y']) : undefined;
          time += next() * 6 * HOUR;
          const at = { time, ...(agent ? { agent } : {}) };
          const what = next();
          if (what < 0.3) b.user(say(), at);
          else if (what < 0.55) b.newTurn().assistant(say(), at);
          else if (what < 0.7) {
            b.newTurn();
            const calls = Array.from({ length: 1 + Math.floor(next() * 3) }, (_, n) => ({
              id: `${i}-${n}`,
              name: 'f',
              args: '{}',
            }));
            open.push(...calls.map((c) => c.id));
            b.message({ role: 'assistant', text: '', calls }, at);
          } else if (what < 0.88 && open.length > 0) b.result({ id: open.shift() as string, text: say(), ...at });
          else if (what < 0.93) b.boundary(pick(['compaction', 'resume', 'new_topic', 'handoff'] as const), say(), at);
          else if (what < 0.97) b.feedback({ signal: 'thumbs_up', target: Math.floor(next() * (b.turn + 1)) });
          else b.system(say(), at);
        }
      },
      seed % 2 === 0 ? 'id' : null,
    );
  }

  it.each(Array.from({ length: 60 }, (_, i) => i + 1))(
    'each event is one cut’s own, no result leaves its call (%i)',
    (seed) => {
      const s = arbitrary(seed);
      for (const maxTokens of [undefined, 256, 400]) {
        const cuts = cutsOf(s, { ...defaultSegment(), ...(maxTokens ? { maxTokens } : {}) });
        const own = cuts.flatMap((c) => c.events.slice(c.carried));
        expect([...own].sort((a, b) => a - b)).toEqual(s.events.map((e) => e.seq));
        const place = new Map(cuts.flatMap((c, at) => c.events.slice(c.carried).map((i) => [i, at] as const)));
        const parts = new Map<string, number[]>();
        for (const c of cuts) {
          const events = eventsOf(s, c);
          const agent = events[0]?.agent ?? '';
          expect(events.every((e) => (e.agent ?? '') === agent)).toBe(true);
          parts.set(agent, [...(parts.get(agent) ?? []), c.part]);
        }
        for (const numbers of parts.values()) expect(numbers).toEqual(numbers.map((_, i) => i));
        if (cuts.some((c) => c.why === 'compaction')) continue;
        for (const e of s.events) {
          if (e.kind !== 'tool_result' || e.call === null) continue;
          const call = s.events.find((c) => c.kind === 'tool_call' && c.call === e.call);
          if (call && (call.agent ?? '') === (e.agent ?? '')) expect(place.get(e.seq)).toBe(place.get(call.seq));
        }
      }
    },
  );
});
