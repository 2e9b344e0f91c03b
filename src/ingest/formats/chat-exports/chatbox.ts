/**
 * Chatbox's exported data, and its `config.json`, which is the same (chatboxai/chatbox, `src/shared/types.ts`): sessions under
 * `chat-sessions`, since 1.12 each under `session:ID`. Earlier topics of a session lie in its `threads`; what an answer
 * said before it was made again lies in `messageForksHash`, by the message that both follow.
 */

import { defined } from '../../../kit/defined.ts';
import type { PartStub } from '../../../model/event.ts';
import type { ChatNode } from '../../chats.ts';
import { readContent } from '../../content.ts';
import type { MessageIn } from '../../message.ts';
import { arr, get, idOf, isObject, type JsonObject, num, str } from '../../parse.ts';
import { inMessages, type Piece } from '../../pieces.ts';
import { into, type Place, rawArgs } from '../../place.ts';
import { pointerKeys, toPointer } from '../../pointer.ts';
import { roleNamed } from '../../shapes/roles.ts';
import { strayFields, unknownPart } from '../../steps/unknown.ts';
import { chatReader } from './linked.ts';

/** Alone it must have parts as only Chatbox writes them; under Chatbox's own keys older messages may have a text. */
const isSession = (value: unknown): boolean => {
  const list = arr(get(value, 'messages'));
  return (
    list !== undefined &&
    list.length > 0 &&
    list.slice(0, 3).every((m) => Array.isArray(get(m, 'contentParts')) && typeof get(m, 'role') === 'string')
  );
};

export const chatbox = chatReader({
  id: 'chatbox',
  app: 'chatbox',
  doc: {
    title: 'Chatbox',
    files: 'chatbox-exported-data-*.json, config.json',
    detection: '`chat-sessions`, or keys `session:ID`, or messages with `contentParts`.',
    notes: [
      'A session is a session, and so is each of its earlier `threads`; answers that were made again are branches.',
      'Parts tool-call are calls with their results, reasoning is reasoning, info is of the page; pictures and files are stubs.',
      'Settings, which hold the keys of providers, are not read.',
    ],
  },
  isChat: isSession,
  placesIn(value) {
    if (!isObject(value)) return [];
    const list = (arr(get(value, 'chat-sessions')) ?? []).map((_, i) => ['chat-sessions', i]);
    const keyed = Object.keys(value).flatMap((key) =>
      key.startsWith('session:') && isObject(value[key]) ? [[key]] : [],
    );
    const sessions = [...list, ...keyed];
    return sessions.flatMap((keys) => {
      const threads = arr(get(value, ...keys, 'threads')) ?? [];
      return [toPointer(keys), ...threads.map((_, i) => toPointer([...keys, 'threads', i]))];
    });
  },
  chatOf(value, record, pointer) {
    const root: Place = { value, pointer, text: record.text, path: pointerKeys(pointer) };
    const nodes = chain(into(root, 'messages'), undefined);
    const tip = nodes.at(-1)?.id;
    const forks = get(value, 'messageForksHash');
    for (const after of Object.keys(isObject(forks) ? forks : {})) {
      const lists = into(root, 'messageForksHash', after, 'lists');
      for (let i = 0; i < (arr(lists.value)?.length ?? 0); i++) nodes.push(...chain(into(lists, i, 'messages'), after));
    }
    return {
      id: idOf(get(value, 'id')),
      time: nodes.at(-1)?.at.time,
      model: nodes.findLast((n) => n.at.model)?.at.model,
      tip,
      nodes,
    };
  },
});

function chain(list: Place, first: string | undefined): ChatNode[] {
  let parent = first;
  return (arr(list.value) ?? []).flatMap((message, i): ChatNode[] => {
    if (!isObject(message)) return [];
    const node = nodeOf(message, into(list, i), parent);
    parent = node.id;
    return [node];
  });
}

