/** The reviewer's decisions on examples and pairs, which win over what the stages before say. */
import type { Pair } from '../../model/example.ts';
import { type Mark, reviewerOverrules } from '../../model/marks.ts';
import type { Redacted } from '../../redact/brand.ts';
import type { Card } from '../card.ts';
import type { Curation, Verdicts } from '../curated.ts';

/** All decisions on one example or pair. `Text`: plain as long as it has not passed redaction. */
export interface Decided<Text extends string = Redacted<string>> {
  verdict?: 'accept' | 'reject';
  /** New text by message number. */
  edits: ReadonlyMap<number, Text>;
  /** By message number: 1, it is learnt from whatever the rules say; 0, it is not. */
  weights?: ReadonlyMap<number, 0 | 1>;
  swapped: boolean;
  /** Of the content that it was decided on: on another content it is stale. */
  fingerprint?: string;
}

/** By the id of an example or pair. */
export type Decisions = ReadonlyMap<string, Decided>;

/** What decisions make of examples and pairs. */
export interface DecideResult extends Verdicts {
  /** Without the rejected ones; swapped ones turned round. */
  pairs: Pair[];
  /** Ids of rejected pairs. */
  rejected: string[];
}

export function decide(
  cards: readonly Pick<Card, 'id'>[],
  curation: Pick<Curation, 'marks'>,
  pairs: readonly Pair[],
  decisions: Decisions,
): DecideResult {
  return { ...decideExamples(cards, curation, decisions), ...decidePairs(pairs, decisions) };
}

/** A rejected example gets the mark for it; an accepted one loses the marks that a reviewer may overrule. */
function decideExamples(
  cards: readonly Pick<Card, 'id'>[],
  curation: Pick<Curation, 'marks'>,
  decisions: Decisions,
): Verdicts {
  const verdicts = new Map<string, 'accept' | 'reject'>();
  const marks = new Map<string, readonly Mark[]>();
  const overruled = new Map<string, readonly Mark[]>();
  // Of decisions on what is no longer there, nothing follows.
  for (const { id } of decisions.size > 0 ? cards : []) {
    const verdict = decisions.get(id)?.verdict;
    if (!verdict) continue;
    verdicts.set(id, verdict);
    const before = curation.marks.get(id) ?? [];
    if (verdict === 'reject') marks.set(id, [...before, { mark: 'rejected', why: 'rejected by hand' }]);
    else {
      const gone = before.filter((m) => reviewerOverrules(m.mark));
      if (gone.length === 0) continue;
      overruled.set(id, gone);
      marks.set(
        id,
        before.filter((m) => !gone.includes(m)),
      );
    }
  }
  return { verdicts, marks, overruled };
}

function decidePairs(pairs: readonly Pair[], decisions: Decisions): Pick<DecideResult, 'pairs' | 'rejected'> {
  const kept: Pair[] = [];
  const rejected: string[] = [];
  for (const pair of pairs) {
    const decision = decisions.get(pair.id);
    if (decision?.verdict === 'reject') rejected.push(pair.id);
    else kept.push(turned(pair, decision));
  }
  return { pairs: kept, rejected };
}

/** The pair with its sides as the reviewer put them. */
export const turned = (pair: Pair, decision: Pick<Decided, 'swapped'> | undefined): Pair =>
  decision?.swapped ? { ...pair, chosen: pair.rejected, rejected: pair.chosen } : pair;
