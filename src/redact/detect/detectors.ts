/**
 * The one list of detectors, by what they need to see. What is not listed here is never asked; a test compares the list with
 * the folder.
 */
import type { DetectorSet } from './engine.ts';
import { answerDetector } from './labels/answer.ts';
import { markDetector } from './labels/marks.ts';
import { sentenceDetector } from './labels/sentence.ts';
import { writtenDetector } from './labels/written.ts';
import { loginDetector } from './logins/detector.ts';
import { accountDetector } from './patterns/account.ts';
import { bankDetector } from './patterns/bank.ts';
import { cardDetector } from './patterns/card.ts';
import { dateDetector } from './patterns/date.ts';
import { emailDetector } from './patterns/email.ts';
import { homeDetector } from './patterns/home.ts';
import { numbersDetector } from './patterns/ids/index.ts';
import { keyDetector, keyPathDetector } from './patterns/keys.ts';
import { networkDetector } from './patterns/network.ts';
import { phoneDetector } from './patterns/phone.ts';
import { postalDetector } from './patterns/postal.ts';
import { urlDetector } from './patterns/url.ts';
import { secretDetector, secretPathDetector } from './secrets/index.ts';
import { elementDetector } from './structured/elements.ts';
import { labelledDetector, tellingDetector } from './structured/labelled.ts';
import { queryDetector } from './structured/query.ts';
import { structuredDetector } from './structured/structured.ts';
import { tableDetector } from './tables/detector.ts';

/**
 * Detectors that need nothing but the unit: the leak gate runs them again over what is about to be written. The detector of
 * prose depends on the policy and is added by the finder.
 */
export const DETECTORS: DetectorSet = {
  structured: [structuredDetector, keyPathDetector, secretPathDetector],
  keyed: [secretDetector],
  labels: [
    labelledDetector,
    writtenDetector,
    sentenceDetector,
    answerDetector,
    markDetector,
    tableDetector,
    loginDetector,
    elementDetector,
    queryDetector,
    homeDetector,
  ],
  shapes: [
    tellingDetector,
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
  ],
  prose: [],
};
