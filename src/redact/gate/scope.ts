/**
 * In whose rows a hidden value is looked for. What found it in one session proves nothing about another, unless the value itself
 * is proof: a mistake made once must not be repeated in every row of the run.
 */
import { piiFacts } from '../../model/pii.ts';
import type { Mention } from '../plan/mention.ts';
import { propagates } from '../plan/propagate.ts';
import { USER_DETECTORS } from '../policy.ts';
import { tokens } from '../text/tokens.ts';
import type { PiiType } from '../types.ts';

/** `none`: the value is not looked for at all. */
export type Scope = 'none' | 'session' | 'run';

/** Below this a detector only guesses: the policy hides on a guess, but no other place is judged by it. */
const SURE = 0.5;

/** What a label says has .7 and more. */
const PROVEN = 0.7;

/** Street and house number with a postal code or a long number: `4 Elm Street` is in many towns, and `4. Divide both` in many answers. */
const ADDRESS_WORDS = 4;
/** Digits that chance does not repeat among the ids of a run: five give a hundred thousand. */
const ID_DIGITS = 5;
/** `W0000000` and `A12121212` are examples. */
const DISTINCT_DIGITS = 3;
/** Shortest number that is a whole telephone number with its country or area. */
const PHONE_DIGITS = 9;

export function scopeOf({ type, text, action, detector, rule, confidence }: Omit<Mention, 'unit' | 'also'>): Scope {
  const { gate } = piiFacts(type);
  if (action === 'keep' || gate === 'none' || confidence < SURE || !propagates(type, text, detector)) return 'none';
  // A plain web address is hidden by `strict` where it stands; elsewhere it may be a method call or a public site.
  if (type === 'URL' && (rule === 'plain' || rule === 'public' || !text.includes('://'))) return 'none';
  if (gate === 'session') return 'session';
  if (USER_DETECTORS.has(detector)) return 'run';
  return confidence >= PROVEN && isProof(type, text, rule) ? 'run' : 'session';
}

/** True when the value cannot well be anything but what it was taken for, wherever it stands. */
function isProof(type: PiiType, text: string, rule: string | undefined): boolean {
  switch (type) {
    case 'EMAIL':
    case 'IBAN':
    case 'CREDIT_CARD':
    case 'MAC_ADDRESS':
    case 'URL':
      return true;
    // Four small numbers are a version or a list as well; an address that is one is found by its shape in any row.
    case 'IP_ADDRESS':
      return text.includes(':');
    case 'SECRET':
      return isStrange(text);
    case 'PHONE':
      return isWrittenPhone(text);
    case 'ADDRESS':
      return tokens(text).length >= ADDRESS_WORDS && /\d{4}/.test(text);
    // A folder's name and a handle are words that others use too; a login that a system made of a name and a number is not.
    case 'USERNAME':
      return rule !== 'folder' && rule !== 'handle' && isMadeUpId(text);
    default:
      return isMadeUpId(text);
  }
}

/**
 * Letters and enough digits: `mia_li_3668` has too few, `zk_omega_90210` and `W2378156` do not. Digits alone are any number, and
 * `W0000000` is what a manual shows.
 */
function isMadeUpId(text: string): boolean {
  const digits = text.match(/\d/g) ?? [];
  return digits.length >= ID_DIGITS && new Set(digits).size >= DISTINCT_DIGITS && /\p{L}/u.test(text);
}

/** A password of one or two words, or of digits, is in other texts too. */
const isStrange = (text: string): boolean =>
  /\p{L}/u.test(text) && (/\d/.test(text) || text.length >= 20 || tokens(text).length >= 4);

/** With its country code, or in groups, as numbers of things are not written. */
const isWrittenPhone = (text: string): boolean =>
  (text.match(/\d/g)?.length ?? 0) >= PHONE_DIGITS && (text.startsWith('+') || tokens(text).length >= 3);
