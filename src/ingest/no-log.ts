/**
 * A run without a single log is a mistake in its paths, or a format that is not known: said at once, with what was
 * there.
 */
import { UserError } from '../kit/errors.ts';
import type { Found } from './sources.ts';

/** Paths named in a message; more would hide the rest of it. */
const NAMED = 5;

/**
 * @param paths what the user named, or the configuration.
 * @param unread files with a log's name of which no record could be read; undefined before anybody looked into them.
 */
export function noLog(paths: readonly string[], found: Found, unread?: readonly string[]): UserError {
  const nearest = [
    unread?.length ? `not recognised: ${some(unread)}` : '',
    found.others.length > 0 ? `no name of a log: ${some(found.others)}` : '',
    found.ownOutputs.length > 0
      ? `a dataset that Goldpan wrote, and does not read again: ${some(found.ownOutputs)}`
      : '',
  ].filter(Boolean);
  return new UserError(
    `no log was found in ${some(paths)} (${nearest.join('; ') || 'nothing is there'})`,
    'Name the files or folders that hold logs. Formats are in docs/formats.md, `goldpan inspect` says more about a file, and a mapping in goldpan.json reads a format of your own.',
  );
}

const some = (paths: readonly string[]): string =>
  `${paths.slice(0, NAMED).join(', ')}${paths.length > NAMED ? ` and ${paths.length - NAMED} more` : ''}`;

/** What a run says of folders that hold datasets, or seem to. */
export const notesOn = ({ ownOutputs, foreignMarks }: Found): string[] => [
  ...ownOutputs.map((own) => `${own}: a dataset that Goldpan wrote; the files that its manifest names are not read`),
  ...foreignMarks.map((mark) => `${mark}: not a manifest of Goldpan; its folder is read like any other`),
];
