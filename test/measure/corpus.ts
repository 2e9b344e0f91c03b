/** Four hundred texts in ten languages with personal values planted in them, and as many without any: the same in every run. */
import { randomOf } from '../../src/kit/random.ts';
import { de } from './corpus/de.ts';
import { en } from './corpus/en.ts';
import { es } from './corpus/es.ts';
import { fr } from './corpus/fr.ts';
import { it } from './corpus/it.ts';
import { ja } from './corpus/ja.ts';
import type { Language, Mark } from './corpus/language.ts';
import { nl } from './corpus/nl.ts';
import { pl } from './corpus/pl.ts';
import { pt } from './corpus/pt.ts';
import { zh } from './corpus/zh.ts';

const LANGUAGES: Readonly<Record<string, Language>> = { en, de, fr, es, pt, it, nl, pl, ja, zh };

/** Type of a mark, as in the table of docs/privacy.md. */
const TYPES: Readonly<Record<Mark, string>> = {
  P: 'PERSON',
  G: 'PERSON',
  F: 'PERSON',
  E: 'EMAIL',
  T: 'PHONE',
  A: 'ADDRESS',
  Z: 'POSTAL_CODE',
  B: 'DATE_OF_BIRTH',
  C: 'CREDIT_CARD',
  I: 'IBAN',
  N: 'GOV_ID',
  U: 'USERNAME',
  K: 'SECRET',
  W: 'SECRET',
  X: 'IP_ADDRESS',
};

export interface Text {
  language: string;
  text: string;
  /** UTF-16 ranges of what was planted; none in a hard negative. */
  spans: { start: number; end: number; type: string }[];
}

/** Each template is filled this many times. */
const FILLS = 2;

export function corpus(): Text[] {
  const random = randomOf(20_311);
  return Object.entries(LANGUAGES).flatMap(([name, language]) =>
    [...language.positive, ...language.negative].flatMap((template) =>
      Array.from({ length: FILLS }, () => ({ language: name, ...fill(template, language, random) })),
    ),
  );
}

type Random = () => number;

const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)] as T;
const digits = (shape: string, random: Random): string =>
  shape.replace(/#/g, () => String(1 + Math.floor(random() * 9)));

function fill(template: string, language: Language, random: Random): Pick<Text, 'text' | 'spans'> {
  const values = valuesOf(language, random);
  const spans: Text['spans'] = [];
  let text = '';
  for (const part of template.split(/(<[A-Z]>|<[nvo]>)/)) {
    const mark = /^<([A-Znvo])>$/.exec(part)?.[1];
    if (mark === undefined) text += part;
    else if (mark === 'n') text += String(2 + Math.floor(random() * 900));
    else if (mark === 'v') text += digits('#.#.#', random);
    else if (mark === 'o') text += digits('######', random);
    else {
      const value = values[mark as Mark];
      spans.push({ start: text.length, end: text.length + value.length, type: TYPES[mark as Mark] });
      text += value;
    }
  }
  return { text, spans };
}

/** One person's values. */
function valuesOf(language: Language, random: Random): Readonly<Record<Mark, string>> {
  const [given, family] = [pick(language.given, random), pick(language.family, random)];
  const between = language.familyFirst;
  const latin = `${ascii(given) || 'kono'}.${ascii(family) || 'hana'}`.replace(/[^a-z.]/g, '');
  const day = [1 + Math.floor(random() * 28), 1 + Math.floor(random() * 12), 1951 + Math.floor(random() * 50)] as const;
  return {
    P: between === undefined ? `${given} ${family}` : `${family}${between}${given}`,
    G: given,
    F: family,
    E: `${latin}${Math.floor(random() * 90)}@${pick(['posteo.example', 'mailbox.example.org', 'northbay.example'], random)}`,
    T: digits(pick(language.phones, random), random),
    A: digits(pick(language.streets, random), random),
    Z: digits(language.postal, random),
    B: birthDate(pick(language.birth, random), day, language.months),
    C: card(random),
    I: iban(language.iban, random),
    N: digits(language.national, random),
    U: `${latin.charAt(0)}${latin.split('.')[1]?.slice(0, 7) ?? ''}`,
    K: `${pick(['zk', 'live', 'nb'], random)}_${word(random, 32)}`,
    W:
      pick(['Kiefer', 'Tulip', 'bronze', 'Marmalade'], random) +
      digits('##', random) +
      pick(['!x', '-Qo', 'zu', '%r'], random),
    X: digits('18#.2#.1#.4#', random),
  };
}

const ascii = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ł/gi, 'l')
    .toLowerCase()
    .replace(/[^a-z]/g, '');

const word = (random: Random, length: number): string =>
  Array.from({ length }, () => pick([...'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'], random)).join('');

function birthDate(shape: string, [d, m, y]: readonly [number, number, number], months: readonly string[]): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  const long = shape.includes('M');
  return shape.replace(/[dmyM](?![a-z])/g, (part) => {
    if (part === 'M') return months[m - 1] ?? '';
    if (part === 'y') return String(y);
    return part === 'd' ? (long ? String(d) : two(d)) : two(m);
  });
}

/** Sixteen digits that pass the Luhn test. */
function card(random: Random): string {
  const body = digits(`4${'#'.repeat(14)}`, random);
  let sum = 0;
  [...body].reverse().forEach((digit, i) => {
    const n = Number(digit) * (i % 2 === 0 ? 2 : 1);
    sum += n > 9 ? n - 9 : n;
  });
  return `${body}${(10 - (sum % 10)) % 10}`.replace(/(\d{4})(?=\d)/g, '$1 ');
}

/** With right check digits; the account's own are not looked at by anyone. */
function iban([country, length]: readonly [string, number], random: Random): string {
  const letters = country === 'GB' ? 'NWBK' : country === 'NL' ? 'ABNA' : country === 'IT' ? 'X' : '';
  const account = letters + digits('#'.repeat(length - (country === 'NL' ? 4 : letters === 'X' ? 1 : 0)), random);
  const number = [...`${account}${country}00`].map((c) => (/\d/.test(c) ? c : String(c.charCodeAt(0) - 55))).join('');
  const check = 98n - (BigInt(number) % 97n);
  return `${country}${String(check).padStart(2, '0')}${account}`.replace(/(.{4})(?=.)/g, '$1 ');
}
