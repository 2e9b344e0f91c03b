/** One row a rule: which two answers make a pair, which of them is chosen, and why the others make none. */
import { describe, expect, it } from 'vitest';
import type { Pair } from '../../../src/model/example.ts';
import type { Card, CardAlternative, CardFeedback } from '../../../src/stages/card.ts';
import { curate } from '../../../src/stages/curate/curate.ts';
import { NO_CURATION } from '../../../src/stages/curated.ts';
import { balanceOf } from '../../../src/stages/prefer/balance.ts';
import { partsAt, type Refusal } from '../../../src/stages/prefer/candidate.ts';
import { countIntents } from '../../../src/stages/prefer/outcomes.ts';
import { prefer } from '../../../src/stages/prefer/prefer.ts';
import { card, config, frozen, KEY } from './support.ts';

const ALL = ['feedback', 'edit', 'regeneration', 'branch', 'outcome'];

function preferred(cards: readonly Card[], more: object = {}, curation = NO_CURATION) {
  const refusals: Refusal[] = [];
  const out = prefer(frozen([...cards]), curation, frozen(config({ prefer: more })), KEY, (r) => refusals.push(r));
  expect(out.considered).toBe(out.pairs.length + Object.values(out.dropped).reduce((a, b) => a + b, 0));
  expect(refusals).toHaveLength(out.considered - out.pairs.length);
  return { ...out, refusals };
}

/** `a>b`: the first is chosen. Alternatives stand as `a/0`, edits as `a!0`. */
const told = ({ chosen, rejected }: Pair): string =>
  [chosen, rejected]
    .map(
      (s) =>
        `${s.example}${s.alternative === undefined ? '' : `/${s.alternative}`}${s.edit === undefined ? '' : `!${s.edit}`}`,
    )
    .join('>');
const pairsOf = (cards: readonly Card[], more: object = {}): string[] => preferred(cards, more).pairs.map(told);
const whyNot = (cards: readonly Card[], more: object = {}): string[] => Object.keys(preferred(cards, more).dropped);

describe('what feedback says', () => {
  it.each<[CardFeedback['signal'][], number]>([
    [[], 0],
    [['thumbs_up'], 1],
    [['accept'], 1],
    [['copy'], 0.5],
    [['thumbs_down'], -1],
    [['reject'], -1],
    [['escalated'], -1],
    [['regenerate'], -0.5],
    [['interrupted'], -0.5],
    [['rating'], 0],
    [['score'], 0],
    [['edit'], 0],
    [['thumbs_up', 'copy', 'thumbs_down'], 0.5],
  ])('%s', (signals, sum) => expect(balanceOf(signals.map((signal) => ({ signal })))).toBe(sum));
});

describe('edits', () => {
  const edit = (more: Partial<CardFeedback>) => [{ signal: 'edit' as const, edited: true, message: 1, ...more }];
  const talk = ['u Go', 'a Done'];

  it('chooses the edited text, wherever it lies, at the message that it replaces', () => {
    const { pairs } = preferred([card('a', talk, { feedback: edit({ from: 'copy', index: 3 }) })]);
    expect(pairs).toMatchObject([
      { at: 1, chosen: { example: 'copy', edit: 3 }, rejected: { example: 'a' }, evidence: { source: 'edit' } },
    ]);
    expect(pairs[0]?.evidence.margin).toBeUndefined();
  });

  it.each<[string, Partial<CardFeedback>, string]>([
    ['without its text', { edited: false }, 'edit: the log does not hold the edited text'],
    ['of an unknown message', { message: null }, 'edit: the edited message is not known'],
    ['of the first message, which answers nothing', { message: 0 }, 'edit: the edited message is not known'],
  ])('none %s', (_, more, why) => expect(whyNot([card('a', talk, { feedback: edit(more) })])).toEqual([why]));

  it('takes no other feedback for an edit', () => {
    expect(preferred([card('a', talk, { feedback: edit({ signal: 'thumbs_up' }) })]).considered).toBe(0);
  });
});

