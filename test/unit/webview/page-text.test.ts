/** Pure parts of the page: cutting texts, laying out JSON, marking differences, making acting characters visible. */
import { expect, it } from 'vitest';
import { difference } from '../../../webview/pair/diff.ts';
import { actingIn } from '../../../webview/parts/controls-text.ts';
import { pretty } from '../../../webview/parts/pretty.ts';

it('lays JSON out without touching a token, and knows where each went', () => {
  const text = '{"id":90071992547409931,"price":1.0,"who":"[PERSON_1], a \\"friend\\"","list":[],"more":{"a":[1,2]}}';
  const out = pretty(text);
  expect(out?.text.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
  const at = text.indexOf('[PERSON_1]');
  expect(out?.text.slice(out.map(at), out.map(at + 10))).toBe('[PERSON_1]');
  expect(out?.text).toContain('"list": []');
});

it('leaves alone what is short, broken or no JSON', () => {
  for (const text of ['{"a":1}', `{"a":"${'x'.repeat(80)}`, `{"a":[${'1,'.repeat(60)}}`, 'x'.repeat(200)]) {
    expect(pretty(text)).toBeUndefined();
  }
});

it('marks words that differ, with a placeholder as one word', () => {
  const [chosen, rejected] = ['Dear [PERSON_1], your tent is on its way.', 'Dear [PERSON_2], your tent is lost.'];
  const found = difference(chosen, rejected);
  const words = (text: string, list: { start: number; end: number }[] = []) =>
    list.map((c) => text.slice(c.start, c.end));
  expect(words(chosen, found?.chosen)).toEqual(['[PERSON_1]', 'on its way']);
  expect(words(rejected, found?.rejected)).toEqual(['[PERSON_2]', 'lost']);
  expect(difference('same', 'same')).toEqual({ chosen: [], rejected: [] });
});

it('names characters that would act, and leaves those that scripts and emoji need', () => {
  expect(actingIn('a\u202eb\u2066c\u001b[31md\u0000').map((a) => a.name)).toEqual(['RLO', 'LRI', 'ESC', 'U+0000']);
  expect(actingIn('tab\tnew\nline 👩\u200d👧 \u0646\u200c\u0645')).toEqual([]);
});
