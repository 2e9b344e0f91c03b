/**
 * The table of tags: what is said of every example. The schema of stored examples, the `meta` of rows, the coverage report,
 * the studio's facets and details and docs/architecture.md derive from it; src/stages/tag holds the rule of each.
 */
import type { OutcomeFacts } from './outcome.ts';
import { type OutcomeName, outcomeName } from './outcome-name.ts';

/** Types of values: the schema and the way to show one hang on it. */
export interface TagValueTypes {
  /** 1 (easy) to 5 (hard); lists are sorted by it. */
  level: number;
  /** One of a few words. */
  word: string;
  words: readonly string[];
  count: number;
  /** Milliseconds; absent where the log tells none. */
  ms: number | undefined;
  /** Counts by name. */
  counts: Readonly<Record<string, number>>;
}

export interface TagEntry {
  readonly value: keyof TagValueTypes;
  readonly label: string;
  /** Goes into the `meta` of an SFT row. */
  readonly meta?: boolean;
  /** `goldpan report` counts rows by it. */
  readonly coverage?: boolean;
  /** Title of the studio's filter; `trajectories`: no filter of pairs, whose two sides differ in it. */
  readonly facet?: { readonly title: string; readonly of: 'trajectories' | 'all' };
  /** Shown among the details of a trajectory in the studio. */
  readonly detail?: boolean;
  /** Not stored with the example: other examples have a say in it. */
  readonly derived?: boolean;
  readonly doc: string;
}

/** In the order of `meta`. */
export const TAGS = {
  complexity: {
    value: 'level',
    label: 'complexity',
    meta: true,
    coverage: true,
    facet: { title: 'Complexity', of: 'all' },
    doc: '1 one exchange … 5 long tool work with problems; the levels are below',
  },
  task: {
    value: 'word',
    label: 'task',
    meta: true,
    coverage: true,
    detail: true,
    doc: 'kind of task, by what the user asks for and with which tools; the kinds are in [trajectories.md](trajectories.md)',
  },
  domain: {
    value: 'word',
    label: 'domain',
    meta: true,
    coverage: true,
    detail: true,
    doc: 'subject area, by words, tools and applications; `general` where nothing stands out',
  },
  language: {
    value: 'word',
    label: 'language',
    meta: true,
    coverage: true,
    detail: true,
    doc: "of the user's text, as an ISO 639-3 code; `und` when nothing is left of it, or it is too mixed to tell",
  },
  outcome: {
    value: 'word',
    label: 'outcome',
    meta: true,
    coverage: true,
    facet: { title: 'Outcome', of: 'trajectories' },
    derived: true,
    doc: '`success`, `failure` or `unknown`, as the log states it or evidence concludes; of the example and its copies',
  },
  topic: {
    value: 'word',
    label: 'topic',
    meta: true,
    coverage: true,
    detail: true,
    facet: { title: 'Topic', of: 'trajectories' },
    derived: true,
    doc: 'what the user asks for, as the terms of the cluster of requests that it is nearest to; `unknown` where it is near none',
  },
  tools: { value: 'words', label: 'tools', detail: true, doc: 'names of the tools that were called' },
  safety: {
    value: 'counts',
    label: 'safety',
    detail: true,
    doc: 'what the safety check found, by name, with its severity: 1 the model did right, 2 doubtful, 3 clear',
  },
  refusal: {
    value: 'word',
    label: 'refusal',
    detail: true,
    doc: '`correct`: something unsafe was declined; `over`: something harmless; `unknown`: nobody can tell; else `none`',
  },
  latencyMs: { value: 'ms', label: 'latency', detail: true, doc: 'sum of the latencies that the log tells' },
  tokens: {
    value: 'count',
    label: 'tokens',
    meta: true,
    detail: true,
    doc: 'of the row, estimated without a tokenizer: content, names and arguments of calls, and what a chat template adds',
  },
  chars: { value: 'count', label: 'characters', detail: true, doc: 'of all messages and arguments of calls' },
  answerChars: { value: 'count', label: 'characters an answer', doc: 'of the answers with text, on average' },
  answerWords: { value: 'count', label: 'words an answer', doc: 'of the answers with text, on average' },
  quality: {
    value: 'level',
    label: 'quality',
    facet: { title: 'Quality', of: 'trajectories' },
    detail: true,
    doc: '1 (score below .4), 2 (.6), 3 (.75), 4 (.9) or 5, from the parts',
  },
  qualityParts: {
    value: 'counts',
    label: 'parts of quality',
    detail: true,
    doc: '`score`, and each part below 100; [trajectories.md](trajectories.md#safety-quality-and-length) has the weights',
  },
  features: { value: 'counts', label: 'features', doc: 'the counts behind the complexity level, by name' },
} as const satisfies Readonly<Record<string, TagEntry>>;

