/**
 * Detectors of patterned identifiers: each a shape, then a check (checksum, library, range), then words of context.
 * Confidence of .5 and more is meant to be acted on under every policy; less is a quasi-identifier for strict policies.
 */
import type { Detector } from '../detector.ts';
import { cardDetector } from './card.ts';
import { emailDetector } from './email.ts';

export const patternDetectors: Detector[] = [emailDetector, cardDetector];
