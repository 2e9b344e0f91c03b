/** Which prompts keep their examples in one split, and which only look alike. */
import { describe, expect, it } from 'vitest';
import type { Card } from '../../../src/stages/card.ts';
import { curate } from '../../../src/stages/curate/curate.ts';
import { split } from '../../../src/stages/split/split.ts';
import { seeded, shuffled } from '../../support/random.ts';
import { card, config, frozen } from './support.ts';

type More = Parameters<typeof card>[2];
const HALF = { split: { validation: 0.5, test: 0 } };
const ask = (id: string, prompt: string, more: More = {}): Card =>
  card(id, [`u ${prompt}`, `a Answer of ${id}, and ${id} alone.`], more);
const curateAll = (cards: readonly Card[], more: object = HALF) => curate(frozen([...cards]), frozen(config(more)), 0);
/** Are the two grouped, among others that nothing joins? */
function grouped(a: string, b: string, more: object = HALF): boolean {
  const { alike } = curateAll([ask('a', a), ask('b', b), ask('c', text('c', 20)), ask('d', text('d', 20))], more);
  return alike?.get('a') !== undefined && alike.get('a') === alike.get('b');
}

/** `count` words that no other `seed` has. */
const text = (seed: string, count: number): string => Array.from({ length: count }, (_, i) => `${seed}${i}`).join(' ');

/** 20 pairs that differ in one phrase of one to four words: in front, in the middle, at the end; longer, shorter, none. */
const PHRASES: readonly [string, string][] = [
  ['Book me a table for two in Lisbon tonight', 'Book me a table for two in Porto tonight'],
  ['List all herbs that grow well in deep shade', 'List all herbs that grow well in full sun'],
  [
    'Please rename the helper that trims trailing commas from csv rows',
    'Please rename the helper that trims leading commas from csv rows',
  ],
  ['Explain to a child why leaves turn red in autumn', 'Explain to a new gardener why leaves turn red in autumn'],
  [
    'Why does my kettle click twice before it switches itself off?',
    'Why does my old steel kettle click twice before it switches itself off?',
  ],
  [
    'Draft a short note that thanks the caterer for the lovely buffet on Friday',
    'Draft a short note that thanks the caterer for the lovely buffet',
  ],
  [
    'Compare heat pumps with gas boilers for a small brick house',
    'Compare heat pumps with pellet stoves for a small brick house',
  ],
  [
    'Convert this recipe for six people into one for two',
    'Convert this recipe for six people into one for eleven hungry teenagers',
  ],
  [
    'Can you find the bug that makes the parser loop on empty lines',
    'Could you please find the bug that makes the parser loop on empty lines',
  ],
  [
    'Which ferries run between the northern isles on Sunday morning in winter?',
    'Which ferries run between the northern isles on Monday evening in winter?',
  ],
  ['Write a limerick about a heron that is afraid of frogs', 'Write a haiku about a heron that is afraid of frogs'],
  [
    'Add a test that a late invoice is charged the right interest',
    'Add a test that a late invoice is never charged the right interest',
  ],
  [
    'My sourdough collapses when I score it, what am I doing wrong here?',
    'My rye bread collapses when I score it, what am I doing wrong here?',
  ],
  [
    'Summarise the minutes of the board and list who promised what until when',
    'Summarise the minutes of the garden club and list who promised what until when',
  ],
  [
    'Set up a cron job that prunes stale branches every night at two',
    'Set up a cron job that prunes stale branches every night at half past three',
  ],
  [
    'Find a flat with a balcony near the river for under 900 a month, two rooms, quiet, no agency, from March on',
    'Find a flat with a garden near the river for under 900 a month, two rooms, quiet, no agency, from March on',
  ],
  [
    'The login page shows a blank screen after the update, only in one browser, and the console says that a chunk is missing',
    'The login page shows a blank screen after the last update of Tuesday, only in one browser, and the console says that a chunk is missing',
  ],
  ['请把这封信翻译成英文，语气要正式一些', '请把这封信翻译成法文，语气要正式一些'],
  ['猫が夜中に鳴き続ける理由を教えてください', '犬が夜中に鳴き続ける理由を教えてください'],
  ['Как приготовить борщ без мяса на шесть человек к ужину', 'Как приготовить борщ без мяса на десять человек к ужину'],
];

describe('prompts that differ in one phrase', () => {
  it.each(PHRASES)('%s', (a, b) => expect(grouped(a, b)).toBe(true));

  it('never stand in two splits, whatever the seed', () => {
    const cards = PHRASES.flatMap(([a, b], i) => [ask(`a${i}`, a), ask(`b${i}`, b)]);
    for (let seed = 0; seed < 20; seed++) {
      const settings = { ...HALF, seed: String(seed) };
      const all = split(cards, curateAll(cards, settings), [], config(settings));
      for (const i of PHRASES.keys()) expect(all.get(`a${i}`), `pair ${i}`).toBe(all.get(`b${i}`));
      expect(new Set(all.values()).size).toBe(2);
    }
  });

  it.each([40, 60, 64, 65, 66, 80, 120, 300, 700])('of %i words, wherever it stands', (count) => {
    for (const at of [0, 0.4, 1]) {
      const words = text('w', count).split(' ');
      const other = [...words];
      other.splice(Math.floor(at * (count - 4)), 4, 'another', 'phrase', 'of', 'four');
      expect(grouped(words.join(' '), other.join(' ')), String(at)).toBe(true);
    }
  });
});

