/** Hostile text: names, nouns, programs and marks without end, each in front of a value that never comes or never ends. */
import { describe, expect, it } from 'vitest';
import { secretDetector } from '../../../../src/redact/detect/secrets/index.ts';

const SIZE = 200_000;
const fill = (piece: string): string => piece.repeat(Math.ceil(SIZE / piece.length)).slice(0, SIZE);

const HOSTILE: Record<string, string> = {
  names: fill('token='),
  'names in quotes': fill('token="'),
  'escaped quotes': fill('password="\\"'),
  'other quotes': fill(`password='"`),
  ampersands: `password=${fill('a&b')}`,
  'names and ampersands': fill('password=a&'),
  nouns: fill('password '),
  'nouns and verbs': fill('password is '),
  'changed nouns': fill('changed password from to '),
  questions: fill('password?\n'),
  'nouns without spaces': fill('密码是'),
  programs: fill('mysql '),
  'programs and flags': fill('curl -u a:'),
  'programs and quotes': fill('mysql "'),
  'programs and open quotes': fill(`redis-cli ' docker " `),
  'lines that go on': fill('mysql \\\n'),
  pipes: fill('echo aaaaa | chpasswd '),
  heads: fill(`-----BEGIN RSA ${'PRIVATE'} KEY-----\n`),
  tails: fill(`-----END RSA ${'PRIVATE'} KEY-----\n`),
  'heads and base64': fill(`-----BEGIN RSA ${'PRIVATE'} KEY-----\nAAAAbbbbCCCCdddd1111\n`),
  'tails and base64': fill(`AAAAbbbbCCCCdddd1111\n-----END RSA ${'PRIVATE'} KEY-----\n`),
  'private lines': fill('private-lines: 9\nAAAAbbbbCCCCdddd1111\n'),
  'web tokens': fill('-eyJhbGciOiJIUzI1NiJ9.eyJ'),
  'prefixes of tokens': fill('sk-a-'),
  base64: fill('MIIEvQIBADAN'),
  'lines of base64': `MIIEvQIBADAN${fill('AAAAbbbbCCCCdddd1111\n')}`,
  ports: fill(':5432:a:b:'),
  tuples: fill('auth=("a",'),
  inputs: fill('<input type="password" '),
  schemes: fill('https://a:'),
  signatures: fill('&Signature='),
  bearers: fill('bearer aaaaaaaaaaaaaaaaaaaa1'),
  'words before nouns': fill('use aaaaa1 as the password '),
  'brackets before nouns': fill('aaaaa1 (the password '),
  'lists of logins': fill('user:pass\n'),
  'pairs of logins': fill('login with a and '),
  'terraform variables': fill('variable "password" {'),
  'created users': fill(`create_user('a', `),
  'words of redis': fill('\nAUTH a'),
  'numbered words': fill('password=willow3'),
  cookies: fill('sid=aaaaaaaaaaaaaaaaaaaa1'),
};

/** Milliseconds of the fastest of two runs. */
function time(run: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 2; i++) {
    const started = performance.now();
    run();
    best = Math.min(best, performance.now() - started);
  }
  return best;
}

describe.each(Object.entries(HOSTILE))('200,000 characters of %s', (_, text) => {
  it('take time in proportion', () => {
    const small = time(() => secretDetector.detect({ text: text.slice(0, SIZE / 8), kind: 'prose' }));
    const whole = time(() => secretDetector.detect({ text, kind: 'prose' }));
    // Eight times the text: a quadratic detector needs 64 times as long. Small times are noise.
    expect(whole).toBeLessThan(Math.max(400, small * 30));
  });
});
