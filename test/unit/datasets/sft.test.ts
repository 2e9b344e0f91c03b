/** Which examples go into the SFT dataset, and what their rows say. */

import { describe, expect, it } from 'vitest';
import { editsOf, refusedMarks } from '../../../src/datasets/kinds/cards.ts';
import { KINDS } from '../../../src/datasets/kinds/index.ts';
import { type SftRow, sft, sftRefusal, sftRow } from '../../../src/datasets/kinds/sft.ts';
import type { Example, Message } from '../../../src/model/example.ts';
import type { MarkName } from '../../../src/model/marks.ts';
import { MARK_NAMES, MARKS } from '../../../src/model/marks.ts';
import type { Redacted } from '../../../src/redact/brand.ts';
import type { CuratedCard } from '../../../src/stages/curated.ts';
import { calling, edit, example, m, redacted, result, type World, weights, world } from './support.ts';

/** Marks that no configuration may allow. */
const ALWAYS_OUT: readonly MarkName[] = MARK_NAMES.filter((name) => MARKS[name].refusedBy === 'all');

const marked = (mark: MarkName): Partial<CuratedCard> => ({ marks: [{ mark, why: 'because' }] });

/** What becomes of the only example. */
function refusal(
  more: Partial<CuratedCard>,
  config: object = {},
  of: Redacted<Example> = example('a'),
): string | undefined {
  const { cards, context } = world({ examples: [of], cards: { a: more }, config: { exports: { sft: config } } });
  const [one] = [...sft.candidates({ cards, pairs: [] }, context)];
  return one && 'why' in one ? one.why : undefined;
}

describe('an example is kept out', () => {
  const byDefault = [
    'duplicate',
    'near_duplicate',
    'failed',
    'likely_failed',
    'disliked',
    'unsafe',
    'over_refusal',
    'error_boilerplate',
    'too_short',
    'too_long',
    'too_easy',
    'incomplete',
    'lossy',
    'media',
    'low_quality',
    'over_represented',
  ];
  /** Notes that no export refuses by itself. */
  const notes = ['trivial', 'out_of_bounds'];

  it.each(MARK_NAMES)('by the mark %s, unless the export may and does allow it', (mark) => {
    expect(refusal(marked(mark))).toBe(notes.includes(mark) ? undefined : mark);
    const never = (ALWAYS_OUT as readonly string[]).includes(mark);
    expect(never).toBe(![...byDefault, ...notes].includes(mark));
    expect(refusal(marked(mark), { exclude: [] })).toBe(never ? mark : undefined);
    expect(refusal(marked(mark), { exclude: [mark] })).toBe(mark);
  });

  it('by its first mark that counts', () => {
    const marks: CuratedCard['marks'] = ['too_easy', 'unsafe', 'failed'].map((mark) => ({
      mark: mark as MarkName,
      why: '',
    }));
    expect(refusal({ marks }, { exclude: ['failed', 'unsafe'] })).toBe('unsafe');
  });

  it('by nothing without a mark', () => expect(refusal({})).toBeUndefined());

  it('not when it was disliked and a human wrote the answer anew', () => {
    const corrected = example('a', { feedback: [edit(2, 'Better.')] });
    expect(refusal(marked('disliked'), {}, corrected)).toBeUndefined();
    expect(refusal(marked('likely_failed'), {}, corrected)).toBeUndefined();
    expect(refusal(marked('failed'), {}, corrected)).toBe('failed');
    const onTheWhole = example('a', { feedback: [edit(null, 'Better.')] });
    expect(refusal(marked('disliked'), {}, onTheWhole)).toBe('disliked');
    const rated = example('a', { feedback: [{ signal: 'thumbs_down', message: 2 }] });
    expect(refusal(marked('disliked'), {}, rated)).toBe('disliked');
  });

  const trajectory = example('a', { messages: [m('user', 'U'), calling(0), result(0)] });
  it.each<[string, Partial<CuratedCard>, object, string | undefined]>([
    ['kept when the configuration keeps it', {}, {}, undefined],
    ['dropped when it does not', {}, { unknownOutcome: 'drop' }, 'unknown outcome'],
    ['kept when a human accepted it', { decision: 'accept' }, { unknownOutcome: 'drop' }, undefined],
    ['dropped when a human said anything else', { decision: 'reject' }, { unknownOutcome: 'drop' }, 'unknown outcome'],
    ['kept when it succeeded', { outcome: { success: true } }, { unknownOutcome: 'drop' }, undefined],
    ['left to its mark when it failed', { outcome: { success: false } }, { unknownOutcome: 'drop' }, undefined],
  ])('a trajectory whose outcome is unknown: %s', (_, more, config, why) => {
    expect(refusal(more, config, trajectory)).toBe(why);
  });

  it('not for an unknown outcome when it is no trajectory', () => {
    expect(refusal({}, { unknownOutcome: 'drop' })).toBeUndefined();
  });
});

