/** Rows of a dump: what each state of the reader takes and passes over. */
import { describe, expect, it } from 'vitest';
import { type DumpRow, dumpRows } from '../../../../src/ingest/text/sql.ts';

const lost: [number, string][] = [];
const read = (
  lines: string[],
  want: (table: string, columns: readonly string[]) => boolean = () => true,
): DumpRow[] => {
  lost.length = 0;
  return [...dumpRows(lines, want, (line, reason) => lost.push([line, reason]))];
};
const values = (...lines: string[]) => read(lines).map((r) => r.values);

describe('COPY', () => {
  it('rows with their line, up to the mark, whatever they look like', () => {
    const rows = read([
      'COPY public.t (a, "b c") FROM stdin;\r',
      '1\t\\N\r',
      'INSERT INTO t VALUES (1);\tx',
      '\\.',
      '3\t4',
    ]);
    expect(rows).toEqual([
      { table: 'public.t', columns: ['a', 'b c'], values: ['1', null], line: 2 },
      { table: 'public.t', columns: ['a', 'b c'], values: ['INSERT INTO t VALUES (1);', 'x'], line: 3 },
    ]);
    expect(lost).toEqual([]);
  });
  it('one that is cut off is said when its table was wanted', () => {
    const lines = ['COPY t (a) FROM stdin;', '1'];
    expect(read(lines)).toHaveLength(1);
    expect(lost).toEqual([[3, 'the dump ends in the midst: what came before was read; dump it again']]);
    expect(read(lines, () => false)).toEqual([]);
    expect(lost).toEqual([]);
  });
});

describe('INSERT', () => {
  it('over several lines, with a semicolon at the end of a line inside a string', () => {
    const rows = read([
      '-- head',
      "INSERT INTO t (a, b) VALUES ('x;",
      "y', 2),",
      "('z', 3);",
      "INSERT INTO t (a, b) VALUES ('w', 4);",
    ]);
    expect(rows.map((r) => [r.line, ...r.values])).toEqual([
      [2, 'x;\ny', 2],
      [2, 'z', 3],
      [5, 'w', 4],
    ]);
  });
  it('without columns takes those of the table, however it was written', () => {
    const create = {
      multi: ['CREATE TABLE public.t (', '    "a ""q""" text,', '    b integer NOT NULL,', '    PRIMARY KEY (b)', ');'],
      mysql: ['CREATE TABLE IF NOT EXISTS `t` (', '  `a` text,', '  [b] int,', '  KEY `k` (`b`)', ') ENGINE=x;'],
      inline: ['CREATE TABLE t (a TEXT, "b" INTEGER, UNIQUE (a));'],
    };
    const columns = (lines: string[], table: string) =>
      read([...lines, `INSERT INTO ${table} VALUES ('x', 1);`])[0]?.columns;
    expect(columns(create.multi, 'public.t')).toEqual(['a "q"', 'b']);
    expect(columns(create.mysql, '`t`')).toEqual(['a', 'b']);
    expect(columns(create.inline, 't')).toEqual(['a', 'b']);
    expect(columns([], 't')).toBeUndefined();
  });
  it.each([
    ["'a\\tb'", 'a\\tb'],
    ["E'a\\tb'", 'a\tb'],
    ["''", ''],
    ["'x'::character varying", 'x'],
    ['-1.50', -1.5],
    ['1234567890123456789', '1234567890123456789'],
    ['false', false],
    ['Null', null],
    ['now()', 'now()'],
  ])('the value %s', (text, value) => {
    expect(values(`INSERT INTO t (a, b) VALUES (${text}, 1);`)).toEqual([[value, 1]]);
  });
  it('MySQL escapes in every string', () => {
    expect(values("INSERT INTO `t` (`a`) VALUES ('a\\nb\\'c');")).toEqual([["a\nb'c"]]);
  });
  it('an overriding clause', () => {
    expect(values('INSERT INTO t (a) OVERRIDING SYSTEM VALUE VALUES (1);')).toEqual([[1]]);
  });
  it('the last one may lack its semicolon; a broken one keeps the rows before', () => {
    expect(values("INSERT INTO t (a) VALUES ('x')")).toEqual([['x']]);
    expect(lost).toEqual([]);
    expect(values("INSERT INTO t (a) VALUES ('x'), ('y")).toEqual([['x']]);
    expect(lost).toEqual([[1, 'an INSERT with values that cannot be read: its rows before were read; dump it again']]);
  });
  it('one of more than 64 MiB is given up, and what follows is read', () => {
    const big = `('${'x'.repeat(33 << 20)}'),`;
    const rows = values('INSERT INTO t (a) VALUES', big, big, "INSERT INTO t (a) VALUES ('y');");
    expect(rows).toEqual([['y']]);
    expect(lost).toEqual([[1, 'a statement of more than 64 MiB; dump with one row per statement']]);
  });
});
