/**
 * Gemini API and Vertex AI: logs of `generateContent`, batch predictions, the request-response table in BigQuery, and tuning
 * sets.
 *
 * Requests and responses are the same in all of them; only where they lie differs (cloud.google.com/vertex-ai/generative-ai/docs:
 * request-response logging, batch prediction, prepare supervised and preference tuning data).
 */

import { defined } from '../../../kit/defined.ts';
import { SessionBuilder } from '../../builder.ts';
import { type Exchange, indexExchange, readExchanges } from '../../exchange.ts';
import { feedbackBeside } from '../../feedback.ts';
import { arr, get, idOf, isObject, num, str } from '../../parse.ts';
import { decoded, into, items, type Place, placeOf } from '../../place.ts';
import { addPreference } from '../../preference.ts';
import type { InRecord, Reader } from '../../reader.ts';
import {
  isGoogleReply,
  isGoogleRequest,
  mergeGoogleChunks,
  readContents,
  readGoogleReply,
  readGoogleRequest,
} from '../../shapes/google-body.ts';
import { isSse, sseData } from '../../sse.ts';
import { readError, readLatency, readSessionId, readSurroundings, readTime } from '../../surroundings.ts';

const FORMAT = 'gemini-api';

const REQUESTS = [
  ['full_request'],
  ['request', 'body'],
  ['request'],
  ['request_payload', 0],
  ['request_body'],
  ['input'],
  [],
];
const REPLIES = [
  ['full_response'],
  ['response', 'body'],
  ['response'],
  ['response_payload'],
  ['response_body'],
  ['output'],
  [],
];

export const geminiApi: Reader = {
  id: FORMAT,
  doc: {
    title: 'Gemini API and Vertex AI',
    files: '*.jsonl, *.json',
    detection:
      'A request with `contents` (roles and `parts`), alone or beside a response with `candidates`, also under `full_request`/`full_response` and `request`/`response`; tuning rows of `contents` with `systemInstruction`.',
    notes: [
      'functionCall is a call and functionResponse its result; code that Gemini ran is a call of `code_execution` and its result; parts with `thought` are reasoning.',
      'Both spellings of the keys are read: those of JSON and those of Python’s objects.',
      'Requests repeat the history: records are put together by a logged session id, else by the digests of their prefixes. A tuning row is a session of its own.',
      'Streams (lists of responses, server-sent events) are put together; several candidates are branches.',
      'Batch input and output are joined by folder and `key`.',
      'Finish reasons of length and safety are flags; a blocked prompt and a `status` that says failed are errors.',
      'Preference tuning rows (`completions` with `score`) give the better answer as main line and the others as branches.',
    ],
  },
  votes: (r) => isObject(r) && (findRequest(r) !== undefined || findReply(r) !== undefined),
  index(record, file) {
    if (isTuning(record.value)) return [{}];
    const exchange = parse(record);
    return indexExchange(exchange && batch(record.value, exchange, file.path), record.value);
  },
  read(records) {
    const list = records[Symbol.iterator]();
    const first = list.next();
    if (first.done) return undefined;
    if (isTuning(first.value.value)) return readTuning(first.value);
    return readExchanges(FORMAT, onFrom(first.value, list), parse);
  },
};

/** Lines of a batch's input and output share a `key`, which is one batch's only: its files lie in one folder. */
function batch(value: unknown, exchange: Exchange, path: string): Exchange {
  const key = str(get(value, 'key'));
  const both = isObject(get(value, 'request')) && get(value, 'response') !== undefined;
  if (key === undefined || both || exchange.session !== undefined) return exchange;
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  return { ...exchange, session: `batch:${key}\0${folder}`, order: exchange.replyOnly ? 1 : 0 };
}

/** A session's records can be walked through once only. */
function* onFrom(first: InRecord, rest: Iterator<InRecord>): Generator<InRecord> {
  yield first;
  for (let next = rest.next(); !next.done; next = rest.next()) yield next.value;
}

const placed = (value: unknown): Place => ({ value, pointer: '', text: '', path: [] });

