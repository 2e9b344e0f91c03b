/** *Map This Log…*: the mapping of a file, the sessions that it gives, and the pointers to choose from. */

import { firstRecords, previewMapping } from '../ingest/mapping/preview.ts';
import { proposeMapping as propose } from '../ingest/mapping/propose.ts';
import { get, isObject } from '../ingest/parse.ts';
import { pointerKeys, toPointer } from '../ingest/pointer.ts';
import { displayPath, findSources } from '../ingest/sources.ts';
import { UserError } from '../kit/errors.ts';
import { globMatches } from '../kit/glob.ts';
import { parseConfig } from '../model/config.ts';
import { Mapping } from '../model/config-ingest.ts';
import { workspaceAt } from '../run/store/workspace.ts';
import { readIfThere, requireTrust } from './config.ts';
import { mappingText } from './mapping-text.ts';
import type { In, Out } from './rpc.ts';
import type { PointerChoice } from './types.ts';

/** The mapping is that which was picked, else that of goldpan.json, else the proposed one. */
export async function proposeMapping(params: In<'proposeMapping'>): Promise<Out<'proposeMapping'>> {
  const { project, file, picked, configText } = params;
  requireTrust(project);
  const path = displayPath(file, project.root);
  const source = findSources([file], project.root).sources[0];
  const first = source ? await firstRecords(source) : { records: [], whole: true };
  if (first.records.length === 0) {
    throw new UserError(`${path} holds no JSON records.`, 'A mapping reads JSON, JSONL, CSV and tables of databases.');
  }
  const values = first.records.map((r) => r.value);
  const proposal = propose(values, path);
  const { written, trouble } = writtenFor(path, configText ?? readIfThere(workspaceAt(project.root).config));
  const mapping = picked ? checked(picked) : (written ?? proposal?.mapping);
  if (!mapping) {
    throw new UserError(
      `Nothing in ${path} looks like a talk.`,
      'Write a mapping into goldpan.json by hand: docs/configuration.md shows one.',
    );
  }
  const from = picked ? 'picked' : written ? 'goldpan.json' : 'proposed';
  const shown = previewMapping(first.records, mapping);
  const confidence = proposal?.confidence ?? 0;
  const reasons = proposal?.reasons ?? [];
  const view = { path, mapping, from, confidence, reasons, records: values.length, whole: first.whole } as const;
  return {
    ...view,
    sessions: shown.sessions.length,
    skipped: shown.skipped.length,
    text: mappingText(view, shown, trouble),
    pointers: { record: pointersOf(values), message: pointersOf(messagesOf(values, mapping.messages)) },
  };
}

function checked(value: Mapping): Mapping {
  const parsed = Mapping.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UserError(`This is no mapping: ${issue?.path.join('.')}: ${issue?.message}.`, 'Pick another pointer.');
}

/** A goldpan.json that is half typed is not a reason to show nothing. */
function writtenFor(path: string, text: string | undefined): { written?: Mapping; trouble?: string } {
  if (text === undefined) return {};
  try {
    const { mappings } = parseConfig(text.replace(/^\ufeff/, ''), 'goldpan.json');
    const written = mappings.find((m) => globMatches(m.files, path));
    return written ? { written } : {};
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { trouble: error.message };
  }
}

function messagesOf(values: readonly unknown[], messages: string | undefined): unknown[] {
  if (messages === undefined) return [...values];
  const keys = pointerKeys(messages);
  return values.flatMap((value) => {
    const list = keys.reduce<unknown>((at, key) => get(at, key), value);
    return Array.isArray(list) ? list : [];
  });
}

/** Deeper members are content, not structure. */
const DEPTH = 4;
/** More would be no list to choose from. */
const MAX_POINTERS = 300;

/** Every member by pointer, with its first value that is not null. */
function pointersOf(values: readonly unknown[]): PointerChoice[] {
  const found = new Map<string, string>();
  const visit = (value: unknown, keys: readonly string[]): void => {
    if (!isObject(value) || keys.length >= DEPTH) return;
    for (const [key, member] of Object.entries(value)) {
      const pointer = toPointer([...keys, key]);
      if (!found.get(pointer) && (found.has(pointer) || found.size < MAX_POINTERS)) found.set(pointer, sample(member));
      visit(member, [...keys, key]);
    }
  };
  for (const value of values.slice(0, 50)) visit(value, []);
  return [...found].map(([pointer, text]) => ({ pointer, sample: text }));
}

/** A value in a few words, for the list of pointers. It is shown to the user who picked the log, and not stored. */
function sample(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return `list of ${value.length}`;
  if (typeof value === 'object') return 'object';
  return String(value).replace(/\s+/g, ' ').slice(0, 60);
}
