import { describe, expect, it } from 'vitest';
import { Decisions } from '../../../../src/redact/dictionary/decisions.ts';
import { Dictionary, isAllowed } from '../../../../src/redact/dictionary/dictionary.ts';
import { GateDigests, gateValues } from '../../../../src/redact/gate/digest.ts';
import { KnownValues, saltOf } from '../../../../src/redact/gate/known.ts';
import type { LinkedMention } from '../../../../src/redact/plan/mention.ts';
import { valueHash } from '../../../../src/redact/plan/values.ts';
import type { DictionaryTerm, GateValue, PiiType } from '../../../../src/redact/types.ts';
import { KEY } from '../helpers.ts';

const digests = new GateDigests('5f5f5f5f5f5f5f5f');

describe('gate digests', () => {
  it('depend on words, their order, their bounds, and the case asked for', () => {
    expect(digests.of(['a', 'b'], 'exact')).toBe('2761f5404a650a51');
    expect(digests.of(['a', 'b'], 'lower')).toBe('64801ecb346ccfcc');
    const others = [digests.of(['b', 'a'], 'exact'), digests.of(['ab'], 'exact'), digests.of(['a', 'b'], 'exact')];
    expect(new Set(others).size).toBe(3);
    expect(new GateDigests('other').of(['a', 'b'], 'exact')).not.toBe('2761f5404a650a51');
  });
  it('have quick heads of 32 bits', () => {
    expect([digests.head('Maria', 'exact'), digests.head('Maria', 'lower')]).toEqual([399199555, 842100015]);
  });
});

describe('what the gate is told', () => {
  const mention = (type: PiiType, text: string, more: Partial<LinkedMention> = {}): LinkedMention =>
    ({ type, text, action: 'index', detector: 'test', ...more }) as LinkedMention;
  const told = (...mentions: LinkedMention[]): string[] =>
    gateValues(digests, mentions, []).map((v) => `${v.type} ${v.scope} ${v.tokens}`);

  it.each<[string, LinkedMention, string[]]>([
    [
      'a full name and its words',
      mention('PERSON', 'Ottilie Marchbanks'),
      ['PERSON session 1', 'PERSON session 1', 'PERSON session 2'],
    ],
    ['no short or ordinary words of it', mention('PERSON', 'Will Ottmar'), ['PERSON session 1', 'PERSON session 2']],
    ['a lower-case name as a whole', mention('PERSON', 'ottilie marchbanks'), ['PERSON session 2']],
    ['an address of mail, in the whole run', mention('EMAIL', 'a.b@corvid.example'), ['EMAIL run 4']],
    ['a date of birth, in its session', mention('DATE_OF_BIRTH', '1990-04-05'), ['DATE_OF_BIRTH session 3']],
    ['no town', mention('LOCATION', 'Buenos Aires'), []],
    ['nothing that is kept', mention('EMAIL', 'a.b@corvid.example', { action: 'keep' }), []],
    ['nothing shorter than six', mention('USERNAME', 'ab_12'), []],
    ['half a street, in its session', mention('ADDRESS', 'Elmstreet 12'), ['ADDRESS session 2']],
    ['a whole street, in the run', mention('ADDRESS', '12 Elm Street'), ['ADDRESS run 3']],
    ['a login that is a word, in its session', mention('USERNAME', 'ubuntu'), ['USERNAME session 1']],
    ['a login with digits, in the run', mention('USERNAME', 'ubuntu7'), ['USERNAME run 1']],
    ['a web address', mention('URL', 'https://x.example/abc'), ['URL run 4']],
    ['no plain web address', mention('URL', 'https://x.example/abc', { rule: 'plain' }), []],
    ['no web address without a scheme', mention('URL', 'x.example/abcdef'), []],
  ])('%s', (_, one, expected) => {
    expect(told(one)).toEqual(expected);
  });

  it('each value once, and of a long one the first thirty words', () => {
    const long = Array.from({ length: 40 }, (_, i) => `word${i}`).join(' ');
    expect(told(mention('SECRET', long), mention('SECRET', long.toUpperCase()))).toEqual(['SECRET run 30']);
  });

  it('fakes that it wrote itself, however short, in both cases', () => {
    const values = gateValues(digests, [], ['Ab1']);
    expect(values).toEqual([
      {
        digest: digests.of(['ab1'], 'lower'),
        head: digests.head('ab1', 'lower'),
        tokens: 1,
        type: 'CUSTOM',
        scope: 'run',
        issued: true,
      },
      {
        digest: digests.of(['Ab1'], 'exact'),
        head: digests.head('Ab1', 'exact'),
        tokens: 1,
        type: 'CUSTOM',
        scope: 'run',
        issued: true,
      },
    ]);
  });
});

