/** Values assigned to telling names: `DB_PASSWORD='…'`, `api_key: …`, `"client_secret": "…"`. */
import { entropy } from './entropy.ts';
import { type AssignmentKind, isWeakName, KEY_OF, kindOfName } from './names.ts';
import { PASSWORD_KEY_MARKS } from './password-words.ts';
import { HEAD, isPlausible, isRandom, UUID } from './plausible.ts';
import { openEnd } from './rule.ts';
import { type Runs, type Stops, stops } from './runs.ts';
import { TECHNICAL } from './sentence.ts';
import { isSetting } from './settings.ts';

export interface Assignment {
  start: number;
  end: number;
  kind: AssignmentKind;
}

/** Words, in lower case, at which names are looked at. */
export const MARKS_OF_NAMES: readonly string[] = [
  'pass',
  'pwd',
  'pw:',
  'pw=',
  'pw"',
  'secret',
  'token',
  'key',
  'cred',
  'auth',
  '_pat',
  'sig=',
  ...PASSWORD_KEY_MARKS,
];

const NAME_BEFORE = 48;
const NAME_AFTER = 40;
/** From the end of the name to the value: closing quote or bracket, operator, opening quote. */
const OPERATOR =
  /(?:[\\'"`\])]{0,3}[ \t]{0,16}|[\\'"`\]\s]{0,4})(?::[ \t]{0,2}[A-Za-z][\w<>.?]{0,24}[ \t]{0,2}=|[ \t]{1,2}[A-Za-z]\w{0,16}[ \t]{0,2}:?=|=>|:{1,3}=|[?|.+]=|\|\||={1,3}|[:,>(]|[ \t](?=['"]))[ \t]{0,16}(?:\n[ \t]{0,12})?(?:[bruf]{1,2}(?=["']))?(\\?["'`]{1,2}|[=(]['"]?)?/y;
/** A flag takes its value after a space: `--password hunter22`. */
const FLAG = /[ =]["']?/y;
const PROSE = /\s(?:is|was|to|=)\s["'`]?/y;
const BARE = stops('\'"`;,)<>]}&|\\');
/** What people type behind `password: ` or `the password is ` has all signs but quotes; what closes a sentence is taken off again. */
const TYPED = stops('"`');
const QUOTES: Readonly<Record<string, Stops>> = {
  '"': stops('"'),
  "'": stops("'"),
  '`': stops('`'),
};

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

/** The value behind an opening. `style` is what stands between the name and it. */
interface Value {
  end: number;
  quoted: boolean;
}

type Style = 'typed' | 'query' | 'bare';

/** Backslashes in a row before `at`. */
function backslashes(text: string, at: number): number {
  let n = 0;
  while (text.charCodeAt(at - 1 - n) === 92) n++;
  return n;
}

/** How many escaped quotes a value may hold: a bound on the work, far above what values have. */
const MAX_ESCAPED = 100;

/** The closing quote of a value in quotes; one behind a backslash closes only what such a one has opened. Lines end all. */
function closingQuote(runs: Runs, from: number, quote: string): number | undefined {
  const mark = quote.at(-1) ?? '';
  const escaped = quote.startsWith('\\');
  let end = from;
  for (let i = 0; i < MAX_ESCAPED; i++) {
    end = runs.end(end, QUOTES[mark] ?? BARE);
    const code = runs.text[end];
    if (code === undefined) return end;
    if (code !== mark) {
      // White space within the quotes: the rest of the line decides what it is.
      if (code === '\n' || code === '\r') return undefined;
      end++;
      continue;
    }
    if (escaped) return end - (backslashes(runs.text, end) > 0 ? 1 : 0);
    if (backslashes(runs.text, end) % 2 === 0) return end;
    end++;
  }
  return undefined;
}

/** The value that begins at `from`, and whether it stands in quotes. */
function valueAt(runs: Runs, from: number, quote: string | undefined, style: Style): Value | undefined {
  const { text } = runs;
  const mark = quote?.at(-1);
  if (quote && (mark === '"' || mark === "'" || mark === '`')) {
    const end = closingQuote(runs, from, quote);
    return end === undefined ? undefined : { end, quoted: true };
  }
  if (style === 'typed') return { end: withoutClosing(text, from, runs.end(from, TYPED)), quoted: false };
  let end = runs.end(from, BARE);
  // Behind `?` or `&` the ampersand begins the next parameter; elsewhere only a name and `=`, another one or a space say so.
  for (let i = 0; style === 'bare' && text[end] === '&' && i < MAX_ESCAPED; i++) {
    AMPERSAND.lastIndex = end;
    if (!AMPERSAND.test(text)) break;
    end = runs.end(end + 1, BARE);
  }
  // A call, an index or a comparison is code, not a value.
  return text[end] === '(' || text[end] === '[' ? undefined : { end, quoted: false };
}

/** An ampersand within a password. */
const AMPERSAND = /&(?![&\s"']|$|[\w.[\]%-]{1,40}=|[a-z]{2,6};)\S/y;

/** What closes a sentence, a bracket around it or a tag behind it is no part of a typed value. */
function withoutClosing(text: string, from: number, end: number): number {
  const head = text.slice(from, Math.min(end, from + HEAD));
  const tag = /<[/a-z]/i.exec(head);
  if (tag) return from + tag.index;
  let to = end;
  while (to > from && /[,;:)\]}'…]/.test(text[to - 1]!)) {
    const opener = OPENER[text[to - 1]!];
    if (opener && head.includes(opener)) break;
    to--;
  }
  return to;
}

const OPENER: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', "'": "'" };

/** `"Password:"`: the quote after the operator closes the one before the name. Or `password=""`: nothing is assigned. */
function closesItself(text: string, from: number, operator: RegExpExecArray): boolean {
  if (/^(["'`])\1$/.test(operator[1] ?? '')) return true;
  const before = text[from - 1];
  return (
    (before === '"' || before === "'") && operator[1]?.at(-1) === before && !operator[0].slice(0, -1).includes(before)
  );
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
  // Java's and PowerShell's flags have one dash: `-Password X`.
  if (text.startsWith('--', from) || (text[from] === '-' && /\s/.test(text[from - 1] ?? ' '))) {
    FLAG.lastIndex = to;
    const flag = FLAG.exec(text);
    return flag ? { start: FLAG.lastIndex, quote: flag[0].slice(1) || undefined } : undefined;
  }
  PROSE.lastIndex = to;
  const prose = PROSE.exec(text);
  return prose ? { start: PROSE.lastIndex, quote: /["'`]$/.exec(prose[0])?.[0] } : undefined;
}

/** Cut off with dots, or a part of a sum: `"application:" + key`. */
function isPart(text: string, start: number, end: number, value: Value): boolean {
  if (text.startsWith('...', value.end) || text[value.end] === '…') return true;
  if (/\.\.\.?$|…/.test(text.slice(Math.max(start, value.end - HEAD), value.end))) return true;
  return value.quoted && /^\\?["'`][ \t]{0,2}(?:\+|\. ?\$|<<)/.test(text.slice(end, end + 6));
}

function kindBefore(text: string, from: number, name: string): AssignmentKind | 'weak' | undefined {
  return kindOfName(spaced(text, from) + name) ?? (isWeakName(name) ? 'weak' : undefined);
}

/** The assignment whose name has its telling word at `at`. */
export function assignmentAt(runs: Runs, at: number, length: number): Assignment | undefined {
  const { text } = runs;
  const { from, to } = nameAround(text, at, length);
  const name = text.slice(from, to);
  const kind = kindBefore(text, from, name);
  const opening = kind && openingBehind(text, from, to);
  if (!opening) return undefined;
  const { start, quote } = opening;
  const operator = text.slice(to, start);
  const value = valueAt(runs, start, quote, styleOf(text, from, operator, kind));
  if (!value) return undefined;
  let { end } = value;
  if (!value.quoted && kind !== 'password') while (end > start && /[.:!?]/.test(text[end - 1]!)) end--;
  const said = text.slice(start, Math.min(end, start + HEAD));
  if (said.length < 4 || (value.quoted && /\s/.test(said)) || isPart(text, start, end, value)) return undefined;
  if (kind === 'weak') return isRandom(said) || isOneCaseToken(name, said) ? { start, end, kind: 'key' } : undefined;
  if (/^ (?:is|was|to|=) /.test(operator) && TECHNICAL.test(said)) return undefined;
  // Superclasses and parameters: `class PasswordStore(BaseStore)`.
  if (kind === 'password' && !value.quoted && operator.includes('(') && !/\d/.test(said)) return undefined;
  const sure =
    kind === 'password'
      ? isSetting(text, { from, start, end, name, operator, said, quoted: value.quoted })
      : isNamedKey(name, said);
  return sure || isPlausible(said, kind, value.quoted) ? { start, end, kind } : undefined;
}

/** `FOO_PAT=` also names patterns: what one case of letters holds must have digits all through. */
function isOneCaseToken(name: string, said: string): boolean {
  return (
    /pat$/i.test(name) && /^[a-z\d]{20,}$/.test(said) && (said.match(/\d/g)?.length ?? 0) >= 4 && entropy(said) >= 3.4
  );
}

/** `?password=a&b=c`, `password: a&b`, `PASSWORD=a&b`. */
function styleOf(text: string, from: number, operator: string, kind: AssignmentKind | 'weak'): Style {
  const before = text[from - 1];
  if (kind !== 'password' || before === '?' || before === '&') return 'query';
  return /^(?:["'\])}]{0,2}:[ \t]+| (?:is|was|to|=) )$/.test(operator) ? 'typed' : 'bare';
}

/** Values that a name with `api` or in capitals makes certain: ids as keys, and the notation of frameworks. */
function isNamedKey(name: string, said: string): boolean {
  if (/^base64:[\w+/]{20,}={0,2}$/.test(said)) return true;
  return UUID.test(said) && (/api|access|secret|auth/i.test(name) || /^[A-Z][A-Z\d_]+$/.test(name));
}

/** The whole name around a telling word. */
function nameAround(text: string, at: number, length: number): { from: number; to: number } {
  let from = at;
  const least = Math.max(0, at - NAME_BEFORE);
  while (from > least && isNameCode(text.charCodeAt(from - 1))) from--;
  let to = at + length;
  // Marks of short names carry what stands behind them.
  if (!isNameCode(text.charCodeAt(to - 1))) return { from, to: to - 1 };
  const most = Math.min(text.length, to + NAME_AFTER);
  while (to < most && isNameCode(text.charCodeAt(to))) to++;
  return { from, to };
}

/** Random text a few words after the name, in the same line: `… access key we were given is `wJal…``. */
const NEARBY =
  /[\w-]{0,24}(?=[\s`"'*])[A-Za-z ,`'"*()]{1,48}(?::[ `"'*]{0,3})?(?<![\w/+.=-])([A-Za-z0-9+/_-]{24,200})/y;
const REST_OF_VALUE = openEnd('A-Za-z0-9+/_-');

/** `my OpenAI key`, `an API key`: what makes a plain word behind it, and hex, a secret. */
const OWNED =
  /(?:\b(?:my|our|your|new|live|prod(?:uction)?|api|secret|access)|[A-Z][a-z]*[A-Z]\w*|[A-Z][a-z]{2,16}) (?:api |secret )?$/;

/** A secret said rather than assigned: `the API key we got was …`. */
export function mentionAt({ text }: Runs, at: number, length: number): Assignment | undefined {
  const { from, to } = nameAround(text, at, length);
  const name = text.slice(from, to);
  const kind = kindOfName(spaced(text, from) + name) ?? (/^keys?$/i.test(name) ? 'weak' : undefined);
  if (!kind) return undefined;
  NEARBY.lastIndex = at + length;
  const head = NEARBY.exec(text)?.[1];
  if (!head) return undefined;
  const start = NEARBY.lastIndex - head.length;
  const end = REST_OF_VALUE(text, NEARBY.lastIndex);
  if (/[\w/+.-]/.test(text[end] ?? '') && !/^\.(?:\s|$)/.test(text.slice(end, end + 2))) return undefined;
  const owned = /[0-9a-f]{32,}$/.test(head) && OWNED.test(text.slice(Math.max(0, from - 32), from));
  if (!owned && !(isRandom(head) && entropy(head) >= 4)) return undefined;
  return { start, end, kind: kind === 'weak' ? 'key' : kind };
}

/** The word before a name of one word: `secret key`, `api token`. */
function spaced(text: string, from: number): string {
  const before = /([A-Za-z]{2,12}) $/.exec(text.slice(Math.max(0, from - 13), from));
  return before && KEY_OF.has(before[1]!.toLowerCase()) ? `${before[1]} ` : '';
}
