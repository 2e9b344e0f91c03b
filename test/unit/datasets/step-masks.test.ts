/** Harmful steps of good trajectories weigh 0; a reviewer may say otherwise; what is masked is counted. */
import { describe, expect, it } from 'vitest';
import { sft } from '../../../src/datasets/kinds/sft.ts';
import { maskedSteps } from '../../../src/datasets/kinds/step-masks.ts';
import type { Message } from '../../../src/model/example.ts';
import type { Step } from '../../../src/model/step.ts';
import { tagValues } from '../../../src/model/tags.ts';
import { observed, said, call as step, talk } from '../stages/observe/support.ts';
import { calling, example, m, result, weights, world } from './support.ts';

const TWO = { calls: [0, 1].map((call) => ({ call, name: 'f', args: '{}', argsJson: true })) };
const of = (message: number, call: number, flag: Step['flag'], more: Partial<Step> = {}): Step => ({
  ...{ message, call, flag, rule: 'test' },
  ...more,
});

describe('a message is masked', () => {
  const one = [m('user', 'U'), calling(0), result(0)];
  const two = [m('user', 'U'), m('assistant', '', TWO), result(0), result(1)];
  it.each<[string, Message[], Step[], string | undefined]>([
    ['for a tool that was not offered', one, [of(1, 0, 'unknown_tool')], 'no such tool'],
    ['for invalid arguments', one, [of(1, 0, 'invalid')], 'invalid arguments'],
    [
      '… whatever came of them',
      one,
      [of(1, 0, 'invalid'), of(1, 0, 'failed'), of(1, 0, 'recovered')],
      'invalid arguments',
    ],
    ['… that the tool refused', one, [of(1, 0, 'failed', { rule: 'arguments refused' })], 'invalid arguments'],
    ['… of one of its calls', two, [of(1, 1, 'invalid')], 'invalid arguments'],
    ['for a failure that was made good', one, [of(1, 0, 'failed'), of(1, 0, 'recovered')], 'failed and recovered'],
    [
      'not where the same call worked later',
      one,
      [of(1, 0, 'failed'), of(1, 0, 'recovered', { rule: 'exit code, then the same call worked' })],
      undefined,
    ],
    [
      'nor where the person had told it so',
      one,
      [of(1, 0, 'failed'), of(1, 0, 'recovered', { rule: 'error at the start, then the person corrected it' })],
      undefined,
    ],
    ['for a repeat of a loop', one, [of(1, 0, 'loop')], 'loop'],
    ['for both kinds of harm at once', two, [of(1, 0, 'loop'), of(1, 1, 'failed'), of(1, 1, 'recovered')], 'loop'],
    ['not for a failure that was not', one, [of(1, 0, 'failed')], undefined],
    ['not for tests that failed and pass later', one, [of(1, 0, 'failed_check'), of(1, 0, 'recovered')], undefined],
    ['not for one of two parallel calls', two, [of(1, 0, 'failed'), of(1, 0, 'recovered')], undefined],
    ['not for what is only likely', one, [of(1, 0, 'invalid', { confidence: 0.6 })], undefined],
    ['not for setup or a retry', one, [of(1, 0, 'setup'), of(1, 0, 'retry')], undefined],
    ['not for nothing', one, [], undefined],
  ])('%s', (_, messages, steps, rule) => expect(maskedSteps({ messages, steps }).get(1)).toBe(rule));
});

/** Fails, succeeds, and answers. */
const RECOVERED = example('a', {
  messages: [m('user', 'U'), calling(0), result(0, 'no'), calling(1), result(1), m('assistant', 'Done.')],
  steps: [of(1, 0, 'failed'), of(1, 0, 'recovered', { with: 4 })],
});
const asCard = { tags: { ...tagValues(RECOVERED.tags), features: { recoveries: 1, failedSteps: 1 } } };

