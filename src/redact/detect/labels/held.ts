/** Which of many words a text holds: one pass for all rows of the tables of shapes, instead of a search for each. */
import { Automaton } from '../../../kit/automaton.ts';

/** A row of such a table: its pattern can only match where the text holds one of these, in lower case. */
export interface Needy {
  needs: readonly string[];
}

/**
 * @param rows all rows that will be asked about
 * @returns a function from a text to the rows worth trying, in their order
 */
export function rowsFor<Row extends Needy>(rows: readonly Row[]): (text: string) => readonly Row[] {
  const words = [...new Set(rows.flatMap(({ needs }) => needs))];
  const rowsOf = words.map((word) => rows.flatMap(({ needs }, row) => (needs.includes(word) ? [row] : [])));
  const scanner = new Automaton(words, { ignoreAsciiCase: true });
  const none: readonly Row[] = [];
  return (text) => {
    let found: Set<number> | undefined;
    scanner.scan(text, (word) => {
      found ??= new Set();
      for (const row of rowsOf[word] ?? []) found.add(row);
    });
    return found ? rows.filter((_, row) => found?.has(row)) : none;
  };
}
