/**
 * Codex CLI rollouts: `~/.codex/sessions/YYYY/MM/DD/rollout-*.jsonl`.
 *
 * The file is append-only: going back in a session adds a `thread_rolled_back` event and removes nothing. A fork begins
 * with a copy of the session that it left, header included. `codex-lines.ts` says what a line means; here the lines
 * become a session.
 */

import { defined } from '../../../kit/defined.ts';
import { type At, SessionBuilder } from '../../builder.ts';
import { readTools } from '../../openai.ts';
import { arr, get, idOf, isObject, str } from '../../parse.ts';
import type { FileContext, Reader } from '../../reader.ts';
import { parseTime } from '../../time.ts';
import {
  type CodexItem,
  isBareHeader,
  isBareItem,
  isRolloutLine,
  isSurelyRollout,
  readCodexLine,
} from './codex-lines.ts';
import type { CallStatus } from './codex-status.ts';

const FORMAT = 'codex-rollout';

export const codexRollout: Reader = {
  id: FORMAT,
  doc: {
    title: 'Codex CLI rollouts',
    files: '~/.codex/sessions/YYYY/MM/DD/rollout-*.jsonl, archived_sessions/*.jsonl',
    detection:
      'Lines of `{type, payload}` with a known type, mostly with a `timestamp`; oldest files: a header with `instructions`, then bare items.',
    notes: [
      'A turn is stored twice: content comes from `response_item`, events only tell exit codes, errors and interruptions. Files without items fall back to the events.',
      'Role user also carries the environment, AGENTS.md and notices: context events. Newer files tell them apart by `content_item_kinds`, older ones by tags.',
      'Sibling calls without a result between them are one turn.',
      'A result is an error by its exit code, or by texts such as `unsupported call` and `failed to parse function arguments`.',
      'Reasoning is the summary; encrypted content is never read.',
      'A turn that was rolled back is a branch; an aborted one has feedback `interrupted`.',
      'Compaction is a boundary; `replacement_history` repeats earlier turns and is not read.',
      'A sub-agent is a session of its own file: its key is `id`, because its `session_id` is that of the parent; its prompts carry the flag `synthetic`.',
      'A fork copies the history into a new file and is read as a session of its own, which names its parent (`forked_from_id`, `parent_thread_id`, the copied header): what it repeats is prompt.',
    ],
  },
  votes: (r, sample) => isSurelyRollout(r) || (isBareHeader(sample.records[0]) && (isBareHeader(r) || isBareItem(r))),
  index({ value, text }, file) {
    if (!isRolloutLine(value) && !isBareHeader(value) && !isBareItem(value))
      return { skip: 'no line of a Codex rollout' };
    const items = readCodexLine(value, text);
    const meta = items[0]?.kind === 'meta' ? items[0] : undefined;
    // The first header names the file's session; a later one is that of the session it was forked from.
    file.state.id ??= meta?.id;
    const copied = meta?.id !== undefined && meta.id !== file.state.id ? [meta.id] : [];
    const forkOf = [...copied, ...(meta?.parents ?? [])].map((id) => `id:${id}`);
    if (items.length === 0) {
      const type = [get(value, 'type'), get(value, 'payload', 'type')].filter((t) => typeof t === 'string').join('/');
      return { skip: `metadata: ${type || 'state'}`, code: 'metadata' };
    }
    const time = parseTime(get(value, 'timestamp'));
    const key = sessionKey(file);
    // The same file may lie in two places (archived, copied): a line with its time is the same line.
    const entry = {
      key,
      ...(time === undefined ? {} : { time, uid: `${key}\0${text}` }),
      ...(forkOf.length > 0 ? { forkOf } : {}),
    };
    // Read for the name of the model alone.
    return items[0]?.kind === 'model' ? [entry, { skip: 'metadata: turn_context', code: 'metadata' }] : [entry];
  },
  read(records) {
    const session = new Rollout();
    for (const { value, text, ref } of records) {
      session.builder.from(ref);
      session.addLine(value, text);
    }
    return session.build();
  },
};

const sessionKey = (file: FileContext): string =>
  typeof file.state.id === 'string' ? `id:${file.state.id}` : file.key;

interface Entry {
  item: CodexItem;
  at: At;
}

/** Entries of the main line, and those that a rollback took off it. */
class Rollout {
  readonly builder = new SessionBuilder(FORMAT);
  /** Entries in order. They are emitted at the end, when it is known which of them a rollback takes away. */
  private main: Entry[] = [];
  private rolledBack: { at: number; entries: Entry[] }[] = [];
  /** How a call went, by its id, from the event that comes before its output. */
  private readonly status = new Map<string, CallStatus>();
  private lines = 0;
  private named = false;
  private subagent = false;
  private model: string | undefined;

  addLine(value: unknown, text: string): void {
    const at: At = { record: this.lines++, pointer: isObject(get(value, 'payload')) ? '/payload' : '' };
    const time = get(value, 'timestamp');
    if (time !== undefined && time !== null) at.time = time;
    for (const item of readCodexLine(value, text)) {
      if (item.kind === 'rollback') this.rollBack(item.turns);
      else if (item.kind === 'meta') this.meta(item, at);
      else this.main.push({ item, at });
    }
  }

