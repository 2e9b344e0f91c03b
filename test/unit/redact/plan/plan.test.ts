import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../../src/redact/detect/detector.ts';
import { dateForms, isoDate } from '../../../../src/redact/plan/dates.ts';
import { linkMentions } from '../../../../src/redact/plan/link.ts';
import type { LinkedMention, Mention } from '../../../../src/redact/plan/mention.ts';
import { resolveOverlaps } from '../../../../src/redact/plan/overlap.ts';
import { nameWords, ownerOf } from '../../../../src/redact/plan/people.ts';
import { propagate, propagates } from '../../../../src/redact/plan/propagate.ts';
import { Hashes, identity, normalTokens, valueHash } from '../../../../src/redact/plan/values.ts';
import { fieldUnits, type Unit } from '../../../../src/redact/text/units.ts';
import type { PiiType } from '../../../../src/redact/types.ts';
import { KEY } from '../helpers.ts';

const unitsOf = (...texts: string[]): Unit[] => texts.flatMap((text, i) => fieldUnits({ text, kind: 'prose' }, i));

/** Mentions of the values, each at its first place behind the one before, in reading order. */
function mentionsOf(units: readonly Unit[], values: readonly (readonly [PiiType, string])[]): Mention[] {
  let [unit, from] = [0, 0];
  return values.map(([type, text]): Mention => {
    let start = units[unit]?.text.indexOf(text, from) ?? -1;
    while (start < 0 && unit < units.length) start = units[++unit]?.text.indexOf(text) ?? -1;
    if (start < 0) throw new Error(`no unit holds ${text}`);
    from = start + text.length;
    return { unit, start, end: from, text, type, action: 'index', detector: 'test', also: [], confidence: 0.9 };
  });
}

const linked = (texts: readonly string[], values: readonly (readonly [PiiType, string])[]): LinkedMention[] => {
  const units = unitsOf(...texts);
  return linkMentions(new Hashes(KEY), mentionsOf(units, values), units);
};
/** Mentions of one entity have one number. */
const groups = (mentions: readonly LinkedMention[]): number[] => {
  const entities = [...new Set(mentions.map((m) => m.entity))];
  return mentions.map((m) => entities.indexOf(m.entity));
};

describe('dates', () => {
  it.each([
    ['1990-04-05', '1990-04-05'],
    ['1990/4/5', '1990-04-05'],
    ['1990-04-05T10:00', '1990-04-05'],
    ['April 5, 1990', '1990-04-05'],
    ['Apr. 5th 1990', '1990-04-05'],
    ['5 April 1990', '1990-04-05'],
    ['5th of April, 1990', '1990-04-05'],
    ['5.4.1990', '1990-04-05'],
    ['25/4/1990', '1990-04-25'],
    ['4/25/1990', '1990-04-25'],
    ['4/4/1990', '1990-04-04'],
    ['5/4/1990', undefined],
    ['5/4.1990', undefined],
    ['1990-13-05', undefined],
    ['1990-00-05', undefined],
    ['1990-04-32', undefined],
    ['5 Aprilis', undefined],
    ['Foo 5, 1990', undefined],
  ])('%s is %s', (text, day) => {
    expect(isoDate(text)).toBe(day);
  });

  it('are looked for in all forms', () => {
    const forms = dateForms('1990-04-05');
    expect(forms.length).toBe(45);
    expect(forms.slice(0, 5)).toEqual(['1990-04-05', '1990/04/05', '19900405', '04/05/1990', '05/04/1990']);
    expect(forms).toContain('4.5.1990');
    expect(forms).toContain('5. Apr 1990');
    expect(forms).toContain('5th of April 1990');
  });

  it.each([
    ['2001-01-01', '1st'],
    ['2001-01-02', '2nd'],
    ['2001-01-03', '3rd'],
    ['2001-01-04', '4th'],
    ['2001-01-11', '11th'],
    ['2001-01-12', '12th'],
    ['2001-01-13', '13th'],
    ['2001-01-21', '21st'],
    ['2001-01-22', '22nd'],
    ['2001-01-23', '23rd'],
  ])('%s has the ordinal %s', (day, ordinal) => {
    expect(dateForms(day)).toContain(`January ${ordinal}, 2001`);
  });
});

