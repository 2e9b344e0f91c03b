/** What the model is given to read: the text around each doubtful place, never code, and never more than it can hold. */
import { isCodeLine } from '../prose/code.ts';

export interface Range {
  start: number;
  end: number;
}
export const overlap = (a: Range, b: Range): boolean => a.start < b.end && b.start < a.end;

export interface Window extends Range {
  /** What is read, as long as the range: lines of code are blank. */
  text: string;
  /** Code is in it or nearby. */
  code: boolean;
}

/** Characters before and after a place. Half as many lose names whose proof stands a sentence away; twice as many gain nothing. */
const AROUND = 150;
/** Characters of one window: some 150 pieces, well within what models of this kind read at once. */
const MOST = 600;
/** How near code makes a text one of code, in characters before and behind a window. */
const NEARBY = 1_500;
/** A line longer than this is data, not a sentence with a name in it. */
const LONG_LINE = 20_000;

/**
 * @param places in any order; those in code are left out
 * @returns windows in the order of the text, and for each the places it was made for
 */
export function windowsAround<P extends Range>(
  text: string,
  places: readonly P[],
): { window: Window; places: readonly P[] }[] {
  const out: { window: Window; places: P[] }[] = [];
  let open: { start: number; end: number; places: P[] } | undefined;
  const close = (): void => {
    if (open) out.push({ window: cut(text, open.start, open.end), places: open.places });
    open = undefined;
  };
  for (const place of [...places].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (place.end - place.start > AROUND || inCode(text, place.start)) continue;
    const end = Math.min(text.length, place.end + AROUND);
    if (open && place.start - AROUND <= open.end && end - open.start <= MOST) {
      open.end = Math.max(open.end, end);
      open.places.push(place);
    } else {
      close();
      open = { start: Math.max(0, place.start - AROUND), end, places: [place] };
    }
  }
  close();
  return out;
}

/** Whole words at both ends. */
function cut(text: string, from: number, to: number): Window {
  const start = from === 0 ? 0 : wordStart(text, from);
  const end = to === text.length ? to : wordEnd(text, to);
  const part = text.slice(start, end);
  const shown = withoutCode(part, text, start);
  return { start, end, text: shown, code: shown !== part || hasCode(text, start - NEARBY, end + NEARBY) };
}

const SPACE = /\s/;
const LONGEST_WORD = 40;

function wordStart(text: string, from: number): number {
  for (let at = from; at < from + LONGEST_WORD; at++) if (SPACE.test(text.charAt(at - 1))) return at;
  return from;
}

function wordEnd(text: string, to: number): number {
  for (let at = to; at > to - LONGEST_WORD; at--) if (SPACE.test(text.charAt(at))) return at;
  return to;
}

/** Lines of code as blanks, so that offsets stay; a line that the window cuts is judged as a whole. */
function withoutCode(part: string, text: string, start: number): string {
  let at = start;
  return part
    .split('\n')
    .map((line) => {
      const shown = inCode(text, at) ? ' '.repeat(line.length) : line;
      at += line.length + 1;
      return shown;
    })
    .join('\n');
}

function hasCode(text: string, from: number, to: number): boolean {
  for (let at = Math.max(0, from); at < to && at < text.length; ) {
    if (inCode(text, at)) return true;
    const newline = text.indexOf('\n', at);
    if (newline < 0) return false;
    at = newline + 1;
  }
  return false;
}

function inCode(text: string, at: number): boolean {
  // Looked for within bounds: thousands of names in one line of a megabyte must not read it thousands of times.
  const before = text.slice(Math.max(0, at - LONG_LINE), at);
  const behind = text.slice(at, at + LONG_LINE);
  const [back, forth] = [before.lastIndexOf('\n'), behind.indexOf('\n')];
  if ((back < 0 && at > LONG_LINE) || (forth < 0 && behind.length === LONG_LINE)) return true;
  return isCodeLine(before.slice(back + 1) + (forth < 0 ? behind : behind.slice(0, forth)));
}
