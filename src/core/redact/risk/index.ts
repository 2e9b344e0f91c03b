/** What may still be in the data: estimates, bounds and rare combinations. Pure functions for the report. */

export { type Interval, wilson } from '../../../kit/stats.ts';
export { type Anonymity, anonymity, keptQuasi, type QuasiMention, type RareCombination } from './anonymity.ts';
export { type CaptureEstimate, type Captures, captureEstimate, captures, readsKeys, readsValues } from './capture.ts';
export { type Risk, RiskCollector } from './collect.ts';
export { readingOrder, reviewBound } from './review.ts';
export { auditSample, type ResidualBound, type Reviewed, residualBound, type Stratum } from './sample.ts';
export type { Place } from './sampler.ts';