describe('known values', () => {
  const value = (words: string[], type: PiiType): GateValue => ({
    digest: digests.of(words, 'lower'),
    head: digests.head(words[0] ?? '', 'lower'),
    tokens: words.length,
    type,
    scope: 'run',
  });
  it('are found by digest, and their lengths by the first word', () => {
    const known = new KnownValues();
    known.add(value(['blue', 'heron'], 'CUSTOM'));
    known.add(value(['blue'], 'PERSON'));
    known.add(value(['red', 'a', 'b', 'c'], 'IBAN'));
    expect(known.size).toBe(3);
    expect(known.lengths(digests.head('blue', 'lower'))).toBe(0b11);
    expect(known.lengths(digests.head('red', 'lower'))).toBe(0b1000);
    expect(known.lengths(digests.head('green', 'lower'))).toBe(0);
    expect(known.typeOf(digests.of(['blue', 'heron'], 'lower'))).toBe('CUSTOM');
    expect(known.typeOf(digests.of(['blue'], 'lower'))).toBe('PERSON');
    expect(known.typeOf(digests.of(['heron'], 'lower'))).toBe(undefined);
  });
  it('of a session are those of no other', () => {
    const known = new KnownValues();
    const [one, two] = [saltOf('s1'), saltOf('s2')];
    expect(one).toEqual({ digest: 'e8bc163c82eee187', word: 3904640572 });
    const blue = value(['blue'], 'PERSON');
    known.add(blue, one);
    expect([one, two, undefined].map((salt) => known.typeOf(blue.digest, salt))).toEqual([
      'PERSON',
      undefined,
      undefined,
    ]);
    expect([one, two, undefined].map((salt) => known.lengths(blue.head, salt))).toEqual([1, 0, 0]);
  });
});

describe('terms', () => {
  const found = (text: string, ...terms: DictionaryTerm[]): string[] => {
    const [matches] = new Dictionary(terms).find([text]);
    return [
      ...(matches?.mask ?? []).map((f) => `${f.type} ${f.rule}: ${text.slice(f.start, f.end)}`),
      ...(matches?.never ?? []).map(({ start, end }) => `never: ${text.slice(start, end)}`),
    ];
  };
  it.each<[string, DictionaryTerm, string, string[]]>([
    ['in any case', { term: 'Acme', mode: 'mask' }, 'ACME acme', ['CUSTOM term: ACME', 'CUSTOM term: acme']],
    ['in one case', { term: 'Acme', mode: 'mask', caseSensitive: true }, 'ACME Acme', ['CUSTOM term: Acme']],
    ['of a type', { term: 'Acme', mode: 'mask', type: 'ORGANIZATION' }, 'Acme', ['ORGANIZATION term: Acme']],
    ['as whole words', { term: 'Acme', mode: 'mask' }, 'Acmes xAcme', []],
    ['inside words', { term: 'Acme', mode: 'mask', wholeWord: false }, 'xAcmes', ['CUSTOM term: Acme']],
    ['as patterns', { term: 'K-\\d+', mode: 'mask', regex: true }, 'k-12 K-x', ['CUSTOM pattern: k-12']],
    [
      'as patterns in one case',
      { term: 'K-\\d+', mode: 'mask', regex: true, caseSensitive: true },
      'k-1 K-2',
      ['CUSTOM pattern: K-2'],
    ],
    ['never hidden', { term: 'Acme', mode: 'never' }, 'Acme', ['never: Acme']],
    ['that are empty', { term: '', mode: 'mask', wholeWord: false }, 'Acme', []],
    ['behind letters that grow in lower case', { term: 'Acme', mode: 'mask' }, 'İ Acme', ['CUSTOM term: Acme']],
  ])('%s', (_, term, text, expected) => {
    expect(found(text, term)).toEqual(expected);
  });
  it.each([
    [{ start: 2, end: 5, detector: 'x' }, true],
    [{ start: 1, end: 6, detector: 'x' }, true],
    [{ start: 0, end: 6, detector: 'x' }, false],
    [{ start: 1, end: 7, detector: 'x' }, false],
    [{ start: 1, end: 6, detector: 'dictionary' }, false],
    [{ start: 2, end: 6, detector: 'dictionary' }, true],
  ])('never hidden from 1 to 6 allow %j: %s', (finding, allowed) => {
    expect(isAllowed(finding, [{ start: 1, end: 6 }])).toBe(allowed);
  });
});

describe('decisions', () => {
  const hash = valueHash(KEY, 'blue heron');
  it('find what is to be hidden, and allow what is not', () => {
    const mask = new Decisions(KEY, [{ hash, decision: 'mask', type: 'PERSON' }]);
    expect(mask.find('a Blue-Heron, blue herons')).toEqual([
      { start: 2, end: 12, type: 'PERSON', detector: 'decision', confidence: 1 },
    ]);
    expect([mask.isEmpty, mask.allows('blue heron')]).toEqual([false, false]);
    const never = new Decisions(KEY, [{ hash, decision: 'never' }]);
    expect(never.find('blue heron')).toEqual([]);
    expect([never.allows('BLUE heron'), never.allows('blue')]).toEqual([true, false]);
    expect(new Decisions(KEY).isEmpty).toBe(true);
  });
  it('the last of one value counts', () => {
    const both = new Decisions(KEY, [
      { hash, decision: 'never' },
      { hash, decision: 'mask' },
    ]);
    expect(both.find('blue heron').map((f) => f.type)).toEqual(['CUSTOM']);
  });
});
