/** One row a rule: what is a near-duplicate, which example is kept, and what only looks alike. */
import { describe, expect, it } from 'vitest';
import type { Card } from '../../../src/stages/card.ts';
import { curate } from '../../../src/stages/curate/curate.ts';
import { prefer } from '../../../src/stages/prefer/prefer.ts';
import { seeded, shuffled } from '../../support/random.ts';
import { card, config, frozen, KEY } from './support.ts';

type More = Parameters<typeof card>[2];
const curateAll = (cards: readonly Card[], more: object = {}) => curate(frozen([...cards]), frozen(config(more)), 0);

/** Ids that are marked, with what they are like. */
function marked(cards: readonly Card[], more: object = {}): Record<string, string> {
  const { marks } = curateAll(cards, more);
  return Object.fromEntries(
    [...marks].flatMap(([id, all]) =>
      all.flatMap((m) => (m.mark === 'near_duplicate' ? [[id, String(m.why.split(' ').at(-1))]] : [])),
    ),
  );
}

/** `count` different words that no other `seed` has. */
const text = (seed: string, count: number): string => Array.from({ length: count }, (_, i) => `${seed}${i}`).join(' ');
const ASK = `Tell the story of the keeper who rowed out ${text('ask', 30)}`;
const SAY = `The keeper rowed out at nine ${text('say', 60)}`;
/** The text with every `step`-th word another one. */
const changed = (of: string, step: number, mark = 'other'): string =>
  of
    .split(' ')
    .map((word, i) => (i % step === step - 1 ? `${mark}${i}` : word))
    .join(' ');
const talk = (ask: string, say: string, ...more: string[]): string[] => [`u ${ask}`, `a ${say}`, ...more];
const A = talk(ASK, SAY);

describe('a near-duplicate', () => {
  it.each<[string, string[]]>([
    ['in punctuation and a word more', talk(`${ASK}!`, `${SAY} Indeed.`)],
    ['in one word of a long answer', talk(ASK, changed(SAY, 50))],
    ['in the last words of both', talk(`${ASK} please`, `${SAY} Good night.`)],
    ['in the system prompt, and hardly in the answer', ['s Be a pirate.', ...talk(ASK, `${SAY} Aye.`)]],
  ])('differs %s', (_, other) => expect(Object.keys(marked([card('a', A), card('b', other)]))).toHaveLength(1));

  it('says how much it is alike, to which kept example, and no text', () => {
    const { marks } = curateAll([card('a', A), card('b', talk(ASK, `${SAY} Good night.`), { tags: { chars: 99 } })]);
    expect(marks.get('b')).toEqual([{ mark: 'near_duplicate', why: expect.stringMatching(/^\d\d % alike to a$/) }]);
  });

  it('of a run makes the same calls, with the same values', () => {
    const call = 'a Going | row {"to":"pier","speed":4} | moor {"rope":"left"}';
    const run = (say: string, calls = call) => [`u ${ASK}`, calls, 't done', `a ${say}`];
    expect(marked([card('a', run(SAY)), card('b', run(`${SAY} Aye.`), { tags: { chars: 99 } })])).toEqual({ b: 'a' });
    for (const other of ['a Going | row {"to":"reef","speed":4} | moor {"rope":"left"}', 'a Going'])
      expect(marked([card('a', run(SAY)), card('b', run(`${SAY} Aye.`, other))])).toEqual({});
  });
});

describe('no near-duplicate is', () => {
  it.each<[string, string[], string[]]>([
    ['another answer to the same prompt', A, talk(ASK, text('else', 60))],
    ['another prompt with the same answer', A, talk(text('else', 30), SAY)],
    [
      'the same question in another language',
      talk('Where does the keeper row at night?', SAY),
      talk('Wohin rudert der Wärter in der Nacht?', SAY),
    ],
    [
      'a template with another name and number',
      talk('How far is it to the pier of Ness in 12 minutes?', '4 miles'),
      talk('How far is it to the pier of Voe in 15 minutes?', '4 miles'),
    ],
    [
      'an item of a set with a long instruction and short answers',
      talk(`${text('rule', 400)} Item: the sea is calm`, 'Yes.'),
      talk(`${text('rule', 400)} Item: the sea is rough`, 'Yes.'),
    ],
    [
      'one changed constant in short code',
      talk('Write it.', 'const LIMIT = 10; run(LIMIT);'),
      talk('Write it.', 'const LIMIT = 20; run(LIMIT);'),
    ],
    [
      'a call with another value',
      talk('Weather in Ness?', '| weather {"city":"Ness"}'),
      talk('Weather in Ness?', '| weather {"city":"Voe"}'),
    ],
    ['a third of the answer anew', A, talk(ASK, changed(SAY, 3))],
    ['a talk without any answer', ['u Go and see'], ['u Go and look']],
  ])('%s', (_, a, b) => expect(marked([card('a', a), card('b', b)])).toEqual({}));

  it('a run with another outcome: the pair keeps both sides', () => {
    const cards = [
      card('a', ['u Row out', 'a Going | row {"to":"pier"}', 't done', `a ${SAY}`], {
        intent: 't',
        outcome: { success: true },
      }),
      card('b', ['u Row out', `a Going then | row {"to":"pier"}`, 't done', `a ${SAY}`], {
        intent: 't',
        outcome: { success: false },
      }),
    ];
    const curation = curateAll(cards);
    expect([...curation.marks].flatMap(([, m]) => m.map(({ mark }) => mark))).toEqual(['failed']);
    expect(prefer(cards, curation, config(), KEY).pairs).toHaveLength(1);
  });

  it('a question about another picture', () => {
    const picture = (id: string, say: string) => {
      const made = card(id, talk('What is it?', say));
      return { ...made, sketch: Buffer.concat([Buffer.of(1), made.sketch.subarray(1)]) };
    };
    expect(marked([picture('a', SAY), picture('b', `${SAY} Aye.`)])).toEqual({});
  });

  it('a copy of an erased or refused session', () => {
    const erased = [{ mark: 'erased' as const, why: 'asked' }];
    expect(marked([card('a', A, { marks: erased }), card('b', talk(ASK, `${SAY} Aye.`))])).toEqual({});
  });
});

