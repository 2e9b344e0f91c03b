import { describe, expect, it } from 'vitest';
import { queryDetector } from '../../../../src/redact/detect/structured/query.ts';

const found = (text: string): string[] =>
  queryDetector
    .detect({ text, kind: 'prose' })
    .map(
      ({ type, start, end, value }) => `${type} ${text.slice(start, end)}${value === undefined ? '' : ` = ${value}`}`,
    );

describe('pairs of a query or form', () => {
  it.each<[string, string[]]>([
    ['first_name=Odo&last_name=R%C3%BCn&n=2', ['PERSON Odo', 'PERSON R%C3%BCn = Rün']],
    [
      'POST email=odo%40kelp.example&name=Odo+Ravn',
      ['EMAIL odo%40kelp.example = odo@kelp.example', 'PERSON Odo+Ravn = Odo Ravn'],
    ],
    ['/x?page=2&amp;phone=%2B49%20301234567', ['PHONE %2B49%20301234567 = +49 301234567']],
    ['/x?page=2&user_id=odo_ravn_42#top', ['USERNAME odo_ravn_42']],
    ['/x?page=2&user_id=odo_ravn_42', ['USERNAME odo_ravn_42']],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each([
    'name=Air+Max&sort=price',
    'q=phone&page=2',
    'first_name=Odo',
    'if (a==b&&c==d) first_name=x',
    'email=&phone=&name=',
    'a=1&b=2&c=3',
    'x && first_name=Odo',
  ])('nothing in %s', (text) => {
    expect(found(text)).toEqual([]);
  });
});
