/** One row a rule: what marks an example, what is folded into what, and what the kept example has from its copies. */
import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../../src/model/config.ts';
import {
  defaultExclusions,
  keepsFromFolding,
  MARK_NAMES,
  MARKS,
  type MarkName,
  markLabel,
  refusedByAll,
  refusedMarks,
  reviewerOverrules,
} from '../../../src/model/marks.ts';
import type { Card } from '../../../src/stages/card.ts';
import { curate } from '../../../src/stages/curate/curate.ts';
import { governanceRules, originOf, policyMarks, sourceMark } from '../../../src/stages/curate/governance.ts';
import { curated } from '../../../src/stages/curated.ts';
import { card, config, example, frozen, messages } from './support.ts';

const NOW = Date.UTC(2026, 5, 1);
const DAY = 86_400_000;
const TALK = ['u How long is it?', 'a Three metres.'];

/** Without bounds by kind, which have a test of their own. */
function curateAll(cards: readonly Card[], more: object = {}) {
  const limits = 'curate' in more ? more.curate : {};
  const all = config({ ...more, curate: { bounds: 'none', ...(limits as object) } });
  return curate(frozen([...cards]), frozen(all), NOW);
}
const marksOf = (cards: readonly Card[], id: string, more: object = {}): MarkName[] =>
  (curateAll(cards, more).marks.get(id) ?? []).map((m) => m.mark);
/** As readers see it after curation. */
const whatIsKnown = (cards: readonly Card[], id: string, more: object = {}) =>
  curated(cards.find((c) => c.id === id) as Card, curateAll(cards, more));

type More = Parameters<typeof card>[2];

describe('marks of quality', () => {
  it.each<[string, More, MarkName[]]>([
    ['nothing speaks against it', {}, []],
    ['a success', { outcome: { success: true } }, []],
    ['a failure', { outcome: { success: false } }, ['failed']],
    [
      'a failure that was concluded',
      { outcome: { success: false, inferred: true, confidence: 0.9 } },
      ['likely_failed'],
    ],
    ['a success that was concluded', { outcome: { success: true, inferred: true, confidence: 0.9 } }, []],
    ['an outcome that is not known', { outcome: { success: null, score: 0 } }, []],
    ['a thumb down', { feedback: [{ signal: 'thumbs_down' }] }, ['disliked']],
    ['a rejection', { feedback: [{ signal: 'reject' }] }, ['disliked']],
    ['an escalation', { feedback: [{ signal: 'escalated' }] }, ['disliked']],
    ['a thumb up', { feedback: [{ signal: 'thumbs_up' }] }, []],
    ['an interruption is no dislike', { feedback: [{ signal: 'interrupted' }] }, []],
    ['a second answer asked for is no dislike', { feedback: [{ signal: 'regenerate' }] }, []],
    ['a rating one below the least good one', { feedback: [{ signal: 'rating', value: 2 }] }, ['disliked']],
    ['a rating less than one below it', { feedback: [{ signal: 'rating', value: 2.01 }] }, []],
    ['the least good rating', { feedback: [{ signal: 'rating', value: 3 }] }, []],
    ['a rating without a value', { feedback: [{ signal: 'rating' }] }, ['disliked']],
    ['a score has a scale of its own', { feedback: [{ signal: 'score', value: -5 }] }, []],
    ['a clear finding of the safety check', { tags: { safety: { malware: 3 } } }, ['unsafe']],
    ['a doubtful one', { tags: { safety: { malware: 2 } } }, []],
    ['something harmless that was declined', { tags: { refusal: 'over' } }, ['over_refusal']],
    ['something unsafe that was declined', { tags: { refusal: 'correct' } }, []],
    ['an error for a last answer', { tags: { features: { endsInError: 1 } } }, ['error_boilerplate']],
    ['an error in the middle', { tags: { features: { errorAnswers: 1 } } }, []],
    ['small talk', { tags: { features: { trivial: 1 } } }, ['trivial']],
    ['the worst quality, by default', { tags: { qualityParts: { score: 0 } } }, []],
    ['19 characters', { tags: { chars: 19 } }, ['too_short']],
    ['20 characters', { tags: { chars: 20 } }, []],
    ['400,000 characters', { tags: { chars: 400_000 } }, []],
    ['one more', { tags: { chars: 400_001 } }, ['too_long']],
    ['a result without a call', { tags: { features: { orphans: 1 } } }, ['incomplete']],
    ['no such result', { tags: { features: { orphans: 0 } } }, []],
    ['a turn of pictures alone', { tags: { features: { media: 1 } } }, ['media']],
    ['a part that no rule reads', { tags: { features: { lost: 1 } } }, ['lossy']],
    ['no such count', { tags: { features: {} } }, []],
  ])('%s', (_, more, expected) => expect(marksOf([card('x', TALK, more)], 'x')).toEqual(expected));

  it.each([
    [1, []],
    [2, ['too_easy']],
  ])('level 1 where %i is asked for', (minComplexity, expected) =>
    expect(marksOf([card('x', TALK)], 'x', { curate: { minComplexity } })).toEqual(expected),
  );

  it.each([
    [3, 2, true],
    [2, undefined, true],
    [4, 3, true],
    [4, 3.5, false],
  ])('minRating %i: %s is a dislike: %s', (minRating, value, expected) => {
    const x = card('x', TALK, { feedback: [{ signal: 'rating', value }] });
    expect(marksOf([x], 'x', { curate: { minRating } }).includes('disliked')).toBe(expected);
  });

  it('says why in words and bounds', () => {
    const x = card('x', TALK, {
      feedback: [{ signal: 'reject' }, { signal: 'thumbs_up' }, { signal: 'escalated' }],
      tags: {
        chars: 5,
        safety: { a: 3, b: 3, c: 1 },
        features: { orphans: 2 },
        qualityParts: { score: 31, calls: 0, form: 50 },
      },
    });
    expect(
      curateAll([x], { curate: { minComplexity: 2, minQuality: 0.4 } })
        .marks.get('x')
        ?.map((m) => m.why),
    ).toEqual([
      '2 negative feedback',
      'a, b',
      'complexity 1, below 2',
      '5 characters, fewer than 20',
      '2 results without a call',
      'quality 0.31, below 0.4: calls 0, form 50',
    ]);
  });
});

