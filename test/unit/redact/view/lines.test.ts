import { describe, expect, it } from 'vitest';
import { viewOf } from '../../../../src/redact/view/view.ts';

const BODY = [
  'k3VQnTz1bXw8LrYp0aJdHs6GfCeM2uNoB9iRtE4KqWvZ5xUjS7yDlPmAh+Fg/OcI',
  'Tq8ZbN4wXc1LrVy7KpJ0sHd6GfAeM3uQoC9iRnE5BtWzS2xUjYvDlPmIh+Fg/Oka',
  'Zx1VnT7bQw4LrKp9aJyHs0GfCdM6uNoB3iReE8KqWtX5zUjS2vDlPmYh+Fg/OcAe',
  'Rw5ZcN1wTb8LqVx3KpJ6sHy0GfAeM==',
];
const ARMOUR = ['-----BEGIN EC PRIVATE KEY-----', ...BODY, '-----END EC PRIVATE KEY-----'];
const prefixed = (prefix: (line: string, i: number) => string, lines = ARMOUR): string => lines.map(prefix).join('\n');

describe('prefixes of lines', () => {
  it.each<[string, (line: string, i: number) => string]>([
    ['quoted mail', (line) => `> ${line}`],
    ['quoted twice', (line) => `>> ${line}`],
    ['steps of a build', (line, i) => `#7 0.${300 + i} ${line}`],
    ['services', (line) => `api-1  | ${line}`],
    ['pods', (line) => `[pod/api-5d/api] ${line}`],
    ['line numbers', (line, i) => `    ${i + 1}→${line}`],
    ['line numbers with tabs', (line, i) => `     ${i + 1}\t${line}`],
    ['times', (line, i) => `2031-05-06T07:08:0${i}.123Z ${line}`],
    ['services and times', (line, i) => `api-1  | 2031-05-06 07:08:0${i} ${line}`],
    ['added lines', (line) => `+${line}`],
    ['removed lines', (line) => `-${line}`],
  ])('of %s are taken off a key', (_, prefix) => {
    expect(viewOf(`x\n${prefixed(prefix)}\ny`)?.text).toContain(ARMOUR.join('\n'));
  });

  it('are taken off a key without its head', () => {
    expect(viewOf(prefixed((line) => `> ${line}`, BODY))?.text).toBe(BODY.join('\n'));
  });

  it.each([
    ['none', ARMOUR.join('\n')],
    ['one line of base64 that begins with a plus', `+${BODY[0]}\n${BODY[1]}\n${BODY[3]}`],
    ['lists of words', '> one\n> two\n> three'],
    ['paths', prefixed((_, i) => `+src/components/navigation/sidebar/very-long-name-of-part${i}/index.tsx`)],
  ])('are no dress: %s', (_, text) => {
    expect(viewOf(text)).toBeUndefined();
  });
});

describe('values wrapped over lines', () => {
  const token = `acme_${'Zx1VnT7bQw4LrKp9aJyHs0GfCdM6uNoB3iReE8KqWtX5zUjS2vDlPmYh'.repeat(3)}`;
  const wrap = (text: string, width: number, end = '\n'): string =>
    text.replace(new RegExp(`(.{${width}})`, 'g'), `$1${end}`);

  it.each<[string, string]>([
    ['at 80 columns', `$ show\n${wrap(token, 80)}\n$ `],
    ['at 64 columns with carriage returns', `${wrap(token, 64, '\r\n')}\r\n`],
    ['behind a label', `${wrap(`export KEY=${token}`, 79)}\n`],
    ['behind a quote sign', wrap(`key: ${token}`, 78).replace(/^/gm, '> ')],
    ['behind a time, by the terminal', wrap(`2031-05-06T07:08:09Z key=${token}`, 100)],
  ])('%s', (_, text) => {
    expect(viewOf(text)?.text).toContain(token);
  });

  it.each<[string, string]>([
    ['tokens one a line', [1, 2, 3].map((i) => `acme_${BODY[i - 1]}`).join('\n')],
    ['hashes one a line', [0, 1, 2].map((i) => (BODY[i] as string).slice(0, 64)).join('\n')],
    ['a word behind a long name', `see acme_${BODY[0]}\nThe next sentence goes on.`],
    ['a number behind it', `see acme_${BODY[0]}\n12\n`],
    ['a longer line behind it', `see acme_${(BODY[0] as string).slice(0, 40)}\n${'k7'.repeat(60)}\n`],
  ])('are not: %s', (_, text) => {
    expect(viewOf(text)).toBeUndefined();
  });
});
