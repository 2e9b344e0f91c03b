/**
 * What people say of single examples and pairs: the gold set, against which the automation is measured. No imports but types, so
 * that the webview can have it too.
 */
import type { OutcomeName } from './outcome-name.ts';
import type { PiiType } from './pii.ts';

/**
 * Where an example should begin or end, against where it does. early, late: the cut belongs elsewhere, and lies before or behind
 * its place. none: there should be no cut here at all, the neighbour goes on with it.
 */
export const BOUNDARIES = ['right', 'early', 'late', 'none'] as const;
export type Boundary = (typeof BOUNDARIES)[number];

export const GOLD_OUTCOMES = ['success', 'failure', 'unknown'] as const satisfies readonly OutcomeName[];

/** Is it worth training on? A rating from 1 to 5, or yes and no. */
export const GOLD_QUALITY = [1, 2, 3, 4, 5, 'keep', 'drop'] as const;
export type GoldQuality = (typeof GOLD_QUALITY)[number];

/** Which answer of a proposed pair is the better one, as it was proposed. */
export const BETTER = ['chosen', 'rejected', 'tie'] as const;

/** Names of tags, which may come from somebody's taxonomy; no room for a sentence of a log. */
export const TAG_WORD = /^[\p{L}\p{N}][\p{L}\p{N}_ .-]{0,59}$/u;

/** A place in the redacted text of an example. Never holds the text. */
export interface GoldSpan {
  /** Index into the example's messages. */
  message: number;
  /** Which of its texts; absent: its content. */
  part?: 'reasoning' | 'args';
  /** args: of which call of the message. */
  call?: number;
  /** UTF-16 range, end exclusive. */
  start: number;
  end: number;
  type: PiiType;
}

/** What redaction got wrong in an example. */
export interface GoldRedaction {
  /** All of it was read for this: only then do the places say what was missed, and empty lists that nothing was. */
  read?: true;
  /** Stands readable, and should not. */
  missed: readonly GoldSpan[];
  /** Is hidden, and should not be. */
  wrong: readonly GoldSpan[];
}

/** All optional: of what a person did not look at, nothing is said. */
export interface GoldLabels {
  kind?: string;
  begins?: Boundary;
  ends?: Boundary;
  /** Number of cuts that are missing within it. */
  inside?: number;
  redaction?: GoldRedaction;
  task?: string;
  domain?: string;
  language?: string;
  complexity?: number;
  outcome?: OutcomeName;
  quality?: GoldQuality;
  /** Of pairs alone. */
  better?: (typeof BETTER)[number];
}
export type GoldField = keyof GoldLabels;

/** What one person says of one example or pair. */
export interface GoldEntry {
  /** Who said it: an id of the person's clone of the workspace; '' in a line that names nobody. */
  by: string;
  labels: GoldLabels;
  /** Redacted when it was written; other people may have edited the file since. */
  note?: string;
  /** Of the content that was labelled. */
  fingerprint: string;
  /** How many messages it had. */
  messages: number;
}

/** What an example or pair is now. */
export interface Content {
  fingerprint: string;
  messages: number;
}

/**
 * Does a label still hold? `reworded`: as many messages with another text, as when redaction changed; everything holds but what was
 * said of redaction. `changed`: nothing does.
 */
export type Freshness = 'same' | 'reworded' | 'changed';

export function freshness(entry: Content, now: Content): Freshness {
  if (entry.fingerprint === now.fingerprint) return 'same';
  return entry.messages === now.messages ? 'reworded' : 'changed';
}

/** What all people agree on, and the fields in which they do not. */
export interface Agreed {
  labels: GoldLabels;
  conflicts: GoldField[];
}

/** A field that only some have labelled is theirs; where two differ, nobody's word is taken. */
export function agreedOn(entries: readonly Pick<GoldEntry, 'labels'>[]): Agreed {
  const said = new Map<GoldField, Set<string>>();
  const counted = entries.map(({ labels }) => withoutHalfRead(labels));
  for (const labels of counted)
    for (const [field, value] of Object.entries(labels))
      said.set(field as GoldField, (said.get(field as GoldField) ?? new Set()).add(comparable(value)));
  const conflicts = [...said].flatMap(([field, values]) => (values.size > 1 ? [field] : [])).sort();
  const all = Object.assign({}, ...counted) as GoldLabels;
  for (const field of conflicts) delete all[field];
  return { labels: all, conflicts };
}

/** Who has not read to the end contradicts nobody. */
function withoutHalfRead(labels: GoldLabels): GoldLabels {
  const { redaction, ...rest } = labels;
  return redaction?.read ? labels : rest;
}

/** Two people find the same places in another order. */
function comparable(value: GoldLabels[GoldField]): string {
  if (typeof value !== 'object') return String(value);
  return JSON.stringify([value.missed, value.wrong].map((spans) => spans.map(spanKey).sort()));
}

export const spanKey = ({ message, part, call, start, end, type }: GoldSpan): string =>
  [message, part ?? '', call ?? '', start, end, type].join(':');

/** A rating of `good` or better is worth keeping. */
export const isKeep = (quality: GoldQuality, good: number): boolean =>
  typeof quality === 'number' ? quality >= good : quality === 'keep';
