/** Values assigned to telling names: `DB_PASSWORD='…'`, `api_key: …`, `"client_secret": "…"`. */
import { entropy } from './entropy.ts';
import { type AssignmentKind, KEY_OF, kindOfName } from './names.ts';

export interface Assignment {
  start: number;
  end: number;
  kind: AssignmentKind;
}

/** Words, in lower case, at which names are looked at. */
export const MARKS_OF_NAMES: readonly string[] = [
  'passw',
  'passphrase',
  'passcode',
  'pwd',
  '_pass',
  'secret',
  'token',
  'key',
  'cred',
  'auth',
];

const NAME_BEFORE = 48;
const NAME_AFTER = 40;
const MAX_VALUE = 256;
/** From the end of the name to the value: closing quote or bracket, operator, opening quote. */
const OPERATOR =
  /(?:[\\'"`\])]{0,3}[ \t]{0,16}|[\\'"`\]\s]{0,4})(?::[ \t]{0,2}[A-Za-z][\w<>.?]{0,24}[ \t]{0,2}=|[ \t]{1,2}[A-Za-z]\w{0,16}[ \t]{0,2}:?=|=>|:{1,3}=|[?|.+]=|\|\||={1,3}|[:,>(]|[ \t](?=['"]))[ \t]{0,16}(?:\n[ \t]{0,12})?(?:[bruf]{1,2}(?=["']))?(\\?["'`]{1,2}|[=(]['"]?)?/y;
/** A flag takes its value after a space: `--password hunter22`. */
const FLAG = /[ =]["']?/y;
const PROSE = /\s(?:is|was|to|=)\s["'`]?/y;
const STOP = /[\s'"`;,)<>\]}&|\\]/;

function isNameCode(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    code === 95 ||
    code === 45 ||
    code === 46
  );
}

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
function isWordy(value: string): boolean {
  let letters = 0;
  for (const run of value.match(WORD_RUN) ?? [])
    if (/[aeiouy]/i.test(run) && !/[^aeiouy]{5}/i.test(run)) letters += run.length;
  return letters >= value.length * 0.6;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** `took=1895ms` behind the word is a measure, no password. */
const MEASURE = /^\d+(?:\.\d+)?(?:[nmµ]?s|sec|min|h|[kmg]i?b|bytes|px|%)$/i;

/** Whether a value looks like what its name promises. */
function isPlausible(value: string, kind: AssignmentKind, quoted: boolean): boolean {
  // Keys of frameworks use all of ASCII: `django-insecure-…`.
  if (quoted && value.length >= 24 && new Set(value.replace(/[\w.:=+/~ $-]/g, '')).size >= 4 && entropy(value) >= 4)
    return true;
  if (isCode(value)) return false;
  return kind === 'password' ? isPassword(value, quoted) : isToken(value, kind);
}

function isPassword(value: string, quoted: boolean): boolean {
  if (value.length < 6 || value.length > 128 || MEASURE.test(value)) return false;
  if (!quoted && /^[A-Za-z_$][\w$]*$/.test(value) && value.length > 12 && isWordy(value)) return false;
  const digits = /\d/.test(value);
  if (!digits && /\w\/\w/.test(value)) return false;
  if (/^[\d.]+$/.test(value)) return quoted;
  if (quoted && value.length >= 12 && /[a-z][A-Z]/.test(value) && entropy(value) >= 3.3 && !isWordy(value)) return true;
  if (/^[a-z]+(?:[_-][a-z]+)*\d?$/i.test(value) || /^!{1,2}[a-z_]\w*$/i.test(value)) return false;
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

/** The value that begins at `from`, and whether it stands in quotes. */
function valueAt(text: string, from: number, quote: string | undefined): { end: number; quoted: boolean } | undefined {
  const mark = quote?.at(-1);
  const quoted = mark === '"' || mark === "'" || mark === '`';
  const limit = Math.min(text.length, from + MAX_VALUE);
  let end = from;
  if (quoted) {
    while (end < limit && text[end] !== mark && text[end] !== '\n' && !(text[end] === '\\' && text[end + 1] === mark))
      end++;
    if (end < text.length && text[end] === '\n') return undefined;
    return { end, quoted };
  }
  while (end < limit && !STOP.test(text[end]!)) end++;
  // A call, an index or a comparison is code, not a value.
  return text[end] === '(' || text[end] === '[' ? undefined : { end, quoted };
}

/** `"Password:"`: the quote after the operator closes the one before the name. Or `password=""`: nothing is assigned. */
function closesItself(text: string, from: number, operator: RegExpExecArray): boolean {
  if (/^(["'`])\1$/.test(operator[1] ?? '')) return true;
  const before = text[from - 1];
  return (
    (before === '"' || before === "'") && operator[1]?.at(-1) === before && !operator[0].slice(0, -1).includes(before)
  );
}

/** Names of the other half of a login, which make even a plain word beside them a password. */
const LOGIN = /\b(?:user(?:[_ ]?(?:name|id))?|login|uid|account|e-?mail|host(?:name)?)["']?\s{0,16}(?:=>?|:)/i;

/** A password of letters only: believed in an environment variable, said to be one in prose, or in quotes beside a user. */
function isSpoken(text: string, from: number, name: string, operator: string, said: string, quoted: boolean): boolean {
  if (!/^[a-z]{6,32}$/.test(said))
    return /^[A-Za-z]{6,32}$/.test(said) && /^[A-Z][A-Z\d_]{4,}$/.test(name) && operator.startsWith('=');
  if (/^[A-Z][A-Z\d_]{4,}$/.test(name) && operator.startsWith('=')) return true;
  return quoted && (/^ (?:is|was) /.test(operator) || LOGIN.test(text.slice(Math.max(0, from - 120), from)));
}

/** Where the value behind a name begins, and the quote that opens it. */
interface Opening {
  start: number;
  quote: string | undefined;
}

/** `NAME: `, `--name `, `the name is `; undefined when nothing is assigned to the name between `from` and `to`. */
function openingBehind(text: string, from: number, to: number): Opening | undefined {
  OPERATOR.lastIndex = to;
  const operator = OPERATOR.exec(text);
  if (operator)
    return closesItself(text, from, operator) ? undefined : { start: OPERATOR.lastIndex, quote: operator[1] };
  if (text.startsWith('--', from)) {
    FLAG.lastIndex = to;
    const flag = FLAG.exec(text);
    return flag ? { start: FLAG.lastIndex, quote: flag[0].slice(1) || undefined } : undefined;
  }
  PROSE.lastIndex = to;
  const prose = PROSE.exec(text);
  return prose ? { start: PROSE.lastIndex, quote: /["'`]$/.exec(prose[0])?.[0] } : undefined;
}

/** Cut off with dots, or a part of a sum: `"application:" + key`. */
function isPart(text: string, start: number, end: number, value: { end: number; quoted: boolean }): boolean {
  if (text.startsWith('...', value.end) || text[value.end] === '…') return true;
  if (/\.\.\.?$|…/.test(text.slice(start, value.end))) return true;
  return value.quoted && /^\\?["'`][ \t]{0,2}(?:\+|\. ?\$|<<)/.test(text.slice(end, end + 6));
}

/** The assignment whose name has its telling word at `at`. */
export function assignmentAt(text: string, at: number, length: number): Assignment | undefined {
  const { from, to } = nameAround(text, at, length);
  const opening = openingBehind(text, from, to);
  if (!opening) return undefined;
  const { start, quote } = opening;
  const name = text.slice(from, to);
  const kind = kindOfName(spaced(text, from) + name);
  const value = kind && valueAt(text, start, quote);
  if (!value) return undefined;
  let { end } = value;
  if (!value.quoted && kind !== 'password') while (end > start && /[.:!?]/.test(text[end - 1]!)) end--;
  const said = text.slice(start, end);
  if (said.length < 4 || (value.quoted && /\s/.test(said)) || isPart(text, start, end, value)) return undefined;
  const spoken = kind === 'password' && isSpoken(text, from, name, text.slice(to, start), said, value.quoted);
  return spoken || isPlausible(said, kind, value.quoted) ? { start, end, kind } : undefined;
}

/** The whole name around a telling word. */
function nameAround(text: string, at: number, length: number): { from: number; to: number } {
  let from = at;
  const least = Math.max(0, at - NAME_BEFORE);
  while (from > least && isNameCode(text.charCodeAt(from - 1))) from--;
  let to = at + length;
  const most = Math.min(text.length, to + NAME_AFTER);
  while (to < most && isNameCode(text.charCodeAt(to))) to++;
  return { from, to };
}

/** Random text a few words after the name, in the same line: `… access key we were given is `wJal…``. */
const NEARBY =
  /[\w-]{0,24}(?=[\s`"'*])[A-Za-z ,`'"*()]{1,48}(?::[ `"'*]{0,3})?(?<![\w/+.=-])([A-Za-z0-9+/_-]{24,200}={0,2})(?![\w/+.-])/y;

/** A secret said rather than assigned: `the API key we got was …`. */
export function mentionAt(text: string, at: number, length: number): Assignment | undefined {
  NEARBY.lastIndex = at + length;
  const value = NEARBY.exec(text)?.[1];
  if (
    !value ||
    !/[a-z]/.test(value) ||
    !/[A-Z]/.test(value) ||
    !/\d/.test(value) ||
    isWordy(value) ||
    /^[\w-]+\/[\w-]+\//.test(value) ||
    entropy(value) < 4
  )
    return undefined;
  let from = at;
  while (from > 0 && at - from < NAME_BEFORE && isNameCode(text.charCodeAt(from - 1))) from--;
  let to = at + length;
  while (to < text.length && to - at < NAME_AFTER && isNameCode(text.charCodeAt(to))) to++;
  const kind = kindOfName(spaced(text, from) + text.slice(from, to));
  const end = NEARBY.lastIndex;
  return kind ? { start: end - value.length, end, kind } : undefined;
}

/** The word before a name of one word: `secret key`, `api token`. */
function spaced(text: string, from: number): string {
  const before = /([A-Za-z]{2,12}) $/.exec(text.slice(Math.max(0, from - 13), from));
  return before && KEY_OF.has(before[1]!.toLowerCase()) ? `${before[1]} ` : '';
}

/** The whole value of a JSON key. Here the name alone decides for passwords: nothing else can stand there. */
export function valueOfKey(key: string, value: string): Assignment | undefined {
  const kind = kindOfName(key);
  if (!kind || value.length > 4096) return undefined;
  const start = value.length - value.trimStart().length;
  const end = value.trimEnd().length;
  const said = value.slice(start, end);
  if (said.length < 4 || /\n/.test(said)) return undefined;
  if (kind === 'password') return /\s.*\s/.test(said) || isCode(said) ? undefined : { start, end, kind };
  if (/\s/.test(said)) return undefined;
  return isPlausible(said.slice(0, MAX_VALUE), kind, true) ? { start, end, kind } : undefined;
}
