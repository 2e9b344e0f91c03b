/** Exact duplicates: an example whose messages are another one's, or the beginning of it, is a copy of that one. */
import { Table64 } from '../../kit/table64.ts';
import type { Mark } from '../../model/marks.ts';
import { isStated } from '../../model/outcome-name.ts';
import { type Card, prefixDigest } from '../card.ts';
import type { Merged } from '../curated.ts';

export interface Cluster {
  kept: Card;
  /** In the order in which they were folded. */
  copies: Card[];
}

/**
 * The longest is kept; of equal ones the one with an outcome, then the one with feedback, then the smallest id: whatever the
 * order of the files.
 */
export function clustersOf(cards: readonly Card[]): Cluster[] {
  const order = cards.map((_, i) => i).sort((a, b) => compare(cards[a] as Card, cards[b] as Card));
  const byPrefix = new Table64();
  const bySignature = new Table64();
  const clusters = new Map<number, Cluster>();
  for (const i of order) {
    const card = cards[i] as Card;
    const n = card.roles.length;
    const kept = byPrefix.get(prefixDigest(card, n)) ?? bySignature.get(card.signature);
    if (kept !== undefined) {
      const cluster = clusters.get(kept) ?? { kept: cards[kept] as Card, copies: [] };
      cluster.copies.push(card);
      clusters.set(kept, cluster);
      continue;
    }
    bySignature.set(card.signature, i);
    for (let k = 1; k <= n; k++) {
      const digest = prefixDigest(card, k);
      if (byPrefix.get(digest) === undefined) byPrefix.set(digest, i);
    }
  }
  return [...clusters.values()];
}

const knowsOutcome = ({ outcome }: Card): boolean => isStated(outcome);

const rank = (c: Card): number => (knowsOutcome(c) ? 2 : 0) + (c.feedback.length > 0 ? 1 : 0);

const compare = (a: Card, b: Card): number =>
  b.roles.length - a.roles.length || rank(b) - rank(a) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

export function duplicateMark(copy: Card, kept: Card): Mark {
  const [part, whole] = [copy.roles.length, kept.roles.length];
  const why =
    part === whole ? `same messages as ${kept.id}` : `the first ${part} of the ${whole} messages of ${kept.id}`;
  return { mark: 'duplicate', why };
}

/** What the kept example has from its copies. They are its beginning, so message numbers mean the same messages. */
export function mergeCopies({ kept, copies }: Cluster): Merged {
  const all = [kept, ...copies];
  const score = all.find((c) => c.outcome?.score !== undefined)?.outcome?.score;
  // Success needs no merging: of equal examples the one whose log tells it is kept, and a beginning's says nothing of the whole.
  const success = kept.outcome?.success ?? null;
  return {
    folded: copies.map((c) => c.id),
    feedback: all.flatMap((c) => c.feedback),
    outcome: kept.outcome || score !== undefined ? { ...kept.outcome, success, score } : undefined,
    governance: {
      ...kept.governance,
      consent: mergedConsent(all.map((c) => c.governance.consent)),
      subjects: [...new Set(all.flatMap((c) => c.governance.subjects))].sort(),
    },
  };
}

type Consent = Card['governance']['consent'];

/** A withdrawal speaks for every copy of the same words; so does a consent, where no copy's was withdrawn. */
const mergedConsent = (all: readonly Consent[]): Consent =>
  all.includes('withdrawn') ? 'withdrawn' : all.includes('granted') ? 'granted' : 'missing';
