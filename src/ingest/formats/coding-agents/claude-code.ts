/** Claude Code sessions (`~/.claude/projects/…/*.jsonl`), their sub-agents, the web export, and the CLI's stream output. */

import { defined } from '../../../kit/defined.ts';
import { SessionBuilder } from '../../builder.ts';
import { arr, get, isObject, str } from '../../parse.ts';
import type { FileContext, Reader } from '../../reader.ts';
import { holdsProse } from '../../steps/unknown.ts';
import { parseTime } from '../../time.ts';
import { emitAgents, emitMain } from './claude-emit.ts';
import { isLineType, type Line, readLine, whyNoLine } from './claude-lines.ts';

const FORMAT = 'claude-code';

export const claudeCode: Reader = {
  id: FORMAT,
  doc: {
    title: 'Claude Code sessions',
    files:
      '~/.claude/projects/*/*.jsonl, …/subagents/agent-*.jsonl, web export *.json, `claude -p --output-format stream-json`',
    detection: 'Lines with a known `type` and `sessionId` (or `leafUuid`, `snapshot`); or one object with `loglines`.',
    notes: [
      'Lines with one `message.id` are one assistant message: its parallel calls are one turn.',
      'The order is that of the file; `uuid` and `parentUuid` only tell rewinds: an abandoned prompt with all that follows it is a branch.',
      'Lines that a resumed session copied are counted once, and the new lines join the old session. A fork (`forkedFrom`) is a session of its own; what it repeats of its parent is prompt.',
      'Sub-agents (own files or `isSidechain` lines) belong to the session of their parent, under `agent`, after its main line; the prompt that started one is a user event with the flag `synthetic`.',
      'Compaction is a boundary with the summary as text; the summary is not a user turn.',
      '`<system-reminder>` and what the editor adds are context, in user text and behind results; local commands with their output are dropped; a slash command that the model answers is a user event, its expansion (`isMeta`) a context event.',
      'An interruption is feedback `interrupted`, a denied tool feedback `reject` on the call’s turn, with what the user said instead.',
      'API errors and `<synthetic>` messages are errors; progress, snapshots, titles and summaries are metadata and counted as skipped.',
      'Results of background tasks come later as notifications: context events titled `task`.',
    ],
  },
  votes: (r) => {
    if (Array.isArray(get(r, 'loglines'))) return (get(r, 'loglines') as unknown[]).some(isWebLine);
    const type = str(get(r, 'type'));
    if (type === undefined || !isLineType(type)) return false;
    const inSession = typeof get(r, 'sessionId') === 'string' || typeof get(r, 'session_id') === 'string';
    if (type === 'user' || type === 'assistant')
      return isObject(r) && isObject(get(r, 'message')) && (inSession || 'uuid' in r);
    return inSession || typeof get(r, 'leafUuid') === 'string' || isObject(get(r, 'snapshot'));
  },
  index({ value }, file) {
    if (Array.isArray(get(value, 'loglines'))) return [{}];
    const why = whyNoLine(value);
    if (why) return why;
    const time = parseTime(get(value, 'timestamp'));
    const key = sessionKey(value, file);
    const uuid = str(get(value, 'uuid'));
    // A fork keeps the ids of the lines that it copied, and needs them: they are its prompt.
    const parent = str(get(value, 'forkedFrom', 'sessionId'));
    const uid = uuid && parent ? `${key}\0${uuid}` : uuid;
    const forkOf = parent ? [`session:${parent}`] : undefined;
    return [{ key, ...defined({ time, uid: uid || undefined, forkOf }) }];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    builder.fields.app = FORMAT;
    const lines: Line[] = [];
    let record = 0;
    for (const { value, text, ref } of records) {
      builder.from(ref);
      const id = sessionId(value);
      if (id !== undefined) builder.fields.nativeId ??= id;
      const web = arr(get(value, 'loglines'));
      for (const line of web ?? []) if (isForeign(line)) builder.unknown(str(get(line, 'type')) ?? 'line', line);
      if (web) lines.push(...web.map((line, i) => readLine(line, text, ['loglines', i], record)));
      else lines.push(readLine(value, text, [], record));
      record++;
    }
    nameAgents(lines);
    emitMain(
      lines.filter((l) => l.agent === undefined),
      builder,
    );
    emitAgents(
      lines.filter((l) => l.agent !== undefined),
      builder,
    );
    return builder.build();
  },
};

/** A line among those of an export that no session has: as a line of a file it would be skipped by its number. */
function isForeign(line: unknown): boolean {
  const why = whyNoLine(line);
  return why !== undefined && why.code === undefined && holdsProse(line);
}

const isWebLine = (line: unknown): boolean =>
  isLineType(str(get(line, 'type')) ?? '') && isObject(get(line, 'message'));

const sessionId = (value: unknown): string | undefined => str(get(value, 'sessionId')) ?? str(get(value, 'session_id'));

/**
 * Resuming may go on under another session id in the same file: a line with a new id whose parent comes before it in the
 * file belongs to the same talk.
 */
function sessionKey(value: unknown, file: FileContext): string {
  file.state.claude ??= { last: undefined, keys: new Map(), recent: new Set() };
  const state = file.state.claude as FileState;
  const id = sessionId(value);
  const parent = str(get(value, 'parentUuid')) ?? str(get(value, 'logicalParentUuid'));
  let key = id === undefined ? (state.last ?? file.key) : state.keys.get(id);
  if (key === undefined) {
    const goesOn = parent !== undefined && state.recent.has(parent);
    key = goesOn && state.last ? state.last : `session:${id}`;
    state.keys.set(id as string, key);
  }
  state.last = key;
  remember(state.recent, str(get(value, 'uuid')));
  return key;
}

interface FileState {
  /** Session key of the line before. */
  last: string | undefined;
  keys: Map<string, string>;
  /** The last few uuids: enough to find a parent, however long the file. */
  recent: Set<string>;
}

const RECENT = 4096;

function remember(recent: Set<string>, uuid: string | undefined): void {
  if (uuid === undefined) return;
  recent.add(uuid);
  if (recent.size <= RECENT) return;
  const oldest = recent.values().next().value;
  if (oldest !== undefined) recent.delete(oldest);
}

/** Older logs mark sub-agents by `isSidechain` only: each chain from a line without a known parent is one agent. */
function nameAgents(lines: readonly Line[]): void {
  const byUuid = new Map<string, string>();
  let count = 0;
  let last: string | undefined;
  for (const line of lines) {
    if (line.sidechain && line.agent === undefined) {
      const known = line.parent === undefined ? undefined : (byUuid.get(line.parent) ?? last);
      line.agent = known ?? `sidechain-${++count}`;
    }
    if (line.agent === undefined) continue;
    last = line.agent;
    if (line.uuid) byUuid.set(line.uuid, line.agent);
  }
}
