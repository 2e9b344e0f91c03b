import { expect, it } from 'vitest';
import { defined } from '../../../src/kit/defined.ts';

it('leaves out what is undefined, and nothing else', () => {
  const made = defined({ a: undefined, b: null, c: 0, d: '', e: false });
  expect(Object.keys(made)).toEqual(['b', 'c', 'd', 'e']);
  expect({ a: 1, ...made }).toEqual({ a: 1, b: null, c: 0, d: '', e: false });
});
