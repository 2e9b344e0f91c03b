/** Values that are specific enough to tell where they come from: ids, paths, addresses, hashes, long numbers, names of code. */

/** Of one text; what comes later is not read. A result of that length is a file or a page. */
const MOST_CHARS = 200_000;
/** Different values of one text. */
const MOST_VALUES = 4000;

/** What a character is to a value: 0 ends it, 1 a letter, 2 a digit, 3 a mark inside (`_ # @ / ~ . + % -`). */
const CLASS = new Uint8Array(128);
for (let c = 0; c < 26; c++) CLASS[65 + c] = CLASS[97 + c] = 1;
for (let c = 48; c < 58; c++) CLASS[c] = 2;
for (const mark of '_#@/~.+%-') CLASS[mark.charCodeAt(0)] = 3;

/** Runs of what values are made of that hold a digit or a mark: plain words are told apart without cutting them out. */
function* runsIn(text: string): Generator<string> {
  const end = Math.min(text.length, MOST_CHARS);
  let from = -1;
  let marked = false;
  for (let i = 0; i <= end; i++) {
    const code = i < end ? text.charCodeAt(i) : 32;
    const kind = code < 128 ? (CLASS[code] as number) : code < 0xc0 ? 0 : 1;
    if (kind !== 0) {
      if (from < 0) from = i;
      if (kind > 1) marked = true;
    } else if (from >= 0) {
      if (marked && i - from >= SHORTEST && i - from <= LONGEST) yield text.slice(from, i);
      from = -1;
      marked = false;
    }
  }
}

const SHORTEST = 4;
/** Longer ones are encoded data. */
const LONGEST = 200;

/** Names that half of all projects have. */
const COMMON_FILES = new Set(
  `__init__.py setup.py setup.cfg readme.md license package.json package-lock.json index.js index.ts index.html main.py
  main.js main.go app.py test.py utils.py makefile dockerfile requirements.txt pyproject.toml tsconfig.json .gitignore
  node.js vue.js next.js e.g i.e self.assertequal`.split(/\s+/),
);

/** Each once, in the order of the text, as they are compared: without `./` and `/` before a path, in lower case. */
export function valuesIn(text: string): Set<string> {
  const out = new Set<string>();
  for (const run of runsIn(text)) {
    const value = run.replace(/[.\-+%]+$/, '').toLowerCase();
    const path = value.replace(/^[~.]*\/+/, '').replace(/\/+$/, '');
    if (!isSpecific(path)) continue;
    out.add(path);
    for (const part of partsOf(path)) out.add(part);
    if (out.size >= MOST_VALUES) break;
  }
  return out;
}

/** Folders that a listing may leave out, or a later call put in front. */
const MOST_FOLDERS = 3;

/** The file's name, and its path from the last one, two, three folders on: one file is named from many places. */
function partsOf(path: string): string[] {
  let cut = path.lastIndexOf('/');
  if (cut < 0 || !/\.[a-z]\w{0,4}$/.test(path)) return [];
  const parts: string[] = [];
  for (let folders = 0; cut > 0 && folders <= MOST_FOLDERS; folders++) {
    const part = path.slice(cut + 1);
    if (isSpecific(part)) parts.push(part);
    cut = path.lastIndexOf('/', cut - 1);
  }
  return parts;
}

const DATE_OR_TIME =
  /^(?:\d{4}-\d\d?-\d\d?(?:t[\d.+z-]*)?|\d\d?[./-]\d\d?[./-]\d{2,4}|\d+(?:\.\d+)+|\d+[a-z]{1,2}|[a-z]\d{1,2}|v\d+(?:\.\d+)*)$/;
/** `python3`, `step10`, `base64`, `sha256`, `x86_64`: words with a number, not ids. */
const NUMBERED = /^(?:[a-z_]{2,}-?\d{1,2}|sha-?(?:256|512|384)|x86[_-]64|python\d[\d.]*|http[/\d.]+)$/;
/** IPv4; shorter ones look like versions. */
const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$/;
/** A year is a number of many. */
const YEAR = /^(?:19|20)\d\d$/;

/** What stands in one text by chance is no trace: short words, dates, versions, round numbers. */
export function isSpecific(value: string): boolean {
  if (value.length < 4 || COMMON_FILES.has(value)) return false;
  if (/^\d+$/.test(value)) return !YEAR.test(value) && !/^\d0+$/.test(value);
  if (ADDRESS.test(value)) return value.length >= 9;
  if (DATE_OR_TIME.test(value) || !/[a-z\u00c0-\uffff]/.test(value)) return false;
  if (value.includes('@')) return /^[^@]+@[^@]+\.[a-z]{2,}$/.test(value);
  if (value.includes('/')) return value.length >= 6 && /[a-z]{2}/.test(value);
  const bare = value.replace(/^#/, '');
  if (/\d/.test(bare)) return bare.length >= 5 && !NUMBERED.test(bare);
  if (/\.[a-z]{1,5}$/.test(bare)) return bare.length >= 6;
  // Names of code: `get_user_model`, `old-order-id`.
  return bare.length >= 8 && /[a-z][_-][a-z]/.test(bare);
}
