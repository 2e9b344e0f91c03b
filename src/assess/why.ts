/** Answers "why is this not in my data?" from the last run's ledger. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Manifest, readManifest } from '../datasets/manifest.ts';
import { displayPath } from '../ingest/sources.ts';
import { UserError } from '../kit/errors.ts';
import { isInterrupted, recoverSwap, WHOLLY_OURS } from '../kit/swap.ts';
import { DATASET_MARK } from '../model/own-files.ts';
import type { RecordRef } from '../model/source.ts';
import type { Leak } from '../redact/types.ts';
import { groupSkips, lossText } from '../run/skips.ts';
import { decidedLine } from '../run/store/ledger/card.ts';
import { LedgerReader } from '../run/store/ledger/reader.ts';
import type { LedgerHead, Provenance } from '../run/store/ledger/schema.ts';
import { lock, type Workspace } from '../run/store/workspace.ts';

export interface Answer {
  /** What was asked about. */
  where: string;
  /** The answer in sentences. */
  lines: string[];
  /** Ids of the examples it became part of. */
  examples: string[];
  /** Records it came from: file and line. */
  records: { path: string; line: number }[];
}

/** `where`: FILE:LINE, FILE, or an id. Throws UserError when there is no run, or the place is in none of its files. */
export async function explain(workspace: Workspace, where: string, cwd: string): Promise<Answer> {
  recoverRun(workspace);
  const ledger = LedgerReader.open(workspace.run);
  if (!ledger) {
    throw new UserError(
      'there is no finished run here',
      'Run `goldpan run` first; it keeps a ledger in .goldpan/local.',
    );
  }
  const place = /^(.*):(\d+)$/.exec(where);
  const pathOf = (file: string): string => displayPath(resolve(cwd, file), workspace.root);
  const answer = place
    ? explainLine(ledger, pathOf(place[1] as string), Number(place[2]), where)
    : (explainFile(ledger, pathOf(where), where) ?? explainId(ledger, where));
  const stale = staleness(ledger.head);
  return stale ? { ...answer, lines: [...answer.lines, stale] } : answer;
}

/** A kill between the renames of the last step leaves the last run under another name. */
function recoverRun(workspace: Workspace): void {
  if (existsSync(workspace.run) || !isInterrupted(workspace.run)) return;
  const release = lock(workspace);
  try {
    recoverSwap(workspace.run, WHOLLY_OURS);
  } finally {
    release();
  }
}

/** The ledger is about one run; the dataset in its place may be of another: made elsewhere, or by a run killed in its last step. */
function staleness({ out, manifest }: LedgerHead): string | undefined {
  if (existsSync(join(out, DATASET_MARK)) && JSON.stringify(manifest) === JSON.stringify(manifestOrNull(out))) return;
  return `This is what the last finished run here did; ${out} no longer holds its dataset. Run the pipeline again to have both agree.`;
}

function manifestOrNull(folder: string): Manifest | null {
  try {
    return readManifest(folder);
  } catch {
    return null;
  }
}

/** What was read of a file, and what was not; undefined for what is not a file of the last run. */
function explainFile(ledger: LedgerReader, path: string, where: string): Answer | undefined {
  const { sources, skipped } = ledger.sources();
  const read = sources.filter((s) => s.path === path && s.values > 0);
  const groups = groupSkips(skipped.filter((s) => s.path === path));
  if (read.length === 0 && groups.length === 0) return undefined;
  const lines = [
    ...read.map((s) => `${s.entry ? `${s.entry}: r` : 'R'}ead as ${s.format}: ${s.values} record(s) found in it.`),
    ...groups.map((group) => `Skipped: ${lossText(group)}.`),
  ];
  return { where, lines, examples: [], records: [] };
}

