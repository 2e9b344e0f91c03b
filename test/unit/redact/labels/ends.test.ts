import { expect, it } from 'vitest';
import { CONTACT } from '../../../../src/redact/detect/labels/contact.ts';
import { LabelEnds } from '../../../../src/redact/detect/labels/ends.ts';
import { labelOf, mayEndLabelAt } from '../../../../src/redact/detect/labels/label.ts';
import { NUMBERS } from '../../../../src/redact/detect/labels/numbers.ts';
import { PEOPLE } from '../../../../src/redact/detect/labels/people.ts';

const NAMES = [PEOPLE, NUMBERS, CONTACT].flatMap((words) =>
  Object.values(words).flatMap((by) => Object.values(by).flatMap((names) => names.trim().split(/\s+/))),
);
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const SPELLINGS: Readonly<Record<string, (name: string) => string>> = {
  'as it is': (name) => name,
  'in words': (name) => name.replaceAll('_', ' '),
  'in humps': (name) => name.split('_').map(capital).join(''),
  'behind a word, in humps': (name) => `client${name.split('_').map(capital).join('')}`,
  'in capitals': (name) => name.toUpperCase(),
  'the last word in capitals': (name) => name.replace(/_([a-z]+)$/, (_, last: string) => last.toUpperCase()),
  'joined by hyphens': (name) => name.replaceAll('_', '-'),
};

it.each(Object.entries(SPELLINGS))('lets every label through, %s', (_, spell) => {
  const lost = NAMES.map(spell).filter((text) => !mayEndLabelAt(text, text.length));
  expect(lost).toEqual([]);
});

it('knows every label of the tables, and its plural', () => {
  expect(NAMES.filter((name) => !labelOf(name))).toEqual([]);
  expect(
    ['customer_ids', 'billing_zip', 'travellerPassport', 'homeAddressLine2'].map((name) => labelOf(name)?.type),
  ).toEqual(['ACCOUNT_ID', 'POSTAL_CODE', 'PASSPORT', 'ADDRESS']);
});

it('passes over words that no label ends with, and over nothing it cannot tell', () => {
  const ends = new LabelEnds(['surname', 'fn']);
  const may = (text: string): boolean => ends.mayEnd(text, text.length);
  expect(['table', 'the value was', 'x9z'].map(may)).toEqual([false, false, false]);
  expect(['Surname', 'surnames', 'fn', 'guestFN', 'x_fn', 'naïf', 'name.'].map(may)).toEqual(Array(7).fill(true));
});
