/** Fakes of numbers and codes: each keeps its separators, its length and the checks that a reader would make. */
import type { Key } from '../../../kit/key.ts';
import { keyedDigits } from '../numbers.ts';
import { draw } from './pick.ts';

/** Replaces the digits of a text by `fake`, in order, and leaves all else. */
function refill(text: string, fake: string): string {
  let i = 0;
  return text.replace(/\d/g, () => fake.charAt(i++));
}

/** Digits become keyed digits, capitals capitals, small letters in a code with digits small letters. */
export function fakeCode(key: Key, text: string, id: string): string {
  const digits = text.replace(/\D/g, '');
  const fresh = digits ? keyedDigits(key, digits) : '';
  const codeLike = !/[a-z]{3,}/.test(text);
  let n = 0;
  const out = refill(text, fresh).replace(/[A-Za-z]/g, (letter) => {
    if (!codeLike) return letter;
    const base = letter < 'a' ? 65 : 97;
    return String.fromCharCode(base + draw(key, 26, 'letter', id, String(n++)));
  });
  return out;
}

/** The same country code and spacing; North American numbers get the exchange 555, which is no one's. */
export function fakePhone(key: Key, text: string): string {
  const digits = text.replace(/\D/g, '');
  const country = text.trim().startsWith('+') ? (digits.length > 11 ? 2 : digits.startsWith('1') ? 1 : 2) : 0;
  const rest = digits.slice(country);
  let fresh = keyedDigits(key, rest);
  if (rest.length === 10 && country < 2) fresh = `${fresh.slice(0, 3)}555${fresh.slice(6)}`;
  return refill(text, digits.slice(0, country) + fresh);
}

/** The first digit (the network) stays, and the checksum holds. */
export function fakeCard(key: Key, text: string): string {
  const digits = text.replace(/\D/g, '');
  const body = digits.charAt(0) + keyedDigits(key, digits.slice(1, -1));
  return refill(text, body + luhn(body));
}

function luhn(body: string): string {
  let sum = 0;
  Array.from(body)
    .reverse()
    .forEach((digit, i) => {
      const value = Number(digit) * (i % 2 === 0 ? 2 : 1);
      sum += value > 9 ? value - 9 : value;
    });
  return String((10 - (sum % 10)) % 10);
}

/** The same country, with check digits that hold (ISO 13616). */
export function fakeIban(key: Key, text: string): string {
  const bare = text.replace(/[\s-]/g, '').toUpperCase();
  const country = bare.slice(0, 2);
  const account = fakeCode(key, bare.slice(4), bare);
  const numeric = Array.from(`${account}${country}00`, (c) => (c >= 'A' ? String(c.charCodeAt(0) - 55) : c)).join('');
  const check = String(98n - (BigInt(numeric) % 97n)).padStart(2, '0');
  const fake = `${country}${check}${account}`;
  let i = 0;
  return text.replace(/[A-Za-z0-9]/g, () => fake.charAt(i++));
}

/** Addresses that are set aside for documentation (RFC 5737, RFC 3849). */
export function fakeIp(key: Key, text: string): string {
  const last = 1 + draw(key, 254, 'ip', text);
  if (text.includes(':')) return `2001:db8::${draw(key, 0xffff, 'ip6', text).toString(16)}:${last.toString(16)}`;
  return `${['192.0.2', '198.51.100', '203.0.113'][draw(key, 3, 'net', text)]}.${last}`;
}

/** A locally administered address with the same separators, in capitals where the address is. */
export function fakeMac(key: Key, text: string): string {
  const hex = `02${key.digest('mac', [text.toLowerCase()]).toString('hex').slice(0, 10)}`;
  const fake = /[A-F]/.test(text) ? hex.toUpperCase() : hex;
  let i = 0;
  return text.replace(/[0-9A-Fa-f]/g, () => fake.charAt(i++));
}

/** Another age of the same decade; nobody is 0. */
export function fakeAge(key: Key, text: string): string {
  return text.replace(/\d+/, (age) => {
    const decade = Math.floor(Number(age) / 10) * 10;
    let fake = decade + draw(key, 10, 'age', age);
    if (fake === Number(age)) fake = decade + ((fake + 1) % 10);
    return String(fake || (age === '1' ? 2 : 1));
  });
}
