import { describe, expect, test } from 'vitest';
import { proseDetector } from '../../../../src/redact/detect/prose/prose.ts';

const detector = proseDetector({ wanted: (type) => type === 'PERSON' });
const people = (text: string): string[] => [
  ...new Set(
    detector
      .detect({ text, kind: 'prose' })
      .filter(({ confidence }) => confidence >= 0.5)
      .map(({ start, end }) => text.slice(start, end)),
  ),
];

describe('words of other languages that are nobody', () => {
  test.each([
    'Der Fehler steht in Zeile 31 der Datei.',
    'Der Schlüssel für die Tabelle ist user_id.',
    'Der Termin ist am Montag.',
    'Het Kantoor sluit vroeg.',
    'Page 31 du manuel',
    'Sou novo aqui.',
    'Sono stanco oggi.',
    'Bel de winkel.',
    'King Charles visited Leeds.',
    'König Ludwig baute Schlösser.',
    'Koningin Beatrix trad af.',
    'Król Zygmunt panował długo.',
    'el rey Felipe habló',
    'la reine Margot',
    'Rekening van Ziggo Sport',
    'Dzięki Claude, działa',
    'Takk Gemini, det virker',
  ])('%s', (text) => {
    expect(people(text)).toEqual([]);
  });

  test.each([
    ['I told Stephen King about it.', 'Stephen King'],
    ['my name is pedro gomez', 'pedro gomez'],
    ['Ask Jean Claude about it.', 'Jean Claude'],
    ['Frau König rief an', 'König'],
  ])('%s', (text, expected) => {
    expect(people(text)).toContain(expected);
  });
});
