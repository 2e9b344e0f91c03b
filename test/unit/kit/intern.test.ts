import { expect, it } from 'vitest';
import { interned } from '../../../src/kit/intern.ts';

it('gives back an equal string, whatever was asked before', () => {
  const keys = Array.from({ length: 25_000 }, (_, i) => `key_${i % 12_000}`);
  expect(keys.map(interned)).toEqual(keys);
  const long = 'k'.repeat(1000);
  expect(interned(long)).toBe(long);
});
