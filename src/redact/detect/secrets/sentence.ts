/** Passwords that people tell each other: `the password for the printer is …`, `das Passwort lautet …`, `密码是…`. */
import { PASSWORD_NOUNS } from './password-words.ts';
import { isPlaceholder, isTemplate, isWordsOnly } from './placeholder.ts';
import { HEAD, isWordy } from './plausible.ts';
import { type Runs, stops } from './runs.ts';

/** Where a noun stands: its length, and what kind of text follows it. */
interface Noun {
  pattern: RegExp;
  /** latin: words and a verb follow; wide: Chinese, Japanese, Korean, without spaces; pin: digits only. */
  kind: 'latin' | 'wide' | 'pin';
  /** Also a name in code: `password: x` is read as an assignment, by stricter rules. */
  name?: boolean;
}

/**
 * By the mark of the scanner that finds it. The scanner folds the case of ASCII only: in Cyrillic the mark leaves the first letter
 * out.
 */
const NOUNS: Readonly<Record<string, Noun>> = {
  passw: { pattern: /passwor[dt]s?|passwd/iy, kind: 'latin', name: true },
  passphrase: { pattern: /passphrase/iy, kind: 'latin', name: true },
  passcode: { pattern: /passcode/iy, kind: 'latin', name: true },
  'pw ': { pattern: /pw/iy, kind: 'latin', name: true },
  'pwd ': { pattern: /pwd/iy, kind: 'latin', name: true },
  ...Object.fromEntries(
    PASSWORD_NOUNS.map(({ mark, pattern, wide }): [string, Noun] => [
      mark,
      { pattern: new RegExp(pattern, wide ? 'y' : 'iy'), kind: wide ? 'wide' : 'latin' },
    ]),
  ),
  "pin's": { pattern: /pin/iy, kind: 'pin' },
  'otp ': { pattern: /otp(?: code)?/iy, kind: 'pin' },
  'otp:': { pattern: /otp/iy, kind: 'pin' },
  ...Object.fromEntries(
    // What opens a door or proves a login; an error, a zip and a status have codes too.
    ['gate', 'door', 'entry', 'access', 'alarm', 'safe', 'lockbox', 'unlock', 'security', 'verification', 'confirmation', 'one-time', '2fa', 'mfa', 'login', 'sms']
      .map((word) => [`${word} code`, { pattern: new RegExp(`${word} code`, 'iy'), kind: 'pin' }] as const), // biome-ignore format: a list
  ),
  'pin ': { pattern: /pin(?: code)?/iy, kind: 'pin' },
  'pin:': { pattern: /pin/iy, kind: 'pin' },
};

/** Marks of the scanner at which `spokenAt` looks. */
export const MARKS_OF_NOUNS: readonly string[] = Object.keys(NOUNS);

interface Range {
  start: number;
  end: number;
}

/** How far behind the noun the verb may stand: a clause (`for the label printer on the second floor`). */
const CLAUSE = 96;
/** The verb, or the sign for it, up to the value. `from` and `to` belong to verbs of change. */
const VERB =
  /(?:['’]s|[ \t](?:is|was|are|ist|war|lautet|lautete|hei(?:ß|ss)t|est|était|es|era|é|è|e'|luidt|brzmi|jest|to|это|есть|set to|changed to|reset to)(?: (?:now|still|again|jetzt|nun|maintenant|ahora|agora|ora|nu|teraz|теперь))?[ \t]?:?|[ \t]?[:=：＝]\*{0,2}|[ \t][—–-])[ \t]{1,2}|[：＝:]/g;
const CHANGE = /[ \t](?:from|to|von|auf|de|à|a|en|por|para|in|da|van|naar|z|na|с|на)[ \t]{1,2}/g;
const CHANGES =
  /chang|reset|rotat|updat|switch|änder|aender|gewechselt|cambi|mud(?:ei|ou|ad)|alter(?:ei|ad)|wijzig|veranderd|zmieni|измени|смени|поменя/i;
