/** Claude Code sessions (`~/.claude/projects/…/*.jsonl`), their sub-agents, the web export, and the CLI's stream output. */

import { defined } from '../../../kit/defined.ts';
import { SessionBuilder } from '../../builder.ts';
import { arr, get, isObject, str } from '../../parse.ts';
import type { FileContext, Reader } from '../../reader.ts';
import { holdsProse } from '../../steps/unknown.ts';
import { parseTime } from '../../time.ts';
import { emitAgents, emitMain } from './claude-emit.ts';
import { CAVEAT, isLineType, type Line, readLine, whyNoLine } from './claude-lines.ts';
import { moveOf, notification } from './claude-moves.ts';
import { PromptQueue, withoutRepeats } from './claude-queue.ts';
import { foldSnapshots } from './claude-snapshots.ts';

const FORMAT = 'claude-code';

export const claudeCode: Reader = {
  id: FORMAT,
  doc: {
    title: 'Claude Code sessions',
    files:
      '~/.claude/projects/*/*.jsonl, …/subagents/agent-*.jsonl, web export *.json, `claude -p --output-format stream-json`',
    detection: 'Lines with a known `type` and `sessionId` (or `leafUuid`, `snapshot`); or one object with `loglines`.',
    notes: [
      'Lines with one `message.id` are one assistant message: its parallel calls are one turn. Lines that repeat the message as it grew count as it was last; one call id is one call.',
      'The order is that of the file; `uuid` and `parentUuid` only tell rewinds: an abandoned prompt with all that follows it is a branch.',
      'Lines that a resumed session copied are counted once, and the new lines join the old session. A fork (`forkedFrom`) is a session of its own; what it repeats of its parent is prompt.',
      'Sub-agents (own files or `isSidechain` lines) belong to the session of their parent, under `agent`, after its main line; the prompt that started one is a user event with the flag `synthetic`.',
      'Compaction is a boundary with the summary as text; the summary is not a user turn.',
      '`<system-reminder>` and what the editor adds are context, in user text and behind results; local commands with their output are dropped; a slash command that the model answers is a user event, its expansion (`isMeta`) a context event.',
      'An interruption is feedback `interrupted`, a denied tool feedback `reject` on the call’s turn, with what the user said instead.',
      'API errors and `<synthetic>` messages are errors; progress, snapshots, titles and summaries are metadata and counted as skipped.',
      'A prompt typed while the agent was at work is a user event where it left the queue (`queue-operation`), unless it is logged again as a prompt or `queued_command`.',
      'Results of background tasks come later as notifications: context events titled `task`.',
    ],
  },
  votes: (r) => {
    if (Array.isArray(get(r, 'loglines'))) return (get(r, 'loglines') as unknown[]).some(isWebLine);
    const type = str(get(r, 'type'));
    if (type === undefined || !isLineType(type)) return false;
    const inSession = typeof get(r, 'sessionId') === 'string' || typeof get(r, 'session_id') === 'string';
    if (type === 'user' || type === 'assistant')
      return isObject(r) && hasContent(get(r, 'message')) && (inSession || 'uuid' in r);
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
    const entry = { key, ...defined({ time, uid: uid || undefined, forkOf }) };
    const aside = asideOf(value);
    return aside === undefined ? [entry] : [entry, { skip: `metadata: ${aside}`, code: 'metadata' }];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    builder.fields.app = FORMAT;
    const lines: Line[] = [];
    const queue = new PromptQueue();
    let record = 0;
    for (const { value, text, ref } of records) {
      builder.from(ref);
      const id = sessionId(value);
      if (id !== undefined) builder.fields.nativeId ??= id;
      const web = arr(get(value, 'loglines'));
      const entries: [unknown, (string | number)[]][] = web ? web.map((v, i) => [v, ['loglines', i]]) : [[value, []]];
      for (const line of web ?? []) if (isForeign(line)) builder.unknown(str(get(line, 'type')) ?? 'line', line);
      for (const [entry, path] of entries) {
        const line = readLine(entry, text, path, record);
        const move = moveOf(entry);
        lines.push(...(move ? queue.move(move, line, lines) : [line]));
      }
      record++;
    }
    nameAgents(lines);
    foldSnapshots(lines);
    emitMain(
      withoutRepeats(lines).filter((l) => l.agent === undefined),
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

/** Lines that are looked at and say nothing of the talk by themselves, by name: they count as left out. */
function asideOf(value: unknown): string | undefined {
  if (moveOf(value) && notification(value) === undefined) return 'queue-operation';
  const content = get(value, 'message', 'content');
  const text = typeof content === 'string' ? content : '';
  if (get(value, 'type') !== 'user') return undefined;
  if (text.startsWith('<local-command-caveat>') || text.startsWith(CAVEAT)) return 'caveat of a local command';
  return /^<local-command-std(?:out|err)>/.test(text) ? 'a local command and its output' : undefined;
}

/** Qwen Code has the same envelope, and Gemini's `parts` in it. */
const hasContent = (message: unknown): boolean => isObject(message) && 'content' in message;

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
