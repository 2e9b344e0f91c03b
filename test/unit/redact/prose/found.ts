import type { Finding } from '../../../../src/redact/detect/detector.ts';
import { scanWords, type Words } from '../../../../src/redact/detect/prose/scan.ts';

/** `rule confidence: text` of each finding. */
export const told = (text: string, findings: readonly Finding[]): string[] =>
  findings.map((f) => `${f.rule} ${Math.round(f.confidence * 100) / 100}: ${text.slice(f.start, f.end)}`);

/** What a finder makes of each line, as prose.ts calls it. */
export function byLine(text: string, find: (words: Words, from: number, to: number) => Finding[]): string[] {
  const words = scanWords(text);
  const findings = words.lines.flatMap((from, line) =>
    find(words, from, (words.lines[line + 1] ?? words.start.length) - 1),
  );
  return told(text, findings);
}
