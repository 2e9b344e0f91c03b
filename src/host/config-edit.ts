/** Changes one entry of a list in goldpan.json and leaves the rest of its text as it is. */
import { writeFileSync } from 'node:fs';
import { applyEdits, modify } from 'jsonc-parser';
import { parseJson } from '../kit/json/parse.ts';
import { parseConfig } from '../model/config.ts';
import { Database, Mapping } from '../model/config-ingest.ts';
import { workspaceAt } from '../run/store/workspace.ts';
import { readIfThere, requireTrust } from './config.ts';
import type { In, Out } from './rpc.ts';

type Entry = { name: string };

export async function saveMapping({ project, mapping }: In<'saveMapping'>): Promise<Out<'saveMapping'>> {
  requireTrust(project);
  return save(project.root, 'mappings', Mapping.parse(mapping));
}

/** Of a database that is there already only the address changes. */
export async function saveDatabase({ project, database }: In<'saveDatabase'>): Promise<Out<'saveDatabase'>> {
  requireTrust(project);
  Database.parse(database);
  return save(project.root, 'databases', database, (known) => ({ ...known, ...database }));
}

function save(root: string, key: string, entry: Entry, merge = (_known: object): object => entry): { file: string } {
  const file = workspaceAt(root).config;
  const [, mark = '', text = ''] = /^(\ufeff?)([\s\S]*)$/.exec(readIfThere(file) ?? '{}\n') ?? [];
  // Also says what is wrong with a file that cannot be edited.
  parseConfig(text, file);
  const value = parseJson(text, { file }) as Record<string, unknown>;
  const list = (value[key] as Entry[] | undefined) ?? [];
  const known = list.findIndex((e) => e.name === entry.name);
  const edited =
    known < 0 ? withEntry(text, key, list.length, entry) : withEntry(text, key, known, merge(list[known] as Entry));
  parseConfig(edited, file);
  writeFileSync(file, mark + edited);
  return { file };
}

/**
 * @param text a JSON object
 * @param at index of the entry that is replaced; behind the last one the entry is appended, and the list made if need be
 * @returns the text with that entry, laid out as the rest of it is
 */
export function withEntry(text: string, key: string, at: number, entry: unknown): string {
  const indent = /\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
  const formattingOptions = {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
  return applyEdits(text, modify(text, [key, at], entry, { formattingOptions }));
}