describe('two continuations of one session', () => {
  type Alternative = Partial<CardAlternative>;
  const other = (more: Alternative): CardAlternative => {
    return { at: 1, cause: 'rewind', role: 'assistant', feedback: [], length: 1, ...more };
  };
  const one = (talk: string[], more: Alternative, feedback: Partial<CardFeedback>[] = []): Card =>
    card('a', talk, { alternatives: [other(more)], feedback });
  const qa = ['u Go', 'a Main'];
  const goesOn = [...qa, 'u And?', 'a So.'];
  const down = [{ signal: 'thumbs_down' as const, message: null }];
  const up = [{ signal: 'thumbs_up' as const, message: null }];

  it.each<[string, Card, string[]]>([
    ['the answer after a regeneration', one(qa, { cause: 'regenerate' }), ['a>a/0']],
    ['the stated preference', one(qa, { cause: 'preference' }), ['a>a/0']],
    ['what people went on with', one(goesOn, {}), ['a>a/0']],
    ['what people answered', one([...qa, 'u And?'], {}), ['a>a/0']],
    ['not when the other one went on too', one(goesOn, { length: 2 }), []],
    ['not when nothing went on', one(qa, {}), []],
    ['a retry says nothing', one(qa, { cause: 'retry' }), []],
    ['a candidate says nothing', one(qa, { cause: 'candidate' }), []],
    ['a dislike of the other', one(qa, { feedback: down }), ['a>a/0']],
    ['a like of the other', one(qa, { feedback: up }), ['a/0>a']],
    ['a like of the other, against the regeneration', one(qa, { cause: 'regenerate', feedback: up }), ['a/0>a']],
    ['a dislike of the main answer', one(qa, {}, [{ signal: 'thumbs_down', message: 1 }]), ['a/0>a']],
    ['a like of the main answer', one(qa, {}, [{ signal: 'thumbs_up', message: 1 }]), ['a>a/0']],
    [
      'feedback on another message does not count',
      one(goesOn, { length: 2 }, [{ signal: 'thumbs_up', message: 3 }]),
      [],
    ],
    ['nor on the whole of the main line', one(qa, {}, [{ signal: 'thumbs_up', message: null }]), []],
    ['on the answer of the other', one(qa, { feedback: [{ signal: 'thumbs_up', message: 1 }] }), ['a/0>a']],
    ['on a later answer of the other: no', one(qa, { feedback: [{ signal: 'thumbs_up', message: 2 }] }), []],
    ['liked both: nothing is better', one(qa, { feedback: up }, [{ signal: 'accept', message: 1 }]), []],
    ['liked more', one(qa, { feedback: up }, [{ signal: 'copy', message: 1 }]), ['a/0>a']],
  ])('chooses %s', (_, x, expected) => expect(pairsOf([x])).toEqual(expected));

  it.each<[string, Card, string]>([
    ['no prompt', one(qa, { at: 0 }), 'branch: the two sides share no prompt'],
    ['the main line is shorter', one(qa, { at: 2 }), 'branch: the main line ends before the other answer'],
    ['the main line is longer', one(goesOn, { at: 2 }), 'branch: they part at a user message'],
    ['the other begins with the user', one(qa, { role: 'user' }), 'branch: they part at a later message'],
    ['nothing is better', one(qa, {}), 'branch: no signal says which side is better'],
    ['nothing is better of a retry', one(qa, { cause: 'retry' }), 'regeneration: no signal says which side is better'],
  ])('refuses: %s', (_, x, why) => expect(whyNot([x])).toEqual([why]));

  it.each([
    ['regenerate', 'regeneration'],
    ['retry', 'regeneration'],
    ['edit', 'branch'],
    ['rewind', 'branch'],
    ['candidate', 'branch'],
    ['preference', 'branch'],
  ])('%s is a %s', (cause, source) =>
    expect(preferred([one(goesOn, { cause })]).pairs[0]?.evidence.source).toBe(source),
  );

  it.each([
    ['t', 'they part at a tool result'],
    ['u', 'they part at a user message'],
    ['s', 'they part at a system message'],
    ['a', 'they part at a later message'],
  ])('parts at %s', (role, why) => expect(partsAt(role)).toBe(why));
});

