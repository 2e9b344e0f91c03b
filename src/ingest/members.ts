/**
 * One large document `{…, "simulations": [ … ]}` as a header and the elements of that array, so that no more than one
 * element has to be held. What follows the array is not read. A document without such an array is one record.
 */
import {
  BACKSLASH,
  COMMA,
  closes,
  isSpace,
  NEWLINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  opens,
  QUOTE,
} from './scan/json-bytes.ts';
import type { Machine, Span } from './scan/machine.ts';
import { valueMachine } from './scan/values.ts';

/** Put behind the text of a header, makes it JSON again. */
export const HEADER_END = ']}';

/**
 * @param names keys of the top-level array, such as `simulations`; the first that occurs is taken.
 * @returns A machine that gives the header first (`header: true`, to be completed with `HEADER_END`), then one span per
 *   element. Offsets are in bytes of the structure (see `structure`), that is in code units.
 */
export function memberMachine(names: readonly string[]): Machine {
  return new Members(names);
}

class Members implements Machine {
  private base = 0;
  private line = 1;
  private depth = 0;
  private inString = false;
  private escaped = false;
  /** Bytes of the string that may be a key of the document; undefined elsewhere. */
  private key: number[] | undefined;
  private lastKey = '';
  private expectKey = false;
  private state: 'before' | 'head' | 'elements' | 'tail' = 'before';
  private document: { line: number; start: number } | undefined;
  private open: { line: number; start: number } | undefined;
  /** Whatever follows the document, or is there in its place. */
  private rest: Machine | undefined;

  constructor(private readonly names: readonly string[]) {}

  feed(chunk: Uint8Array): Span[] {
    if (this.rest) return this.rest.feed(chunk);
    const found: Span[] = [];
    for (let i = 0; i < chunk.length; i++) {
      const b = chunk[i] as number;
      if (b === NEWLINE) this.line++;
      if (this.inString) this.string(b);
      else if (!isSpace(b)) {
        const outside = this.depth === 0 && (this.state === 'tail' || (this.state === 'before' && b !== OPEN_BRACE));
        if (outside) {
          const rest = valueMachine('values', { base: this.base + i, line: this.line });
          this.rest = rest;
          return [...found, ...rest.feed(chunk.subarray(i))];
        }
        this.token(b, this.base + i, found);
      }
    }
    this.base += chunk.length;
    return found;
  }

  end(): Span[] {
    if (this.rest) return this.rest.end();
    const found: Span[] = [];
    if (this.state === 'elements') this.close(this.base, false, found);
    else if (this.state === 'head' && this.document) found.push({ ...this.document, end: this.base, complete: false });
    return found;
  }

  /** Inside a string: looks for its end only. Keys are compared up to 64 bytes; no known array has a longer name. */
  private string(b: number): void {
    if (this.escaped) this.escaped = false;
    else if (b === BACKSLASH) this.escaped = true;
    else if (b === QUOTE) {
      this.inString = false;
      if (this.key) this.lastKey = String.fromCharCode(...this.key);
      this.key = undefined;
      return;
    }
    if (this.key && this.key.length < 64) this.key.push(b);
  }

  /** A byte outside strings, before the elements. */
  private token(b: number, at: number, found: Span[]): void {
    if (this.state === 'elements') {
      this.element(b, at, found);
      return;
    }
    if (b === QUOTE) {
      this.inString = true;
      if (this.depth === 1 && this.expectKey) this.key = [];
      this.expectKey = false;
    } else if (b === COMMA && this.depth === 1) this.expectKey = true;
    else if (opens(b)) {
      if (this.state === 'before') {
        this.state = 'head';
        this.document = { line: this.line, start: at };
        this.expectKey = true;
      } else if (this.state === 'head' && this.depth === 1 && b === OPEN_BRACKET && this.names.includes(this.lastKey)) {
        found.push({
          ...(this.document as { line: number; start: number }),
          end: at + 1,
          complete: true,
          header: true,
        });
        this.state = 'elements';
      }
      this.depth++;
    } else if (closes(b)) {
      this.depth--;
      if (this.depth > 0) return;
      if (this.state === 'head' && this.document) found.push({ ...this.document, end: at + 1, complete: true });
      this.state = 'tail';
    }
  }

  /** As in an array, one level deeper. */
  private element(b: number, at: number, found: Span[]): void {
    if (this.depth === 2 && b === COMMA) this.close(at, true, found);
    else if (closes(b)) {
      if (this.depth === 2) {
        this.close(at, true, found);
        this.state = 'tail';
      }
      this.depth--;
      if (this.depth === 2) this.close(at + 1, true, found);
    } else {
      this.open ??= { line: this.line, start: at };
      if (b === QUOTE) this.inString = true;
      else if (opens(b)) this.depth++;
    }
  }

  private close(end: number, complete: boolean, found: Span[]): void {
    if (this.open) found.push({ ...this.open, end, complete });
    this.open = undefined;
  }
}
