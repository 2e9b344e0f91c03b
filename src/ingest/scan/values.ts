/** JSON values one after the other, or the elements of one array. */
import {
  BACKSLASH,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  closes,
  isSpace,
  NEWLINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  opens,
  QUOTE,
} from './json-bytes.ts';
import type { Machine, Span } from './machine.ts';

const SHORT = 24;

/** Where a byte occurs next; remembered, so that one search serves all positions before its hit. */
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
      : isObject[depth] === false && (previous === COMMA || previous === OPEN_BRACKET);

  /** A byte outside of strings that is no space. */
  const take = (b: number, at: number, found: Span[]): void => {
    if (depth === floor) {
      if (b === COMMA) close(at, true, found);
      else if (closes(b)) {
        // The end of the top-level array, or a stray bracket: ends what is open.
        close(at, true, found);
        if (inside && b === CLOSE_BRACKET) {
          inside = false;
          floor = 0;
          depth = 0;
        }
      } else if (framing === 'array' && !inside && !open && b === OPEN_BRACKET) {
        inside = true;
        floor = 1;
        depth = 1;
      } else {
        if (open && opens(b)) close(at, true, found);
        open ??= { line, start: at };
        if (b === QUOTE) inString = true;
        else if (opens(b)) isObject[++depth] = b === OPEN_BRACE;
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
      isObject[++depth] = b === OPEN_BRACE;
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
