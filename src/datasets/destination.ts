/** Where a dataset may go. Files on this machine need no leave; a trainer or host of others needs an explicit yes. */

import { UserError } from '../kit/errors.ts';
import type { Config } from '../model/config.ts';
import { enabledDatasets } from './dataset.ts';

/** Throws UserError unless the policy allows the destination that `exports.destination` or the output folder names, and its targets exist. */
export function assertDestination(config: Config, out: string): void {
  enabledDatasets(config);
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(out))
    throw new UserError(`${out} is no folder`, 'Write to a folder, and copy the dataset from there.');
  assertAllowed(config, config.exports.destination);
  const host = /^(?:\\\\|\/\/)([^\\/]+)[\\/]/.exec(out)?.[1];
  if (host) assertAllowed(config, host);
}

/** `destination`: `local`, or the name of a trainer or host, as in `privacy.destinations`. */
export function assertAllowed({ privacy }: Config, destination: string): void {
  if (destination === 'local' || privacy.destinations.includes(destination)) return;
  throw new UserError(
    `the dataset is to go to "${destination}", and the policy does not allow that`,
    `If the owner of the data agrees, add "${destination}" to privacy.destinations in goldpan.json; else set exports.destination to "local".`,
  );
}