const KNOWN = new Set(
  `id role contentParts content timestamp model aiProvider name files links pictures toolCalls reasoningContent error errorCode
   errorExtra generating status style wordCount tokenCount tokensUsed firstTokenLatency usage cancel isStreamingMode updatedAt
   webBrowsing finishReason tokenCalculatedAt tokenCountMap isSummary`.split(/\s+/),
);

function nodeOf(message: JsonObject, place: Place, parent: string | undefined): ChatNode {
  const role = roleNamed(get(message, 'role'));
  const asked = role === 'user';
  const parts = arr(get(message, 'contentParts')) ?? [];
  const pieces: Piece[] = [
    ...(str(get(message, 'reasoningContent')) ? [{ reasoning: str(get(message, 'reasoningContent')) as string }] : []),
    ...(parts.length === 0
      ? [{ text: str(get(message, 'content')) ?? '' }]
      : parts.map((_, i) => pieceOf(into(place, 'contentParts', i)))),
  ];
  const lost = strayFields(Object.fromEntries(Object.entries(message).filter(([key]) => !KNOWN.has(key))));
  const beside: PartStub[] = [...filesOf(message), ...lost];
  const error = str(get(message, 'error')) || undefined;
  const said = pieces.some((p) => p.text || p.reasoning || p.call || p.parts?.length);
  const words = pieces
    .map((p) => p.text ?? '')
    .filter(Boolean)
    .join('\n');
  const answered = error && !said ? [] : inMessages(pieces);
  const messages: MessageIn[] =
    role === 'assistant' ? answered : role ? [{ role, text: words, parts: pieces.flatMap((p) => p.parts ?? []) }] : [];
  const [first] = messages;
  if (first && beside.length > 0) first.parts = [...(first.parts ?? []), ...beside];
  return {
    id: idOf(get(message, 'id')) ?? place.pointer,
    parent,
    asked,
    at: {
      pointer: place.pointer,
      ...defined({
        time: get(message, 'timestamp'),
        model: role === 'assistant' ? str(get(message, 'model')) || undefined : undefined,
      }),
    },
    messages,
    // Of a role that nobody knows.
    given: role ? [] : [{ text: words, title: str(get(message, 'role')) }],
    stray: role ? [] : [unknownPart(str(get(message, 'role')) ?? 'message', message)],
    error,
  };
}

function pieceOf(place: Place): Piece {
  const { value } = place;
  switch (get(value, 'type')) {
    case 'image':
      return {
        parts: readContent([
          { type: 'image', ...defined({ url: str(get(value, 'storageKey')) ?? str(get(value, 'url')) }) },
        ]).parts,
      };
    // A note of the page: that it looked something up, or read a file.
    case 'info':
      return {};
    case 'tool-call': {
      const result = into(place, 'result');
      const name = str(get(value, 'toolName')) ?? 'unknown';
      const call = {
        name,
        args: rawArgs(into(place, 'args')),
        pointer: place.pointer,
        ...defined({ id: idOf(get(value, 'toolCallId')) }),
      };
      const isError = get(value, 'state') === 'error' ? { isError: true } : {};
      return {
        call,
        result: result.value === undefined || result.value === null ? undefined : { text: rawArgs(result), ...isError },
      };
    }
    default: {
      const { text, reasoning, parts } = readContent([value]);
      return { text, reasoning, parts };
    }
  }
}

/** Documents and addresses; their text is kept elsewhere. */
function filesOf(message: JsonObject): PartStub[] {
  const at = (key: string): unknown[] => arr(get(message, key)) ?? [];
  const stubs = (list: unknown[], type: string): PartStub[] =>
    list.flatMap(
      (one) =>
        readContent([
          {
            type,
            ...defined({ url: str(get(one, 'storageKey')) ?? str(get(one, 'url')), bytes: num(get(one, 'size')) }),
          },
        ]).parts,
    );
  return [...stubs([...at('files'), ...at('links')], 'file'), ...stubs(at('pictures'), 'image')];
}
