/** Which rows of a table of shapes are worth trying on a text: those whose words it holds. */
import { termList } from '../../text/terms.ts';

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
  /** By word: the rows that need it. */
  const needing = words.map((word) => rows.flatMap(({ needs }, row) => (needs.includes(word) ? [row] : [])));
  const eachWord = termList(words);
  const none: readonly Row[] = [];
  return (text) => {
    let held: Uint8Array | undefined;
    eachWord(text, (word) => {
      held ??= new Uint8Array(rows.length);
      for (const row of needing[word] ?? []) held[row] = 1;
    });
    return held ? rows.filter((_, row) => held?.[row]) : none;
  };
}
