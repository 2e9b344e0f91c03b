/** All evidence of an outcome put together: what the log states wins, else naive Bayes over the evidence. */
import { defined } from '../../kit/defined.ts';
import { type Evidence, type ExampleOutcome, OUTCOME_CONFIDENCE } from '../../model/outcome.ts';
import type { Outcome } from '../../model/session.ts';

/** No evidence is so sure that nothing could speak against it. */
const SUREST = 0.98;

/**
 * Each piece is right with its confidence, so it adds the logarithm of its odds. Pieces of one source see the same thing, so the
 * strongest one on either side speaks for all of them.
 *
 * @returns probability of success, between 0 and 1; 0.5 without evidence
 */
export function probabilityOf(evidence: readonly Evidence[]): number {
  const strongest = new Map<string, number>();
  for (const { source, says, confidence } of evidence) {
    const key = `${source} ${says}`;
    const capped = Math.min(SUREST, confidence);
    const odds = Math.log(capped / (1 - capped)) * (says === 'success' ? 1 : -1);
    const known = strongest.get(key) ?? 0;
    if (Math.abs(odds) > Math.abs(known)) strongest.set(key, odds);
  }
  // Summed in the order of the pieces: the same sum wherever it is made.
  const sum = [...strongest.values()].reduce((a, b) => a + b, 0);
  return 1 / (1 + Math.exp(-sum));
}

/**
 * @param stated outcome as the log has it; its success is null when the log does not say
 * @param threshold confidence from which on evidence decides
 * @returns undefined where there is neither an outcome nor evidence
 */
export function combine(
  stated: Outcome | undefined,
  evidence: readonly Evidence[],
  threshold: number = OUTCOME_CONFIDENCE,
): ExampleOutcome | undefined {
  if (evidence.length === 0) return stated;
  const kept = { evidence: [...evidence] };
  if (stated && stated.success !== null) return { ...stated, ...kept };
  const p = probabilityOf(evidence);
  const confidence = Math.round(Math.max(p, 1 - p) * 100) / 100;
  const open = { ...(stated ?? { success: null, source: 'evidence' }), ...kept };
  if (threshold >= 1 || confidence < threshold) return open;
  return { ...open, success: p > 0.5, inferred: true, ...defined({ confidence }) };
}
