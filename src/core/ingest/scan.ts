/** Cuts a source into records without ever holding more than one of them. */
import type { Bytes, Encoding } from './bytes.ts';
import { structure, unitBytes } from './bytes.ts';

/**
 * lines: a record a line. array: the elements of one top-level JSON array. values: JSON values one after the other, however
 * they are broken into lines (one pretty-printed document is the case of one). text: the whole source is one record.
 */
export type Framing = 'lines' | 'array' | 'values' | 'text';

/** A record's place: first line from 1, byte range with end exclusive. `complete` is false for a half-written tail. */
export interface Span {
  line: number;
  start: number;
  end: number;
  complete: boolean;
}

export const CHUNK = 1 << 20;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NEWLINE = 0x0a;
const COMMA = 0x2c;
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
  const machine = framing === 'lines' ? lineMachine() : valueMachine(framing);
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

interface Machine {
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

/** Follows strings and brackets only: enough to find where a value ends, in any JSON that is well nested. */
function valueMachine(framing: 'array' | 'values'): Machine {
  const floor = framing === 'array' ? 1 : 0;
  let base = 0;
  let line = 1;
  let depth = 0;
  let inString = false;
  let escaped = false;
  let open: { line: number; start: number } | undefined;

  const close = (end: number, complete: boolean, into: Span[]): void => {
    if (open) into.push({ ...open, end, complete });
    open = undefined;
  };

  return {
    feed(chunk) {
      const found: Span[] = [];
      for (let i = 0; i < chunk.length; i++) {
        let b = chunk[i] as number;
        if (inString) {
          if (escaped) {
            escaped = false;
            continue;
          }
          // Most bytes of a log are inside strings: a loop of its own for them.
          while (b !== QUOTE && b !== BACKSLASH && i < chunk.length) {
            if (b === NEWLINE) line++;
            b = chunk[++i] as number;
          }
          if (b === BACKSLASH) escaped = true;
          else if (b === QUOTE) inString = false;
          continue;
        }
        if (b === NEWLINE) line++;
        if (isSpace(b)) {
          if (open && depth === floor && floor === 0) close(base + i, true, found);
          continue;
        }
        if (depth < floor) {
          if (b === 0x5b) depth = floor;
          continue;
        }
        if (depth === floor && b === COMMA) {
          close(base + i, true, found);
          continue;
        }
        if (closes(b)) {
          if (depth === floor) {
            // The end of the top-level array, or a stray bracket: ends what is open.
            close(base + i, true, found);
            if (floor > 0) depth = 0;
            continue;
          }
          depth--;
          if (depth === floor) close(base + i + 1, true, found);
          continue;
        }
        if (!open) open = { line, start: base + i };
        if (b === QUOTE) inString = true;
        else if (opens(b)) depth++;
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
