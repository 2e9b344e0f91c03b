/** How the studio says what a gold label is, what the automation would say, and why a label does not count. */
import { describe, expect, it } from 'vitest';
import { GOLD_CHOICES, type GoldView } from '../../../src/protocol/studio.ts';
import { caveats, optionsOf, TITLES, wordFor } from '../../../webview/parts/gold-words.ts';

const choice = (more: Partial<GoldView['choices'][number]>): GoldView['choices'][number] => ({
  field: 'outcome',
  options: ['success', 'failure', 'unknown'],
  ...more,
});

describe('a choice', () => {
  it('begins with what the automation says, called automatic, which is no label', () => {
    expect(optionsOf(choice({ automatic: 'unknown' }))).toEqual([
      { value: '', words: 'unknown (automatic)' },
      { value: 'success', words: 'success' },
      { value: 'failure', words: 'failure' },
      { value: 'unknown', words: 'unknown' },
    ]);
    expect(optionsOf(choice({ field: 'begins', options: ['right', 'early'] }))).toEqual([
      { value: '', words: 'not labelled' },
      { value: 'right', words: 'in the right place' },
      { value: 'early', words: 'too early' },
    ]);
  });

  it('says values in words', () => {
    expect([
      wordFor('kind', 'qa'),
      wordFor('complexity', '4'),
      wordFor('quality', '3'),
      wordFor('quality', 'drop'),
    ]).toEqual(['Q&A', 'level 4', '3, good enough', 'drop']);
    expect([wordFor('task', 'right'), wordFor('ends', 'none')]).toEqual(['right', 'where no cut should be']);
  });

  it('has a title whatever the field', () => {
    for (const field of GOLD_CHOICES) expect(TITLES[field]).toMatch(/^[A-Z]/);
  });
});

describe('caveats', () => {
  const view = (more: Partial<GoldView>): GoldView => ({
    labelled: true,
    choices: [],
    read: false,
    places: [],
    others: 0,
    conflicts: [],
    ...more,
  });

  it.each([
    [{}, []],
    [{ stale: 'changed' as const }, [/messages have changed/]],
    [{ stale: 'reworded' as const }, [/read it again/]],
    [{ others: 1 }, [/another person/]],
    [{ others: 2 }, [/2 others/]],
    // Who differs is among the others: said once.
    [{ others: 2, conflicts: ['outcome', 'task'] }, [/differ on outcome, task/]],
    [{ stale: 'changed' as const, others: 1 }, [/label it again/, /another person/]],
  ])('%j', (more, says) => {
    const told = caveats(view(more));
    expect(told).toHaveLength(says.length);
    for (const [i, pattern] of says.entries()) expect(told[i]).toMatch(pattern);
  });
});