/** Right behind the noun they make something else of it: `password length`. */
const ABOUT =
  /^[ _-]?(?:length|polic|strength|hash|manager|reset|field|prompt|expir|attempt|requirement|rule|hint|file|history|age|form|type|input|box|column|param|argument|variable|option|flag|check|error|protect|salt|count|min|max|generat|encod|encrypt|valid|must|should|may|can|less|auth)/i;
const WIDE_VERB = /^[^\n。！？!?]{0,24}?(?:是|为|為|成了?|は|が|を|는|은|가|[:：=＝])[ \t「『“"'`]{0,3}(?=[!-~])/;
const QUOTES: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '“': '”',
  '„': '“',
  '«': '»',
  '‘': '’',
  '*': '*',
};

const TYPED = stops('"`');
const SPACE = stops('');

/** Names of algorithms, measures, dates, versions, files: what can follow the verb in a text about passwords. */
export const TECHNICAL =
  /^(?:sha|md|base|utf|oauth|bcrypt|scrypt|argon|pbkdf|aes|rsa|des|rc|x|v|p|h|http|ntlm|sha-?|mp|ec|ed|i18n|l10n|k8s|a11y|e2e|s3|ipv)-?\d|^\d+[-–]?(?:st|nd|rd|th|x|char|digit|bit|byte|day|hour|min|sec|month|year|week|word|times?|ms|s|kb|mb|gb|%)|^[\d.,:/+%-]*$|^https?:|:\/\/|^(?:\.{0,2}|~)\/|^[A-Za-z]:\\|\w\(|^(?:self|this|process|os|config|settings|user|args|req|request|env|data)\.|\.(?:json|ya?ml|txt|env|py|[jt]sx?|go|rb|java|php|html?|md|sh|cfg|ini|toml|conf)$|^[a-z_$]+(?:\.[a-z_$]+)+$|^[a-z]+(?:_[a-z]+)+\d?$|[[\]{}]|=>|->|::|^--?[a-z]|^\$[a-z_]+\b/i;

/** Whether a word was chosen as a password: digits or signs among its letters, or letters that make no word. */
export function isChosen(value: string): boolean {
  const head = value.slice(0, HEAD);
  if (head.length < 5 || isTemplate(head) || isWordsOnly(head)) return false;
  if (/^\d{5,}$/.test(head)) return true;
  if (TECHNICAL.test(head)) return false;
  const letters = /\p{L}/u.test(head);
  if (/\d/.test(head)) return letters;
  if (/[!@#$%^&*?+=~§€£][^\s.!?,]/.test(head)) return letters && head.length >= 6;
  return /[a-z][A-Z]/.test(head) && head.length >= 10 && !isWordy(head);
}

/** A digit or sign within the word: for values that nothing but the noun announces. */
export function isPlainlyChosen(value: string): boolean {
  return (
    isChosen(value) &&
    /\p{L}\d+\p{L}|\p{L}[!@#$%^&*?+=~-]+\p{L}*\d|\d[!@#$%^&*?+=~-]+\p{L}|[a-z][A-Z]\w*\d|[A-Z][a-z]+\d/u.test(value)
  );
}

/** What stands in quotes is quoted for what it is: words pass, unless they say what is wanted. */
function isQuotedPassword(value: string): boolean {
  const head = value.slice(0, HEAD);
  return (
    head.length >= 4 &&
    !/^[\s+.,]|[\s(=]$/.test(head) &&
    head.split(' ').length <= 6 &&
    !/[,:;] |[{}()]/.test(head) &&
    !isTemplate(head) &&
    !isPlaceholder(head)
  );
}

/** The word at `from`, or what the quotes there hold; undefined when it was not chosen as a password. */
function valueAt(runs: Runs, from: number, chosen: (value: string) => boolean): Range | undefined {
  const { text } = runs;
  let start = from;
  while (start - from < 2 && text[start] === '*') start++;
  const close = QUOTES[text[start] ?? ''];
  if (close) {
    const end = text.indexOf(close, start + 1);
    // Quotes of more than a line, or than people quote, are those of a text around it.
    if (end < 0 || end - start > 200) return undefined;
    const said = text.slice(start + 1, end);
    return !said.includes('\n') && isQuotedPassword(said) ? { start: start + 1, end } : undefined;
  }
  let end = runs.end(start, TYPED);
  while (end > start && /[.,;:?)\]}'’”»…*]/.test(text[end - 1]!)) end--;
  const tag = text.slice(start, Math.min(end, start + HEAD)).search(/<[/a-z]/i);
  if (tag >= 0) end = start + tag;
  return chosen(text.slice(start, end)) ? { start, end } : undefined;
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_]/u.test(character);
}

/** The values that a sentence gives to the noun at `at`. */
export function spokenAt(runs: Runs, at: number, mark: string): Range[] {
  const noun = NOUNS[mark];
  if (!noun) return [];
  const { text } = runs;
  noun.pattern.lastIndex = at;
  if (!noun.pattern.test(text)) return [];
  const to = noun.pattern.lastIndex;
  if (noun.kind === 'wide') return wideValue(runs, to);
  const cyrillic = mark.charCodeAt(0) > 0x400;
  const before = text[at - (cyrillic ? 2 : 1)];
  // `WLAN-Passwort` is a noun, `--db-password` a flag.
  const compound = before === '-' && /\p{Lu}/u.test(text[at] ?? '') && isLetter(text[at - 2]);
  if (isLetter(before) || (before === '-' && !compound) || before === '.' || before === '$' || isLetter(text[to]))
    return [];
  if (noun.kind === 'pin') return pinValue(text, to);
  const found = clauseValues(runs, at, to, noun);
  return found.length ? found : answer(runs, to);
}

function clauseValues(runs: Runs, at: number, to: number, { name }: Noun): Range[] {
  const { text } = runs;
  const clause = text.slice(to, to + CLAUSE).split('\n', 1)[0] ?? '';
  if (ABOUT.test(clause)) return [];
  const lead = text.slice(Math.max(0, at - 40), at);
  const changed = CHANGES.test(lead) || CHANGES.test(clause) ? changedValues(runs, to, clause) : [];
  if (changed.length) return changed;
  for (const match of clause.matchAll(VERB)) {
    const gap = clause.slice(0, match.index);
    if (/[.!?;,][ "']|["'`(){}[\]<>|\\=:]/.test(gap)) break;
    // `password: x`, `password=x`: an assignment, in code or in a file of settings.
    if (name && match.index === 0 && /[:=：]/.test(match[0]) && !/[a-z]/.test(match[0])) continue;
    if (/^[：:＝]$/.test(match[0]) && /[\w/]/.test(clause[match.index + 1] ?? '') && name) continue;
    const value = valueAt(runs, to + match.index + match[0].length, isChosen);
    if (value) return [value];
  }
  // `user ann, pw …`, `with password …`.
  if (
    /^ [^\s:=]/.test(clause) &&
    (!name ||
      /(?:\b(?:with|and|und|mit|using|con|com|et|y|e|i|en)|[,/]) $/i.test(lead) ||
      /^pwd?$/i.test(text.slice(at, to)))
  ) {
    const value = valueAt(runs, to + 1, isPlainlyChosen);
    if (value) return [value];
  }
  return (name ? undefined : behindLogin(runs, lead, to)) ?? saidBefore(text, at, to, clause) ?? [];
}

/** The old password and the new one. */
function changedValues(runs: Runs, to: number, clause: string): Range[] {
  const found: Range[] = [];
  for (const match of clause.matchAll(CHANGE)) {
    const value = valueAt(runs, to + match.index + match[0].length, isChosen);
    if (value && found.length < 2) found.push(value);
  }
  return found;
}

/** `usuario ann contraseña willow3`: the login before the noun says what follows it. */
function behindLogin(runs: Runs, lead: string, to: number): Range[] | undefined {
  const value = BESIDE_LOGIN.test(lead) ? valueAt(runs, to + 1, isChosen) : undefined;
  return value && [value];
}

const BESIDE_LOGIN =
  /(?:^|[\s(])(?:user|usu[aá]rio|utilisateur|benutzer|login|utente|gebruiker|użytkownik|логин)[:=]? \S{2,30}[,;]? (?:(?:y|e|et|und|en|i|и) )?$/iu;

/** `use … as the database password`, `… (the wifi password)`. */
const BEFORE_NOUN =
  /(?:\b(?:use|using|used|try|tried|set|put|enter|entered|typed?|gave|with) ["'`“]?(\S{5,60}?)["'`”]? as|(?:^|[\s"'`])(\S{5,60}?)["'`]? \() ?(?:the|my|our|your|a|its|his|her)(?: [\w-]{1,20}){0,2} $/i;

/** A password told before it is called one. `clause`: what follows the noun; the name of something else goes on there. */
function saidBefore(text: string, at: number, to: number, clause: string): Range[] | undefined {
  const quoted = /^ (["'`“])([^"'`“”\n]{5,60})["'`”]/.exec(clause);
  if (quoted && /\d/.test(quoted[2] ?? '') && isChosen(quoted[2] ?? ''))
    return [{ start: to + 2, end: to + 2 + (quoted[2]?.length ?? 0) }];
  if (!/^(?:$|[.,;!?)]| (?:for|on|and|to|in|of)\b)/.test(clause)) return undefined;
  const from = Math.max(0, at - 120);
  const match = BEFORE_NOUN.exec(text.slice(from, at));
  const value = match?.[1] ?? match?.[2];
  if (!match || !value || !/\d/.test(value) || !isChosen(value)) return undefined;
  const start = from + match.index + match[0].indexOf(value);
  return [{ start, end: start + value.length }];
}

/** `密码是…`, `パスワードは「…」です`: the value is what is ASCII. */
function wideValue(runs: Runs, to: number): Range[] {
  const { text } = runs;
  const verb = WIDE_VERB.exec(text.slice(to, to + 40));
  if (!verb) return [];
  const start = to + verb[0].length;
  let end = runs.end(start, SPACE);
  const head = text.slice(start, Math.min(end, start + HEAD));
  const foreign = head.search(/[^!-~]|["'`]/);
  if (foreign >= 0) end = start + foreign;
  while (end > start && /[.,;)]/.test(text[end - 1]!)) end--;
  const value = text.slice(start, end);
  return isChosen(value) || /^\d{4,}$/.test(value) ? [{ start, end }] : [];
}

const PIN =
  /(?:(?:['’]s| (?:is|was|ist|lautet|war|est|es|è|é|to))(?: now)?:? |: {0,2}|(?: code)? (?=\d{4}\b))["'`*]{0,2}(\d{4,8})(?!\w|[.:/,-]\w)/y;

function pinValue(text: string, to: number): Range[] {
  PIN.lastIndex = to;
  const digits = PIN.exec(text)?.[1];
  return digits ? [{ start: PIN.lastIndex - digits.length, end: PIN.lastIndex }] : [];
}

/** The question of one turn is the label of a short answer: `Which password did you set?`, and in the next line the password. */
const ANSWER = /\n{1,2}(?:[*#>]{0,3} ?[\p{L}]{1,12}\*{0,2}: ?\*{0,2})?(\S{5,80})[ \t]{0,2}(?=\n|$)/uy;

function answer({ text }: Runs, to: number): Range[] {
  const end = text.indexOf('?\n', to);
  if (end < 0 || end - to > CLAUSE || text.slice(to, end).includes('\n')) return [];
  ANSWER.lastIndex = end + 1;
  const value = ANSWER.exec(text)?.[1];
  if (!value || !isChosen(value)) return [];
  const start = text.indexOf(value, end);
  return [{ start, end: start + value.length }];
}
