/** What a card keeps of an example, how what curation adds is read, and how both lie in the ledger. */
import { describe, expect, it } from 'vitest';
import { Compact } from '../../../src/kit/compact.ts';
import { tagValues } from '../../../src/model/tags.ts';
import { curatedLine, curationOf, decidedLine, ledgerCard } from '../../../src/run/store/ledger/card.ts';
import type { LedgerCard } from '../../../src/run/store/ledger/schema.ts';
import { type Card, chainOf, makeCard, prefixDigest } from '../../../src/stages/card.ts';
import { curate } from '../../../src/stages/curate/curate.ts';
import { CuratedCards, curated, NO_CURATION, withOutcome } from '../../../src/stages/curated.ts';
import { decide } from '../../../src/stages/decide/decide.ts';
import { card, config, example, frozen, messages } from './support.ts';

const TALK = ['s Be brief', 'u Go', 'a Going | f {"x": 1}', 't done', 'a Done'];

describe('chains', () => {
  const digest = (...talk: string[]): string => chainOf(messages(...talk), 'k').toString('hex');

  it('hold eight bytes for each message, each over all before it', () => {
    const chain = digest('u Go', 'a One');
    expect(chain).toHaveLength(32);
    expect(digest('u Go', 'a Two').slice(0, 16)).toBe(chain.slice(0, 16));
    expect(digest('u Go', 'a Two').slice(16)).not.toBe(chain.slice(16));
    expect(digest('u No', 'a One').slice(16)).not.toBe(chain.slice(16));
  });

  it.each([
    ['the role', 'a Go'],
    ['the text', 'u No'],
    ['a call', 'u Go | f {}'],
  ])('differ by %s', (_, line) => expect(digest(line)).not.toBe(digest('u Go')));

  it.each([
    ['its name', 'a  | g {"x":1}'],
    ['its arguments', 'a  | f {"x":2}'],
    ['its number', 'a  | f {"x":1} | f {"x":1}'],
  ])('differ by a call: %s', (_, line) => expect(digest(line)).not.toBe(digest('a  | f {"x":1}')));

  it('do not differ by white space at the ends and in arguments', () => {
    expect(digest('u  Go ', 'a  | f {"x": 1}')).toBe(digest('u Go', 'a  | f {"x":1}'));
    expect(digest('u G o')).not.toBe(digest('u Go'));
  });

  it('are keyed', () => expect(chainOf(messages('u Go'), 'other').toString('hex')).not.toBe(digest('u Go')));

  it('tell prefixes', () => {
    const [a, b] = [card('a', ['u Go', 'a One']), card('b', ['u Go', 'a Two'])];
    expect(prefixDigest(a, 0)).toBe('');
    expect(prefixDigest(a, 1)).toBe(prefixDigest(b, 1));
    expect(prefixDigest(a, 1)).toHaveLength(16);
    expect(a.signature).toHaveLength(16);
    expect(prefixDigest(a, 2)).not.toBe(prefixDigest(b, 2));
    expect(prefixDigest(a, 2)).toHaveLength(16);
  });
});

describe('a card', () => {
  const placed = {
    offset: 5,
    length: 9,
    chain: Buffer.from('12345678'),
    sketch: Buffer.of(7),
    redactions: 3,
    marks: [],
  };
  const stored = example('x', messages(...TALK), {
    outcome: { success: true, score: 2, source: 'reward', detail: 'not kept' },
    feedback: [
      { signal: 'edit', text: 'Better', message: 4 },
      { signal: 'edit', message: 4 },
      { signal: 'rating', value: 2, text: 'meh', message: null },
    ],
    alternatives: [
      {
        at: 2,
        cause: 'regenerate',
        messages: messages('a Uno', 'u Due'),
        feedback: [{ signal: 'accept', text: 'y', message: 2 }],
      },
    ],
    startedAt: 1,
    endedAt: 2,
    intent: 'i',
    arm: 'b',
  });
  const made = makeCard(frozen(stored), placed, new Compact());

  it('holds facts and no text', () => {
    expect(made).toMatchObject({
      id: 'x',
      offset: 5,
      length: 9,
      redactions: 3,
      roles: 'suata',
      intent: 'i',
      arm: 'b',
      startedAt: 1,
      endedAt: 2,
    });
    expect(made.outcome).toEqual({ success: true, score: 2 });
    expect(made.tags).toEqual(tagValues(stored.tags));
    expect(made.feedback).toEqual([
      { signal: 'edit', message: 4, edited: true, from: 'x', index: 0 },
      { signal: 'edit', message: 4, edited: false, from: 'x', index: 1 },
      { signal: 'rating', value: 2, message: null, edited: false, from: 'x', index: 2 },
    ]);
    expect(made.alternatives).toEqual([
      { at: 2, cause: 'regenerate', role: 'assistant', length: 2, feedback: [{ signal: 'accept', message: 2 }] },
    ]);
    expect(JSON.stringify(made)).not.toMatch(/Going|Better|meh|not kept|Uno/);
  });

  it('shares equal parts with other cards', () => {
    const compact = new Compact();
    const [a, b] = ['a', 'b'].map((id) => makeCard(example(id, messages(...TALK)), placed, compact)) as [Card, Card];
    for (const part of ['governance', 'marks', 'feedback', 'alternatives'] as const) expect(a[part]).toBe(b[part]);
    expect(a.tags.features).toBe(b.tags.features);
  });
});

