/** The human's decisions: one appended line each, mergeable in git, redacted. The last one on a target wins. */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Decided, Decisions } from '../../stages/decide/decide.ts';
import type { Key } from '../key.ts';
import { UserError } from '../model/errors.ts';
import { markRedacted, type Redacted } from '../redact/brand.ts';

export const Decision = z.object({
  v: z.literal(1),
  /** Fingerprint of the key that made the ids. */
  key: z.string(),
  /** Example or pair id. */
  id: z.string(),
  /** clear: as if nothing had been decided (undo). */
  decision: z.enum(['accept', 'reject', 'edit', 'swap', 'clear']),
  /** edit: message of the example, and its new text (redacted). */
  message: z.number().int().nonnegative().optional(),
  text: z.string().optional(),
  /** Content that the decision was made on: on another content it is stale. */
  fingerprint: z.string().optional(),
  /** ISO time, when the editor made it. */
  at: z.string().optional(),
});
export type Decision = z.infer<typeof Decision>;

export type { Decided, Decisions };

/** Grows line by line while the file is read. */
type InFile = Decided & { edits: Map<number, Redacted<string>> };

/** Missing file: no decisions. A line of another key, or a broken one, is an error that says where. */
export function loadDecisions(file: string, key: Key): Decisions {
  const decided = new Map<string, InFile>();
  if (!existsSync(file)) return decided;
  const own = key.fingerprint();
  readFileSync(file, 'utf8')
    .split('\n')
    .forEach((line, i) => {
      if (line.trim() === '') return;
      apply(decided, parseLine(line, file, i + 1, own));
    });
  return decided;
}

function parseLine(line: string, file: string, number: number, own: string): Decision {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new UserError(
      `${file}:${number}: not valid JSON`,
      'Mend or delete the line; a git merge may have left its marks there.',
    );
  }
  const parsed = Decision.safeParse(value);
  if (!parsed.success) throw new UserError(`${file}:${number}: not a decision`, 'Mend or delete the line.');
  if (parsed.data.key !== own) {
    throw new UserError(
      `${file}:${number}: made with another key (${parsed.data.key}, this one is ${own})`,
      'Set GOLDPAN_KEY to the key of your team, or move the file away to start anew.',
    );
  }
  return parsed.data;
}

function apply(all: Map<string, InFile>, d: Decision): void {
  const known: InFile = all.get(d.id) ?? { edits: new Map(), swapped: false };
  if (d.decision === 'clear') {
    all.delete(d.id);
    return;
  }
  if (d.fingerprint) known.fingerprint = d.fingerprint;
  if (d.decision === 'accept' || d.decision === 'reject') known.verdict = d.decision;
  else if (d.decision === 'swap') known.swapped = !known.swapped;
  else if (d.message !== undefined && d.text !== undefined) known.edits.set(d.message, markRedacted(d.text));
  all.set(d.id, known);
}

/** Written at once, so that a stop at any moment loses nothing. `text` must have passed redaction. */
export function appendDecision(
  file: string,
  decision: Omit<Decision, 'v' | 'key' | 'text'> & { text?: Redacted<string> },
  key: Key,
): void {
  mkdirSync(dirname(file), { recursive: true });
  appendFileSync(file, `${JSON.stringify({ v: 1, key: key.fingerprint(), ...decision })}\n`);
}
