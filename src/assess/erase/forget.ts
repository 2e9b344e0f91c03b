/** Takes sessions out of what the last run left on this machine: run store, cards, pairs, ledger, decisions on them. */
import { closeSync, existsSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../datasets/manifest.ts';
import { fileLines, jsonLines, parseLine } from '../../kit/jsonl.ts';
import { JsonlWriter } from '../../kit/jsonl-writer.ts';
import type { Pair } from '../../model/example.ts';
import { readRunHead, writeRunHead } from '../../run/store/run-head.ts';
import type { Workspace } from '../../run/store/workspace.ts';
import type { CardFacts } from '../../stages/card.ts';

/** Ids of the sessions' examples, as far as the last run knows them. */
export async function examplesOf(workspace: Workspace, sessions: ReadonlySet<string>): Promise<Set<string>> {
  const ids = new Set<string>();
  for await (const card of jsonLines<CardFacts>(join(workspace.run, 'cards.jsonl')))
    if (sessions.has(card.session)) ids.add(card.id);
  return ids;
}

/** Bytes of the run store are blanked in place, so that the offsets of the others stay true. Returns the examples' ids. */
export async function forgetLocally(workspace: Workspace, sessions: ReadonlySet<string>): Promise<Set<string>> {
  const at = (name: string): string => join(workspace.run, name);
  const ids = new Set<string>();
  const places: { offset: number; length: number }[] = [];
  await filter<CardFacts>(at('cards.jsonl'), (card) => {
    if (!sessions.has(card.session)) return true;
    ids.add(card.id);
    places.push({ offset: card.offset, length: card.length });
    return false;
  });
  if (places.length > 0) blank(at('examples.jsonl'), places);
  await filter<Pair>(at('pairs.jsonl'), (pair) => {
    const gone = ids.has(pair.chosen.example) || ids.has(pair.rejected.example);
    if (gone) ids.add(pair.id);
    return !gone;
  });
  await filter<{ session: string }>(at('provenance.jsonl'), ({ session }) => !sessions.has(session));
  await filter<{ id: string }>(at('fates.jsonl'), ({ id }) => !ids.has(id));
  await filter<{ example: string }>(at('audit-sample.jsonl'), ({ example }) => !ids.has(example));
  if (ids.size > 0) await filter<{ id: string }>(workspace.decisions, ({ id }) => !ids.has(id));
  return ids;
}

/** The ledger's copy of a manifest follows the dataset that it is about. */
export function updateLedger(workspace: Workspace, out: string, manifest: Manifest): void {
  if (readRunHead(workspace.run)?.out === out) writeRunHead(workspace.run, { out, manifest });
}

function blank(file: string, places: readonly { offset: number; length: number }[]): void {
  const fd = openSync(file, 'r+');
  for (const { offset, length } of places) writeSync(fd, Buffer.alloc(length, ' '), 0, length, offset);
  closeSync(fd);
}

async function filter<T extends object>(file: string, keep: (line: T) => boolean): Promise<void> {
  if (!existsSync(file)) return;
  const lines = new JsonlWriter(`${file}.new`);
  for await (const line of fileLines(file)) {
    if (keep(parseLine(file, line) as T)) lines.text(line.bytes.toString('utf8'));
  }
  lines.close();
  renameSync(`${file}.new`, file);
}
