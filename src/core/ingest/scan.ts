/** Cuts a source into records without ever holding more than one of them. */
import type { Bytes, Encoding } from './bytes.ts';
import { structure, unitBytes } from './bytes.ts';
import { memberMachine } from './members.ts';

/**
 * lines: a record a line. array: the elements of one top-level JSON array. values: JSON values one after the other, however
 * they are broken into lines (one pretty-printed document is the case of one). text: the whole source is one record.
 * member:a|b: the elements of that top-level array of a document, after a header; see members.ts.
 */
export type Framing = 'lines' | 'array' | 'values' | 'text' | `member:${string}`;

/** A record's place: first line from 1, byte range with end exclusive. `complete` is false for a half-written tail. */
export interface Span {
  line: number;
  start: number;
  end: number;
  complete: boolean;
  /** The document up to its array: JSON once `HEADER_END` is put behind it. */
  header?: true;
}

export const CHUNK = 1 << 20;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NEWLINE = 0x0a;
const COMMA = 0x2c;
const COLON = 0x3a;
const isSpace = (b: number): boolean => b === 0x20 || b === NEWLINE || b === 0x0d || b === 0x09;
const opens = (b: number): boolean => b === 0x7b || b === 0x5b;
const closes = (b: number): boolean => b === 0x7d || b === 0x5d;

export interface ScanOptions {
  encoding: Encoding;
  bom: number;
  framing: Framing;
  /** Stop after this many bytes (for sniffing). */
  limit?: number;
  /** Called after each chunk with the bytes read so far: the place for progress and cancel. */
  onChunk?: (bytes: number) => void | Promise<void>;
}

/** The records' places in order. Reads the source once, a chunk at a time. */
export async function* scan(bytes: Bytes, options: ScanOptions): AsyncGenerator<Span> {
  const { encoding, bom, framing } = options;
  const unit = unitBytes(encoding);
  const end = Math.min(bytes.size, options.limit ?? bytes.size);
  if (framing === 'text') {
    if (end > bom) yield { line: 1, start: bom, end, complete: true };
    return;
  }
  const machine =
    framing === 'lines'
      ? lineMachine()
      : framing === 'array' || framing === 'values'
        ? valueMachine(framing)
        : memberMachine(framing.slice('member:'.length).split('|'));
  for (let position = bom; position < end; position += CHUNK) {
    const chunk = structure(bytes.read(position, Math.min(CHUNK, end - position)), encoding);
    const found = machine.feed(chunk);
    for (const span of found) yield toBytes(span, bom, unit);
    await options.onChunk?.(Math.min(position + CHUNK, end));
  }
  for (const span of machine.end()) yield toBytes(span, bom, unit);
}

const toBytes = (span: Span, bom: number, unit: number): Span => ({
  ...span,
  start: bom + span.start * unit,
  end: bom + span.end * unit,
});

export interface Machine {
  /** Takes the next chunk of structure bytes; gives the records that end in it, in code units from the start. */
  feed(chunk: Uint8Array): Span[];
  end(): Span[];
}

function lineMachine(): Machine {
  let base = 0;
  let line = 1;
  let start = 0;
  let blank = true;
  const cut = (end: number, complete: boolean, into: Span[]): void => {
    if (!blank) into.push({ line, start, end, complete });
    blank = true;
  };
  return {
    feed(chunk) {
      const found: Span[] = [];
      let from = 0;
      while (from < chunk.length) {
        const next = chunk.indexOf(NEWLINE, from);
        const stop = next < 0 ? chunk.length : next;
        for (let i = from; blank && i < stop; i++) if (!isSpace(chunk[i] as number)) blank = false;
        if (next < 0) break;
        cut(base + next, true, found);
        line++;
        start = base + next + 1;
        from = next + 1;
      }
      base += chunk.length;
      return found;
    },
    end() {
      const found: Span[] = [];
      // A last line without a newline may still be whole: the parser decides.
      cut(base, false, found);
      return found;
    },
  };
}

