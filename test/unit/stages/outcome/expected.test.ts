/** The final state of a run against the right one that its log holds. */
import { describe, expect, it } from 'vitest';
import type { Expected } from '../../../../src/model/session.ts';
import { matchAnswer } from '../../../../src/stages/outcome/answers.ts';
import { changesState } from '../../../../src/stages/outcome/effects.ts';
import { covers, normalForm } from '../../../../src/stages/outcome/normal-form.ts';
import { evidence, type Line, of } from './support.ts';

const lend = (args: object): { name: string; args: string } => ({ name: 'lend_book', args: JSON.stringify(args) });
const BOOK = { card: 'card_77', books: ['b_1', 'b_2'], weeks: 3 };
const done = (args: object, more: object = {}): Line => ({ call: 'lend_book', args, result: '{"ok":true}', ...more });
const ask: Line = { user: 'Two books for card_77, please.' };

const state = (expected: Expected, ...lines: Line[]): string[] => of('expected', [ask, ...lines], { expected });

describe('changes', () => {
  const expected = { calls: [{ name: 'find_card', args: '{"id":"card_77"}' }, lend(BOOK)] };
  const right = 'success changes: 1 expected, 0 missing, 0 besides';

  it.each<[string, Line[], string]>([
    ['as expected', [done(BOOK)], right],
    [
      'in another order of keys and list, with 3.0',
      [done({ weeks: 3.0, books: ['b_2', 'b_1'], card: 'card_77' })],
      right,
    ],
    ['in other case, with spaces', [done({ ...BOOK, card: ' CARD_77 ' })], right],
    ['with a default that was spelled out', [done({ ...BOOK, note: '' })], right],
    [
      'after a refused try',
      [done({ ...BOOK, weeks: 9 }, { result: 'Error: too long', error: true }), done(BOOK)],
      right,
    ],
    ['refused though it was right: the expected one would have been as well', [done(BOOK, { error: true })], right],
    ['with reading calls beside', [{ call: 'get_card', args: { id: 'x' }, result: '{}' }, done(BOOK)], right],
    ['with other arguments', [done({ ...BOOK, weeks: 4 })], 'failure changes: 1 expected, 1 missing, 1 besides'],
    ['never', [{ assistant: 'Sorry.' }], 'failure changes: 1 expected, 1 missing, 0 besides'],
    ['twice', [done(BOOK), done(BOOK)], 'failure changes: 1 expected, 0 missing, 1 besides'],
    [
      'with another change beside it',
      [done(BOOK), { call: 'delete_card', args: { id: 'card_77' }, result: 'ok' }],
      'failure changes: 1 expected, 0 missing, 1 besides',
    ],
    [
      'by a call without a result',
      [{ call: 'lend_book', args: BOOK }],
      'failure changes: 1 expected, 1 missing, 0 besides',
    ],
  ])('made %s', (_, lines, said) => {
    expect(state(expected, ...lines)).toEqual([said]);
  });

  it('may be none', () => {
    expect(state({ calls: [] }, { assistant: 'No.' })).toEqual(['success changes: 0 expected, 0 missing, 0 besides']);
    expect(state({ calls: [] }, done(BOOK))).toEqual(['failure changes: 0 expected, 0 missing, 1 besides']);
  });

  it('are compared by the arguments that count', () => {
    const calls = [{ ...lend(BOOK), compare: ['card'] }];
    expect(state({ calls }, done({ card: 'card_77' }))).toEqual([right]);
  });

  it('of a simulated user count where some of them are expected', () => {
    const calls = [{ ...lend(BOOK), side: 'user' as const }];
    expect(state({ calls }, done(BOOK, { side: 'user' }))).toEqual([right]);
    expect(state({ calls: [] }, done(BOOK, { side: 'user' }))[0]).toContain('success');
  });

  it('are less than all of it where something else is judged as well', () => {
    const confidence = (unchecked?: boolean) =>
      evidence([ask, done(BOOK)], { expected: { calls: [lend(BOOK)], ...(unchecked ? { unchecked } : {}) } })[0]
        ?.confidence;
    expect(confidence(true)).toBeLessThan(confidence() ?? 0);
  });

  it('are one way of several: missing ones say little', () => {
    expect(state({ calls: [lend(BOOK)], oneWay: true }, done(BOOK))[0]).toContain('success');
    const [missed] = state({ calls: [lend(BOOK)], oneWay: true }, { assistant: 'Done.' });
    expect(missed).toContain('failure');
  });

  it('of a reference that speaks of another task are none', () => {
    const calls = [lend({ card: 'card_12' })];
    expect(state({ calls, joined: true }, done(BOOK))).toEqual([]);
    expect(state({ calls }, done(BOOK))).toHaveLength(1);
  });
});

