import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scores } from '../../../../src/kit/agreement.ts';
import { languageOf } from '../../../../src/stages/tag/language.ts';
import { HARNESSES } from '../../../measure/harnesses.ts';

const labelled = (file: string): [language: string, text: string][] =>
  readFileSync(`test/measure/labels/${file}.tsv`, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t') as [string, string]);

const language = (text: string): string => languageOf(text).language;

describe('language of short texts', () => {
  it.each([
    // Rules were made with these in sight, and not with those.
    ['languages', 0.99],
    ['languages-fresh', 0.97],
  ])('%s: at least %d, bare and with what programs put around it', (file, floor) => {
    const rows = labelled(file);
    expect(scores(rows.map(([expected, text]) => [expected, language(text)])).accuracy).toBeGreaterThanOrEqual(floor);
    const dressed = rows.map(
      ([expected, text], i) => [expected, language(HARNESSES[i % HARNESSES.length]?.(text) ?? '')] as const,
    );
    expect(scores(dressed).accuracy).toBeGreaterThanOrEqual(floor);
  });

  it.each([
    ['Danke', 'deu'],
    ['hello', 'eng'],
    ['dónde está', 'spa'],
    ['ou est mon colis', 'fra'],
    ['我的包裹', 'cmn'],
    ['ありがとう', 'jpn'],
    ['спасибо', 'rus'],
    ['де моє замовлення', 'ukr'],
    ['سفارش من کجاست', 'pes'],
    ['πού είναι', 'ell'],
    ['Wo ist [PERSON_1] denn heute [LOCATION_2]', 'deu'],
  ])('%s is %s', (text, expected) => expect(language(text)).toBe(expected));

  it.each([
    ['Chinese with terms', '帮我 review 这个 pull request', 'cmn'],
    ['a Chinese word in English', 'What does 你好 mean in a letter?', 'eng'],
    ['Korean with terms', 'React 컴포넌트를 TypeScript로 바꿔 줘', 'kor'],
    ['Russian with terms', 'Почему Docker container не стартует', 'rus'],
    ['a Japanese name in Chinese', '请介绍一下日本料理店の历史和特色菜', 'cmn'],
  ])('of two scripts: %s', (_, text, expected) => expect(language(text)).toBe(expected));

  it.each([
    ['a quotation', 'What does "Wo ist der Bahnhof, bitte" mean?', 'eng'],
    ['a text that follows the request', 'Übersetze ins Englische: Where is the station and when does it open?', 'deu'],
    ['a quotation alone', '"Wo ist der Bahnhof, bitte"', 'deu'],
  ])('the person speaks, not the text that is spoken of: %s', (_, text, expected) =>
    expect(language(text)).toBe(expected),
  );
});

describe('nothing is guessed', () => {
  it.each([
    ['no text', ''],
    ['two letters', 'ok'],
    ['a command', 'git status'],
    ['placeholders', '[PERSON_1] [EMAIL_1] [ORGANIZATION_2]'],
    ['fenced code', '```\nwhere is this defined\n```'],
    ['code that is not closed', '```\nwhere is this defined and how do I find it'],
    ['inline code', '`where is this defined`'],
    ['an address', 'https://where.is.my.parcel.example.org/when/will/it/come'],
    ['an e-mail address', 'where.is.the.parcel@please.help.example.com'],
    ['a path', '/home/where/is/the/parcel.txt src/where/is/the.parcel'],
    ['identifiers', 'whereIsTheParcel where_is_the_parcel getParcel(when)'],
    ['JSON', '{"where": "is the parcel", "when": "will it come"}'],
    ['a harness', '<environment_context>\n<cwd>/srv/x</cwd>\nWhere is the parcel\n</environment_context>'],
    ['a shell', '$ where is the parcel'],
    ['a trace', 'Traceback (most recent call last):\n  File "where/is/the.py", line 4, in parcel'],
    ['numbers', '1387 + 38 = 1349'],
  ])('%s', (_, text) => expect(languageOf(text)).toEqual({ language: 'und', accuracy: 0, rule: 'too short' }));

  it.each(['Lorem ipsum dolor sit amet', 'tralala hopsasa', 'cinco'])('%s: two are as likely', (text) =>
    expect(language(text)).toBe('und'),
  );
});

it('tags of HTML are taken away, and what they hold is read', () => {
  expect(language('<p>Wo ist mein <b>Paket</b>?</p>')).toBe('deu');
});

it('reads the beginning only', () => {
  const german = 'Wo ist mein Paket, und wann kommt es endlich an? '.repeat(13);
  expect(language(`${german}${'Where is my parcel, and when will it come? '.repeat(60)}`)).toBe('deu');
});

it('says what decided', () => {
  expect(languageOf('私の荷物はどこですか').rule).toBe('script');
  expect(languageOf('Wo ist das denn').rule).toBe('words');
  expect(languageOf('Umsatzsteuervoranmeldung Fristverlängerung').rule).toBe('n-grams');
});

it.each([
  ['tags without an end', '<a_b '.repeat(1600)],
  ['tags that are not closed', Array.from({ length: 900 }, (_, i) => `<tag${i}>`).join('')],
  ['quotes', '"a '.repeat(2600)],
  ['dots', 'a.'.repeat(4000)],
  ['slashes', 'a/'.repeat(4000)],
  ['underscores', 'a_'.repeat(4000)],
  ['ats', 'a@'.repeat(4000)],
  ['one word', 'a'.repeat(8000)],
  ['braces', '{{'.repeat(4000)],
  ['capitals', 'aA'.repeat(4000)],
])('takes no longer for %s', (_, text) => {
  const start = performance.now();
  languageOf(text);
  // Two orders of magnitude above what it takes: only time that grows with the square fails.
  expect(performance.now() - start).toBeLessThan(400);
});
