/**
 * simonw's `llm` logs (llm.datasette.io/en/stable/logging.html): the layout up to 0.31 (`responses`) and the one since
 * 0.32 (`threads`, `turns`, `messages`, `parts`).
 *
 * A conversation lies in up to ten tables, so it is put together here and given to the reader as one record. Tables
 * that a version does not have yet are passed over: `tables` holds the names of those that exist.
 */

import { defined } from '../../kit/defined.ts';
import type { MessageIn } from '../message.ts';
import { get, isObject, str } from '../parse.ts';
import { sliceAt } from '../rawjson.ts';
import { unpacked } from '../rows/values.ts';
import type { Opened, Row } from './open.ts';

/** One conversation as a record: its exchanges in order, each with all that was said before it. */
export interface LlmRecord {
  llm: 'responses' | 'threads';
  id: string;
  app?: string;
  tools: { name: string; description?: string; input_schema?: string }[];
  exchanges: LlmExchange[];
}

interface LlmExchange {
  /** Id of the response or turn. */
  id: string;
  /** Messages that are new before the reply, or the whole path to it (`threads`). */
  prompt: MessageIn[];
  reply?: MessageIn;
  model?: string;
  time?: string;
  latencyMs?: number;
}

/** A cell as text; NULL is empty. */
const text = (value: unknown): string =>
  typeof value === 'string' ? value : value === null || value === undefined ? '' : String(value);

/** `_llm_migrations` is written by newer versions; the oldest files are known by three tables together. */
export const isLlm = (tables: ReadonlySet<string>): boolean =>
  tables.has('_llm_migrations') || (tables.has('responses') && tables.has('conversations') && tables.has('tool_calls'));

/** Both layouts may hold data in one file: after the upgrade old talks stay where they were. */
export function* llmRecords(db: Opened, tables: ReadonlySet<string>): Generator<LlmRecord> {
  if (tables.has('responses')) yield* legacyRecords(db, tables);
  if (tables.has('threads') && tables.has('turns')) yield* threadRecords(db, tables);
}

/**
 * One record per conversation, in the order of their first response. A response without a conversation is one of its
 * own.
 */
function* legacyRecords(db: Opened, tables: ReadonlySet<string>): Generator<LlmRecord> {
  const talks = db.all(
    'SELECT conversation_id AS id, min(rowid) AS first FROM responses GROUP BY coalesce(conversation_id, id) ORDER BY first',
  );
  for (const { id, first } of talks) {
    const rows =
      id === null
        ? db.all('SELECT * FROM responses WHERE rowid = ?', [String(first)])
        : db.all('SELECT * FROM responses WHERE conversation_id = ? ORDER BY datetime_utc, id', [text(id)]);
    const record: LlmRecord = { llm: 'responses', id: text(id ?? rows[0]?.id), tools: [], exchanges: [] };
    rows.forEach((row, i) => {
      record.exchanges.push(exchangeOf(db, tables, row, i === 0));
      addTools(db, tables, record, 'tool_responses', 'response_id', text(row.id));
    });
    yield record;
  }
}

/** A row of `responses`: one prompt and its answer. The system prompt is logged with each, and told with the first. */
function exchangeOf(db: Opened, tables: ReadonlySet<string>, row: Row, isFirst: boolean): LlmExchange {
  const id = text(row.id);
  const prompt: MessageIn[] = [];
  const system = [...fragments(db, tables, 'system_fragments', 'response_id', id), text(row.system)]
    .filter(Boolean)
    .join('\n');
  if (system && isFirst) prompt.push({ role: 'system', text: system });
  // Results hang on the response after the one that made the calls.
  if (tables.has('tool_results')) {
    for (const r of db.all('SELECT * FROM tool_results WHERE response_id = ? ORDER BY id', [id]))
      prompt.push(resultOf(r));
  }
  const said = [...fragments(db, tables, 'prompt_fragments', 'response_id', id), text(row.prompt)]
    .filter(Boolean)
    .join('\n');
  const parts = attachments(db, tables, id);
  if (said || parts.length)
    prompt.push({ role: 'user', text: said, ...defined({ parts: parts.length ? parts : undefined }) });
  const reply: MessageIn = { role: 'assistant', text: text(row.response) };
  if (row.reasoning) reply.reasoning = text(row.reasoning);
  if (tables.has('tool_calls')) {
    const calls = db.all('SELECT * FROM tool_calls WHERE response_id = ? ORDER BY id', [id]);
    if (calls.length) {
      reply.calls = calls.map((c) => ({
        name: text(c.name),
        args: text(c.arguments),
        ...defined({ id: c.tool_call_id ? text(c.tool_call_id) : undefined }),
      }));
    }
  }
  return { id, prompt, reply, ...infoOf(row) };
}