function explainLine(ledger: LedgerReader, path: string, line: number, where: string): Answer {
  const { sources, skipped, ownOutputs } = ledger.sources();
  const answer: Answer = { where, lines: [], examples: [], records: [{ path, line }] };
  const isSource = sources.some((s) => s.path === path);
  if (!isSource && ownOutputs.some((own) => path.startsWith(`${own}/`))) {
    answer.lines.push('It is in a dataset that Goldpan wrote: own outputs are not read again.');
    return answer;
  }
  const wasRead = sources.some((s) => s.path === path && s.values > 0);
  if (!wasRead && ![...sources, ...skipped].some((s) => s.path === path))
    throw new UserError(`${path} was not part of the last run`, 'Check the path, and "sources" in goldpan.json.');
  for (const s of skipped) {
    // Of an archive that was read, an entry may have been left out as a whole: not what was asked about.
    if (s.path === path && (s.line === line || (s.line === 0 && !wasRead)))
      answer.lines.push(`It was skipped: ${s.reason}.`);
  }
  if (answer.lines.length > 0) return answer;
  const owners = ledger.sessionsAt(path, line);
  if (owners.length === 0) {
    answer.lines.push('No record of the last run holds this line.');
    return answer;
  }
  for (const owner of owners.slice(0, 20)) explainSession(ledger, owner, answer);
  if (owners.length > 20) answer.lines.push(`The record holds ${owners.length} sessions; the first 20 are told here.`);
  return answer;
}

function explainSession(ledger: LedgerReader, owner: Provenance, answer: Answer): void {
  answer.lines.push(`It is part of session ${owner.session}, read from ${owner.records.length} record(s).`);
  for (const why of owner.dropped ?? []) answer.lines.push(`The session gave no example: ${why}.`);
  for (const id of owner.examples) {
    answer.examples.push(id);
    explainExample(ledger, id, answer);
  }
}

function explainExample(ledger: LedgerReader, id: string, answer: Answer): void {
  const line = ledger.card(id);
  if (!line) return;
  const card = decidedLine(line);
  const marks = card.marks.map((m) => `${m.mark} (${m.why})`).join(', ');
  answer.lines.push(
    `Example ${id}: ${card.kind}, complexity ${card.tags.complexity}${marks ? `; marked ${marks}` : ''}.`,
  );
  addResults(ledger, id, answer);
  for (const pair of ledger.pairs()) {
    const side = pair.chosen.example === id ? 'chosen' : pair.rejected.example === id ? 'rejected' : undefined;
    if (!side) continue;
    answer.lines.push(`  ${side} side of pair ${pair.id} (from ${pair.evidence.source}).`);
    addResults(ledger, pair.id, answer);
  }
}

function addResults(ledger: LedgerReader, id: string, answer: Answer): void {
  for (const result of ledger.resultsOf(id))
    answer.lines.push(
      'written' in result
        ? `  ${result.dataset}: written to ${result.written}.`
        : `  ${result.dataset}: left out, ${result.dropped}${result.leak ? leakPlace(result.leak) : ''}.`,
    );
}

/** ` at /messages/3/content; session 5f… holds the value (ask …)`. */
function leakPlace({ pointer, session }: Leak): string {
  const where = pointer === '' ? '' : ` at ${pointer}`;
  return session === undefined
    ? where
    : `${where}; the value was found in session ${session} (\`goldpan why ${session}\` tells its file and line)`;
}

function explainId(ledger: LedgerReader, id: string): Answer {
  const answer: Answer = { where: id, lines: [], examples: [], records: [] };
  const pair = ledger.pair(id);
  if (pair) {
    answer.lines.push(
      `Pair from ${pair.evidence.source}: chosen from example ${pair.chosen.example}, rejected from ${pair.rejected.example}.`,
    );
    addResults(ledger, id, answer);
  }
  const ids = pair ? [pair.chosen.example, pair.rejected.example] : [id];
  for (const example of new Set(ids)) {
    const owner = ledger.sessionOf(example);
    if (!owner)
      throw new UserError(
        `${id} is no id of the last run`,
        'Give FILE:LINE of a log, or an id from the "meta" of a row.',
      );
    answer.records.push(...owner.records.map(({ path, line }) => ({ path, line })));
    answer.lines.push(`From ${place(owner.records)}.`);
    if (!pair) explainSession(ledger, owner, answer);
  }
  return answer;
}

function place(records: readonly RecordRef[]): string {
  const first = records
    .slice(0, 5)
    .map((r) => `${r.path}:${r.line}`)
    .join(', ');
  return records.length > 5 ? `${first} and ${records.length - 5} more` : first;
}