describe('of a cluster is kept', () => {
  const kept = (a: More, b: More): string | undefined => {
    const found = marked([card('a', A, a), card('b', talk(ASK, `${SAY} Aye.`), b)]);
    return Object.values(found)[0];
  };
  const good = { outcome: { success: true } };

  it.each<[string, More, More]>([
    ['what nothing speaks against', { ...good, tags: { safety: { weapons: 3 } } }, {}],
    ['a stated success', { outcome: { success: true, inferred: true }, feedback: [{}] }, good],
    ['a success', { feedback: [{}] }, { outcome: { success: true, inferred: true } }],
    ['what got feedback', { tags: { chars: 900 } }, { feedback: [{}] }],
    ['the longer one', { tags: { chars: 100 } }, { tags: { chars: 101 } }],
  ])('%s', (_, worse, better) => {
    expect(kept(worse, better)).toBe('b');
    expect(kept(better, worse)).toBe('a');
  });

  it('the smaller id, where nothing else tells', () => expect(kept({}, {})).toBe('a'));

  it('and every member is alike to the kept one itself: chains do not grow', () => {
    const links = [0, 1, 2, 3, 4].map((n) => {
      const words = SAY.split(' ');
      words.splice(
        0,
        n * 9,
        ...text(`new${n}`, n * 9)
          .split(' ')
          .filter(Boolean),
      );
      return card(`c${n}`, talk(ASK, words.join(' ')), { tags: { chars: 200 - n } });
    });
    const found = marked(links);
    expect(found.c1).toBe('c0');
    // c2 is alike to c1, which is no longer there to be like; c4 is alike to c3.
    expect(Object.values(found)).not.toContain('c1');
    expect(Object.keys(found).length).toBeGreaterThan(0);
    expect(found.c4).not.toBe('c0');
  });
});

describe('settings', () => {
  const cards = [card('a', A), card('b', talk(ASK, changed(SAY, 50)))];
  const set = (nearDuplicates: object) => marked(cards, { curate: { nearDuplicates } });
  it('off: nobody looks', () => expect(set({ on: false })).toEqual({}));
  it('a higher threshold asks for more', () => expect(set({ threshold: 0.95 })).toEqual({}));
  it('the default finds them', () => expect(set({})).toEqual({ b: 'a' }));
});

describe('a thousand made examples', () => {
  /** Families of near-copies, copies and loners. */
  const random = seeded(4);
  const cards = Array.from({ length: 1000 }, (_, i) => {
    const family = Math.floor(random() * 300);
    const ask = `${text(`q${family}x`, 12)}`;
    const say =
      random() < 0.3 ? text(`loner${i}x`, 50) : `${text(`s${family}x`, 50)} ${random() < 0.5 ? `end${i}` : 'end'}`;
    return card(`c${String(i).padStart(4, '0')}`, talk(ask, say), { tags: { chars: 100 + Math.floor(random() * 50) } });
  });
  const { marks, keptFor, likeness } = curateAll(cards);
  const near = [...marks].filter(([, all]) => all.some((m) => m.mark === 'near_duplicate')).map(([id]) => id);

  it('are each kept, a copy or a near-duplicate once, and the counts add up', () => {
    expect(near.length).toBeGreaterThan(100);
    expect(near.filter((id) => keptFor.has(id))).toEqual([]);
    expect(new Set(near).size).toBe(near.length);
    const keptOf = Object.values(marked(cards));
    const heads = new Set(keptOf);
    // Members of clusters and loners are all that was not folded.
    expect(near.filter((id) => heads.has(id))).toEqual([]);
    expect(likeness).toMatchObject({ nearDuplicates: near.length, clusters: heads.size });
    const members = heads.size + keptOf.length;
    const loners = cards.filter(({ id }) => !keptFor.has(id) && !heads.has(id) && !near.includes(id)).length;
    expect(members + loners + keptFor.size).toBe(cards.length);
  });

  it('give the same in any order', () => {
    const other = curateAll(shuffled(cards, seeded(9)));
    const sorted = (map: ReadonlyMap<string, unknown> | undefined) =>
      [...(map ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
    expect(sorted(other.marks)).toEqual(sorted(marks));
    expect(sorted(other.alike)).toEqual(sorted(curateAll(cards).alike));
    expect(other.likeness).toEqual(likeness);
  });
});