/** A failed tool logs an exception beside its output. */
function resultOf(row: Row): MessageIn {
  return {
    role: 'tool',
    text: text(row.output),
    ...defined({
      callId: row.tool_call_id ? text(row.tool_call_id) : undefined,
      name: row.name ? text(row.name) : undefined,
      isError: row.exception ? true : undefined,
    }),
  };
}

/** `resolved_model` is what the provider says that it ran; durations are ms. */
function infoOf(row: Row): Pick<LlmExchange, 'model' | 'time' | 'latencyMs'> {
  const model = text(row.resolved_model) || text(row.model);
  return {
    ...defined({
      model: model || undefined,
      time: row.datetime_utc ? text(row.datetime_utc) : undefined,
      latencyMs: Number(row.duration_ms) > 0 ? Number(row.duration_ms) : undefined,
    }),
  };
}

/**
 * Tools that a response or turn was given. `link`: table that joins them, `column`: its key. Names are unique in a
 * record.
 */
function addTools(
  db: Opened,
  tables: ReadonlySet<string>,
  record: LlmRecord,
  link: string,
  column: string,
  id: string,
): void {
  if (!tables.has('tools') || !tables.has(link)) return;
  const rows = db.all(
    `SELECT t.* FROM tools t JOIN ${link} l ON l.tool_id = t.id WHERE l.${column} = ? ORDER BY t.id`,
    [id],
  );
  for (const row of rows) {
    const name = text(row.name);
    if (!name || record.tools.some((t) => t.name === name)) continue;
    record.tools.push({
      name,
      ...defined({
        description: row.description ? text(row.description) : undefined,
        input_schema: row.input_schema ? text(row.input_schema) : undefined,
      }),
    });
  }
}

/** Texts that the user passed by reference (`-f`), in their order. They are stored once and shared by responses. */
function fragments(db: Opened, tables: ReadonlySet<string>, link: string, column: string, id: string): string[] {
  if (!tables.has('fragments') || !tables.has(link)) return [];
  return db
    .all(
      `SELECT f.content FROM fragments f JOIN ${link} l ON l.fragment_id = f.id WHERE l.${column} = ? ORDER BY l."order"`,
      [id],
    )
    .map((row) => text(row.content));
}

/** Attachments as stubs: their bytes stay in the database. */
function attachments(db: Opened, tables: ReadonlySet<string>, id: string): NonNullable<MessageIn['parts']> {
  if (!tables.has('prompt_attachments')) return [];
  return db
    .all(
      'SELECT a.id, a.type, length(a.content) AS size FROM attachments a JOIN prompt_attachments p ON p.attachment_id = a.id WHERE p.response_id = ? ORDER BY p."order"',
      [id],
    )
    .map((row) => {
      const mime = text(row.type);
      const kind = /^(image|audio|video)\//.exec(mime)?.[1] as 'image' | undefined;
      return {
        kind: kind ?? ('file' as const),
        ...defined({ mime: mime || undefined, bytes: typeof row.size === 'number' ? row.size : undefined }),
        // The id is the hash of the content.
        ...defined({ hash: row.id ? text(row.id).slice(0, 16) : undefined }),
      };
    });
}

