/** Which files of a folder Goldpan wrote: the one list of what a dataset holds. Nothing beside it may be replaced or deleted. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { look } from '../kit/look.ts';

/** In every dataset: it makes the folder Goldpan's own output, and no log. */
export const DATASET_MARK = 'goldpan.manifest.json';
export const CARD_FILE = 'README.md';
export const AUDIT_FILES = {
  redactions: 'audit/redactions.jsonl',
  dropped: 'audit/dropped.jsonl',
  subjects: 'audit/subjects.jsonl',
  rows: 'audit/rows.jsonl',
} as const;

/** The version that this Goldpan writes, and may replace. */
export const MANIFEST_VERSION = 1;

/** Names that a kind of dataset can have; what a stranger's manifest calls an output must not make a file ours. */
const OUTPUT_PATH = /^(?:[a-z][a-z0-9-]*\/)+[a-z][a-z0-9-]*\.jsonl$/;
/** What a target wants beside its rows. */
const SIDE_FILE = /^(?:[a-z][a-z0-9_-]*\/)*[a-z][a-z0-9_-]*\.(?:json|ya?ml|md)$/;

/** What every version of the manifest has. */
const OwnManifest = z.object({
  manifest: z.number().int().positive(),
  goldpan: z.string(),
  stages: z.array(z.unknown()),
  outputs: z.array(z.object({ path: z.string().regex(OUTPUT_PATH), rows: z.number().int().nonnegative() })),
  files: z.array(z.string().regex(SIDE_FILE)).optional(),
});

export interface OwnDataset {
  /** Of the manifest. */
  version: number;
  /** POSIX paths inside the folder, the manifest among them. Not each must be there. */
  files: ReadonlySet<string>;
  /** Of all outputs. */
  rows: number;
}

/** @returns the dataset in the folder; `foreign` when its manifest is none of Goldpan's; undefined without one. */
export function ownDataset(folder: string): OwnDataset | 'foreign' | undefined {
  const file = join(folder, DATASET_MARK);
  const stat = look(file);
  if (!stat) return undefined;
  return (stat.isFile() && parseOwn(readFileSync(file, 'utf8'))) || 'foreign';
}

function parseOwn(text: string): OwnDataset | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { data } = OwnManifest.safeParse(value);
  if (!data) return undefined;
  const outputs = data.outputs.map((o) => o.path);
  return {
    version: data.manifest,
    files: new Set([DATASET_MARK, CARD_FILE, ...Object.values(AUDIT_FILES), ...outputs, ...(data.files ?? [])]),
    rows: data.outputs.reduce((n, o) => n + o.rows, 0),
  };
}
