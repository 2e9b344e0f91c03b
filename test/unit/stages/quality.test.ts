/** Quality by its parts, bounds by kind, and what balance leaves: a row on both sides of each bound. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Config } from '../../../src/model/config.ts';
import type { Example } from '../../../src/model/example.ts';
import type { MarkName } from '../../../src/model/marks.ts';
import type { Step } from '../../../src/model/step.ts';
import type { Card } from '../../../src/stages/card.ts';
import { balanceMarks, bucketOf } from '../../../src/stages/curate/balance.ts';
import { boundMarks } from '../../../src/stages/curate/bounds.ts';
import { curate } from '../../../src/stages/curate/curate.ts';
import { scoreOf } from '../../../src/stages/curate/quality.ts';
import { NOTHING_OBSERVED } from '../../../src/stages/observe/observe.ts';
import { featuresOf } from '../../../src/stages/tag/features.ts';
import { levelOf, QUALITY_WEIGHTS, qualityOf } from '../../../src/stages/tag/quality.ts';
import { card, config, example, frozen, messages } from './support.ts';

type Lines = readonly string[];
const parts = (lines: Lines, more: Partial<Example> = {}, steps: Step[] = [], gaps = { orphans: 0, unanswered: 0 }) => {
  const list = messages(...lines);
  const judged = { ...example('x', list), messages: list, ...more };
  return qualityOf(frozen(judged), featuresOf(list, gaps, { ...NOTHING_OBSERVED, steps }).features, steps).parts;
};
const TALK = ['u How long is it?', 'a Three metres.'];
const CALLS = ['u Go', 'a  | f {"x":1} | g {}', 't one', 't two', 'a Done.'];
const step = (flag: Step['flag'], call: number): Step => ({ message: 1, call, flag, rule: 'x' });

describe('quality', () => {
  it.each<[string, Record<string, number>, Record<string, number>]>([
    ['nothing speaks against it', parts(TALK), { score: 100 }],
    ['a success', parts(TALK, { outcome: { success: true, source: 'x' } }), { score: 100 }],
    // complete 3, answers 3, redaction 2, form 1 of 13.
    ['a failure', parts(TALK, { outcome: { success: false, source: 'x' } }), { score: 69, outcome: 0 }],
    ['an unknown outcome', parts(TALK, { outcome: { success: null, source: 'x' } }), { score: 100 }],
    [
      'half of the feedback',
      parts(TALK, {
        feedback: [
          { signal: 'thumbs_up', message: 1 },
          { signal: 'reject', message: 1 },
        ],
      }),
      { score: 88, feedback: 50 },
    ],
    ['calls that are right', parts(CALLS), { score: 100 }],
    [
      'arguments that do not parse',
      parts(['u Go', 'a  | f x | g {}', 't one', 't two', 'a Done.']),
      { score: 89, calls: 50 },
    ],
    [
      'arguments against the schema',
      parts(CALLS, {}, [step('invalid', 0), step('invalid', 0)]),
      { score: 89, calls: 50 },
    ],
    ['a tool that was not offered', parts(CALLS, {}, [step('unknown_tool', 1)]), { score: 89, calls: 50 }],
    ['a failed step', parts(CALLS, {}, [step('failed', 1)]), { score: 93, errors: 50 }],
    ['it ends on a result', parts(CALLS.slice(0, 4)), { score: 88, complete: 60 }],
    ['it ends on a call', parts(CALLS.slice(0, 2), {}, [], { orphans: 0, unanswered: 2 }), { score: 79, complete: 30 }],
    ['an open code block', parts(['u Write', 'a ```js\nlet x']), { score: 89, form: 0 }],
  ])('%s', (_, got, expected) => expect(got).toEqual(expected));

  it('cut answers, by flag and by how they stop', () => {
    const [user, answer] = messages(...TALK);
    expect(parts(TALK, { messages: [user, { ...answer, flags: ['truncated'] }] as never }).complete).toBe(0);
    const line = (end: string) => parts(['u Tell', `a ${'word '.repeat(50)}${end}`]).complete;
    expect([line('and then the'), line('end.'), line('that,')]).toEqual([50, undefined, 50]);
    expect(parts(['u Tell', 'a short and then the']).complete).toBeUndefined();
  });

  it('placeholders: their share, and those that an answer makes up', () => {
    expect(parts(['u I am [PERSON_1] of the long street', 'a Hello [PERSON_1]!']).grounded).toBeUndefined();
    expect(parts(['u Who was it, and when did it begin?', 'a It was [PERSON_1].']).grounded).toBe(0);
    expect(parts(['u Is it [PERSON_2]? I think so, since it began', 'a [PERSON_2] or [PERSON_1].']).grounded).toBe(50);
    expect(parts(['u [PERSON_1] [EMAIL_1]', 'a [PERSON_1] [EMAIL_1]']).redaction).toBe(0);
    expect(
      parts(['u Hello there, my name is [PERSON_1] and I ask for help with the boat', 'a Hi!']).redaction,
    ).toBeGreaterThan(60);
  });

  it('repetition: a loop, and prose', () => {
    const prose = Array.from({ length: 80 }, (_, i) => `word${i}`).join(' ');
    expect(parts(['u Go', `a ${'again and again. '.repeat(30)}`]).repetition).toBe(0);
    expect(parts(['u Go', `a ${prose}.`]).repetition).toBeUndefined();
    // Of 97 runs, 57 come once or first.
    expect(
      parts(['u Go', `a ${prose.split(' ').slice(0, 60).join(' ')} ${prose.split(' ').slice(0, 40).join(' ')}.`])
        .repetition,
    ).toBeGreaterThan(50);
  });

  it.each([
    [100, 5],
    [90, 5],
    [89, 4],
    [75, 4],
    [74, 3],
    [60, 3],
    [59, 2],
    [40, 2],
    [39, 1],
  ])('a score of %i is level %i', (score, level) => expect(levelOf(score)).toBe(level));

  it('marks what is below the least score, and nothing by default', () => {
    const marks = (score: number, minQuality?: number): string[] =>
      (
        curate(
          [card('x', TALK, { tags: { qualityParts: { score } } })],
          config({ curate: { minQuality } }),
          0,
        ).marks.get('x') ?? []
      ).map((m) => m.mark);
    expect([marks(0), marks(49, 0.5), marks(50, 0.5)]).toEqual([[], ['low_quality'], []]);
  });

  it('has its weights in docs/trajectories.md', () => {
    const text = readFileSync(new URL('../../../docs/trajectories.md', import.meta.url), 'utf8');
    const section = text.slice(text.indexOf('## Safety'), text.indexOf('## Topics'));
    const rows = [...section.matchAll(/^\| `(\w+)` \| (\d) \|/gm)].map(([, name, weight]) => [name, Number(weight)]);
    expect(Object.fromEntries(rows)).toEqual(QUALITY_WEIGHTS);
  });

  it('is stored with its parts', () => {
    const { tags } = example('x', messages(...TALK));
    expect([tags.quality.value, tags.qualityParts.value]).toEqual([5, { score: 100 }]);
    expect(scoreOf(card('x', TALK))).toBe(1);
    expect([tags.answerChars.value, tags.answerWords.value]).toEqual([13, 2]);
    const three = example('x', messages('u a', 'a one two', 'u b', 'a 東京は日本の首都です', 'a  | f {}')).tags;
    expect([three.answerChars.value, three.answerWords.value]).toEqual([9, 4]);
  });
});

describe('bounds by kind', () => {
  const why = (kind: Card['kind'], tags: Partial<Card['tags']>, bounds: Config['curate']['bounds']) =>
    boundMarks({ kind, tags: { ...card('x', TALK).tags, ...tags } }, bounds).map((m) => `${m.mark}: ${m.why}`);
  const chat = (userTurns: number, answerChars: number) =>
    why('chat', { features: { userTurns }, answerChars }, 'seeds');

  it.each([
    ['off', why('qa', { answerWords: 1 }, 'none'), []],
    [
      'those of the seeds by default',
      why('qa', { answerWords: 1 }, config().curate.bounds),
      ['out_of_bounds: 1 words in the answer, fewer than 20'],
    ],
    ['2 turns', chat(2, 50), ['out_of_bounds: 2 user turns, fewer than 3']],
    ['3 turns', chat(3, 50), []],
    ['50 turns', chat(50, 50), []],
    ['51 turns', chat(51, 50), ['out_of_bounds: 51 user turns, more than 50']],
    ['49 characters', chat(3, 49), ['out_of_bounds: 49 characters an answer, fewer than 50']],
    ['19 words', why('qa', { answerWords: 19 }, 'seeds'), ['out_of_bounds: 19 words in the answer, fewer than 20']],
    ['20 words', why('qa', { answerWords: 20 }, 'seeds'), []],
    ['trajectories have none', why('trajectory', { features: { userTurns: 1 }, answerChars: 1 }, 'seeds'), []],
    [
      'one of your own',
      why('trajectory', { features: { userTurns: 1 } }, { trajectory: { minUserTurns: 2 } }),
      ['out_of_bounds: 1 user turns, fewer than 2'],
    ],
    ['and no other', why('chat', { answerChars: 1 }, { qa: { minWords: 5 } }), []],
  ])('%s', (_, got, expected) => expect(got).toEqual(expected));

  it('say all that is outside in one mark, which no dataset refuses by itself', () => {
    const x = card('x', TALK, { kind: 'chat', tags: { answerChars: 1, features: { userTurns: 1 } } });
    expect(curate([x], config(), 0).marks.get('x')).toEqual([
      { mark: 'out_of_bounds', why: '1 user turns, fewer than 3; 1 characters an answer, fewer than 50' },
    ]);
    expect(config().exports.sft.exclude).not.toContain('out_of_bounds');
  });

  it('are refused with the key', () =>
    expect(() => config({ curate: { bounds: { chat: { minTurns: 1 } } } })).toThrow(/curate\.bounds/));
});

describe('balance of lengths', () => {
  const many = (n: number, chars: number, score: (i: number) => number = () => 100): Card[] =>
    Array.from({ length: n }, (_, i) =>
      card(`c${chars}-${i}`, [`u ${chars} ${i}?`, `a ${i}`], { tags: { chars, qualityParts: { score: score(i) } } }),
    );
  const over = (cards: readonly Card[], more: object = {}) =>
    [...curate(frozen([...cards]), config({ curate: { balance: { maxPerBucket: 3 } }, ...more }), 0).marks]
      .flatMap(([id, marks]) => (marks.some((m) => m.mark === 'over_represented') ? [id] : []))
      .sort();

  it('counts kinds and powers of two of tokens apart', () => {
    const at = (chars: number) => bucketOf({ kind: 'chat', tags: { ...card('x', TALK).tags, chars } });
    expect([at(0), at(7), at(8), at(4095), at(4096)]).toEqual([
      'chat 2^0',
      'chat 2^0',
      'chat 2^1',
      'chat 2^9',
      'chat 2^10',
    ]);
    expect(over([...many(3, 100), ...many(3, 1000)])).toEqual([]);
  });

  it('is off by default', () => expect(curate(many(9, 100), config(), 0).marks.size).toBe(0));

  it('the best stay', () => expect(over(many(5, 100, (i) => 90 + i))).toEqual(['c100-0', 'c100-1']));

  it('of equal ones the seed chooses, whatever their order', () => {
    const cards = many(12, 100);
    const chosen = over(cards);
    expect(chosen).toHaveLength(9);
    expect(over([...cards].reverse())).toEqual(chosen);
    const others = ['a', 'b', 'c', 'd'].map((seed) => over(cards, { seed }).join());
    expect(new Set([chosen.join(), ...others]).size).toBeGreaterThan(1);
  });

  it('who is out already takes nobody’s place', () => {
    const cards = many(5, 100).map((c, i) => (i < 2 ? { ...c, outcome: { success: false } } : c));
    expect(over(cards)).toEqual([]);
    // A dataset that takes failures gives them a place.
    expect(over(cards, { exports: { sft: { exclude: ['duplicate'] } } })).toHaveLength(2);
  });

  it('counts add up: in = marked + kept, and no bucket holds more than its bound', () => {
    for (const n of [1, 2, 3, 4, 17, 40]) {
      const cards = [...many(n, 100), ...many(2 * n, 900), ...many(n, 9000)];
      const marked = balanceMarks(cards, 3, 's');
      const left = new Map<string, number>();
      for (const c of cards) if (!marked.has(c.id)) left.set(bucketOf(c), (left.get(bucketOf(c)) ?? 0) + 1);
      expect([...left.values()].reduce((a, b) => a + b, 0) + marked.size).toBe(cards.length);
      expect([...left.values()]).toEqual([Math.min(3, n), Math.min(3, 2 * n), Math.min(3, n)]);
    }
  });
});

describe('the word of a classifier', () => {
  it('marks beside the rules, with its name, and takes no mark away', () => {
    const cards = [card('a', ['u A', 'a A']), card('b', ['u B', 'a B'], { tags: { safety: { malware: 3 } } })];
    const verdicts = new Map([
      ['a', { categories: ['hate'], by: 'judge' }],
      ['b', { categories: [], by: 'judge' }],
    ]);
    const marks = (id: string): [MarkName, string][] =>
      (curate(cards, config(), 0, verdicts).marks.get(id) ?? []).map((m) => [m.mark, m.why]);
    expect(marks('a')).toEqual([['unsafe', 'hate (judge)']]);
    expect(marks('b')).toEqual([['unsafe', 'malware']]);
  });
});