describe('candidates', () => {
  it('come one a card, in the order of the cards, with split and sessions', () => {
    const { cards, context } = world({
      examples: [example('b'), example('a'), example('copy')],
      cards: { b: { folded: ['copy', 'gone'] }, copy: marked('duplicate') },
      splits: { a: 'test' },
    });
    const inputs = { cards, pairs: [] };
    expect(sft.count(inputs)).toBe(3);
    const all = [...sft.candidates(inputs, context)];
    expect(all.map(({ id }) => id)).toEqual(['b', 'a', 'copy']);
    expect(all[0]).toMatchObject({ split: 'train', sessions: ['session-of-b', 'session-of-copy'] });
    expect(all[1]).toMatchObject({ split: 'test', sessions: ['session-of-a'], shows: [{ card: { id: 'a' } }] });
    expect(all[2]).toEqual({ id: 'copy', why: 'duplicate' });
  });

  it('ask for what the marks of the section say', () => {
    const { context } = world({ examples: [], config: { exports: { sft: { exclude: ['unsafe'] } } } });
    expect([...refusedMarks(KINDS.sft, context.config)]).toEqual([...ALWAYS_OUT, 'unsafe']);
    const other = world({ examples: [], config: { exports: { dpo: { exclude: ['failed'] } } } }).context.config;
    expect(refusedMarks(KINDS.sft, other).has('too_short')).toBe(true);
    expect(refusedMarks(KINDS.dpo, other).has('failed')).toBe(true);
    expect(
      sftRefusal(
        world({ examples: [example('a')] })
          .cards.values()
          .next().value as CuratedCard,
        other,
      ),
    ).toBeUndefined();
  });
});

function rowOf(more: Omit<World, 'examples'> & { of: Redacted<Example> }): Redacted<SftRow> {
  const { cards, context } = world({ ...more, examples: [more.of] });
  const [candidate] = [...sft.candidates({ cards, pairs: [] }, context)];
  if (!candidate || 'why' in candidate) throw new Error('no candidate');
  const row = sft.row(candidate, context);
  if ('why' in row) throw new Error(row.why);
  return row;
}

describe('an SFT row', () => {
  const talk = (last: Partial<Message> = {}): Message[] => [
    m('user', 'One?'),
    m('assistant', 'Two.'),
    m('user', 'Three?'),
    m('assistant', 'Four.', last),
  ];

  it('gives every answer weight 1', () => {
    expect(weights(rowOf({ of: example('a', { messages: talk() }) }).messages)).toEqual([undefined, 1, undefined, 1]);
  });

  it.each(['truncated', 'not_trained', 'inherited', 'empty'] as const)(
    'gives an answer that is %s weight 0',
    (flag) => {
      const of = example('a', { messages: talk({ flags: [flag] }) });
      expect(weights(rowOf({ of }).messages)).toEqual([undefined, 1, undefined, 0]);
    },
  );

  it('is none without an answer of weight 1', () => {
    const of = example('a', { messages: [m('user', 'One?'), m('assistant', 'Two.', { flags: ['inherited'] })] });
    expect(sftRow(of, new Map(), { system: 'keep', reasoning: 'drop' })).toEqual({ why: 'no answer to train on' });
  });

  it('weighs an answer with another flag', () => {
    const of = example('a', { messages: talk({ flags: ['bad_arguments'] }) });
    expect(weights(rowOf({ of }).messages)).toEqual([undefined, 1, undefined, 1]);
  });

  it('ends with the last answer, or with the results of the last call', () => {
    const longer = example('a', { messages: [...talk(), m('user', 'Five?')] });
    expect(rowOf({ of: longer }).messages.at(-1)?.content).toBe('Four.');
    const calls = example('a', { messages: [m('user', 'U'), calling(0), result(0, 'R'), m('user', 'Stop')] });
    expect(rowOf({ of: calls }).messages.at(-1)).toMatchObject({ role: 'tool', content: 'R' });
  });

  it.each<[string, Message[]]>([
    ['a call without a result', [m('user', 'U'), calling(0)]],
    ['cut answers alone', [m('user', 'U'), m('assistant', 'A', { flags: ['truncated'] })]],
  ])('is none without an answer to train on: %s', (_name, messages) => {
    const silent = example('a', { messages });
    const { cards, context } = world({ examples: [silent] });
    const [candidate] = [...sft.candidates({ cards, pairs: [] }, context)];
    expect(candidate && 'card' in candidate && sft.row(candidate, context)).toEqual({ why: 'no answer to train on' });
  });

  it('drops the system message, or keeps it', () => {
    const of = example('a');
    expect(rowOf({ of }).messages[0]).toEqual({ role: 'system', content: 'Be kind.' });
    expect(rowOf({ of, config: { exports: { system: 'drop' } } }).messages.map(({ role }) => role)).toEqual([
      'user',
      'assistant',
    ]);
  });

  it('drops reasoning, or keeps it', () => {
    const of = example('a', { messages: talk({ reasoning: 'hm' }) });
    expect(rowOf({ of }).messages[3]?.content).toBe('Four.');
    const kept = rowOf({ of, config: { exports: { reasoning: 'keep' } } });
    expect(kept.messages[3]?.content).toBe('<think>\nhm\n</think>\n\nFour.');
  });

  it('tells in meta what it is, and only what there is to tell', () => {
    const plain = rowOf({ of: example('a') }).meta;
    expect(JSON.parse(JSON.stringify(plain))).toEqual({
      id: 'a',
      kind: 'qa',
      format: 'openai-chat',
      complexity: 1,
      task: 'question',
      domain: 'general',
      language: 'eng',
      outcome: 'unknown',
      topic: 'unknown',
      tokens: 12,
    });
    const more = example('a', {
      parent: { example: 'b', message: 3, call: 1 },
      tools: [{ name: 'f', inferred: true }],
      outcome: { success: true, score: 0.5 } as Example['outcome'],
      feedback: [edit(2, 'New.')],
    });
    expect(rowOf({ of: more }).meta).toMatchObject({
      parent: 'b',
      parent_message: 3,
      score: 0.5,
      tools_inferred: true,
      edited: true,
    });
    expect(rowOf({ of: more }).tools).toHaveLength(1);
  });
});

