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

export function* parseCsv(pieces: Iterable<string>, delimiter: string): Generator<CsvRow> {
  const special = new RegExp(`[${delimiter === '\t' ? '\\t' : delimiter === '|' ? '\\|' : delimiter}\\n\\r"]`, 'g');
  let cells: (string | null)[] = [];
  let cell = '';
  let quoted = false;
  let inQuotes = false;
  let line = 1;
  let rowLine = 1;
  let quoteLine = 1;
  let carry = '';
  const endCell = (): void => {
    cells.push(cell === '' && !quoted ? null : cell);
    cell = '';
    quoted = false;
  };
  for (const piece of ends(pieces)) {
    let text = carry + piece;
    carry = '';
    // What quotes and a CR at the end of a piece mean depends on what follows.
    const undecided = piece === '' ? null : /["\r]+$/.exec(text);
    if (undecided) {
      carry = undecided[0];
      text = text.slice(0, undecided.index);
    }
    let at = 0;
    while (at < text.length) {
      if (inQuotes) {
        const end = text.indexOf('"', at);
        const part = text.slice(at, end < 0 ? undefined : end);
        cell += part;
        for (let n = part.indexOf('\n'); n >= 0; n = part.indexOf('\n', n + 1)) line++;
        if (cell.length > MAX_CELL) throw new UnclosedQuote(quoteLine);
        if (end < 0) break;
        if (text[end + 1] === '"') {
          cell += '"';
          at = end + 2;
        } else {
          inQuotes = false;
          at = end + 1;
        }
        continue;
      }
      special.lastIndex = at;
      const found = special.exec(text);
      cell += text.slice(at, found ? found.index : undefined);
      if (!found) break;
      at = found.index + 1;
      const c = found[0];
      if (c === '"') {
        if (cell === '' && !quoted) {
          inQuotes = true;
          quoted = true;
          quoteLine = line;
        } else cell += c;
      } else if (c === delimiter) endCell();
      else {
        if (c === '\r' && text[at] === '\n') at++;
        endCell();
        if (cells.length > 1 || cells[0] !== null) yield { line: rowLine, cells };
        cells = [];
        line++;
        rowLine = line;
      }
    }
  }
  if (inQuotes) throw new UnclosedQuote(quoteLine);
  if (cell !== '' || quoted || cells.length > 0) {
    endCell();
    yield { line: rowLine, cells };
  }
}

/** The pieces, then an empty one: the end. */
function* ends(pieces: Iterable<string>): Generator<string> {
  for (const piece of pieces) if (piece !== '') yield piece;
  yield '';
}
