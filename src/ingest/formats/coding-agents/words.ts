/** What Cursor, Factory and Grok put around the person's words: a time among the elements that the shared step takes apart. */
import { defined } from '../../../kit/defined.ts';
import type { SessionBuilder } from '../../builder.ts';
import type { TextIn } from '../../event-input.ts';
import type { ProgramName } from '../../steps/harness.ts';
import { insideTags } from '../../tags.ts';

/**
 * A message of the person. A time that cannot be read is kept as it was written.
 *
 * @param program whose elements these are, alone as well; without it only those that nobody else writes
 */
export function emitWords(builder: SessionBuilder, text: string, at: TextIn, program?: ProgramName): void {
  const [stamp] = insideTags(text, ['timestamp']);
  builder.user(text, { ...at, ...defined({ program, time: stamp === undefined ? at.time : (isoOf(stamp) ?? stamp) }) });
}

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';
const STAMP =
  /([A-Z][a-z]{2})[a-z]* (\d{1,2}), (\d{4}),? (\d{1,2}):(\d{2})(?::\d{2})? ?([AP]M)?(?: \(UTC([+-]\d{1,2})?(?::(\d{2}))?\))?/;

/** `Tuesday, Mar 3, 2026, 10:00 AM (UTC+1)` as ISO; undefined for any other writing. */
function isoOf(stamp: string): string | undefined {
  const found = STAMP.exec(stamp);
  const month = found ? MONTHS.indexOf(found[1] as string) : -1;
  if (!found || month < 0 || month % 3 !== 0) return undefined;
  const [, , day = '', year = '', hours = '', minutes = '', half, zone = '+0', rest = '00'] = found;
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half === 'PM' ? 12 : 0);
  const two = (n: number | string): string => String(n).padStart(2, '0');
  const offset = `${zone.startsWith('-') ? '-' : '+'}${two(zone.replace(/[+-]/, ''))}:${rest}`;
  return `${year}-${two(month / 3 + 1)}-${two(day)}T${two(hour)}:${minutes}:00${offset}`;
}

/** Reasoning that Cursor took out leaves this mark in the text of the answer, on a line of its own. */
export const withoutRedacted = (text: string): string =>
  text.includes(MARK)
    ? text
        .split('\n')
        .filter((line) => line.trim() !== MARK)
        .join('\n')
        .trim()
    : text;
const MARK = '[REDACTED]';
