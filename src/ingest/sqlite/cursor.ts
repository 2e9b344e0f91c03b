/** Cursor's state.vscdb: chats of the composer, and of the older chat panel. No other key is read: tokens lie beside them. */

import { defined } from '../../kit/defined.ts';
import { arr, get, idOf, isObject, str } from '../parse.ts';
import { unpacked } from '../rows/values.ts';
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

/** Reads keys by range (`;` follows `:`), so that SQLite uses its index and no other value is touched. */
export function* cursorRecords(db: Opened, tables: ReadonlySet<string>): Generator<CursorRecord> {
  if (tables.has('cursorDiskKV')) {
    const keys = db.all(
      "SELECT key FROM cursorDiskKV WHERE key >= 'composerData:' AND key < 'composerData;' ORDER BY key",
    );
    for (const { key } of keys) {
      const record = composer(db, String(key));
      if (record) yield record;
    }
  }
  if (tables.has('ItemTable')) {
    const tabs =
      arr(get(valueIn(db.all('SELECT value FROM ItemTable WHERE key = ?', [PANEL])[0]?.value), 'tabs')) ?? [];
    for (const tab of tabs) {
      const id = idOf(get(tab, 'tabId'));
      const bubbles = arr(get(tab, 'bubbles')) ?? [];
      if (id !== undefined && bubbles.length > 0) yield { cursor: 'panel', id, bubbles };
    }
  }
}

/**
 * A composer's bubbles lie in its own value (older versions), or each under a key of its own, in the order of the
 * headers.
 */
function composer(db: Opened, key: string): CursorRecord | undefined {
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
          const row = db.all('SELECT value FROM cursorDiskKV WHERE key = ?', [`bubbleId:${id}:${bubble}`])[0];
          const value = row ? valueIn(row.value) : undefined;
          return isObject(value) ? [slim(value)] : [];
        });
  if (bubbles.length === 0) return undefined;
  const model = str(get(data, 'modelConfig', 'modelName'));
  const parent = str(get(data, 'subagentInfo', 'parentComposerId'));
  return {
    cursor: 'composer',
    id,
    bubbles: bubbles.map(slim),
    ...defined({ model: model && model !== 'default' ? model : undefined, parent: parent || undefined }),
    time: get(data, 'createdAt'),
  };
}

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