describe('what is known of an example', () => {
  const merged = {
    folded: ['c'],
    feedback: [],
    outcome: { success: false },
    governance: { consent: 'granted' as const, subjects: [] },
  };
  const x = card('x', TALK, { marks: [{ mark: 'source', why: '' }] });
  const failed = [{ mark: 'failed' as const, why: '' }];

  it('is the card itself where there is nothing to add', () => expect(curated(x, NO_CURATION)).toBe(x));

  it('is its cluster, its marks and the word of the reviewer', () => {
    const curation = {
      marks: new Map([['x', failed]]),
      keptFor: new Map([['c', 'x']]),
      merged: new Map([['x', merged]]),
    };
    expect(curated(x, curation)).toMatchObject({ marks: failed, ...merged });
    expect(curated({ ...x, id: 'c' }, curation)).toMatchObject({ duplicateOf: 'x', marks: x.marks });
    const verdicts = {
      verdicts: new Map([['x', 'accept' as const]]),
      marks: new Map([['x', []]]),
      overruled: new Map(),
    };
    expect(curated(x, curation, verdicts)).toMatchObject({ decision: 'accept', marks: [] });
    expect(x.marks).toHaveLength(1);
  });

  it('is looked up and listed in the order of the cards', () => {
    const all = new CuratedCards([x, card('y', TALK)], { ...NO_CURATION, marks: new Map([['y', failed]]) });
    expect(all.size).toBe(2);
    expect([...all].map((c) => [c.id, c.marks.length])).toEqual([
      ['x', 1],
      ['y', 1],
    ]);
    expect(all.get('y')?.marks).toBe(failed);
    expect(all.get('z')).toBeUndefined();
  });

  it('reaches the row: the stored example takes the outcome of its cluster', () => {
    const stored = example('x', messages(...TALK), { outcome: { success: true, source: 'reward' } });
    expect(withOutcome(stored, { outcome: { success: true } })).toBe(stored);
    expect(withOutcome(stored, { outcome: undefined })).toBe(stored);
    expect(withOutcome(stored, { outcome: { success: true, score: 2 } }).outcome).toEqual({
      success: true,
      score: 2,
      source: 'reward',
    });
    expect(withOutcome(stored, { outcome: { success: false } }).outcome?.success).toBe(false);
    const silent = example('x', messages(...TALK));
    expect(withOutcome(silent, { outcome: { success: null, score: 1 } }).outcome).toEqual({
      success: null,
      score: 1,
      source: 'duplicate',
    });
  });
});

describe('in the ledger', () => {
  const cards = [
    card('a', ['u Go', 'a Done'], { outcome: { success: false } }),
    card('b', ['u Go', 'a Done'], { feedback: [{ signal: 'thumbs_down', message: 1 }] }),
    card('c', ['u Other', 'a Thing']),
    card('d', ['u More', 'a Things'], { tags: { chars: 1 } }),
  ];
  const curation = curate(cards, config(), 0);
  const say = (verdict: 'accept' | 'reject') => ({ verdict, edits: new Map(), swapped: false });
  const verdicts = decide(
    cards,
    curation,
    [],
    new Map([
      ['a', say('accept')],
      ['c', say('reject')],
    ]),
  );
  const lines = cards.map((c) => JSON.parse(JSON.stringify(ledgerCard(c, curation, verdicts))) as LedgerCard);
  const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
  const facts = ({ chain: _c, signature: _s, sketch: _k, terms: _t, ...rest }: Card) => rest;

  it('facts stay as read, and what was added stands beside them', () => {
    for (const [i, { curation: _curation, decided: _decided, ...rest }] of lines.entries())
      expect(rest).toEqual(plain(facts(cards[i] as Card)));
    expect(lines[0]?.curation?.merged?.folded).toEqual(['b']);
    expect(lines[1]?.curation).toMatchObject({ duplicateOf: 'a' });
    expect(lines[2]).not.toHaveProperty('curation');
    expect(lines.map((l) => l.decided?.verdict)).toEqual(['accept', undefined, 'reject', undefined]);
    expect(lines[0]?.decided?.overruled?.map((m) => m.mark)).toEqual(['failed', 'disliked']);
  });

  it('gives back what the run knew, before and after decisions', () => {
    for (const [i, line] of lines.entries()) {
      const own = facts(cards[i] as Card) as Card;
      expect(curatedLine(line)).toEqual(plain(curated(own, curation)));
      expect(decidedLine(line)).toEqual(plain(curated(own, curation, verdicts)));
    }
  });

  it('gives back the curation for new decisions', () => {
    const again = curationOf(lines);
    expect(plain([...again.marks])).toEqual(plain([...curation.marks]));
    expect(again.keptFor).toEqual(curation.keptFor);
    expect(plain([...again.merged])).toEqual(plain([...curation.merged]));
  });
});
