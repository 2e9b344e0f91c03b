/** Changes one list of goldpan.json and leaves the rest of its text as it is. */

import { writeFileSync } from 'node:fs';
import { parseConfig } from '../core/config.ts';
import { Database, Mapping } from '../core/ingest/config.ts';
import { workspaceAt } from '../core/store/workspace.ts';
import { parseJson } from '../kit/json/parse.ts';
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
  const text = readIfThere(file) ?? '{}\n';
  // Also says what is wrong with a file that cannot be edited.
  parseConfig(text, file);
  const value = parseJson(text, { file }) as Record<string, unknown>;
  const list = (value[key] as Entry[] | undefined) ?? [];
  const known = list.findIndex((e) => e.name === entry.name);
  const next = known < 0 ? [...list, entry] : list.with(known, merge(list[known] as Entry) as Entry);
  const edited = withList(text, key, next);
  parseConfig(edited, file);
  writeFileSync(file, edited);
  return { file };
}

/** `text`: a JSON object. The value of `key` is replaced, or appended when it is not there. */
export function withList(text: string, key: string, list: readonly unknown[]): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const indent = /\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
  const json = JSON.stringify(list, null, indent).split('\n').join(`${eol}${indent}`);
  const at = spanOf(text, key);
  if (at) return text.slice(0, at.start) + json + text.slice(at.end);
  const close = text.lastIndexOf('}');
  const head = text.slice(0, close).trimEnd();
  return `${head}${head.endsWith('{') ? '' : ','}${eol}${indent}${JSON.stringify(key)}: ${json}${eol}${text.slice(close)}`;
}

/** Where the value of a key of the outermost object stands. */
function spanOf(text: string, key: string): { start: number; end: number } | undefined {
  let depth = 0;
  let start = -1;
  for (const token of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{},]/g)) {
    const [word] = token;
    if (start >= 0 && depth === 1 && /[,}]/.test(word)) {
      return { start, end: start + text.slice(start, token.index).trimEnd().length };
    }
    if (word === '{' || word === '[') depth++;
    else if (word === '}' || word === ']') depth--;
    else if (depth === 1 && start < 0 && word !== ',') {
      const colon = /^\s*:\s*/.exec(text.slice(token.index + word.length));
      if (colon && JSON.parse(word) === key) start = token.index + word.length + colon[0].length;
    }
  }
  return undefined;
}
