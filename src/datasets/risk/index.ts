/** What may still be in the data: estimates, bounds and rare combinations. Pure functions for the report. */
export { captureEstimate } from './capture.ts';
export { type Risk, RiskCollector } from './collect.ts';
export { readingOrder, reviewBound } from './review.ts';
export { type ResidualBound, residualBound } from './sample.ts';
export type { Place } from './sampler.ts';
export { SessionStrata } from './strata.ts';
