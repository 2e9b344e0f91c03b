/** Words that a model marked become people and addresses. */
import { describe, expect, it } from 'vitest';
import { addressesIn, peopleIn } from '../../../../src/redact/detect/second/entities.ts';
import type { WordReading } from '../../../../src/redact/detect/second/model/names-model.ts';

/** Readings of the words in brackets: `<n>` a name, `<s>` a street part, `<t>` a town; the digits are tenths, 9 when left out. */
function read(marked: string): { text: string; words: WordReading[] } {
  const words: WordReading[] = [];
  let text = '';
  for (const [, before = '', sort, digit = '9', word = ''] of marked.matchAll(
    /([^<]*)(?:<([nst])(\d?)>([^<]*)<\/>)?/g,
  )) {
    text += before;
    const score = Number(digit || 9) * 100;
    const of = (one: string) => (sort === one ? score : 0);
    const start = text.length;
    text += word;
    if (sort)
      words.push({ start, end: text.length, person: of('n'), street: of('s'), town: of('t'), outside: 1000 - score });
  }
  return { text, words };
}
const people = (marked: string): string[] => {
  const { text, words } = read(marked);
  return peopleIn(text, words).map(({ start, end, score }) => `${text.slice(start, end)} ${score}`);
};
const addresses = (marked: string): string[] => {
  const { text, words } = read(marked);
  return addressesIn(text, words).map(({ start, end, score }) => `${text.slice(start, end)} ${score}`);
};

describe('people', () => {
  it.each([
    ['a given name and a surname', 'ask <n>Ilka</> <n>Vrbata</> now', ['Ilka Vrbata 900']],
    ['an initial with its point', '<n>Ilka</> <n>K</>. <n>Vrbata</>', ['Ilka K. Vrbata 900']],
    ['hyphens and apostrophes', '<n>Anne</>-<n>Lise</> <n>O</>’<n>Dea</>', ['Anne-Lise O’Dea 900']],
    ['particles that the model takes for nothing', '<n>Ilka</> van der <n>Meulen</>', ['Ilka van der Meulen 900']],
    ['a person called like an assistant', '<n>Claude</> <n>Vrbata</>', ['Claude Vrbata 900']],
    ['two words in capitals', '<n>ILKA</> <n>VRBATA</>', ['ILKA VRBATA 900']],
    ['the least sure of its words', '<n>Ilka</> <n6>Vrbata</>', ['Ilka Vrbata 600']],
  ])('%s are one', (_, marked, expected) => {
    expect(people(marked)).toEqual(expected);
  });

  it.each([
    ['a comma', '<n>Ilka</>, <n>Tove</>', ['Ilka 900', 'Tove 900']],
    ['a word between', '<n>Ilka</> and <n>Tove</>', ['Ilka 900', 'Tove 900']],
    ['a line end', '<n>Ilka</>\n<n>Tove</>', ['Ilka 900', 'Tove 900']],
    ['a particle across a line end', '<n>Ilka</>\nvan\n<n>Tove</>', ['Ilka 900', 'Tove 900']],
  ])('%s keeps two apart', (_, marked, expected) => {
    expect(people(marked)).toEqual(expected);
  });

  it.each([
    ['a word that is rather nothing', '<n4>Lodestar</>'],
    ['a firm', '<n>Weber</> <n>Holdings</>'],
    ['a firm by the word behind it', 'at <n>Weber</> Inc'],
    ['a part of an identifier', 'crypto__<n>Ilka</>'],
    ['a part of a path', 'src/<n>Ilka</>'],
    ['a mention', '@<n>Ilka</>'],
    ['a call', '<n>Ilka</>(x)'],
    ['an assistant', '<n>Claude</> has read it'],
    ['a tool', 'ask <n>Jenkins</> about it'],
    ['a code in capitals', 'your booking <n>LARKVR</> is'],
  ])('%s is none', (_, marked) => {
    expect(people(marked)).toEqual([]);
  });
});

describe('addresses', () => {
  it.each([
    ['parts in a row', '<s>12</> <s>Alder</> <s>Row</>, <t>Jena</>, <t>07743</>', ['12 Alder Row, Jena, 07743 900']],
    ['parts over a line end', '<s>Alder</> <s>12</>\n<t>07743</> <t>Jena</>', ['Alder 12\n07743 Jena 900']],
    ['the surest street part', '<s6>Alder</> <s8>12</>', ['Alder 12 800']],
  ])('%s are one', (_, marked, expected) => {
    expect(addresses(marked)).toEqual(expected);
  });

  it.each([
    ['a town with its code', '<t>Jena</> <t>07743</>', ['Jena 07743 0']],
    ['a number', '<s>2026</>', []],
    ['a street without a number', '<s>Alder</> <s>Row</>', []],
    ['a town', '<t>Jena</>', []],
  ])('%s is none that is hidden', (_, marked, expected) => {
    expect(addresses(marked)).toEqual(expected);
  });
});
