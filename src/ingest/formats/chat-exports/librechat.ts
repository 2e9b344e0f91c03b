/**
 * LibreChat's export of a conversation (`useExportConversation` of danny-avila/LibreChat): messages as a flat list with
 * `parentMessageId`, or nested in `children` when it was exported recursively. The instructions are `promptPrefix` among the
 * options. An answer of an agent has its text, thoughts and calls in `content`; elsewhere `text` is all.
 */

import { defined } from '../../../kit/defined.ts';
import type { EventFlag, PartStub } from '../../../model/event.ts';
import type { ChatNode } from '../../chats.ts';
import { readContent } from '../../content.ts';
import { type FeedbackBeside, readFeedback } from '../../feedback.ts';
import { arr, get, idOf, isObject, type JsonObject, str } from '../../parse.ts';
import { inMessages, type Piece } from '../../pieces.ts';
import { into, type Place, rawArgs } from '../../place.ts';
import { holdsProse, strayFields, unknownPart } from '../../steps/unknown.ts';
import { unreadPart } from '../../unread.ts';
import { chatReader } from './linked.ts';

const LISTS = ['messages', 'messagesTree'] as const;

const isChat = (value: unknown): boolean =>
  LISTS.some((key) => {
    const list = arr(get(value, key))?.slice(0, 3);
    return (
      list?.length &&
      list.every((m) => idOf(get(m, 'messageId')) !== undefined && typeof get(m, 'isCreatedByUser') === 'boolean')
    );
  });

export const librechatExport = chatReader({
  id: 'librechat-export',
  app: 'librechat',
  doc: {
    title: 'LibreChat export',
    files: 'TITLE.json',
    detection: '`messages` or `messagesTree` whose messages have a `messageId` and `isCreatedByUser`.',
    notes: [
      'Flat and nested exports are one tree: the line to the newest message is the conversation, the others are branches.',
      '`promptPrefix` and `instructions` of the options are the system prompt; an export without options has none.',
      'Parts of `content`: think is reasoning, tool_call a call, its `output` the result; what was said after it is another message.',
      'Thumbs are feedback; an error is an error and no answer; `unfinished` answers are marked as interrupted.',
      'Files are stubs; text that was taken out of one is context before the message.',
    ],
  },
  isChat,
  chatOf(value, record, pointer) {
    const path = pointer === '' ? [] : pointer.slice(1).split('/');
    const root: Place = { value, pointer, text: record.text, path };
    const nodes: ChatNode[] = [];
    const open: { list: Place; parent: string | undefined }[] = LISTS.map((key) => ({
      list: into(root, key),
      parent: undefined,
    }));
    for (let at = open.shift(); at; at = open.shift()) {
      const { list, parent } = at;
      (arr(list.value) ?? []).forEach((message, i) => {
        if (!isObject(message)) return;
        const place = into(list, i);
        const node = nodeOf(message, place, parent);
        nodes.push(node);
        open.push({ list: into(place, 'children'), parent: node.id });
      });
    }
    const options = get(value, 'options');
    return {
      id: idOf(get(value, 'conversationId')),
      time: nodes.at(-1)?.at.time,
      model: str(get(options, 'model')) || nodes.findLast((n) => n.at.model)?.at.model,
      system: ['promptPrefix', 'system', 'instructions', 'additional_instructions']
        .flatMap((key) => str(get(options, key)) || [])
        .join('\n\n'),
      nodes,
    };
  },
});

function nodeOf(message: JsonObject, place: Place, above: string | undefined): ChatNode {
  const asked = get(message, 'isCreatedByUser') === true;
  const failed = get(message, 'error') === true;
  const text = str(get(message, 'text')) ?? '';
  const pieces = (arr(get(message, 'content')) ?? []).flatMap((_, i) => pieceOf(into(place, 'content', i)));
  const said = pieces.length > 0 ? pieces : [{ text }];
  // Other fields are of the page; those that hold sentences may hold what was said.
  const lost = strayFields(Object.fromEntries(Object.entries(message).filter(([key]) => !KNOWN.has(key))));
  const parts = [...filesOf(message), ...lost];
  const flags: EventFlag[] =
    get(message, 'unfinished') === true
      ? ['interrupted']
      : /^(?:length|max_tokens|incomplete)$/.test(str(get(message, 'finish_reason')) ?? '')
        ? ['truncated']
        : [];
  const messages = asked
    ? [
        {
          role: 'user' as const,
          text: said
            .map((p) => p.text ?? '')
            .filter(Boolean)
            .join('\n'),
          parts: said.flatMap((p) => p.parts ?? []),
        },
      ]
    : failed
      ? []
      : inMessages(said);
  const last = messages.at(-1);
  if (last && !asked && flags.length > 0) last.flags = flags;
  if (last && parts.length > 0) last.parts = [...(last.parts ?? []), ...parts];
  const ratings = ratingsOf(message);
  const given = get(message, 'feedback');
  return {
    id: idOf(get(message, 'messageId')) ?? place.pointer,
    parent: above ?? idOf(get(message, 'parentMessageId')),
    asked,
    at: {
      pointer: place.pointer,
      ...defined({
        time: get(message, 'createdAt'),
        model: asked ? undefined : str(get(message, 'model')) || undefined,
      }),
    },
    messages,
    given: (arr(get(message, 'files')) ?? []).flatMap((file) => {
      const words = isNamed(file) ? str(get(file, 'text')) : undefined;
      return words ? [{ text: words, title: str(get(file, 'filename')) }] : [];
    }),
    ratings,
    // Words without a rating that is known.
    stray: ratings.length === 0 && holdsProse(given) ? [unknownPart('feedback', given)] : [],
    error: failed ? text || said.map((p) => p.text ?? '').join('') || 'error' : undefined,
  };
}

