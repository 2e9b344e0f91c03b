/**
 * Cherry Studio's backup: `data.json` in the ZIP (CherryHQ/cherry-studio). Topics hold messages, messages name their blocks,
 * and the blocks of all lie in a list of their own. Several models may answer one question (`askId`): one of them is chosen,
 * and the talk goes on from it.
 */

import { defined } from '../../../kit/defined.ts';
import type { ChatNode } from '../../chats.ts';
import { readContent } from '../../content.ts';
import type { MessageIn } from '../../message.ts';
import { arr, get, idOf, isObject, type JsonObject, str } from '../../parse.ts';
import { inMessages, type Piece } from '../../pieces.ts';
import { into, items, type Place, placeOf, rawArgs } from '../../place.ts';
import { roleNamed } from '../../shapes/roles.ts';
import { unreadPart } from '../../unread.ts';
import { chatReader } from './linked.ts';

export const cherryStudio = chatReader({
  id: 'cherry-studio',
  app: 'cherry-studio',
  doc: {
    title: 'Cherry Studio backup',
    files: 'data.json, or the ZIP that holds it',
    detection: 'An object with `indexedDB.topics` and `indexedDB.message_blocks`.',
    notes: [
      'A topic is a session. Of several answers to one question the one that was chosen (`foldSelected`, `useful`), else the last, is on show; the others are branches.',
      'Blocks: thinking is reasoning, tool a call with its result, citation and translation context, error an error, pictures and files stubs.',
      'Backups from before blocks keep the text in `content`. Settings, with the keys of providers, are not read.',
    ],
  },
  isChat: () => false,
  placesIn: (value) => (arr(get(value, 'indexedDB', 'topics')) ?? []).map((_, i) => `/indexedDB/topics/${i}`),
  chatOf(value, record, pointer) {
    const blocks = blocksOf(record);
    const list = items(into({ value, pointer, text: record.text, path: pointer.slice(1).split('/') }, 'messages'));
    const nodes: ChatNode[] = [];
    const asked = new Set<string>();
    const chosen = new Set<string>();
    let last: string | undefined;
    for (const place of list) {
      if (!isObject(place.value)) continue;
      const ask = idOf(get(place.value, 'askId'));
      const answers = ask !== undefined && asked.has(ask);
      const node = nodeOf(place.value, place, answers ? ask : last, blocks);
      nodes.push(node);
      if (node.asked) asked.add(node.id);
      const picked = get(place.value, 'foldSelected') === true || get(place.value, 'useful') === true;
      // A later answer to the same question takes its place, unless one was picked.
      if (!answers || picked || !chosen.has(ask)) last = node.id;
      if (answers && picked) chosen.add(ask);
    }
    return {
      id: idOf(get(value, 'id')),
      time: nodes.at(-1)?.at.time,
      model: nodes.findLast((n) => n.at.model)?.at.model,
      tip: last,
      nodes,
    };
  },
});

type Blocks = ReadonlyMap<string, Place>;

/** The list is that of all topics, and is gone through once a document. */
const known = new WeakMap<object, Blocks>();

function blocksOf(record: { value: unknown; text: string }): Blocks {
  if (!isObject(record.value)) return new Map();
  const had = known.get(record.value);
  if (had) return had;
  const list = items(into(placeOf(record), 'indexedDB', 'message_blocks'));
  const blocks = new Map(list.flatMap((place) => [[idOf(get(place.value, 'id')) ?? place.pointer, place] as const]));
  known.set(record.value, blocks);
  return blocks;
}

