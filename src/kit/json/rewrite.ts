/**
 * Walks raw JSON text token by token and splices replacements back in. JSON.parse is not used, because what is not
 * replaced must stay byte-identical: `1.0`, integers above 2^53, key order, spacing, duplicate keys, `NaN`.
 */
import { interned } from '../intern.ts';

/** A string value, an object key or a number, wherever it is, also in JSON inside a string. */
export interface JsonLeaf {
  kind: 'string' | 'key' | 'number';
  /** Decoded text; the literal as written for a number. */
  text: string;
  /** Object keys above it, outermost first; array indices are left out, keys outside a nested string are included. */
  path: readonly string[];
  /** How many times a replacement must be encoded as a JSON string: 1 in a plain string, one more for each string around it. */
  levels: number;
  /** Offset in `text` → offset in the text that was walked. Valid for 0 to text.length. */
  at: (offset: number) => number;
  /** The object or array right around it: the same one for all its parts. Only its identity means anything. */
  holder: object;
  /** Place in that array, counting what is no leaf too; 0 in an object. */
  index: number;
}

export interface Walked {
  leaves: JsonLeaf[];
  /** Offset behind the JSON value. */
  end: number;
}

export interface Splice {
  start: number;
  end: number;
  text: string;
}

interface Frame {
  object: boolean;
  /** Path of the values inside; for an object that of the current key. */
  path: readonly string[];
  /** Path of the container itself. */
  outer: readonly string[];
  /** Of an array: place of the value that is read. */
  index: number;
}

export interface WalkOptions {
  /** Where the value starts; default 0. */
  from?: number;
  /** Path of the value itself. */
  path?: readonly string[];
  levels?: number;
  /** Maps offsets in `text` outwards; default identity. */
  at?: (offset: number) => number;
  /** Told how many characters were read when the text turned out not to be JSON. */
  onFail?: (read: number) => void;
}

const NUMBER = /-?(?:\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|Infinity)|NaN/y;
/** Objects nested deeper than this are no data: their paths would take space by the square of the depth. */
const MAX_PATH = 200;
const identity = (offset: number): number => offset;

const isSpace = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9;

/** The leaves of the JSON value at `from`, in order, strings not descended into; undefined when it is not JSON. */
export function walkJson(text: string, options: WalkOptions = {}): Walked | undefined {
  const { from = 0 } = options;
  const walk = new Walk(text, options);
  if (walk.value()) return { leaves: walk.leaves, end: walk.i };
  options.onFail?.(walk.i - from);
  return undefined;
}

class Walk {
  readonly leaves: JsonLeaf[] = [];
  /** What is read next; behind the value when `value` has read it. */
  i: number;
  private readonly stack: Frame[] = [];
  private readonly root: readonly string[];
  private readonly levels: number;
  private readonly at: (offset: number) => number;

  constructor(
    private readonly text: string,
    { path = [], levels = 0, at = identity, from = 0 }: WalkOptions,
  ) {
    this.i = from;
    this.root = path;
    this.levels = levels;
    this.at = at;
  }

  /** Reads one whole value; false when it is not JSON. Without recursion, because a log may nest as deep as it likes. */
  value(): boolean {
    for (;;) {
      const entered = this.opening();
      if (entered === undefined) return false;
      if (entered) continue;
      const behind = this.closing();
      if (behind !== 'next') return behind === 'end';
    }
  }

  /** Reads a value without parts, or the start of an object or array; true when its first part is next; undefined: no JSON. */
  private opening(): boolean | undefined {
    const code = this.skip();
    const path = this.stack[this.stack.length - 1]?.path ?? this.root;
    if (code === 123 || code === 91) return this.container(code === 123, path);
    const read = code === 34 ? this.string('string', path) !== undefined : this.literal(code, path);
    return read ? false : undefined;
  }

  private container(object: boolean, path: readonly string[]): boolean | undefined {
    this.i++;
    if (this.skip() === (object ? 125 : 93)) {
      this.i++;
      return false;
    }
    const frame: Frame = { object, path, outer: path, index: 0 };
    this.stack.push(frame);
    return !object || this.key(frame) ? true : undefined;
  }

  private literal(code: number, path: readonly string[]): boolean {
    const { text, i: start, at, levels } = this;
    const word = wordAt(text, start, code);
    NUMBER.lastIndex = start;
    const number = word === undefined ? NUMBER.exec(text)?.[0] : undefined;
    const read = number ?? word;
    if (read === undefined) return false;
    this.i += read.length;
    if (number !== undefined && number !== 'NaN')
      this.leaves.push({
        kind: 'number',
        text: number,
        path,
        levels,
        at: (offset) => at(start + offset),
        ...this.place(),
      });
    return true;
  }

  /** Reads what follows a value: commas and the ends of what holds it. */
  private closing(): 'next' | 'end' | 'broken' {
    for (;;) {
      const frame = this.stack[this.stack.length - 1];
      if (!frame) return 'end';
      const next = this.skip();
      this.i++;
      if (next === 44) {
        if (!frame.object) frame.index++;
        return frame.object && !this.key(frame) ? 'broken' : 'next';
      }
      if (next !== (frame.object ? 125 : 93)) return 'broken';
      this.stack.pop();
    }
  }

