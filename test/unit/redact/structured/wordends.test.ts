import { expect, it } from 'vitest';
import { WordEnds } from '../../../../src/redact/detect/structured/wordends.ts';

const WORDS = ['id', 'ids', 'code', 'zipcode', 'vin'];
const ends = new WordEnds(WORDS);
/** What a pattern of the words would find. */
const PATTERN = /(?:ids?|code|zipcode|vin)(?![A-Za-z0-9_])(?=[\s\S])/gi;

function all(text: string): string[] {
  const out: string[] = [];
  for (let word = ends.next(text, 0); word; word = ends.next(text, word.end))
    out.push(`${word.start} ${text.slice(word.start, word.end)}`);
  return out;
}

it.each([
  'The ID is 4, the ids are 5; a Zipcode: 6',
  'userid= zipcode=, id_no, idle, ids7, VIN? id',
  'grid, mid-code vin\nID\tids\u00e9 xzipcode ',
  'id id id ',
  '',
])('finds what a pattern of the words finds: %j', (text) => {
  expect(all(text)).toEqual(Array.from(text.matchAll(PATTERN), (match) => `${match.index} ${match[0]}`));
});

it('finds no word that begins before the place where it is to begin', () => {
  expect(ends.next('zipcode ', 1)).toEqual({ start: 3, end: 7 });
  expect(ends.next('zipcode ', 4)).toBeUndefined();
});
