/** How a value is written behind a label, by type: where it ends when no quote and no line end says so. */

import type { PiiType } from '../../types.ts';
import { isMachineAccount } from '../logins/accounts.ts';
import { isDate } from '../patterns/checksums.ts';
import { PARTICLES } from '../prose/names.ts';
import { W, wordFlags } from '../prose/words.ts';
import { fits } from '../structured/values.ts';
import { labelOf } from './label.ts';
import { isBareName, isNamed } from './named.ts';

/** A date as people write it: `17.09.1958`, `4 maggio 1971`, `June 9, 1983`, `1971年5月4日`. All parts bounded. */
const DATE =
  /(?:\d{1,4}[-/.] ?\d{1,2}[-/.] ?\d{1,4}|\d{1,2}(?:st|nd|rd|th|er|[.ºª])?[ -](?:of |de |d')?\p{L}{3,12}\.?,?[ -](?:de |del )?\d{2,4}|\p{L}{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{4}, ?\d{1,2}, ?\d{1,2}|(?:19|20)\d{6})(?:T[\d:.]{5,12}Z?)?(?![\p{L}\d])|\d{4}[年년] ?\d{1,2}[月월] ?\d{1,2}[日일]/uy;
const ID = /[A-Z0-9](?:[A-Z0-9]|[ ./-](?=[A-Z0-9])){3,30}(?![\p{L}\d])/uy;
const NUMBER = /\d(?:[\dX*•]|[ -](?=[\dX*•])){3,26}(?![\p{L}\d])/uy;
/** Capitalised words of one line, joined by single spaces; particles count where a capital follows. */
const NAME =
  /\p{Lu}[\p{L}\p{M}'’ʼ-]{0,30}\.?(?:,? (?:(?:von|van|der|den|de|del|della|di|da|dos|du|la|le|bin|al|zu|y)\s){0,2}\p{Lu}[\p{L}\p{M}'’ʼ-]{0,30}\.?){0,4}|[\p{Script=Han}々]{1,4}[ \u3000][\p{Script=Han}々]{1,4}|[\p{Script=Han}々]{2,4}?(?=来自|今年|住在|是|$|[^\p{Script=Han}々])|[\p{Script=Han}々]{2,3}|[\p{Script=Katakana}\p{Script=Hiragana}ー]{2,8}(?:[ ・][\p{Script=Katakana}\p{Script=Hiragana}ー]{2,8})?|[\uac00-\ud7af]{2,4}?(?=입니다|이에요|예요|이고|이며|라고|님|씨|$|[^\uac00-\ud7af])|[\uac00-\ud7af]{2,3}/uy;

const VALUE: Readonly<Partial<Record<PiiType, RegExp>>> = {
  PERSON: NAME,
  DATE_OF_BIRTH: DATE,
  EMAIL: /[\w.+-]{1,64}@[\w.-]{3,120}\w/y,
  PHONE: /[+(]?\d(?:\d|[ ()./-]{1,2}(?=[\d(])){5,24}(?![\p{L}\d])/uy,
  USERNAME: /@?[A-Za-z][\w.-]{1,40}[A-Za-z0-9]/y,
  ACCOUNT_ID: /#?(?=[\w./-]{0,30}\d)[A-Z0-9][\w./-]{2,38}[A-Za-z0-9]/y,
  GOV_ID: ID,
  PASSPORT: ID,
  DRIVER_LICENSE: ID,
  CREDIT_CARD: NUMBER,
  IBAN: /[A-Z]{2}\d\d(?: ?[A-Z0-9]{2,4}){3,8}/y,
  BANK_ACCOUNT: NUMBER,
  POSTAL_CODE:
    /(?:〒 ?)?(?:\d{3}[-–]\d{4}|\d{2}-\d{3}|\d{5}(?:-\d{3,4})?|\d{4} ?[A-Z]{2}|\d{4}|\d{6}|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d)(?![\p{L}\d-])/uy,
  IP_ADDRESS: /(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/y,
  MAC_ADDRESS: /[\dA-Fa-f]{2}(?:[:-][\dA-Fa-f]{2}){5}(?![\w:-])/y,
};

/** Honorifics that are written behind a name and are no part of it, and the full stop of its sentence. */
const BEHIND = /(?:さん|さま|様|氏|殿|先生|女士|小姐|님|씨)$|(?<=\p{L}{3})\.$/u;

/**
 * @param whole the value is all that stands between quotes or in a cell: it must be read to its end
 * @returns the end of the value that begins at `at`, or undefined when nothing there can be one
 */
export function valueEnd(type: PiiType, text: string, at: number, limit: number, whole: boolean): number | undefined {
  const pattern = VALUE[type];
  if (!pattern) return undefined;
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  if (!match) return undefined;
  const raw =
    type === 'PERSON' && !whole ? untilLabel(text, at, match[0].slice(0, limit - at)) : match[0].slice(0, limit - at);
  if (whole && match[0].trimEnd().length < limit - at && type !== 'PERSON') return undefined;
  const value = (type === 'PERSON' ? raw.replace(BEHIND, '') : raw).trimEnd();
  const is = whole && type === 'PERSON' ? value.length === limit - at && isBareName(value) : isValue(type, value);
  return is ? at + value.length : undefined;
}

/** The point of a sentence, not of an initial or `Jr.`. */
const SENTENCE_END = /(?<=\p{L}{4})\. /u;
/** From a comma on to the sign of a label: longer than most labels of two or three words. */
const NEXT_LABEL = /^, ?([\p{L} ]{2,24}) ?[:：=]/u;

/** `Heike, Nachname: Lüdemann`, `Heike, Last name: …`, `欧阳晓 电话：…`: what a sign follows is the next label. */
function untilLabel(text: string, at: number, matched: string): string {
  const point = matched.search(SENTENCE_END);
  const name = point > 0 ? matched.slice(0, point) : matched;
  const comma = name.lastIndexOf(',');
  const label = comma > 0 ? NEXT_LABEL.exec(text.slice(at + comma, at + comma + 28))?.[1] : undefined;
  if (label && labelOf(label.trim())) return name.slice(0, comma);
  const apart = Math.max(name.lastIndexOf(','), name.trimEnd().lastIndexOf(' '), name.lastIndexOf('\u3000'));
  const next = at + name.length;
  return apart > 0 && /^ ?[:：=]/.test(text.slice(next, next + 2)) ? name.slice(0, apart).replace(/,$/, '') : name;
}

/** A whole value, trimmed, under a sure label of this type. */
export function isValue(type: PiiType, value: string): boolean {
  if (type === 'PERSON') return isNamed(value);
  if (type === 'USERNAME') return isLogin(value);
  if (type === 'DATE_OF_BIRTH') return isBirthDate(value);
  if (type === 'ADDRESS') return isAddress(value);
  if (type === 'EMAIL') return MAILBOX.test(value);
  return fits(type, value);
}

const MAILBOX = /^[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}$/;
/** What programs read a login from, what documentation writes for one, and words that begin a sentence. */
const NO_LOGIN =
  /^[\d._-]+$|\.(?:py|js|ts|go|rb|name|id|java|sh|value|text|username|login|com|org|net)$|^(?:req|request|self|this|ctx|os|process|args|config|event|e|data|response|res|user|state|props|params|form|session|settings|env)[._]|^(?:your|my|the|new|some|test|example)[._-]|^(?:will|may|can|grant|mark|art|hope|grace|faith|bill|rich|guy|sunny)$/i;

/** A login as systems give them: small letters, no service account, no word of a form or a sentence. */
function isLogin(value: string): boolean {
  const name = value.replace(/^@/, '');
  if (
    !fits('USERNAME', name) ||
    labelOf(name) ||
    /\.[A-Z]/.test(name) ||
    isMachineAccount(name) ||
    NO_LOGIN.test(name) ||
    !/[A-Za-z]/.test(name)
  )
    return false;
  if (/[\d._-]/.test(name)) return true;
  const flags = wordFlags(name);
  return /^[a-z]+$/.test(name) && (!(flags & (W.COMMON | W.KNOWN)) || Boolean(flags & W.GIVEN));
}

/** Years of people now alive, and a day that exists where the parts are numbers. */
function isBirthDate(value: string): boolean {
  DATE.lastIndex = 0;
  if (DATE.exec(value)?.[0].length !== value.length) return false;
  const parts = value.split(/\D+/).filter(Boolean).map(Number);
  const [a = 0, b = 0, c = 0] = parts;
  // `4.2.0` is a version: a year has two digits at least.
  if (!/\d{4}/.test(value) && !/\D\d\d$/.test(value)) return false;
  if (parts.length === 1)
    return value.length === 8 ? isDate(Math.floor(a / 10_000), Math.floor(a / 100) % 100, a % 100) : false;
  return parts.length < 3 || isDate(a, b, c) || isDate(c, b, a) || isDate(c, a, b);
}

/** A street with a number, in whatever order; no host, no pointer, no template. */
function isAddress(value: string): boolean {
  if (!fits('ADDRESS', value) || value.length < 5) return false;
  if (!/\d/.test(value) || !/\p{L}{3}/u.test(value) || /[\\$^*~{}|=<>:]/.test(value)) return false;
  // `Fix issue 42 in the parser` is a sentence: an address has few small words.
  const small = value
    .split(/[\s,]+/)
    .filter((word) => /^\p{Ll}{2,}$/u.test(word) && !PARTICLES.has(word) && !(wordFlags(word) & W.STREET));
  if (small.length > 1 || (small.length === 1 && /^\p{Lu}\p{Ll}+ \p{Ll}+ \d/u.test(value))) return false;
  return !/^0x|:\/\/|^[\w.-]+:\d+$|^[\d.:/]+$|[\w.-]+@|^\S+$/.test(value) || /[\u3040-\u9fff\uac00-\ud7af]/.test(value);
}
