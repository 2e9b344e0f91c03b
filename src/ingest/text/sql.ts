/** Rows in SQL dumps: PostgreSQL's COPY blocks, and INSERT statements (also of MySQL and SQLite). */

export interface DumpRow {
  table: string;
  columns: readonly string[];
  values: (string | number | boolean | null)[];
  /** Line of the dump, from 1. */
  line: number;
}

/** Statements by their beginnings. Names may be quoted, and have a schema before them. */
const COPY = /^COPY\s+(\S+(?:\s*\.\s*\S+)?)\s*\(([^)]*)\)\s+FROM\s+stdin/i;
const CREATE = /^\s*CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?([^\s(]+)\s*\(/i;
const INSERT = /^\s*INSERT\s+INTO\s+([^\s(]+)\s*(?:\(([^)]*)\))?\s*(?:OVERRIDING\s+\w+\s+VALUE\s*)?VALUES\s*/i;
/** A statement longer than this is not read. */
const MAX_STATEMENT = 64 << 20;

/** Tables by name and columns: is it of use? The lines of others are passed over. */
type Wanted = (table: string, columns: readonly string[]) => boolean;
/** A statement, or its rest, that could not be read; `line`: where it begins. */
type OnLost = (line: number, reason: string) => void;

/**
 * The rows of all wanted tables, in the order of the dump.
 *
 * @param lines without line ends; a carriage return at the end is taken off.
 */
export function* dumpRows(lines: Iterable<string>, want: Wanted, onLost: OnLost = () => undefined): Generator<DumpRow> {
  const dump = new Dump(want, onLost);
  for (const raw of lines) yield* dump.line(raw.endsWith('\r') ? raw.slice(0, -1) : raw);
  yield* dump.end();
}

interface Statement {
  text: string;
  line: number;
}

/** Reads a dump line by line. At most one of `copy`, `statement` and `creating` is open. */
class Dump {
  /** Columns of the tables that were created, for an INSERT that names none. */
  private readonly created = new Map<string, string[]>();
  private copy: { table: string; columns: string[]; wanted: boolean } | undefined;
  private creating: { table: string; columns: string[] } | undefined;
  private statement: Statement | undefined;
  private number = 0;

  constructor(
    private readonly want: Wanted,
    private readonly onLost: OnLost,
  ) {}

  *line(line: string): Generator<DumpRow> {
    this.number++;
    if (this.copy) yield* this.copied(line, this.copy);
    else if (this.statement) yield* this.goOn(line, this.statement);
    else if (this.creating) this.column(line, this.creating);
    else yield* this.start(line);
  }

  /** The last statement may lack its semicolon; of half a one, the rows before are read and the rest is reported. */
  *end(): Generator<DumpRow> {
    if (this.statement) yield* this.rows(this.statement);
    else if (this.copy?.wanted)
      this.onLost(this.number + 1, 'the dump ends in the midst: what came before was read; dump it again');
  }

  private *start(line: string): Generator<DumpRow> {
    const copy = COPY.exec(line);
    if (copy) {
      const table = tableName(copy[1] as string);
      const columns = names(copy[2] as string);
      this.copy = { table, columns, wanted: this.want(table, columns) };
    } else if (INSERT.test(line)) {
      const statement = { text: line, line: this.number };
      if (isEnded(line, line)) yield* this.rows(statement);
      else this.statement = statement;
    } else this.create(line);
  }

  private *copied(line: string, { table, columns, wanted }: NonNullable<Dump['copy']>): Generator<DumpRow> {
    if (line === '\\.') this.copy = undefined;
    else if (wanted) yield { table, columns, values: line.split('\t').map(copyValue), line: this.number };
  }

  private *goOn(line: string, statement: Statement): Generator<DumpRow> {
    statement.text += `\n${line}`;
    if (statement.text.length > MAX_STATEMENT) {
      const reason = `a statement of more than ${MAX_STATEMENT >> 20} MiB; dump with one row per statement`;
      this.onLost(statement.line, reason);
      this.statement = undefined;
    } else if (isEnded(line, statement.text)) {
      yield* this.rows(statement);
      this.statement = undefined;
    }
  }

  private create(line: string): void {
    const create = CREATE.exec(line);
    if (!create) return;
    const table = tableName(create[1] as string);
    if (line.trimEnd().endsWith('(')) this.creating = { table, columns: [] };
    else this.created.set(table, inlineColumns(line));
  }

  private column(line: string, { table, columns }: NonNullable<Dump['creating']>): void {
    if (/^\s*\)/.test(line)) {
      this.created.set(table, columns);
      this.creating = undefined;
      return;
    }
    const column = /^\s*(?:"((?:[^"]|"")+)"|`([^`]+)`|\[([^\]]+)\]|(\w+))\s+\S/.exec(line);
    const name = column?.[1]?.replaceAll('""', '"') ?? column?.[2] ?? column?.[3] ?? column?.[4];
    if (name && !/^(?:PRIMARY|FOREIGN|UNIQUE|CONSTRAINT|CHECK|KEY|INDEX|EXCLUDE)$/i.test(name)) columns.push(name);
  }

  private rows(statement: Statement): Generator<DumpRow> {
    return insertRows(statement, this.created, this.want, this.onLost);
  }
}