/** Threads that were forked from one another are one talk with branches. */
function* threadRecords(db: Opened, tables: ReadonlySet<string>): Generator<LlmRecord> {
  const threads = db.all('SELECT id, forked_from, tip_message_hash FROM threads ORDER BY datetime_utc, id');
  const parentOf = new Map(threads.map((t) => [text(t.id), text(t.forked_from)]));
  // 1000 forks deep at most: a circle in a damaged file must not hang the run.
  const rootOf = (id: string): string => {
    let at = id;
    for (let n = 0; n < 1000 && parentOf.get(at); n++) at = parentOf.get(at) as string;
    return at;
  };
  const groups = new Map<string, Row[]>();
  for (const thread of threads) {
    const root = rootOf(text(thread.id));
    groups.set(root, [...(groups.get(root) ?? []), thread]);
  }
  for (const [id, group] of groups) {
    const record: LlmRecord = { llm: 'threads', id, tools: [], exchanges: [] };
    const messages = new Map<string, MessageIn>();
    const turns = group
      .flatMap((t) => db.all('SELECT * FROM turns WHERE thread_id = ?', [text(t.id)]))
      .sort((a, b) => (text(a.datetime_utc) + text(a.id) < text(b.datetime_utc) + text(b.id) ? -1 : 1));
    // The tip of the latest thread is the line that goes on.
    const tip = text(group.at(-1)?.tip_message_hash);
    turns.sort((a, b) => Number(text(a.tip_message_hash) === tip) - Number(text(b.tip_message_hash) === tip));
    for (const turn of turns) {
      const path = pathOf(db, tables, text(turn.tip_message_hash), messages);
      const reply = path.at(-1)?.role === 'assistant' ? path.pop() : undefined;
      record.exchanges.push({
        id: text(turn.id),
        prompt: path,
        ...defined({ reply: reply || undefined }),
        ...infoOf(turn),
      });
      addTools(db, tables, record, 'turn_tools', 'turn_id', text(turn.id));
    }
    if (record.exchanges.length > 0) yield record;
  }
}

/**
 * Messages from the first to this one, by `parent_hash`. Copies: a message is on the path of every later turn.
 *
 * @param known messages that were read already, by hash: turns of one thread share most of their path.
 */
function pathOf(db: Opened, tables: ReadonlySet<string>, tip: string, known: Map<string, MessageIn>): MessageIn[] {
  const path: MessageIn[] = [];
  const seen = new Set<string>();
  let hash = tip;
  while (hash && !seen.has(hash)) {
    seen.add(hash);
    const row = db.all('SELECT * FROM messages WHERE hash = ?', [hash])[0];
    if (!row) break;
    path.unshift(...messagesOf(db, tables, row, known));
    hash = text(row.parent_hash);
  }
  return path.map((m) => ({ ...m }));
}

/** Parts of a message; a tool message may answer several calls. */
function messagesOf(db: Opened, tables: ReadonlySet<string>, row: Row, known: Map<string, MessageIn>): MessageIn[] {
  const hash = text(row.hash);
  const role = text(row.role);
  const parts = db.all('SELECT * FROM parts WHERE message_hash = ? ORDER BY position, id', [hash]);
  if (role === 'tool') return parts.map((part) => toolResult(part));
  const hit = known.get(hash);
  if (hit) return [hit];
  const message: MessageIn = { role: role === 'system' || role === 'user' ? role : 'assistant', text: '' };
  const texts: string[] = [];
  for (const part of parts) {
    const payload = unpacked(part.payload);
    if (part.type === 'tool_call') {
      const raw = text(part.payload);
      const args = get(payload, 'arguments');
      const id = str(get(payload, 'tool_call_id'));
      message.calls = [
        ...(message.calls ?? []),
        {
          name: text(part.tool_name) || text(get(payload, 'name')),
          args: typeof args === 'string' ? args : (sliceAt(raw, ['arguments']) ?? ''),
          ...defined({ id }),
        },
      ];
    } else if (part.type === 'reasoning')
      message.reasoning = [message.reasoning, text(part.text)].filter(Boolean).join('\n');
    else if (part.type === 'text') {
      texts.push(...fragments(db, tables, 'part_fragments', 'part_id', text(part.id)), text(part.text));
    } else if (isObject(payload) || part.text) message.parts = [...(message.parts ?? []), { kind: 'other' }];
  }
  message.text = texts.filter(Boolean).join('\n');
  known.set(hash, message);
  return [message];
}

function toolResult(part: Row): MessageIn {
  const payload = unpacked(part.payload);
  const output = get(payload, 'output');
  const id = str(get(payload, 'tool_call_id'));
  return {
    role: 'tool',
    text: typeof output === 'string' ? output : output === undefined ? text(part.text) : JSON.stringify(output),
    name: text(part.tool_name) || text(get(payload, 'name')),
    ...defined({ callId: id, isError: get(payload, 'exception') ? true : undefined }),
  };
}
