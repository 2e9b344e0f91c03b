/** The right result that a log holds beside a run. */
import { describe, expect, it } from 'vitest';
import { expectedAnswer, expectedCalls, textsOf } from '../../../src/ingest/expected.ts';

describe('expected calls', () => {
  it('have their arguments as JSON text, whether they were an object or text', () => {
    const list = [
      { name: 'lend', kwargs: { book: 1 } },
      { name: 'end', kwargs: '{"x":1}', compare_args: ['x', 2], requestor: 'user' },
      { kwargs: {} },
    ];
    expect(expectedCalls(list, 'kwargs')).toEqual([
      { name: 'lend', args: '{"book":1}' },
      { name: 'end', args: '{"x":1}', compare: ['x', '2'], side: 'user' },
    ]);
  });
  it('are an empty list where nothing is to be done, and none where the log has no list', () => {
    expect(expectedCalls([], 'kwargs')).toEqual([]);
    expect(expectedCalls(undefined, 'kwargs')).toBeUndefined();
  });
});

describe('the right answer beside a talk', () => {
  it.each<[object, string[] | undefined]>([
    [{ expected_output: 'Oslo' }, ['Oslo']],
    [{ ground_truth: [4, 'four', {}] }, ['4', 'four']],
    [{ reference: '' }, undefined],
    [{ expected: { type: 'object' } }, undefined],
    [{ answer: 'Oslo', target: 'x' }, undefined],
  ])('%j', (record, answers) => {
    expect(expectedAnswer(record)?.answers).toEqual(answers);
  });
  it('may stand in the metadata', () => {
    expect(expectedAnswer({}, { reference_answer: true })).toEqual({ answers: ['true'] });
  });
});

it('texts are not blank', () => {
  expect(textsOf([' ', 'a', null, 0])).toEqual(['a', '0']);
});
