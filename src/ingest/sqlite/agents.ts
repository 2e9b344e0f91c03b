/**
 * Databases of agents: OpenCode since 1.2, Crush, Goose since 1.10, Zed, Amazon Q and Kiro, the command line of Cursor, ADK of Google and the Agents SDK of OpenAI. Most keep sessions and messages in tables and
 * the parts of a message as JSON in a column, so a session is put together here. That JSON is passed on as it is written:
 * numbers keep their digits.
 */
import { tryJson } from '../../kit/json/parse.ts';
import { unzstd } from '../containers/zstd.ts';
import { get } from '../parse.ts';
import { unpacked } from '../rows/values.ts';
import { listedTalk, messagesIn } from './cursor-blobs.ts';
import { JsonLine } from './json-line.ts';
import type { Cell, Opened, Row } from './open.ts';

/** Told of each cell that cannot be read, with its table. */
type Lost = (table: string) => void;

/** How one agent's database is known and unpacked. */
export interface AgentStore {
  /** Reader of the records, and what they are called. */
  as: string;
  entry: string;
  /** Columns by which the tables are known, since their names alone are common. */
  needs: Readonly<Record<string, readonly string[]>>;
  /** The names are so common that no other table may stand beside them. */
  alone?: boolean;
  records(db: Opened, lost: Lost): Iterable<unknown>;
}

const text = (cell: unknown): string => (cell === null || cell === undefined ? '' : String(cell));

/** Object with more members before those of a JSON text; of a text that is no object, only those. */
function objectText(members: Record<string, unknown>, json: unknown): string {
  const head = JSON.stringify(members);
  const body = text(json).trim();
  if (!isJson(body, '{')) return head;
  const inner = body.slice(1, -1).replace(/[\r\n]/g, ' ');
  if (inner.trim() === '') return head;
  return head === '{}' ? `{${inner}}` : `${head.slice(0, -1)},${inner}}`;
}

/** JSON on one line (a line break cannot stand within a string); a text that is none as a string. */
const jsonText = (json: unknown): string => {
  const body = text(json).trim();
  return isJson(body, '[') ? body.replace(/[\r\n]/g, ' ') : JSON.stringify(body);
};

function isJson(body: string, start: '{' | '['): boolean {
  return body.startsWith(start) && tryJson(body) !== undefined;
}

const sessionRow = (row: Row): Record<string, unknown> => ({
  id: text(row.id),
  parent: row.parent_id ?? row.parent_session_id ?? undefined,
  directory: row.directory ?? row.working_dir ?? undefined,
});

/** In the shape of `opencode export`, which is what the reader of that reads. */
function* opencodeRecords(db: Opened, lost: Lost): Generator<JsonLine> {
  /** The members of a row's own columns and those of its cell; the former alone would say nothing. */
  const whole = (table: string, members: Record<string, unknown>, data: unknown): string[] => {
    if (isJson(text(data).trim(), '{')) return [objectText(members, data)];
    lost(table);
    return [];
  };
  for (const session of db.all('SELECT * FROM session ORDER BY time_created, id')) {
    const id = text(session.id);
    const messages = db.all('SELECT * FROM message WHERE session_id = ? ORDER BY id', [id]).map((message) => {
      const own = text(message.id);
      const parts = db
        .all('SELECT * FROM part WHERE message_id = ? ORDER BY id', [own])
        .flatMap((part) => whole('part', { id: text(part.id), messageID: own, sessionID: id }, part.data));
      // Without its own cell a message has no role, and its parts are kept as of an unknown one.
      const [info = JSON.stringify({ id: own, sessionID: id, role: '' })] = whole(
        'message',
        { id: own, sessionID: id, role: '' },
        message.data,
      );
      return `{"info":${info},"parts":[${parts.join(',')}]}`;
    });
    if (messages.length > 0)
      yield new JsonLine(`{"info":${JSON.stringify(sessionRow(session))},"messages":[${messages.join(',')}]}`);
  }
}

function* crushRecords(db: Opened): Generator<JsonLine> {
  for (const session of db.all('SELECT * FROM sessions ORDER BY created_at, id')) {
    const rows = db.all('SELECT * FROM messages WHERE session_id = ? ORDER BY created_at, rowid', [text(session.id)]);
    const messages = rows.map((row) => {
      const { id, role, model, created_at: time, is_summary_message: summary } = row;
      return `${JSON.stringify({ id, role, model, time, summary: summary ? true : undefined }).slice(0, -1)},"parts":${jsonText(row.parts)}}`;
    });
    if (messages.length > 0)
      yield new JsonLine(`{"crush":${JSON.stringify(sessionRow(session))},"messages":[${messages.join(',')}]}`);
  }
}

