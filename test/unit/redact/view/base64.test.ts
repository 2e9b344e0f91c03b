import { describe, expect, it } from 'vitest';
import { base64In } from '../../../../src/redact/view/base64.ts';

const encode = (text: string): string => Buffer.from(text).toString('base64');
const said = (text: string): string[] => base64In(text).map((one) => one.text);

describe('text in base64', () => {
  const secret = 'user: mo, mail: mo@plein.example';
  it.each<[string, string]>([
    ['alone', encode(secret)],
    ['behind a label', `  auth: ${encode(secret)}\n`],
    ['in quotes', `{"auth":"${encode(secret)}"}`],
    ['in an address', `data:text/plain;base64,${encode(secret)}`],
    ['for addresses', `?state=${Buffer.from(secret).toString('base64url')}&x=1`],
  ])('%s', (_, text) => {
    expect(said(text)).toEqual([secret]);
  });

  it('has its padding and is read over lines', () => {
    const long = 'Straße 5, Größe 7; '.repeat(12);
    const lines = encode(long).replace(/(.{76})/g, '$1\n  ');
    const text = `body:\n  ${lines}\nend`;
    const [found] = base64In(text);
    expect(found?.text).toBe(long);
    expect(text.slice(found?.start, found?.end)).toBe(lines);
    const padded = `x ${encode('mo@plein.exampl')} y ${encode('mo@plein.example')} z`;
    expect(base64In(padded).map((one) => padded.slice(one.start, one.end))).toEqual([
      encode('mo@plein.exampl'),
      encode('mo@plein.example'),
    ]);
  });

  it.each<[string, string]>([
    ['random bytes', 'k3VQnTz1bXw8LrYp0aJdHs6GfCeM2uNoB9iRtE4KqWvZ5xUjS7yDlPmAh+Fg/OcI'],
    ['an image', `data:image/svg+xml;base64,${encode('<svg><title>mo@plein.example</title></svg>')}`],
    ['a certificate', 'MIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBaMQswCQYDVQQGEwJJRTESMBAG'],
    ['a hash', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
    ['a path', 'src/components/navigation/sidebar/internationalization/index'],
    ['a name', 'getDefaultConfigurationForWorkspace_andAnotherLongNameOfSomething'],
    ['a short run', encode('mo@x.example').slice(0, 12)],
    ['control characters', encode('ab\u0001cd\u0002efghijkl and more')],
  ])('is not: %s', (_, text) => {
    expect(said(text)).toEqual([]);
  });
});