describe('opposite feedback in two sessions', () => {
  const rated = (id: string, answer: string, ...signals: CardFeedback['signal'][]): Card =>
    card(id, ['u Go', `a ${answer}`], { feedback: signals.map((signal) => ({ signal, message: 1 })) });

  it.each<[string, Card[], string[]]>([
    ['the liked one', [rated('a', 'One', 'thumbs_down'), rated('b', 'Two', 'thumbs_up')], ['b>a']],
    ['none of two liked ones', [rated('a', 'One', 'thumbs_up'), rated('b', 'Two', 'accept')], []],
    ['none of two disliked ones', [rated('a', 'One', 'reject'), rated('b', 'Two', 'thumbs_down')], []],
    ['none without feedback', [rated('a', 'One'), rated('b', 'Two', 'thumbs_up')], []],
    [
      'none where likes and dislikes are even',
      [rated('a', 'One', 'accept', 'reject'), rated('b', 'Two', 'accept')],
      [],
    ],
    [
      'each liked one over each disliked one',
      [rated('a', 'One', 'accept'), rated('b', 'Two', 'accept'), rated('c', 'Three', 'reject')],
      ['a>c', 'b>c'],
    ],
  ])('chooses %s', (_, cards, expected) => expect(pairsOf(cards).sort()).toEqual(expected));

  it('compares answers to one prompt only', () => {
    const elsewhere = card('b', ['u Stop', 'a Two'], { feedback: [{ signal: 'thumbs_up', message: 1 }] });
    expect(preferred([rated('a', 'One', 'reject'), elsewhere]).considered).toBe(0);
  });

  it('refuses one answer that was liked and disliked', () => {
    expect(whyNot([rated('a', 'One', 'reject'), rated('b', 'One', 'accept')])).toEqual([
      'feedback: the same answer was liked and disliked',
    ]);
  });

  it('asks for feedback on that answer only', () => {
    const both = card('a', ['u Go', 'a One', 'u On', 'a Two'], {
      feedback: [1, 3, 3].map((message, i) => ({ signal: i ? ('reject' as const) : ('accept' as const), message })),
    });
    expect(pairsOf([both, rated('b', 'Three', 'reject')])).toEqual(['a>b']);
  });

  it('takes the same pairs for any order where not all are kept', () => {
    const cards = ['a', 'b', 'c', 'd'].map((id, i) => rated(id, id, i % 2 ? 'accept' : 'reject'));
    for (const list of [cards, [...cards].reverse()])
      expect(pairsOf(list, { maxPerPrompt: 1 }).sort()).toEqual(['b>a', 'd>a']);
  });

  it('does not ask for feedback on the whole or on the first message', () => {
    const first = (signal: CardFeedback['signal']) =>
      card(signal, [`a ${signal}`], { feedback: [{ signal, message: 0 }] });
    expect(preferred([first('accept'), first('reject')]).considered).toBe(0);
    const vague = (message: number | null) => card('b', ['u Go', 'a Two'], { feedback: [{ message }] });
    for (const message of [null, 0])
      expect(preferred([rated('a', 'One', 'reject'), vague(message)]).considered).toBe(0);
  });
});

