/**
 * Rows of database tables, whatever they came through: a live database, a dump, CSV, JSON lines.
 *
 * What a column means is guessed by its name (`rows/columns.ts`), what a table is follows from the columns it has, and
 * `rows/session.ts` builds the session. Rows of several tables of one conversation meet in one session by its id.
 */

import { defined } from '../../../kit/defined.ts';
import type { RecordRef } from '../../../model/source.ts';
import { SessionBuilder } from '../../builder.ts';
import { get, isObject } from '../../parse.ts';
import type { FileContext, IndexEntry, InRecord, Reader } from '../../reader.ts';
import { type Columns, guessColumns, kindOfTable, type TableKind } from '../../rows/columns.ts';
import { ratingRow } from '../../rows/ratings.ts';
import { RowSession } from '../../rows/session.ts';
import { cell, number, roleOf } from '../../rows/values.ts';
import { addChat, isChatCell } from '../../rows/webui.ts';
import { streamIn } from '../../streams.ts';
import { parseTime } from '../../time.ts';

export const DB_ROWS = 'db-rows';

/** What the columns of a table mean. `kind` is undefined for tables that hold no conversation. */
interface Layout {
  columns: Columns;
  kind: TableKind | undefined;
}

/** By the names of the columns. Bounded: JSON lines may have other keys in every row. */
const layouts = new Map<string, Layout>();

/** Columns of the row, by its keys; remembered, because all rows of a table have the same. */
export function layoutOf(row: unknown): Layout {
  const keys = isObject(row) ? Object.keys(row).slice(0, 200) : [];
  const name = keys.join('\0');
  let layout = layouts.get(name);
  if (!layout) {
    const columns = guessColumns(keys);
    layout = { columns, kind: kindOfTable(columns, keys) };
    if (layouts.size > 1000) layouts.clear();
    layouts.set(name, layout);
  }
  return layout;
}

/** An element of Open WebUI's export of feedback: rows of other tables of ratings say too little to be told by. */
const isWebuiRating = (row: unknown): boolean =>
  cell(get(row, 'meta', 'chat_id')) !== undefined && get(row, 'data', 'rating') !== undefined;

/** Id of the conversation that a row belongs to. Of a conversation's own row that is its primary key. */
const conversationOf = (row: unknown, { columns, kind }: Layout): string | undefined => {
  const name = kind === 'conversations' || kind === 'chats' ? columns.id : columns.conversation;
  return name === undefined ? undefined : cell(get(row, name));
};

