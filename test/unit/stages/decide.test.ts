/** One row a rule: what a reviewer's word changes, and what it cannot. */
import { describe, expect, it } from 'vitest';
import { MARK_NAMES, MARKS, type Mark, type MarkName } from '../../../src/model/marks.ts';
import { curated, NO_CURATION } from '../../../src/stages/curated.ts';
import { type Decided, decide, turned } from '../../../src/stages/decide/decide.ts';
import { card, frozen, pair } from './support.ts';

const mark = (name: MarkName): Mark => ({ mark: name, why: `why ${name}` });
const decided = (more: Partial<Decided>): Decided => ({ edits: new Map(), swapped: false, ...more });

const X = card('x', ['u Go', 'a Done']);
const Y = card('y', ['u Go', 'a Later']);

function decideOn(names: readonly MarkName[], decision: Partial<Decided>) {
  const curation = { ...NO_CURATION, marks: new Map(names.length ? [['x', frozen(names.map(mark))]] : []) };
  const out = decide(frozen([X, Y]), curation, [], new Map([['x', decided(decision)]]));
  return { out, card: curated(X, curation, out), marks: curated(X, curation, out).marks.map((m) => m.mark) };
}

describe('examples', () => {
  it.each(MARK_NAMES)('an accept and the mark %s', (name) => {
    const { marks, out } = decideOn([name], { verdict: 'accept' });
    const gone = MARKS[name].class === 'quality' || name === 'near_duplicate';
    expect(marks).toEqual(gone ? [] : [name]);
    expect(out.overruled.get('x')).toEqual(gone ? [mark(name)] : undefined);
  });

  it('an accept takes away only what a reviewer may overrule, and remembers it', () => {
    const { marks, out, card: x } = decideOn(['source', 'failed', 'duplicate', 'too_short'], { verdict: 'accept' });
    expect(marks).toEqual(['source', 'duplicate']);
    expect(out.overruled.get('x')?.map((m) => m.mark)).toEqual(['failed', 'too_short']);
    expect(x.decision).toBe('accept');
  });

  it('a reject adds its mark behind the others', () => {
    const { marks, out, card: x } = decideOn(['failed'], { verdict: 'reject' });
    expect(marks).toEqual(['failed', 'rejected']);
    expect(out.marks.get('x')?.at(-1)).toEqual({ mark: 'rejected', why: 'rejected by hand' });
    expect(out.overruled.size).toBe(0);
    expect(x.decision).toBe('reject');
  });

  it('a reject of an example without marks is its only one', () => {
    expect(decideOn([], { verdict: 'reject' }).marks).toEqual(['rejected']);
  });

  it.each<[string, Partial<Decided>]>([
    ['an edit', { edits: new Map([[1, 'New.' as never]]) }],
    ['a swap', { swapped: true }],
    ['nothing', {}],
  ])('%s leaves the marks as they are, and is no verdict', (_, decision) => {
    const { marks, out, card: x } = decideOn(['failed'], decision);
    expect(marks).toEqual(['failed']);
    expect([out.verdicts.size, out.marks.size]).toEqual([0, 0]);
    expect(x.decision).toBeUndefined();
  });

  it('is about the example that it names, and forgets what is no longer there', () => {
    const { out } = decideOn(['failed'], { verdict: 'reject' });
    expect([...out.verdicts]).toEqual([['x', 'reject']]);
    const gone = decide([Y], NO_CURATION, [], new Map([['x', decided({ verdict: 'reject' })]]));
    expect([gone.verdicts.size, gone.marks.size]).toEqual([0, 0]);
  });
});

describe('pairs', () => {
  const pairs = frozen([pair('p', 'x', 'y'), pair('q', 'y', 'x')]);
  const decidedOn = (id: string, decision: Partial<Decided>) =>
    decide([X, Y], NO_CURATION, pairs, new Map([[id, decided(decision)]]));

  it.each<[string, Partial<Decided>, string[], string[]]>([
    ['an accept keeps it', { verdict: 'accept' }, ['p:x>y', 'q:y>x'], []],
    ['a reject takes it out', { verdict: 'reject' }, ['q:y>x'], ['p']],
    ['a swap turns it round', { swapped: true }, ['p:y>x', 'q:y>x'], []],
    ['a rejected one is not turned', { swapped: true, verdict: 'reject' }, ['q:y>x'], ['p']],
    ['an edit leaves the sides', { edits: new Map([[1, 'New.' as never]]) }, ['p:x>y', 'q:y>x'], []],
  ])('%s', (_, decision, kept, rejected) => {
    const out = decidedOn('p', decision);
    expect(out.pairs.map((p) => `${p.id}:${p.chosen.example}>${p.rejected.example}`)).toEqual(kept);
    expect(out.rejected).toEqual(rejected);
    expect(out.pairs.length + out.rejected.length).toBe(pairs.length);
  });

  it('a verdict on a pair is none on its examples, and the other way round', () => {
    expect(decidedOn('p', { verdict: 'reject' }).verdicts.size).toBe(0);
    expect(decidedOn('x', { verdict: 'reject' }).rejected).toEqual([]);
  });

  it('leaves an undecided pair as it is', () => {
    expect(turned(pairs[0] as never, undefined)).toBe(pairs[0]);
    expect(turned(pairs[0] as never, { swapped: false })).toBe(pairs[0]);
  });
});
