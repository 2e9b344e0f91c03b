/**
 * The gold set: one appended line each time that a person labels an example or pair, shared and mergeable in git. A line holds all
 * labels of that person on it, so the last one wins; what others say of it stands beside.
 */
import { z } from 'zod';
import { defined } from '../../kit/defined.ts';
import type { Key } from '../../kit/key.ts';
import { Example } from '../../model/example.ts';
import {
  BETTER,
  BOUNDARIES,
  GOLD_OUTCOMES,
  GOLD_QUALITY,
  type GoldEntry,
  type GoldLabels,
  TAG_WORD,
} from '../../model/gold.ts';
import { PII_TYPES } from '../../model/pii.ts';
import type { Redacted } from '../../redact/brand.ts';
import { KeyedLog } from './keyed-log.ts';

const count = z.number().int().nonnegative();
const word = z.string().regex(TAG_WORD);

const Span = z.strictObject({
  message: count,
  part: z.enum(['reasoning', 'args']).optional(),
  call: count.optional(),
  start: count,
  end: count,
  type: z.enum(PII_TYPES),
});

const Labels = z.strictObject({
  kind: Example.shape.kind.optional(),
  begins: z.enum(BOUNDARIES).optional(),
  ends: z.enum(BOUNDARIES).optional(),
  inside: count.optional(),
  redaction: z
    .strictObject({ read: z.literal(true).optional(), missed: z.array(Span), wrong: z.array(Span) })
    .optional(),
  task: word.optional(),
  domain: word.optional(),
  language: word.optional(),
  complexity: z.number().int().min(1).max(5).optional(),
  outcome: z.enum(GOLD_OUTCOMES).optional(),
  quality: z.literal(GOLD_QUALITY).optional(),
  better: z.enum(BETTER).optional(),
});

const Line = z.strictObject({
  /** Example or pair id. */
  id: z.string(),
  /** Id of the clone of the workspace that it was written in. */
  by: z.string().optional(),
  /** Content that was labelled: its fingerprint, and how many messages it had. */
  fingerprint: z.string(),
  messages: count,
  /** Absent: taken out of the set. */
  labels: Labels.optional(),
  note: z.string().max(2000).optional(),
  /** Takes back the line before it of that person on that example or pair. */
  undo: z.literal(true).optional(),
  /** ISO time, when the editor made it. */
  at: z.string().optional(),
});
type Line = z.infer<typeof Line>;

/** Lines of the gold set as the file has them, and how they lie over one another. */
export interface GoldSet {
  /** By example or pair, one entry a person; those that nobody labels any more are absent. */
  entries: ReadonlyMap<string, readonly GoldEntry[]>;
  lines: number;
}

const logOf = (file: string, key: Key): KeyedLog<Line> =>
  new KeyedLog(file, key, {
    what: 'a gold label',
    version: 1,
    schema: Line,
    fixLine: 'Correct or delete the line; a git merge may have left its marks there.',
    fixKey: 'Set GOLDPAN_KEY to the key of your team: gold labels name examples by ids that only their key makes.',
  });

/** Missing file: an empty set. @throws UserError as of KeyedLog */
export function loadGold(file: string, key: Key): GoldSet {
  const lines = logOf(file, key).read();
  const entries = new Map<string, GoldEntry[]>();
  for (const stack of stacksOf(lines)) {
    const last = stack.at(-1);
    if (last?.labels === undefined) continue;
    const { id, by = '', labels, note, fingerprint, messages } = last;
    // The schema leaves fields out or gives them; the type of an optional field of zod allows undefined besides.
    const entry = { by, labels: labels as GoldLabels, fingerprint, messages, ...defined({ note: note || undefined }) };
    entries.set(id, [...(entries.get(id) ?? []), entry]);
  }
  return { entries, lines: lines.length };
}

/** What each person said of each example or pair, one behind the other, without what was taken back. */
function stacksOf(lines: readonly Line[]): Line[][] {
  const stacks = new Map<string, Line[]>();
  for (const line of lines) {
    const name = JSON.stringify([line.id, line.by ?? '']);
    const stack = stacks.get(name) ?? [];
    if (line.undo) stack.pop();
    else stack.push(line);
    stacks.set(name, stack);
  }
  return [...stacks.values()];
}

/** A line to write. `note` must have passed redaction: the file is shared. `labels` undefined takes it out of the set. */
export interface NewGold extends Omit<GoldEntry, 'note' | 'labels'> {
  id: string;
  labels: GoldLabels | undefined;
  note?: Redacted<string> | undefined;
  at: string;
}

/** Written at once. */
export function appendGold(file: string, gold: NewGold, key: Key): void {
  const { id, by, fingerprint, messages, labels, note, at } = gold;
  logOf(file, key).append({ id, by, fingerprint, messages, labels: labels as Line['labels'], note, at });
}

/** Takes back what the person said last of the example or pair. @returns false when there is nothing to take back. */
export function undoGold(file: string, { id, by, at }: { id: string; by: string; at: string }, key: Key): boolean {
  const log = logOf(file, key);
  const mine = log.read().filter((line) => line.id === id && (line.by ?? '') === by);
  const last = stacksOf(mine).flat().at(-1);
  if (!last) return false;
  log.append({ id, by, fingerprint: last.fingerprint, messages: last.messages, undo: true, at });
  return true;
}
