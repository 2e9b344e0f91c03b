import type { Detector, Finding, TextUnit } from '../../../../src/redact/detect/detector.ts';
import { betweenUnits } from '../../../../src/redact/detect/labels/between.ts';
import { fieldUnits } from '../../../../src/redact/text/units.ts';

/** `TYPE: value` of each finding, by place. */
const shown = (text: string, findings: readonly Finding[]): string[] =>
  [...findings].sort((a, b) => a.start - b.start).map(({ type, start, end }) => `${type}: ${text.slice(start, end)}`);

export const inText = (detector: Detector, text: string, kind: TextUnit['kind'] = 'prose'): string[] =>
  shown(text, detector.detect({ text, kind }));

/** What units of one JSON text tell of each other. */
export function inJson(value: unknown): string[] {
  const units = fieldUnits({ text: typeof value === 'string' ? value : JSON.stringify(value), kind: 'prose' }, 0);
  return [...betweenUnits(units)]
    .sort(([a], [b]) => a - b)
    .flatMap(([i, findings]) => shown(units[i]?.text ?? '', findings));
}
