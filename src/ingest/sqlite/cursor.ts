/**
 * Cursor's state.vscdb: chats of the composer, messages of its agents, and the older chat panel. No other key is read: tokens lie
 * beside them. What is not read is named by the beginning of its keys.
 */

import { defined } from '../../kit/defined.ts';
import { arr, get, idOf, isObject, str } from '../parse.ts';
import { unpacked } from '../rows/values.ts';
import { blobOf, listedTalk, looseTalks, messagesIn, questionIn } from './cursor-blobs.ts';
import type { JsonLine } from './json-line.ts';
import type { Cell, Opened } from './open.ts';

/** One chat as a record: its bubbles in order, in the shape that Cursor stores them in. */
export interface CursorRecord {
  cursor: 'composer' | 'panel';
  id: string;
  model?: string;
  time?: unknown;
  /** Sub-agent of another composer. */
  parent?: string;
  bubbles: unknown[];
}

export const isCursor = (tables: ReadonlySet<string>): boolean => tables.has('ItemTable') || tables.has('cursorDiskKV');

/** Values are text, or bytes of text, and some are JSON inside JSON. */
function valueIn(cell: Cell | undefined): unknown {
  const text = cell instanceof Uint8Array ? Buffer.from(cell).toString('utf8') : cell;
  const once = unpacked(text);
  return unpacked(typeof once === 'string' && /^"\s*[{[]/.test(once) ? JSON.parse(once) : once);
}

/** Key of the older chat panel. */
const PANEL = 'workbench.panel.aichat.view.aichat.chatdata';

/** What was met on the way. */
interface Met {
  /** Keys of bubbles that a chat holds. */
  bubbles: Set<string>;
  /** Hashes of messages that a chat lists. */
  listed: Set<string>;
  asked: Set<string>;
}

/** Told of keys that nobody reads, by what they begin with. */
type Left = (keys: string, reason: string, count: number) => void;

/** Reads keys by range (`;` follows `:`), so that SQLite uses its index and no other value is touched. */
export function* cursorRecords(
  db: Opened,
  tables: ReadonlySet<string>,
  left: Left,
): Generator<CursorRecord | JsonLine> {
  if (tables.has('cursorDiskKV')) {
    const met: Met = { bubbles: new Set(), listed: new Set(), asked: new Set() };
    const keys = db.all(
      "SELECT key FROM cursorDiskKV WHERE key >= 'composerData:' AND key < 'composerData;' ORDER BY key",
    );
    for (const { key } of keys) {
      const record = composer(db, String(key), met);
      if (record) yield record;
    }
    yield* looseTalks(db, met.listed, met.asked, (n) =>
      left('agentKv', 'messages that repeat a chat, or of several chats that nothing tells apart', n),
    );
    nameLeft(db, met, left);
  }
  if (tables.has('ItemTable')) {
    const tabs =
      arr(get(valueIn(db.all('SELECT value FROM ItemTable WHERE key = ?', [PANEL])[0]?.value), 'tabs')) ?? [];
    for (const tab of tabs) {
      const id = idOf(get(tab, 'tabId'));
      const bubbles = arr(get(tab, 'bubbles')) ?? [];
      if (id !== undefined && bubbles.length > 0) yield { cursor: 'panel', id, bubbles };
    }
    // Other editors that came of VS Code keep their chats in this table, too.
    const threads = db.all("SELECT count(*) AS n FROM ItemTable WHERE key LIKE 'void.chatThreadStorage%'")[0]?.n;
    if (Number(threads) > 0)
      left('void.chatThreadStorage', 'threads of Void, which are not read; copy them out as text', Number(threads));
    const [others] = db.all('SELECT count(*) AS n FROM ItemTable WHERE key <> ? AND key NOT LIKE ?', [
      PANEL,
      'void.chatThreadStorage%',
    ]);
    if (Number(others?.n) > 0) left('ItemTable', 'settings and state of the editor', Number(others?.n));
  }
}

function nameLeft(db: Opened, met: Met, left: Left): void {
  const bubbles = db.all("SELECT key FROM cursorDiskKV WHERE key >= 'bubbleId:' AND key < 'bubbleId;'");
  const orphans = bubbles.filter(({ key }) => !met.bubbles.has(String(key))).length;
  if (orphans > 0) left('bubbleId', 'messages that no chat lists: it was deleted, or is another branch', orphans);
  const kinds = new Map<string, number>();
  const rows = db.all(
    "SELECT substr(key, 1, instr(key || ':', ':') - 1) AS kind, count(*) AS n FROM cursorDiskKV GROUP BY kind",
  );
  for (const { kind, n } of rows) {
    // A key without a colon may be an id as a whole: two words of it say what it is.
    const name = /^[A-Za-z]+(?:\.[A-Za-z]+)?/.exec(String(kind))?.[0] ?? 'other';
    if (/^(?:composerData|bubbleId|agentKv)$/.test(name)) continue;
    kinds.set(name, (kinds.get(name) ?? 0) + Number(n));
  }
  for (const [name, n] of kinds) left(name, 'state of the editor, and no message', n);
}

/**
 * A composer's bubbles lie in its own value (older versions), or each under a key of its own, in the order of the
 * headers.
 */
function composer(db: Opened, key: string, met: Met): CursorRecord | JsonLine | undefined {
  const data = valueIn(db.all('SELECT value FROM cursorDiskKV WHERE key = ?', [key])[0]?.value);
  if (!isObject(data)) return undefined;
  const id = key.slice('composerData:'.length);
  const inline = arr(get(data, 'conversation')) ?? [];
  const headers = arr(unpacked(get(data, 'fullConversationHeadersOnly'))) ?? [];
  const bubbles =
    inline.length > 0
      ? inline
      : headers.flatMap((header) => {
          const bubble = idOf(get(header, 'bubbleId'));
          if (bubble === undefined) return [];
          const own = `bubbleId:${id}:${bubble}`;
          const row = db.all('SELECT value FROM cursorDiskKV WHERE key = ?', [own])[0];
          met.bubbles.add(own);
          // Versions between the two kept them in a map.
          const value = row ? valueIn(row.value) : get(data, 'conversationMap', bubble);
          return isObject(value) ? [slim(value)] : [];
        });
  const named = str(get(data, 'modelConfig', 'modelName'));
  const model = named && named !== 'default' ? named : undefined;
  // The state lists the messages of the model's requests, which the bubbles tell once more.
  const hashes = stateOf(get(data, 'conversationState'));
  for (const hash of hashes) met.listed.add(hash);
  if (bubbles.length === 0) {
    const time = get(data, 'createdAt');
    return listedTalk({ id, model, time }, hashes, (hash) => blobOf(db, hash), met.asked);
  }
  for (const bubble of bubbles) {
    const said = get(bubble, 'type') === 1 ? questionIn(JSON.stringify({ content: get(bubble, 'text') })) : undefined;
    if (said !== undefined) met.asked.add(said);
  }
  const parent = str(get(data, 'subagentInfo', 'parentComposerId'));
  return {
    cursor: 'composer',
    id,
    bubbles: bubbles.map(slim),
    ...defined({ model, parent: parent || undefined }),
    time: get(data, 'createdAt'),
  };
}

/** A state is protobuf in base64 behind a `~`. */
const stateOf = (state: unknown): string[] =>
  typeof state === 'string' && state.startsWith('~') ? messagesIn(Buffer.from(state.slice(1), 'base64')) : [];

/** Fields of a bubble that become events. */
const KEPT = [
  'type',
  'text',
  'rawText',
  'bubbleId',
  'id',
  'createdAt',
  'thinking',
  'toolFormerData',
  'modelInfo',
  'timingInfo',
  'modelType',
];

/** A bubble is mostly editor state: only what is said and done is kept. */
function slim(bubble: unknown): unknown {
  return isObject(bubble)
    ? Object.fromEntries(KEPT.filter((k) => Object.hasOwn(bubble, k)).map((k) => [k, bubble[k]]))
    : bubble;
}
