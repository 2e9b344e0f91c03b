/** The output folder of a run from its first check to the swap: locked for others meanwhile. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../kit/errors.ts';
import { isInterrupted, recoverSwap, Swap } from '../kit/swap.ts';
import { EmptyResult } from '../model/empty-result.ts';
import { exclusively } from '../model/exclusive.ts';
import { ownDataset } from '../model/own-files.ts';
import { checkContents, DATASET } from './output.ts';

/**
 * One writer at a time for a folder, from whatever workspace. The lock lies beside it while the work lasts.
 *
 * @returns the release.
 * @throws UserError (exit code 3) while another holds it.
 */
export function lockOutput(out: string): () => void {
  mkdirSync(dirname(out), { recursive: true });
  return exclusively(`${out}.goldpan-lock`, `on ${out}`);
}

/** Recovers an interrupted swap, checks once more what is there then, and makes room for the new dataset. */
export function beginDataset(out: string): Swap {
  recoverSwap(out, DATASET);
  checkContents(out);
  return Swap.begin(out, DATASET);
}

/**
 * The last step of a run.
 *
 * @param rows of the new dataset.
 * @throws UserError when rows would be replaced by none, or when the user put something into the folder meanwhile: the new
 *   dataset is kept beside it then.
 */
export function commitDataset(swap: Swap, out: string, rows: number, allowEmpty: boolean): void {
  const there = ownDataset(out);
  if (rows === 0 && !allowEmpty && there && there !== 'foreign' && there.rows > 0)
    throw new EmptyResult(
      `this run made no row, and would replace the ${there.rows} of ${out} by none`,
      'Look at what it read (goldpan inspect) and left out; or let it replace them with --allow-empty.',
    );
  try {
    swap.commit();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(error.message, `${error.fix} The new dataset is kept in ${swap.keep()}.`);
  }
}

/** Puts a dataset back that a kill left between the two renames, for whoever wants to read it. */
export function recoverDataset(folder: string): void {
  if (existsSync(folder) || !isInterrupted(folder)) return;
  const release = lockOutput(folder);
  try {
    recoverSwap(folder, DATASET);
  } finally {
    release();
  }
}
