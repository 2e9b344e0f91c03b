/** Which result answers which call. */
import { describe, expect, it } from 'vitest';
import { SessionBuilder } from '../../../src/ingest/builder.ts';
import type { Event, EventOf } from '../../../src/model/index.ts';

/** `f#1` calls f with the id 1; `=f#1` is a result; name and id may be absent. */
function add(builder: SessionBuilder, step: string): void {
  const [, result, name = '', id] = /^(=?)(\w*)(?:#(\w+))?$/.exec(step) as unknown as [
    string,
    string,
    string?,
    string?,
  ];
  if (result) builder.result({ text: step, name, id });
  else builder.call({ name, args: '{}', id });
}

/** Calls as number of their result's place or `-`; results as number of their call or `?`. */
const pairs = (events: readonly Event[]): string =>
  events
    .filter(
      (e): e is EventOf<'tool_call'> | EventOf<'tool_result'> => e.kind === 'tool_call' || e.kind === 'tool_result',
    )
    .map((e) => (e.kind === 'tool_call' ? `${e.call}${e.result === 'paired' ? '' : '!'}` : `=${e.call ?? '?'}`))
    .join(' ');

const paired = (steps: string) => {
  const builder = new SessionBuilder('test');
  for (const step of steps.split(' ')) add(builder, step);
  return builder.build()?.events ?? [];
};

describe('results of the main line', () => {
  it.each([
    ['by id', 'f#a g#b =#b =#a', '0 1 =1 =0'],
    ['by id whatever the name says', 'f#a g#b =f#b =g#a', '0 1 =1 =0'],
    ['the nearest unanswered call of one id', 'f#a f#a =#a =#a', '0 1 =1 =0'],
    ['an id used again after its answer', 'f#a =#a f#a =#a', '0 =0 1 =1'],
    ['by name, the oldest first, when the result has no id', 'f g f =g =f =f', '0 1 2 =1 =0 =2'],
    ['by position when it has neither', 'f g = =', '0 1 =0 =1'],
    ['by name although the calls have ids', 'f#a g#b =g =f', '0 1 =1 =0'],
    ['a result with an unknown id may answer a call without one', 'f =f#zz', '0 =0'],
    ['by position, too', 'f =#zz', '0 =0'],
    ['but no call with another id', 'f#a =f#zz', '0! =?'],
    ['no call of another name', 'f =g', '0! =?'],
    ['a call is answered once', 'f#a =#a =#a', '0 =0 =?'],
    ['a result before its call, by its id', '=#a f#a', '=0 0'],
    ['a result before its call without an id is an orphan', '=f f', '=? 0!'],
    ['a call that nothing answers', 'f#a g#b =#b', '0! 1 =1'],
  ])('%s', (_name, steps, expected) => {
    expect(pairs(paired(steps))).toBe(expected);
  });

  it('gives a result the name of its call, and leaves it its own', () => {
    const results = paired('f#a g#b =#a =own#b').filter((e) => e.kind === 'tool_result');
    expect(results.map((r) => r.name)).toEqual(['f', 'own']);
  });

  it.each([
    ['=', 'no unanswered call comes before it'],
    ['=f', 'no unanswered call comes before it'],
    ['=#a', 'no unanswered call has its id'],
    ['=f#a', 'no unanswered call has its id or name'],
  ])('says why %s is an orphan', (steps, why) => {
    expect(paired(steps)[0]).toMatchObject({ call: null, orphan: why });
  });
  it('says so of no other', () => {
    expect(paired('f =f').map((e) => 'orphan' in e)).toEqual([false, false]);
  });
});

describe('branches', () => {
  const branched = (main: string, at: number, branch: string) => {
    const builder = new SessionBuilder('test');
    for (const step of main.split(' ')) add(builder, step);
    builder.branch(at, 'retry', () => {
      for (const step of branch.split(' ')) add(builder, step);
    });
    const session = builder.build();
    return [pairs(session?.events ?? []), pairs(session?.branches[0]?.events ?? [])];
  };
  it.each([
    ['number their calls behind those of the main line', 'f =f', 2, 'g =g', '0 =0', '1 =1'],
    ['answer a call of the shared start', 'f#a =#a', 1, '=#a', '0 =0', '=0'],
    ['answer no call that is answered in the shared start', 'f#a =#a', 2, '=#a', '0 =0', '=?'],
    ['answer no call behind the fork', 'f#a g#b =#b =#a', 1, '=#b', '0 1 =1 =0', '=?'],
    ['answer what the main line left open', 'f#a', 1, '=#a', '0', '=0'],
  ])('%s', (_name, main, at, branch, onMain, onBranch) => {
    expect(branched(main, at, branch)).toEqual([onMain, onBranch]);
  });
});
