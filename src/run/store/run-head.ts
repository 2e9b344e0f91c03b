/** The head of the last run's ledger, `manifest.json`: its version, the dataset's manifest, and the folder that it was written to. */
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { asManifest, type Manifest } from '../../datasets/manifest.ts';
import { UserError } from '../../kit/errors.ts';
import { readJson } from '../../kit/json/parse.ts';

/** Version of all files of the ledger. One of another version is made anew by the next run, and not read. */
export const LEDGER_VERSION = 1;

export interface RunHead {
  /** Folder of the dataset. */
  out: string;
  manifest: Manifest;
}

const Head = z.looseObject({ ledger: z.number(), out: z.string(), manifest: z.unknown() });
const AGAIN = 'Run `goldpan run` again: it makes the ledger anew.';

const fileOf = (folder: string): string => join(folder, 'manifest.json');

/** In one step, so that nobody reads half of it. */
export function writeRunHead(folder: string, { out, manifest }: RunHead): void {
  const file = fileOf(folder);
  writeFileSync(`${file}.new`, JSON.stringify({ ledger: LEDGER_VERSION, out, manifest }));
  renameSync(`${file}.new`, file);
}

/**
 * @param folder `.goldpan/local/run` of a workspace.
 * @returns undefined when there was no run.
 * @throws UserError for a ledger that is damaged or of another version.
 */
export function readRunHead(folder: string): RunHead | undefined {
  const file = fileOf(folder);
  if (!existsSync(file)) return undefined;
  const { data } = Head.safeParse(readJson(file, AGAIN));
  if (data?.ledger !== LEDGER_VERSION)
    throw new UserError(`${file} is damaged, or was written by another version of Goldpan`, AGAIN);
  return { out: data.out, manifest: asManifest(data.manifest, file) };
}