  /** Where what is read stands: a value alone is held by the walk. */
  private place(): Pick<JsonLeaf, 'holder' | 'index'> {
    const frame = this.stack[this.stack.length - 1];
    return { holder: frame ?? this, index: frame?.index ?? 0 };
  }

  private skip(): number {
    const { text } = this;
    while (this.i < text.length && isSpace(text.charCodeAt(this.i))) this.i++;
    return text.charCodeAt(this.i);
  }

  /** Reads the string that opens at i and leaves i behind it. */
  private string(kind: 'string' | 'key', path: readonly string[]): string | undefined {
    const close = closingQuote(this.text, this.i + 1);
    if (close < 0) {
      this.i = this.text.length;
      return undefined;
    }
    const leaf = decode(this.text, this.i + 1, close, this.at);
    this.i = close + 1;
    this.leaves.push({ kind, text: leaf.text, path, levels: this.levels + 1, at: leaf.at, ...this.place() });
    return leaf.text;
  }

  /** Reads `"key":` inside an object and sets the frame's path. */
  private key(frame: Frame): boolean {
    if (this.skip() !== 34 || frame.outer.length >= MAX_PATH) return false;
    const name = this.string('key', frame.outer);
    if (name === undefined || this.skip() !== 58) return false;
    this.i++;
    frame.path = [...frame.outer, interned(name)];
    return true;
  }
}

function wordAt(text: string, i: number, code: number): string | undefined {
  if (code === 116) return text.startsWith('true', i) ? 'true' : undefined;
  if (code === 102) return text.startsWith('false', i) ? 'false' : undefined;
  return code === 110 && text.startsWith('null', i) ? 'null' : undefined;
}

/** Offset of the quote that ends a string, or -1. */
function closingQuote(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 34) return i;
    if (code === 92) i++;
  }
  return -1;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

function decode(text: string, start: number, end: number, at: (offset: number) => number) {
  const first = text.indexOf('\\', start);
  if (first < 0 || first >= end) return { text: text.slice(start, end), at: (offset: number) => at(start + offset) };
  let out = '';
  /** Decoded offsets behind which the source runs ahead, and by how much. */
  const marks: number[] = [];
  const shifts: number[] = [];
  let shift = 0;
  let copied = start;
  for (let i = first; i >= 0 && i < end; i = text.indexOf('\\', i)) {
    out += text.slice(copied, i);
    const letter = text[i + 1] ?? '';
    const hex = letter === 'u' ? text.slice(i + 2, i + 6) : '';
    const unicode = /^[0-9a-fA-F]{4}$/.test(hex);
    const length = unicode ? 6 : 2;
    out += unicode ? String.fromCharCode(Number.parseInt(hex, 16)) : (ESCAPES[letter] ?? letter);
    i += length;
    copied = i;
    shift += length - 1;
    marks.push(out.length);
    shifts.push(shift);
  }
  out += text.slice(copied, end);
  return { text: out, at: (offset: number) => at(start + offset + shiftAt(marks, shifts, offset)) };
}

/** The shift that holds at a decoded offset: that of the last mark at or before it. */
function shiftAt(marks: readonly number[], shifts: readonly number[], offset: number): number {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low ? (shifts[low - 1] ?? 0) : 0;
}

/** Strings inside strings inside strings: deeper than this they are text. */
const MAX_LEVELS = 16;

/** True when the text could be a JSON object or array from end to end. */
export function looksLikeJson(text: string): boolean {
  // Most texts begin with a letter: cheap first.
  const first = text.charCodeAt(0);
  if (first > 64 && first !== 91 && first !== 123 && first < 128) return false;
  return /^\s*[{[]/.test(text) && /[}\]]\s*$/.test(text.slice(-16));
}

/** All leaves of a JSON text; strings that hold a JSON object or array are descended into. Undefined when it is not JSON. */
export function jsonLeaves(text: string, options: WalkOptions = {}): JsonLeaf[] | undefined {
  const walked = walkJson(text, options);
  if (!walked || /\S/.test(text.slice(walked.end))) return undefined;
  return descend(walked.leaves);
}

/** Replaces string leaves that hold a JSON object or array by the leaves of that. */
export function descend(leaves: readonly JsonLeaf[]): JsonLeaf[] {
  const out: JsonLeaf[] = [];
  for (const leaf of leaves) {
    const inner =
      leaf.kind === 'string' && leaf.levels < MAX_LEVELS && looksLikeJson(leaf.text)
        ? jsonLeaves(leaf.text, { path: leaf.path, levels: leaf.levels, at: leaf.at })
        : undefined;
    if (inner) for (const one of inner) out.push(one);
    else out.push(leaf);
  }
  return out;
}

/** Encodes text for a place that lies `levels` JSON strings deep, without the quotes. */
export function encodeAt(text: string, levels: number): string {
  let out = text;
  for (let n = 0; n < levels; n++) out = JSON.stringify(out).slice(1, -1);
  return out;
}

/** Applies splices; they must be sorted and must not overlap. */
export function splice(text: string, splices: readonly Splice[]): string {
  let out = '';
  let copied = 0;
  for (const { start, end, text: replacement } of splices) {
    out += text.slice(copied, start) + replacement;
    copied = end;
  }
  return copied ? out + text.slice(copied) : splices.length ? out + text : text;
}
