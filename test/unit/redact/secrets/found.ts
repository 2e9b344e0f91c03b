import { secretDetector, secretPathDetector } from '../../../../src/redact/detect/secrets/index.ts';
import { fieldUnits } from '../../../../src/redact/text/units.ts';

/** All secrets of a field's text, each once, as the redactor's units show it to both detectors. */
export function secretsOf(text: string): string[] {
  const found = fieldUnits({ text, kind: 'prose' }, 0).flatMap((unit) =>
    [secretDetector, secretPathDetector].flatMap((detector) =>
      detector.detect(unit).map(({ start, end }) => unit.text.slice(start, end)),
    ),
  );
  return [...new Set(found)];
}

/** What of `value` is readable in `text` when everything found is taken out of it. */
export function readable(text: string, value: string): string {
  const at = text.indexOf(value);
  const hidden = new Uint8Array(text.length);
  for (const unit of fieldUnits({ text, kind: 'prose' }, 0))
    for (const detector of [secretDetector, secretPathDetector])
      for (const { start, end } of detector.detect(unit)) hidden.fill(1, unit.at(start), unit.at(end));
  return [...value].filter((_, i) => !hidden[at + i]).join('');
}
