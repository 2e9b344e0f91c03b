import { describe, expect, it } from 'vitest';
import type { LinkedMention } from '../../../../src/redact/plan/mention.ts';
import { keyedDigits, keyedNumber } from '../../../../src/redact/render/numbers.ts';
import { fakeDate } from '../../../../src/redact/render/surrogates/dates.ts';
import { Surrogates } from '../../../../src/redact/render/surrogates/make.ts';
import { fakeLogin, fakeName } from '../../../../src/redact/render/surrogates/people.ts';
import { draw, likeCase, pick } from '../../../../src/redact/render/surrogates/pick.ts';
import {
  fakeAge,
  fakeCard,
  fakeCode,
  fakeIban,
  fakeIp,
  fakeMac,
  fakePhone,
} from '../../../../src/redact/render/surrogates/shapes.ts';
import type { PiiType } from '../../../../src/redact/types.ts';
import { KEY } from '../helpers.ts';

/** Under a key that is fixed, a fake is fixed too: another one would change the datasets of every workspace. */
describe('keyed numbers', () => {
  it.each([
    ['', ''],
    ['7', '8'],
    ['42', '76'],
    ['0042', '2584'],
    ['123456', '647081'],
    ['9007199254740993', '2651879730431500'],
  ])('%s becomes %s', (digits, keyed) => {
    expect(keyedDigits(KEY, digits)).toBe(keyed);
  });
  it.each([
    ['-42', '-76'],
    ['0', '1'],
    ['1.5', '2.5'],
    ['1e5', '2e5'],
    ['-0.25', '-1.25'],
  ])('the literal %s becomes %s', (literal, keyed) => {
    expect(keyedNumber(KEY, literal)).toBe(keyed);
  });
  it('keep zeros in front of strings, and none in front of numbers', () => {
    const all = Array.from({ length: 90 }, (_, i) => keyedDigits(KEY, String(i + 10)));
    expect(all.filter((digits) => digits.startsWith('0'))).toEqual([]);
    expect(new Set(all).size).toBe(90);
    const open = Array.from({ length: 10 }, (_, i) => keyedDigits(KEY, `0${i}`));
    expect(new Set(open).size).toBe(10);
  });
});

describe('fakes by shape', () => {
  it.each([
    ['AB-123-cd', 'UW-927-my'],
    ['gift_card_123', 'gift_card_927'],
    ['no digits', 'no digits'],
  ])('the code %s becomes %s', (text, fake) => {
    expect(fakeCode(KEY, text, 'x')).toBe(fake);
  });
  it.each([
    ['(415) 555-0132', '(788) 555-4130'],
    ['4155550132', '7885554130'],
    ['+1 415 555 0132', '+1 788 555 4130'],
    ['+49 30 901820', '+49 13 222422'],
    ['+44 20 7946 0958', '+44 76 6554 4841'],
    ['555-0132', '106-7506'],
  ])('the phone number %s becomes %s', (text, fake) => {
    expect(fakePhone(KEY, text)).toBe(fake);
  });
  it.each([
    ['4111 1111 1111 1111', '4545 1093 2879 6381'],
    ['378282246310005', '343724120378352'],
  ])('the card %s becomes %s', (text, fake) => {
    expect(fakeCard(KEY, text)).toBe(fake);
  });
  it.each([
    ['DE89 3704 0044 0532 0130 00', 'DE13 7378 0411 8487 0775 04'],
    ['GB29NWBK60161331926819', 'GB24WFLI99002861734037'],
  ])('the IBAN %s becomes %s, with check digits that hold', (text, fake) => {
    expect(fakeIban(KEY, text)).toBe(fake);
    const bare = fake.replaceAll(' ', '');
    const digits = Array.from(bare.slice(4) + bare.slice(0, 4), (c) => Number.parseInt(c, 36)).join('');
    expect(BigInt(digits) % 97n).toBe(1n);
  });
  it.each([
    ['1990-04-05', '1989-12-23'],
    ['1990/04/05', '1989/12/23'],
    ['1990-04-05T10:00', '1989-12-23T10:00'],
    ['soon', undefined],
    ['31.02.1990', undefined],
    ['05.05.1990', '26.10.1989'],
    ['5/5/1990', '10/26/1989'],
    ['10/31/1990', '09/15/1990'],
    ['19900405', '19891223'],
    ['October 12, 1990', 'August 7, 1990'],
    ['OCT. 12th 1990', 'AUG. 7th 1990'],
    ['12. October 1990', '7. August 1990'],
    ['1st of June 1990', '17th of November 1989'],
  ])('the date %s becomes %s', (text, fake) => {
    expect(fakeDate(KEY, text)).toBe(fake);
  });
  it('addresses of networks and devices are those set aside for it', () => {
    expect(fakeIp(KEY, '81.38.172.129')).toBe('203.0.113.139');
    expect(fakeIp(KEY, '2a02::1')).toBe('2001:db8::31a8:7');
    expect(fakeMac(KEY, '00:1a:2b:3c:4d:5e')).toBe('02:99:41:02:e2:ec');
    expect(fakeMac(KEY, '00-1A-2B-3C-4D-5E')).toMatch(/^02(?:-[0-9A-F]{2}){5}$/);
  });
  it('ages stay in their decade and change', () => {
    for (let age = 1; age <= 99; age++) {
      const fake = Number(fakeAge(KEY, String(age)));
      expect(fake === age, String(age)).toBe(false);
      expect(Math.floor(fake / 10)).toBe(Math.floor(age / 10));
      expect(fake === 0).toBe(false);
    }
    expect(fakeAge(KEY, 'aged 47')).toBe('aged 48');
  });
});

