/**
 * A kind of dataset: what is learnt from (an example, a pair …), which of it goes in, and the row that it makes. How the row
 * is spelt for a trainer is the target's business.
 */

import type { ZodType } from 'zod';
import type { Config } from '../../model/config.ts';
import type { Pair } from '../../model/example.ts';
import type { Redacted } from '../../redact/brand.ts';
import type { CardLookup, CuratedCard } from '../../stages/curated.ts';
import type { Decisions } from '../../stages/decide/decide.ts';
import type { ExampleSource } from '../../stages/example-source.ts';
import type { SplitName } from '../../stages/split/split.ts';
import type { Violation } from '../contract.ts';
import type { Stage } from '../manifest.ts';
import type { Row, RowMessage } from '../row.ts';

/** What the stages before give. */
export interface Inputs {
  cards: Iterable<CuratedCard> & { readonly size: number };
  pairs: readonly Pair[];
}

export interface Context {
  config: Config;
  store: ExampleSource;
  decisions: Decisions;
  /** All cards, by their id. */
  byId: CardLookup;
  /** By the example's id; what is missing goes to train. */
  splits: ReadonlyMap<string, SplitName>;
}

/** Something that may become a row. */
export interface Candidate {
  /** Keyed id of the example or pair: the `id` in the row's `meta`. */
  id: string;
  split: SplitName;
  /** Keyed ids of the sessions that the row is made from, duplicates folded into it included. */
  sessions: readonly string[];
  /** Examples whose messages the row shows: the first `messages` of them, or all. */
  shows: readonly { card: CuratedCard; messages?: number }[];
}

/** Something that gives no row, and why: a mark, or words. Never any log text. */
interface Refused {
  id: string;
  why: string;
}

/** Why a candidate gives no row after all. */
export interface NoRow {
  why: string;
}

/** A row as a report reads it. */
export interface Learnt {
  /** The talk, with the chosen answer at its end when it is a pair. */
  messages: RowMessage[];
  /** Answers that are trained on; of a pair the chosen one. */
  answers: RowMessage[];
  rejected?: RowMessage;
}

/**
 * @typeParam C What becomes a row.
 * @typeParam R The row.
 */
export interface Kind<C extends Candidate = Candidate, R extends Row = Row> {
  /** Folder of its files and name on the command line. */
  name: string;
  /** As people read it. */
  title: string;
  unit: Stage['unit'];
  /** Its section in `exports` of goldpan.json. */
  section: 'sft' | 'dpo';
  contract: {
    /** Name and version; a change that a trainer could notice makes a new version. */
    id: string;
    shape: ZodType<R>;
    /** What the shape cannot say. */
    check(row: R): Violation[];
    /** Is this a row of the kind, by its keys? Kinds are asked in the order of their table. */
    owns(row: object): boolean;
  };
  /** Keys of `meta` that a report counts. */
  features: readonly string[];
  /** How many candidates and refusals there will be: what goes into its stage. */
  count(inputs: Inputs): number;
  /** In the order of the rows. */
  candidates(inputs: Inputs, context: Context): Iterable<C | Refused>;
  row(candidate: C, context: Context): Redacted<R> | NoRow;
  /** Messages of its row that are not learnt from though they could be, by rule; asked of rows that were written. */
  masked?(candidate: C, context: Context): Readonly<Record<string, number>>;
  learnt(row: R): Learnt;
}

/** All violations of a canonical row; empty when it keeps its contract. */
export function checkRow(kind: Pick<Kind, 'contract'>, row: unknown): Violation[] {
  const parsed = kind.contract.shape.safeParse(row);
  if (parsed.success) return kind.contract.check(parsed.data);
  return parsed.error.issues.map((issue) => ({
    pointer: `/${issue.path.join('/')}`,
    // Zod's own message for these quotes the keys.
    message: issue.code === 'unrecognized_keys' ? 'keys that the contract does not have' : issue.message,
    fix: `see the contract ${kind.contract.id} in docs/exports.md`,
  }));
}