describe('answers that a human wrote anew', () => {
  const edited = example('a', { feedback: [edit(2, 'From the log.'), edit(null, 'On the whole.')] });

  it('come from feedback in the log', () => {
    const row = rowOf({ of: edited });
    expect(row.messages.at(-1)?.content).toBe('From the log.');
    expect(row.meta.edited).toBe(true);
  });

  it('come from decisions, which win over feedback', () => {
    const edits = new Map([[2, redacted('By hand.')]]);
    const decided = rowOf({ of: edited, decisions: { a: { edits } } });
    expect(decided.messages.at(-1)?.content).toBe('By hand.');
    const other = rowOf({ of: example('a'), decisions: { b: { edits } } });
    expect(other.messages.at(-1)?.content).toBe('Very well.');
    expect(other.meta.edited).toBeUndefined();
  });

  it('may stand in a folded copy: its text is read there', () => {
    const copy = example('copy', { feedback: [{ signal: 'thumbs_up', message: 2 }, edit(2, 'From the copy.')] });
    const own = example('a');
    const { cards, context } = world({ examples: [own, copy] });
    const [kept, folded] = [...cards] as [CuratedCard, CuratedCard];
    const merged: CuratedCard = { ...kept, feedback: [...kept.feedback, ...folded.feedback] };
    expect(editsOf(merged, context)).toEqual(new Map([[2, 'From the copy.']]));
    const row = sftRow(own, editsOf(merged, context), context.config.exports);
    expect('messages' in row && row.messages.at(-1)?.content).toBe('From the copy.');
    const gone = { ...merged, feedback: merged.feedback.map((f) => ({ ...f, from: 'nowhere' })) };
    expect(editsOf(gone, context)).toEqual(new Map());
  });

  it('take the last of several', () => {
    const twice = example('a', { feedback: [edit(2, 'First.'), edit(2, 'Second.')] });
    expect(rowOf({ of: twice }).messages.at(-1)?.content).toBe('Second.');
  });
});

describe('a report', () => {
  it('learns from the answers that carry weight', () => {
    const messages = [
      m('user', 'A'),
      m('assistant', 'cut', { flags: ['truncated'] }),
      m('user', 'B'),
      m('assistant', 'ok'),
    ];
    const learnt = sft.learnt(rowOf({ of: example('a', { messages }) }));
    expect(learnt.answers.map(({ content }) => content)).toEqual(['ok']);
    expect(learnt.messages).toHaveLength(4);
    expect(learnt.rejected).toBeUndefined();
  });
});

describe('a greeting before the first question', () => {
  const greeting = m('assistant', 'Hello, how can I help?');

  it('is in the row and not trained on', () => {
    const of = example('a', { messages: [greeting, m('user', 'Where is it?'), m('assistant', 'Here.')] });
    expect(weights(rowOf({ of }).messages)).toEqual([0, undefined, 1]);
  });

  it('is no answer', () => {
    const of = example('a', { messages: [greeting, m('user', 'Nobody, thanks.')] });
    expect(() => rowOf({ of })).toThrow('no answer to train on');
  });

  it('breaks the contract when it is trained on', () => {
    const messages = [
      { role: 'assistant' as const, content: 'Hello.', weight: 1 as const },
      { role: 'user' as const, content: 'Hi.' },
      { role: 'assistant' as const, content: 'Well?', weight: 1 as const },
    ];
    const row = { ...rowOf({ of: example('a') }), messages };
    expect(sft.contract.check(row as SftRow).map((v) => v.pointer)).toEqual(['/messages/0']);
  });
});