describe('fake ids', () => {
  const idOf = (text: string, name?: readonly string[]): string | undefined =>
    new Surrogates(KEY).make({
      unit: 0,
      start: 0,
      end: text.length,
      text,
      type: 'ACCOUNT_ID',
      action: 'surrogate',
      detector: 'test',
      also: [],
      confidence: 1,
      entity: {
        type: 'ACCOUNT_ID',
        canonical: `id:${text}`,
        subject: 's',
        numeric: false,
        asKey: false,
        action: 'surrogate',
        ...(name ? { name } : {}),
      },
    });
  it('that are made of a name are made of the fake one', () => {
    expect(idOf('maria_keller_4821', ['maria', 'keller'])).toMatch(/^lillian_hermiston_\d{4}$/);
    expect(idOf('m.keller', ['maria', 'keller'])).toBe('l.hermiston');
    expect(idOf('ingrid_4821')).not.toContain('ingrid');
  });
  it('keep words that are nobody', () => {
    expect(idOf('order_4821')).toMatch(/^order_\d{4}$/);
  });
});

describe('fake people', () => {
  const MARIA = ['maria', 'keller'];
  it.each([
    ['Maria Keller', 'Lillian Hermiston'],
    ['MARIA KELLER', 'LILLIAN HERMISTON'],
    ['Keller, Maria', 'Hermiston, Lillian'],
    ['Ms. Keller', 'Ms. Hermiston'],
    ['Keller', 'Hermiston'],
    ['M. Keller', 'L. Hermiston'],
    ['maria', 'lillian'],
  ])('%s becomes %s', (text, fake) => {
    expect(fakeName(KEY, MARIA, text)).toBe(fake);
  });
  it.each([
    ['m_keller', 'l_hermiston'],
    ['mkeller4', 'lhermiston9'],
    ['KELLER.M', 'HERMISTON.L'],
    ['mariak', 'lillianh'],
    ['mariakeller', 'lillianhermiston'],
    ['kellermaria', 'hermistonlillian'],
    ['keller', 'hermiston'],
  ])('the login %s becomes %s', (login, fake) => {
    expect(fakeLogin(KEY, MARIA, login, (text) => '9'.repeat(text.length))).toBe(fake);
  });
  it('have logins of their name', () => {
    const digits = (text: string): string => '9'.repeat(text.length);
    expect(fakeLogin(KEY, MARIA, 'maria.keller77', digits)).toBe('lillian.hermiston99');
    expect(fakeLogin(KEY, MARIA, 'Maria_K', digits)).toBe('Lillian_H');
  });
});

describe('keyed choices', () => {
  it('are the same for the same, and never the thing itself', () => {
    expect(draw(KEY, 1000, 'a', 'b')).toBe(90);
    expect(pick(KEY, ['a', 'b', 'c'], '', 'x')).toBe('c');
    expect(pick(KEY, ['a', 'b', 'c'], 'C', 'x')).toBe('a');
    expect(pick(KEY, [], '', 'x')).toBe('');
  });
  it.each([
    ['BOB', 'MARIA'],
    ['bob', 'maria'],
    ['Bob', 'Maria'],
    ['B', 'Maria'],
    ['12', 'maria'],
  ])('written like %s are %s', (like, text) => {
    expect(likeCase('Maria', like)).toBe(text);
  });
});

describe('the surrogate of a type', () => {
  const make = (type: PiiType, text: string): string | undefined =>
    new Surrogates(KEY).make({
      text,
      type,
      entity: { type, canonical: `${type.toLowerCase()}:${text.toLowerCase()}` },
    } as LinkedMention);
  it.each<[PiiType, string, string | undefined]>([
    ['PERSON', 'Maria Keller', 'Lillian Hermiston'],
    ['TITLE', 'Dr.', undefined],
    ['EMAIL', 'maria.keller7@corvid.example', 'marcel.kihn8@example.org'],
    ['PHONE', '(415) 555-0132', '(788) 555-4130'],
    ['ADDRESS', '90 Whitchurch Road, Suite 4, Cardiff', '11 Hengshui Road, Suite 5, Gusau'],
    ['POSTAL_CODE', 'SW1A 1AA', 'BN6R 8FP'],
    ['LOCATION', 'BERLIN', 'BERTOUA'],
    ['ORGANIZATION', 'Brightwell Systems Inc', 'White Systems Inc'],
    ['DATE', '1990-04-05', '1989-12-23'],
    ['DATE_OF_BIRTH', '1990-04-05', '1989-12-23'],
    ['AGE', '47', '48'],
    ['NRP', 'norwegian', 'irish'],
    ['GOV_ID', '219-09-9998', '746-01-4549'],
    ['PASSPORT', 'C01X00T47', 'V37U86T98'],
    ['DRIVER_LICENSE', 'H12234567', 'R77223454'],
    ['CREDIT_CARD', '4111 1111 1111 1111', '4545 1093 2879 6381'],
    ['IBAN', 'DE89 3704 0044 0532 0130 00', 'DE13 7378 0411 8487 0775 04'],
    ['BANK_ACCOUNT', '12-34', '20-92'],
    ['IP_ADDRESS', '81.38.172.129', '203.0.113.139'],
    ['MAC_ADDRESS', '00:1a:2b:3c:4d:5e', '02:99:41:02:e2:ec'],
    ['URL', 'https://x.example/a', 'https://example.com/2b77c6877a'],
    ['USERNAME', 'mkeller_7', 'robert_8'],
    ['ACCOUNT_ID', 'W2378156', 'V3268625'],
    ['SECRET', 'x', undefined],
    ['CUSTOM', 'y', undefined],
  ])('%s %s is %s', (type, text, fake) => {
    expect(make(type, text)).toBe(fake);
  });
});
