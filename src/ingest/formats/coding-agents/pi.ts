/**
 * Sessions of the pi coding agent: JSONL with a header and a tree of entries.
 *
 * Written by pi-mono's `packages/coding-agent`, whose docs describe the session format. Each entry names its parent;
 * going back in the session and saying something else adds a second child to an earlier entry, and nothing is removed.
 * Labels, model and thinking-level changes and custom entries (state of extensions) say nothing; they are links of the tree.
 */

import { defined } from '../../../kit/defined.ts';
import { type At, SessionBuilder } from '../../builder.ts';
import { readContent } from '../../content.ts';
import { arr, get, idOf, isObject, num, str } from '../../parse.ts';
import { rawJson } from '../../rawjson.ts';
import type { FileContext, IndexEntry, Reader } from '../../reader.ts';
import { parseTime } from '../../time.ts';

const FORMAT = 'pi';
const TYPES = new Set(
  `session message model_change thinking_level_change compaction branch_summary custom custom_message label session_info leaf`.split(
    ' ',
  ),
);
const typeOf = (v: unknown): string => str(get(v, 'type')) ?? '';
const isHeader = (v: unknown): boolean =>
  typeOf(v) === 'session' && typeof get(v, 'id') === 'string' && typeof get(v, 'cwd') === 'string';
const isEntry = (v: unknown): boolean =>
  TYPES.has(typeOf(v)) &&
  typeof get(v, 'timestamp') === 'string' &&
  (typeOf(v) !== 'message' || typeof get(v, 'message', 'role') === 'string');
/** An entry of a type that is not known, of a later version or an extension. */
const isOther = (v: unknown): boolean =>
  typeOf(v) !== '' && !TYPES.has(typeOf(v)) && typeof get(v, 'id') === 'string' && isObject(v) && 'parentId' in v;
/** Entries that become events. */
const TOLD = new Set(['session', 'message', 'compaction', 'branch_summary', 'custom_message']);

export const pi: Reader = {
  id: FORMAT,
  doc: {
    title: 'pi sessions',
    files: '~/.pi/agent/sessions/--*--/*.jsonl',
    detection: 'A header `{type: session, id, cwd}`, then entries such as `{type: message, id, parentId, message}`.',
    notes: [
      'Entries are a tree by `parentId`: the path to the last entry is the main line, what leaves it is a branch. Version 1 files without ids are read in order.',
      'Roles: user, assistant (text, thinking, toolCall), toolResult; `bashExecution` and custom messages are context.',
      'A fork is a file of its own that names its parent (`parentSession`): what it repeats of it is prompt.',
      'Compaction is a boundary with the summary; `stopReason` error is an error, aborted is feedback `interrupted`.',
    ],
  },
  accepts: (sample) => sample.records.slice(0, 3).some(isHeader),
  votes: (r) => isEntry(r),
  index({ value }, file) {
    if (!isEntry(value) && !isOther(value)) return { skip: 'no entry of a pi session' };
    if (isHeader(value)) file.state.id ??= idOf(get(value, 'id'));
    const time = parseTime(get(value, 'timestamp'));
    const key = typeof file.state.id === 'string' ? `session:${file.state.id}` : file.key;
    const entry = { key, ...defined({ time }), ...(isHeader(value) ? linksOf(value, file) : {}) };
    // Other entries say nothing, and hold the tree together: what follows one may name it as its parent.
    const told = TOLD.has(typeOf(value)) || isOther(value);
    return told ? [entry] : [entry, { skip: `metadata: ${typeOf(value)}`, code: 'metadata' }];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    builder.fields.app = FORMAT;
    const entries: Entry[] = [];
    for (const { value, text, ref } of records) {
      builder.from(ref);
      if (isHeader(value)) builder.fields.nativeId ??= idOf(get(value, 'id')) ?? '';
      else
        entries.push({
          value,
          text,
          record: builder.record,
          id: idOf(get(value, 'id')),
          parent: idOf(get(value, 'parentId')),
        });
    }
    emitTree(entries, builder);
    return builder.build();
  },
};

/** A fork names its parent by the path of its file, which may have moved since: by its folder and name, and by the id in the name. */
function linksOf(header: unknown, file: FileContext): Pick<IndexEntry, 'aliases' | 'forkOf'> {
  const parent = str(get(header, 'parentSession')) ?? str(get(header, 'branchedFrom'));
  const own = { aliases: namesOf(file.path) };
  if (!parent) return own;
  const id = /_([\w-]+)\.jsonl$/.exec(parent)?.[1];
  return { ...own, forkOf: [...(id === undefined ? [] : [`session:${id}`]), ...namesOf(parent), `session:${parent}`] };
}

