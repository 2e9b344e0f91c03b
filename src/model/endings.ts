/**
 * The endings that files with logs have: the one table that looking for logs, opening them, watching them and the menus of
 * package.json follow. What a file really holds is decided by its content.
 */

/** Ids of the containers that have endings of their own. */
type Container = 'csv' | 'sql-dump' | 'sqlite' | 'parquet' | 'zip' | 'gzip' | 'zstd';

interface Ending {
  /** What is opened first; undefined: readers read the file itself. */
  container?: Container;
  /** The log viewer shows it: text, a line or a record at a time. */
  viewer?: boolean;
  /** *Map This Log…* is offered for it: records whose members can be pointed at. */
  mapped?: boolean;
}

const ENDINGS: Readonly<Record<string, Ending>> = {
  jsonl: { viewer: true, mapped: true },
  ndjson: { viewer: true, mapped: true },
  json: { viewer: true, mapped: true },
  log: { viewer: true },
  txt: { viewer: true },
  md: {},
  traj: {},
  af: {},
  eval: { container: 'zip' },
  csv: { container: 'csv', mapped: true },
  tsv: { container: 'csv', mapped: true },
  sql: { container: 'sql-dump' },
  db: { container: 'sqlite' },
  sqlite: { container: 'sqlite' },
  sqlite3: { container: 'sqlite' },
  vscdb: { container: 'sqlite' },
  parquet: { container: 'parquet' },
  zip: { container: 'zip' },
  gz: { container: 'gzip' },
  zst: { container: 'zstd' },
};

const which = (want: (ending: Ending) => boolean | undefined): string[] =>
  Object.entries(ENDINGS).flatMap(([name, ending]) => (want(ending) ? [name] : []));

/** Whether a file is named like a log; upper and lower case are one. */
export const hasLogEnding = (name: string): boolean => Object.hasOwn(ENDINGS, endingOf(name));

/** Folders whose program writes its logs without an ending: that of AI Studio, in Google Drive and in Takeout. */
const BARE_FOLDER = /(?:^|[\\/])Google AI Studio[\\/][^\\/]+$/;

/** Whether a file without an ending lies where a program keeps its logs so; pictures beside them have one. */
export const isBareLog = (path: string): boolean => BARE_FOLDER.test(path) && !/\.[A-Za-z0-9]{2,5}$/.test(path);

/** Whether the name says that this container opens it: asked where the content does not tell. */
export const isNamedFor = (container: Container, name: string): boolean => {
  const ending = endingOf(name);
  return Object.hasOwn(ENDINGS, ending) && ENDINGS[ending]?.container === container;
};

const endingOf = (name: string): string => /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** `*.csv, *.tsv`, for the documentation of a container. */
export const filesFor = (container: Container): string =>
  which((e) => e.container === container)
    .map((name) => `*.${name}`)
    .join(', ');

/** All files that may be logs, as VS Code watches for them. */
export const LOG_FILES = `**/*.{${which(() => true).join(',')}}`;
export const VIEWER_ENDINGS: readonly string[] = which((e) => e.viewer);
export const MAPPED_ENDINGS: readonly string[] = which((e) => e.mapped);
