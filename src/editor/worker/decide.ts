/** The human's word: decisions on examples and pairs, and terms for the dictionary. Written at once. */
import { appendFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { appendDecision, loadDecisions } from '../../core/decide/decisions.ts';
import { UserError } from '../../core/model/errors.ts';
import { LOCAL_DICTIONARY, loadTerms } from '../../core/redact/dictionary/load.ts';
import { ensureLocal, loadKey, workspaceAt } from '../../core/store/workspace.ts';
import type { In, Out } from './api.ts';
import { keyFor, requireTrust } from './config.ts';
import { redactorFor } from './redactor.ts';

/** An edited text is redacted before it is stored. */
export async function decide({ project, decision }: In<'decide'>): Promise<Out<'decide'>> {
  requireTrust(project);
  const workspace = workspaceAt(project.root);
  const key = loadKey(workspace, process.env.GOLDPAN_KEY);
  const at = new Date().toISOString();
  const { text, ...rest } = decision;
  const redacted = text === undefined ? undefined : (await (await redactorFor(project)).redactTexts([text]))[0]?.text;
  appendDecision(workspace.decisions, { ...rest, at, ...(redacted === undefined ? {} : { text: redacted }) }, key);
  return { at };
}

export async function decisions({ project }: In<'decisions'>): Promise<Out<'decisions'>> {
  const known = loadDecisions(workspaceAt(project.root).decisions, keyFor(project));
  return [...known].map(([id, { verdict, swapped, edits, fingerprint }]) => ({
    id,
    swapped,
    edits: [...edits].map(([message, text]) => ({ message, text })),
    ...(verdict ? { verdict } : {}),
    ...(fingerprint ? { fingerprint } : {}),
  }));
}

/** Adds a term to the folder's own dictionary, which stays on this machine. */
export async function teach({ project, term, mode, type }: In<'teach'>): Promise<Out<'teach'>> {
  requireTrust(project);
  const clean = term.trim();
  if (clean.length < 2 || /[\r\n]/.test(clean)) {
    throw new UserError('A term is one line of two characters or more.', 'Select the word or name alone.');
  }
  const workspace = workspaceAt(project.root);
  const file = join(workspace.root, LOCAL_DICTIONARY);
  const known = loadTerms({ dictionary: [], dictionaryFiles: [] }, workspace.root);
  if (known.some((t) => t.term === clean && t.mode === mode && t.type === type)) return { file, known: true };
  ensureLocal(workspace);
  if (!existsSync(file)) appendFileSync(file, 'term,mode,type\n', { mode: 0o600 });
  appendFileSync(file, `${[clean, mode, type ?? ''].map(csv).join(',')}\n`);
  return { file, known: false };
}

const csv = (value: string): string => (/[",]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