export const dbRows: Reader = {
  id: DB_ROWS,
  doc: {
    title: 'Rows of conversations and messages',
    files: '*.csv, *.sql (pg_dump), *.jsonl (row_to_json), *.db, *.parquet, PostgreSQL',
    detection:
      'Rows with a role, a content and a conversation id, by the names of the columns (`conversation_id`, `thread_id`, `chatId`, `session_id` …); or with a prompt and a response.',
    notes: [
      'Columns are guessed by name; name them yourself under `databases` or `mappings` in goldpan.json.',
      'Rows without a conversation id are put together by user and time: see `segment.gapMinutes`.',
      'Rows of one conversation are put in the order of their sequence number, else of their time, else in the order of the file.',
      'Rows of the conversations table give user, model, metadata and outcome; rows of a ratings table are joined to their messages.',
      '`tool_calls` in the OpenAI shape, `tool_name` with `tool_args`, AI SDK `parts` and message JSON of LangChain and n8n are calls and results.',
      'Schemas known by name: Vercel ai-chatbot (`Chat`, `Message_v2`, `Vote_v2`), Chainlit (`threads`, `steps`, `feedbacks`), Open WebUI (`chat`, `feedback`).',
      'Exports of Open WebUI are its rows as JSON: the tree of messages with `currentId`, calls and thoughts that its page shows as `<details>`, files, sources, corrections; the export of feedback is joined by chat and message.',
      'Ratings of 1 and -1, of 0 and 1 in tables of their own, booleans and words are thumbs; other numbers are ratings.',
      'The row number is given as the line of the record, the primary key as its key.',
    ],
  },
  votes: (record) => {
    const layout = layoutOf(record);
    if (layout.kind === 'chats') return isChatCell(record);
    if (layout.kind === 'ratings' && isWebuiRating(record)) return true;
    const { columns } = layout;
    if (layout.kind !== 'messages' || !columns.conversation || !(columns.id || columns.time)) return false;
    if (cell(get(record, columns.conversation)) === undefined) return false;
    if (isObject(get(record, 'request')) || Array.isArray(get(record, 'messages'))) return false;
    const scalar = columns.content === undefined || typeof get(record, columns.content) !== 'number';
    return scalar && (!columns.role || columns.role === 'type' || roleOf(get(record, columns.role)) !== undefined);
  },
  index(record, file) {
    const layout = layoutOf(record.value);
    const { kind, columns } = layout;
    if (kind === undefined) return { skip: 'no column that could be a role and a text', code: 'metadata' };
    const id = conversationOf(record.value, layout);
    const time = columns.time === undefined ? undefined : parseTime(get(record.value, columns.time));
    const at: IndexEntry = {
      ...defined({ key: id === undefined ? undefined : `conversation:${id}`, time }),
    };
    if (kind === 'ratings') {
      const chat = ratingRow(record.value, columns)?.chat;
      if (chat === undefined)
        return { skip: 'a rating; read together with the table of its message', code: 'metadata' };
      return [{ ...at, key: `conversation:${chat}`, order: Number.MAX_VALUE }];
    }
    if (kind === 'conversations') return [{ ...at, order: -Number.MAX_VALUE }];
    if (id === undefined) Object.assign(at, nameless(record.value, columns, kind, time, file));
    // The same table may be there twice: as a dump, and as CSV or JSON lines.
    const own = columns.id === undefined ? undefined : cell(get(record.value, columns.id));
    if (own !== undefined && id !== undefined)
      at.uid = [id, own, cell(get(record.value, columns.role ?? ''))].join('\0');
    const order = columns.order === undefined ? undefined : number(get(record.value, columns.order));
    // Rows without a time stay after the row before them.
    const state = file.state as { last?: number };
    if (time !== undefined) state.last = time;
    const place = order ?? time ?? state.last;
    return [{ ...at, ...defined({ order: place }) }];
  },
  read: (records) => readRows(records, DB_ROWS),
};

/** Rows of a table without conversations: those of one user are a stream; without users, messages are one session a file. */
function nameless(row: unknown, columns: Columns, kind: TableKind, time: number | undefined, file: FileContext) {
  const own = columns.user === columns.role ? undefined : columns.user;
  const user = own === undefined ? undefined : cell(get(row, own));
  const stream =
    user === undefined ? undefined : [user, cell(get(row, 'app')) ?? '', ...Object.values(columns)].join('\0');
  if (kind === 'pairs') return defined({ stream });
  const asks = columns.role !== undefined && roleOf(get(row, columns.role)) === 'user';
  return kind === 'messages' ? { key: file.key, ...streamIn(file, { stream, time }, asks) } : {};
}

/** Also for readers whose rows are of a known layout. */
function readRows(records: Iterable<InRecord>, format: string): ReturnType<Reader['read']> {
  const builder = new SessionBuilder(format);
  const session = new RowSession(builder);
  const chats: { row: unknown; ref: RecordRef }[] = [];
  for (const record of records) {
    const layout = layoutOf(record.value);
    if (!layout.kind) continue;
    const id = conversationOf(record.value, layout);
    if (id !== undefined) builder.fields.nativeId ??= id;
    if (layout.kind === 'chats') {
      const key = cell(get(record.value, layout.columns.id ?? 'id'));
      chats.push({ row: record.value, ref: key === undefined ? record.ref : { ...record.ref, key } });
      const user = cell(get(record.value, 'user_id'));
      if (user !== undefined) builder.subjects.add(user);
    } else session.add(record, layout.kind, layout.columns);
  }
  // Ratings in rows of their own come after the chat: they are needed when its messages are told.
  const late = chats.length > 0 ? session.takeRatings() : undefined;
  for (const { row, ref } of chats) addChat(row, ref, builder, late);
  session.end();
  return builder.build();
}
