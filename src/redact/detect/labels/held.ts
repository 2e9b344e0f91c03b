/** Which of many words a text holds: one pass for all rows of the tables of shapes, instead of a search for each. */
import { Automaton } from '../../../kit/automaton.ts';

/** A row of such a table: its pattern can only match where the text holds one of these, in lower case. */
export interface Needy {
  needs: readonly string[];
}

/** One pass serves all tables: they are asked about the same text in a row. */
class Held {
  private readonly words: string[] = [];
  /** By word: its tables, each with its rows that need the word. */
  private readonly needing: Map<number, readonly number[]>[] = [];
  private tables = 0;
  private scanner: Automaton | undefined;
  private lastText = '';
  /** By table: the rows worth trying in the last text. */
  private rows: (Set<number> | undefined)[] = [];

  /** @returns the table's number */
  add(rows: readonly Needy[]): number {
    const table = this.tables++;
    rows.forEach(({ needs }, row) => {
      for (const word of needs) {
        let at = this.words.indexOf(word);
        if (at < 0) {
          at = this.words.push(word) - 1;
          this.needing.push(new Map());
        }
        this.needing[at]?.set(table, [...(this.needing[at]?.get(table) ?? []), row]);
      }
    });
    this.scanner = undefined;
    this.lastText = '';
    return table;
  }

  rowsOf(table: number, text: string): ReadonlySet<number> | undefined {
    if (text !== this.lastText) {
      this.rows = [];
      this.scanner ??= new Automaton(this.words, { ignoreAsciiCase: true });
      this.scanner.scan(text, (word) => this.hold(word));
      this.lastText = text;
    }
    return this.rows[table];
  }

  private hold(word: number): void {
    for (const [table, rows] of this.needing[word] ?? []) {
      const held = this.rows[table] ?? new Set();
      this.rows[table] = held;
      for (const row of rows) held.add(row);
    }
  }
}

const HELD = new Held();

/**
 * @param rows all rows that will be asked about
 * @returns a function from a text to the rows worth trying, in their order
 */
export function rowsFor<Row extends Needy>(rows: readonly Row[]): (text: string) => readonly Row[] {
  const table = HELD.add(rows);
  const none: readonly Row[] = [];
  return (text) => {
    const found = HELD.rowsOf(table, text);
    return found ? rows.filter((_, row) => found.has(row)) : none;
  };
}
