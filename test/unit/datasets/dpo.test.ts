/** Which pairs go into the DPO dataset, and what their rows say. */

import { describe, expect, it } from 'vitest';
import { type DpoRow, dpo } from '../../../src/datasets/kinds/dpo.ts';
import { callId } from '../../../src/datasets/kinds/messages.ts';
import type { Example, Message, Pair } from '../../../src/model/example.ts';
import type { MarkName } from '../../../src/model/marks.ts';
import { MARK_NAMES, MARKS } from '../../../src/model/marks.ts';
import type { Redacted } from '../../../src/redact/brand.ts';
import { calling, edit, example, m, pairOf, redacted, result, type World, world } from './support.ts';

/** Marks that no configuration may allow. */
const ALWAYS_OUT: readonly MarkName[] = MARK_NAMES.filter((name) => MARKS[name].refusedBy === 'all');

const talk = (answer: Message | string, user = 'How are you?'): Message[] => [
  m('system', 'Be kind.'),
  m('user', user),
  typeof answer === 'string' ? m('assistant', answer) : answer,
];
const good = example('good', { messages: talk('Very well.') });
const bad = example('bad', { messages: talk('So what.') });

/** What becomes of a pair: its row, or why there is none. */
function made(
  pair: Pair,
  { examples = [good, bad], ...more }: Partial<World> = {},
): Redacted<DpoRow> | { why: string } {
  const { cards, context } = world({ examples, ...more });
  const [candidate] = [...dpo.candidates({ cards, pairs: [pair] }, context)];
  if (!candidate) throw new Error('no candidate');
  return 'why' in candidate ? { why: candidate.why } : dpo.row(candidate, context);
}

function row(...of: Parameters<typeof made>): Redacted<DpoRow> {
  const done = made(...of);
  if ('why' in done) throw new Error(done.why);
  return done;
}

const contents = (done: DpoRow) => ({
  prompt: done.prompt.map(({ content }) => content),
  chosen: done.chosen.map(({ content }) => content),
  rejected: done.rejected.map(({ content }) => content),
});

describe('a pair is kept out', () => {
  it.each(MARK_NAMES)('by the mark %s of either side, unless the export allows it', (mark) => {
    const marks = [{ mark, why: '' }];
    const out = [...ALWAYS_OUT, 'unsafe', 'error_boilerplate', 'too_long', 'lossy', 'media'].includes(mark);
    for (const side of ['good', 'bad']) {
      const refused = out && !(mark === 'error_boilerplate' && side === 'bad');
      expect('why' in made(pairOf('good', 'bad'), { cards: { [side]: { marks } } })).toBe(refused);
    }
    const config = { exports: { dpo: { exclude: [] } } };
    const never = (ALWAYS_OUT as readonly string[]).includes(mark);
    expect('why' in made(pairOf('good', 'bad'), { cards: { bad: { marks } }, config })).toBe(never);
  });

  it('an answer that is an error is what a rejected side is for, in its own session as well', () => {
    const cards = { good: { marks: [{ mark: 'error_boilerplate' as const, why: '' }] } };
    const own = world({ examples: [good], cards });
    const other = pairOf('good', 'good', { chosen: { example: 'good', alternative: 0 } });
    const [candidate] = [...dpo.candidates({ cards: own.cards, pairs: [other] }, own.context)];
    expect(candidate).toMatchObject({ pair: other });
    expect(made(pairOf('good', 'bad'), { cards })).toEqual({ why: 'error_boilerplate' });
  });

  it('by the chosen side first', () => {
    const cards = {
      good: { marks: [{ mark: 'unsafe' as const, why: '' }] },
      bad: { marks: [{ mark: 'too_long' as const, why: '' }] },
    };
    expect(made(pairOf('good', 'bad'), { cards })).toEqual({ why: 'unsafe' });
  });

  it.each<[string, Pair, Partial<World>]>([
    ['one side is not in the store', pairOf('good', 'nowhere'), {}],
    ['one side has no answer there', pairOf('good', 'bad', { rejected: { example: 'bad', alternative: 3 } }), {}],
    ['one side has no answer there', pairOf('good', 'bad', { rejected: { example: 'bad', edit: 0 } }), {}],
    ['one side has no answer there', pairOf('good', 'bad', { at: 3 }), {}],
    [
      'the prompts differ after redaction',
      pairOf('good', 'bad'),
      {
        examples: [
          example('good', { messages: talk('A', '[PERSON_1]') }),
          example('bad', { messages: talk('B', 'Bo') }),
        ],
      },
    ],
    [
      'both sides say the same after redaction',
      pairOf('good', 'bad'),
      { examples: [good, example('bad', { messages: talk(' Very well. ') })] },
    ],
    [
      'no prompt left',
      pairOf('good', 'bad', { at: 1 }),
      {
        examples: [
          example('good', { messages: [m('system', 'S'), m('assistant', 'A')] }),
          example('bad', { messages: [m('system', 'S'), m('assistant', 'B')] }),
        ],
        config: { exports: { system: 'drop' } },
      },
    ],
  ])('because %s', (why, pair, more) => expect(made(pair, more)).toEqual({ why }));
});

