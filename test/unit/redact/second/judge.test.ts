/** The model's word on what the rules doubt. Readings are made up, so that each threshold can be stood on. */
import { describe, expect, it } from 'vitest';
import type { Finding, TextUnit } from '../../../../src/redact/detect/detector.ts';
import { Answers } from '../../../../src/redact/detect/second/answers.ts';
import { Judge } from '../../../../src/redact/detect/second/judge.ts';
import type { WordReading } from '../../../../src/redact/detect/second/model/names-model.ts';
import { Quota } from '../../../../src/redact/detect/second/quota.ts';
import { KEY } from '../helpers.ts';

/** Thousandths by word: of a person, or of a street. */
type Scores = Record<string, { person?: number; street?: number }>;

class MadeUp {
  readonly asked: string[] = [];
  constructor(private readonly scores: Scores) {}
  async read(text: string): Promise<WordReading[]> {
    this.asked.push(text);
    return [...text.matchAll(/[\p{L}\d]+/gu)].flatMap(({ 0: word, index }) => {
      const { person = 0, street = 0 } = this.scores[word] ?? {};
      const range = { start: index, end: index + word.length };
      return person + street > 0 ? [{ ...range, person, street, town: 0, outside: 1000 - person - street }] : [];
    });
  }
}

const unit = (text: string, kind: TextUnit['kind'] = 'prose'): TextUnit => ({ text, kind });
const weak = (text: string, word: string, confidence = 0.4): Finding => {
  const start = text.indexOf(word);
  return { start, end: start + word.length, type: 'PERSON', detector: 'person', confidence };
};

interface Asked {
  policy?: 'standard' | 'strict';
  scores?: Scores;
  people?: boolean;
  addresses?: boolean;
  quota?: Quota;
}
async function judged(text: string, found: readonly Finding[], asked: Asked = {}): Promise<string[]> {
  const { policy = 'standard', scores = {}, people = true, addresses = true, quota } = asked;
  const judge = new Judge(new MadeUp(scores), new Answers(KEY, 'm'), { policy, people, addresses });
  const [out = []] = await judge.judge([unit(text)], [found], quota);
  return out.map((one) => `${one.type} ${text.slice(one.start, one.end)} by ${one.detector}`);
}

const TALK = 'Then Lark sang to us at noon.';

describe('a weak name', () => {
  it.each([
    [600, ['PERSON Lark by person', 'PERSON Lark by ner']],
    [599, ['PERSON Lark by person']],
  ])('is a person for the model from .6 on: %s', async (person, expected) => {
    expect(await judged(TALK, [weak(TALK, 'Lark')], { scores: { Lark: { person } } })).toEqual(expected);
  });

  it.each([
    [900, 2],
    [899, 1],
  ])('beside code from .9 on: %s', async (person, count) => {
    const text = `${TALK}\nconst lark = new Lark();\n`;
    expect(await judged(text, [weak(text, 'Lark')], { scores: { Lark: { person } } })).toHaveLength(count);
  });

  it('is found whole, where the rules saw a part', async () => {
    const text = 'Then Lark Vrbata sang to us.';
    const scores = { Lark: { person: 950 }, Vrbata: { person: 900 } };
    expect(await judged(text, [weak(text, 'Lark')], { scores })).toContain('PERSON Lark Vrbata by ner');
  });

  it('is asked about, and nothing else that the model would find', async () => {
    const text = 'Then Lark sang, and Tove too.';
    const scores = { Lark: { person: 950 }, Tove: { person: 990 } };
    expect(await judged(text, [weak(text, 'Lark')], { scores })).not.toContain('PERSON Tove by ner');
  });

  it('that the rules are sure of needs no model', async () => {
    const model = new MadeUp({});
    const judge = new Judge(model, new Answers(KEY, 'm'), { policy: 'standard', people: true, addresses: true });
    await judge.judge([unit(TALK)], [[weak(TALK, 'Lark', 0.5)]]);
    expect(model.asked).toEqual([]);
  });

  it('stays what it was where people are not hidden', async () => {
    const scores = { Lark: { person: 990 } };
    expect(await judged(TALK, [weak(TALK, 'Lark')], { scores, people: false })).toEqual(['PERSON Lark by person']);
  });
});

