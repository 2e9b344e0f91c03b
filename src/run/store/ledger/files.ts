/** The names of the ledger's files. Nobody but this folder opens them; what each holds is in schema.ts. */
import { join } from 'node:path';

export const LEDGER_FILES = {
  /** Written last, so that a ledger without it is none. */
  head: 'manifest.json',
  sources: 'sources.json',
  sessions: 'provenance.jsonl',
  exports: 'exports.jsonl',
  cards: 'cards.jsonl',
  pairs: 'pairs.jsonl',
  sample: 'audit-sample.jsonl',
  tools: 'tools.jsonl',
  /** The run store: see run-store.ts. */
  examples: 'examples.jsonl',
} as const;

export const fileIn = (folder: string, name: keyof typeof LEDGER_FILES): string => join(folder, LEDGER_FILES[name]);
