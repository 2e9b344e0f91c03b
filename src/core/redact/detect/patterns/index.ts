/**
 * Detectors of patterned identifiers: each a shape, then a check (checksum, library, range), then words of context.
 *
 * Confidence says what to do with a finding. From .5 on it is meant to be acted on under every policy; below .5 it is a
 * quasi-identifier (plain URLs, dates, ages, private network addresses) for strict policies, told apart by type and `rule`.
 */
import type { Detector } from '../detector.ts';
import { accountDetector } from './account.ts';
import { bankDetector } from './bank.ts';
import { cardDetector } from './card.ts';
import { dateDetector } from './date.ts';
import { emailDetector } from './email.ts';
import { numbersDetector } from './ids/index.ts';
import { keyDetector, keyPathDetector } from './keys.ts';
import { networkDetector } from './network.ts';
import { phoneDetector } from './phone.ts';
import { postalDetector } from './postal.ts';
import { urlDetector } from './url.ts';

export const patternDetectors: Detector[] = [
  keyDetector,
  emailDetector,
  phoneDetector,
  cardDetector,
  bankDetector,
  numbersDetector,
  networkDetector,
  urlDetector,
  dateDetector,
  accountDetector,
  postalDetector,
];

/** Those that look at keys above the nearest one: their answers must not be remembered by key and text alone. */
export const patternPathDetectors: Detector[] = [keyPathDetector];