describe('under strict', () => {
  it('a weak name of which the model says nothing is taken back', async () => {
    expect(await judged(TALK, [weak(TALK, 'Lark')], { policy: 'strict' })).toEqual([]);
  });

  it('one that the model completes is no surer than the rules are: a firm of theirs is not pushed out', async () => {
    const text = 'Then Lark Vrbata sang to us.';
    const scores = { Lark: { person: 950 }, Vrbata: { person: 900 } };
    const answers = new Answers(KEY, 'm');
    const judge = new Judge(new MadeUp(scores), answers, { policy: 'strict', people: true, addresses: true });
    const [out = []] = await judge.judge([unit(text)], [[weak(text, 'Lark')]]);
    expect(out.map((one) => one.confidence)).toEqual([0.4, 0.45]);
    expect(out[1]).toMatchObject({ start: 5, end: 16 });
  });

  it('one of which it is not sure stays', async () => {
    const scores = { Lark: { person: 40 } };
    expect(await judged(TALK, [weak(TALK, 'Lark')], { policy: 'strict', scores })).toEqual(['PERSON Lark by person']);
  });

  it.each([
    ['of rules that are sure', [weak(TALK, 'Lark', 0.5)]],
    ['of another type', [{ ...weak(TALK, 'Lark'), type: 'ORGANIZATION' as const }]],
  ])('findings %s stay', async (_, found) => {
    expect(await judged(TALK, found, { policy: 'strict' })).toHaveLength(1);
  });

  it('what the model did not read stays', async () => {
    const none = new Quota(0);
    expect(await judged(TALK, [weak(TALK, 'Lark')], { policy: 'strict', quota: none })).toHaveLength(1);
    expect(none).toMatchObject({ windows: 0, chars: 0, unread: 1 });
  });
});

describe('an address', () => {
  const text = 'She lives at 12 Alderrow now.';
  const scores = (street: number) => ({ '12': { street }, Alderrow: { street } });
  it.each([
    [700, ['ADDRESS 12 Alderrow by ner']],
    [699, []],
  ])('is one for the model from .7 on: %s', async (street, expected) => {
    expect(await judged(text, [], { scores: scores(street) })).toEqual(expected);
  });
  it.each([
    ['goes on behind it', 'now', []],
    ['is a part of it', 'Alderrow', ['ADDRESS 12 Alderrow by ner']],
  ])('beside one of the rules that %s', async (_, last, expected) => {
    const start = text.indexOf('Alderrow');
    const end = text.indexOf(last) + last.length;
    const rule: Finding = { start, end, type: 'ADDRESS', detector: 'prose', confidence: 0.8 };
    const out = await judged(text, [rule], { scores: scores(990) });
    expect(out.filter((one) => one.endsWith('by ner'))).toEqual(expected);
  });
  it('is not asked about where addresses are not hidden', async () => {
    expect(await judged(text, [], { scores: scores(990), addresses: false })).toEqual([]);
  });
});

describe('what is read', () => {
  it.each<TextUnit['kind']>(['key', 'name'])('is no %s', async (kind) => {
    const model = new MadeUp({});
    const judge = new Judge(model, new Answers(KEY, 'm'), { policy: 'strict', people: true, addresses: true });
    const found = [[weak(TALK, 'Lark')]];
    expect(await judge.judge([unit(TALK, kind)], found)).toEqual(found);
    expect(model.asked).toEqual([]);
  });

  it('is read once, however often it is said', async () => {
    const model = new MadeUp({ Lark: { person: 990 } });
    const judge = new Judge(model, new Answers(KEY, 'm'), { policy: 'standard', people: true, addresses: true });
    const found = [weak(TALK, 'Lark')];
    const quota = new Quota();
    const [one, two] = await judge.judge([unit(TALK), unit(TALK)], [found, found], quota);
    await judge.judge([unit(TALK)], [found]);
    expect(two).toEqual(one);
    expect(model.asked).toHaveLength(1);
    expect(quota).toMatchObject({ windows: 1, chars: TALK.length, unread: 0 });
    // Remembered from another session it counts again: what is read must not hang on what was.
    const next = new Quota();
    await judge.judge([unit(TALK)], [found], next);
    expect(next).toMatchObject({ windows: 1 });
  });
});