describe('outcomes of one task', () => {
  const run = (id: string, success: boolean | null, last = id, more: Parameters<typeof card>[2] = {}): Card =>
    card(id, ['u Go', `a ${last}`], { intent: 'task 1', outcome: { success }, ...more });

  it.each<[string, Card[], string[]]>([
    ['the success', [run('a', false), run('b', true)], ['b>a']],
    [
      'none where one outcome was concluded from evidence',
      [run('a', false), run('b', true, 'b', { outcome: { success: true, inferred: true, confidence: 0.99 } })],
      [],
    ],
    ['none of two successes', [run('a', true), run('b', true)], []],
    ['none of two failures', [run('a', false), run('b', false)], []],
    ['none of an unknown outcome', [run('a', null), run('b', true)], []],
    ['none of another task', [run('a', false), run('b', true, 'b', { intent: 'task 2' })], []],
    ['none of no task', [run('a', false), run('b', true, 'b', { intent: undefined })], []],
    ['none of the same task id in another format', [run('a', false), run('b', true, 'b', { format: 'other' })], []],
    ['each success over each failure', [run('a', true), run('b', true), run('c', false)], ['a>c', 'b>c']],
  ])('chooses %s', (_, cards, expected) => expect(pairsOf(cards).sort()).toEqual(expected));

  it.each<[string, string[], string[], string]>([
    ['another prompt', ['u Go', 'a x'], ['u Now', 'a y'], 'they share no prompt'],
    ['one is part of the other', ['u Go', 'a x'], ['u Go', 'a x', 'u more'], 'one is the beginning of the other'],
    [
      'the users said different things',
      ['u Go', 'a x', 'u 1', 'a y'],
      ['u Go', 'a x', 'u 2', 'a y'],
      'they part at a user message',
    ],
    ['the tools did', ['u Go', 'a  | f {}', 't 1'], ['u Go', 'a  | f {}', 't 2'], 'they part at a tool result'],
    ['one of them is the user', ['u Go', 'a x', 'a y'], ['u Go', 'a x', 'u y'], 'they part at a user message'],
    ['the other of them is', ['u Go', 'a x', 'u y'], ['u Go', 'a x', 'a y'], 'they part at a user message'],
  ])('refuses: %s', (_, good, bad, why) => {
    const cards = [good, bad].map((talk, i) => card(`${i}`, talk, { intent: 't', outcome: { success: i === 0 } }));
    const { refusals } = preferred(cards);
    expect(refusals).toEqual([{ source: 'outcome', why, sides: ['0', '1'] }]);
  });

  it('parts where the model did, after all that both share', () => {
    const cards = [true, false].map((success) =>
      card(`${success}`, ['s S', 'u Go', 'a x', 'u on', `a ${success}`], { intent: 't', outcome: { success } }),
    );
    expect(preferred(cards).pairs).toMatchObject([{ at: 4 }]);
    const long = Array.from({ length: 20 }, (_, i) => (i % 2 ? `a ${i}` : `u ${i}`));
    const runs = [true, false].map((success) =>
      card(`${success}`, [...long, 'u last', `a ${success}`], { intent: 't', outcome: { success } }),
    );
    expect(preferred(runs).pairs).toMatchObject([{ at: 21 }]);
  });

  it('takes the same pairs for any order where not all are kept', () => {
    const cards = [run('b', false), run('d', true), run('a', false), run('c', true)];
    for (const list of [cards, [...cards].reverse()])
      expect(pairsOf(list, { maxPerPrompt: 1 }).sort()).toEqual(['c>a', 'd>a']);
  });

  it.each<[number | undefined, number | undefined, number | undefined]>([
    [0.9, 0.2, 0.7],
    [0.2, 0.9, -0.7],
    [1, 0, 1],
    [undefined, 0.2, undefined],
    [0.9, undefined, undefined],
  ])('scores %s and %s: the margin is %s', (won, lost, margin) => {
    const cards = [
      run('a', true, 'a', { outcome: { success: true, score: won } }),
      run('b', false, 'b', { outcome: { success: false, score: lost } }),
    ];
    const [pair] = preferred(cards).pairs;
    if (margin === undefined) expect(pair?.evidence.margin).toBeUndefined();
    else expect(pair?.evidence.margin).toBeCloseTo(margin, 10);
  });

  it('counts tasks with a known outcome, and those with both', () => {
    const cards = [
      run('a', true),
      run('b', false),
      run('c', true, 'c', { intent: 'two' }),
      run('d', null, 'd', { intent: 'three' }),
    ];
    expect(countIntents(cards)).toEqual({ count: 2, withBothOutcomes: 1 });
    expect(countIntents([run('a', false), run('b', false)])).toEqual({ count: 1, withBothOutcomes: 0 });
    expect(preferred(cards).intents).toEqual({ count: 2, withBothOutcomes: 1 });
  });
});

