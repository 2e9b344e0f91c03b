import { describe, expect, it } from 'vitest';
import { viewOf } from '../../../../src/redact/view/view.ts';

const ROWS = ['given_name,born,town', 'Odo,1977-03-09,Moss', 'Rün,1981-11-30,Tromsø'];

describe('prefixes of the lines of a table', () => {
  it.each<[string, string]>([
    ['line numbers', ROWS.map((row, i) => `     ${i + 1}→${row}`).join('\n')],
    ['line numbers with tabs', ROWS.map((row, i) => `     ${i + 1}\t${row}`).join('\n')],
    ['an added file', `--- /dev/null\n+++ b/x.csv\n@@ -0,0 +1,3 @@\n${ROWS.map((row) => `+${row}`).join('\n')}\n`],
    ['behind text', `Read it:\n${ROWS.map((row, i) => ` ${i + 1}→${row}`).join('\n')}\nDone.`],
    ['with semicolons', ROWS.map((row, i) => `${i + 1}→${row.replaceAll(',', ';')}`).join('\n')],
  ])('of %s are taken off', (_, text) => {
    expect(viewOf(text)?.text.replaceAll(';', ',')).toContain(ROWS.join('\n'));
  });

  it.each<[string, string]>([
    ['code', ' 1→def f(a, b):\n 2→  return g(a, b)\n'],
    ['prose', '1→Once, there was a ship\n2→and it sank, of course\n'],
    ['one column', '1→name\n2→Odo\n'],
    ['other numbers of columns', '1→a,b,c\n2→d,e\n'],
    ['numbers in a table', 'x\ty\n1\t2\n2\t3\n'],
    ['a listing from its middle', '41→a,b\n42→c,d\n'],
    ['a changed file', '@@ -4,2 +4,2 @@\n+a,b\n+c,d\n'],
  ])('are not, for %s', (_, text) => {
    expect(viewOf(text)).toBeUndefined();
  });
});