describe('marks of governance', () => {
  const governed = (governance: Partial<Card['governance']>, more: More = {}) =>
    card('x', TALK, { governance: { consent: 'missing', subjects: [], ...governance }, ...more });

  it.each<[string, Card, object, MarkName[]]>([
    ['withdrawn', governed({ consent: 'withdrawn' }), {}, ['withdrawn_consent']],
    [
      'withdrawn where it is required',
      governed({ consent: 'withdrawn' }),
      { consent: 'required' },
      ['withdrawn_consent'],
    ],
    ['missing', governed({}), {}, []],
    ['missing where it is required', governed({}), { consent: 'required' }, ['missing_consent']],
    ['granted where it is required', governed({ consent: 'granted' }), { consent: 'required' }, []],
    ['another jurisdiction', governed({ jurisdiction: 'US' }), { jurisdictions: ['DE'] }, ['jurisdiction']],
    ['one of the jurisdictions', governed({ jurisdiction: 'US' }), { jurisdictions: ['DE', 'US'] }, []],
    ['no jurisdiction', governed({}), { jurisdictions: ['DE'] }, ['jurisdiction']],
    ['no jurisdiction asked for', governed({ jurisdiction: 'US' }), {}, []],
    ['another purpose', governed({ purposes: ['support'] }), { purpose: 'training' }, ['purpose']],
    ['the purpose, as people write it', governed({ purposes: ['x', ' Training '] }), { purpose: 'training' }, []],
    ['no purpose at all was agreed to', governed({ purposes: [] }), { purpose: 'training' }, ['purpose']],
    ['nothing is said of purposes', governed({}), { purpose: 'training' }, []],
    ['a day too old', governed({}, { endedAt: NOW - 31 * DAY }), { retentionDays: 30 }, ['expired']],
    ['a moment too old', governed({}, { endedAt: NOW - 30 * DAY - 1 }), { retentionDays: 30 }, ['expired']],
    ['as old as is allowed', governed({}, { endedAt: NOW - 30 * DAY }), { retentionDays: 30 }, []],
    ['of unknown age', governed({}), { retentionDays: 30 }, []],
    ['kept for ever', governed({}, { endedAt: 0 }), {}, []],
  ])('consent and law: %s', (_, x, privacy, expected) => expect(marksOf([x], 'x', { privacy })).toEqual(expected));

  it('says why', () => {
    const why = (privacy: object, more: More = {}) =>
      policyMarks(governed({ purposes: ['x'] }, { endedAt: 0, ...more }), config({ privacy }).privacy, NOW).map(
        (m) => m.why,
      );
    expect(why({ jurisdictions: ['DE'] })).toEqual(['no jurisdiction is stated']);
    expect(why({ purpose: 'y' })).toEqual(['agreed to for other purposes than y']);
    expect(why({ retentionDays: 7 })).toEqual(['older than 7 days']);
  });

  const ORIGIN = { paths: ['logs/a.jsonl', 'logs/b.jsonl'], format: 'openai-chat', app: 'shop' };
  it.each<[string, object | undefined, Partial<typeof ORIGIN>, string | undefined]>([
    ['no rule', undefined, {}, undefined],
    ['all files are allowed', { files: ['logs/*'] }, {}, undefined],
    ['each by a pattern of its own', { files: ['logs/a*', 'logs/b*'] }, {}, undefined],
    ['one file is not', { files: ['logs/a*'] }, {}, 'a file of it is not allowed'],
    ['the format is', { formats: ['x', 'openai-chat'] }, {}, undefined],
    ['the format is not', { formats: ['x'] }, {}, 'the format openai-chat is not allowed'],
    ['the app is', { apps: ['shop'] }, {}, undefined],
    ['the app is not', { apps: ['clinic'] }, {}, 'its app is not allowed'],
    ['there is no app', { apps: ['shop'] }, { app: undefined }, 'no app is stated'],
    ['every list must be kept', { files: ['logs/*'], apps: ['clinic'] }, {}, 'its app is not allowed'],
  ])('sources: %s', (_, allowedSources, more, why) => {
    const { privacy } = config({ privacy: allowedSources ? { allowedSources } : {} });
    expect(sourceMark(privacy, { ...ORIGIN, ...more })).toEqual(why === undefined ? [] : [{ mark: 'source', why }]);
  });

  it('takes the origin from the example and from all its records, each file once', () => {
    const at = (path: string) => ({ path, line: 1, start: 0, end: 1 });
    const origin = originOf(example('x', messages(...TALK), { app: 'shop' }), [at('b'), at('a'), at('b')]);
    expect(origin).toEqual({ paths: ['b', 'a'], format: 'test', app: 'shop' });
  });

  it('keeps the marks that a card came with, before all others', () => {
    const x = card('x', TALK, { marks: [{ mark: 'source', why: 'w' }], tags: { chars: 1 } });
    expect(marksOf([x], 'x', { privacy: { jurisdictions: ['DE'] } })).toEqual(['source', 'jurisdiction', 'too_short']);
  });

  it('counts for the manifest what each rule keeps out, and whose log says nothing', () => {
    const cards = [
      card('a', ['u A', 'a A'], {
        governance: { consent: 'withdrawn', subjects: [], jurisdiction: 'DE', purposes: ['x'] },
      }),
      card('b', ['u B', 'a B'], { governance: { consent: 'granted', subjects: [], purposes: ['t'] }, endedAt: 1 }),
      card('c', ['u C', 'a C'], { marks: [{ mark: 'source', why: '' }] }),
      card('d', ['u D', 'a D'], { marks: [{ mark: 'erased', why: '' }] }),
      card('e', ['u E', 'a E']),
    ];
    const { privacy } = config({
      privacy: {
        consent: 'required',
        jurisdictions: ['DE', 'FR'],
        purpose: 't',
        retentionDays: 3,
        allowedSources: { files: ['x', 'y'], apps: ['z'] },
      },
    });
    const curation = curate(cards, { ...config(), privacy }, NOW);
    expect(governanceRules(cards, curation, privacy, 2)).toEqual([
      { rule: 'consent', setting: 'required', refused: 4, unstated: 3 },
      { rule: 'purpose', setting: 't', refused: 1, unstated: 3 },
      { rule: 'jurisdiction', setting: 'DE, FR', refused: 4, unstated: 4 },
      { rule: 'retention', setting: '3 days', refused: 1, unstated: 4 },
      { rule: 'sources', setting: '2 files, 1 apps', refused: 1, unstated: 0 },
      { rule: 'erasure', setting: '2 tombstones', refused: 1, unstated: 0 },
    ]);
    const open = governanceRules(cards, curate(cards, config(), NOW), config().privacy, 0);
    expect(open.map((r) => r.setting)).toEqual([
      'not checked, withdrawn honoured',
      'not checked',
      'not checked',
      'not checked',
      'not checked',
      'nobody asked',
    ]);
  });
});