describe('prompts are grouped', () => {
  it.each([
    [
      'that are the same but for case and punctuation',
      'Where do puffins go in winter, and why?',
      'where do puffins go in winter and why',
    ],
    [
      'with two words that differ at two places of twenty',
      text('w', 20),
      text('w', 20).replace('w4 ', 'x ').replace('w15 ', 'y '),
    ],
  ])('%s', (_, a, b) => expect(grouped(a, b)).toBe(true));

  it('across the bound between words and signatures', () =>
    expect(grouped(text('w', 62), `${text('w', 62)} and five more of them now`)).toBe(true));

  it.each([
    ['about other things', 'Where do puffins go in winter, and why?', 'How many eggs does a heron lay in spring?'],
    ['of fewer than eight words, however alike', 'Please go on with it now', 'Please go on with it now'],
    ['that share less than half', 'Write a poem about the old lamp of Ness', 'Write a poem that rhymes with cup'],
    [
      'in two languages',
      'Where does the keeper row at night, and why?',
      'Wohin rudert der Wärter in der Nacht, und warum?',
    ],
    [
      'of one long instruction around two tasks',
      `${text('rule', 150)} ${text('a', 90)}`,
      `${text('rule', 150)} ${text('b', 90)}`,
    ],
    ['that share a system prompt only', text('a', 30), text('b', 30)],
  ])('and not those %s', (_, a, b) => expect(grouped(a, b)).toBe(false));

  it('when a short prompt begins two talks that are alike as a whole', () => {
    const say = `a ${text('say', 50)}`;
    const { alike } = curateAll([
      card('a', ['u Hi', say]),
      card('b', ['u Hi', `${say} Bye.`]),
      card('c', ['u Hi', 'a Hello']),
    ]);
    expect([...(alike?.keys() ?? [])]).toEqual(['a', 'b']);
    expect(alike?.get('a')).toBe(alike?.get('b'));
  });

  it('by hand of the settings: not at all, or from another similarity on', () => {
    const [a, b] = [text('w', 20), text('w', 20).replace('w4 ', 'x ').replace('w15 ', 'y ')];
    const by = (nearDuplicates: object) => grouped(a, b, { split: { nearDuplicates } });
    expect(by({})).toBe(true);
    expect(by({ threshold: 0.95 })).toBe(false);
    expect(grouped(...(PHRASES[0] as [string, string]), { split: { nearDuplicates: { on: false } } })).toBe(false);
  });
});

describe('groups stay small enough for a split', () => {
  const template = (i: number): string => `What is the weather like in town${i} on the next market day?`;
  const largest = (cards: readonly Card[]) => curateAll(cards).likeness;

  it.each([
    [4, 2],
    [30, 15],
    [100, 20],
    [1000, 50],
  ])('of %i prompts of one template: %i at most', (count, most) => {
    const likeness = largest(Array.from({ length: count }, (_, i) => ask(`c${i}`, template(i))));
    expect(likeness?.largestGroup).toBeLessThanOrEqual(most);
    expect(likeness?.largestGroup).toBeGreaterThanOrEqual(most / 2);
    expect(likeness?.parted).toBeGreaterThan(0);
  });

  it('counts what belongs together anyhow: two large intents are not joined by a phrase', () => {
    const run = (intent: number) =>
      Array.from({ length: 15 }, (_, i) => ask(`c${intent}-${i}`, template(intent), { intent: `t${intent}` }));
    expect(largest([...run(1), ...run(2)])).toMatchObject({ largestGroup: 15 });
  });

  it('and one prompt of up to half of all examples is one group', () => {
    const cards = Array.from({ length: 60 }, (_, i) => ask(`c${i}`, i < 30 ? template(1) : text(`other${i}x`, 20)));
    expect(largest(cards)).toMatchObject({ largestGroup: 30, parted: 0 });
  });

  it('has each example in one group at most, the same in any order', () => {
    const random = seeded(3);
    const cards = Array.from({ length: 300 }, (_, i) =>
      ask(
        `c${String(i).padStart(3, '0')}`,
        random() < 0.5
          ? template(Math.floor(random() * 60))
          : text(`t${Math.floor(random() * 40)}x`, 12 + Math.floor(random() * 4)),
      ),
    );
    const { alike, likeness } = curateAll(cards);
    const names = new Set(alike?.values());
    // The name says nothing of any id: an erased one would stay known by it.
    for (const name of names) expect(name).toMatch(/^alike:[0-9a-f]{16}$/);
    expect(likeness?.groups).toBe(names.size);
    const other = curateAll(shuffled(cards, random));
    const sorted = (map: ReadonlyMap<string, string> | undefined) =>
      [...(map ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
    expect(sorted(other.alike)).toEqual(sorted(alike));
    expect(other.likeness).toEqual(likeness);
  });
});
