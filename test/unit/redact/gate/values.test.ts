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
    ({
      type,
      text,
      action: 'index',
      detector: 'test',
      confidence: 0.9,
      entity: { type },
      ...more,
    }) as LinkedMention;
  const told = (...mentions: LinkedMention[]): string[] =>
    gateValues(digests, mentions, []).map((v) => `${v.type} ${v.scope} ${v.tokens}`);

  it.each<[string, LinkedMention, string[]]>([
    [
      'a full name and its words, the last in any case',
      mention('PERSON', 'Ottilie Marchbanks'),
      ['PERSON session 2', 'PERSON session 1', 'PERSON session 1', 'PERSON session 1'],
    ],
    ['no short or ordinary words of it', mention('PERSON', 'Will Brook'), ['PERSON session 2']],
    ['a lower-case name as a whole', mention('PERSON', 'ottilie marchbanks'), ['PERSON session 2']],
    ['an address of mail, in the whole run', mention('EMAIL', 'a.b@corvid.example'), ['EMAIL run 4']],
    ['a date of birth, in its session', mention('DATE_OF_BIRTH', '1990-04-05'), ['DATE_OF_BIRTH session 3']],
    ['no town', mention('LOCATION', 'Buenos Aires'), []],
    ['nothing that is kept', mention('EMAIL', 'a.b@corvid.example', { action: 'keep' }), []],
    ['nothing that is only guessed', mention('EMAIL', 'a.b@corvid.example', { confidence: 0.49 }), []],
    [
      'what is not quite sure, in its session',
      mention('EMAIL', 'a.b@corvid.example', { confidence: 0.69 }),
      ['EMAIL session 4'],
    ],
    ['nothing shorter than six', mention('USERNAME', 'ab_12'), []],
    ['a short street, in its session', mention('ADDRESS', '12 Elm Street'), ['ADDRESS session 3']],
    ['an item of a list, in its session', mention('ADDRESS', '4. Divide both lanes evenly'), ['ADDRESS session 5']],
    ['a street with its postal code, in the run', mention('ADDRESS', 'Elmweg 12, 10117 Bern'), ['ADDRESS run 4']],
    ['a login that is no word, in its session', mention('USERNAME', 'mkovar'), ['USERNAME session 1']],
    ['no login that is a word', mention('USERNAME', 'refresh'), []],
    ['no handle that is a word', mention('USERNAME', '@refresh', { rule: 'handle' }), []],
    ['no password that is a word', mention('SECRET', 'summer'), []],
    ['a login with two digits, in its session', mention('USERNAME', 'mkovar77'), ['USERNAME session 1']],
    ['a login with a number, in the run', mention('USERNAME', 'mkovar_90317'), ['USERNAME run 2']],
    [
      'a folder of whatever name, in its session',
      mention('USERNAME', 'mkovar_90317', { rule: 'folder' }),
      ['USERNAME session 2'],
    ],
    [
      'a handle of whatever name, in its session',
      mention('USERNAME', '@mkovar_90317', { rule: 'handle' }),
      ['USERNAME session 2'],
    ],
    ['an id of letters and digits, in the run', mention('ACCOUNT_ID', 'W2378156'), ['ACCOUNT_ID run 1']],
    ['the id of a manual, in its session', mention('ACCOUNT_ID', 'W0000000'), ['ACCOUNT_ID session 1']],
    ['an id of digits, in its session', mention('ACCOUNT_ID', '88321045567'), ['ACCOUNT_ID session 1']],
    ['digits that a shape took for a telephone, in their session', mention('PHONE', '8304417720'), ['PHONE session 1']],
    ['a telephone with its country, in the run', mention('PHONE', '+493090182012'), ['PHONE run 1']],
    ['a telephone in groups, in the run', mention('PHONE', '(415) 555-0132'), ['PHONE run 3']],
    ['four small numbers, in their session', mention('IP_ADDRESS', '10.20.30.40'), ['IP_ADDRESS session 4']],
    ['a long address of a machine, in the run', mention('IP_ADDRESS', '2001:db8:77::8a2e'), ['IP_ADDRESS run 4']],
    ['a card, in the run', mention('CREDIT_CARD', '4111111111111111'), ['CREDIT_CARD run 1']],
    ['a password with digits, in the run', mention('SECRET', 'Rowan22x'), ['SECRET run 1']],
    ['two words as a password, in their session', mention('SECRET', 'rowan-hedge'), ['SECRET session 2']],
    ['four words as a password, in the run', mention('SECRET', 'correct horse battery staple'), ['SECRET run 4']],
    ['digits as a password, in their session', mention('SECRET', '904417'), ['SECRET session 1']],
    ['what the user named, in the run', mention('CUSTOM', 'Basilisk', { detector: 'dictionary' }), ['CUSTOM run 1']],
    ['a web address', mention('URL', 'https://x.example/abc'), ['URL run 4']],
    ['no plain web address', mention('URL', 'https://x.example/abc', { rule: 'plain' }), []],
    ['no web address without a scheme', mention('URL', 'x.example/abcdef'), []],
  ])('%s', (_, one, expected) => {
    expect(told(one)).toEqual(expected);
  });

  it('each value once, and of a long one the first thirty words', () => {
    const long = Array.from({ length: 40 }, (_, i) => `word${i}`).join(' ');
    expect(told(mention('ACCOUNT_ID', long), mention('ACCOUNT_ID', long.toUpperCase()))).toEqual(['ACCOUNT_ID run 30']);
  });

  it('the surer of two scopes, whichever comes first', () => {
    const [guess, sure] = [0.6, 0.9].map((confidence) => mention('EMAIL', 'a.b@corvid.example', { confidence }));
    for (const both of [
      [guess, sure],
      [sure, guess],
    ])
      expect(told(...(both as LinkedMention[]))).toEqual(['EMAIL run 4']);
  });

  it('the number and type of its entity', () => {
    const entity = { type: 'ACCOUNT_ID', index: 7 } as LinkedMention['entity'];
    expect(gateValues(digests, [mention('USERNAME', 'mkovar_90317', { entity })], [])).toMatchObject([
      { type: 'ACCOUNT_ID', index: 7 },
    ]);
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
    known.add(value(['blue', 'heron'], 'CUSTOM'), 0);
    known.add(value(['blue'], 'PERSON'), 123_456);
    known.add(value(['blue'], 'CUSTOM'), 2);
    known.add(value(['red', 'a', 'b', 'c'], 'IBAN'), 2 ** 26);
    expect(known.size).toBe(3);
    expect(known.lengths(digests.head('blue', 'lower'))).toBe(0b11);
    expect(known.lengths(digests.head('red', 'lower'))).toBe(0b1000);
    expect(known.lengths(digests.head('green', 'lower'))).toBe(0);
    expect(known.get(digests.of(['blue', 'heron'], 'lower'))).toEqual({ type: 'CUSTOM', note: 0 });
    // What was told first stays; a note that does not fit is none.
    expect(known.get(digests.of(['blue'], 'lower'))).toEqual({ type: 'PERSON', note: 123_456 });
    expect(known.get(digests.of(['red', 'a', 'b', 'c'], 'lower'))).toEqual({ type: 'IBAN', note: 0 });
    expect(known.get(digests.of(['heron'], 'lower'))).toBe(undefined);
  });
  it('of a session are those of no other', () => {
    const known = new KnownValues();
    const [one, two] = [saltOf('s1'), saltOf('s2')];
    expect(one).toEqual({ digest: 'e8bc163c82eee187', word: 3904640572 });
    const blue = value(['blue'], 'PERSON');
    known.add(blue, 3, one);
    expect([one, two, undefined].map((salt) => known.get(blue.digest, salt)?.type)).toEqual([
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