function made(more: Parameters<typeof world>[0]) {
  const { cards, context } = world({ cards: { a: asCard }, ...more });
  const [candidate] = [...sft.candidates({ cards, pairs: [] }, context)];
  if (!candidate || 'why' in candidate) throw new Error('no candidate');
  const row = sft.row(candidate, context);
  return { masked: sft.masked?.(candidate, context), row: 'why' in row ? row.why : weights(row.messages) };
}

describe('a row', () => {
  it('keeps the failed step, and weighs it 0', () => {
    expect(made({ examples: [RECOVERED] })).toEqual({
      row: [undefined, 0, undefined, 1, undefined, 1],
      masked: { 'failed and recovered': 1 },
    });
  });

  it('masks nothing when that is switched off', () => {
    const config = { exports: { sft: { maskSteps: 'off' } } };
    expect(made({ examples: [RECOVERED], config })).toEqual({
      row: [undefined, 1, undefined, 1, undefined, 1],
      masked: {},
    });
  });

  it('does as the reviewer says, in both directions', () => {
    const decisions = {
      a: {
        weights: new Map<number, 0 | 1>([
          [1, 1],
          [5, 0],
        ]),
      },
    };
    expect(made({ examples: [RECOVERED], decisions })).toEqual({
      row: [undefined, 1, undefined, 1, undefined, 0],
      masked: {},
    });
    const truncated = example('a', { messages: [m('user', 'U'), m('assistant', 'A', { flags: ['truncated'] })] });
    expect(made({ examples: [truncated], decisions: { a: { weights: new Map([[1, 1]]) } } }).row).toEqual([
      undefined,
      1,
    ]);
  });

  it('but not where there is nothing to learn, or it is the row of another', () => {
    const talk = [
      m('assistant', 'Hello.'),
      m('user', 'U'),
      m('assistant', 'Old.', { flags: ['inherited'] }),
      m('user', 'V'),
      m('assistant', ' '),
      m('user', 'W'),
      m('assistant', 'New.'),
    ];
    const byHand = new Map<number, 0 | 1>([0, 2, 4].map((i) => [i, 1]));
    const { row } = made({ examples: [example('a', { messages: talk })], decisions: { a: { weights: byHand } } });
    expect(row).toEqual([0, undefined, 0, undefined, 0, undefined, 1]);
  });

  it('is none where no step is left to learn', () => {
    const alone = example('a', { messages: [m('user', 'U'), calling(0), result(0)], steps: [of(1, 0, 'invalid')] });
    expect(made({ examples: [alone] }).row).toBe('no answer to train on');
  });

  it('counts what lies behind its end as little as what was masked by the log', () => {
    const cut = example('a', {
      messages: [
        m('user', 'U'),
        calling(0, '{}', { flags: ['not_trained'] }),
        result(0),
        m('assistant', 'A'),
        calling(1),
      ],
      steps: [of(1, 0, 'invalid'), of(4, 1, 'invalid')],
    });
    expect(made({ examples: [cut] })).toEqual({ row: [undefined, 0, undefined, 1], masked: {} });
  });

  it('is not read again where its card tells of no such step', () => {
    const { cards, context } = world({ examples: [RECOVERED] });
    const [candidate] = [...sft.candidates({ cards, pairs: [] }, context)];
    if (!candidate || 'why' in candidate) throw new Error('no candidate');
    const unread = { ...context, store: { read: () => expect.unreachable() } };
    expect(sft.masked?.(candidate, unread)).toEqual({});
  });
});

it('what is observed of a run is what its row masks', () => {
  const messages = talk(
    'u Pay it.',
    step('pay', { id: 'A-17' }, 'Error: no currency'),
    step('pay', { id: 'A-17', currency: 'EUR' }, 'paid'),
    step('look', { p: 1 }, 'x'),
    step('look', { p: 1 }, 'x'),
    step('look', { p: 1 }, 'x'),
    'a Done.',
  );
  const { steps } = observed(messages);
  expect(said(observed(messages), 'recovered', 'loop')).toHaveLength(3);
  expect([...maskedSteps({ messages, steps: [...steps] })]).toEqual([
    [1, 'failed and recovered'],
    [7, 'loop'],
    [9, 'loop'],
  ]);
});
