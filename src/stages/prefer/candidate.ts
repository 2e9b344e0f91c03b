/** What the four sources of pairs have in common. */
import type { Pair, PairEvidence, PairSide } from '../../model/example.ts';

/** A possible pair: proposed, or refused with a reason. */
export type Candidate = Proposal | Refusal;

export type Proposal = Omit<Pair, 'id'>;

/** A possible pair that was not built. */
export interface Refusal {
  source: PairEvidence['source'];
  /** Ids of the examples that it would be made of. */
  sides: readonly string[];
  why: string;
}

export const isProposal = (candidate: Candidate): candidate is Proposal => 'evidence' in candidate;

/** @param margin of scores; left out where a side has none */
export const propose = (
  source: PairEvidence['source'],
  at: number,
  { chosen, rejected, margin }: { chosen: PairSide; rejected: PairSide; margin?: number },
): Proposal => ({ at, chosen, rejected, evidence: { source, margin } });

const NAMES: Readonly<Record<string, string>> = { u: 'user', s: 'system', t: 'tool' };

/**
 * Why two runs with one beginning give no pair: they part where the model did not speak.
 *
 * @param role first letter of the role of the message at which they part
 */
export const partsAt = (role: string): string =>
  role === 't' ? 'they part at a tool result' : `they part at a ${NAMES[role] ?? 'later'} message`;