describe('overlaps', () => {
  const finding = (start: number, end: number, more: Partial<Finding> = {}): Finding => ({
    start,
    end,
    type: 'PERSON',
    detector: 'a',
    confidence: 0.8,
    ...more,
  });
  const resolved = (text: string, ...findings: Finding[]): string[] =>
    resolveOverlaps(text, findings).map(
      (f) => `${f.type} ${text.slice(f.start, f.end)}${f.also.length ? ` (${f.also.join()})` : ''}`,
    );
  const TEXT = 'Anna Berg, 12 Elm';

  it('leave apart what stands apart, in order', () => {
    expect(resolved(TEXT, finding(11, 17, { type: 'ADDRESS' }), finding(0, 9))).toEqual([
      'PERSON Anna Berg',
      'ADDRESS 12 Elm',
    ]);
  });
  it('give the longer, and name who agrees', () => {
    expect(resolved(TEXT, finding(0, 4, { detector: 'b', confidence: 0.9 }), finding(0, 9))).toEqual([
      'PERSON Anna Berg (b)',
    ]);
    expect(resolved(TEXT, finding(0, 9), finding(0, 9, { confidence: 0.7 }))).toEqual(['PERSON Anna Berg']);
    expect(resolved(TEXT, finding(0, 9), finding(0, 9, { type: 'TITLE', detector: 'b' }))).toEqual([
      'PERSON Anna Berg',
    ]);
  });
  it('give the shorter when the longer is unsure', () => {
    expect(resolved(TEXT, finding(0, 4), finding(0, 9, { type: 'TITLE', confidence: 0.4 }))).toEqual([
      'PERSON Anna',
      'TITLE Berg',
    ]);
  });
  it('give the surer of equal length, then the type that comes first', () => {
    const other = (confidence: number) => finding(0, 9, { type: 'ORGANIZATION', detector: 'b', confidence });
    expect(resolved(TEXT, finding(0, 9), other(0.9))).toEqual(['ORGANIZATION Anna Berg']);
    expect(resolved(TEXT, finding(0, 9), other(0.8))).toEqual(['ORGANIZATION Anna Berg']);
    expect(resolved(TEXT, finding(0, 9), other(0.7))).toEqual(['PERSON Anna Berg']);
  });
  it('give secrets before the rest, and the user before secrets', () => {
    const secret = finding(0, 4, { type: 'SECRET', confidence: 0.6 });
    expect(resolved(TEXT, finding(0, 9), secret)).toEqual(['SECRET Anna', 'PERSON Berg']);
    for (const detector of ['dictionary', 'decision'])
      expect(resolved(TEXT, finding(2, 3, { detector, type: 'CUSTOM' }), secret)).toEqual([
        'SECRET An',
        'CUSTOM n',
        'SECRET a',
      ]);
  });
  it('uncover nothing but punctuation', () => {
    expect(resolved(TEXT, finding(0, 9), finding(5, 17, { type: 'ADDRESS' }))).toEqual([
      'PERSON Anna',
      'ADDRESS Berg, 12 Elm',
    ]);
    expect(resolved(TEXT, finding(0, 9, { confidence: 0.9 }), finding(3, 11, { type: 'TITLE' }))).toEqual([
      'PERSON Anna Berg',
    ]);
  });
  it('leave a finding alone as it is, spaces and all', () => {
    expect(resolved(TEXT, finding(9, 11))).toEqual(['PERSON , ']);
  });
});