describe('duplicates', () => {
  const LONG = [...TALK, 'u And wide?', 'a Two.'];
  const kept = (...cards: Card[]) => Object.fromEntries(curateAll(cards).keptFor);

  it.each<[string, Card[], Record<string, string>]>([
    ['equal messages: the smaller id is kept', [card('b', TALK), card('a', TALK)], { b: 'a' }],
    ['a beginning is folded into the whole', [card('a', TALK), card('b', LONG)], { a: 'b' }],
    [
      'the one with an outcome is kept',
      [card('a', TALK), card('b', TALK, { outcome: { success: false } })],
      { a: 'b' },
    ],
    ['an unknown outcome is none', [card('a', TALK), card('b', TALK, { outcome: { success: null } })], { b: 'a' }],
    ['the one with feedback is kept', [card('a', TALK), card('b', TALK, { feedback: [{}] })], { a: 'b' }],
    [
      'an outcome goes before feedback',
      [card('a', TALK, { feedback: [{}] }), card('b', TALK, { outcome: { success: true } })],
      { a: 'b' },
    ],
    ['length goes before an outcome', [card('a', TALK, { outcome: { success: true } }), card('b', LONG)], { a: 'b' }],
    ['copies of copies have one kept example', [card('a', TALK), card('b', TALK), card('c', LONG)], { a: 'c', b: 'c' }],
    ['a single message is a beginning', [card('a', TALK.slice(0, 1)), card('b', TALK)], { a: 'b' }],
    [
      'a copy that was redacted in another way',
      [card('a', TALK), card('b', TALK, { signature: 'another' })],
      { b: 'a' },
    ],
    ['another answer is no copy', [card('a', TALK), card('b', ['u How long is it?', 'a Four metres.'])], {}],
    ['another beginning is no copy', [card('a', TALK), card('b', ['u How?', 'a Three metres.'])], {}],
    [
      'white space at the ends does not count',
      [card('a', TALK), card('b', ['u How long is it?  ', 'a Three metres.'])],
      { b: 'a' },
    ],
    [
      'rows that would look the same but for who speaks',
      [card('a', ['u I am [PERSON_1]', 'a Hi']), card('b', ['u I am [PERSON_20]', 'a Hi'])],
      { b: 'a' },
    ],
    [
      'another type of placeholder',
      [card('a', ['u I am [PERSON_1]', 'a Hi']), card('b', ['u I am [CITY_1]', 'a Hi'])],
      {},
    ],
    ['arguments of calls count', [card('a', ['u Go', 'a  | f {"x":1}']), card('b', ['u Go', 'a  | f {"x":2}'])], {}],
    [
      'but not their white space',
      [card('a', ['u Go', 'a  | f {"x":1}']), card('b', ['u Go', 'a  | f {"x": 1}'])],
      { b: 'a' },
    ],
  ])('%s', (_, cards, expected) => {
    expect(kept(...cards)).toEqual(expected);
    expect(kept(...[...cards].reverse())).toEqual(expected);
  });

  it('says which messages of which example', () => {
    const cards = [card('a', TALK), card('b', LONG), card('c', LONG)];
    const { marks } = curateAll(cards);
    expect(marks.get('a')).toEqual([{ mark: 'duplicate', why: 'the first 2 of the 4 messages of b' }]);
    expect(marks.get('c')).toEqual([{ mark: 'duplicate', why: 'same messages as b' }]);
    expect(marks.has('b')).toBe(false);
  });

  it('marks the kept example by the feedback of its copies, which are marked by their own', () => {
    const cards = [
      card('a', TALK),
      card('b', TALK, { id: 'b' }),
      card('c', LONG, { feedback: [{ signal: 'thumbs_up' }] }),
    ];
    const disliked = card('a', TALK, { feedback: [{ signal: 'thumbs_down', message: 1 }] });
    expect(marksOf([disliked, ...cards.slice(1)], 'c')).toEqual(['disliked']);
    expect(marksOf([disliked, ...cards.slice(1)], 'b')).toEqual(['duplicate']);
    expect(whatIsKnown([disliked, ...cards.slice(1)], 'c').feedback.map((f) => [f.from, f.signal])).toEqual([
      ['c', 'thumbs_up'],
      ['a', 'thumbs_down'],
    ]);
  });

  it.each<[string, More, More, Card['outcome']]>([
    [
      'its own score',
      { outcome: { success: true, score: 1 } },
      { outcome: { success: true, score: 2 } },
      { success: true, score: 1 },
    ],
    [
      "a copy's score where it has none",
      { outcome: { success: true } },
      { outcome: { success: true, score: 2 } },
      { success: true, score: 2 },
    ],
    [
      'a score of 0 is a score',
      { outcome: { success: true, score: 0 } },
      { outcome: { success: true, score: 2 } },
      { success: true, score: 0 },
    ],
    ['its own success', { outcome: { success: false } }, { outcome: { success: true } }, { success: false }],
    [
      'its own conclusion, marked as one',
      { outcome: { success: false, inferred: true, confidence: 0.9 } },
      {},
      { success: false, inferred: true, confidence: 0.9 },
    ],
    [
      'what its copy states rather than what it would conclude itself',
      { outcome: { success: false, inferred: true, confidence: 0.9 } },
      { outcome: { success: true } },
      { success: false, inferred: true, confidence: 0.9 },
    ],
    ['nothing', {}, {}, undefined],
  ])('the kept example has %s', (_, own, copies, expected) => {
    expect(whatIsKnown([card('a', TALK, own), card('b', TALK, copies)], 'a').outcome).toEqual(expected);
  });

  it('takes no success from its beginning, which says nothing of the whole', () => {
    const cards = [card('a', TALK, { outcome: { success: false, score: 3 } }), card('b', LONG)];
    expect(whatIsKnown(cards, 'b').outcome).toEqual({ success: null, score: 3 });
    expect(marksOf(cards, 'b')).toEqual([]);
  });

  it.each<[Card['governance']['consent'], Card['governance']['consent'][], Card['governance']['consent']]>([
    ['missing', ['missing'], 'missing'],
    ['missing', ['granted'], 'granted'],
    ['granted', ['missing'], 'granted'],
    ['granted', ['withdrawn'], 'withdrawn'],
    ['withdrawn', ['granted'], 'withdrawn'],
    ['missing', ['granted', 'withdrawn'], 'withdrawn'],
    ['missing', ['withdrawn', 'granted'], 'withdrawn'],
  ])('consent %s with copies %s is %s', (own, copies, expected) => {
    const governance = (consent: typeof own) => ({ governance: { consent, subjects: [] } });
    const cards = [own, ...copies].map((consent, i) => card(`c${i}`, TALK, governance(consent)));
    expect(whatIsKnown(cards, 'c0').governance.consent).toBe(expected);
    expect(marksOf(cards, 'c0').includes('withdrawn_consent')).toBe(expected === 'withdrawn');
    const required = marksOf(cards, 'c0', { privacy: { consent: 'required' } });
    expect(required.includes('missing_consent')).toBe(expected === 'missing');
  });

  it('gathers the people that its copies are about, each once', () => {
    const about = (...subjects: string[]) => ({
      governance: { consent: 'missing' as const, subjects, jurisdiction: 'DE' },
    });
    const cards = [card('a', TALK, about('p', 'c')), card('b', TALK, about('b', 'p'))];
    expect(whatIsKnown(cards, 'a').governance).toEqual({
      consent: 'missing',
      subjects: ['b', 'c', 'p'],
      jurisdiction: 'DE',
    });
  });

  it('counts in the manifest by the consent of the cluster', () => {
    const cards = [card('a', TALK), card('b', TALK, { governance: { consent: 'granted', subjects: [] } })];
    const [consent] = governanceRules(cards, curateAll(cards), defaultConfig().privacy, 0);
    expect(consent?.unstated).toBe(0);
  });

  it('erases who asked for it from every copy of the same words', () => {
    const erased = { marks: [{ mark: 'erased' as const, why: 'asked' }] };
    const cards = [card('a', TALK), card('b', TALK, erased)];
    expect(curateAll(cards).marks.get('a')).toEqual([{ mark: 'erased', why: 'asked' }]);
    expect(marksOf(cards, 'b')).toEqual(['erased', 'duplicate']);
    // Once, when both did.
    expect(marksOf([card('a', TALK, erased), card('b', TALK, erased)], 'a')).toEqual(['erased']);
  });

  it.each<[string, More, object]>([
    ['its source is not allowed', { marks: [{ mark: 'source', why: '' }] }, {}],
    [
      'its jurisdiction is not',
      { governance: { consent: 'missing', subjects: [], jurisdiction: 'US' } },
      { jurisdictions: ['DE'] },
    ],
    [
      'its purpose is not',
      { governance: { consent: 'missing', subjects: [], purposes: ['x'], jurisdiction: 'DE' } },
      { purpose: 'y' },
    ],
    ['it is too old', { endedAt: 0 }, { retentionDays: 1 }],
  ])('neither keeps nor lends: %s', (_, more, privacy) => {
    const refused = card('a', LONG, { feedback: [{ signal: 'thumbs_down', message: 1 }], ...more });
    const allowed = card('b', TALK, {
      governance: { consent: 'missing', subjects: [], jurisdiction: 'DE', purposes: ['y'] },
    });
    const curation = curateAll([refused, allowed], { privacy });
    expect(curation.keptFor.size).toBe(0);
    expect(curation.marks.has('b')).toBe(false);
  });
});

