/** Command lines that a program takes as a list: `["mysql", "-u", "app", "-pX"]` is read as the line that it is. */
import type { TextUnit } from '../detector.ts';
import { secretDetector } from '../secrets/index.ts';
import type { Found, Holders } from './types.ts';
import { writtenDetector } from './written.ts';

/** Longer lists are data. */
const MAX_ARGUMENTS = 60;
const MAX_ARGUMENT = 400;

export function argumentFindings(units: readonly TextUnit[], holders: Holders, found: Found): void {
  for (const list of holders.values()) {
    if (list.length < 2 || list.length > MAX_ARGUMENTS || units[list[0] ?? 0]?.index === undefined) continue;
    const words = list.map((unit) => units[unit]?.text ?? '');
    if (!words.some((word) => /^--?[A-Za-z]/.test(word))) continue;
    // A word with spaces would be several words of the line.
    if (words.some((word) => word.length > MAX_ARGUMENT || /[\s"']/.test(word))) continue;
    const starts: number[] = [];
    // Flags begin behind a space.
    let line = ' ';
    for (const word of words) {
      starts.push(line.length);
      line += `${word} `;
    }
    const text = { text: line, kind: 'prose' } as const;
    for (const finding of [...secretDetector.detect(text), ...writtenDetector.detect(text)]) {
      const at = starts.findLastIndex((start) => start <= finding.start);
      const start = starts[at] ?? 0;
      const unit = list[at];
      if (unit === undefined || finding.end > start + (words[at]?.length ?? 0)) continue;
      found(unit, { ...finding, start: finding.start - start, end: finding.end - start });
    }
  }
}