describe('values', () => {
  it.each([
    ['PHONE', '+49 (30) 123', '4930123'],
    ['GOV_ID', 'AB-12 C', 'ab12c'],
    ['ADDRESS', '12, Rue X', '12 rue x'],
    ['PERSON', 'Ｍaria  KELLER', 'maria keller'],
    ['SECRET', 'Ab c', 'Ab c'],
  ] as const)('%s %s is %s', (type, text, form) => {
    expect(identity(type, text)).toBe(form);
  });
  it('have one hash in any case and with any separators', () => {
    expect(valueHash(KEY, 'Blue-Heron')).toBe('add1245b3bcbf1cf1f14570c-2-e092');
    expect(valueHash(KEY, 'blue  HERON')).toBe('add1245b3bcbf1cf1f14570c-2-e092');
    expect(valueHash(KEY, 'heron blue')).not.toMatch(/^add1245b3bcbf1cf1f14570c/);
    expect(normalTokens('--')).toEqual([]);
    expect(valueHash(KEY, '--')).not.toBe(valueHash(KEY, '++'));
  });
});

describe('people', () => {
  it.each([
    ['Dr. Maria Keller', ['maria', 'keller']],
    ['Frau Keller', ['keller']],
    ['Sir', ['sir']],
  ])('%s is known by %j', (text, words) => {
    expect(nameWords(text)).toEqual(words);
  });

  it.each([
    ['maria.keller@x.example', true],
    ['keller-maria7', true],
    ['mariakeller', true],
    ['kellermaria', true],
    ['mkeller', true],
    ['mariak', true],
    ['maria', false],
    ['kmaria', false],
    ['x@maria.keller', false],
  ])('owner of %s: %s', (login, owned) => {
    const maria = { words: ['maria', 'keller'], seen: 0 };
    expect(ownerOf(login, [maria, { words: ['maria'], seen: 1 }])).toBe(owned ? maria : undefined);
  });
  it('own nothing that two could own, and accents do not matter', () => {
    const [mara, mia] = [
      { words: ['mara', 'keller'], seen: 0 },
      { words: ['mia', 'keller'], seen: 0 },
    ];
    expect(ownerOf('mkeller', [mara, mia])).toBe(undefined);
    expect(ownerOf('mara.keller', [mara, mia])).toBe(mara);
    const jorg = { words: ['jörg', "o'brien"], seen: 0 };
    expect(ownerOf('jorg.obrien', [jorg])).toBe(jorg);
  });
  it('with short family names own no login by an initial', () => {
    expect(ownerOf('mli', [{ words: ['maria', 'li'], seen: 0 }])).toBe(undefined);
  });
});

