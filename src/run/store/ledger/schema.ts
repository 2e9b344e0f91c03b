/**
 * What the run's ledger holds, line by line. It is local only: it holds paths, and those name people.
 *
 * manifest.json      `LedgerHead`: version, the dataset's manifest and folder
 * sources.json       `Sources`: files and their formats, what was skipped, own outputs that were left out
 * provenance.jsonl   `Provenance`: one line a session, its records (file and lines) and its examples
 * exports.jsonl      `ExportResult`: one line an example or pair and dataset, the row it became or why there is none
 * cards.jsonl        `LedgerCard`: one line an example, its facts as read, what curation added, what was decided
 * pairs.jsonl        `Pair`: one line a preference pair as proposed, before decisions, so that they can be undone
 * audit-sample.jsonl `Place`: one line a message that a human is asked to read
 * tools.jsonl        `AppTools`: one line an application, the tools of its sessions whose logs declare none
 *
 * A key that is not known here is damage: whoever adds one raises the version.
 */
import { z } from 'zod';
import { SPLITS } from '../../../datasets/dataset.ts';
import type { Manifest } from '../../../datasets/manifest.ts';
import type { Place as PlaceShape } from '../../../datasets/risk/index.ts';
import { Example, Feedback, Message, Pair as PairShape } from '../../../model/example.ts';
import { MARK_NAMES } from '../../../model/marks.ts';
import { ExampleOutcome } from '../../../model/outcome.ts';
import { PII_TYPES } from '../../../model/pii.ts';
import { Governance, ToolDef } from '../../../model/session.ts';
import { RecordRef, Skipped } from '../../../model/source.ts';
import { STORED_TAGS, type StoredTagName, TAGS, type TagValues, type TagValueTypes } from '../../../model/tags.ts';
import type { Leak as LeakShape } from '../../../redact/types.ts';
import type { CardFacts } from '../../../stages/card.ts';
import type { Merged } from '../../../stages/curated.ts';
import type { SplitName } from '../../../stages/split/split.ts';

/** Version of all files of the ledger. One of another version is made anew by the next run, and not read. */
export const LEDGER_VERSION = 5;

/** The manifest is checked by its own reader, `asManifest`. */
export const Head = z.strictObject({ ledger: z.literal(LEDGER_VERSION), out: z.string(), manifest: z.unknown() });

export interface LedgerHead {
  /** Folder of the dataset. */
  out: string;
  manifest: Manifest;
}

export const Sources = z.strictObject({
  sources: z.array(
    z.strictObject({
      path: z.string(),
      entry: z.string().optional(),
      format: z.string().nullable(),
      /** Number of records in it. */
      values: z.number().int().nonnegative(),
    }),
  ),
  skipped: z.array(z.strictObject(Skipped.shape)),
  /** POSIX paths of datasets that lay among the logs. */
  ownOutputs: z.array(z.string()),
});
export type Sources = z.infer<typeof Sources>;

/** Where a session came from and what it gave. */
export const Provenance = z.strictObject({
  /** Keyed id. */
  session: z.string(),
  records: z.array(z.strictObject(RecordRef.shape)),
  /** Ids of its examples. */
  examples: z.array(z.string()),
  /** Why parts of it gave none. */
  dropped: z.array(z.string()).optional(),
});
export type Provenance = z.infer<typeof Provenance>;

const Exported = z.strictObject({
  dataset: z.string(),
  /** Of the example or pair. */
  id: z.string(),
  written: z.enum(SPLITS as [SplitName, ...SplitName[]]),
  /** Line of its row in the file of that split, from 1. */
  line: z.number().int().positive(),
});
const Leak = z.strictObject({
  type: z.enum(PII_TYPES),
  by: z.enum(['detector', 'value']),
  detector: z.string().optional(),
  /** Keyed id of the session that proved the value. */
  session: z.string().optional(),
  /** JSON pointer in the row. */
  pointer: z.string(),
}) satisfies z.ZodType<LeakShape>;
const Dropped = z.strictObject({
  dataset: z.string(),
  id: z.string(),
  dropped: z.string(),
  /** What the gate held the row back for. */
  leak: Leak.optional(),
});

/** What became of an example or pair in one dataset. */
export const ExportResult = z.union([Exported, Dropped]);
export type ExportResult = z.infer<typeof ExportResult>;

/** A sum of numbers of a log can leave the range of a double, which JSON writes as null. */
const logged = z
  .number()
  .nullish()
  .transform((n) => n ?? undefined)
  .optional();

const Mark = z.strictObject({ mark: z.enum(MARK_NAMES), why: z.string() });
const OutcomeFacts = z
  .strictObject(ExampleOutcome.pick({ success: true, inferred: true, judged: true, confidence: true }).shape)
  .extend({
    score: logged,
    consensus: z.string().optional(),
  });
