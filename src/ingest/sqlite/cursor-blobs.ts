/**
 * Messages that Cursor's agents keep by the hash of their text: under `agentKv:blob:HASH` of state.vscdb, and in the table
 * `blobs` of `~/.cursor/chats/…/store.db`. A state in protobuf lists the hashes of a talk's messages in its field 1; a blob of
 * a message is its JSON, any other blob (states, turns, files) is none.
 */
import { get, isObject, str } from '../parse.ts';
import { unpacked } from '../rows/values.ts';
import { JsonLine } from './json-line.ts';
import type { Cell, Opened } from './open.ts';

/** Bytes of a SHA-256. */
const HASH = 32;
/** Wire type of text, bytes and messages (protobuf.dev/programming-guides/encoding). */
const LENGTH_DELIMITED = 2;
/** Field of the state that holds a message's hash. */
const MESSAGES = 1;

/** Hashes in hex of the messages that a state lists, in their order; none when it is no state. */
export function messagesIn(state: Uint8Array): string[] {
  const out: string[] = [];
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 1; at < state.length; shift *= 128) {
      const byte = state[at++] as number;
      value += (byte % 128) * shift;
      if (byte < 128) return value;
      if (shift > 2 ** 42) break;
    }
    return Number.NaN;
  };
  while (at < state.length) {
    const tag = varint();
    const wire = tag % 8;
    const size = wire === LENGTH_DELIMITED ? varint() : wire === 1 ? 8 : wire === 5 ? 4 : 0;
    if (wire === 0) varint();
    if (!(size >= 0) || at + size > state.length || ![0, 1, LENGTH_DELIMITED, 5].includes(wire)) return out;
    const listed = wire === LENGTH_DELIMITED && Math.floor(tag / 8) === MESSAGES && size === HASH;
    if (listed) out.push(Buffer.from(state.subarray(at, at + size)).toString('hex'));
    at += size;
  }
  return out;
}

const cellText = (cell: Cell | undefined): string =>
  cell instanceof Uint8Array
    ? Buffer.from(cell).toString('utf8')
    : cell === null || cell === undefined
      ? ''
      : String(cell);

/** The JSON of a message with a role; undefined for any other blob. */
function messageText(cell: Cell | undefined): { json: string; value: unknown } | undefined {
  const json = cellText(cell).trim();
  if (!json.startsWith('{')) return undefined;
  const value = unpacked(json);
  return isObject(value) && typeof get(value, 'role') === 'string' && 'content' in value
    ? { json: json.replace(/[\r\n]/g, ' '), value }
    : undefined;
}

/** A talk of such messages as a record; numbers keep their digits. */
const talkLine = (head: Record<string, unknown>, messages: readonly string[]): JsonLine =>
  new JsonLine(`${JSON.stringify({ cursor: 'messages', ...head }).slice(0, -1)},"messages":[${messages.join(',')}]}`);

/**
 * Messages by hash.
 *
 * @param asked takes the person's words of them
 * @returns undefined when none of them is there
 */
export function listedTalk(
  head: Record<string, unknown>,
  hashes: readonly string[],
  blob: (hash: string) => Cell | undefined,
  asked?: Set<string>,
): JsonLine | undefined {
  const messages = hashes.flatMap((hash) => messageText(blob(hash)) ?? []);
  for (const message of messages) {
    const question = questionOf(message);
    if (question !== undefined) asked?.add(question);
  }
  return messages.length > 0
    ? talkLine(
        head,
        messages.map((m) => m.json),
      )
    : undefined;
}

/** What a message of the person asks. */
const questionOf = ({ json, value }: { json: string; value: unknown }): string | undefined =>
  get(value, 'role') === 'user' ? questionIn(json) : undefined;

const PREFIX = 'agentKv:blob:';

export const blobOf = (db: Opened, hash: string): Cell | undefined =>
  db.all('SELECT value FROM cursorDiskKV WHERE key = ?', [PREFIX + hash])[0]?.value;

/** So many messages without a system prompt between them are those of several talks. */
const MOST_LOOSE = 1000;

/**
 * Messages that no state lists, in the order in which they were written: a system prompt begins a talk. One in which a question
 * of another chat is asked repeats that, since requests were kept here beside the bubbles; or it is made of several, since what
 * two talks have in common is kept once.
 *
 * @param listed hashes that belong to a chat
 * @param asked questions of the chats that were read
 * @param left told how many messages are not read
 */
export function* looseTalks(
  db: Opened,
  listed: ReadonlySet<string>,
  asked: ReadonlySet<string>,
  left: (messages: number) => void,
): Generator<JsonLine> {
  let dropped = 0;
  let talk = { first: '', messages: [] as string[], asks: false, known: false };
  const flush = (): JsonLine | undefined => {
    const { first, messages, asks, known } = talk;
    talk = { first: '', messages: [], asks: false, known: false };
    if (asks && !known) return talkLine({ id: first }, messages);
    dropped += messages.length;
    return undefined;
  };
  // Keys alone are sorted: the blobs may be larger than memory.
  const keys = "SELECT key FROM cursorDiskKV WHERE key >= 'agentKv:blob:' AND key < 'agentKv:blob;' ORDER BY rowid";
  for (const { key } of db.all(keys)) {
    const hash = String(key).slice(PREFIX.length);
    const message = listed.has(hash) ? undefined : messageText(blobOf(db, hash));
    if (!message) continue;
    if (get(message.value, 'role') === 'system' && talk.messages.length > 0) {
      const line = flush();
      if (line) yield line;
    }
    if (talk.messages.length === 0) talk.first = hash;
    const question = questionOf(message);
    talk.asks ||= question !== undefined;
    talk.known ||= (question !== undefined && asked.has(question)) || talk.messages.length >= MOST_LOOSE;
    talk.messages.push(talk.known ? '' : message.json);
  }
  const line = flush();
  if (line) yield line;
  if (dropped > 0) left(dropped);
}

/** The person's words of a message, by which the same chat is known elsewhere; undefined: Cursor's alone. */
export function questionIn(json: string): string | undefined {
  const content = get(unpacked(json), 'content');
  const parts = Array.isArray(content) ? content.map((part) => str(get(part, 'text')) ?? '') : [str(content) ?? ''];
  const text = parts.join('\n');
  const from = text.indexOf('<user_query>');
  const to = text.indexOf('</user_query>', from);
  const said = from >= 0 && to >= 0 ? text.slice(from + '<user_query>'.length, to) : text.startsWith('<') ? '' : text;
  return said.trim() || undefined;
}
