/** The forms of a name that nobody writes as a name, and the words that are followed nowhere. */
import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../../../src/redact/index.ts';
import { isOrdinaryWord, isSpecificName } from '../../../../src/redact/plan/commonwords.ts';
import { nameForms } from '../../../../src/redact/plan/nameforms.ts';
import { KEY } from '../helpers.ts';

async function redactedText(text: string): Promise<string> {
  const redactor = await createRedactor({ key: KEY, policy: 'standard' });
  return (await redactor.redactTexts([text]))[0]?.text ?? '';
}

describe('a word of a name', () => {
  it.each([
    ['zelmunde', true],
    ['Okonjo', true],
    ['müller', true],
    // Too short, not of letters only, a word of the language, a name that is a word, a tool.
    ['okon', false],
    ['okonjo7', false],
    ['refresh', false],
    ['Castle', false],
    ['brooks', false],
    ['jenkins', false],
    ['Django', false],
  ])('%s is specific: %s', (word, specific) => {
    expect(isSpecificName(word)).toBe(specific);
  });
  it('is ordinary in any case', () => {
    expect(['Kafka', 'CLAUDE', 'Refresh', 'okonjo'].map(isOrdinaryWord)).toEqual([true, true, true, false]);
  });
});

describe('forms of a name', () => {
  it('are those of logins and identifiers', () => {
    expect(nameForms(['ilka', 'okonjo'])).toEqual([
      'okonjo',
      'okonjos',
      'ilkaokonjo',
      'okonjoilka',
      'iokonjo',
      'okonjoi',
      'ilka okonjo',
      'okonjo ilka',
      'i okonjo',
    ]);
  });
  it('hold a first name alone only when it is specific itself', () => {
    expect(nameForms(['thulani', 'castle'])).toEqual(['thulani']);
    expect(nameForms(['thulani', 'okonjo'])).toContain('thulani');
  });
  it.each([[['okonjo']], [['mark', 'castle']], [[]]])('are none for %j', (name) => {
    expect(nameForms(name)).toEqual([]);
  });
});

describe('in the session of the person', () => {
  const KNOWN = 'My name is Ilka Okonjo.';
  it.each([
    ['OKONJO came', '[PERSON_1] came'],
    ['ask okonjo', 'ask [PERSON_1]'],
    ['assigned to iokonjo', 'assigned to [PERSON_1]'],
    ['branch i.okonjo/fix', 'branch [PERSON_1]/fix'],
    ['the Okonjos live there', 'the [PERSON_1] live there'],
    ['class IlkaOkonjo {}', 'class [PERSON_1] {}'],
    ['okonjo_ilka', '[PERSON_1]'],
  ])('%s', async (text, hidden) => {
    expect(await redactedText(`${KNOWN}\n${text}`)).toBe(`My name is [PERSON_1].\n${hidden}`);
  });
  it.each([
    ['My name is Mark Castle.', 'the castle of the castles and a remark, CASTLE'],
    ['My name is Ilka Okonjo.', 'const okonjox = 1; xokonjo; i, o'],
  ])('nothing else: %s', async (known, text) => {
    expect((await redactedText(`${known}\n${text}`)).split('\n')[1]).toBe(text);
  });
});
