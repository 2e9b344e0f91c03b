/** Whether a value looks like what its name promises. All of it reads a value's beginning only: callers cut it to `HEAD`. */
import { entropy } from './entropy.ts';
import type { AssignmentKind } from './names.ts';

/** Six letters in the order of the alphabet: samples are typed so, random text is not (26 ^ -5 a place). */
export function isTypedRow(value: string): boolean {
  return /abcdef|bcdefg|cdefgh|defghi|efghij|fghijk|ghijkl|hijklm|ijklmn|jklmno|klmnop|lmnopq|mnopqr|nopqrs|opqrst|pqrstu|qrstuv|rstuvw|stuvwx|tuvwxy|uvwxyz/i.test(
    value,
  );
}

/** What is looked at of a value; how far it reaches is another question. Twice a SHA-512 in hex. */
export const HEAD = 256;

/** Hosts, modules, files, versions, calls: values of names in code that are no secrets. */
function isCode(value: string): boolean {
  return (
    (/^[\w-]+(?:\.[\w-]{1,24})+$/.test(value) &&
      !/\.[\w-]*\d[A-Za-z]\d?[\w-]*[A-Z\d][\w-]*\./.test(value) &&
      !/^\d+\.\w{20,}/.test(value)) ||
    /^(?:\.{0,2}\/|~\/|[A-Za-z]:\\|https?:|file:|s3:|gs:|arn:|urn:)|:\/\/|\.(?:json|ya?ml|pem|p12|crt|cer|key|txt|env|py|js|ts|go|rb|java|php|html?|png|svg|xml|toml|cfg|ini|md)$/i.test(
      value,
    ) ||
    /[()[\]{}<>]|::|->|=>|\w\.\w+\(|^\w+\.\w+$|\.[A-Z_]{2,}\.|\/\.|^(?:self|this|args|req|request|config|settings|options|params|data|os|process)[.[]/.test(
      value,
    )
  );
}

/** Short words and numbers joined by dashes or underscores: names of resources, not random text. */
function isSlug(value: string): boolean {
  const parts = value.split(/[-_.:/]/);
  return (
    parts.length > 1 &&
    parts.every((part) => part.length <= 6 || /^[a-z]+$|^[A-Z][a-z]+$|^[A-Z]+$|^\d{1,12}$/.test(part))
  );
}

/** Runs of letters that can be words: a capital or none, two small letters and more, a vowel, no heap of consonants. */
const WORD_RUN = /[A-Z]?[a-z]{2,}/g;

/** Names of classes and variables are mostly words; random text is not. */
export function isWordy(value: string): boolean {
  let letters = 0;
  for (const run of value.match(WORD_RUN) ?? [])
    if (/[aeiouy]/i.test(run) && !/[^aeiouy]{5}/i.test(run)) letters += run.length;
  return letters >= value.length * 0.6;
}

export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** `took=1895ms` behind the word is a measure, no password. */
const MEASURE = /^\d+(?:\.\d+)?(?:[nmµ]?s|sec|min|h|[kmg]i?b|bytes|px|%)$/i;

/** Whether a value looks like what its name promises. */
export function isPlausible(value: string, kind: AssignmentKind, quoted: boolean): boolean {
  // Keys of frameworks use all of ASCII: `django-insecure-…`.
  if (quoted && value.length >= 24 && new Set(value.replace(/[\w.:=+/~ $-]/g, '')).size >= 4 && entropy(value) >= 4)
    return true;
  if (kind === 'password' && isLeet(value)) return true;
  if (isCode(value)) return false;
  return kind === 'password' ? isPassword(value, quoted) : isToken(value, kind);
}

/** Scripts that need an input method: nobody types a password in them, and user interfaces write sentences without spaces. */
export function isWide(value: string): boolean {
  return /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(value);
}

/** Dots part what a generator made, not the words of a member expression: digits within the letters on both sides of one. */
function isLeet(value: string): boolean {
  return (
    /^[\w-]{0,40}[A-Za-z]\d[A-Za-z][\w-]{0,40}\.[\w-]{0,40}[A-Za-z]\d[\w-]{0,40}$/.test(value) &&
    /[A-Z]/.test(value) &&
    !/^v?\d/.test(value)
  );
}

function isPassword(value: string, quoted: boolean): boolean {
  if (value.length < 6 || MEASURE.test(value) || isWide(value)) return false;
  if (!quoted && /^[A-Za-z_$][\w$]*$/.test(value) && value.length > 12 && isWordy(value)) return false;
  const digits = /\d/.test(value);
  if (!digits && /\w\/\w/.test(value)) return false;
  if (/^[\d.]+$/.test(value)) return quoted;
  if (value.length >= 12 && /[a-z][A-Z]/.test(value) && entropy(value) >= 3.3 && !isWordy(value)) return true;
  if (/^[a-z]+(?:[_-][a-z]+)*\d?$/i.test(value) || /^!{1,2}[a-z_][\w.]*$/i.test(value)) return false;
  const letters = /[A-Za-z]/.test(value);
  return (
    (digits && letters) || (/[^\w\s.-]/.test(value) && value.length >= 8 && hasSymbols(value, quoted, letters, digits))
  );
}

/** Signs make a password of what is in quotes, or of what has digits or the signs that people choose. */
function hasSymbols(value: string, quoted: boolean, letters: boolean, digits: boolean): boolean {
  return digits || (quoted ? letters : /[!@#$%^&*]/.test(value));
}

function isToken(value: string, kind: AssignmentKind): boolean {
  const letters = /[A-Za-z]/.test(value);
  // Colons part two things; tokens of services that hold one have rules of their own.
  if (value.length < 10 || !/\d/.test(value) || /[^\w.=+/~$-]/.test(value)) return false;
  if (UUID.test(value)) return kind === 'secret';
  if (!letters || isSlug(value) || isWordy(value)) return false;
  const bits = entropy(value);
  if (/^[0-9a-f]+$/i.test(value)) return bits >= 2.8 && value.length >= (kind === 'secret' ? 16 : 20);
  return bits >= (value.length >= 20 ? 3.5 : kind === 'secret' ? 3 : 3.2);
}

/**
 * Random text of capitals, small letters and digits: what speaks for itself behind a name that says little (`key`).
 * 3.9 bits are what 20 characters of base62 have at the least in 999 of 1,000; names in code and slugs have fewer.
 */
export function isRandom(value: string): boolean {
  return (
    value.length >= 20 &&
    /^[\w+/=-]+$/.test(value) &&
    /[a-z]/.test(value) &&
    /[A-Z]/.test(value) &&
    /\d/.test(value) &&
    entropy(value) >= 3.9 &&
    !isWordy(value) &&
    !isSlug(value) &&
    !/^[\w-]+\/[\w-]+\//.test(value)
  );
}
