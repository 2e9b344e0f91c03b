/** Each rule alone: without it, its example is found in another way or not at all. */
import { describe, expect, it } from 'vitest';
import { judgePhone, PHONE_RULES } from '../../../src/redact/detect/patterns/phone.ts';
import { ALL_PERSON_RULES, findPeople } from '../../../src/redact/detect/prose/person.ts';
import { scanWords } from '../../../src/redact/detect/prose/scan.ts';

const PEOPLE: Readonly<Record<string, [text: string, name: string, confidence: number]>> = {
  'strong context': ['My name is Oyelaran.', 'Oyelaran', 0.95],
  'strong context, ordinary word': ['My name is Euro.', 'Euro', 0.44],
  greeting: ['Dear Keziah,', 'Keziah', 0.85],
  label: ['Customer: Tilda Brook', 'Tilda Brook', 0.9],
  list: ['Maria Keller, Brook and others', 'Brook', 0.75],
  'introduced pair': ["I'm Grace Hill.", 'Grace Hill', 0.8],
  'given and family name': ['Yesterday Maria Keller came by.', 'Maria Keller', 0.8],
  relative: ['my wife Anneliesbeth sings.', 'Anneliesbeth', 0.7],
  introduced: ['I am Grace.', 'Grace', 0.6],
  'name in context': ['please ask Kevin about it', 'Kevin', 0.7],
  'asked for': ['Please tell Oddnyh Tarquin about it.', 'Oddnyh Tarquin', 0.75],
  'family ending': ['The files of Qorvath Zelmunović are here.', 'Qorvath Zelmunović', 0.6],
  'maker or role': ['Qorvath Zelmirk, the chief engineer, left.', 'Qorvath Zelmirk', 0.6],
  'two names': ['Keziah Tarquin sleeps at the door of the shop.', 'Keziah Tarquin', 0.55],
  somebody: ['Please remind Qorvath of the meeting.', 'Qorvath', 0.55],
  'does what people do': ['Qorvath smiled at the river.', 'Qorvath', 0.6],
  'spoken to': ['Qorvath, can you look at this?', 'Qorvath', 0.6],
  speaker: ['Annika: where did you put it?', 'Annika', 0.55],
  'name in a sentence': ['that is what I gave to Annika for it', 'Annika', 0.55],
  'unknown words': ['the ship of Qorvath Zelmirk sank with all of them', 'Qorvath Zelmirk', 0.48],
  'lone word': ['the ship of Qorvath sank with all of them', 'Qorvath', 0.44],
};

describe('rules for people', () => {
  const found = (text: string, rules = ALL_PERSON_RULES) => {
    const words = scanWords(text);
    return findPeople(words, 0, words.start.length - 1, false, rules).map(
      ({ start, end, confidence }) => `${text.slice(start, end)} ${confidence}`,
    );
  };
  it('have an example each', () => {
    expect(Object.keys(PEOPLE)).toEqual(ALL_PERSON_RULES.map(({ name }) => name));
  });
  it.each(Object.entries(PEOPLE))('%s', (name, [text, person, confidence]) => {
    const expected = `${person} ${confidence}`;
    expect(found(text)).toContain(expected);
    expect(
      found(
        text,
        ALL_PERSON_RULES.filter((rule) => rule.name !== name),
      ),
    ).not.toContain(expected);
  });
  it('for words of no dictionary keep quiet in code', () => {
    const text = PEOPLE['lone word']?.[0] ?? '';
    const words = scanWords(text);
    expect(findPeople(words, 0, words.start.length - 1, true)).toEqual([]);
  });
});

const PHONES: Readonly<Record<string, [text: string, number: string, confidence: number]>> = {
  'country code': ['+49 30 901820', '+49 30 901820', 0.97],
  'north american': ['(415) 555-0132', '(415) 555-0132', 0.8],
  context: ['phone: 555 0132', '555 0132', 0.85],
  alone: ['030 9018 2000', '030 9018 2000', 0.7],
  'trunk zero': ['the number 0171 1234567 was there', '0171 1234567', 0.65],
  'two zeros': ['the number 0049 30 9018 2000 was there', '0049 30 9018 2000', 0.7],
};

describe('rules for telephone numbers', () => {
  const judged = (text: string, number: string, rules = PHONE_RULES) =>
    judgePhone(text, text.indexOf(number), number, rules)?.confidence;
  it('have an example each', () => {
    expect(Object.keys(PHONES)).toEqual(PHONE_RULES.map(({ name }) => name));
  });
  it.each(Object.entries(PHONES))('%s', (name, [text, number, confidence]) => {
    expect(judged(text, number)).toBe(confidence);
    expect(
      judged(
        text,
        number,
        PHONE_RULES.filter((rule) => rule.name !== name),
      ),
    ).not.toBe(confidence);
  });
  it.each(['1234567890123456', '7777777', '2024-05-01', '192.168.10.14'])('none takes %s', (value) => {
    expect(judged(value, value)).toBeUndefined();
  });
});