function findRequest(record: unknown, at: Place = placed(record)): Place | undefined {
  for (const path of REQUESTS) {
    const place = decoded(into(at, ...path));
    if (isGoogleRequest(place.value)) return place;
  }
  return undefined;
}

function findReply(record: unknown, at: Place = placed(record)): Place | undefined {
  for (const path of REPLIES) {
    const place = unstreamed(into(at, ...path));
    if (isGoogleReply(place.value)) return place;
  }
  return undefined;
}

/** A response, the list of its pieces, or the text of their stream. */
function unstreamed(response: Place): Place {
  const { value, pointer } = response;
  const events = typeof value === 'string' && isSse(value) ? sseData(value) : arr(decoded(response).value);
  if (!events) return decoded(response);
  const pieces = events.map((e) => decoded(placed(e)).value);
  const merged = mergeGoogleChunks(pieces);
  return merged ? { value: merged, pointer, text: '', path: [] } : response;
}

/** A row for training: nothing in it but the contents and what goes with them. */
const isTuning = (record: unknown): boolean =>
  isGoogleRequest(record) && findReply(record) === undefined && readSessionId(record) === undefined;

function parse(record: InRecord): Exchange | undefined {
  const { value } = record;
  const place = placeOf(record);
  const requestAt = findRequest(value, place);
  const replyAt = findReply(value, place);
  if (!requestAt && !replyAt) return undefined;
  const request = requestAt && readGoogleRequest(requestAt);
  const reply = replyAt && readGoogleReply(replyAt, request?.forced);
  const answered = reply !== undefined && reply.replies.length > 0;
  return {
    prompt: request?.prompt ?? [],
    replies: reply?.replies ?? [],
    tools: request?.tools ?? [],
    ...besides(value, reply?.time),
    ...defined({
      model: reply?.model ?? request?.model ?? str(get(value, 'model')),
      error: reply?.error ?? (answered ? undefined : failure(value)),
      replyOnly: request ? undefined : true,
    }),
  };
}

/** What the row says of the exchange. */
function besides(value: unknown, replied: unknown): Pick<Exchange, 'session' | 'time' | 'latencyMs' | 'feedback'> {
  const feedback = feedbackBeside(value);
  return defined({
    session: readSessionId(value),
    time: readTime(value) ?? get(value, 'logging_time') ?? get(value, 'processed_time') ?? replied,
    latencyMs: readLatency(value) ?? num(get(value, 'metadata', 'request_latency')),
    feedback: feedback.length > 0 ? feedback : undefined,
  });
}

/** Batch predictions say in `status` why a row has no response; an empty one is success. */
function failure(value: unknown): Exchange['error'] {
  const status = get(value, 'status');
  const told =
    typeof status === 'string' && !/^(?:ok|success|succeeded)$/i.test(status) ? readError(status) : undefined;
  return told ?? readError(get(value, 'error')) ?? readError(get(value, 'response', 'error'));
}

/** A tuning row is a session of its own; of rated answers the best is the main line. */
function readTuning(record: InRecord): ReturnType<Reader['read']> {
  const builder = new SessionBuilder(FORMAT);
  const place = placeOf(record);
  builder.from(record.ref);
  readSurroundings(record.value, builder);
  const { prompt, tools, model } = readGoogleRequest(place);
  for (const tool of tools) builder.tools.set(tool.name, tool);
  if (model) builder.fields.model = model;
  const id = idOf(get(record.value, 'key'));
  if (id !== undefined) builder.fields.nativeId = id;
  const sides = items(into(place, 'completions')).map((side) => ({
    messages: readContents(into(side, 'completion'), 'model'),
    score: num(get(side.value, 'score')),
  }));
  const [best, worst] = sides.sort((a, b) => (b.score ?? 0) - (a.score ?? 0));
  if (!best) for (const message of prompt) builder.message(message, { pointer: message.pointer ?? '' });
  else
    addPreference(builder, {
      prompt,
      chosen: best.messages,
      rejected: worst?.messages ?? [],
      rated: (best.score ?? 0) !== (worst?.score ?? 0),
      ...defined({ chosenScore: best.score, rejectedScore: worst?.score }),
    });
  return builder.build();
}
