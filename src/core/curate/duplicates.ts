/** Exact duplicates: an example whose messages are another one's, or the beginning of it, is folded into that one. */

import { Table64 } from '../../kit/table64.ts';
import type { Card } from '../store/card.ts';
import { prefixDigest } from '../store/card.ts';

/**
 * Marks the copies and merges their feedback and scores into the kept example. The longest is kept; of equal ones the one
 * with an outcome, then the one with feedback, then the smallest id: whatever the order of the files.
 */
export function markDuplicates(cards: readonly Card[]): void {
  const order = cards.map((_, i) => i).sort((a, b) => compare(cards[a] as Card, cards[b] as Card));
  const owner = new Table64();
  const looks = new Table64();
  for (const i of order) {
    const card = cards[i] as Card;
    const n = card.roles.length;
    const kept = owner.get(prefixDigest(card, n)) ?? looks.get(card.signature);
    if (kept !== undefined) fold(card, cards[kept] as Card);
    else {
      looks.set(card.signature, i);
      for (let k = 1; k <= n; k++) {
        const digest = prefixDigest(card, k);
        if (owner.get(digest) === undefined) owner.set(digest, i);
      }
    }
  }
}

const rank = (c: Card): number => (c.success === null ? 0 : 2) + (c.feedback.length > 0 ? 1 : 0);

const compare = (a: Card, b: Card): number =>
  b.roles.length - a.roles.length || rank(b) - rank(a) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

function fold(copy: Card, kept: Card): void {
  const missing = kept.roles.length - copy.roles.length;
  copy.duplicateOf = kept.id;
  copy.marks.push({
    mark: 'duplicate',
    why:
      missing === 0
        ? `same messages as ${kept.id}`
        : `the first ${copy.roles.length} of the ${kept.roles.length} messages of ${kept.id}`,
  });
  kept.folded.push(copy.id);
  // The copy is a prefix, so message numbers mean the same messages.
  kept.feedback.push(...copy.feedback);
  if (kept.success === null && copy.success !== null && missing === 0) kept.success = copy.success;
  if (kept.score === undefined && copy.score !== undefined) kept.score = copy.score;
  if (kept.governance.consent === 'missing') kept.governance = { ...kept.governance, consent: copy.governance.consent };
  // Who asked to be erased is erased from every copy of the same words.
  const erased = copy.marks.find((m) => m.mark === 'erased');
  if (erased && !kept.marks.some((m) => m.mark === 'erased')) kept.marks.push(erased);
  if (copy.governance.consent === 'withdrawn') kept.governance = { ...kept.governance, consent: 'withdrawn' };
  kept.governance = {
    ...kept.governance,
    subjects: [...new Set([...kept.governance.subjects, ...copy.governance.subjects])].sort(),
  };
}
