/** A record a line. */
import { isSpace, NEWLINE } from './json-bytes.ts';
import type { Machine, Span } from './machine.ts';

export function lineMachine(): Machine {
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
