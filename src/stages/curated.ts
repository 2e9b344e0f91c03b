/**
 * What curation and decisions say of examples, beside their cards. Maps hold only examples of which there is something to say:
 * a run of a million sessions keeps no second copy of its cards.
 */
import { defined } from '../kit/defined.ts';
import type { Example } from '../model/example.ts';
import type { Mark } from '../model/marks.ts';
import { evidenceOf, type OutcomeFacts } from '../model/outcome.ts';
import { derive, type Redacted } from '../redact/brand.ts';
import type { CardFacts, CardFeedback } from './card.ts';

/** What the kept example of a cluster has from its copies, and its own. */
export interface Merged {
  /** Ids of the copies that were folded into it. */
  readonly folded: readonly string[];
  readonly feedback: readonly CardFeedback[];
  readonly outcome?: OutcomeFacts;
  readonly governance: CardFacts['governance'];
}

/** What near-duplicates and near-copies came to. */
export interface Likeness {
  /** Examples marked `near_duplicate`. */
  nearDuplicates: number;
  /** Kept examples that they are like. */
  clusters: number;
  /** Examples like the one that most are like, itself included; 0 without clusters. */
  largestCluster: number;
  /** Groups of examples that stand in one split because their prompts are alike. */
  groups: number;
  largestGroup: number;
  /** Examples alike to one of another group that were not joined with it: the two would have been too large for a split. */
  parted: number;
}

/** Result of `curate`. */
export interface Curation {
  /** All marks of an example, those of its card included; examples without marks are absent. */
  readonly marks: ReadonlyMap<string, readonly Mark[]>;
  /** Kept example, by the id of a copy. */
  readonly keptFor: ReadonlyMap<string, string>;
  /** By the id of a kept example that has copies. */
  readonly merged: ReadonlyMap<string, Merged>;
  /** Name of its topic, by the id of an example that has one; absent as long as nobody asked. */
  readonly topics?: ReadonlyMap<string, string>;
  /** Group of near-copies that belong in one split, by the id of each of its members. Absent: nobody looked. */
  readonly alike?: ReadonlyMap<string, string>;
  /** Counts of it, of a run; the ledger keeps them in the manifest. */
  readonly likeness?: Likeness;
}

/** Result of `decide`, as far as it is about examples. */
export interface Verdicts {
  readonly verdicts: ReadonlyMap<string, 'accept' | 'reject'>;
  /** Marks after decisions, for examples whose marks a decision changed. */
  readonly marks: ReadonlyMap<string, readonly Mark[]>;
  /** Marks that an accept took away. */
  readonly overruled: ReadonlyMap<string, readonly Mark[]>;
}

/** An example as exports, ledger and studio see it: the facts of its card, with its cluster's and the reviewer's word. */
export type CuratedCard = CardFacts & Additions;

export interface Additions {
  /** Id of the kept example, for a copy. */
  readonly duplicateOf?: string;
  /** Ids of its copies, for a kept example. */
  readonly folded?: readonly string[];
  readonly decision?: 'accept' | 'reject';
  /** Of what its user asks for; absent: unknown. */
  readonly topic?: string;
}

export const NO_CURATION: Curation = { marks: new Map(), keptFor: new Map(), merged: new Map() };

/**
 * The one way to what is known of an example after curation, and after decisions when `verdicts` are given. The card itself
 * when there is nothing to add.
 */
export function curated<C extends CardFacts>(card: C, curation: Curation, verdicts?: Verdicts): C & Additions {
  const { id } = card;
  const marks = verdicts?.marks.get(id) ?? curation.marks.get(id);
  const duplicateOf = curation.keptFor.get(id);
  const merged = curation.merged.get(id);
  const topic = curation.topics?.get(id);
  const decision = verdicts?.verdicts.get(id);
  if (!marks && !duplicateOf && !merged && !decision && !topic) return card;
  return { ...card, ...merged, marks: marks ?? card.marks, ...defined({ duplicateOf, decision, topic }) };
}

/** Where examples are looked up by id. */
export interface CardLookup {
  get(id: string): CuratedCard | undefined;
}

/** Cards as `curated` gives them, made when they are asked for. */
export class CuratedCards implements Iterable<CuratedCard>, CardLookup {
  private readonly byId: ReadonlyMap<string, CardFacts>;

  constructor(
    private readonly cards: readonly CardFacts[],
    private readonly curation: Curation,
    private readonly verdicts?: Verdicts,
  ) {
    this.byId = new Map(cards.map((c) => [c.id, c]));
  }

  get size(): number {
    return this.cards.length;
  }

  get(id: string): CuratedCard | undefined {
    const card = this.byId.get(id);
    return card && curated(card, this.curation, this.verdicts);
  }

  *[Symbol.iterator](): Generator<CuratedCard> {
    for (const card of this.cards) yield curated(card, this.curation, this.verdicts);
  }
}

/** The stored example with the outcome of its cluster: a row says of it what the stages decided by. */
export function withOutcome(example: Redacted<Example>, { outcome }: Pick<CardFacts, 'outcome'>): Redacted<Example> {
  const own = example.outcome;
  if (!outcome || (own && own.success === outcome.success && own.score === outcome.score)) return example;
  const { consensus, ...facts } = outcome;
  const source = outcome.judged ? 'judge' : consensus ? 'evidence' : 'duplicate';
  const { confidence = 0, success } = outcome;
  const agreed = consensus ? [evidenceOf('consensus', success === true, confidence, consensus)] : [];
  return derive(example, {
    ...example,
    outcome: {
      ...(own ?? { source }),
      ...facts,
      ...(agreed.length > 0 ? { evidence: [...(own?.evidence ?? []), ...agreed] } : {}),
    },
  });
}