/** Messages in the shape of the older JSON Lines. */
function* gooseRecords(db: Opened): Generator<JsonLine> {
  for (const session of db.all('SELECT * FROM sessions ORDER BY created_at, id')) {
    const rows = db.all('SELECT * FROM messages WHERE session_id = ? ORDER BY created_timestamp, id', [
      text(session.id),
    ]);
    const messages = rows.map((row) => {
      const head = JSON.stringify({ id: row.message_id ?? row.id, role: row.role, created: row.created_timestamp });
      return `${head.slice(0, -1)},"content":${jsonText(row.content_json)},"metadata":${objectText({}, row.metadata_json)}}`;
    });
    if (messages.length > 0)
      yield new JsonLine(`{"goose":${JSON.stringify(sessionRow(session))},"messages":[${messages.join(',')}]}`);
  }
}

/** Columns of ADK's events before 1.22 that hold JSON; since then all of an event is in one. Pickled ones are not read. */
const ADK_JSON = ['content', 'input_transcription', 'output_transcription'];

/** In the shape of `Session.model_dump_json`. An id is one session's only together with the app and the user. */
function* adkRecords(db: Opened, lost: Lost): Generator<JsonLine> {
  for (const session of db.all('SELECT * FROM sessions ORDER BY create_time, id')) {
    const { id, app_name, user_id } = session;
    const rows = db.all(
      'SELECT * FROM events WHERE app_name = ? AND user_id = ? AND session_id = ? ORDER BY timestamp, rowid',
      [text(app_name), text(user_id), text(id)],
    );
    const events = rows.flatMap((row) => {
      const { author, invocation_id, timestamp, branch, error_code, error_message, partial, interrupted, event_data } =
        row;
      const head = { id: row.id, invocation_id, timestamp };
      if (event_data !== undefined && event_data !== null) {
        if (isJson(text(event_data).trim(), '{')) return [objectText(head, event_data)];
        lost('events');
        return [];
      }
      const flags = {
        partial: Number(partial) === 1 || undefined,
        interrupted: Number(interrupted) === 1 || undefined,
      };
      const own = JSON.stringify({ ...head, author: author ?? '', branch, error_code, error_message, ...flags });
      const cells = ADK_JSON.filter((name) => isJson(text(row[name]).trim(), '{')).map(
        (name) => `,"${name}":${objectText({}, row[name])}`,
      );
      return [`${own.slice(0, -1)}${cells.join('')}}`];
    });
    if (events.length > 0)
      yield new JsonLine(`${JSON.stringify({ id, app_name, user_id }).slice(0, -1)},"events":[${events.join(',')}]}`);
  }
}

/** Items of the Responses API, one a row. */
function* agentsSdkRecords(db: Opened, lost: Lost): Generator<JsonLine> {
  const ids = db.all('SELECT session_id, MIN(id) AS first FROM agent_messages GROUP BY session_id ORDER BY first');
  for (const { session_id: id } of ids) {
    const rows = db.all('SELECT * FROM agent_messages WHERE session_id = ? ORDER BY id', [text(id)]);
    const items = rows.flatMap((row) => {
      if (isJson(text(row.message_data).trim(), '{'))
        return [objectText({ created_at: row.created_at }, row.message_data)];
      lost('agent_messages');
      return [];
    });
    if (items.length > 0)
      yield new JsonLine(`{"agents_sdk":${JSON.stringify({ id: text(id) })},"items":[${items.join(',')}]}`);
  }
}

/** The command line of Cursor: one chat a database, told by the state that `meta` names. */
function* cursorChats(db: Opened): Generator<JsonLine> {
  for (const row of db.all('SELECT value FROM meta')) {
    // JSON in hex digits, or as it is.
    const written = text(row.value);
    const meta = unpacked(/^(?:[0-9a-f]{2})+$/i.test(written) ? Buffer.from(written, 'hex').toString('utf8') : written);
    const blob = (id: string): Cell | undefined => db.all('SELECT data FROM blobs WHERE id = ?', [id])[0]?.data;
    const root = blob(text(get(meta, 'latestRootBlobId')));
    const [id, time, model] = ['agentId', 'createdAt', 'lastUsedModel'].map((key) => get(meta, key));
    const hashes = root instanceof Uint8Array ? messagesIn(root) : [];
    const talk = listedTalk({ id: id ?? '', time, model }, hashes, blob);
    if (talk) yield talk;
  }
}

