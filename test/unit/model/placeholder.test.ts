import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Spans } from '../../../src/host/studio/text.ts';
import { NUMBERED_PLACEHOLDER, placeholder, placeholdersIn } from '../../../src/model/placeholder.ts';
import { difference } from '../../../webview/pair/diff.ts';

const FORMS = [
  '[PERSON]',
  '[PERSON_1]',
  '[DATE_OF_BIRTH_12]',
  '[IBAN_K7F3Q2X4]',
  '[PERSON_3_FIRST]',
  '[PERSON_K7F3Q2X4_LAST]',
];

describe('the grammar of placeholders', () => {
  it.each(FORMS)('has %s', (text) => {
    expect(placeholdersIn(`a ${text}.`)).toMatchObject([{ start: 2, end: 2 + text.length, text }]);
  });
  it.each([
    '[NOTE_1]',
    '[PERSON_]',
    '[person_1]',
    '[PERSON_1234567]',
    '[PERSON_k7f3q2x4]',
    '[PERSONAL]',
    '[PERSON_FIRST]',
    '[PERSON_1_MIDDLE]',
  ])('has no %s', (text) => {
    expect(placeholdersIn(text)).toEqual([]);
  });
  it('tells type and id', () => {
    expect(placeholdersIn(FORMS.join(' ')).map(({ type, id }) => [type, id])).toEqual([
      ['PERSON', undefined],
      ['PERSON', '1'],
      ['DATE_OF_BIRTH', '12'],
      ['IBAN', 'K7F3Q2X4'],
      ['PERSON', '3'],
      ['PERSON', 'K7F3Q2X4'],
    ]);
    expect(FORMS.join(' ').match(NUMBERED_PLACEHOLDER)).toEqual([
      '[PERSON_1]',
      '[DATE_OF_BIRTH_12]',
      '[PERSON_3_FIRST]',
    ]);
    expect(placeholdersIn('[PERSON_3_LAST] [PERSON_3]').map(({ part }) => part)).toEqual(['LAST', undefined]);
    expect(placeholder('PERSON', 3, 'LAST')).toBe('[PERSON_3_LAST]');
    expect([placeholder('PERSON'), placeholder('PERSON', 1), placeholder('IBAN', 'K7F3Q2X4')]).toEqual([
      '[PERSON]',
      '[PERSON_1]',
      '[IBAN_K7F3Q2X4]',
    ]);
  });
});

describe('readers of placeholders', () => {
  it.each(FORMS)('the studio marks %s in a text that is no field', (text) => {
    expect(new Spans([], false).loose(`Dear ${text}`).spans).toMatchObject([{ start: 5, placeholder: text }]);
  });
  it.each(FORMS)('the pair view takes %s as one word', (text) => {
    expect(difference(`Dear ${text}, yes`, 'Dear you, yes')?.chosen).toEqual([{ start: 5, end: 5 + text.length }]);
  });
  it('is written nowhere else', () => {
    const root = fileURLToPath(new URL('../../..', import.meta.url));
    const own = /\\\[\(?\[A-Z\](?:\[A-Z_\]|\+|\*)/;
    const files = ['src', 'webview'].flatMap((folder) =>
      readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.tsx?$/.test(name) && !name.includes('generated'))
        .map((name) => `${folder}/${name}`),
    );
    expect(files.length).toBeGreaterThan(200);
    expect(files.filter((name) => own.test(readFileSync(`${root}/${name}`, 'utf8')))).toEqual([]);
  });
});
