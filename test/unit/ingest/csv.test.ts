import { describe, expect, it } from 'vitest';
import { type CsvRow, parseCsv, sniffDelimiter, UnclosedQuote } from '../../../src/ingest/text/csv.ts';
import { copyValue, dumpRows } from '../../../src/ingest/text/sql.ts';

const pieces = (text: string, size: number): string[] => text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];

describe('CSV', () => {
  const TEXT = 'a,b,c\r\n1,"x ""y"", z\r\nnew",\r\n\n,"",3\n"q",\'plain"quote,"end"';
  const ROWS: CsvRow[] = [
    { line: 1, cells: ['a', 'b', 'c'] },
    { line: 2, cells: ['1', 'x "y", z\r\nnew', null] },
    { line: 5, cells: [null, '', '3'] },
    { line: 6, cells: ['q', '\'plain"quote', 'end'] },
  ];
  it('is the same wherever the pieces are cut', () => {
    for (let size = 1; size <= TEXT.length; size++) {
      expect([...parseCsv(pieces(TEXT, size), ',')], `pieces of ${size}`).toEqual(ROWS);
    }
  });
  it('says on which line a quote was opened that nothing closes', () => {
    expect(() => [...parseCsv(['a,b\n1,"open\n2,3\n'], ',')]).toThrow(UnclosedQuote);
    expect(() => [...parseCsv(['a,b\n1,"open\n2,3\n'], ',')]).toThrow('line 2');
  });
  it.each([
    ['a,b;c,d', ','],
    ['a;b;c', ';'],
    ['a\tb\tc,d', '\t'],
    ['"a;b;c;d",e', ','],
    ['only', ','],
  ])('%j is cut by %j', (head, delimiter) => {
    expect(sniffDelimiter(head)).toBe(delimiter);
  });
});

describe('SQL dumps', () => {
  it.each([
    ['\\N', null],
    ['a\\tb\\nc\\\\d', 'a\tb\nc\\d'],
    ['\\x41\\101\\q', 'AAq'],
    ['', ''],
    ['\\\\N', '\\N'],
  ])('COPY %j is %j', (text, value) => {
    expect(copyValue(text)).toBe(value);
  });
  const rows = (text: string) => [...dumpRows(text.split('\n'), () => true)].map((r) => [r.table, r.line, ...r.values]);
  it('reads tuples with brackets, casts, functions and every kind of string', () => {
    expect(
      rows(
        "INSERT INTO t (a, b, c, d) VALUES ('it''s (1), ok', 1.5, NULL, TRUE), (E'x\\ty\\'z', -3, now(), '[1]'::jsonb);",
      ),
    ).toEqual([
      ['t', 1, "it's (1), ok", 1.5, null, true],
      ['t', 1, "x\ty'z", -3, 'now()', '[1]'],
    ]);
  });
  it('passes over tables that nobody wants, also their lines that look like statements', () => {
    const dump = [
      'COPY public.a (x) FROM stdin;',
      'INSERT INTO b (y) VALUES (1);',
      '\\.',
      'INSERT INTO b (y) VALUES (2);',
    ];
    const found = [...dumpRows(dump, (table) => table === 'b')];
    expect(found.map((r) => [r.table, r.values])).toEqual([['b', [2]]]);
  });
});
