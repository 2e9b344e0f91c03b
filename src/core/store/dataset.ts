/** Is a folder a dataset of ours? */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DATASET_MARK } from '../ingest/sources.ts';

/** Ours, or empty: only then may it be replaced. */
export function isDataset(folder: string): boolean {
  if (existsSync(join(folder, DATASET_MARK))) return true;
  try {
    // Fails on a folder with anything in it.
    rmSync(folder, { recursive: false });
    return true;
  } catch {
    return false;
  }
}
