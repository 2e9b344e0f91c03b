import { describe, expect, it } from 'vitest';
import { readable, secretsOf } from './found.ts';
import { ALNUM, HEX, of } from './samples.ts';

const HEAD = `-----BEGIN RSA ${'PRIVATE'} KEY-----`;
const TAIL = `-----END RSA ${'PRIVATE'} KEY-----`;
const BODY = [...Array.from({ length: 8 }, () => of(`${ALNUM}+/`, 64)), `${of(ALNUM, 30)}==`];
const ALL = [HEAD, ...BODY, TAIL];

/** What programs do to each line of a file that they show. */
const SHOWN: Record<string, (line: string, i: number) => string> = {
  'a mail': (line) => `> ${line}`,
  'an added file': (line) => `+${line}`,
  'a deleted file': (line) => `-${line}`,
  'cat -n': (line, i) => `${String(i + 1).padStart(6)}\t${line}`,
  'docker build': (line, i) => `#7 0.${900 + i} ${line}`,
  'a numbered listing': (line, i) => `${i + 10} | ${line}`,
  'a log with times': (line, i) => `2031-02-01T10:00:0${i % 10}Z ${line}`,
  'an indented block': (line) => `    ${line}`,
};

describe('private keys as programs show them', () => {
  it.each(Object.entries(SHOWN))('in %s: whole, cut off behind, cut off before', (_, show) => {
    for (const lines of [ALL, ALL.slice(0, 6), ALL.slice(5)]) {
      const text = `$ show key\n${lines.map(show).join('\n')}\n$ `;
      for (const line of BODY.filter((one) => text.includes(one))) expect(readable(text, line)).toBe('');
    }
  });

  it('end with their lines', () => {
    const text = `${ALL.slice(0, 4)
      .map((line) => `> ${line}`)
      .join('\n')}\n> and so on, said Bob\n`;
    expect(secretsOf(text)[0]?.endsWith(BODY[2] ?? '')).toBe(true);
    expect(secretsOf(`text before\n${ALL.slice(5).join('\n')}\ntext behind`)).toEqual([ALL.slice(5).join('\n')]);
  });

  it('without their head in a string literal', () => {
    const text = `"key": ...${ALL.slice(5).join('\\n')}\\n"`;
    expect(readable(text, BODY[7] ?? '')).toBe('');
  });

  it('of PuTTY: the private lines, and not the public ones', () => {
    const file = [
      'PuTTY-User-Key-File-2: ssh-rsa',
      'Public-Lines: 2',
      ...BODY.slice(0, 2),
      'Private-Lines: 4',
      ...BODY.slice(2, 6),
      `Private-MAC: ${of(HEX, 40)}`,
    ].join('\n');
    for (const line of BODY.slice(2, 6)) expect(readable(file, line)).toBe('');
    expect(readable(file, BODY[0] ?? '')).toBe(BODY[0]);
  });

  it('are none when they are public, samples, or only the armour', () => {
    for (const text of [
      `-----BEGIN CERTIFICATE-----\n${BODY.join('\n')}\n-----END CERTIFICATE-----`,
      `${BODY.join('\n')}\n-----END PUBLIC KEY-----`,
      `the last line is\n${TAIL}`,
      `> ${HEAD}\n> ...\n> ${TAIL}`,
    ])
      expect(secretsOf(text)).toEqual([]);
  });
});
