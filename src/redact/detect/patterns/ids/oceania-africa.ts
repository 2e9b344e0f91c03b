/** National ids of Australia, New Zealand and Africa. */
import { isDate, isRepeated, luhn, weighted } from '../checksums.ts';
import type { NumberRule } from '../numbers.ts';

const ABN = [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19];

export const OCEANIA_AFRICA: readonly NumberRule[] = [
  {
    rule: 'au_abn',
    type: 'GOV_ID',
    pattern: /\d{2} ?\d{3} ?\d{3} ?\d{3}/y,
    context: /\babn\b|australian business/,
    check: (id) => (weighted(id, ABN) - 10) % 89 === 0 && id[0] !== '0',
  },
  {
    rule: 'au_acn',
    type: 'GOV_ID',
    pattern: /\d{3} ?\d{3} ?\d{3}/y,
    context: /\bacn\b|australian company/,
    check: (id) => (10 - (weighted(id, [8, 7, 6, 5, 4, 3, 2, 1]) % 10)) % 10 === Number(id[8]),
  },
  {
    rule: 'au_tfn',
    type: 'GOV_ID',
    pattern: /\d{3} ?\d{3} ?\d{2,3}/y,
    context: /\btfn\b|tax file/,
    check: (id) => id.length === 9 && !isRepeated(id) && weighted(id, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0,
  },
  {
    rule: 'au_medicare',
    type: 'GOV_ID',
    pattern: /[2-6]\d{3} ?\d{5} ?\d(?: ?\d)?/y,
    context: /medicare/,
    check: (id) => weighted(id, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 === Number(id[8]),
  },
  { rule: 'nz_ird', type: 'GOV_ID', pattern: /\d{2,3}-?\d{3}-?\d{3}/y, context: /\bird\b|inland revenue/, alone: 0 },
  { rule: 'nz_nhi', type: 'GOV_ID', pattern: /[A-HJ-NP-Z]{3}\d{4}/y, context: /\bnhi\b/ },
  {
    rule: 'za_id',
    type: 'GOV_ID',
    pattern: /\d{6} ?\d{4} ?[0-2]\d{2}/y,
    context: /south afric|\brsa id\b|permanent resident|refugee|\bid (?:no|number)\b|identity number/,
    check: (id) => isDate(Number(id.slice(0, 2)), Number(id.slice(2, 4)), Number(id.slice(4, 6))) && luhn(id),
    bare: 0.5,
    alone: 0.75,
  },
  {
    rule: 'ng_nin',
    type: 'GOV_ID',
    pattern: /\d{11}/y,
    context: /\bnin\b|\bnimc\b|\bbvn\b/,
    alone: 0,
    check: (id) => !isRepeated(id),
  },
  { rule: 'ke_id', type: 'GOV_ID', pattern: /\d{7,8}/y, context: /kenya|huduma/, alone: 0 },
  {
    rule: 'eg_national_id',
    type: 'GOV_ID',
    pattern: /[23]\d{13}/y,
    context: /egypt|national id|الرقم القومي/,
    check: (id) => isDate(Number(id.slice(1, 3)), Number(id.slice(3, 5)), Number(id.slice(5, 7))),
    alone: 0,
  },
];
