import { describe, expect, it } from 'vitest';
import { viewOf } from '../../../../src/redact/view/view.ts';

const plain = (text: string): string | undefined => viewOf(text)?.text;
const E = '\x1b';

describe('a dress is taken off', () => {
  it.each<[string, string, string]>([
    ['a colour', `${E}[1;35mruby${E}[0m ok`, 'ruby ok'],
    ['a colour inside a word', `ru${E}[4mby${E}[24m`, 'ruby'],
    ['a move of the cursor, which parts words', `up${E}[12Cdown`, 'up down'],
    ['a title', `${E}]0;mo@host${E}\\ go`, ' mo@host  go'],
    ['a printed colour, hex', String.raw`\x1b[33mruby\x1b[0m`, 'ruby'],
    ['a printed colour, Unicode', String.raw`\u001b[33mruby\u001B[39m`, 'ruby'],
    ['a printed colour, octal', String.raw`\033[33mruby\033[0m`, 'ruby'],
    ['a printed colour, letter', String.raw`\e[1mruby\e[m`, 'ruby'],
    ['a printed colour, encoded twice', String.raw`\\u001b[33mruby`, 'ruby'],
    ['a colour without its escape byte', '[36mruby[0m ok', 'ruby ok'],
    ['line ends and tabs in words', String.raw`'a\nMo\tB\r\nC'`, "'a\nMo\tB\r\nC'"],
    ['the same encoded twice', String.raw`a\\nMo`, 'a\nMo'],
    ['quotes beside them', String.raw`say \"x\"\nMo`, 'say "x"\nMo'],
    ['bytes', String.raw`caf\xc3\xa9 \x41b`, 'café Ab'],
    ['bytes that are Latin-1', String.raw`caf\xe9!`, 'café!'],
    ['characters by number', String.raw`a\u0040b \u{e9} \ud83d\ude00`, 'a@b é \u{1f600}'],
    ['percent', 'a%40b%20c', 'a@b c'],
    ['percent, twice and thrice', 'a%2540b%252540c', 'a@b@c'],
    ['percent of two bytes', 'Vo%C3%9F', 'Voß'],
    ['percent of Latin-1', 'Vo%DF', 'Voß'],
    ['numbers of characters in HTML', 'a&#64;b&#x40;c', 'a@b@c'],
    ['names of characters in HTML', 'a&commat;b&period;c&nbsp;d &Ouml;l', 'a@b.c d Öl'],
    ['the same encoded twice', 'a&amp;#64;b', 'a@b'],
    ['an entity encoded as percent', 'a%26%2364%3Bb', 'a@b'],
    ['quoted-printable at signs', 'mo=40plein.example', 'mo@plein.example'],
    ['quoted-printable letters', 'Zo=C3=AB', 'Zoë'],
    ['a text in quoted-printable', 'a=3Db mo=2Ek=40x goes on =\nhere =C3=AB', 'a=b mo.k@x goes on =\nhere ë'],
    ['a soft hyphen and marks without width', 'ru\u00adb\u200by\u2060!', 'ruby!'],
    ['full width', 'ｍｏ＠ｐｌｅｉｎ．example', 'mo@plein.example'],
    ['digits of Arabic, Persian, Hindi and Bengali', '٠٩ ۱۲ ३४ ৫৬', '09 12 34 56'],
    ['letters of other scripts in a Latin word', 'r\u0443b\u0443mine \u03bfrange', 'rybymine orange'],
    ['hyphens and spaces that do not break', '0\u2011800\u00a0555 2\u20133', '0-800 555 2-3'],
    ['emphasis', 'by _Mo K. Ruby_ today', 'by Mo K. Ruby today'],
    ['a soft hyphen beside a space', 'ru \u00adby', 'ru by'],
    ['spaces that do not break between words', 'Mo\u00a0Ruby', 'Mo Ruby'],
    ['a line end before a path', String.raw`x\n/home/mo`, 'x\n/home/mo'],
    ['letters of another script in half of a word', '/h\u043em\u0435/x', '/home/x'],
    ['an address of a machine joined to a name', 'a_151.183.207.44_b', 'a 151.183.207.44 b'],
    ['an account joined to a name', 'a_NL91 ABNA 0417 1643 00_b', 'a NL91 ABNA 0417 1643 00 b'],
    ['a phone joined to a name', 'a_+31 20 794 15 83_b', 'a +31 20 794 15 83 b'],
    ['a value joined to a name', 'scan_520-75-3227_old.pdf', 'scan 520-75-3227 old.pdf'],
    ['a broken line of a shell', 'key=abcdefgh12345\\\n  6789xyz', 'key=abcdefgh123456789xyz'],
  ])('%s', (_, text, expected) => {
    expect(plain(text)).toBe(expected);
  });
});

describe('no dress', () => {
  it.each([
    'plain words, 12 % of 100% and a & b',
    String.raw`C:\new\tools\readme and D:\x\names\a`,
    String.raw`\\share\new\table`,
    String.raw`%APPDATA%\npm\node`,
    String.raw`..\tests\new`,
    String.raw`"done\n" + '\t' + '\r\n'`,
    'list[0m] x[3] a[m] [12] [1;2]',
    'for (i=40; i<=10; i++) x=3; width=40em',
    '%s %d %02d %-5s 100%!',
    'a && b & c; R&D; &unknownname; AT&T',
    'snake_case_name _private __init__ self._x CONST_NAME a_1 v_2_3',
    'def _helper(a_b, _c): return _d',
    'the year 1914\u20131918, a \u2013 b, pages 3\u20135',
    'дом и мир, привет, Ёлка',
    'Größe λ Δx μm α-helix π',
    '日本語、「はい」：です。',
    'curl -s \\\n  -H x',
    'first line\nsecond line\n\nthird',
    'pkg_1.2.3.4_amd64 lib_10.0.0.1',
  ])('%j', (text) => {
    expect(plain(text)).toBeUndefined();
  });
});