function namesOf(path: string): string[] {
  const [name = path, folder = ''] = path.split(/[\\/]/).reverse();
  return [`file:${folder}/${name}`, `file:${name}`];
}

interface Entry {
  value: unknown;
  text: string;
  record: number;
  id: string | undefined;
  parent: string | undefined;
}

/**
 * The main line is the path from the last entry back to the root. Every other leaf becomes a branch, which begins where
 * its line leaves the main line.
 */
function emitTree(entries: readonly Entry[], builder: SessionBuilder): void {
  const byId = new Map(entries.flatMap((e) => (e.id === undefined ? [] : [[e.id, e] as const])));
  const onPath = new Set<Entry>();
  let tip = entries.findLast((e) => e.id !== undefined);
  // Stops at a circle, too: a damaged file must not hang the run.
  while (tip && !onPath.has(tip)) {
    onPath.add(tip);
    tip = tip.parent === undefined ? undefined : byId.get(tip.parent);
  }
  // Entries without a known parent (metadata in between, version 1) keep their place in the file.
  const known = new Map<Entry, boolean>();
  const main = entries.filter((e) => onPath.has(e) || !hangsOff(e, byId, onPath, known));
  // Number of events after each entry: where a branch from it begins.
  const ends = new Map<Entry, number>();
  for (const entry of main) {
    emit(entry, builder);
    ends.set(entry, builder.length);
  }
  const inMain = new Set(main);
  const rest = entries.filter((e) => !inMain.has(e));
  const children = new Map<string, Entry[]>();
  for (const e of rest) {
    const list = children.get(e.parent ?? '');
    if (list) list.push(e);
    else children.set(e.parent ?? '', [e]);
  }
  const places = new Map(main.map((e, i) => [e, i]));
  const heads = rest.filter((e) => e.parent !== undefined && inMain.has(byId.get(e.parent) as Entry));
  for (const head of heads) {
    const fork = ends.get(byId.get(head.parent as string) as Entry) ?? 0;
    const after = (places.get(byId.get(head.parent as string) as Entry) ?? -1) + 1;
    for (const line of linesFrom(head, children)) {
      if (isCopy(line, main, after)) continue;
      builder.branch(fork, 'rewind', () => {
        for (const entry of line) emit(entry, builder);
      });
    }
  }
}

/** A message may be written again, late, beside the one that the talk went on from: it says nothing new. */
function isCopy(line: readonly Entry[], main: readonly Entry[], from: number): boolean {
  let at = from;
  for (const entry of line) {
    const said = sayingOf(entry.value);
    if (said === '') continue;
    while (at < main.length && sayingOf(main[at]?.value) === '') at++;
    if (at === main.length || sayingOf(main[at]?.value) !== said) return false;
    at++;
  }
  return true;
}

function sayingOf(entry: unknown): string {
  const message = get(entry, 'message');
  if (typeOf(entry) === 'message') return JSON.stringify([get(message, 'role'), get(message, 'content')]);
  return TOLD.has(typeOf(entry)) || isOther(entry) ? JSON.stringify(entry) : '';
}

/** Does its chain of parents reach the path from outside of it? */
function hangsOff(
  entry: Entry,
  byId: ReadonlyMap<string, Entry>,
  onPath: ReadonlySet<Entry>,
  known: Map<Entry, boolean>,
): boolean {
  const way: Entry[] = [];
  let at: Entry | undefined = entry;
  while (at && !onPath.has(at) && !known.has(at)) {
    way.push(at);
    // Until proven otherwise; also ends a circle.
    known.set(at, false);
    at = at.parent === undefined ? undefined : byId.get(at.parent);
  }
  const answer = at !== undefined && (onPath.has(at) || known.get(at) === true);
  for (const e of way) known.set(e, answer);
  return answer;
}

/** Every line from this entry to a leaf. Iterative, because a branch may be thousands of entries long. */
function linesFrom(head: Entry, children: ReadonlyMap<string, Entry[]>): Entry[][] {
  const lines: Entry[][] = [];
  const came = new Map<Entry, Entry | undefined>([[head, undefined]]);
  const open = [head];
  while (open.length > 0) {
    const entry = open.pop() as Entry;
    const next = (children.get(entry.id ?? '') ?? []).filter((e) => !came.has(e));
    for (const e of next) came.set(e, entry);
    open.push(...next);
    if (next.length > 0) continue;
    const line: Entry[] = [];
    for (let e: Entry | undefined = entry; e; e = came.get(e)) line.push(e);
    lines.push(line.reverse());
  }
  return lines.reverse();
}

