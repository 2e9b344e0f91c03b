/**
 * Raw text of a value inside a record. JavaScript turns 1.0 into 1, rounds integers above 2^53 and reorders integer-like
 * keys; tool arguments must not change, so where that could happen the text is cut out of the record unparsed.
 */
import { jsonText } from './parse.ts';

/** Text of `value`, which lies at `path` in the JSON `text`; equal to JSON.stringify where that loses nothing. */
export function rawJson(text: string, path: readonly (string | number)[], value: unknown): string {
  const plain = value === undefined ? 'null' : jsonText(value);
  if (plain === '') return sliceAt(text, path) ?? '';
  // Only numbers and integer-like keys can change (a number too large for JavaScript becomes null).
  if (!/\d|null/.test(plain) || !losesInJavaScript(text)) return plain;
  const slice = sliceAt(text, path);
  // A pretty-printed log: the white space is the writer's, not the model's.
  return slice === undefined
    ? plain
    : slice.includes('\n')
      ? slice.replace(/"(?:[^"\\]|\\.)*"|\s+/g, keepStrings)
      : slice;
}

const keepStrings = (m: string): string => (m[0] === '"' ? m : '');

const memo = { text: '', loses: false };

/** Decimals ending in 0, exponents, long integers, integer-like keys: rare, so one look at the record decides. */
function losesInJavaScript(text: string): boolean {
  if (memo.text !== text) {
    memo.text = text;
    memo.loses = /\d\.\d*0(?!\d)|\d[eE][+-]?\d|\d{16}|"\d+"\s*:/.test(text);
  }
  return memo.loses;
}

/** The text of the value at `path`; undefined when there is none. */
export function sliceAt(text: string, path: readonly (string | number)[]): string | undefined {
  if (long.text !== text) {
    long.text = text;
    long.members.clear();
  }
  let at = skipSpace(text, 0);
  for (const step of path) {
    const next = long.members.get(at)?.get(String(step)) ?? enter(text, at, step);
    if (next === undefined) return undefined;
    at = next;
  }
  return text.slice(at, skipValue(text, at));
}

/**
 * Members of the long containers of the last text, by where those start: a document of many sessions is walked through
 * once, and not once for each of its calls.
 */
const long = { text: '', members: new Map<number, Map<string, number>>() };
const LONG = 1 << 11;

const skipSpace = (text: string, at: number): number => {
  let i = at;
  while (i < text.length && text.charCodeAt(i) <= 0x20) i++;
  return i;
};

function skipString(text: string, at: number): number {
  let i = at + 1;
  while (i < text.length) {
    const c = text.charCodeAt(i);
    if (c === 0x5c) i += 2;
    else if (c === 0x22) return i + 1;
    else i++;
  }
  return i;
}

function skipValue(text: string, at: number): number {
  const first = text[at];
  if (first === '"') return skipString(text, at);
  if (first !== '{' && first !== '[') {
    let i = at;
    while (i < text.length && !/[,\]}\s]/.test(text[i] as string)) i++;
    return i;
  }
  let depth = 0;
  let i = at;
  while (i < text.length) {
    const c = text[i];
    if (c === '"') {
      i = skipString(text, i);
      continue;
    }
    if (c === '{' || c === '[') depth++;
    else if (c === '}' || c === ']') {
      depth--;
      if (depth === 0) return i + 1;
    }
    i++;
  }
  return i;
}

/** Start of the member or element `step` of the container at `at`. As in JSON.parse, the last of equal keys counts. */
function enter(text: string, at: number, step: string | number): number | undefined {
  const isArray = text[at] === '[';
  if (!isArray && text[at] !== '{') return undefined;
  const found = new Map<string, number>();
  let index = 0;
  let i = skipSpace(text, at + 1);
  while (i < text.length && text[i] !== ']' && text[i] !== '}') {
    let key = String(index++);
    if (!isArray) {
      const end = skipString(text, i);
      key = JSON.parse(text.slice(i, end)) as string;
      i = skipSpace(text, skipSpace(text, end) + 1);
    }
    found.set(key, i);
    i = skipSpace(text, skipValue(text, i));
    if (text[i] === ',') i = skipSpace(text, i + 1);
  }
  if (i - at > LONG) long.members.set(at, found);
  return found.get(String(step));
}