describe('linking', () => {
  it('makes one person of a full name, its words and its titles', () => {
    const texts = ['Maria Keller called. Dr. Keller and Maria are one; Tom is not. Maria X Keller'];
    const mentions = linked(texts, [
      ['PERSON', 'Maria Keller'],
      ['PERSON', 'Dr. Keller'],
      ['PERSON', 'Maria'],
      ['PERSON', 'Tom'],
      ['PERSON', 'Maria X Keller'],
    ]);
    expect(groups(mentions)).toEqual([0, 0, 0, 1, 0]);
    expect(mentions[0]?.entity.canonical).toBe('person:maria x keller');
  });
  it('gives a bare name to the namesake mentioned last', () => {
    const texts = ['Anna Berg. Anna Falk. Anna.'];
    const names = [
      ['PERSON', 'Anna Berg'],
      ['PERSON', 'Anna Falk'],
      ['PERSON', 'Anna'],
    ] as const;
    expect(groups(linked(texts, names))).toEqual([0, 1, 1]);
  });
  it('joins first and last name of one JSON object, in either order, and not of two', () => {
    const names = [
      ['PERSON', 'Wei'],
      ['PERSON', 'Tanaka'],
    ] as const;
    expect(groups(linked(['{"first_name":"Wei","last_name":"Tanaka"}'], names))).toEqual([0, 0]);
    expect(groups(linked(['{"firstName":"Wei","note":"x","lastName":"Tanaka"}'], names))).toEqual([0, 0]);
    expect(groups(linked(['{"first_name":"Wei","town":"Tanaka"}'], names))).toEqual([0, 1]);
    expect(groups(linked(['{"first_name":"Wei"}', '{"last_name":"Tanaka"}'], names))).toEqual([0, 1]);
  });
  it('links things by what their type says', () => {
    const things = [
      ['ACCOUNT_ID', 'W-77'],
      ['USERNAME', 'w77'],
      ['ADDRESS', 'Elm 1'],
      ['LOCATION', 'Elm 1'],
      ['DATE_OF_BIRTH', '5 April 1990'],
      ['DATE_OF_BIRTH', '1990-04-05'],
      ['SECRET', 'aBc123'],
      ['SECRET', 'abc123'],
    ] as const;
    const texts = [things.map(([, text]) => text).join('; ')];
    expect(groups(linked(texts, things))).toEqual([0, 0, 1, 2, 3, 3, 4, 5]);
  });
  it('gives the type of the surest mention', () => {
    const units = unitsOf('w77 W77');
    const mentions = mentionsOf(units, [
      ['USERNAME', 'w77'],
      ['ACCOUNT_ID', 'W77'],
    ]);
    (mentions[1] as Mention).confidence = 0.95;
    const [first] = linkMentions(new Hashes(KEY), mentions, units);
    expect(first?.entity.type).toBe('ACCOUNT_ID');
  });
  it('gives an address the subject of the person it is made of', () => {
    const mentions = linked(
      ['Maria Keller, maria.keller@x.example, other@x.example'],
      [
        ['PERSON', 'Maria Keller'],
        ['EMAIL', 'maria.keller@x.example'],
        ['EMAIL', 'other@x.example'],
      ],
    );
    const [person, own, other] = mentions.map((m) => m.entity);
    expect(own?.subject).toBe(person?.subject);
    expect(own?.name).toEqual(['maria', 'keller']);
    expect(other?.subject === person?.subject).toBe(false);
    expect(groups(mentions)).toEqual([0, 1, 2]);
  });
  it('notes where a value is a number or a key', () => {
    const json = ['{"a":4821,"K-99":"K-99"}'];
    const [number, key] = linked(json, [
      ['GOV_ID', '4821'],
      ['ACCOUNT_ID', 'K-99'],
    ]);
    expect([number?.entity.numeric, number?.entity.asKey]).toEqual([true, false]);
    expect([key?.entity.numeric, key?.entity.asKey]).toEqual([false, true]);
    const [digits] = linked(['order 4821'], [['ACCOUNT_ID', '4821']]);
    expect(digits?.entity.numeric).toBe(true);
  });
});

describe('which values are replaced elsewhere too', () => {
  it.each([
    ['PERSON', 'Keziah', true],
    ['PERSON', 'keziah', false],
    ['PERSON', 'Will', false],
    ['PERSON', 'Al', false],
    ['PERSON', 'Maria Li', true],
    ['PERSON', 'A B', false],
    ['POSTAL_CODE', '92164', true],
    ['POSTAL_CODE', '9216', false],
    ['PHONE', '555013', true],
    ['PHONE', '55501', false],
    ['USERNAME', 'abc1', true],
    ['USERNAME', 'abcd', false],
    ['USERNAME', 'abcdef', true],
    ['SECRET', '!!!!!!', true],
    ['SECRET', '!!!!!', false],
    ['AGE', '47', false],
    ['DATE', '1990-04-05', false],
    ['TITLE', 'Doctor', false],
    ['NRP', 'Norwegian', false],
  ] as const)('%s %s: %s', (type, text, spreads) => {
    expect(propagates(type, text)).toBe(spreads);
  });
  it('the terms of the user, from two letters on', () => {
    expect(propagates('CUSTOM', 'ab', 'dictionary')).toBe(true);
    expect(propagates('CUSTOM', 'ab', 'decision')).toBe(true);
    expect(propagates('CUSTOM', 'a', 'dictionary')).toBe(false);
    expect(propagates('CUSTOM', 'ab')).toBe(false);
  });
});

