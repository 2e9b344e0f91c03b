/** Rows in SQL dumps: PostgreSQL's COPY blocks, and INSERT statements (also of MySQL and SQLite). */

export interface DumpRow {
  table: string;
  columns: readonly string[];
  values: (string | number | boolean | null)[];
  /** Line of the dump, from 1. */
  line: number;
}

const COPY = /^COPY\s+(\S+(?:\s*\.\s*\S+)?)\s*\(([^)]*)\)\s+FROM\s+stdin/i;
const CREATE = /^\s*CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?([^\s(]+)\s*\(/i;
const INSERT = /^\s*INSERT\s+INTO\s+([^\s(]+)\s*(?:\(([^)]*)\))?\s*(?:OVERRIDING\s+\w+\s+VALUE\s*)?VALUES\s*/i;
/** A statement longer than this is not read. */
const MAX_STATEMENT = 64 << 20;

/** Tables by name and columns: is it of use? The lines of others are passed over. */
type Wanted = (table: string, columns: readonly string[]) => boolean;
/** A statement, or its rest, that could not be read; `line`: where it begins. */
type OnLost = (line: number, reason: string) => void;

export function* dumpRows(lines: Iterable<string>, want: Wanted, onLost: OnLost = () => undefined): Generator<DumpRow> {
  const created = new Map<string, string[]>();
  let copy: { table: string; columns: string[]; wanted: boolean } | undefined;
  let creating: { table: string; columns: string[] } | undefined;
  let statement: { text: string; line: number } | undefined;
  let number = 0;
  for (const raw of lines) {
    number++;
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (copy) {
      if (line === '\\.') copy = undefined;
      else if (copy.wanted) {
        yield { table: copy.table, columns: copy.columns, values: line.split('\t').map(copyValue), line: number };
      }
      continue;
    }
    if (statement) {
      statement.text += `\n${line}`;
      if (statement.text.length > MAX_STATEMENT) {
        onLost(statement.line, `a statement of more than ${MAX_STATEMENT >> 20} MiB; dump with one row a statement`);
        statement = undefined;
      } else if (/;\s*$/.test(line) && isWhole(statement.text)) {
        yield* insertRows(statement, created, want, onLost);
        statement = undefined;
      }
      continue;
    }
    if (creating) {
      const column = /^\s*(?:"((?:[^"]|"")+)"|`([^`]+)`|\[([^\]]+)\]|(\w+))\s+\S/.exec(line);
      const name = column?.[1]?.replaceAll('""', '"') ?? column?.[2] ?? column?.[3] ?? column?.[4];
      if (/^\s*\)/.test(line)) {
        created.set(creating.table, creating.columns);
        creating = undefined;
      } else if (name && !/^(?:PRIMARY|FOREIGN|UNIQUE|CONSTRAINT|CHECK|KEY|INDEX|EXCLUDE)$/i.test(name))
        creating.columns.push(name);
      continue;
    }
    const start = COPY.exec(line);
    if (start) {
      const table = tableName(start[1] as string);
      const columns = names(start[2] as string);
      copy = { table, columns, wanted: want(table, columns) };
    } else if (INSERT.test(line)) {
      if (/;\s*$/.test(line) && isWhole(line)) yield* insertRows({ text: line, line: number }, created, want, onLost);
      else statement = { text: line, line: number };
    } else {
      const create = CREATE.exec(line);
      if (create && line.trimEnd().endsWith('(')) creating = { table: tableName(create[1] as string), columns: [] };
      else if (create) created.set(tableName(create[1] as string), inlineColumns(line));
    }
  }
  // The last statement may lack its semicolon; of half a one, the rows before are read and the rest is reported.
  if (statement) yield* insertRows(statement, created, want, onLost);
  else if (copy?.wanted) onLost(number + 1, 'the dump ends in the midst: what came before was read; dump it again');
}

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
  statement: { text: string; line: number },
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

function bareValue(text: string): string | number | boolean | null {
  if (/^null$/i.test(text)) return null;
  if (/^true$/i.test(text)) return true;
  if (/^false$/i.test(text)) return false;
  return /^-?\d{1,15}(?:\.\d+)?$/.test(text) ? Number(text) : text;
}
