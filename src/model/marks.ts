/**
 * The table of marks: every reason that can keep an example out of a dataset. Configuration, exports, folding, decisions,
 * the studio and docs/exports.md all read it; nothing else says what a mark is.
 */

/** Kinds of dataset that can refuse an example by its marks. */
export type DatasetKind = 'sft' | 'dpo';

export interface MarkEntry {
  /**
   * duplicate: another example says the same. quality: a measure or a signal speaks against it. governance: the
   * owner or the law does. decision: a reviewer does.
   */
  readonly class: 'duplicate' | 'quality' | 'governance' | 'decision';
  /** config: `exports.*.exclude` may leave it out of its list. reviewer: an accept in the studio takes it away. */
  readonly overruledBy: readonly ('config' | 'reviewer')[];
  /** Kinds of dataset that refuse it by default; `all` where nobody may overrule. */
  readonly refusedBy: 'all' | readonly DatasetKind[];
  /** It is about the last answer of the main line: a pair is refused by it only where that answer is the chosen one. */
  readonly ofAnswer?: boolean;
  /** The example neither folds copies into itself nor is folded: it must not lend its feedback to an allowed one. */
  readonly beforeFolding: boolean;
  /** As the studio shows it. */
  readonly label: string;
  /** Says of "the example" what the mark means; the row of docs/exports.md. */
  readonly doc: string;
}

const quality = {
  class: 'quality',
  overruledBy: ['config', 'reviewer'],
  refusedBy: ['sft'],
  beforeFolding: false,
} as const;
const governance = { class: 'governance', overruledBy: [], refusedBy: 'all', beforeFolding: false } as const;

/** In the order of the JSON schema and of the default lists. */
export const MARKS = {
  duplicate: {
    class: 'duplicate',
    overruledBy: ['config'],
    refusedBy: ['sft'],
    beforeFolding: false,
    label: 'duplicate',
    doc: 'is a copy, or the beginning, of another one',
  },
  near_duplicate: {
    class: 'duplicate',
    overruledBy: ['config', 'reviewer'],
    refusedBy: ['sft'],
    beforeFolding: false,
    label: 'near-duplicate',
    doc: 'says almost the same as a better one, in prompt, answer and calls',
  },
  failed: { ...quality, label: 'failed', doc: 'is a task that the log calls failed' },
  likely_failed: {
    ...quality,
    label: 'likely failed',
    doc: 'is a task whose failure the log does not state, but the evidence in it speaks for; see docs/trajectories.md',
  },
  disliked: { ...quality, label: 'disliked', doc: 'got negative feedback, and nobody wrote it anew' },
  unsafe: {
    ...quality,
    refusedBy: ['sft', 'dpo'],
    label: 'unsafe',
    doc: 'holds what no model should learn: `curate.unsafeSeverity` or worse in its tag `safety`',
  },
  over_refusal: { ...quality, label: 'over-refusal', doc: 'declines something harmless' },
  error_boilerplate: {
    ...quality,
    refusedBy: ['sft', 'dpo'],
    ofAnswer: true,
    label: 'error answer',
    doc: 'ends in an answer that is nothing but an error of the serving side, cut JSON or a disclaimer',
  },
  trivial: {
    ...quality,
    refusedBy: [],
    label: 'trivial',
    doc: 'holds nothing but greetings, thanks, or an answer that repeats the question',
  },
  out_of_bounds: {
    ...quality,
    refusedBy: [],
    label: 'out of bounds',
    doc: 'has fewer or more turns, or shorter answers, than `curate.bounds` has for its kind',
  },
  too_short: { ...quality, label: 'too short', doc: 'is shorter than `curate.minChars`' },
  too_long: { ...quality, refusedBy: ['sft', 'dpo'], label: 'too long', doc: 'is longer than `curate.maxChars`' },
  too_easy: { ...quality, label: 'too easy', doc: 'is below `curate.minComplexity`' },
  incomplete: { ...quality, label: 'incomplete', doc: 'has results without a call' },
  lossy: {
    ...quality,
    refusedBy: ['sft', 'dpo'],
    label: 'lossy',
    doc: 'stood beside a part of the log that no rule reads; `goldpan inspect` names it',
  },
  media: {
    ...quality,
    refusedBy: ['sft', 'dpo'],
    label: 'media',
    doc: 'has a turn of nothing but pictures, sound or files, which a row can only name',
  },
  low_quality: { ...quality, label: 'low quality', doc: 'has a quality score below `curate.minQuality`' },
  over_represented: {
    ...quality,
    label: 'over-represented',
    doc: 'is beyond `curate.balance.maxPerBucket` of its kind and length',
  },
  withdrawn_consent: {
    ...governance,
    label: 'consent withdrawn',
    doc: 'is of a session whose consent was withdrawn, or a copy of one',
  },
  missing_consent: {
    ...governance,
    label: 'no consent',
    doc: 'states no consent, and `privacy.consent` is `required`',
  },
  jurisdiction: {
    ...governance,
    beforeFolding: true,
    label: 'jurisdiction',
    doc: 'is not under one of `privacy.jurisdictions`',
  },
  purpose: {
    ...governance,
    beforeFolding: true,
    label: 'purpose',
    doc: 'was agreed to for other purposes than `privacy.purpose`',
  },
  source: {
    ...governance,
    beforeFolding: true,
    label: 'source',
    doc: 'comes from a file, format or application outside `privacy.allowedSources`',
  },
  expired: {
    ...governance,
    beforeFolding: true,
    label: 'expired',
    doc: 'ended more than `privacy.retentionDays` ago',
  },
  erased: {
    ...governance,
    label: 'erased',
    doc: 'is of a person who asked to be erased, or a copy of such a session',
  },
  rejected: {
    class: 'decision',
    overruledBy: [],
    refusedBy: 'all',
    beforeFolding: false,
    label: 'rejected',
    doc: 'was rejected by hand',
  },
} as const satisfies Readonly<Record<string, MarkEntry>>;