type Table = typeof TAGS;
export type TagName = keyof Table;
type Derived = { [N in TagName]: Table[N] extends { derived: true } ? N : never }[TagName];
export type StoredTagName = Exclude<TagName, Derived>;
export type TagValue<N extends TagName> = TagValueTypes[Table[N]['value']];

/** Why a tag has its value, and how sure that is. */
export interface Tagged<V> {
  value: V;
  evidence: {
    /** Rule that decided, by name. Never any log text. */
    rule: string;
    /** Indices of the messages that it read the value from, when not from all. */
    messages?: readonly number[];
  };
  /** From 0 (nothing speaks for it) to 1; `counted`: a fact of the log, not a guess. */
  confidence: number | 'counted';
}

/** As the run store holds them. */
export type StoredTags = { readonly [N in StoredTagName]: Tagged<TagValue<N>> };
/** Values only: what cards keep in memory. */
export type TagValues = { readonly [N in StoredTagName]: TagValue<N> };

const entries = Object.entries(TAGS) as [TagName, TagEntry][];
const namesOf = (test: (entry: TagEntry) => boolean): TagName[] =>
  entries.flatMap(([name, entry]) => (test(entry) ? [name] : []));

export const STORED_TAGS = namesOf((t) => !t.derived) as StoredTagName[];
export const META_TAGS: readonly TagName[] = namesOf((t) => t.meta === true);
/** Words first, levels last. */
export const COVERAGE_TAGS: readonly TagName[] = [
  ...namesOf((t) => t.coverage === true && t.value !== 'level'),
  ...namesOf((t) => t.coverage === true && t.value === 'level'),
];
export const DETAIL_TAGS: readonly TagName[] = namesOf((t) => t.detail === true);

type FacetTags = { [N in TagName]: Table[N] extends { facet: object } ? N : never }[TagName];
export type FacetTag = FacetTags;
export const FACET_TAGS = namesOf((t) => t.facet !== undefined) as [FacetTag, ...FacetTag[]];
export const FACET_TITLES = Object.fromEntries(FACET_TAGS.map((name) => [name, TAGS[name].facet.title])) as Readonly<
  Record<FacetTag, string>
>;

export const isFacetTag = (name: string): name is FacetTag => (FACET_TAGS as readonly string[]).includes(name);

/** True for tags whose values have an order of their own. */
export const isLevel = (name: string): boolean => Object.hasOwn(TAGS, name) && TAGS[name as TagName].value === 'level';

/** Something tagged: an example as stored, or its card. */
export interface TagHolder {
  readonly tags: TagValues;
  readonly outcome?: OutcomeFacts | undefined;
  /** Name of the cluster of its request. */
  readonly topic?: string | undefined;
}

/** The value of any tag, derived ones included. */
export function tagOf(holder: TagHolder, name: 'outcome'): OutcomeName;
export function tagOf<N extends TagName>(holder: TagHolder, name: N): TagValue<N>;
export function tagOf({ tags, outcome, topic = 'unknown' }: TagHolder, name: TagName): TagValue<TagName> {
  if (name === 'topic') return topic;
  return name === 'outcome' ? (outcomeName(outcome) satisfies OutcomeName) : tags[name];
}

/** Without evidence. */
export const tagValues = (tags: StoredTags): TagValues =>
  Object.fromEntries(STORED_TAGS.map((name) => [name, tags[name].value])) as unknown as TagValues;

/** A value as people read it; '' for none. */
export function tagText<N extends TagName>(name: N, value: TagValue<N>): string {
  const type: keyof TagValueTypes = TAGS[name].value;
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.join(', ');
  if (type === 'ms') return `${(Number(value) / 1000).toFixed(1)} s`;
  if (type === 'count') return value.toLocaleString('en');
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([key, n]) => `${key} ${n}`)
      .join(', ');
  return String(value);
}
