/** `goldpan redact --native`: logs, redacted, in their own formats, to share for debugging. Sources are only read. */
import { mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import { checkContents, checkOutput, DATASET } from '../../datasets/output.ts';
import { lockOutput } from '../../datasets/replace.ts';
import { CONTAINERS } from '../../ingest/containers/registry.ts';
import type { Reader } from '../../ingest/reader.ts';
import { findSources, type Source } from '../../ingest/sources.ts';
import { encodeWhole, wholeText } from '../../ingest/text/whole.ts';
import { defined } from '../../kit/defined.ts';
import { UserError } from '../../kit/errors.ts';
import { asUserError } from '../../kit/os-error.ts';
import { Swap } from '../../kit/swap.ts';
import { ownDataset } from '../../model/own-files.ts';
import type { PiiType } from '../../model/pii.ts';
import type { Redactor } from '../../redact/types.ts';
import { difference, readAs } from './compare.ts';
import { MOST_AT_ONCE, rewrite, shapeOf } from './rewrite.ts';
import { VAGUE } from './structure.ts';

export interface NativeOptions {
  /** File or folder, absolute. */
  from: string;
  /** Absolute: absent or an empty folder. */
  out: string;
  /** The workspace folder. */
  root: string;
  redactor: Pick<Redactor, 'redactFile'>;
  readers: readonly Reader[];
}

interface NativeFile {
  /** Relative to what was given. */
  from: string;
  /** Relative to the output folder: a name that held a value is another one there. */
  to: string;
  /** Id of the reader; null when no reader knows the file. */
  format: string | null;
  sessions: number;
  events: number;
  hidden: Partial<Record<PiiType, number>>;
  /** What a reader finds in the redacted file and did not find in the log, or the other way round. */
  differs?: string;
}

export interface NativeReport {
  files: NativeFile[];
  /** What has no redacted copy, and why. */
  skipped: { path: string; reason: string }[];
}

/** Containers whose bytes are text, which a value can be replaced in. */
const TEXT_CONTAINERS: ReadonlySet<string> = new Set(['csv', 'sql-dump']);

/** @throws UserError for a place that nothing may be written to, before any work. */
export async function redactNative({ from, out, root, redactor, readers }: NativeOptions): Promise<NativeReport> {
  const found = findSources([from], root);
  checkOutput(out, { root, sources: [from] });
  refuseInside(out, from);
  const base =
    found.sources.length === 1 && resolve(root, found.sources[0]?.path ?? '') === from ? dirname(from) : from;
  const shown = (path: string): string => relative(base, resolve(root, path)).split(sep).join('/');
  const report: NativeReport = {
    files: [],
    skipped: [
      ...found.skipped.map(({ path, reason }) => ({ path: shown(path), reason })),
      ...found.ownOutputs.map((path) => ({ path: shown(path), reason: 'a dataset that Goldpan wrote' })),
      ...found.others.map((path) => ({
        path: shown(path),
        reason: 'has no name of a log; name the file itself to have it redacted',
      })),
    ],
  };
  const release = lockOutput(out);
  const swap = Swap.begin(out, NEW_FOLDER);
  try {
    const taken = new Set<string>();
    for (const source of found.sources) {
      const path = shown(source.path);
      const file = await redactOne(source, path, { staging: swap.staging, taken, redactor, readers });
      if ('reason' in file) report.skipped.push({ path, reason: file.reason });
      else report.files.push(file);
    }
    if (report.files.length > 0) swap.commit();
    return report;
  } finally {
    swap.abandon();
    release();
  }
}

/** Nothing is ever replaced: a log that was shared once may be all that is left of it. */
const NEW_FOLDER = {
  check: (folder: string, name: string): void => {
    checkContents(folder, name);
    if (ownDataset(folder)) throw new UserError(`${name} holds a dataset`, 'Name a new folder with --out.');
  },
  remove: DATASET.remove,
};

/** The next reading of the folder would find the copies among the logs. */
function refuseInside(out: string, from: string): void {
  const real = realpathSync(from);
  for (let at = resolve(out); dirname(at) !== at; at = dirname(at))
    if (at === from || at === real)
      throw new UserError(`${out} lies in ${from}, whose logs are read`, 'Name a folder elsewhere with --out.');
}

interface Job extends Pick<NativeOptions, 'redactor' | 'readers'> {
  staging: string;
  /** Paths given out so far. */
  taken: Set<string>;
}

async function redactOne(source: Source, path: string, job: Job): Promise<NativeFile | { reason: string }> {
  const bytes = readBytes(source.bytes.file);
  if (!Buffer.isBuffer(bytes)) return bytes;
  const container = CONTAINERS.find((one) => one.claims(bytes.subarray(0, 1 << 16), source.path));
  if (container && !TEXT_CONTAINERS.has(container.id))
    return { reason: `${container.doc.title}: no text, so it is not rewritten; unpack or export it, and redact that` };
  let whole: ReturnType<typeof wholeText>;
  try {
    whole = wholeText(bytes, path);
  } catch (error) {
    if (error instanceof UserError) return { reason: `${error.message.slice(path.length + 2)}. ${error.fix}` };
    throw error;
  }
  if (whole.text.length > MOST_AT_ONCE && shapeOf(whole.text) === 'whole')
    return { reason: 'one JSON value of more than 64 million characters; write it as JSON Lines' };
  const { text, hidden } = await rewrite(whole.text, job.redactor, /\.ya?ml$/i.test(path));
  const to = await newName(path, job);
  const file = join(job.staging, to);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, encodeWhole(text, whole), { flag: 'wx' });
  const before = await readAs(source, job.readers);
  const after = await readAs({ ...source, path: to, bytes: { kind: 'file', file } }, job.readers);
  return {
    from: path,
    to,
    format: before.format,
    sessions: before.sessions,
    events: before.events,
    hidden,
    ...defined({ differs: difference(before, after) }),
  };
}

/** A file may be gone or locked since it was found: that costs only itself. */
function readBytes(file: string): Buffer | { reason: string } {
  try {
    return readFileSync(file);
  } catch (error) {
    const known = asUserError(error, file);
    if (known instanceof UserError) return { reason: `cannot be read. ${known.fix}` };
    throw error;
  }
}

/** Folders are named after people as well. Two names that become one are told apart by a number. */
async function newName(path: string, { redactor, taken }: Job): Promise<string> {
  const ending = extname(path);
  const parts = path.slice(0, path.length - ending.length).split('/');
  const { texts, redactions } = await redactor.redactFile(parts);
  const renamed = new Set(redactions.filter(({ type }) => !VAGUE.has(type)).map(({ field }) => Number(field)));
  // A fake that is no name of a file is left out.
  const safe = (text: string, i: number): string => (/^\.{0,2}$|[/\\]/.test(text) ? `part-${i + 1}` : text);
  const name = parts.map((part, i) => (renamed.has(i) ? safe(texts[i] ?? '', i) : part)).join('/') + ending;
  let free = name;
  for (let n = 2; taken.has(free.toLowerCase()); n++) free = join(dirname(name), `${n}-${basename(name)}`);
  taken.add(free.toLowerCase());
  return free;
}