const SHORT = 24;

/** Where a byte stands next; remembered, so that one search serves all positions before its hit. */
class Finder {
  private at = -1;
  constructor(private readonly byte: number) {}
  from(chunk: Uint8Array, position: number): number {
    if (this.at < position) {
      const found = chunk.indexOf(this.byte, position);
      this.at = found < 0 ? chunk.length : found;
    }
    return this.at;
  }
}

/**
 * Follows strings and brackets, and only as much grammar as it takes to notice that a value is broken: a line end inside a
 * string, or a bracket where none may open. There the broken value ends, so that it cannot swallow those behind it.
 */
export function valueMachine(framing: 'array' | 'values', from = { base: 0, line: 1 }): Machine {
  let { base, line } = from;
  /** Inside the top-level array; always false for `values`. */
  let inside = false;
  let floor = 0;
  let depth = 0;
  let inString = false;
  let escaped = false;
  /** Last byte that was neither space nor inside a string; a string leaves its quote. */
  let previous = 0;
  /** Is the container at this depth an object? */
  const isObject: boolean[] = [];
  let open: { line: number; start: number } | undefined;

  const close = (end: number, complete: boolean, into: Span[]): void => {
    if (open) into.push({ ...open, end, complete });
    open = undefined;
    depth = floor;
  };
  const mayOpen = (): boolean =>
    previous === COLON
      ? isObject[depth] === true
      : isObject[depth] === false && (previous === COMMA || previous === 0x5b);

  /** A byte outside of strings that is no space. */
  const take = (b: number, at: number, found: Span[]): void => {
    if (depth === floor) {
      if (b === COMMA) close(at, true, found);
      else if (closes(b)) {
        // The end of the top-level array, or a stray bracket: ends what is open.
        close(at, true, found);
        if (inside && b === 0x5d) {
          inside = false;
          floor = 0;
          depth = 0;
        }
      } else if (framing === 'array' && !inside && !open && b === 0x5b) {
        inside = true;
        floor = 1;
        depth = 1;
      } else {
        if (open && opens(b)) close(at, true, found);
        open ??= { line, start: at };
        if (b === QUOTE) inString = true;
        else if (opens(b)) isObject[++depth] = b === 0x7b;
      }
    } else if (closes(b)) {
      depth--;
      if (depth === floor) close(at + 1, true, found);
    } else if (b === QUOTE) inString = true;
    else if (opens(b)) {
      if (!mayOpen()) {
        close(at, true, found);
        open = { line, start: at };
      }
      isObject[++depth] = b === 0x7b;
    }
    previous = b;
  };

  return {
    feed(chunk) {
      const found: Span[] = [];
      const [quotes, backslashes, newlines] = [new Finder(QUOTE), new Finder(BACKSLASH), new Finder(NEWLINE)];
      for (let i = 0; i < chunk.length; i++) {
        let b = chunk[i] as number;
        if (inString) {
          if (escaped) {
            escaped = false;
            if (b !== NEWLINE) continue;
          }
          // Most bytes of a log are inside strings: keys end soon, texts are left to the engine's search.
          const soon = Math.min(i + SHORT, chunk.length);
          while (b !== QUOTE && b !== BACKSLASH && b !== NEWLINE && i < soon) b = chunk[++i] as number;
          if (i === soon && i < chunk.length) {
            i = Math.min(quotes.from(chunk, i), backslashes.from(chunk, i), newlines.from(chunk, i));
            b = chunk[i] as number;
          }
          if (b === BACKSLASH) escaped = true;
          else if (b === QUOTE) inString = false;
          else if (b === NEWLINE) {
            inString = false;
            line++;
          }
          continue;
        }
        if (b === NEWLINE) line++;
        if (isSpace(b)) {
          if (open && depth === 0) close(base + i, true, found);
        } else take(b, base + i, found);
      }
      base += chunk.length;
      return found;
    },
    end() {
      const found: Span[] = [];
      close(base, depth === floor && !inString, found);
      return found;
    },
  };
}
