import { expect, it } from 'vitest';
import { exitCodeOf } from '../../../src/cli/run.ts';

it.each([
  [0, 0, 0],
  [0, 2, 1],
  [1, 0, 3],
  [1, 2, 3],
] as const)('a run that met %i bugs and held %i rows back ends with %i', (bugs, quarantined, code) => {
  expect(exitCodeOf({ bugs, quarantined })).toBe(code);
});