describe('the stage', () => {
  const cards = [
    card('a', TALK, { feedback: [{ signal: 'reject' }] }),
    card('b', TALK, { governance: { consent: 'withdrawn', subjects: ['s'] } }),
    card('c', ['u Other', 'a Thing'], { tags: { chars: 1 } }),
    card('d', ['u Plain', 'a Thing']),
  ];

  it('changes nothing that it is given, and says the same for any order', () => {
    const sorted = (m: ReadonlyMap<string, unknown>) => [...m].sort(([a], [b]) => (a < b ? -1 : 1));
    const [one, two] = [cards, [...cards].reverse()].map((list) => curateAll(list));
    expect(sorted(two?.marks as never)).toEqual(sorted(one?.marks as never));
    expect(two?.keptFor).toEqual(one?.keptFor);
    expect(two?.merged).toEqual(one?.merged);
  });

  it('holds nothing of an example of which there is nothing to say, and no copy of its card', () => {
    const curation = curateAll(cards);
    expect([curation.marks, curation.keptFor, curation.merged].some((m) => m.has('d'))).toBe(false);
    expect(curated(cards[3] as Card, curation)).toBe(cards[3]);
  });
});

describe('the table of marks', () => {
  it.each(MARK_NAMES)('%s: class, refusals and overruling agree', (name) => {
    const { class: kind, overruledBy, refusedBy } = MARKS[name];
    const open = kind === 'quality' || kind === 'duplicate';
    expect(refusedByAll(name)).toBe(!open);
    expect(refusedBy === 'all').toBe(!open);
    expect((overruledBy as readonly string[]).includes('config')).toBe(open);
    expect(reviewerOverrules(name)).toBe(kind === 'quality' || name === 'near_duplicate');
    expect(refusedMarks([]).has(name)).toBe(!open);
    expect(refusedMarks([name]).has(name)).toBe(true);
  });

  it('is where defaults and folding come from', () => {
    const all = [
      'duplicate',
      'near_duplicate',
      'failed',
      'likely_failed',
      'disliked',
      'unsafe',
      'over_refusal',
      'error_boilerplate',
      'too_short',
      'too_long',
      'too_easy',
      'incomplete',
      'lossy',
      'media',
      'low_quality',
      'over_represented',
    ];
    expect(defaultExclusions('sft')).toEqual(all);
    expect(defaultExclusions('dpo')).toEqual(['unsafe', 'error_boilerplate', 'too_long', 'lossy', 'media']);
    expect(MARK_NAMES.filter(keepsFromFolding)).toEqual(['jurisdiction', 'purpose', 'source', 'expired']);
  });

  it('has a label for each, and takes unknown names as they are', () => {
    expect(markLabel('withdrawn_consent')).toBe('consent withdrawn');
    expect(markLabel('too_short')).toBe('too short');
    expect(markLabel('of_another_version')).toBe('of another version');
    expect(markLabel('constructor')).toBe('constructor');
  });
});
