/**
 * Reads what Python and JavaScript print of their objects: `{'user': 'ada', 'roles': [None]}`, `{ user: 'ada', n: 1 }`. Keys say
 * there what they say in JSON. Code that computes a value is no such print, and stays text.
 */
import { interned } from '../../kit/intern.ts';
import { LiteralReader } from './literal.ts';

/** A part of the print, as a leaf of JSON is. */
export interface ReprLeaf {
  kind: 'string' | 'key' | 'number';
  /** Decoded. */
  text: string;
  /** Object keys above it, outermost first. */
  path: readonly string[];
  /** Offset in `text` → offset in the text that was read. */
  at: (offset: number) => number;
  /** The quote around it, which a replacement must not hold; none around bare words. */
  quote: string;
}

export interface ReadRepr {
  leaves: ReprLeaf[];
  end: number;
}

/** Deeper objects are no data. */
const MAX_DEPTH = 30;
const IDENTIFIER = /[A-Za-z_$][\w$]{0,60}/y;
/** A name with dots, as before a bracket: `datetime.datetime(`. */
const CALL = /[A-Za-z_][\w.]{0,80}\(/y;
const NAMED = /[A-Za-z_]\w{0,60}=(?!=)/y;
const NUMBER = /-?(?:\d[\d_]{0,40}(?:\.\d{1,40})?(?:[eE][+-]?\d{1,4})?)n?(?![\w.-])/y;
const CONSTANT =
  /(?:None|True|False|null|undefined|true|false|NaN|-?inf(?:inity)?|-?Infinity|nan|Ellipsis|\.\.\.|\[(?:Object|Array|Circular)\])(?![\w(.])/y;
/** What has no literal form: `<Response [200]>`, a date without quotes. */
const SHOWN =
  /<[^<>\n]{1,200}>|\[(?:Function|AsyncFunction|class|Getter|Symbol)[^[\]\n]{0,100}\]|\d{4}-\d\d-\d\dT[\d:.]{5,15}Z/y;
const SPACE = /[\s]*/y;

/** @param onFail told how many characters were read when it is no print of an object */
export function readRepr(
  text: string,
  from: number,
  path: readonly string[],
  onFail: (read: number) => void,
): ReadRepr | undefined {
  const reader = new Reader(text, from);
  if (reader.value(path, 0) && reader.leaves.some(({ kind }) => kind === 'key'))
    return { leaves: reader.leaves, end: reader.i };
  onFail(reader.i - from);
  return undefined;
}

class Reader {
  readonly leaves: ReprLeaf[] = [];

  constructor(
    private readonly text: string,
    public i: number,
  ) {}

  /** False when it is no value of a print; what was read then counts for nothing. */
  value(path: readonly string[], depth: number): boolean {
    if (depth > MAX_DEPTH) return false;
    this.skip();
    if (this.take(CONSTANT) !== undefined) return true;
    const literal = this.string();
    if (literal) return this.push('string', literal, path);
    const start = this.i;
    const shown = this.take(SHOWN);
    if (shown !== undefined)
      return this.push('string', { text: shown, at: (offset) => start + offset, quote: '' }, path);
    switch (this.text[this.i]) {
      case '{':
        return this.object(path, depth);
      case '[':
        return this.list(']', path, depth);
      case '(':
        return this.list(')', path, depth);
      default:
        break;
    }
    const number = this.take(NUMBER);
    if (number !== undefined)
      return this.push('number', { text: number, at: (offset) => start + offset, quote: '' }, path);
    return this.take(CALL) !== undefined && this.items(')', path, depth);
  }

  private push(
    kind: ReprLeaf['kind'],
    { text, at, quote }: Omit<ReprLeaf, 'kind' | 'path'>,
    path: readonly string[],
  ): true {
    this.leaves.push({ kind, text, at, quote, path });
    return true;
  }

  private skip(): void {
    SPACE.lastIndex = this.i;
    SPACE.exec(this.text);
    this.i = SPACE.lastIndex;
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.i;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.i += found.length;
    return found;
  }

  private string(): LiteralReader | undefined {
    const literal = LiteralReader.at(this.text, this.i);
    if (literal) this.i = literal.end;
    return literal;
  }

  private list(close: string, path: readonly string[], depth: number): boolean {
    this.i++;
    return this.items(close, path, depth);
  }

  /** Values up to the closing bracket; those of a call may have names. */
  private items(close: string, path: readonly string[], depth: number): boolean {
    for (;;) {
      this.skip();
      if (this.text[this.i] === close) {
        this.i++;
        return true;
      }
      const name = close === ')' ? this.take(NAMED)?.slice(0, -1) : undefined;
      if (!this.value(name === undefined ? path : [...path, name], depth + 1) || !this.comma(close)) return false;
    }
  }

  /** A comma, or the closing bracket next. */
  private comma(close: string): boolean {
    this.skip();
    if (this.text[this.i] === close) return true;
    if (this.text[this.i] !== ',') return false;
    this.i++;
    return true;
  }

  /** Pairs of keys and values, or the values of a set. */
  private object(path: readonly string[], depth: number): boolean {
    this.i++;
    for (;;) {
      this.skip();
      if (this.text[this.i] === '}') {
        this.i++;
        return true;
      }
      const key = this.key(path);
      if (key === undefined) return false;
      this.skip();
      if (this.text[this.i] === ':') {
        this.i++;
        if (!this.value([...path, interned(key)], depth + 1)) return false;
      } else return false;
      if (!this.comma('}')) return false;
    }
  }

  private key(path: readonly string[]): string | undefined {
    const literal = this.string();
    if (literal) {
      this.push('key', literal, path);
      return literal.text;
    }
    const start = this.i;
    const name = this.take(IDENTIFIER) ?? this.take(NUMBER);
    if (name !== undefined) this.push('key', { text: name, at: (offset) => start + offset, quote: '' }, path);
    return name;
  }
}