describe('candidates', () => {
  it('come one a pair, with the split of the chosen side and the sessions of both and of their copies', () => {
    const { cards, context } = world({
      examples: [good, bad, example('copy')],
      cards: { bad: { folded: ['copy'] } },
      splits: { good: 'validation', bad: 'train' },
    });
    const pairs = [pairOf('good', 'bad'), pairOf('bad', 'bad', { id: 'own' })];
    expect(dpo.count({ cards, pairs })).toBe(2);
    const [first, second] = [...dpo.candidates({ cards, pairs }, context)];
    expect(first).toMatchObject({
      id: 'pair-good-bad',
      split: 'validation',
      sessions: ['session-of-good', 'session-of-bad', 'session-of-copy'],
      shows: [
        { card: { id: 'good' }, messages: 3 },
        { card: { id: 'bad' }, messages: 3 },
      ],
    });
    expect(second).toMatchObject({ split: 'train', sessions: ['session-of-bad', 'session-of-copy'] });
  });
});

describe('a DPO row', () => {
  it('has one prompt and one message a side', () => {
    expect(contents(row(pairOf('good', 'bad', { margin: 2 })))).toEqual({
      prompt: ['Be kind.', 'How are you?'],
      chosen: ['Very well.'],
      rejected: ['So what.'],
    });
    expect(row(pairOf('good', 'bad', { margin: 2 })).meta).toEqual({
      id: 'pair-good-bad',
      source: 'feedback',
      margin: 2,
    });
    expect(JSON.stringify(row(pairOf('good', 'bad')).meta)).toBe('{"id":"pair-good-bad","source":"feedback"}');
  });

  it('carries no weights: those are a matter of the target', () => {
    const done = row(pairOf('good', 'bad'));
    expect([...done.prompt, ...done.chosen, ...done.rejected].every((one) => one.weight === undefined)).toBe(true);
  });

  it('takes another continuation of the talk', () => {
    const alternatives: Example['alternatives'] = [
      { at: 2, cause: 'regenerate', messages: [m('assistant', 'Again.'), m('user', 'later')], feedback: [] },
    ];
    const own = example('good', { messages: talk('First.'), alternatives });
    const pair = pairOf('good', 'good', { chosen: { example: 'good', alternative: 0 } });
    expect(contents(row(pair, { examples: [own] }))).toMatchObject({ chosen: ['Again.'], rejected: ['First.'] });
  });

  it('takes an answer that a human wrote anew in the log', () => {
    const own = example('good', { messages: talk('First.'), feedback: [edit(2, 'Better.')] });
    const pair = pairOf('good', 'good', { chosen: { example: 'good', edit: 0 } });
    expect(contents(row(pair, { examples: [own] }))).toMatchObject({ chosen: ['Better.'], rejected: ['First.'] });
  });

  it("takes the human's own text for the chosen side, from the decision on the pair", () => {
    const edits = new Map([[2, redacted('By hand.')]]);
    const done = row(pairOf('good', 'bad'), { decisions: { 'pair-good-bad': { edits }, good: { edits: new Map() } } });
    expect(contents(done)).toMatchObject({ chosen: ['By hand.'], rejected: ['So what.'] });
    const elsewhere = row(pairOf('good', 'bad'), {
      decisions: { 'pair-good-bad': { edits: new Map([[1, redacted('x')]]) } },
    });
    expect(contents(elsewhere).chosen).toEqual(['Very well.']);
  });

  it('shares one numbering of placeholders between two sessions', () => {
    const [one, two] = [
      example('good', { messages: talk('Hello [PERSON_1].', 'I am [PERSON_1]') }),
      example('bad', { messages: talk('Hm, [PERSON_2], ask [PERSON_1].', 'I am [PERSON_2]') }),
    ];
    expect(contents(row(pairOf('good', 'bad'), { examples: [one, two] })).rejected).toEqual([
      'Hm, [PERSON_1], ask [PERSON_2].',
    ]);
    const same = [one, { ...two, session: one.session, messages: talk('[PERSON_9]?', 'I am [PERSON_1]') }] as const;
    expect(contents(row(pairOf('good', 'bad'), { examples: same })).rejected).toEqual(['[PERSON_9]?']);
  });

  it('gives calls of the prompt and of each side ids of their own', () => {
    const before = [m('user', 'U'), calling(0), result(0)];
    const examples = [
      example('good', { messages: [...before, calling(1, '{"a":1}')] }),
      example('bad', { messages: [...before, calling(1, '{"a":2}')] }),
    ];
    const done = row(pairOf('good', 'bad', { at: 3 }), { examples });
    const ids = [...done.prompt, ...done.chosen, ...done.rejected].flatMap((one) =>
      one.role === 'assistant' ? (one.tool_calls ?? []).map(({ id }) => id) : [],
    );
    expect(ids).toEqual([callId('pair-good-bad', 0), callId('pair-good-badc', 1), callId('pair-good-badr', 1)]);
    expect(new Set(ids).size).toBe(3);
  });

  it('declares the tools of the chosen side, or else those of the other', () => {
    const tool = (name: string) => [{ name, inferred: false }];
    const withTools = (a: Example['tools'], b: Example['tools']) =>
      row(pairOf('good', 'bad'), {
        examples: [
          example('good', { messages: talk('A'), tools: a }),
          example('bad', { messages: talk('B'), tools: b }),
        ],
      }).tools.map((t) => t.function.name);
    expect(withTools(tool('f'), tool('g'))).toEqual(['f']);
    expect(withTools([], tool('g'))).toEqual(['g']);
  });

  it('is learnt by its chosen side', () => {
    const learnt = dpo.learnt(row(pairOf('good', 'bad')));
    expect(learnt.messages.map(({ content }) => content)).toEqual(['Be kind.', 'How are you?', 'Very well.']);
    expect(learnt.answers.map(({ content }) => content)).toEqual(['Very well.']);
    expect(learnt.rejected?.content).toBe('So what.');
  });
});
