/**
 * big-AGI's chats: one, or all under `conversations` (enricoros/big-AGI, `chat.fragments.ts`). A message is a list of
 * fragments, each with a part of its own kind; calls and their results are parts of one message.
 */

import { defined } from '../../../kit/defined.ts';
import type { ChatNode } from '../../chats.ts';
import { readContent } from '../../content.ts';
import type { MessageIn } from '../../message.ts';
import { arr, get, idOf, isObject, str } from '../../parse.ts';
import { inMessages, type Piece } from '../../pieces.ts';
import { into, items, type Place } from '../../place.ts';
import { pointerKeys } from '../../pointer.ts';
import { roleNamed } from '../../shapes/roles.ts';
import { unreadPart } from '../../unread.ts';
import { chatReader } from './linked.ts';

const isChat = (value: unknown): boolean => {
  const list = arr(get(value, 'messages'))?.slice(0, 3);
  return (
    list !== undefined &&
    list.length > 0 &&
    list.every((m) => typeof get(m, 'fragments', 0, 'ft') === 'string' || get(m, 'fragments', 'length') === 0)
  );
};

export const bigAgi = chatReader({
  id: 'big-agi',
  app: 'big-agi',
  doc: {
    title: 'big-AGI',
    files: 'conversation_*.agi.json, conversations_*.json',
    detection: 'Conversations whose messages have `fragments` with `ft`.',
    notes: [
      'A conversation is a list. Parts: text, tool_invocation and tool_response are calls and results, `ma` reasoning, documents context, error an error.',
      'Placeholders and annotations are of the page; pictures are stubs; other parts are counted as unknown.',
    ],
  },
  isChat,
  member: 'conversations',
  chatOf(value, record, pointer) {
    const list = items(into({ value, pointer, text: record.text, path: pointerKeys(pointer) }, 'messages'));
    const ids = list.map((m) => idOf(get(m.value, 'id')) ?? m.pointer);
    const nodes = list.map((place, i) => nodeOf(place, ids[i] as string, ids[i - 1]));
    return {
      id: idOf(get(value, 'id')),
      time: get(value, 'updated') ?? get(value, 'created'),
      model: nodes.findLast((n) => n.at.model)?.at.model,
      nodes,
    };
  },
});

function nodeOf(place: Place, id: string, parent: string | undefined): ChatNode {
  const { value } = place;
  const role = roleNamed(get(value, 'role')) ?? 'assistant';
  const fragments = items(into(place, 'fragments'));
  const pieces = fragments.map(pieceOf);
  const text = pieces
    .map((p) => p.text ?? '')
    .filter((t) => t !== '')
    .join('\n');
  const said = pieces.some((p) => p.text || p.reasoning || p.call || p.parts?.length);
  const failed = fragments.find((f) => get(f.value, 'part', 'pt') === 'error');
  const error = failed && (str(get(failed.value, 'part', 'error')) || 'error');
  const answered = error !== undefined && !said ? [] : withResults(pieces, fragments);
  const model = str(get(value, 'generator', 'name')) || str(get(value, 'originLLM'));
  return {
    id,
    parent,
    asked: role === 'user',
    at: {
      pointer: place.pointer,
      ...defined({ time: get(value, 'created'), model: role === 'assistant' ? model || undefined : undefined }),
    },
    messages: role === 'assistant' ? answered : [{ role, text, parts: pieces.flatMap((p) => p.parts ?? []) }],
    given: fragments.flatMap(({ value: f, pointer }) => {
      const words = get(f, 'part', 'pt') === 'doc' ? str(get(f, 'part', 'data', 'text')) : undefined;
      return words ? [{ text: words, title: str(get(f, 'title')) ?? str(get(f, 'part', 'l1Title')), pointer }] : [];
    }),
    error,
  };
}

/** A result is a part behind its call, with the same id. */
function withResults(pieces: readonly Piece[], fragments: readonly Place[]): MessageIn[] {
  const paired = pieces.map((piece) => {
    const { call } = piece;
    const response =
      call &&
      fragments.find((f) => get(f.value, 'part', 'pt') === 'tool_response' && get(f.value, 'part', 'id') === call.id);
    if (!response) return piece;
    const result = get(response.value, 'part', 'response', 'result');
    const failed = get(response.value, 'part', 'error');
    const text = str(result) ?? (result === undefined ? (str(failed) ?? '') : JSON.stringify(result));
    return { ...piece, result: { text, ...(failed ? { isError: true } : {}) } };
  });
  const ids = new Set(pieces.map((piece) => piece.call?.id));
  const orphans = fragments.filter(
    (f) => get(f.value, 'part', 'pt') === 'tool_response' && !ids.has(idOf(get(f.value, 'part', 'id'))),
  );
  return inMessages([...paired, ...orphans.map((f) => ({ parts: unreadPart(get(f.value, 'part'), 'tool_response') }))]);
}

function pieceOf({ value, pointer }: Place): Piece {
  const part = get(value, 'part');
  switch (get(part, 'pt')) {
    case 'text':
      return { text: str(get(part, 'text')) ?? '' };
    case 'ma':
      return { reasoning: str(get(part, 'aText')) ?? '' };
    case 'tool_invocation': {
      const name = str(get(part, 'invocation', 'name')) ?? str(get(part, 'invocation', 'type')) ?? 'unknown';
      const code = str(get(part, 'invocation', 'code'));
      const args = str(get(part, 'invocation', 'args')) ?? code ?? '';
      return { call: { name, args, pointer, freeform: code !== undefined, ...defined({ id: idOf(get(part, 'id')) }) } };
    }
    case 'image_ref':
    case 'reference':
      return {
        parts: readContent([
          {
            type: 'image',
            ...defined({ url: str(get(part, 'dataRef', 'url')) ?? idOf(get(part, 'dataRef', 'dblobAssetId')) }),
          },
        ]).parts,
      };
    // Told elsewhere, or nothing but the page's.
    case 'tool_response':
    case 'doc':
    case 'error':
    case 'ph':
    case 'annotations':
      return {};
    default:
      return { parts: unreadPart(isObject(part) ? part : value, str(get(part, 'pt')) ?? str(get(value, 'ft'))) };
  }
}