const KNOWN = new Set(
  `messageId parentMessageId conversationId sender isCreatedByUser text content children files attachments feedback error
   unfinished finish_reason model endpoint createdAt updatedAt isEdited tokenCount iconURL plugin plugins metadata
   responseMessageId overrideParentMessageId thread_id clientId depth siblingIndex cancelled searchResult title`.split(
    /\s+/,
  ),
);

function pieceOf(place: Place): Piece[] {
  const { value } = place;
  const type = str(get(value, 'type')) ?? '';
  if (type === 'tool_call') return callOf(place);
  if (type === 'error') return [{ text: str(get(value, 'error')) ?? str(get(value, 'text')) ?? '' }];
  // Marks which agent goes on: `{agent_update: {agentId, runId}}`.
  if (type === 'agent_update') return [];
  const { text, reasoning, parts } = readContent([value]);
  return text !== '' || reasoning !== '' || parts.length > 0 ? [{ text, reasoning, parts }] : [];
}

/** Agents write `{name, args, output}`, assistants OpenAI's `{function: {name, arguments, output}}` and their built-in tools. */
function callOf(place: Place): Piece[] {
  const call = into(place, 'tool_call');
  const type = str(get(call.value, 'type')) ?? '';
  const inner = ['function', type].map((key) => into(call, key)).find((p) => isObject(p.value)) ?? call;
  const name = str(get(inner.value, 'name')) ?? type;
  const args = ['args', 'arguments', 'input']
    .map((key) => into(inner, key))
    .find((p) => p.value !== undefined && p.value !== null);
  const output = get(inner.value, 'output') ?? get(inner.value, 'outputs') ?? get(call.value, 'output');
  if (name === '') return [{ parts: unreadPart(place.value) }];
  const text =
    typeof output === 'string' ? output : output === undefined || output === null ? undefined : JSON.stringify(output);
  return [
    {
      call: {
        name,
        args: args ? rawArgs(args) : '',
        pointer: place.pointer,
        freeform: name === 'code_interpreter',
        ...defined({ id: idOf(get(call.value, 'id')) }),
      },
      result: text === undefined ? undefined : { text },
    },
  ];
}

function ratingsOf(message: JsonObject): FeedbackBeside[] {
  const given = get(message, 'feedback');
  const tag = get(given, 'tag');
  const text = [str(get(tag, 'key')) ?? str(tag), str(get(given, 'text'))].filter(Boolean).join(': ');
  const rating = readFeedback(str(get(given, 'rating')));
  return rating ? [{ ...rating, by: 'end_user', ...defined({ text: text || undefined }) }] : [];
}

const isNamed = (file: unknown): boolean =>
  ['file_id', 'filename', 'filepath'].some((key) => idOf(get(file, key)) !== undefined);

/** Attached by the person, or made by a tool. */
function filesOf(message: JsonObject): PartStub[] {
  const attached = arr(get(message, 'files')) ?? [];
  return [...attached, ...(arr(get(message, 'attachments')) ?? [])].flatMap((file, i) => {
    if (!isNamed(file)) return unreadPart(file);
    // The text of one that was attached is context.
    if (str(get(file, 'text'))) return i < attached.length ? [] : unreadPart(file, 'attachment');
    const mime = str(get(file, 'type')) ?? '';
    const kind = mime.startsWith('image') || get(file, 'height') !== undefined ? 'image' : 'file';
    return readContent([
      { type: kind, ...defined({ url: str(get(file, 'filepath')), mime_type: mime.includes('/') ? mime : undefined }) },
    ]).parts;
  });
}
