/**
 * A line of cards.jsonl: the facts of an example as read, and beside them what curation and the reviewer's decisions added. So
 * the run can be asked what it would be with other bounds or decisions, without reading a log again.
 */
import { defined } from '../../../kit/defined.ts';
import type { Mark } from '../../../model/marks.ts';
import type { Card } from '../../../stages/card.ts';
import type { CuratedCard, Curation, Merged, Verdicts } from '../../../stages/curated.ts';
import type { LedgerCard } from './schema.ts';

export function ledgerCard(card: Card, curation: Curation, verdicts: Verdicts): LedgerCard {
  const { chain: _chain, signature: _signature, terms: _terms, sketch: _sketch, ...facts } = card;
  const { id } = card;
  const added = {
    marks: curation.marks.get(id),
    duplicateOf: curation.keptFor.get(id),
    merged: curation.merged.get(id),
    topic: curation.topics?.get(id),
    alike: curation.alike?.get(id),
  };
  const verdict = verdicts.verdicts.get(id);
  return {
    ...facts,
    curation: Object.values(added).some((v) => v !== undefined) ? added : undefined,
    decided: verdict && { verdict, marks: verdicts.marks.get(id), overruled: verdicts.overruled.get(id) },
  };
}

/** As curation left it, whatever was decided then. */
export function curatedLine({ curation, decided: _decided, ...facts }: LedgerCard): CuratedCard {
  if (!curation) return facts;
  const { marks = facts.marks, duplicateOf, merged, topic } = curation;
  return { ...facts, ...merged, marks, ...defined({ duplicateOf, topic }) };
}

/** As the run exported it. */
export function decidedLine(line: LedgerCard): CuratedCard {
  const card = curatedLine(line);
  const { decided } = line;
  return decided ? { ...card, marks: decided.marks ?? card.marks, decision: decided.verdict } : card;
}

/** The curation of the run, as `decide` and `split` take it. */
export function curationOf(lines: Iterable<LedgerCard>): Curation {
  const marks = new Map<string, readonly Mark[]>();
  const keptFor = new Map<string, string>();
  const merged = new Map<string, Merged>();
  const topics = new Map<string, string>();
  const alike = new Map<string, string>();
  for (const { id, curation } of lines) {
    if (curation?.marks) marks.set(id, curation.marks);
    if (curation?.duplicateOf) keptFor.set(id, curation.duplicateOf);
    if (curation?.merged) merged.set(id, curation.merged);
    if (curation?.topic) topics.set(id, curation.topic);
    if (curation?.alike) alike.set(id, curation.alike);
  }
  return { marks, keptFor, merged, topics, alike };
}
