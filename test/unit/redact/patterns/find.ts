import { DETECTORS } from '../../../../src/redact/detect/detectors.ts';
import type { PiiType } from '../../../../src/redact/types.ts';

const patternDetectors = DETECTORS.shapes.filter(({ name }) => name !== 'labelled');

/** What all pattern detectors together find of a type, surer than `least`; each value once, by place. */
export function find(text: string, type: PiiType, least = 0.5): string[] {
  const found = patternDetectors
    .flatMap((detector) => detector.detect({ text, kind: 'prose' }))
    .filter((f) => f.type === type && f.confidence >= least)
    .sort((a, b) => a.start - b.start);
  return [...new Set(found.map((f) => text.slice(f.start, f.end)))];
}

/** The types found for a JSON value under a key. */
export function underKey(key: string, text: string, least = 0.5): string[] {
  const found = patternDetectors
    .flatMap((detector) => detector.detect({ text, kind: 'value', key }))
    .filter((f) => f.confidence >= least);
  return [...new Set(found.map((f) => `${f.type}:${text.slice(f.start, f.end)}`))];
}
