/**
 * A whole chat in one cell: Open WebUI's tree of messages, where an edit or a second answer is a sibling.
 *
 * The table `chat` has the tree as JSON in its column `chat`, and so has each element of the export of chats:
 * `history.messages` by id, with `parentId` and `childrenIds`, and `currentId`, the leaf that is on show.
 */
import { defined } from '../../kit/defined.ts';
import type { PartStub } from '../../model/event.ts';
import type { RecordRef } from '../../model/source.ts';
import { pointerOf } from '../blocks.ts';
import type { SessionBuilder } from '../builder.ts';
import { type ChatNode, Chats } from '../chats.ts';
import { readContent } from '../content.ts';
import type { MessageIn } from '../message.ts';
import { arr, get, idOf, isObject, type JsonObject, str } from '../parse.ts';
import type { Place } from '../place.ts';
import { readMessages, readOne } from '../shapes/messages.ts';
import { type Rating, readRating } from './ratings.ts';
import { unpacked } from './values.ts';

const chatOf = (row: unknown): unknown => unpacked(get(row, 'chat'));

/** The tree tells it; `chat.messages` beside it repeats the line on show and is not read. */
export const isChatCell = (row: unknown): boolean => isObject(get(chatOf(row), 'history', 'messages'));

/** Ratings in rows of their own, by the message they are about. */
export type RatingsOf = ReadonlyMap<string, readonly Rating[]>;

export function addChat(row: unknown, ref: RecordRef, builder: SessionBuilder, ratings: RatingsOf = new Map()): void {
  const chat = chatOf(row);
  const messages = get(chat, 'history', 'messages');
  const nodes = Object.entries(isObject(messages) ? messages : {}).flatMap(([id, message]): ChatNode[] =>
    isObject(message) ? [nodeOf(id, message, ratings.get(id) ?? [])] : [],
  );
  const chats = new Chats(builder);
  chats.add(ref, {
    tip: idOf(get(chat, 'history', 'currentId')),
    system: str(get(chat, 'system')) || str(get(chat, 'params', 'system')),
    model: nodes.findLast((n) => n.at.model)?.at.model,
    nodes,
  });
  chats.end();
  // A rating of a message that is no more is still one of the conversation.
  const known = new Set(nodes.map((n) => n.id));
  for (const [id, list] of ratings)
    if (!known.has(id)) for (const rating of list) builder.feedback({ ...rating, target: null });
}

/** Read elsewhere, or of the page: what it showed while it waited, which models it asked, how long they took. */
const KNOWN = new Set(
  `id parentId childrenIds timestamp models model modelName modelIdx done completedAt annotation error files sources citations
   statusHistory status info usage originalContent output userContext user lastSentence feedbackId favorite merged
   followUps embeds code_executions selectedModelId context arena`.split(/\s+/),
);

function nodeOf(id: string, message: JsonObject, ratings: readonly Rating[]): ChatNode {
  const pointer = `/chat${pointerOf(['history', 'messages', id])}`;
  const asked = get(message, 'role') === 'user';
  const error = str(get(message, 'error', 'content')) ?? str(get(message, 'error'));
  const messages = messagesOf(message, pointer);
  const parts = filesOf(message).flatMap((f) => f.stub ?? []);
  const [first] = messages;
  if (first && parts.length > 0) first.parts = [...(first.parts ?? []), ...parts];
  // An error takes the place of the answer.
  const said = messages.filter((m) => !error || m.text !== '' || m.calls?.length || m.reasoning || m.parts?.length);
  return {
    id,
    parent: idOf(get(message, 'parentId')),
    asked,
    at: {
      pointer,
      ...defined({
        time: get(message, 'timestamp'),
        model: asked ? undefined : str(get(message, 'model')) || undefined,
      }),
    },
    messages: said,
    given: [...filesOf(message).flatMap((f) => f.given ?? []), ...foundIn(message)],
    ratings: [...ratingOf(message, ratings), ...editOf(message)],
    error,
  };
}

/** Newer versions keep what the model wrote as items of the Responses API beside the text that the page shows of them. */
function messagesOf(message: JsonObject, pointer: string): MessageIn[] {
  const place = (value: unknown): Place => ({ value, pointer, text: '', path: [] });
  const items = arr(get(message, 'output'));
  if (items?.length && get(message, 'role') === 'assistant') {
    const read = readMessages(place(items.flatMap(asItems)));
    if (read.length > 0) return read.map((m) => ({ ...m, pointer }));
  }
  const own = Object.fromEntries(Object.entries(message).filter(([key]) => !KNOWN.has(key)));
  // The person corrected it: what the model wrote is the answer.
  const original = str(get(message, 'originalContent'));
  return readOne(place(original ? { ...own, content: original } : own)).map((m) => ({ ...m, pointer }));
}

/** Code that ran on the page is an item of Open WebUI's own: it holds the result as well. */
function asItems(item: unknown, i: number): unknown[] {
  if (get(item, 'type') !== 'open_webui:code_interpreter') return [item];
  const call_id = idOf(get(item, 'id')) ?? `code-${i}`;
  const output = get(item, 'output');
  const call = { type: 'custom_tool_call', call_id, name: 'code_interpreter', input: str(get(item, 'code')) ?? '' };
  if (output === undefined || output === null) return [call];
  return [call, { type: 'custom_tool_call_output', call_id, output: str(output) ?? JSON.stringify(output) }];
}

/** A thumb on the message itself; one in a row of its own is the same, told once. */
function ratingOf(message: JsonObject, rows: readonly Rating[]): readonly Rating[] {
  const note = get(message, 'annotation');
  const own = isObject(note)
    ? readRating(get(note, 'rating'), get(note, 'comment') || get(note, 'reason'), false)
    : undefined;
  return own && !rows.some((r) => r.signal === own.signal) ? [own, ...rows] : rows;
}

function editOf(message: JsonObject): Rating[] {
  const original = str(get(message, 'originalContent'));
  const text = str(get(message, 'content'));
  return original && text && text !== original ? [{ signal: 'edit', by: 'end_user', text }] : [];
}

/** Pictures and files are stubs, unless the text that was taken out of one is there. */
function filesOf(message: JsonObject): { given?: { text: string; title: string | undefined }; stub?: PartStub[] }[] {
  return (arr(get(message, 'files')) ?? []).map((file) => {
    const text = str(get(file, 'file', 'data', 'content')) ?? str(get(file, 'content'));
    if (text) return { given: { text, title: str(get(file, 'name')) } };
    const type = str(get(file, 'type')) ?? '';
    const mime = str(get(file, 'content_type')) ?? str(get(file, 'file', 'meta', 'content_type')) ?? '';
    const kind = [type, mime].map((t) => /^(?:image|audio|video)/.exec(t)?.[0]).find((k) => k !== undefined) ?? 'file';
    return {
      stub: readContent([{ type: kind, ...defined({ url: str(get(file, 'url')), mime_type: mime || undefined }) }])
        .parts,
    };
  });
}

/** Passages that were found and put before the model, as the sources of its answer. */
function foundIn(message: JsonObject): { text: string; title: string | undefined }[] {
  const list = arr(get(message, 'sources')) ?? arr(get(message, 'citations')) ?? [];
  return list.flatMap((source) =>
    (arr(get(source, 'document')) ?? []).flatMap((text) =>
      typeof text === 'string' && text !== '' ? [{ text, title: str(get(source, 'source', 'name')) }] : [],
    ),
  );
}
