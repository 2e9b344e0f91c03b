/** Values under telling keys in JSON: `email`, `user_id`, `dob`, `address1`, `first_name` … */

import { keyName } from '../../text/keyname.ts';
import type { PiiType } from '../../types.ts';
import type { Detector, Finding, TextUnit } from '../detector.ts';
import { isMachineAccount } from '../logins/accounts.ts';
import { W, wordFlags } from '../prose/words.ts';
import { isOwnedCollection, isPersonal, typeOfKey } from './keys.ts';
import { fits, isLocator, looksLikeId } from './values.ts';

export const structuredDetector: Detector = { name: 'structured', detect };

/** Keys of JSON Schema, and operators of filters, that hold a value of the property above them. */
const EXAMPLES = new Set(
  'default example examples const enum value contains equals eq startsWith starts_with endsWith like ilike $eq $in $regex _eq _ilike'.split(
    ' ',
  ),
);
const NONE: Finding[] = [];

function detect(unit: TextUnit): Finding[] {
  if (unit.kind === 'key') return keyFinding(unit);
  if (unit.kind !== 'value' || unit.key === undefined || unit.text.length > 300) return NONE;
  const value = unit.text.trim();
  if (value === '') return NONE;
  const path = unit.path ?? [];
  const own = EXAMPLES.has(unit.key) ? path[path.length - 2] : unit.key;
  if (own === undefined) return NONE;
  const type = typeIn(own, path, value);
  if (!type) return NONE;
  const start = unit.text.indexOf(value);
  return [
    {
      start,
      end: start + value.length,
      type,
      detector: structuredDetector.name,
      rule: keyName(own),
      confidence: type === 'PERSON' || type === 'USERNAME' ? 0.95 : 0.9,
      evidence: `key:${keyName(own)}`,
    },
  ];
}

const DISPLAYED = new Set(['display_name', 'nickname', 'owner_name', 'sender_name', 'member_name']);

/** One of the words is a name and no ordinary word. */
function hasName(value: string): boolean {
  return value.split(/[^\p{L}'’-]+/u).some((word) => {
    const flags = wordFlags(word);
    return Boolean(flags & (W.GIVEN | W.FAMILY)) && !(flags & (W.COMMON | W.KNOWN | W.UPPER));
  });
}

/** What documents and forms write where a login goes. */
const FILLER = /^(?:(?:your|my)[._-].*|current|required|optional)$/i;

function typeIn(key: string, path: readonly string[], value: string): PiiType | undefined {
  const type = typeOfKey(key);
  // Companies and channels are displayed under a name too.
  if (type === 'PERSON' && DISPLAYED.has(keyName(key)) && !hasName(value)) return undefined;
  if (type && fits(type, value)) {
    // An id that is a number belongs to an account; a login has letters.
    if (type === 'USERNAME' && /^\d+$/.test(value)) return value.length >= 4 ? 'ACCOUNT_ID' : undefined;
    // `{ user: 'postgres' }`, `{ user: 'your_database_user' }`, `{ user: 'required' }`
    return type === 'USERNAME' && (isMachineAccount(value) || FILLER.test(value)) ? undefined : type;
  }
  const above = path[path.length - 2];
  const name = keyName(key);
  if (name === 'name' && isPersonal(above) && fits('PERSON', value)) return 'PERSON';
  if (name === 'id' && (isPersonal(above) || path.slice(0, -1).some(isOwnedCollection)) && looksLikeId(value))
    return 'ACCOUNT_ID';
  if (isOwnedCollection(key) && (looksLikeId(value) || isLocator(value))) return 'ACCOUNT_ID';
  return undefined;
}

/** `"payment_methods": {"credit_card_4421486": …}`: the key is the id. */
function keyFinding(unit: TextUnit): Finding[] {
  if (unit.key === undefined || !isOwnedCollection(unit.key) || !looksLikeId(unit.text)) return NONE;
  const range = { start: 0, end: unit.text.length };
  return [
    {
      ...range,
      type: 'ACCOUNT_ID',
      detector: structuredDetector.name,
      rule: 'key',
      confidence: 0.85,
      evidence: 'object key',
    },
  ];
}
