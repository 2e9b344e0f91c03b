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

/** Lists so far, each with its terms in lower case. */
const lists: (readonly string[])[] = [];
/** Made when the first text is read: by then all lists are registered. */
let scanner: Automaton | undefined;
/** By term of the scanner: list and place in it, of each that has the term. */
let owners: (readonly number[])[] = [];

let lastText = '';
/** By list: what the last text holds. */
let found: Hits[] = [];

/** @returns calls `hit` for every occurrence of one of the terms; capital letters of ASCII in a text count as small ones */
export function termList(terms: readonly string[]): (text: string, hit: (term: number, start: number) => void) => void {
  const list = lists.push(terms) - 1;
  scanner = undefined;
  return (text, hit) => {
    if (text !== lastText || !scanner) read(text);
    // Whatever the callback reads, these stay: another text has arrays of its own.
    const { terms: which, starts } = found[list] ?? NO_HITS;
    for (let i = 0; i < which.length; i++) hit(which[i] as number, starts[i] as number);
  };
}

function read(text: string): void {
  scanner ??= build();
  found = [];
  const into = found;
  scanner.scan(text, (term, start) => {
    const owned = owners[term] as readonly number[];
    for (let i = 0; i < owned.length; i += 2) {
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
  lists.forEach((terms, list) => {
    terms.forEach((term, place) => {
      const known = places.get(term);
      if (known) known.push(list, place);
      else places.set(term, [list, place]);
    });
  });
  owners = [...places.values()];
  return new Automaton([...places.keys()], { ignoreAsciiCase: true });
}
