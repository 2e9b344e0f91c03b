/** What reviewers said of the places drawn for the audit: one appended line each, shared, keyed hashes only. */
import { z } from 'zod';
import type { Key } from '../../kit/key.ts';
import { valueHash } from '../../redact/plan/values.ts';
import { KeyedLog } from './keyed-log.ts';

const Review = z.object({
  /** A place of the audit sample of a run. */
  place: z.string(),
  /** Values that redaction had missed there, as `Redaction.value`. Empty: read, and nothing was missed. */
  missed: z.array(z.string()),
  /** ISO time. */
  at: z.string().optional(),
});

const logOf = (file: string, key: Key): KeyedLog<z.infer<typeof Review>> =>
  new KeyedLog(file, key, {
    what: 'a review',
    version: 1,
    schema: Review,
    fixLine: 'Correct or delete the line.',
    fixKey:
      'Set GOLDPAN_KEY to the key of your team, or move the file away: those reviews are about places that this key does not know.',
  });

/** Number of misses by place; the last review of a place wins. Missing file: none. @throws UserError as of KeyedLog */
export const loadReviews = (file: string, key: Key): Map<string, number> =>
  new Map(
    logOf(file, key)
      .read()
      .map(({ place, missed }) => [place, missed.length]),
  );

/** `missed`: the values as they are in the text; they are hashed here and go no further. */
export function appendReview(
  file: string,
  review: { place: string; missed: readonly string[]; at?: string },
  key: Key,
): void {
  logOf(file, key).append({ ...review, missed: review.missed.map((value) => valueHash(key, value)) });
}
