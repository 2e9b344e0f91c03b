import { describe, expect, it } from 'vitest';
import { KeywordScanner } from '../../../../src/core/redact/detect/keywords.ts';
import { seeded } from './samples.ts';

/** What the automaton must agree with. */
function naive(keywords: readonly string[], text: string): string[] {
  const hits: string[] = [];
  keywords.forEach((keyword, index) => {
    for (let at = text.toLowerCase().indexOf(keyword); at !== -1; at = text.toLowerCase().indexOf(keyword, at + 1))
      hits.push(`${index}@${at}`);
  });
  return hits.sort();
}

function scanned(keywords: readonly string[], text: string): string[] {
  const hits: string[] = [];
  new KeywordScanner(keywords).scan(text, (keyword, start) => hits.push(`${keyword}@${start}`));
  return hits.sort();
}

describe('KeywordScanner', () => {
  it('finds keywords inside and across one another, in any case', () => {
    const keywords = ['he', 'she', 'his', 'hers', 'e-'];
    expect(scanned(keywords, 'usHErs she-his')).toEqual(naive(keywords, 'usHErs she-his'));
    expect(scanned(keywords, 'usHErs')).toHaveLength(3);
  });

  it('agrees with a plain search on random texts', () => {
    const below = seeded(7);
    for (let round = 0; round < 300; round++) {
      const word = (most: number) => Array.from({ length: 1 + below(most) }, () => 'abAé_'[below(5)]).join('');
      const keywords = [...new Set(Array.from({ length: 6 }, () => word(4).toLowerCase().replaceAll('é', 'b')))];
      const text = word(60);
      expect(scanned(keywords, text)).toEqual(naive(keywords, text));
    }
  });

  it('goes on after characters beyond ASCII', () => {
    expect(scanned(['ab'], 'aéb ab 日ab')).toEqual(['0@4', '0@8'].sort());
  });
});