describe('mentions', () => {
  const expected = { calls: [], mentions: ['1250', 'Tuesday'] };
  it('stand in some answer, whatever the case and the commas', () => {
    const said = { assistant: 'It is 1,250 in all, on TUESDAY.' };
    expect(state(expected, said)).toEqual(['success changes: 0 expected, 0 missing, 0 besides']);
    expect(state(expected, { assistant: 'It is 1,250.' })).toEqual(['failure mentions: 2 expected, 1 missing']);
  });
  it('decide alone where no calls are expected', () => {
    expect(state({ mentions: ['1250'] }, { assistant: '1250' })).toEqual(['success mentions: 1 expected, 0 missing']);
  });
});

describe('the final answer', () => {
  it.each<[string, string[], boolean | undefined]>([
    ['Paris', ['paris'], true],
    ['**Paris.**', ['Paris'], true],
    ['I first thought Lyon, but it is Paris', ['Paris'], true],
    ['It is Lyon.', ['Paris'], false],
    ['ANSWER: C', ['C'], true],
    ['A is tempting, as is C.\nANSWER: B', ['C'], false],
    ['So \\boxed{42}', ['42'], true],
    ['#### 1,234', ['1234'], true],
    ['The total is $42.00.', ['42'], true],
    ['42 were left of 50, so 8 are gone', ['42'], false],
    ['None.', ['42'], false],
    ['It has 142 parts', ['42'], false],
    ['', ['42'], false],
    ['Anything', [''], undefined],
    [
      'A good summary in other words',
      ['The essay has to name three causes of the war, weigh them and end with a view.'],
      undefined,
    ],
    ['Either', ['none', 'either'], true],
  ])('%j for %j', (text, references, right) => {
    const match = matchAnswer(text, references);
    if (right === undefined) expect(match?.right).not.toBe(true);
    else expect(match?.right).toBe(right);
  });

  it('is not wrong for sure where several words may be said in another way', () => {
    expect(matchAnswer('Norway and its capital', ['the city of Oslo'])?.confidence).toBeLessThan(0.8);
    expect(matchAnswer('Bergen', ['Oslo'])?.confidence).toBeGreaterThanOrEqual(0.8);
  });

  it('may have been submitted by a tool', () => {
    const lines: Line[] = [ask, { call: 'send_flag', args: { flag: 'key{abc}' }, result: 'key{abc}' }];
    expect(of('expected', lines, { expected: { answers: ['key{abc}'] } })).toEqual(['success answer: included']);
    expect(of('expected', lines, { expected: { answers: ['key{xyz}'] } })).toEqual(['failure answer: not included']);
  });
});

describe('tools that change something', () => {
  it.each([
    ['get_order', false],
    ['getOrder', false],
    ['mcp__shop__list_items', false],
    ['orders.find', false],
    ['transfer_to_human_agents', false],
    ['calculate', false],
    ['cancel_order', true],
    ['updateAddress', true],
    ['mcp__shop__refund', true],
    ['getaway_booking', true],
  ])('%s: %s', (name, changes) => {
    expect(changesState(name)).toBe(changes);
  });
});

describe('the normal form', () => {
  it.each<[unknown, unknown, boolean]>([
    [1, '1.0', true],
    ['007', '7', false],
    [true, 'TRUE', true],
    [{ a: 1, b: [2, 3] }, { b: [3, 2], a: 1 }, true],
    [{ a: null }, {}, true],
    ['a  b', 'A b', true],
    ['ab', 'a b', false],
    [[1, 1], [1], false],
  ])('%j and %j', (a, b, same) => {
    expect(normalForm(a) === normalForm(b)).toBe(same);
  });

  it('is covered by what holds more', () => {
    expect(covers({ day: 'mon', seat: 3 }, { day: 'Mon' })).toBe(true);
    expect(covers({ day: 'mon' }, { day: 'mon', seat: 3 })).toBe(false);
    expect(covers([{ id: 1, price: 5 }], [{ id: 1 }])).toBe(true);
    expect(covers([{ id: 1 }, { id: 2 }], [{ id: 1 }])).toBe(false);
  });
});