export type MarkName = keyof typeof MARKS;

/** A reason to keep an example out of a dataset. Nothing is removed by a mark: each dataset names those it refuses. */
export interface Mark {
  mark: MarkName;
  /** In words: which duplicate, which bound. Never any log text. */
  why: string;
}

/** What the whole table can be asked; the literal types of `MARKS` are too narrow for it. */
const entries = Object.entries(MARKS) as [MarkName, MarkEntry][];
const named = (test: (entry: MarkEntry) => boolean): ReadonlySet<MarkName> =>
  new Set(entries.flatMap(([name, entry]) => (test(entry) ? [name] : [])));

/** Typed as zod's enum takes it. */
export const MARK_NAMES = entries.map(([name]) => name) as [MarkName, ...MarkName[]];

const ALWAYS = named((e) => e.refusedBy === 'all');
const BY_REVIEWER = named((e) => e.overruledBy.includes('reviewer'));
const BEFORE_FOLDING = named((e) => e.beforeFolding);
const OF_ANSWER = named((e) => e.ofAnswer === true);

/** True for marks that no configuration and no decision may overrule. */
export const refusedByAll = (name: MarkName): boolean => ALWAYS.has(name);

/** True for marks that a reviewer's accept takes away. */
export const reviewerOverrules = (name: MarkName): boolean => BY_REVIEWER.has(name);

/** True for marks that keep an example out of the folding of duplicates. */
export const keepsFromFolding = (name: MarkName): boolean => BEFORE_FOLDING.has(name);

/** True for marks that say nothing against a pair in which the marked answer is the rejected one. */
export const isOfAnswer = (name: MarkName): boolean => OF_ANSWER.has(name);

/** Default of `exports.<kind>.exclude`. */
export const defaultExclusions = (kind: DatasetKind): MarkName[] =>
  entries.flatMap(([name, { refusedBy }]) => (refusedBy !== 'all' && refusedBy.includes(kind) ? [name] : []));

/** All that a dataset refuses; `exclude`: what its configuration names. */
export const refusedMarks = (exclude: readonly MarkName[]): ReadonlySet<MarkName> => new Set([...ALWAYS, ...exclude]);

/** @returns the label of a mark, or the name itself when a dataset of another version names one that is not known here */
export const markLabel = (name: string): string =>
  Object.hasOwn(MARKS, name) ? MARKS[name as MarkName].label : name.replaceAll('_', ' ');