  /** Events stand in for items only in files without any: where both exist they say the same. */
  build() {
    this.builder.fields.app = 'codex';
    const kinds = new Set(this.main.map((e) => e.item.kind));
    const hasItems = kinds.has('user') || kinds.has('assistant') || kinds.has('call');
    this.main = this.main.map((e) => {
      // A file may have lost what one side said, and not its echoes.
      const lost = e.item.kind === 'echo' && e.item.role !== 'reasoning' && !kinds.has(e.item.role);
      return hasItems && !lost ? e : fromEcho(e);
    });
    const places = new Map<number, number>();
    this.main.forEach((entry, i) => {
      places.set(i, this.builder.length);
      this.emit(entry);
    });
    for (const { at, entries } of this.rolledBack) {
      this.builder.branch(places.get(at) ?? this.builder.length, 'rewind', () => {
        for (const entry of entries) this.emit(entry);
      });
    }
    return this.builder.build();
  }

  /** The first header counts: a fork's file holds that of the original too. */
  private meta(item: Extract<CodexItem, { kind: 'meta' }>, at: At): void {
    if (this.named) return;
    this.named = true;
    this.subagent = item.subagent;
    if (item.id !== undefined) this.builder.fields.nativeId = item.id;
    for (const tool of readTools(withSchema(item.tools))) this.builder.tools.set(tool.name, tool);
    if (item.system) this.main.push({ item: { kind: 'system', text: item.system }, at });
  }

  /**
   * Takes back the last `turns` prompts and all that followed them. More than there are: back to the first one.
   */
  private rollBack(turns: number): void {
    const prompts = this.main.flatMap((e, i) => (e.item.kind === 'user' ? [i] : []));
    const cut = prompts.at(-Math.max(1, turns)) ?? prompts[0];
    if (cut === undefined) return;
    const entries = this.main.splice(cut);
    // What was rolled back inside this part keeps the part before it, so that each branch can be read from the main line.
    for (const inner of this.rolledBack) {
      if (inner.at <= cut) continue;
      inner.entries = [...entries.slice(0, inner.at - cut), ...inner.entries];
      inner.at = cut;
    }
    this.rolledBack.push({ at: cut, entries });
  }

  /** Model and status entries change what the entries after them mean, so order matters on branches, too. */
  private emit({ item, at }: Entry): void {
    const { builder } = this;
    const model = this.model === undefined ? {} : { model: this.model };
    if (item.kind === 'model') {
      this.model = item.model;
      builder.fields.model ??= item.model;
    } else if (item.kind === 'status') this.status.set(item.call, item.status);
    else if (item.kind === 'system') builder.system(item.text, { ...at, ...defined({ parts: item.parts }) });
    else if (item.kind === 'user') {
      builder.user(item.text, {
        ...at,
        parts: item.parts,
        ...defined({ flags: this.subagent ? ['synthetic'] : undefined }),
      });
    } else if (item.kind === 'context') {
      builder.context(item.text, { ...at, title: item.title, harness: 'user' });
    } else if (item.kind === 'assistant') {
      const flags = item.refusal ? { flags: ['refusal' as const] } : {};
      builder.assistant(item.text, { ...at, ...model, ...flags, parts: item.parts });
    } else if (item.kind === 'reasoning') builder.reasoning(item.text, { ...at, ...defined({ parts: item.parts }) });
    else if (item.kind === 'call') builder.call({ ...at, ...model, ...item });
    else if (item.kind === 'result') this.result(item, at);
    else if (item.kind === 'unknown') builder.unknown(item.name, item.value);
    else this.emitMark(item, at);
  }

  /** What the event says counts; ids may come again, so each status is for one result. */
  private result(item: Extract<CodexItem, { kind: 'result' }>, at: At): void {
    const status = item.id === undefined ? undefined : this.status.get(item.id);
    if (item.id !== undefined) this.status.delete(item.id);
    this.builder.result({ ...at, ...item, ...status });
  }

  private lastMark = '';
  /** An error or interruption is often told twice, by an event and by a notice to the model. */
  private emitMark(item: CodexItem, at: At): void {
    const { builder } = this;
    const mark = `${builder.length}:${item.kind}`;
    const told = this.lastMark === mark;
    if (item.kind === 'boundary') builder.boundary('compaction', item.text, at);
    else if (item.kind === 'error' && !told)
      builder.error(item.text, { ...at, ...defined({ code: item.code || undefined }) });
    else if (item.kind === 'interrupted' && !told) {
      const target = builder.turn < 0 ? null : builder.turn;
      builder.feedback({
        ...at,
        signal: 'interrupted',
        by: 'end_user',
        target,
        ...defined({ text: item.why || undefined }),
      });
    }
    this.lastMark = `${builder.length}:${item.kind}`;
  }
}

/** The event's text as the item that it repeats. */
function fromEcho(entry: Entry): Entry {
  const { item, at } = entry;
  if (item.kind !== 'echo') return entry;
  if (item.role === 'reasoning') return { at, item: { kind: 'reasoning', text: item.text } };
  if (item.role === 'user') return { at, item: { kind: 'user', text: item.text, parts: [] } };
  return { at, item: { kind: 'assistant', text: item.text, parts: [], refusal: false } };
}

/** Codex writes `inputSchema`. */
const withSchema = (tools: unknown): unknown[] =>
  (arr(tools) ?? []).flatMap((tool) =>
    isObject(tool) && idOf(get(tool, 'name')) !== undefined
      ? [
          {
            ...tool,
            parameters: get(tool, 'inputSchema') ?? get(tool, 'input_schema'),
            description: str(get(tool, 'description')),
          },
        ]
      : [],
  );
