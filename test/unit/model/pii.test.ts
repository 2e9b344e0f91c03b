import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isPiiType, PII, PII_TYPES, piiFacts, QUASI_TYPES, TAUGHT_TYPES } from '../../../src/model/pii.ts';

const file = (name: string): string => readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8');

describe('the table of types', () => {
  it('has a row for each type and no other', () => {
    expect(Object.keys(PII)).toEqual([...PII_TYPES]);
    expect(isPiiType('PERSON')).toBe(true);
    expect([isPiiType('toString'), isPiiType('person')]).toEqual([false, false]);
  });
  it('has labels that tell the types apart', () => {
    expect(new Set(PII_TYPES.map((type) => piiFacts(type).label)).size).toBe(PII_TYPES.length);
  });
  it('hides under `strict` all that `standard` hides', () => {
    for (const type of PII_TYPES) expect(piiFacts(type).actions.strict, type).not.toBe('keep');
  });
  it('keeps under `standard` only what narrows down', () => {
    const kept = PII_TYPES.filter((type) => piiFacts(type).actions.standard === 'keep');
    expect(kept).toEqual(['TITLE', 'LOCATION', 'ORGANIZATION', 'DATE', 'AGE', 'NRP']);
    for (const type of kept) expect(piiFacts(type).risk).toBe('quasi');
  });
  it('lets the gate search for all that names or opens', () => {
    for (const type of PII_TYPES)
      if (piiFacts(type).risk !== 'quasi') expect(piiFacts(type).gate, type).not.toBe('none');
  });
  it('lets an erasure follow only what belongs to one person', () => {
    const followed = PII_TYPES.filter((type) => piiFacts(type).erasure);
    expect(followed).toEqual([
      'EMAIL',
      'PHONE',
      'GOV_ID',
      'PASSPORT',
      'DRIVER_LICENSE',
      'CREDIT_CARD',
      'IBAN',
      'BANK_ACCOUNT',
      'USERNAME',
      'ACCOUNT_ID',
    ]);
  });
  it('orders combinations and menus without ties', () => {
    expect(QUASI_TYPES).toEqual(['LOCATION', 'POSTAL_CODE', 'DATE_OF_BIRTH', 'AGE', 'NRP', 'TITLE', 'ORGANIZATION']);
    expect(QUASI_TYPES.every((type) => piiFacts(type).risk === 'quasi')).toBe(true);
    expect(TAUGHT_TYPES[0]).toBe('PERSON');
    expect(new Set(TAUGHT_TYPES.map((type) => piiFacts(type).taught)).size).toBe(TAUGHT_TYPES.length);
  });
});

describe('what is written by hand about types', () => {
  it('names each type in docs/privacy.md, under what its policies do', () => {
    const rows = file('docs/privacy.md')
      .split('\n')
      .filter((line) => /^\| [A-Z]{3,}/.test(line));
    for (const type of PII_TYPES) {
      const row = rows.find((line) => new RegExp(String.raw`\b${type}\b`).test(line.split('|')[1] ?? ''));
      const [, , standard = '', strict = ''] = row?.split('|').map((cell) => cell.trim()) ?? [];
      expect(row, type).toBeDefined();
      expect(/^left/.test(standard), `${type}: ${standard}`).toBe(piiFacts(type).actions.standard === 'keep');
      expect(strict, type).toMatch(/^(?:hidden|all)$/);
    }
  });
  it('is the list of the transcript grammar', () => {
    const [, types = ''] = /\(([A-Z_|]+)\)\(_/.exec(file('media/transcript.tmLanguage.json')) ?? [];
    expect(types.split('|')).toEqual([...PII_TYPES]);
  });
});