describe('propagation', () => {
  const found = (texts: readonly string[], values: readonly (readonly [PiiType, string])[]): string[] => {
    const units = unitsOf(...texts);
    const mentions = linkMentions(new Hashes(KEY), mentionsOf(units, values), units);
    return propagate(mentions, units).map((m) => `${m.unit} ${m.start} ${m.text}`);
  };
  it.each<[string, readonly [PiiType, string], string, string[]]>([
    [
      'a full name',
      ['PERSON', 'Maria Keller'],
      'maria keller, MARIA  KELLER',
      ['1 0 maria keller', '1 14 MARIA  KELLER'],
    ],
    ['the words of a full name', ['PERSON', 'Maria Castle'], 'Castle, castle, Castles', ['1 0 Castle']],
    ['a lone name as it is written', ['PERSON', 'Keziah'], 'Keziah keziah', ['1 0 Keziah']],
    ['no ordinary word', ['PERSON', 'Will Keller'], 'Will you? Keller', ['1 10 Keller']],
    [
      'an address in any case',
      ['EMAIL', 'a.b@corvid.example'],
      'A.B@CORVID.example xa.b@corvid.example',
      ['1 0 A.B@CORVID.example'],
    ],
    ['a secret as it stands', ['SECRET', 'Hunter22x'], 'hunter22x Hunter22x', ['1 10 Hunter22x']],
    ['a login of one word in any case', ['USERNAME', 'mkovar'], 'MKovar mkovar', ['1 0 MKovar', '1 7 mkovar']],
    ['a login that is a word nowhere', ['USERNAME', 'refresh'], 'refresh', []],
    ['a login of words nowhere', ['USERNAME', 'parcel_id'], 'parcel_id', []],
    ['a login of a name whose words are words', ['USERNAME', 'mark_brown'], 'mark_brown', ['1 0 mark_brown']],
    ['a login of a given name and a word', ['USERNAME', 'thomas_parcel'], 'thomas_parcel', ['1 0 thomas_parcel']],
    ['a login that is a product nowhere', ['USERNAME', 'kubernetes'], 'kubernetes', []],
    ['a password that is a word nowhere', ['SECRET', 'summer'], 'summer', []],
    [
      'no number under the key of a thing',
      ['PHONE', '8304417720'],
      '{"item_id":8304417720,"x":8304417720}',
      ['4 0 8304417720'],
    ],
    ['an account under any key', ['ACCOUNT_ID', '8304417720'], '{"item_id":8304417720}', ['2 0 8304417720']],
    ['the number of an id', ['ACCOUNT_ID', 'gift_card_3481935'], 'no. 3481935', ['1 4 3481935']],
    ['the number of an id behind a letter', ['ACCOUNT_ID', '#W3481935'], 'order 3481935', ['1 6 3481935']],
    ['no number of a few digits', ['ACCOUNT_ID', '#W34819'], 'order 34819', []],
    ['no other number', ['ACCOUNT_ID', 'W3481935'], 'order 13481935', []],
    ['a date of birth in another form', ['DATE_OF_BIRTH', '1990-04-05'], 'born April 5, 1990', ['1 5 April 5, 1990']],
    ['a number in JSON', ['PHONE', '5550132'], '{"p":5550132,"q":15550132}', ['2 0 5550132']],
    ['no postal code as a number', ['POSTAL_CODE', '921641'], '{"p":921641}', []],
  ])('%s', (_, value, text, places) => {
    expect(found([value[1], text], [value])).toEqual(places);
  });
  it('covers nothing twice', () => {
    expect(
      found(
        ['Maria Keller', 'Maria Keller'],
        [
          ['PERSON', 'Maria Keller'],
          ['PERSON', 'Maria Keller'],
        ],
      ),
    ).toEqual([]);
  });
});
