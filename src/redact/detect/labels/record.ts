/** What the labels of one record prove together: `fn` and `name` count beside a birth date, a telephone, a mailbox. */
import type { PiiType } from '../../types.ts';
import { kindOfName } from '../secrets/names.ts';
import { labelOf } from './label.ts';
import { isBareName, isPersonLike } from './named.ts';
import { isValue } from './shapes.ts';
import type { Label } from './types.ts';

/** Labels of these types are about a person; an address or a telephone may be a shop's. */
export const PROVES: ReadonlySet<PiiType> = new Set([
  'PERSON',
  'DATE_OF_BIRTH',
  'GOV_ID',
  'PASSPORT',
  'DRIVER_LICENSE',
]);
const SUGGESTS: ReadonlySet<PiiType> = new Set(['EMAIL', 'PHONE', 'IBAN', 'CREDIT_CARD', 'BANK_ACCOUNT']);

/** How sure it is that the records are of people. */
export type Subject = 'person' | 'perhaps' | 'thing';

const PASSWORD: Label = { type: 'SECRET', strength: 'sure', name: 'password' };

/** The label of a header or key: of the table, or that of a password, which needs neither length nor entropy. */
export function headerLabel(header: string): Label | undefined {
  return labelOf(header) ?? (kindOfName(header) === 'password' ? PASSWORD : undefined);
}

/** @param labels those of one record or table */
export function subjectOf(labels: readonly (Label | undefined)[]): Subject {
  const sure = labels.filter((label) => label?.strength === 'sure');
  if (sure.some((label) => label && PROVES.has(label.type))) return 'person';
  // `fn` and `ln`, `nm` and `bd`: two of them, of which one is a name, are no accident.
  const beside = labels.filter((label) => label?.strength === 'beside' && label.name !== 'name');
  const short = new Set(beside.map((label) => label?.name));
  if (short.size > 1 && beside.some((label) => label?.type === 'PERSON')) return 'person';
  if (
    sure.some((label) => label && SUGGESTS.has(label.type)) ||
    beside.some((label) => label && SUGGESTS.has(label.type))
  )
    return 'perhaps';
  return labels.some((label) => label?.strength === 'role') ? 'perhaps' : 'thing';
}

/**
 * Whether a value under a label is what the label says.
 *
 * @param subject what the record is about
 */
export function holds(label: Label, value: string, subject: Subject): boolean {
  const { type, strength, name } = label;
  if (type === 'SECRET') return isPassword(value);
  if (strength === 'sure') return type === 'PERSON' ? isBareName(value) : isValue(type, value);
  if (type === 'PERSON')
    return strength === 'beside' && subject === 'person' && name !== 'name' ? isBareName(value) : isPersonLike(value);
  return subject !== 'thing' && isValue(type, value);
}

/** Under the header of a password everything counts but what stands for none. */
const isPassword = (value: string): boolean =>
  value.length >= 3 &&
  !/^(?:null|none|nil|true|false|yes|no|\*+|x+|-+|n\/a|string|n?varchar2?|char|text|required|optional|redacted|hidden|password)$|^[<[{$%]|[>\]}]$/i.test(
    value,
  );
