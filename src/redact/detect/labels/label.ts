/** The one table "label → type". Every place where a label can stand asks it: keys, headers, `key: value`, questions. */
import { memo } from '../../../kit/memo.ts';
import { keyName } from '../../text/keyname.ts';
import type { PiiType } from '../../types.ts';
import { CONTACT } from './contact.ts';
import { LabelEnds } from './ends.ts';
import { NUMBERS } from './numbers.ts';
import { PEOPLE } from './people.ts';
import type { Label, Strength } from './types.ts';

const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text);

/** `Prénom` is `prenom`, `Straße` is `strasse`; `ü` is `ue` where it is written so. The marks of kana make other letters: `ハ`, `バ`. */
const fold = (text: string): string =>
  // ASCII needs no more.
  isAscii(text)
    ? text
    : text
        .replaceAll('ß', 'ss')
        .replaceAll('ł', 'l')
        .normalize('NFKD')
        .replace(/(?![\u3099\u309a])\p{M}/gu, '')
        .normalize('NFC');

const TABLE = new Map<string, Omit<Label, 'name'>>();
/** The same without `_`: `GEBURTSDATUM`, `Phonenumber`, `birthDATE`. */
const JOINED = new Map<string, Omit<Label, 'name'>>();
const MIN_JOINED = 6;

for (const words of [PEOPLE, NUMBERS, CONTACT])
  for (const [type, by] of Object.entries(words))
    for (const [strength, names] of Object.entries(by))
      for (const name of names.trim().split(/\s+/))
        add(fold(name), { type: type as PiiType, strength: strength as Strength });

function add(name: string, label: Omit<Label, 'name'>): void {
  // The umlaut without its `e`, as it is folded.
  for (const one of new Set([name, name.replace(/([aou])e/g, '$1')])) {
    if (!TABLE.has(one) || one === name) TABLE.set(one, label);
    const joined = one.replaceAll('_', '');
    if (joined.length >= MIN_JOINED && !JOINED.has(joined)) JOINED.set(joined, label);
  }
}

/** Ends of longer keys: `billing_zip`, `new_passenger_first_name`. Only where the end alone is unmistakable. */
const SUFFIXES: readonly (readonly [string, PiiType])[] = [
  ['first_name last_name full_name surname given_name family_name', 'PERSON'],
  ['email email_address', 'EMAIL'],
  ['phone phone_number mobile telephone', 'PHONE'],
  ['user_id username user_name', 'USERNAME'],
  [
    `customer_id account_id order_id payment_id reservation_id booking_id payment_method_id
      customer_ids account_ids order_ids payment_ids reservation_ids booking_ids payment_method_ids`,
    'ACCOUNT_ID',
  ],
  ['dob date_of_birth birth_date birthdate birthday', 'DATE_OF_BIRTH'],
  ['address1 address2 street street_address address_line1 address_line2 address_line_1 address_line_2', 'ADDRESS'],
  ['zip zip_code zipcode postcode postal_code', 'POSTAL_CODE'],
  ['city country', 'LOCATION'],
  ['ssn tax_id national_id', 'GOV_ID'],
  ['passport passport_number', 'PASSPORT'],
  ['card_number', 'CREDIT_CARD'],
  ['iban', 'IBAN'],
];
const SUFFIX: readonly (readonly [RegExp, PiiType])[] = SUFFIXES.map(([ends, type]) => [
  new RegExp(`_(?:${ends.split(/\s+/).join('|')})$`),
  type,
]);

/** How all labels end; a plural is one too. */
const ENDS = new LabelEnds([...TABLE.keys(), ...JOINED.keys(), ...SUFFIXES.flatMap(([ends]) => ends.split(/\s+/))]);

/** False for nearly all words: no label ends with the characters before `end`, so that the word need not be cut out and looked up. */
export const mayEndLabelAt = (text: string, end: number): boolean => ENDS.mayEnd(text, end);

const NO_LABEL = Symbol('no label');

/** What a label says, whatever its spelling: `Date of birth`, `dateOfBirth`, `Geb.-Datum`, `生年月日`. */
export function labelOf(text: string): Label | undefined {
  if (!ENDS.mayEnd(text, text.length)) return undefined;
  const label = judged(text);
  return label === NO_LABEL ? undefined : label;
}

const judged = memo((text: string): Label | typeof NO_LABEL => {
  const name = fold(keyName(text));
  const label =
    TABLE.get(name) ??
    // Lists: `customer_ids`, `emails`.
    TABLE.get(name.replace(/s$/, '')) ??
    JOINED.get(name.replaceAll('_', '')) ??
    suffixed(name);
  return label ? { ...label, name } : NO_LABEL;
});

/** One look for nearly all phrases, which end like none. */
const ANY_SUFFIX = new RegExp(SUFFIX.map(([pattern]) => pattern.source).join('|'));

function suffixed(name: string): Omit<Label, 'name'> | undefined {
  if (!ANY_SUFFIX.test(`_${name}`)) return undefined;
  const type = SUFFIX.find(([pattern]) => pattern.test(`_${name}`))?.[1];
  return type && { type, strength: 'sure' };
}

/** The last words of all labels. */
const LAST = new Set([...TABLE.keys()].map((name) => name.slice(name.lastIndexOf('_') + 1)));

/** False for most words: no label ends with them, so that what stands before need not be looked at. */
export const mayEndLabel: (word: string) => boolean = memo((word) => {
  const name = fold(keyName(word));
  const last = name.slice(name.lastIndexOf('_') + 1);
  return LAST.has(last) || LAST.has(last.replace(/s$/, '')) || JOINED.has(name.replaceAll('_', ''));
});

/** Labels written without spaces between words, longest first: found inside a line of such a script. */
export const WIDE_LABELS: readonly string[] = [...TABLE.keys()]
  .filter((name) => /^[\u3040-\u9fff\uac00-\ud7af]{2,}$/.test(name))
  .sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
