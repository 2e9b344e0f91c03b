/** The head of the ledger: its version, the dataset's manifest, and the folder that it was written to. */
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { asManifest } from '../../../datasets/manifest.ts';
import { UserError } from '../../../kit/errors.ts';
import { readJson } from '../../../kit/json/parse.ts';
import { fileIn } from './files.ts';
import { Head, LEDGER_VERSION, type LedgerHead } from './schema.ts';

/** How to fix a ledger that cannot be read. */
export const AGAIN = 'Run `goldpan run` again: it makes the ledger anew.';

/** In one step, so that nobody reads half of it. */
export function writeHead(folder: string, { out, manifest }: LedgerHead): void {
  const file = fileIn(folder, 'head');
  writeFileSync(`${file}.new`, JSON.stringify({ ledger: LEDGER_VERSION, out, manifest }));
  renameSync(`${file}.new`, file);
}

/**
 * @returns undefined when there was no run.
 * @throws UserError when it is damaged or of another version.
 */
export function readHead(folder: string): LedgerHead | undefined {
  const file = fileIn(folder, 'head');
  if (!existsSync(file)) return undefined;
  const { data } = Head.safeParse(readJson(file, AGAIN));
  if (!data) throw new UserError(`${file} is damaged, or was written by another version of Goldpan`, AGAIN);
  return { out: data.out, manifest: asManifest(data.manifest, file) };
}
