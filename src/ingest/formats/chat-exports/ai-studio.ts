/**
 * Google AI Studio: prompts as it saves them to Drive (folder "Google AI Studio"), one JSON document without ending each.
 *
 * No schema is published; public importers read the same keys. A chunk is a part of a turn: a thought, a text, a file, code that
 * was run or what it printed. `parts` repeat the text as it was streamed, and are read where there is none.
 */

import { defined } from '../../../kit/defined.ts';
import type { PartStub } from '../../../model/event.ts';
import { SessionBuilder } from '../../builder.ts';
import { readContent } from '../../content.ts';
import { arr, get, idOf, isObject, type JsonObject, str } from '../../parse.ts';
import { into, items, type Place, placeOf } from '../../place.ts';
import type { Reader } from '../../reader.ts';
import { finishFlag, googleTools, readContents, readInstruction } from '../../shapes/google-body.ts';
import { holdsProse } from '../../steps/unknown.ts';
import { parseTime } from '../../time.ts';
import { unreadPart } from '../../unread.ts';

const FORMAT = 'ai-studio';

export const aiStudio: Reader = {
  id: FORMAT,
  doc: {
    title: 'Google AI Studio prompts',
    files: 'Google AI Studio/* in Google Drive',
    detection:
      'An object whose `chunkedPrompt` has `chunks`; the bare chunks, by `isThought`, `tokenCount` or `thinkingBudget` beside a role and a text.',
    notes: [
      'Neighbouring chunks of one role are one turn; an answer ends at its `finishReason`. Chunks with `isThought` are reasoning.',
      'Files in Drive and pictures in the document are stubs; code that Gemini ran is a call and its result.',
      'A chunk with an `errorMessage` is an error. What stands unsent in the input box (`pendingInputs`) is not read.',
      'A prompt that was branched off names its parent (`branchParent`) and repeats its start; the two are not joined.',
    ],
  },
  votes: (r) => pathOf(r) !== undefined || isMarked(r),
  index({ value }, file) {
    if (isChunk(value)) return [{ key: file.key }];
    const path = pathOf(value);
    const chunks = path && arr(get(value, ...path));
    if (!chunks) return { skip: 'no chat of AI Studio' };
    if (!chunks.some(isObject)) return { skip: 'a prompt without a chat', code: 'empty' };
    const time = parseTime(get(chunks[0], 'createTime') ?? get(value, 'createTime'));
    return [defined({ time })];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    builder.fields.app = FORMAT;
    const bare: Chunk[] = [];
    for (const record of records) {
      builder.from(record.ref);
      const place = placeOf(record);
      const path = pathOf(record.value);
      if (!path) {
        bare.push({ ...place, record: builder.record });
        continue;
      }
      const model = str(get(record.value, 'runSettings', 'model'))?.replace(/^models\//, '');
      if (model) builder.fields.model = model;
      const id = idOf(get(record.value, 'id'));
      if (id !== undefined) builder.fields.nativeId = id;
      for (const tool of googleTools(into(place, 'runSettings', 'tools'))) builder.tools.set(tool.name, tool);
      const system = readInstruction(into(place, 'systemInstruction'));
      if (system) builder.message(system, { pointer: system.pointer ?? '' });
      const chunks = items(into(place, ...path)).map((chunk) => ({ ...chunk, record: builder.record }));
      for (const turn of turnsOf(chunks)) emitTurn(builder, turn, model);
    }
    for (const turn of turnsOf(bare)) emitTurn(builder, turn, undefined);
    return builder.build();
  },
};

type Chunk = Place & { record: number };

const isChunk = (v: unknown): boolean =>
  /^(?:user|model)$/.test(str(get(v, 'role')) ?? '') && typeof get(v, 'text') === 'string';
/** A chunk alone looks like any message; these keys no other has. */
const isMarked = (v: unknown): boolean =>
  isChunk(v) && ['isThought', 'tokenCount', 'thinkingBudget'].some((key) => get(v, key) !== undefined);

/** Where a document has its chunks. */
const pathOf = (v: unknown): string[] | undefined => {
  if (Array.isArray(get(v, 'chunkedPrompt', 'chunks'))) return ['chunkedPrompt', 'chunks'];
  return (arr(get(v, 'chunks')) ?? []).some(isMarked) ? ['chunks'] : undefined;
};

/** Only the model thinks, whatever it is called. Who else has another role is not known (`emitTurn` counts it). */
const isReply = (chunk: Place): boolean => get(chunk.value, 'role') === 'model' || isThought(chunk.value);
const isUnknown = (chunk: Place): boolean => {
  const role = str(get(chunk.value, 'role'));
  return role !== undefined && role !== 'user' && !isReply(chunk);
};

function turnsOf(chunks: readonly Chunk[]): Chunk[][] {
  const turns: Chunk[][] = [];
  let open: Chunk[] | undefined;
  for (const chunk of chunks) {
    const before = open?.at(-1);
    const ended = before !== undefined && get(before.value, 'finishReason') !== undefined && !isThought(before.value);
    const alike = before && isReply(before) === isReply(chunk) && isUnknown(before) === isUnknown(chunk);
    if (!open || !before || !alike || ended || get(chunk.value, 'errorMessage')) {
      open = [];
      turns.push(open);
    }
    open.push(chunk);
  }
  return turns;
}

const isThought = (chunk: unknown): boolean => get(chunk, 'isThought') === true;

/** A turn as a content of the API, which is what the other Google formats hold. */
function emitTurn(builder: SessionBuilder, chunks: readonly Chunk[], model: string | undefined): void {
  const [head] = chunks;
  if (!head) return;
  const reply = isReply(head);
  const time = chunks.map((c) => get(c.value, 'createTime')).find((t) => t !== undefined);
  const at = { pointer: head.pointer, record: head.record, ...defined({ time, model: reply ? model : undefined }) };
  if (isUnknown(head)) {
    const lost = chunks.flatMap(({ value }) => unreadPart({ chunk: value }, str(get(value, 'role'))));
    builder.message({ role: 'user', text: '', parts: lost }, at);
    return;
  }
  const parts = chunks.flatMap(({ value }) => partsOf(value));
  const content: Place = {
    value: { role: reply ? 'model' : 'user', parts },
    pointer: head.pointer,
    text: '',
    path: [],
  };
  const failure = chunks.map((c) => str(get(c.value, 'errorMessage'))).find((e) => e);
  const flag = chunks.map((c) => finishFlag(get(c.value, 'finishReason'))).find((f) => f !== undefined);
  const messages = parts.length === 0 && failure ? [] : readContents(content, reply ? 'model' : 'user');
  const last = messages.findLast((m) => m.role === 'assistant');
  if (last && flag) last.flags = [...(last.flags ?? []), flag];
  const beside = chunks.flatMap(({ value }) => [...filesOf(value), ...strayOf(value)]);
  // A file alone is a turn: an answer to it must not stand without its question.
  const bearer = messages.at(-1) ?? { role: reply ? ('assistant' as const) : ('user' as const), text: '' };
  if (beside.length > 0) {
    bearer.parts = [...(bearer.parts ?? []), ...beside];
    if (messages.length === 0) messages.push(bearer);
  }
  for (const message of messages) builder.message(message, at);
  if (failure) builder.error(failure, at);
}

function partsOf(chunk: unknown): JsonObject[] {
  const text = str(get(chunk, 'text'));
  const thought = isThought(chunk) ? { thought: true } : {};
  const own = (arr(get(chunk, 'parts')) ?? []).filter(isObject);
  const mixed = !isThought(chunk) && own.some((part) => part.thought === true);
  const others = own.filter((part) => typeof part.text !== 'string');
  const said: JsonObject[] =
    text && !mixed ? [{ ...thought, text }, ...others] : own.map((part) => ({ ...thought, ...part }));
  const inline = pick(chunk, ['inlineData', 'inlineFile', 'inlineImage', 'inlineAudio', 'inlineVideo']).map((file) => ({
    inlineData: Object.values(file)[0],
  }));
  // Code stands in the chunk, in its parts, or in both.
  const code = ['executableCode', 'codeExecutionResult', 'functionCall', 'functionResponse'];
  return [
    ...said,
    ...inline,
    ...pick(
      chunk,
      code.filter((key) => !own.some((part) => isObject(part[key]))),
    ),
  ];
}

/** Each of these members as an object of its own. */
const pick = (chunk: unknown, keys: readonly string[]): JsonObject[] =>
  keys.flatMap((key) => (isObject(get(chunk, key)) ? [{ [key]: get(chunk, key) }] : []));

const DRIVE: Readonly<Record<string, string>> = {
  driveImage: 'image',
  driveVideo: 'video',
  driveAudio: 'audio',
  driveDocument: 'file',
  driveFile: 'file',
  youtubeVideo: 'video',
};

function filesOf(chunk: unknown): PartStub[] {
  return Object.entries(DRIVE).flatMap(([key, type]) =>
    isObject(get(chunk, key)) ? readContent([{ type, url: idOf(get(chunk, key, 'id')) }]).parts : [],
  );
}

/** What a chunk is known to hold besides: numbers, ratings, sources that a search found. */
const KNOWN = new Set(
  `role text parts isThought tokenCount finishReason thinkingBudget thinkingLevel thoughtSignatures safetyRatings grounding
   branchParent branchChildren model executableCode codeExecutionResult functionCall functionResponse errorMessage isEdited createTime id
   inlineData inlineFile inlineImage inlineAudio inlineVideo isGeneratedUsingApiKey`.split(/\s+/),
);

const strayOf = (chunk: unknown): PartStub[] =>
  Object.entries(isObject(chunk) ? chunk : {}).flatMap(([key, value]) =>
    KNOWN.has(key) || Object.hasOwn(DRIVE, key) || !(isObject(value) || holdsProse(value))
      ? []
      : unreadPart({ [key]: value }, key),
  );