/** Threads of Zed: JSON as it is, or packed. A sub-agent's thread is one of its own. */
function* zedThreads(db: Opened, lost: Lost): Generator<JsonLine> {
  for (const row of db.all('SELECT * FROM threads ORDER BY updated_at, id')) {
    const json = unpackedText(row);
    if (isJson(json.trim(), '{'))
      yield new JsonLine(objectText({ zed: { id: row.id, parent: row.parent_id ?? undefined } }, json));
    else lost('threads');
  }
}

/** '' for what cannot be unpacked. */
function unpackedText({ data_type: type, data }: Row): string {
  const bytes = data instanceof Uint8Array ? data : Buffer.from(text(data));
  if (type !== 'zstd') return Buffer.from(bytes).toString('utf8');
  const pieces: Uint8Array[] = [];
  try {
    unzstd([bytes], (piece) => pieces.push(piece));
  } catch {
    return '';
  }
  return Buffer.concat(pieces).toString('utf8');
}

/** Conversations of Amazon Q and Kiro: the newer table was filled from the older one, which holds the last talk of a folder. */
const amazonQTalks = (...tables: readonly string[]) =>
  function* (db: Opened, lost: Lost): Generator<JsonLine> {
    const seen = new Set<unknown>();
    for (const table of tables) {
      const rows = db.all(`SELECT value FROM ${table} ORDER BY rowid`);
      for (const { value } of rows) {
        const json = text(value).trim();
        const id = isJson(json, '{') ? get(tryJson(json), 'conversation_id') : undefined;
        if (id === undefined) lost(table);
        else if (!seen.has(id)) yield new JsonLine(objectText({}, json));
        seen.add(id);
      }
    }
  };

const Q_COLUMNS = ['key', 'value'];

const AGENT_STORES: readonly AgentStore[] = [
  {
    as: 'google-adk',
    entry: 'sessions',
    needs: { sessions: ['app_name', 'user_id'], events: ['app_name', 'session_id', 'invocation_id'] },
    records: adkRecords,
  },
  {
    as: 'openai-agents',
    entry: 'sessions',
    needs: { agent_sessions: ['session_id'], agent_messages: ['session_id', 'message_data'] },
    records: agentsSdkRecords,
  },
  {
    as: 'cursor',
    entry: 'chats',
    needs: { blobs: ['id', 'data'], meta: ['key', 'value'] },
    alone: true,
    records: cursorChats,
  },
  {
    as: 'zed',
    entry: 'threads',
    needs: { threads: ['summary', 'data_type', 'data'] },
    records: zedThreads,
  },
  {
    as: 'amazon-q',
    entry: 'conversations',
    needs: { conversations_v2: [...Q_COLUMNS, 'conversation_id'], conversations: Q_COLUMNS },
    records: amazonQTalks('conversations_v2', 'conversations'),
  },
  {
    as: 'amazon-q',
    entry: 'conversations',
    needs: { conversations_v2: [...Q_COLUMNS, 'conversation_id'] },
    records: amazonQTalks('conversations_v2'),
  },
  {
    as: 'amazon-q',
    entry: 'conversations',
    needs: { conversations: Q_COLUMNS },
    records: amazonQTalks('conversations'),
  },
  {
    as: 'opencode',
    entry: 'sessions',
    needs: { session: ['directory'], message: ['session_id', 'data'], part: ['message_id', 'data'] },
    records: opencodeRecords,
  },
  {
    as: 'crush',
    entry: 'sessions',
    needs: { sessions: ['parent_session_id'], messages: ['session_id', 'role', 'parts', 'created_at'] },
    records: crushRecords,
  },
  {
    as: 'goose',
    entry: 'sessions',
    needs: { sessions: ['working_dir'], messages: ['session_id', 'role', 'content_json', 'created_timestamp'] },
    records: gooseRecords,
  },
];

/** The agent whose tables and columns these are. */
export const agentStore = (db: Opened, tables: ReadonlySet<string>): AgentStore | undefined =>
  AGENT_STORES.find(
    (store) =>
      (!store.alone || [...tables].every((table) => table in store.needs || table.startsWith('sqlite_'))) &&
      Object.entries(store.needs).every(([table, columns]) => {
        if (!tables.has(table)) return false;
        const own = new Set(db.all(`PRAGMA table_info("${table}")`).map((row) => row.name));
        return columns.every((column) => own.has(column));
      }),
  );
