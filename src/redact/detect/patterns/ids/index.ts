/** National ids, passports and licences of some sixty countries, and the numbers of banks: all in one pass. */
import { BANK_NUMBERS } from '../bank.ts';
import { numberDetector } from '../numbers.ts';
import { AMERICAS } from './americas.ts';
import { ASIA } from './asia.ts';
import { DOCUMENTS } from './documents.ts';
import { EUROPE_NORTH_EAST } from './europe-north-east.ts';
import { EUROPE_SOUTH } from './europe-south.ts';
import { EUROPE_WEST } from './europe-west.ts';
import { OCEANIA_AFRICA } from './oceania-africa.ts';

export const numbersDetector = numberDetector('numbers', [
  ...AMERICAS,
  ...EUROPE_WEST,
  ...EUROPE_SOUTH,
  ...EUROPE_NORTH_EAST,
  ...ASIA,
  ...OCEANIA_AFRICA,
  ...DOCUMENTS,
  ...BANK_NUMBERS,
]);
