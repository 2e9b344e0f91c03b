/** Made-up values for the tests: random by a seed, and put together at run time, so that no scanner takes this for a leak. */
import { randomOf } from '../../../../src/kit/random.ts';

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
export const DIGITS = '0123456789';
export const HEX = `${DIGITS}abcdef`;
export const ALNUM = `${LOWER}${LOWER.toUpperCase()}${DIGITS}`;
export const LOWER_ALNUM = `${LOWER}${DIGITS}`;
export const UPPER_ALNUM = `${LOWER.toUpperCase()}${DIGITS}`;
export const LETTERS = `${LOWER}${LOWER.toUpperCase()}`;

/** A generator of numbers below `n`, the same at every run. */
export function seeded(seed: number): (n: number) => number {
  const next = randomOf(seed);
  return (n) => (next() * 2 ** 32) % n;
}

const below = seeded(20260521);

/** `length` characters; the first is a letter and the second a digit where the alphabet has both. */
export function of(alphabet: string, length: number): string {
  let value = '';
  for (let i = 0; i < length; i++) value += alphabet[below(alphabet.length)];
  const letter = [...alphabet].find((c) => /[a-z]/i.test(c));
  if (letter && alphabet.includes('7') && length > 2) value = `${letter}7${value.slice(2)}`;
  return value;
}

export function uuid(): string {
  return [8, 4, 4, 4, 12].map((n) => of(HEX, n)).join('-');
}
