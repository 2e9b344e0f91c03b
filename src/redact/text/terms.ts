/**
 * One pass over a text for the terms of all detectors that wait for some: each registers its list, and asks about the same text in
 * a row. Before, every one of them had an automaton and a pass of its own.
 */
import { Automaton } from '../../kit/automaton.ts';

/** Where terms of one list stand, as parallel arrays, ordered by where they end. */
interface Hits {
  terms: number[];
  starts: number[];
}

const NO_HITS: Hits = { terms: [], starts: [] };

const isAlnum = (code: number): boolean => (code >= 48 && code <= 57) || ((code | 32) >= 97 && (code | 32) <= 122);

interface List {
  /** In lower case. */
  terms: readonly string[];
  /** Terms that count only where no letter or digit of ASCII stands before them: most of what is found of short ones is inside words. */
  beginWords: (place: number) => boolean;
}

/** Lists so far. */
const lists: List[] = [];
/** Made when the first text is read: by then all lists are registered. */
let scanner: Automaton | undefined;
/** By term of the scanner: list, place in it and whether it begins words (1), of each that has the term. */
let owners: (readonly number[])[] = [];

let lastText = '';
/** By list: what the last text holds. */
let found: Hits[] = [];

/**
 * @param beginWords of which terms (by place) only those count that no letter or digit of ASCII stands before; default none
 * @returns calls `hit` for every occurrence of one of the terms; capital letters of ASCII in a text count as small ones
 */
export function termList(
  terms: readonly string[],
  beginWords: (place: number) => boolean = () => false,
): (text: string, hit: (term: number, start: number) => void) => void {
  const list = lists.push({ terms, beginWords }) - 1;
  scanner = undefined;
  return (text, hit) => {
    if (text !== lastText || !scanner) read(text);
    // Whatever the callback reads, these stay: another text has arrays of its own.
    const { terms: which, starts } = found[list] ?? NO_HITS;
    for (let i = 0; i < which.length; i++) hit(which[i] as number, starts[i] as number);
  };
}

/** @returns whether a text holds one of the terms: the quick look before a pattern that needs one */
export function holdsAny(terms: readonly string[]): (text: string) => boolean {
  const each = termList(terms);
  return (text) => {
    let found = false;
    each(text, () => {
      found = true;
    });
    return found;
  };
}

function read(text: string): void {
  scanner ??= build();
  found = [];
  const into = found;
  scanner.scan(text, (term, start) => {
    const owned = owners[term] as readonly number[];
    const inside = start > 0 && isAlnum(text.charCodeAt(start - 1));
    for (let i = 0; i < owned.length; i += 3) {
      if (inside && owned[i + 2] === 1) continue;
      const list = owned[i] as number;
      let hits = into[list];
      if (!hits) {
        hits = { terms: [], starts: [] };
        into[list] = hits;
      }
      hits.terms.push(owned[i + 1] as number);
      hits.starts.push(start);
    }
  });
  lastText = text;
}

/** Terms that several lists have are one for the scanner. */
function build(): Automaton {
  const places = new Map<string, number[]>();
  lists.forEach(({ terms, beginWords }, list) => {
    terms.forEach((term, place) => {
      const begins = beginWords(place) ? 1 : 0;
      const known = places.get(term);
      if (known) known.push(list, place, begins);
      else places.set(term, [list, place, begins]);
    });
  });
  owners = [...places.values()];
  return new Automaton([...places.keys()], { ignoreAsciiCase: true });
}