function nodeOf(message: JsonObject, place: Place, parent: string | undefined, blocks: Blocks): ChatNode {
  const role = roleNamed(get(message, 'role')) ?? 'assistant';
  const own = (arr(get(message, 'blocks')) ?? []).flatMap((id) => blocks.get(idOf(id) ?? '') ?? []);
  const content = str(get(message, 'content'));
  const pieces: Piece[] = [...(content ? [{ text: content }] : []), ...own.map(pieceOf)];
  const failed = own.find((b) => get(b.value, 'type') === 'error');
  const error = failed ? (str(get(failed.value, 'error', 'message')) ?? 'error') : undefined;
  const said = pieces.some((p) => p.text || p.reasoning || p.call || p.parts?.length);
  const answered = error !== undefined && !said ? [] : inMessages(pieces);
  const text = pieces
    .map((p) => p.text ?? '')
    .filter((t) => t !== '')
    .join('\n');
  const messages: MessageIn[] =
    role === 'assistant' ? answered : [{ role, text, parts: pieces.flatMap((p) => p.parts ?? []) }];
  const model = str(get(message, 'model', 'name')) || str(get(message, 'model', 'id')) || str(get(message, 'modelId'));
  return {
    id: idOf(get(message, 'id')) ?? place.pointer,
    parent,
    asked: role === 'user',
    at: {
      pointer: place.pointer,
      ...defined({ time: get(message, 'createdAt'), model: role === 'assistant' ? model || undefined : undefined }),
    },
    messages,
    given: own.flatMap(asideOf),
    error,
  };
}

function pieceOf(place: Place): Piece {
  const { value } = place;
  const type = str(get(value, 'type')) ?? '';
  const content = str(get(value, 'content'));
  switch (type) {
    case 'main_text':
    case 'text':
      return { text: content ?? '' };
    case 'code':
      return { text: `\`\`\`${str(get(value, 'language')) ?? ''}\n${content ?? ''}\n\`\`\`` };
    case 'thinking':
      return { reasoning: content ?? '' };
    case 'tool':
      return toolOf(place);
    case 'image':
    case 'video':
    case 'file':
      return {
        parts: readContent([{ type, ...defined({ url: str(get(value, 'url')) ?? idOf(get(value, 'file', 'id')) }) }])
          .parts,
      };
    // Told elsewhere, or nothing but a place that an answer was to fill.
    case 'error':
    case 'citation':
    case 'translation':
    case 'unknown':
      return {};
    default:
      return { parts: unreadPart(value, type || undefined) };
  }
}

function toolOf(place: Place): Piece {
  const raw = into(place, 'metadata', 'rawMcpToolResponse');
  const own = into(place, 'arguments');
  const args = own.value === undefined || own.value === null ? into(raw, 'arguments') : own;
  const content = into(place, 'content');
  const output = content.value === undefined || content.value === null ? into(raw, 'response') : content;
  const name = str(get(place.value, 'toolName')) ?? str(get(raw.value, 'tool', 'name')) ?? 'unknown';
  const call = {
    name,
    args: rawArgs(args),
    pointer: place.pointer,
    ...defined({ id: idOf(get(place.value, 'toolId')) }),
  };
  if (output.value === undefined || output.value === null) return { call };
  // Results of MCP servers are lists of parts.
  const listed = readContent(get(output.value, 'content'));
  const failed = get(output.value, 'isError') === true || get(place.value, 'status') === 'error';
  const text = listed.text || rawArgs(output);
  return {
    call,
    result: { text, ...(listed.parts.length > 0 ? { parts: listed.parts } : {}), ...(failed ? { isError: true } : {}) },
  };
}

/** Pages and passages that were found, and what the answer is in another language. */
function asideOf({ value, pointer }: Place): NonNullable<ChatNode['given']> {
  const type = str(get(value, 'type'));
  if (type === 'translation') return [{ text: str(get(value, 'content')) ?? '', title: type, pointer }];
  if (type !== 'citation') return [];
  const found = get(value, 'response', 'results');
  const pages = [
    ...(arr(found) ?? arr(get(found, 'results')) ?? []),
    ...(arr(get(value, 'knowledge')) ?? []),
    ...(arr(get(value, 'memories')) ?? []),
  ];
  return pages.map((page) => ({
    text: ['title', 'url', 'sourceUrl', 'content', 'memory'].flatMap((key) => str(get(page, key)) || []).join('\n'),
    title: type,
    pointer,
  }));
}
