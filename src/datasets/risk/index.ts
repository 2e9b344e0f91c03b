/** What may still be in the data: estimates, bounds and rare combinations. Pure functions for the report. */
export { type CaptureEstimate, type Captures, captureEstimate, readsKeys, readsValues } from './capture.ts';
export { type Risk, RiskCollector } from './collect.ts';
export { readingOrder, reviewBound } from './review.ts';
export { type ResidualBound, type Reviewed, residualBound, type Stratum } from './sample.ts';
export type { Place } from './sampler.ts';