const GovernanceFacts = z.strictObject(Governance.shape);
const feedback = z.strictObject(Feedback.omit({ text: true }).shape).extend({ value: logged });
const CardFeedback = feedback.extend({
  edited: z.boolean(),
  from: z.string(),
  index: z.number().int().nonnegative(),
});
const CardAlternative = z.strictObject({
  at: z.number().int().nonnegative(),
  cause: z.string(),
  role: Message.shape.role,
  feedback: z.array(feedback),
  length: z.number().int().nonnegative(),
});

const VALUES = {
  level: z.number(),
  word: z.string(),
  words: z.array(z.string()),
  count: z.number(),
  ms: logged,
  counts: z.record(z.string(), z.number()),
} satisfies { [T in keyof TagValueTypes]: z.ZodType<TagValueTypes[T]> };
const Tags = z.strictObject(
  Object.fromEntries(STORED_TAGS.map((name: StoredTagName) => [name, VALUES[TAGS[name].value]])),
) as unknown as z.ZodType<TagValues>;

const Folded = z.strictObject({
  folded: z.array(z.string()),
  feedback: z.array(CardFeedback),
  outcome: OutcomeFacts.optional(),
  governance: GovernanceFacts,
}) satisfies z.ZodType<Merged>;

const Facts = z.strictObject({
  id: z.string(),
  offset: z.number().int().nonnegative(),
  length: z.number().int().nonnegative(),
  session: z.string(),
  format: z.string(),
  kind: Example.shape.kind,
  roles: z.string(),
  intent: z.string().optional(),
  family: z.string().optional(),
  arm: z.string().optional(),
  outcome: OutcomeFacts.optional(),
  effects: z.string().optional(),
  feedback: z.array(CardFeedback),
  alternatives: z.array(CardAlternative),
  governance: GovernanceFacts,
  startedAt: z.number().optional(),
  endedAt: z.number().optional(),
  tags: Tags,
  judgedQuality: z.number().optional(),
  fingerprint: z.string(),
  redactions: z.number().int().nonnegative(),
  marks: z.array(Mark),
}) satisfies z.ZodType<CardFacts>;

/** The facts of an example as read, without the digests, and beside them what curation and the reviewer's decisions added. */
export const LedgerCard = Facts.extend({
  /** Absent when curation had nothing to add. */
  curation: z
    .strictObject({
      marks: z.array(Mark).optional(),
      /** Id of the kept example, for a copy. */
      duplicateOf: z.string().optional(),
      merged: Folded.optional(),
      topic: z.string().optional(),
      /** Names the group of near-copies that stand in one split. */
      alike: z.string().optional(),
    })
    .optional(),
  /** Absent when nothing was decided. `marks`: after the decision, where it changed them. */
  decided: z
    .strictObject({
      verdict: z.enum(['accept', 'reject']),
      marks: z.array(Mark).optional(),
      overruled: z.array(Mark).optional(),
    })
    .optional(),
});

type Added = z.infer<typeof LedgerCard>;
/** `CardFacts`, which no stage may change, and what was added. */
export type LedgerCard = CardFacts & DeepReadonly<Pick<Added, 'curation' | 'decided'>>;
type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;

const Pair = z.strictObject({
  ...PairShape.shape,
  chosen: z.strictObject(PairShape.shape.chosen.shape),
  rejected: z.strictObject(PairShape.shape.rejected.shape),
  evidence: z.strictObject(PairShape.shape.evidence.shape).extend({ margin: logged }),
});

const Place = z.strictObject({
  place: z.string(),
  example: z.string(),
  message: z.number().int().nonnegative(),
  stratum: z.string(),
}) satisfies z.ZodType<PlaceShape>;

/** Tools of an application's sessions, see run-tools.ts. */
const AppTools = z.strictObject({
  format: z.string(),
  app: z.string().optional(),
  tools: z.array(z.strictObject(ToolDef.shape)),
});

/** The schema of each file of lines, and what a line of it is called. */
export const LINES = {
  sessions: { schema: Provenance, what: 'a session' },
  exports: { schema: ExportResult, what: 'the result of an export' },
  cards: { schema: LedgerCard as z.ZodType<LedgerCard>, what: 'a card' },
  pairs: { schema: Pair as z.ZodType<z.infer<typeof PairShape>>, what: 'a preference pair' },
  sample: { schema: Place, what: 'a place of the audit sample' },
  tools: { schema: AppTools, what: 'the tools of an application' },
} as const;
export type LineName = keyof typeof LINES;
export type LineOf<N extends LineName> = z.output<(typeof LINES)[N]['schema']>;
