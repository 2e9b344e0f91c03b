/** Entries of goldpan.json that the editor's commands write. */
import { Database, Mapping } from '../model/config-ingest.ts';
import { addSources, editConfig, withEntry } from '../run/store/config-edit.ts';
import { workspaceAt } from '../run/store/workspace.ts';
import { requireTrust } from './config.ts';
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

export async function saveSources({ project, paths }: In<'saveSources'>): Promise<Out<'saveSources'>> {
  requireTrust(project);
  const file = workspaceAt(project.root).config;
  return { file, added: addSources(file, paths) };
}

function save(root: string, key: string, entry: Entry, merge = (_known: object): object => entry): { file: string } {
  const file = workspaceAt(root).config;
  editConfig(file, (text, value) => {
    const list = (value[key] as Entry[] | undefined) ?? [];
    const known = list.findIndex((e) => e.name === entry.name);
    return known < 0
      ? withEntry(text, key, list.length, entry)
      : withEntry(text, key, known, merge(list[known] as Entry));
  });
  return { file };
}
