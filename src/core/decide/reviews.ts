/** What humans said of the places drawn for the audit: one appended line each, shared, keyed hashes only. */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Key } from '../key.ts';
import { UserError } from '../model/errors.ts';
import { valueHash } from '../redact/plan/values.ts';

export const Review = z.object({
  v: z.literal(1),
  /** Fingerprint of the key that made the hashes. */
  key: z.string(),
  /** A place of `.goldpan/local/run/audit-sample.jsonl`. */
  place: z.string(),
  /** Values that redaction had missed there, as `Redaction.value`. Empty: read, and nothing was missed. */
  missed: z.array(z.string()),
  /** ISO time. */
  at: z.string().optional(),
});
export type Review = z.infer<typeof Review>;

/** Number of misses by place; the last review of a place wins. Missing file: none. Throws UserError for a broken line. */
export function loadReviews(file: string, key: Key): Map<string, number> {
  const reviews = new Map<string, number>();
  if (!existsSync(file)) return reviews;
  const lines = readFileSync(file, 'utf8').split('\n');
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const review = parse(line);
    if (!review) throw new UserError(`${file}:${i + 1}: not a review`, 'Mend or delete the line.');
    // Of another key: about places that this one does not know.
    if (review.key === key.fingerprint()) reviews.set(review.place, review.missed.length);
  }
  return reviews;
}

function parse(line: string): Review | undefined {
  try {
    return Review.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

/** `missed`: the values as they stand in the text; they are hashed here and go no further. */
export function appendReview(
  file: string,
  review: { place: string; missed: readonly string[]; at?: string },
  key: Key,
): void {
  mkdirSync(dirname(file), { recursive: true });
  const missed = review.missed.map((value) => valueHash(key, value));
  appendFileSync(file, `${JSON.stringify({ v: 1, key: key.fingerprint(), ...review, missed })}\n`);
}
