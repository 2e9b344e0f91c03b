import { describe, expect, it } from 'vitest';
import { Automaton } from '../../../src/kit/automaton.ts';
import { seeded } from '../redact/secrets/samples.ts';

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
  new Automaton(keywords, { ignoreAsciiCase: true }).scan(text, (keyword, start) => hits.push(`${keyword}@${start}`));
  return hits.sort();
}

describe('the automaton', () => {
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

  it('tells case apart unless told otherwise', () => {
    const hits: number[] = [];
    new Automaton(['Ab', 'é']).scan('ab Ab é É', (term, start) => hits.push(term, start));
    expect(hits).toEqual([0, 3, 1, 6]);
  });

  it('reports in order of ends, the longest first, and never an empty term', () => {
    const hits: [number, number][] = [];
    new Automaton(['he', 'she', 'hers', 'his', '']).scan('ushers', (term, start) => hits.push([term, start]));
    expect(hits).toEqual([
      [1, 1],
      [0, 2],
      [2, 2],
    ]);
  });

  it('walks the trie where a table would be too large, to the same end', () => {
    // 80,000 terms have more states than a table of 16 bits can number.
    const terms = Array.from({ length: 80_000 }, (_, i) => `term${i}x`);
    const large = new Automaton(terms);
    const text = 'aaaaaaaa term77x term7 term79999xterm0x '.repeat(20_000);
    const hits: string[] = [];
    const started = performance.now();
    large.scan(text, (term, start) => hits.push(`${term}@${start}`));
    expect(performance.now() - started).toBeLessThan(3000);
    expect(hits).toHaveLength(60_000);
    expect(hits.slice(0, 3)).toEqual(['77@9', '79999@23', '0@33']);
  });

  it('is linear where terms are each other’s ends', () => {
    const terms = Array.from({ length: 400 }, (_, i) => 'a'.repeat(i + 1));
    let hits = 0;
    new Automaton(terms).scan('a'.repeat(1000), () => hits++);
    expect(hits).toBe(terms.reduce((sum, term) => sum + 1001 - term.length, 0));
  });
});
