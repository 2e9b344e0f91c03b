import { BANK_NUMBERS } from '../../../../../src/redact/detect/patterns/bank.ts';
import { type NumberRow, testRules } from './rules.ts';

/** Invented numbers; of those with a check digit the second has a wrong one. */
const ROWS: readonly NumberRow[] = [
  ['us_aba', 'transit', '684148100', '684148101', 0.93, 0, 0.5],
  ['uk_sort_code', 'sortcode', '10-31-58', '10-31-5', 0.93, 0, 0],
  ['au_bsb', 'bsb', '717-141', '717-14', 0.93, 0, 0],
  ['in_ifsc', 'bank', 'ONBS09EOSVC', 'ONBS19EOSVC', 0.93, 0, 0],
  ['mx_clabe', 'clabe', '582562803608516175', '582562803608516176', 0.9, 0, 0],
  ['account_number', 'savings', '1696618618', '1696618', 0.7, 0, 0],
];

testRules(BANK_NUMBERS, ROWS);
