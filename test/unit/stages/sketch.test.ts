/** What a sketch sees of an example, and what it does not. */
import { describe, expect, it } from 'vitest';
import type { Message } from '../../../src/model/example.ts';
import { likeness, MOST_WORDS, NGRAM, PARTS, readSketch, sameWords, sketchOf } from '../../../src/stages/sketch.ts';
import { example, messages } from './support.ts';

const sketch = (...talk: readonly string[]) => readSketch(sketchOf(example('x', messages(...talk))));
const of = (list: readonly Message[]) => readSketch(sketchOf(example('x', list)));
const lengths = (read: ReturnType<typeof sketch>): number[] => PARTS.map((part) => read[part].length);

const TALK = ['s Be brief.', 'u Row to the pier', 'a On it now | row {"to":"pier"}', 't done', 'u And back', 'a Back'];

describe('a sketch', () => {
  it('counts the words of person, model and calls; system prompts and results are out', () =>
    expect(lengths(sketch(...TALK))).toEqual([6, 4, 3]));

  it('sees nothing of what a harness added', () => {
    const [, user] = messages('s', 'u <note>It is nine.</note>Row to the pier');
    expect(of([{ ...(user as Message), added: [[0, 24]] }]).prompt.length).toBe(4);
  });

  it('knows placeholders by their type', () => {
    const [a, b] = [sketch('u Ask [PERSON_1] now'), sketch('u Ask [PERSON_2] now')];
    expect(sameWords(a.prompt, b.prompt)).toBe(true);
    expect(sameWords(a.prompt, sketch('u Ask [EMAIL_1] now').prompt)).toBe(false);
    const calls = ['1', '2'].map((n) => sketch('u Go', `a | ask {"who":"[PERSON_${n}]"}`).calls);
    expect(sameWords(calls[0] as never, calls[1] as never)).toBe(true);
  });

  it('takes what a fork repeats of its parent for no answer of its own', () => {
    const [user, answer, more, own] = messages('u Go', 'a Long ago | f {}', 'u On', 'a Mine') as [
      Message,
      Message,
      Message,
      Message,
    ];
    expect(lengths(of([user, { ...answer, flags: ['inherited'] }, more, own]))).toEqual([2, 1, 0]);
  });

  it('says whether the person gave a picture', () => {
    const [user, answer] = messages('u What is it?', 'a A boat') as [Message, Message];
    expect(of([user, answer]).media).toBe(false);
    expect(of([{ ...user, stubs: ['image'] }, answer]).media).toBe(true);
  });

  it('keeps the words of short parts and a signature of longer ones: at most 207 bytes behind short ones', () => {
    const long = (n: number) => Array.from({ length: n }, (_, i) => `w${i}`).join(' ');
    expect(sketch(`u ${long(MOST_WORDS)}`).prompt.words).toHaveLength(MOST_WORDS);
    expect(sketch(`u ${long(MOST_WORDS + 1)}`).prompt).toMatchObject({
      length: MOST_WORDS + 1,
      digest: expect.any(Number),
    });
    const whole = sketchOf(example('x', messages(`u ${long(900)}`, `a ${long(900)} | f {"a":"${long(900)}"}`)));
    expect(whole.length).toBe(1 + 3 * 70);
    expect(sketchOf(example('x', messages(...TALK))).length).toBe(1 + 3 * 2 + 13 * 2);
    expect(sketch(`u ${'w '.repeat(70_000)}`).prompt.length).toBe(65_535);
  });
});

describe('likeness', () => {
  const prompt = (text: string) => sketch(`u ${text}`).prompt;
  const like = (a: string, b: string): number => likeness(prompt(a), prompt(b), NGRAM.prompt);
  const text = (n: number, seed: number) => Array.from({ length: n }, (_, i) => `${seed}x${i * 7919}`).join(' ');

  it('is exact for short texts', () => {
    expect(like('a b c d e f g h', 'a b c d e f g h')).toBe(1);
    // Four 5-grams each, of which three are shared.
    expect(like('a b c d e f g h', 'a b c d e f g z')).toBe(3 / 5);
    expect(like('a b c d e f g h', 'z b c d q f g h')).toBe(0);
  });

  it('is estimated where one or both are long', () => {
    const shared = text(MOST_WORDS - 4, 1);
    expect(like(`${shared} b c`, `${shared} d e f g h i j`)).toBeGreaterThan(0.7);
    expect(like(text(200, 1), text(200, 2))).toBeLessThan(0.1);
  });

  it('of nothing is 1 to nothing, and 0 to all else', () => {
    expect(like('', '')).toBe(1);
    expect([like('', 'a'), like(text(90, 1), '')]).toEqual([0, 0]);
  });

  it('same words are the same in their order, long or short', () => {
    for (const n of [5, 90]) {
      expect(sameWords(prompt(text(n, 1)), prompt(text(n, 1).toUpperCase()))).toBe(true);
      expect(sameWords(prompt(text(n, 1)), prompt(text(n, 1).split(' ').reverse().join(' ')))).toBe(false);
    }
  });
});
