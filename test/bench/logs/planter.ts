/**
 * Puts made-up personal data into a log and remembers it. A planter that is switched off leaves every one out and changes
 * nothing else: what is found in that twin is found wrongly.
 */
import { faker as english, type Faker } from '@faker-js/faker';
import type { PiiType } from '../../../src/redact/types.ts';
import type { Random } from './random.ts';

export interface Planted {
  type: PiiType;
  value: string;
}

export class Planter {
  readonly planted: Planted[] = [];

  constructor(readonly active: boolean) {}

  /** A stretch of text around a value; empty when switched off. */
  say(type: PiiType, value: string, around: (value: string) => string): string {
    if (!this.active) return '';
    this.planted.push({ type, value });
    return around(value);
  }

  /** A field of a JSON object; none when switched off. */
  field(key: string, type: PiiType, value: string): Record<string, string> {
    if (!this.active) return {};
    this.planted.push({ type, value });
    return { [key]: value };
  }
}

export interface Person {
  first: string;
  last: string;
  email: string;
  phone: string;
  street: string;
  born: string;
  card: string;
  iban: string;
  ssn: string;
  login: string;
  ip: string;
  mac: string;
}

const ONSETS = 'b br ch d dr f fl g gr h j k kl l m n p pr r s sh st t tr v w z'.split(' ');
const VOWELS = 'a e i o u ai ei ia ou'.split(' ');
const ENDINGS = 'n l r s nd ck th vic son ski berg ova ez'.split(' ');

/** A name that stands in no list: recognising it takes the words around it. */
function inventedName(random: Random, syllables: number): string {
  let name = '';
  for (let i = 0; i < syllables; i++) name += random.pick(ONSETS) + random.pick(VOWELS);
  name += random.pick(ENDINGS);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Half of the people have names of the lists that most tools know, half have names of their own. */
export function makePerson(random: Random): Person {
  const faker: Faker = english;
  faker.seed(random.below(2 ** 31));
  const listed = random.chance(0.5);
  const first = listed ? faker.person.firstName() : inventedName(random, 1);
  const last = listed ? faker.person.lastName() : inventedName(random, 2);
  const login = `${first}_${last}_${random.digits(4)}`.toLowerCase().replace(/[^a-z0-9_]/g, '');
  return {
    first,
    last,
    email: faker.internet.email({
      firstName: first,
      lastName: last,
      provider: `${inventedName(random, 2).toLowerCase()}.${random.pick(['com', 'org', 'net'])}`,
    }),
    phone: faker.helpers.fromRegExp(
      random.pick([
        '([2-9][0-9]{2}) [2-9][0-9]{2}-[0-9]{4}',
        '+1 [2-9][0-9]{2} [2-9][0-9]{2} [0-9]{4}',
        '[2-9][0-9]{2}-[2-9][0-9]{2}-[0-9]{4}',
      ]),
    ),
    street: `${random.between(1, 999)} ${inventedName(random, 1)} ${random.pick(['Street', 'Avenue', 'Road', 'Lane', 'Drive', 'Court'])}`,
    born: `${random.between(1940, 2004)}-${String(random.between(1, 12)).padStart(2, '0')}-${String(random.between(1, 28)).padStart(2, '0')}`,
    card: faker.finance
      .creditCardNumber(random.pick(['visa', 'mastercard']))
      .replace(/-/g, random.pick(['', ' ', '-'])),
    iban: faker.finance.iban({ countryCode: random.pick(['DE', 'FR', 'NL', 'GB', 'ES']) }),
    ssn: `${random.between(100, 665)}-${random.between(10, 99)}-${random.between(1000, 9999)}`,
    login,
    ip: `${random.pick([23, 52, 81, 91, 145, 203])}.${random.below(255)}.${random.below(255)}.${random.between(1, 254)}`,
    mac: faker.internet.mac(),
  };
}

const ALNUM = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Keys as vendors issue them, of random characters. */
export function makeSecret(random: Random): string {
  const kind = random.below(5);
  if (kind === 0) return `AKIA${random.letters(16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}`;
  if (kind === 1) return `ghp_${random.letters(36, ALNUM)}`;
  if (kind === 2) return `sk_live_${random.letters(24, ALNUM)}`;
  if (kind === 3) return `xoxb-${random.digits(12)}-${random.digits(12)}-${random.letters(24, ALNUM)}`;
  return `glpat-${random.letters(20, ALNUM)}`;
}
