import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../../src/redact/index.ts';
import { keyedDigits, keyedNumber } from '../../../src/redact/render/numbers.ts';
import { pseudonym } from '../../../src/redact/render/placeholders.ts';
import type { Action, PiiType } from '../../../src/redact/types.ts';
import { KEY, sessionOf } from './helpers.ts';

const all = (action: Action) =>
  Object.fromEntries(
    (
      [
        'PERSON',
        'EMAIL',
        'PHONE',
        'CREDIT_CARD',
        'IBAN',
        'USERNAME',
        'ADDRESS',
        'DATE_OF_BIRTH',
        'IP_ADDRESS',
        'ACCOUNT_ID',
      ] as PiiType[]
    ).map((type) => [type, action]),
  );
async function fake(text: string): Promise<string> {
  const redactor = await createRedactor({ key: KEY, policy: 'standard', actions: all('surrogate') });
  const { session } = await redactor.redactSession(sessionOf([{ user: text }]));
  const [event] = session.events;
  return event && 'text' in event ? (event.text ?? '') : '';
}
const luhn = (digits: string): boolean =>
  Array.from(digits)
    .reverse()
    .reduce((sum, digit, i) => {
      const value = Number(digit) * (i % 2 ? 2 : 1);
      return sum + (value > 9 ? value - 9 : value);
    }, 0) %
    10 ===
  0;

describe('keyed numbers', () => {
  it('are a permutation of the numbers of a length', () => {
    const seen = new Set(Array.from({ length: 900 }, (_, i) => keyedDigits(KEY, String(100 + i))));
    expect(seen.size).toBe(900);
    for (const one of seen) expect(one).toMatch(/^[1-9]\d\d$/);
  });
  it('keep sign and form', () => {
    expect(keyedNumber(KEY, '-90817263')).toMatch(/^-[1-9]\d{7}$/);
    expect(keyedNumber(KEY, '12345678901234567890')).toMatch(/^[1-9]\d{19}$/);
    expect(keyedNumber(KEY, '90817263')).toBe(keyedNumber(KEY, '90817263'));
  });
});

describe('surrogates', () => {
  it('are people of the same shape and gender, in all forms of a name', async () => {
    const out = await fake(
      'My name is Maria Keller. MARIA KELLER, Maria, Ms. Keller. Mail: maria.keller@corvid-post.example',
    );
    const [, first, last] = /My name is (\p{L}+) (\p{L}+)\./u.exec(out) ?? [];
    expect(out).not.toMatch(/maria|keller|corvid/i);
    expect(out).toContain(`${first?.toUpperCase()} ${last?.toUpperCase()}, ${first}, Ms. ${last}.`);
    expect(out).toMatch(/Mail: \p{L}+\.\p{L}+@example\.(?:com|org|net)/u);
  });

  it('of ids and mailboxes are made of the fake name, as the real ones are of the real name', async () => {
    const out = await fake(
      'My name is Maria Keller, my login is m_keller, my user id is maria_keller_4821, mail mkeller@corvid-post.example',
    );
    const [, first = '', last = ''] = (/name is (\p{L}+) (\p{L}+),/u.exec(out) ?? []).map((s) => s.toLowerCase());
    expect(out).not.toMatch(/maria|keller/i);
    expect(out).toContain(`login is ${first.charAt(0)}_${last},`);
    expect(out).toMatch(new RegExp(`user id is ${first}_${last}_\\d{4},`));
    expect(out).toMatch(new RegExp(`mail ${first.charAt(0)}${last}@example\\.`));
  });

  it('keep checksums, separators and lengths', async () => {
    const out = await fake(
      'card 4111 1111 1111 1111, IBAN DE89 3704 0044 0532 0130 00, tel: +49 30 3660 4628, logged in from 81.124.234.161',
    );
    const card = /card (4\d{3} \d{4} \d{4} \d{4})/.exec(out)?.[1] ?? '';
    expect(luhn(card.replace(/ /g, ''))).toBe(true);
    expect(card).not.toBe('4111 1111 1111 1111');
    const iban = /IBAN (DE\d\d(?: \d{4}){4} \d\d)/.exec(out)?.[1]?.replace(/ /g, '') ?? '';
    const numeric = Array.from(iban.slice(4) + iban.slice(0, 4), (c) =>
      c >= 'A' ? String(c.charCodeAt(0) - 55) : c,
    ).join('');
    expect(BigInt(numeric) % 97n).toBe(1n);
    expect(out).toMatch(/tel: \+49 \d\d \d{4} \d{4}/);
    expect(out).toMatch(/from (?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d+/);
  });

  it('write a date of birth in the form it had', async () => {
    expect(await fake('date of birth: March 9, 1984')).toMatch(/^date of birth: [A-Z][a-z]+ \d{1,2}, 198[34]$/);
    expect(await fake('dob 1984-03-09')).toMatch(/^dob 198[34]-\d\d-\d\d$/);
  });

  it('never stand for secrets', async () => {
    const secret = ['ghp', 'x7Kq2mZpL9vR4tWb8NcY3sHd6FgJ1aQeU5iX'].join('_');
    const redactor = await createRedactor({ key: KEY, policy: 'standard', actions: { SECRET: 'surrogate' } });
    const [out] = await redactor.redactTexts([`export GITHUB_TOKEN=${secret}`]);
    expect(out?.text).toBe('export GITHUB_TOKEN=[SECRET_1]');
  });
});

describe('pseudonyms', () => {
  it('are keyed, and never read as an index', async () => {
    const { Key } = await import('../../../src/kit/key.ts');
    expect(pseudonym(KEY, 'person:a')).toBe(pseudonym(KEY, 'person:a'));
    expect(pseudonym(KEY, 'person:a')).not.toBe(pseudonym(Key.random(), 'person:a'));
    for (let i = 0; i < 2000; i++) expect(pseudonym(KEY, `p${i}`)).toMatch(/^(?=.*[A-Z])[0-9A-Z]{8}$/);
  });
});
