/**
 * Grok's data export: `prod-grok-backend.json` in the ZIP.
 *
 * No schema is published; importers agree on it. Conversations and messages are wrapped twice, `{conversation, responses:
 * [{response}]}`; messages hang together by `parent_response_id`, their times are MongoDB's, and a sender that is not
 * `human` is the model, by whatever name. Which answer was on show is in no export: it is the newest.
 */

import { defined } from '../../../kit/defined.ts';
import type { PartStub } from '../../../model/event.ts';
import { pointerOf } from '../../blocks.ts';
import type { ChatNode } from '../../chats.ts';
import { readContent } from '../../content.ts';
import { arr, get, idOf, isObject, type JsonObject, str } from '../../parse.ts';
import { strayFields } from '../../steps/unknown.ts';
import { chatReader } from './linked.ts';

const isChat = (value: unknown): boolean =>
  isObject(get(value, 'conversation')) &&
  (arr(get(value, 'responses')) ?? [undefined])
    .slice(0, 3)
    .every((r) => typeof get(r, 'response', 'sender') === 'string');

export const grokExport = chatReader({
  id: 'grok-export',
  app: 'grok',
  doc: {
    title: 'Grok data export',
    files: 'prod-grok-backend.json, or the ZIP that holds it',
    detection: '`conversations` whose elements have a `conversation` and `responses` with a `sender`.',
    notes: [
      'Messages hang together by `parent_response_id`: the line to the newest one is the conversation, the others are branches.',
      'A sender other than `human` is the model, whether it is called `assistant`, `ASSISTANT` or by its own name.',
      '`thinking_trace` and the traces of agents are reasoning; pages and posts that were found are context before the answer.',
      'Files and pictures are stubs: the export keeps them beside it, by their ids.',
      '`steps` repeat the traces with the calls of built-in tools; they are counted as unknown where they hold text.',
    ],
  },
  isChat,
  member: 'conversations',
  chatOf(value, _record, pointer) {
    const about = get(value, 'conversation');
    const list = (arr(get(value, 'responses')) ?? []).map((r) => get(r, 'response'));
    const linked = list.some((r) => idOf(get(r, 'parent_response_id')) !== undefined);
    const idAt = (i: number): string => idOf(get(list[i], '_id')) ?? idOf(get(list[i], '_id', '$oid')) ?? `#${i}`;
    const nodes = list.flatMap((response, i): ChatNode[] => {
      if (!isObject(response)) return [];
      const parent = linked ? idOf(get(response, 'parent_response_id')) : i > 0 ? idAt(i - 1) : undefined;
      const path = pointer + pointerOf(['responses', i, 'response']);
      return [{ id: idAt(i), parent, ...messageOf(response, path) }];
    });
    return {
      id: idOf(get(about, 'id')),
      user: idOf(get(about, 'user_id')),
      time: mongoTime(get(about, 'modify_time') ?? get(about, 'create_time')),
      tip: idOf(get(about, 'leaf_response_id')),
      model: str(
        get(
          list.findLast((r) => get(r, 'sender') !== 'human'),
          'model',
        ),
      ),
      nodes,
    };
  },
});

/** ISO, or `{$date: {$numberLong: "ms"}}` and its shorter spellings. */
function mongoTime(value: unknown): unknown {
  const date = isObject(value) ? get(value, '$date') : value;
  return isObject(date) ? get(date, '$numberLong') : date;
}

/** Read elsewhere, or of the page: how it looked, when it was thought, what the servers noted. */
const KNOWN = new Set(
  `_id conversation_id parent_response_id sender message query query_type create_time model mode metadata error thinking_trace
   agent_thinking_traces thinking_start_time thinking_end_time web_search_results cited_web_search_results xpost_ids
   webpage_urls file_attachments image_attachments generated_image_urls card_attachments_json media_types ui_layout`.split(
    /\s+/,
  ),
);

function messageOf(response: JsonObject, pointer: string): Omit<ChatNode, 'id' | 'parent'> {
  const asked = /^(?:human|user)$/i.test(str(get(response, 'sender')) ?? '');
  const text = str(get(response, 'message')) ?? '';
  const rest = Object.fromEntries(Object.entries(response).filter(([key]) => !KNOWN.has(key)));
  const parts = [...mediaOf(response), ...strayFields(rest)];
  const error = str(get(response, 'error')) ?? str(get(response, 'error', 'message'));
  const reasoning = thoughtsOf(response);
  return {
    asked,
    at: {
      pointer: `${pointer}/message`,
      ...defined({
        time: mongoTime(get(response, 'create_time')),
        model: asked ? undefined : str(get(response, 'model')) || undefined,
      }),
    },
    given: asked ? [] : foundPages(response, pointer),
    // An error stands in place of the answer.
    messages:
      !asked && error && text === ''
        ? []
        : [
            {
              role: asked ? 'user' : 'assistant',
              text,
              ...defined({ reasoning: reasoning || undefined, parts: parts.length ? parts : undefined }),
            },
          ],
    error,
  };
}

const thoughtsOf = (response: JsonObject): string =>
  [response, ...(arr(get(response, 'agent_thinking_traces')) ?? [])]
    .map((trace) => str(get(trace, 'thinking_trace')) ?? '')
    .filter((t, i, all) => t !== '' && all.indexOf(t) === i)
    .join('\n\n');

/** What the search found. Cited pages are among the results; alone they are all there is. */
function foundPages(response: JsonObject, pointer: string): NonNullable<ChatNode['given']> {
  const key = arr(get(response, 'web_search_results'))?.length ? 'web_search_results' : 'cited_web_search_results';
  return (arr(get(response, key)) ?? []).map((page, i) => ({
    text: ['title', 'url', 'preview', 'text'].flatMap((k) => str(get(page, k)) || []).join('\n'),
    title: 'web search',
    pointer: `${pointer}/${key}/${i}`,
  }));
}

function mediaOf(response: JsonObject): PartStub[] {
  const at = (key: string): unknown[] => arr(get(response, key)) ?? [];
  const stubs = (list: unknown[], type: string): PartStub[] =>
    list.flatMap(
      (one) => readContent([{ type, url: idOf(one) ?? idOf(get(one, 'id')) ?? idOf(get(one, 'url')) }]).parts,
    );
  return [
    ...stubs([...at('image_attachments'), ...at('generated_image_urls')], 'image'),
    ...stubs(at('file_attachments'), 'file'),
  ];
}
