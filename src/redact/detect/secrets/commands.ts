/** Secrets on command lines, by a grammar of programs: `mysql -pX`, `redis-cli -a X`, `smbclient -U user%X`, `net use Z: … X`. */
import { isTemplate, isWordsOnly } from './placeholder.ts';
import { HEAD } from './plausible.ts';
import { COMMON, PROGRAMS, type Program, type Role } from './programs.ts';

interface Range {
  start: number;
  end: number;
}

/** Programs whose passwords come through a pipe or a here-string: what was echoed is looked for before them. */
const PIPED: readonly string[] = [
  'chpasswd',
  '--password-stdin',
  'sudo -s',
  'passwd --stdin',
  '--with-token',
  'smbpasswd -s',
];
const NET: readonly string[] = ['net use ', 'net user '];

/** Marks of the scanner at which `commandAt` looks. */
export const MARKS_OF_COMMANDS: readonly string[] = [
  ...Object.keys(PROGRAMS).map((name) => `${name.toLowerCase()} `),
  ...NET,
  ...PIPED,
];

/** Words and characters of a command line that are read: a bound on the search for flags, not on values. */
const MAX_WORDS = 60;
const MAX_LINE = 2000;

/** Words in texts about a command: `the -p flag`. */
const ABOUT =
  /^(?:flag|option|switch|argument|parameter|prompt|instead|with|from|that|this|which|then|when|will|should|does|into|only|also|because|works?|asks?|and|for|the)$/;

/** The words of a command line from `from` on, quotes around them taken off. It ends with the line, a pipe or the next command. */
function wordsFrom(text: string, from: number): Range[] {
  const words: Range[] = [];
  let i = from;
  while (words.length < MAX_WORDS && i - from < MAX_LINE) {
    while (text[i] === ' ' || text[i] === '\t' || (text[i] === '\\' && text[i + 1] === '\n'))
      i += text[i] === '\\' ? 2 : 1;
    const start = i;
    i = wordEnd(text, i);
    if (i === start) return words;
    words.push({ start, end: i });
  }
  return words;
}