/** A custom message was written by an extension and given to the model: context. */
function emit({ value, text, record }: Entry, builder: SessionBuilder): void {
  const at: At = { record, time: get(value, 'timestamp') };
  const type = typeOf(value);
  if (type === 'compaction' || type === 'branch_summary') {
    const summary = str(get(value, 'summary'));
    if (type === 'compaction') builder.boundary('compaction', summary, at);
    else if (summary) builder.context(summary, { ...at, title: 'summary of another branch' });
    return;
  }
  if (type === 'custom_message') {
    const said = readContent(get(value, 'content'));
    const title = str(get(value, 'customType')) ?? 'custom';
    if (said.text || said.parts.length > 0) builder.context(said.text, { ...at, title, parts: said.parts });
    return;
  }
  if (isOther(value)) builder.unknown(type, value);
  if (type !== 'message') return;
  emitMessage(get(value, 'message'), text, { ...at, pointer: '/message' }, builder);
}

/** `bashExecution` is a command that the user ran with `!`: the model sees it later, but it did not call it. */
function emitMessage(message: unknown, text: string, at: At, builder: SessionBuilder): void {
  const role = str(get(message, 'role'));
  const content = readContent(calmed(get(message, 'content')));
  const more = { ...at, parts: content.parts };
  if (role === 'user') builder.user(content.text, more);
  else if (role === 'system') builder.system(content.text, more);
  else if (role === 'toolResult') {
    const id = idOf(get(message, 'toolCallId'));
    const name = str(get(message, 'toolName'));
    const failed = get(message, 'isError');
    builder.result({
      ...more,
      text: content.text,
      ...defined({ id, name: name || undefined, isError: typeof failed === 'boolean' ? failed : undefined }),
    });
  } else if (role === 'bashExecution') {
    const exit = num(get(message, 'exitCode'));
    const said = `$ ${str(get(message, 'command')) ?? ''}\n${str(get(message, 'output')) ?? ''}${exit ? `\nexit code ${exit}` : ''}`;
    builder.context(said, { ...at, title: 'shell' });
  } else if (role === 'assistant') emitReply(message, content, text, at, builder);
  else builder.unknown(role ?? 'message', message);
}

/**
 * One answer. An answer without any content that ended in an error or was stopped is no answer: only the error or the
 * interruption is kept. Otherwise it is an empty one, which training must not learn.
 */
function emitReply(
  message: unknown,
  content: ReturnType<typeof readContent>,
  text: string,
  at: At,
  builder: SessionBuilder,
): void {
  const model = str(get(message, 'model'));
  if (model) builder.fields.model ??= model;
  const more = { ...at, ...defined({ model: model || undefined }) };
  const stop = str(get(message, 'stopReason'));
  const parts = arr(get(message, 'content')) ?? [];
  const calls = parts.flatMap((p, i) => (get(p, 'type') === 'toolCall' ? [{ p, i }] : []));
  builder.newTurn();
  const said = content.text !== '' || content.parts.length > 0;
  if (content.reasoning) builder.reasoning(content.reasoning, at);
  if (said || (calls.length === 0 && stop !== 'error' && stop !== 'aborted')) {
    builder.assistant(content.text, {
      ...more,
      parts: content.parts,
      ...defined({ flags: said ? undefined : ['empty'] }),
    });
  }
  for (const { p, i } of calls) {
    const raw = get(p, 'arguments');
    const args =
      typeof raw === 'string'
        ? raw
        : raw === undefined
          ? ''
          : rawJson(text, ['message', 'content', i, 'arguments'], raw);
    const id = idOf(get(p, 'id'));
    builder.call({ ...more, name: str(get(p, 'name')) ?? '', args, ...defined({ id }) });
  }
  if (stop === 'error') builder.error(str(get(message, 'errorMessage')) ?? 'error', at);
  if (stop === 'aborted')
    builder.feedback({ ...at, signal: 'interrupted', by: 'end_user', target: builder.turn < 0 ? null : builder.turn });
}

/** Calls are parts too, and no attachments. */
const calmed = (content: unknown): unknown =>
  Array.isArray(content) ? content.filter((p) => get(p, 'type') !== 'toolCall') : content;
