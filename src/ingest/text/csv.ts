/** CSV and TSV: quotes, newlines in quotes, and empty cells told from empty strings (which only quotes can say). */

export interface CsvRow {
  /** Line of the file on which the row begins, from 1. */
  line: number;
  /** null: an empty cell without quotes. */
  cells: (string | null)[];
}

/** The delimiter that cuts the first line into most cells. */
export function sniffDelimiter(head: string): string {
  const line = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(head)?.[0] ?? '';
  const bare = line.replace(/"(?:[^"]|"")*"/g, '');
  const count = (d: string): number => bare.split(d).length;
  return [',', '\t', ';', '|'].reduce((best, d) => (count(d) > count(best) ? d : best), ',');
}

/** A cell longer than this is a quote that was never closed. */
const MAX_CELL = 64 << 20;

export class UnclosedQuote extends Error {
  constructor(readonly line: number) {
    super(`a quote opened on line ${line} is never closed`);
  }
}

/** @throws UnclosedQuote for a quote that the file, or the longest cell, does not close */
export function* parseCsv(pieces: Iterable<string>, delimiter: string): Generator<CsvRow> {
  const rows = new CsvRows(delimiter);
  let carry = '';
  for (const piece of ends(pieces)) {
    let text = carry + piece;
    carry = '';
    // What quotes and a CR at the end of a piece mean depends on what follows.
    const undecided = piece === '' ? null : /["\r]+$/.exec(text);
    if (undecided) {
      carry = undecided[0];
      text = text.slice(0, undecided.index);
    }
    yield* rows.take(text);
  }
  yield* rows.end();
}

/** The rows so far: cells and quotes go on from one piece to the next. */
class CsvRows {
  private readonly special: RegExp;
  private cells: (string | null)[] = [];
  private cell = '';
  private quoted = false;
  private inQuotes = false;
  private line = 1;
  private rowLine = 1;
  private quoteLine = 1;

  constructor(private readonly delimiter: string) {
    this.special = new RegExp(`[${delimiter === '\t' ? '\\t' : delimiter === '|' ? '\\|' : delimiter}\\n\\r"]`, 'g');
  }

  *take(text: string): Generator<CsvRow> {
    let at = 0;
    while (at < text.length) {
      if (this.inQuotes) {
        at = this.quote(text, at);
        continue;
      }
      this.special.lastIndex = at;
      const found = this.special.exec(text);
      this.cell += text.slice(at, found ? found.index : undefined);
      if (!found) return;
      at = found.index + 1;
      const c = found[0];
      if (c === '"') this.openQuote();
      else if (c === this.delimiter) this.endCell();
      else {
        if (c === '\r' && text[at] === '\n') at++;
        yield* this.endRow();
      }
    }
  }

  *end(): Generator<CsvRow> {
    if (this.inQuotes) throw new UnclosedQuote(this.quoteLine);
    if (this.cell === '' && !this.quoted && this.cells.length === 0) return;
    this.endCell();
    yield { line: this.rowLine, cells: this.cells };
  }

  /** A quote inside of a cell is a character of it. */
  private openQuote(): void {
    if (this.cell !== '' || this.quoted) {
      this.cell += '"';
      return;
    }
    this.inQuotes = true;
    this.quoted = true;
    this.quoteLine = this.line;
  }

  /** Takes what is in quotes from `at`; returns where to go on. */
  private quote(text: string, at: number): number {
    const end = text.indexOf('"', at);
    const part = text.slice(at, end < 0 ? undefined : end);
    this.cell += part;
    for (let n = part.indexOf('\n'); n >= 0; n = part.indexOf('\n', n + 1)) this.line++;
    if (this.cell.length > MAX_CELL) throw new UnclosedQuote(this.quoteLine);
    if (end < 0) return text.length;
    if (text[end + 1] === '"') {
      this.cell += '"';
      return end + 2;
    }
    this.inQuotes = false;
    return end + 1;
  }

  private endCell(): void {
    this.cells.push(this.cell === '' && !this.quoted ? null : this.cell);
    this.cell = '';
    this.quoted = false;
  }

  private *endRow(): Generator<CsvRow> {
    this.endCell();
    if (this.cells.length > 1 || this.cells[0] !== null) yield { line: this.rowLine, cells: this.cells };
    this.cells = [];
    this.line++;
    this.rowLine = this.line;
  }
}

/** The pieces, then an empty one: the end. */
function* ends(pieces: Iterable<string>): Generator<string> {
  for (const piece of pieces) if (piece !== '') yield piece;
  yield '';
}