/** Is `line` the last one of the statement `text`? */
const isEnded = (line: string, text: string): boolean => /;\s*$/.test(line) && isWhole(text);

const unquote = (name: string): string =>
  name
    .trim()
    .replace(/^["`[]|["`\]]$/g, '')
    .replaceAll('""', '"');
const names = (list: string): string[] => list.split(',').map(unquote);
const tableName = (name: string): string => name.split('.').map(unquote).join('.');

/** SQLite writes a table's definition on one line. */
const inlineColumns = (line: string): string[] =>
  line
    .slice(line.indexOf('(') + 1)
    .split(',')
    .map((c) => unquote(c.trim().split(/\s+/)[0] ?? ''))
    .filter((c) => c !== '' && !/^(?:PRIMARY|FOREIGN|UNIQUE|CONSTRAINT|CHECK)$/i.test(c));

const ESCAPES: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** COPY's text format. */
export function copyValue(text: string): string | null {
  if (text === '\\N') return null;
  if (!text.includes('\\')) return text;
  return text.replace(/\\(x[0-9a-fA-F]{1,2}|[0-7]{1,3}|[\s\S])/g, (_, e: string) => {
    if (/^x[0-9a-fA-F]/.test(e)) return String.fromCharCode(Number.parseInt(e.slice(1), 16));
    if (/^[0-7]/.test(e)) return String.fromCharCode(Number.parseInt(e, 8));
    return ESCAPES[e] ?? e;
  });
}

/** No string is open at the end. Backslashes escape in E'…' strings and in MySQL's. */
function isWhole(text: string): boolean {
  const bare = text.replace(/\bE'(?:[^'\\]|\\[\s\S]|'')*'/gi, '').replace(/'(?:[^']|'')*'/g, '');
  if (!bare.includes("'")) return true;
  return !text.replace(/'(?:[^'\\]|\\[\s\S]|'')*'/g, '').includes("'");
}

function* insertRows(
  statement: Statement,
  created: Map<string, string[]>,
  want: Wanted,
  onLost: OnLost,
): Generator<DumpRow> {
  const { text } = statement;
  const head = INSERT.exec(text);
  if (!head) return;
  const table = tableName(head[1] as string);
  const columns = head[2] === undefined ? (created.get(table) ?? []) : names(head[2]);
  if (columns.length === 0 || !want(table, columns)) return;
  const mysql = text.includes('`');
  let at = head[0].length;
  while (text[at] === '(') {
    const row = tuple(text, at + 1, mysql);
    if (!row) {
      onLost(statement.line, 'an INSERT with values that cannot be read: its rows before were read; dump it again');
      return;
    }
    yield { table, columns, values: row.values, line: statement.line };
    at = row.end;
    while (/[\s,]/.test(text[at] ?? '')) at++;
  }
}

const STRING = /(E?)'((?:[^'\\]|''|\\[\s\S])*)'/iy;
const PLAIN_STRING = /'((?:[^']|'')*)'/y;
const BARE = /[^,()']+(?:\([^)]*\))?/y;

/** One `(…)` of VALUES. undefined: it cannot be read, or the statement ends in it. */
function tuple(text: string, from: number, mysql: boolean): { values: DumpRow['values']; end: number } | undefined {
  const values: DumpRow['values'] = [];
  let at = from;
  for (;;) {
    while (/\s/.test(text[at] ?? '')) at++;
    const escaped = mysql || /^E'/i.test(text.slice(at, at + 2));
    const pattern = escaped ? STRING : PLAIN_STRING;
    pattern.lastIndex = at;
    const string = pattern.exec(text);
    if (string) {
      const body = (escaped ? string[2] : string[1]) as string;
      const value = body.replaceAll("''", "'");
      values.push(escaped ? value.replace(/\\([\s\S])/g, (_, e: string) => ESCAPES[e] ?? e) : value);
      at = pattern.lastIndex;
      const cast = /\s*::[\w "[\]]+/y;
      cast.lastIndex = at;
      if (cast.exec(text)) at = cast.lastIndex;
    } else {
      BARE.lastIndex = at;
      const bare = BARE.exec(text);
      if (!bare) return undefined;
      values.push(bareValue(bare[0].trim()));
      at = BARE.lastIndex;
    }
    while (/\s/.test(text[at] ?? '')) at++;
    if (text[at] === ')') return { values, end: at + 1 };
    if (text[at] !== ',') return undefined;
    at++;
  }
}

/** A value without quotes. Numbers of more than 15 digits stay text, so that none is rounded. */
function bareValue(text: string): string | number | boolean | null {
  if (/^null$/i.test(text)) return null;
  if (/^true$/i.test(text)) return true;
  if (/^false$/i.test(text)) return false;
  return /^-?\d{1,15}(?:\.\d+)?$/.test(text) ? Number(text) : text;
}
