/** What the name of a field says about its value: the strongest evidence there is. */
import { memo } from '../../../kit/memo.ts';
import { keyName } from '../../text/keyname.ts';
import type { PiiType } from '../../types.ts';
import { labelOf } from '../labels/label.ts';

/** The type of the values under this key, or null. */
export function typeOfKey(key: string): PiiType | null {
  const label = labelOf(key);
  return label?.strength === 'sure' ? label.type : null;
}

/** Things that people own: under their plural, keys and listed strings that look like ids are ids. */
const OWNED =
  /^(?:(?:saved_|active_|past_|recent_|user_|customer_|open_|linked_)?(?:payment_methods?|payments?|accounts?|orders?|reservations?|bookings?|customers?|users?|members?|patients?|policies|subscriptions?|gift_cards?|certificates?|cards?|tickets?|invoices?|transactions?|claims?|contracts?))$/;

export const isOwnedCollection: (key: string) => boolean = memo((key) => OWNED.test(keyName(key)));

/** Objects that describe a person: a bare `name` inside is a person's. */
const PERSONAL =
  /^(?:(?:\w+_)?(?:users?|customers?|persons?|people|passengers?|contacts?|patients?|employees?|members?|guests?|travell?ers?|clients?|owners?|authors?|recipients?|senders?|cardholders?|profiles?|holders?|attendees?|students?|drivers?|tenants?|assignees?|reporters?|committers?|friends?|family|relatives?))$/;

export function isPersonal(key: string | undefined): boolean {
  return key !== undefined && namesPeople(key);
}

const namesPeople = memo((key) => PERSONAL.test(keyName(key)));
