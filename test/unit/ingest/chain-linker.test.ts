/** Records without a session id: which of them are one talk. */
import { describe, expect, it } from 'vitest';
import { ChainLinker } from '../../../src/ingest/chain.ts';

/** A request as letters: small ones are the user's, capital ones the assistant's; `aB>C` is answered with C, `C|D` by candidates. */
function sessionsOf(
  records: readonly string[],
  seeds: readonly string[] = [],
  hours: readonly number[] = [],
): number[] {
  const linker = new ChainLinker();
  let next = 0;
  return records.map((record, i) => {
    const [prompt = '', replies = ''] = record.split('>');
    const [reply = '', ...others] = replies.split('|');
    const user = prompt.search(/[a-z]/);
    const answer = user < 0 ? -1 : prompt.slice(user).search(/[A-Z]/);
    return linker.link(
      {
        prompt: [...prompt],
        reply: [...reply],
        alternates: others.map((o) => [...o]),
        minPrefix: answer < 0 ? 0 : user + answer + 1,
      },
      seeds[i] ?? 'seed',
      () => next++,
      hours[i] === undefined ? undefined : Date.UTC(2026, 0, 1, hours[i]),
    );
  });
}

describe('a record goes with an earlier one', () => {
  it.each<[string, string[], number[]]>([
    ['that it continues', ['a>B', 'aBc>D'], [0, 0]],
    ['over many turns', ['a>B', 'aBc>D', 'aBcDe>F'], [0, 0, 0]],
    ['that it repeats', ['a>B', 'a>B'], [0, 0]],
    ['that continued already, when it is a copy of it', ['a>B', 'aBc>D', 'a>B'], [0, 0, 0]],
    ['that it answers again behind a known answer', ['a>B', 'aBc>D', 'aBc>E'], [0, 0, 0]],
    ['of whose candidates it continues another', ['a>B|C', 'aCd>E'], [0, 0]],
    ['although a record between them is missing', ['a>B', 'aBcDe>F'], [0, 0]],
    ['with no answer of its own', ['a>B', 'aBc>'], [0, 0]],
  ])('%s', (_name, records, sessions) => {
    expect(sessionsOf(records)).toEqual(sessions);
  });
});

describe('a record is a session of its own', () => {
  it.each<[string, string[], number[]]>([
    ['with another first message', ['a>B', 'c>D'], [0, 1]],
    ['when only the question is the same', ['a>B', 'a>C'], [0, 1]],
    ['when it asks something else behind a known answer', ['a>B', 'aBc>D', 'aBe>F'], [0, 0, 1]],
    ['when its history has another answer', ['a>B', 'aCd>E'], [0, 1]],
    ['when nothing was answered before', ['a>', 'ab>'], [0, 1]],
  ])('%s', (_name, records, sessions) => {
    expect(sessionsOf(records)).toEqual(sessions);
  });
  it('of another format, whatever it says', () => {
    expect(sessionsOf(['a>B', 'aBc>D'], ['x', 'y'])).toEqual([0, 1]);
  });
});

describe('the day decides', () => {
  it.each<[string, string[], (number | undefined)[], number[]]>([
    ['between another answer and another talk', ['a>B', 'aBc>D', 'aBc>E'], [0, 1, 60], [0, 0, 1]],
    ['and the same day is the same talk', ['a>B', 'aBc>D', 'aBc>E'], [0, 1, 20], [0, 0, 0]],
    ['and without times it is the same talk', ['a>B', 'aBc>D', 'aBc>E'], [], [0, 0, 0]],
    ['not when a talk goes on', ['a>B', 'aBc>D'], [0, 90], [0, 0]],
    ['not when a record is there twice', ['a>B', 'aBc>D', 'aBc>D'], [0, 1, 90], [0, 0, 0]],
    ['and what follows goes on with its own day', ['a>B', 'aBc>D', 'aBc>E', 'aBcEf>G'], [0, 1, 90, 91], [0, 0, 1, 1]],
  ])('%s', (_name, records, hours, sessions) => {
    expect(sessionsOf(records, [], hours as number[])).toEqual(sessions);
  });
});