function wordEnd(text: string, from: number): number {
  let i = from;
  for (; i < text.length; i++) {
    const character = text[i]!;
    if (character === '"' || character === "'") {
      const close = closing(text, i);
      if (close < 0) return i;
      i = close;
    } else if (/[\s|;`)<>]/.test(character)) return i;
    else if (character === '&' && /[&\s]/.test(text[i + 1] ?? ' ')) return i;
  }
  return i;
}

/** The closing quote in the same line, or -1. */
function closing(text: string, open: number): number {
  for (let i = open + 1; i < text.length && text[i] !== '\n'; i++) {
    if (text[i] === text[open]) return i;
    if (text[i] === '\\' && text[open] === '"') i++;
  }
  return -1;
}

function unquoted(text: string, { start, end }: Range): Range {
  const quote = text[start];
  return (quote === '"' || quote === "'") && end - start > 1 && text[end - 1] === quote
    ? { start: start + 1, end: end - 1 }
    : { start, end };
}

/** The secret within a value, by its role. */
function secretIn(text: string, word: Range, role: Role): Range | undefined {
  let { start, end } = unquoted(text, word);
  const head = text.slice(start, Math.min(end, start + HEAD));
  if (role !== 'secret') {
    const at = head.indexOf(role);
    if (at < 0) return undefined;
    start += at + role.length;
    if (role === '/') {
      const database = text.slice(start, end).lastIndexOf('@');
      if (database >= 0) end = start + database;
    }
  }
  const range = unquoted(text, { start, end });
  return isSecret(text.slice(range.start, range.end)) ? range : undefined;
}

/** The place is certain: only variables, templates, words about it and ports are none. */
function isSecret(value: string): boolean {
  const head = value.slice(0, HEAD);
  return (
    head.length >= 4 &&
    !/^-|^\d{1,5}$|[\n]/.test(head) &&
    !isTemplate(head) &&
    !isWordsOnly(head) &&
    !ABOUT.test(head) &&
    !/^\$|[$`]\(/.test(head.replace(/^\$\w*\d\w*[a-z]/i, ''))
  );
}

function flagsIn(text: string, words: readonly Range[], program: Program): Range[] {
  const found: Range[] = [];
  const add = (word: Range | undefined, role: Role): void => {
    const range = word && secretIn(text, word, role);
    if (range) found.push(range);
  };
  const { flags = {}, attached = {} } = program;
  for (const [i, word] of words.entries()) {
    const head = text.slice(word.start, Math.min(word.end, word.start + 64));
    const own = Object.hasOwn(flags, head) ? flags[head] : Object.hasOwn(COMMON, head) ? COMMON[head] : undefined;
    if (own) {
      add(words[i + 1], own);
      continue;
    }
    const equals = head.indexOf('=');
    const name = equals > 0 ? head.slice(0, equals) : '';
    const assigned = Object.hasOwn(flags, name) ? flags[name] : Object.hasOwn(COMMON, name) ? COMMON[name] : undefined;
    if (assigned) {
      add({ start: word.start + equals + 1, end: word.end }, assigned);
      continue;
    }
    const flag = Object.keys(attached).find((start) => head.startsWith(start) && word.end - word.start > start.length);
    if (flag) add({ start: word.start + flag.length, end: word.end }, attached[flag] ?? 'secret');
  }
  return found;
}

/** `net use Z: \\server\share X /user:ann`, `net user ann X /add`: the password is the word behind the share, or the login. */
function netAt(text: string, from: number, use: boolean): Range[] {
  const words = wordsFrom(text, from).filter(({ start }) => text[start] !== '/');
  const at = use ? words.findIndex(({ start }) => text.startsWith('\\\\', start)) + 1 : 1;
  const word = at > 0 ? words[at] : undefined;
  const range = word && text[word.start] !== '*' ? secretIn(text, word, 'secret') : undefined;
  // Behind the login comes prose as well: "net user is a command".
  return range && (use || /[\d\W]/.test(text.slice(range.start, range.end))) ? [range] : [];
}

const ECHOED =
  /(?:^|[\s;&(])(?:echo|printf|Write-Output)(?: -\w+)* (?:(["'])([^"'\n]{4,200})\1|([^\s"'|]{4,200}))\s{0,2}\|[^|\n]{0,80}$|(["'])([^"'\n]{4,200})\4\s{0,2}\|[^|\n]{0,20}$/;
const HERE = /^[^\n|;]{0,60}<<<\s{0,2}(?:(["'])([^"'\n]{4,200})\1|([^\s"']{4,200}))/;

/** `echo 'ann:X' | chpasswd`, `sudo -S … <<< X`. */
function pipedAt(text: string, at: number, mark: string): Range[] {
  const from = Math.max(0, at - 320);
  const before = ECHOED.exec(text.slice(from, at));
  const match = before ?? HERE.exec(text.slice(at, at + 320));
  const value = match
    ?.slice(1)
    .filter((group) => group && group.length > 1)
    .at(-1);
  if (!match || !value) return [];
  const base = (before ? from : at) + match.index;
  const start = base + match[0].lastIndexOf(value);
  const colon = mark === 'chpasswd' ? value.indexOf(':') + 1 : 0;
  const range = { start: start + colon, end: start + value.replace(/(?:\\n)+$/, '').length };
  return isSecret(text.slice(range.start, range.end)) ? [range] : [];
}

/** The secrets of the command that begins at `at`, and where what was read of it ends. */
export function commandAt(text: string, at: number, mark: string): { ranges: Range[]; end: number } {
  const begin = at + mark.length;
  if (PIPED.includes(mark)) return { ranges: pipedAt(text, at, mark), end: begin };
  if (at > 0 && !/[\s/\\"'`$(|;&:>]/.test(text[at - 1]!)) return { ranges: [], end: begin };
  if (NET.includes(mark)) return { ranges: netAt(text, begin, mark === 'net use '), end: begin };
  const words = wordsFrom(text, begin);
  const program = PROGRAMS[mark.slice(0, -1)];
  return { ranges: program ? secretsOf(text, words, program) : [], end: words.at(-1)?.end ?? begin };
}

function secretsOf(text: string, words: readonly Range[], program: Program): Range[] {
  const { needs, word } = program;
  if (needs && !words.some(({ start, end }) => needs.test(text.slice(start, end)))) return [];
  const found = flagsIn(text, words, program);
  if (!word || found.length > 0) return found;
  const plain = words.filter(({ start }) => text[start] !== '-');
  const range = plain.length >= word.least ? plain.at(word.at) : undefined;
  const secret = range && secretIn(text, range, word.role);
  return secret && /[\d\W]/.test(text.slice(secret.start, secret.end)) ? [secret] : [];
}
