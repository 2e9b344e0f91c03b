/** An identifier that someone typed, as the keyed hashes under which redaction knows it. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { UserError } from '../../kit/errors.ts';
import type { Key } from '../../kit/key.ts';
import { W, wordFlags } from '../../redact/detect/prose/words.ts';
import { COMMON_NAME_WORDS } from '../../redact/plan/commonwords.ts';
import { nameWords } from '../../redact/plan/people.ts';
import { Hashes, normalTokens } from '../../redact/plan/values.ts';

export interface Identity {
  /** As `Redaction.value`. */
  values: Set<string>;
  /** As `Redaction.subject`. */
  subjects: Set<string>;
  /** False for a single word of a name: too many people bear it to follow its links. */
  links: boolean;
}

/** `value`: an e-mail address, user id, phone number, full name … in any spelling. Throws UserError when it is too short to tell. */
export function identify(value: string, key: Key): Identity {
  const hashes = new Hashes(key);
  const joined = normalTokens(value).join('');
  if (joined.length < 3)
    throw new UserError('the subject is too short to tell a person by', 'Give an e-mail address, an id, a full name …');
  const values = new Set<string>();
  const subjects = new Set<string>();
  for (const form of spellings(value)) {
    values.add(hashes.value(form));
    subjects.add(hashes.subject(`id:${normalTokens(form).join('')}`));
  }
  const isName = /\p{L}/u.test(value) && !/[\d@_]/.test(value);
  const names = isName ? nameForms(value) : [];
  for (const words of names) {
    values.add(hashes.value(words.join(' ')));
    subjects.add(hashes.subject(`person:${words.join(' ')}`));
  }
  return { values, subjects, links: !isName || names.some((words) => words.length > 1) };
}

/** A name in the order it was typed, and turned round: logs write `Keller, Maria` as well. Titles do not count. */
function nameForms(value: string): (readonly string[])[] {
  const words = nameWords(value);
  const [last, first] = value.split(',').map((part) => part.trim());
  if (first) return [nameWords(`${first} ${last}`), words];
  if (words.length < 2 || words.every(isOrdinary)) return [words];
  return [words, [words.at(-1) ?? '', ...words.slice(0, -1)]];
}

/** `Will`, `Brown`, `all`: words that mean nobody by themselves, nor in another order. */
export function isOrdinary(word: string): boolean {
  const flags = wordFlags(word);
  return COMMON_NAME_WORDS.has(word) || ((flags & (W.COMMON | W.KNOWN)) !== 0 && !(flags & (W.GIVEN | W.FAMILY)));
}

/** As typed; and a phone number as logs write it: with and without its country and its separators. */
export function spellings(value: string): string[] {
  const phone = /^\+?[\d\s()./-]{7,24}$/.test(value)
    ? parsePhoneNumberFromString(value.replace(/^\s*00/, '+'))
    : undefined;
  if (!phone?.isValid()) return [value];
  const digits = phone.number.slice(1);
  return [value, phone.number, digits, `00${digits}`, phone.formatNational(), phone.formatInternational()];
}
