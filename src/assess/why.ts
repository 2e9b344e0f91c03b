/** Answers "why is this not in my data?" from the last run's ledger. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Manifest, readManifest } from '../datasets/manifest.ts';
import { displayPath } from '../ingest/sources.ts';
import { UserError } from '../kit/errors.ts';
import { readJson } from '../kit/json/parse.ts';
import { jsonLines } from '../kit/jsonl.ts';
import { isInterrupted, recoverSwap, WHOLLY_OURS } from '../kit/swap.ts';
import type { Pair } from '../model/example.ts';
import { DATASET_MARK } from '../model/own-files.ts';
import type { RecordRef, Skipped } from '../model/source.ts';
import { groupSkips, lossText } from '../run/skips.ts';
import { decidedLine, type LedgerCard } from '../run/store/ledger-card.ts';
import { type RunHead, readRunHead } from '../run/store/run-head.ts';
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

const AGAIN = 'Run `goldpan run` again: it makes the ledger anew.';

interface Provenance {
  session: string;
  records: RecordRef[];
  examples: string[];
  dropped?: string[];
}

interface Fate {
  dataset: string;
  id: string;
  written?: string;
  dropped?: string;
}

/** `where`: FILE:LINE, FILE, or an id. Throws UserError when there is no run, or the place is in none of its files. */
export async function explain(workspace: Workspace, where: string, cwd: string): Promise<Answer> {
  recoverRun(workspace);
  const head = readRunHead(workspace.run);
  if (!head) {
    throw new UserError(
      'there is no finished run here',
      'Run `goldpan run` first; it keeps a ledger in .goldpan/local.',
    );
  }
  const place = /^(.*):(\d+)$/.exec(where);
  const answer = await (place
    ? explainLine(workspace, resolve(cwd, place[1] as string), Number(place[2]), where)
    : (explainFile(workspace, resolve(cwd, where), where) ?? explainId(workspace, where)));
  const stale = staleness(head);
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
function staleness({ out, manifest }: RunHead): string | undefined {
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

interface Sources {
  sources: { path: string; entry?: string; format: string | null; values: number }[];
  skipped: Skipped[];
  ownOutputs: string[];
}

const sourcesOf = (workspace: Workspace): Sources => readJson(join(workspace.run, 'sources.json'), AGAIN) as Sources;

/** What was read of a file, and what was not; undefined for what is not a file of the last run. */
function explainFile(workspace: Workspace, file: string, where: string): Answer | undefined {
  const path = displayPath(file, workspace.root);
  const { sources, skipped } = sourcesOf(workspace);
  const read = sources.filter((s) => s.path === path && s.values > 0);
  const groups = groupSkips(skipped.filter((s) => s.path === path));
  if (read.length === 0 && groups.length === 0) return undefined;
  const lines = [
    ...read.map((s) => `${s.entry ? `${s.entry}: r` : 'R'}ead as ${s.format}: ${s.values} record(s) found in it.`),
    ...groups.map((group) => `Skipped: ${lossText(group)}.`),
  ];
  return { where, lines, examples: [], records: [] };
}

async function explainLine(workspace: Workspace, file: string, line: number, where: string): Promise<Answer> {
  const path = displayPath(file, workspace.root);
  const { sources, skipped, ownOutputs } = sourcesOf(workspace);
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
  const owners: Provenance[] = [];
  let nearest = 0;
  for await (const p of jsonLines<Provenance>(join(workspace.run, 'provenance.jsonl'))) {
    const own = p.records.filter((r) => r.path === path && r.line <= line);
    const start = Math.max(0, ...own.map((r) => r.line));
    if (start === 0 || start < nearest) continue;
    if (start > nearest) owners.length = 0;
    nearest = start;
    owners.push(p);
  }
  if (owners.length === 0) {
    answer.lines.push('No record of the last run holds this line.');
    return answer;
  }
  for (const owner of owners.slice(0, 20)) await explainSession(workspace, owner, answer);
  if (owners.length > 20) answer.lines.push(`The record holds ${owners.length} sessions; the first 20 are told here.`);
  return answer;
}

async function explainSession(workspace: Workspace, owner: Provenance, answer: Answer): Promise<void> {
  answer.lines.push(`It is part of session ${owner.session}, read from ${owner.records.length} record(s).`);
  for (const why of owner.dropped ?? []) answer.lines.push(`The session gave no example: ${why}.`);
  for (const id of owner.examples) {
    answer.examples.push(id);
    await explainExample(workspace, id, answer);
  }
}

async function explainExample(workspace: Workspace, id: string, answer: Answer): Promise<void> {
  const line = await find<LedgerCard>(join(workspace.run, 'cards.jsonl'), (c) => c.id === id);
  if (!line) return;
  const card = decidedLine(line);
  const marks = card.marks.map((m) => `${m.mark} (${m.why})`).join(', ');
  answer.lines.push(
    `Example ${id}: ${card.kind}, complexity ${card.tags.complexity}${marks ? `; marked ${marks}` : ''}.`,
  );
  await addFates(workspace, id, answer);
  for await (const pair of jsonLines<Pair>(join(workspace.run, 'pairs.jsonl'))) {
    const side = pair.chosen.example === id ? 'chosen' : pair.rejected.example === id ? 'rejected' : undefined;
    if (!side) continue;
    answer.lines.push(`  ${side} side of pair ${pair.id} (from ${pair.evidence.source}).`);
    await addFates(workspace, pair.id, answer);
  }
}

async function addFates(workspace: Workspace, id: string, answer: Answer): Promise<void> {
  for await (const fate of jsonLines<Fate>(join(workspace.run, 'fates.jsonl'))) {
    if (fate.id !== id) continue;
    answer.lines.push(
      fate.written ? `  ${fate.dataset}: written to ${fate.written}.` : `  ${fate.dataset}: left out, ${fate.dropped}.`,
    );
  }
}

async function explainId(workspace: Workspace, id: string): Promise<Answer> {
  const answer: Answer = { where: id, lines: [], examples: [], records: [] };
  const pair = await find<Pair>(join(workspace.run, 'pairs.jsonl'), (p) => p.id === id);
  if (pair) {
    answer.lines.push(
      `Pair from ${pair.evidence.source}: chosen from example ${pair.chosen.example}, rejected from ${pair.rejected.example}.`,
    );
    await addFates(workspace, id, answer);
  }
  const ids = pair ? [pair.chosen.example, pair.rejected.example] : [id];
  for (const example of new Set(ids)) {
    const owner = await find<Provenance>(
      join(workspace.run, 'provenance.jsonl'),
      (p) => p.session === example || p.examples.includes(example),
    );
    if (!owner)
      throw new UserError(
        `${id} is no id of the last run`,
        'Give FILE:LINE of a log, or an id from the "meta" of a row.',
      );
    answer.records.push(...owner.records.map(({ path, line }) => ({ path, line })));
    answer.lines.push(`From ${place(owner.records)}.`);
    if (!pair) await explainSession(workspace, owner, answer);
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

async function find<T>(file: string, wanted: (value: T) => boolean): Promise<T | undefined> {
  for await (const value of jsonLines<T>(file)) if (wanted(value)) return value;
  return undefined;
}
