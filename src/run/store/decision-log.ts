/** The reviewer's decisions: one appended line each, mergeable in git. The last one on a target wins. */
import { z } from 'zod';
import type { Key } from '../../kit/key.ts';
import type { Redacted } from '../../redact/brand.ts';
import type { Decided, Decisions } from '../../stages/decide/decide.ts';
import { KeyedLog } from './keyed-log.ts';

const Decision = z.object({
  /** Example or pair id. */
  id: z.string(),
  /** clear: as if nothing had been decided (undo). weight: is one message learnt from? */
  decision: z.enum(['accept', 'reject', 'edit', 'swap', 'weight', 'clear']),
  /** edit, weight: message of the example. */
  message: z.number().int().nonnegative().optional(),
  /** edit: its new text. */
  text: z.string().optional(),
  /** weight: 1, learnt from whatever the rules of steps say; 0, not; null: as the rules say. */
  weight: z.union([z.literal(0), z.literal(1)]).nullish(),
  /** Content that the decision was made on: on another content it is stale. */
  fingerprint: z.string().optional(),
  /** ISO time, when the editor made it. */
  at: z.string().optional(),
});
export type Decision = z.infer<typeof Decision>;

/** Decisions as the file has them. People edit and merge it: their texts have not passed redaction, whoever wrote them first. */
export type WrittenDecisions = ReadonlyMap<string, Decided<string>>;

const logOf = (file: string, key: Key): KeyedLog<Decision> =>
  new KeyedLog(file, key, {
    what: 'a decision',
    version: 1,
    schema: Decision,
    fixLine: 'Correct or delete the line; a git merge may have left its marks there.',
    fixKey: 'Set GOLDPAN_KEY to the key of your team, or move the file away to start anew.',
  });

/** Missing file: no decisions. @throws UserError as of KeyedLog */
export function loadDecisions(file: string, key: Key): WrittenDecisions {
  const decided = new Map<string, Growing>();
  for (const decision of logOf(file, key).read()) apply(decided, decision);
  return decided;
}

/** Grows line by line while the file is read. */
type Growing = Decided<string> & { edits: Map<number, string>; weights?: Map<number, 0 | 1> };

function apply(all: Map<string, Growing>, d: Decision): void {
  if (d.decision === 'clear') {
    all.delete(d.id);
    return;
  }
  const known: Growing = all.get(d.id) ?? { edits: new Map(), swapped: false };
  if (d.fingerprint) known.fingerprint = d.fingerprint;
  if (d.decision === 'accept' || d.decision === 'reject') known.verdict = d.decision;
  else if (d.decision === 'swap') known.swapped = !known.swapped;
  else if (d.decision === 'weight') weigh(known, d);
  else if (d.message !== undefined && d.text !== undefined) known.edits.set(d.message, d.text);
  all.set(d.id, known);
}

function weigh(known: Growing, { message, weight }: Decision): void {
  if (message === undefined || weight === undefined) return;
  const weights = known.weights ?? new Map<number, 0 | 1>();
  if (weight === null) weights.delete(message);
  else weights.set(message, weight);
  known.weights = weights;
}

/**
 * The one way from the file into rows and views: every text passes redaction, also one that the studio redacted before it wrote it.
 *
 * @param redact The texts of one target under one plan; undefined for a target that the run does not have.
 */
export async function redactDecisions(
  written: WrittenDecisions,
  redact: (id: string, texts: readonly string[]) => Promise<readonly Redacted<string>[] | undefined>,
): Promise<Decisions> {
  const decisions = new Map<string, Decided>();
  for (const [id, decided] of written) {
    const edits = new Map<number, Redacted<string>>();
    if (decided.edits.size > 0) {
      const texts = await redact(id, [...decided.edits.values()]);
      [...decided.edits.keys()].forEach((message, i) => {
        const text = texts?.[i];
        if (text !== undefined) edits.set(message, text);
      });
    }
    decisions.set(id, { ...decided, edits });
  }
  return decisions;
}

/** Written at once. `text` must have passed redaction: the file is shared. */
export function appendDecision(
  file: string,
  decision: Omit<Decision, 'text'> & { text?: Redacted<string> },
  key: Key,
): void {
  logOf(file, key).append(decision);
}

/**
 * Takes back the last decision on an example or pair. The log only grows: it is cleared, and all but the last said again.
 * @returns What was taken back; null when nothing was decided on `id`.
 */
export function undoDecision(file: string, id: string, key: Key, at: string): Decision['decision'] | null {
  const log = logOf(file, key);
  let current: Decision[] = [];
  for (const decision of log.read())
    if (decision.id === id) current = decision.decision === 'clear' ? [] : [...current, decision];
  const undone = current.pop();
  if (!undone) return null;
  log.append({ id, decision: 'clear', at }, ...current);
  return undone.decision;
}
