/** Keyed numbers: a number of n digits becomes another of n digits, one to one, so that ids stay ids and JSON keeps its types. */
import type { Key } from '../../kit/key.ts';

const ROUNDS = 8;

/** A keyed permutation of the digit strings of each length. A first digit that is not 0 stays one that is not 0. */
export function keyedDigits(key: Key, digits: string): string {
  const leading = digits.length > 1 && digits.charAt(0) !== '0';
  let out = digits;
  // Walking the cycle until the first digit fits keeps it a permutation of the numbers that fit.
  do out = permute(key, out);
  while (leading && out.charAt(0) === '0');
  return out;
}

/** A Feistel network over the two halves of the digits, with HMAC as its round function. */
function permute(key: Key, digits: string): string {
  if (digits.length < 2) {
    const shift = 1 + ((key.digest('digit', [String(digits.length)])[0] ?? 0) % 8);
    return digits.length ? String((Number(digits) + shift) % 10) : digits;
  }
  const half = digits.length >> 1;
  let left = digits.slice(0, half);
  let right = digits.slice(half);
  for (let round = 0; round < ROUNDS; round++) {
    const digest = key.digest('digits', [String(round), String(digits.length), right]);
    const mixed = addDigits(left, digest);
    left = right;
    right = mixed;
  }
  return left + right;
}

/** Adds a pseudo-random number below 10^n to n digits, modulo 10^n. */
function addDigits(digits: string, digest: Buffer): string {
  const modulus = 10n ** BigInt(digits.length);
  const sum = BigInt(digits) + (BigInt(`0x${digest.toString('hex')}`) % modulus);
  return (sum % modulus).toString().padStart(digits.length, '0');
}

/** Replaces the digits of a JSON number literal that is an integer; sign, point and exponent stay. */
export function keyedNumber(key: Key, literal: string): string {
  const match = /^(-?)(\d+)$/.exec(literal);
  if (match) return `${match[1]}${keyedDigits(key, match[2] ?? '')}`;
  return literal.replace(/\d+/, (digits) => keyedDigits(key, digits)).replace(/^(-?)0+(?=\d)/, '$1');
}
