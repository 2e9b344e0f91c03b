/** Words of a text, as they are compared. */
import { expect, it } from 'vitest';
import { Tokens, tokensOf, weightOf } from '../../../src/kit/word-hashes.ts';

const same = (a: string, b: string): boolean => tokensOf(a).join() === tokensOf(b).join();

it.each([
  ['case', 'Sail the Boat', 'sail the boat'],
  ['punctuation', 'Sail, the boat!', 'sail the boat'],
  ['spacing', ' sail\n\tthe   boat ', 'sail the boat'],
  ['signs of other scripts', '«Sail» — the boat…', 'sail the boat'],
  ['width', 'ｓａｉｌ　１２', 'sail 12'],
  ['how an accent is written', 'cafe\u0301', 'café'],
  ['punctuation between characters that stand alone', '船,在。海', '船在海'],
])('do not differ by %s', (_, a, b) => expect(same(a, b)).toBe(true));

it.each([
  ['a letter', 'sail the boat', 'sail the goat'],
  ['a number', 'take 12 boats', 'take 13 boats'],
  ['their order', 'the boat sails', 'sails the boat'],
  ['where a word ends', 'sail boat', 'sailboat'],
  ['letters beyond ASCII', 'лодка', 'палка'],
  ['a character that stands alone', '船在海', '船在湖'],
])('differ by %s', (_, a, b) => expect(same(a, b)).toBe(false));

it.each([
  ['sail the boat', 3],
  ['船在海上', 4],
  ['ボートを出す', 6],
  ['เรือ', 4],
  ['лодка в море', 3],
  ['배를 띄우다', 2],
  ['snake_case(x1)', 3],
  ['', 0],
  ['?! …', 0],
])('%j is so many words', (text, count) => expect(tokensOf(text)).toHaveLength(count));

it('two characters that stand alone weigh a word', () => {
  expect([...tokensOf('sail лодка 배를')].map(weightOf)).toEqual([2, 2, 2]);
  expect([...tokensOf('船เ')].map(weightOf)).toEqual([1, 1]);
});

it('are collected over several texts, which do not run together, until they are cleared', () => {
  const tokens = new Tokens();
  tokens.add('sail');
  tokens.add('boat');
  expect(tokens.words()).toEqual(tokensOf('sail boat'));
  tokens.clear();
  expect(tokens.words()).toHaveLength(0);
  tokens.add('sail '.repeat(5000));
  expect(tokens.length).toBe(5000);
});