describe('the stage', () => {
  const win = card('win', ['u Go', 'a yes'], { intent: 't', outcome: { success: true } });
  const losers = (n: number): Card[] =>
    Array.from({ length: n }, (_, i) =>
      card(`lose${i}`, ['u Go', `a no ${i}`], { intent: 't', outcome: { success: false } }),
    );

  it.each([
    [4, 4, 0],
    [4, 5, 1],
    [1, 3, 2],
  ])('keeps %i pairs of one source for one prompt: of %i it drops %i', (maxPerPrompt, all, dropped) => {
    const out = preferred([win, ...losers(all)], { maxPerPrompt });
    expect(out.pairs).toHaveLength(Math.min(all, maxPerPrompt));
    expect(out.dropped).toEqual(dropped ? { 'outcome: enough pairs for this prompt': dropped } : {});
  });

  it('counts prompts by source', () => {
    const liked = { feedback: [{ signal: 'thumbs_up' as const, message: 1 }] };
    const cards = [
      card('a', ['u Go', 'a yes'], { intent: 't', outcome: { success: true }, ...liked }),
      card('b', ['u Go', 'a no'], { intent: 't', outcome: { success: false } }),
      card('c', ['u Go', 'a hm'], { feedback: [{ signal: 'thumbs_down', message: 1 }] }),
    ];
    expect(pairsOf(cards, { maxPerPrompt: 1 }).sort()).toEqual(['a>b', 'a>c']);
  });

  it('builds a pair once, by its strongest signal', () => {
    const rated = (id: string, signal: 'accept' | 'reject', success: boolean) =>
      card(id, ['u Go', `a ${id}`], { intent: 't', outcome: { success }, feedback: [{ signal, message: 1 }] });
    const out = preferred([rated('a', 'accept', true), rated('b', 'reject', false)]);
    expect(out.pairs.map((p) => p.evidence.source)).toEqual(['feedback']);
    expect(out.refusals).toEqual([
      { source: 'outcome', why: 'already paired by a stronger signal', sides: ['a', 'b'] },
    ]);
  });

  it.each(ALL)('builds pairs from %s only where they are asked for', (source) => {
    const cards = [
      win,
      ...losers(1),
      card('edit', ['u E', 'a e'], { feedback: [{ signal: 'edit', edited: true, message: 1 }] }),
      card('up', ['u F', 'a 1'], { feedback: [{ message: 1 }] }),
      card('down', ['u F', 'a 2'], { feedback: [{ signal: 'reject', message: 1 }] }),
      card('re', ['u R', 'a r'], {
        alternatives: ['regenerate', 'preference'].map((cause) => ({
          at: 1,
          cause,
          role: 'assistant',
          feedback: [],
          length: 1,
        })),
      }),
    ];
    expect(preferred(cards, { sources: [source] }).pairs.map((p) => p.evidence.source)).toEqual([source]);
    expect(
      preferred(cards)
        .pairs.map((p) => p.evidence.source)
        .sort(),
    ).toEqual([...ALL].sort());
  });

  it('leaves copies out, and gives the kept example their feedback and outcome', () => {
    const talk = ['u Go', 'a yes'];
    const cards = [
      card('kept', talk, { outcome: { success: true }, intent: 't' }),
      card('copy', talk, { outcome: { success: true, score: 5 }, intent: 't', feedback: [{ message: 1 }] }),
      card('lost', ['u Go', 'a no'], { outcome: { success: false, score: 1 }, intent: 't' }),
      card('bad', ['u Go', 'a never'], { feedback: [{ signal: 'reject', message: 1 }] }),
    ];
    const curation = curate(cards, config(), 0);
    expect(curation.keptFor).toEqual(new Map([['kept', 'copy']]));
    const { pairs } = preferred(cards, {}, curation);
    expect(pairs.map((p) => [told(p), p.evidence.margin]).sort()).toEqual([
      ['copy>bad', undefined],
      ['copy>lost', 4],
    ]);
  });

  it('says the same for any order, in the order of ids', () => {
    const cards = [win, ...losers(8)];
    const { pairs } = preferred(cards, { maxPerPrompt: 8 });
    expect(pairs.map((p) => p.id)).toEqual(pairs.map((p) => p.id).sort());
    expect(preferred([...cards].reverse(), { maxPerPrompt: 8 }).pairs).toEqual(pairs);
    // Ids hang on both sides and the place: swapped sides are another pair.
    expect(new Set(pairs.map((p) => p.id)).size).toBe(8);
  });
});
