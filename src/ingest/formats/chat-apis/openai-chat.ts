/** Logs of OpenAI chat completions: requests with their responses, in the wrappers of gateways, proxies, recorders and the Batch API. */
import { findEnvelope, readEnvelope } from '../../envelope.ts';
import { type Exchange, indexExchange, readExchanges } from '../../exchange.ts';
import { get, idOf, isObject, str } from '../../parse.ts';
import { decoded, into, placeOf } from '../../place.ts';
import type { InRecord, Reader } from '../../reader.ts';
import { replyProvider, unstreamed } from '../../shapes/body.ts';
import { mergeChunks } from '../../shapes/chat-stream.ts';

const FORMAT = 'openai-chat';

/** A line of a stream that was logged chunk by chunk. */
const isBareChunk = (value: unknown): boolean => get(value, 'object') === 'chat.completion.chunk';

export const openaiChat: Reader = {
  id: FORMAT,
  doc: {
    title: 'OpenAI chat completions',
    files: '*.jsonl, *.json',
    detection:
      'A request with `messages` beside a response with `choices` (in `{request, response}`, `{input, output}`, `{body}`, top-level and Batch API wrappers), or a bare `chat.completion`.',
    notes: [
      'Requests repeat the history: records are put together by a logged conversation id, else by the digests of their prefixes, into one session a talk.',
      'Streams are read from their server-sent events, from lists of chunks and from chunks on lines of their own; pieces of a call are merged by `index`.',
      'With n > 1 the first choice, or the one a later request goes on with, is the main line; the others are branches with cause `candidate`.',
      'Whether a reply calls tools is decided by its calls, never by `finish_reason`; length, content filter, refusal and forced calls are flags.',
      'HTTP and API errors become `error` events; feedback keys beside the request (`feedback`, `rating`, `thumbs`) rate the answer.',
      'Answers in no provider’s shape (a text, a message alone) beside a request with `messages` are read too.',
      'Under one session id, requests with another system prompt that do not go on with a talk (a title, a sub-agent) are marked as an agent’s; clocks, dates and other facts in a system prompt do not make it another one.',
      'A line with a session id and feedback alone rates the last answer of that talk.',
      'Batch API input and output are joined by folder and `custom_id`.',
    ],
  },
  votes(record) {
    if (!isObject(record)) return false;
    if (isBareChunk(record)) return true;
    const envelope = findEnvelope({ value: record, pointer: '', text: '', path: [] });
    if (envelope?.response) return replyProvider(unstreamed(envelope.response).value) === 'chat';
    if (!envelope?.request) return false;
    // A wrapped request, or one with an answer beside it; else it must fail, or be a line of the Batch API.
    if (Array.isArray(get(envelope.request.value, 'messages')) && (envelope.request.pointer !== '' || envelope.plain))
      return true;
    const failed = isObject(get(record, 'error')) || isObject(get(decoded(into(envelope.request, 'x')).value, 'error'));
    return failed || (envelope.status ?? 200) >= 400 || str(get(record, 'custom_id')) !== undefined;
  },
  index(record, file) {
    if (isBareChunk(record.value)) {
      const id = idOf(get(record.value, 'id'));
      return [{ key: id === undefined ? file.key : `stream:${id}` }];
    }
    const exchange = parse(record);
    return indexExchange(exchange && batch(record.value, exchange, file.path), record.value);
  },
  read(records) {
    const chunks: InRecord[] = [];
    const session = readExchanges(FORMAT, withoutChunks(records, chunks), parse);
    return session ?? readChunks(chunks);
  },
};

const parse = (record: InRecord): Exchange | undefined => readEnvelope(placeOf(record));

/** Custom ids are only unique in a batch: its files lie in one folder. The output comes after the input. */
function batch(value: unknown, exchange: Exchange, path: string): Exchange {
  if (!exchange.session?.startsWith('batch:')) return exchange;
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  return { ...exchange, session: `${exchange.session}\0${folder}`, order: isObject(get(value, 'response')) ? 1 : 0 };
}

function* withoutChunks(records: Iterable<InRecord>, chunks: InRecord[]): Generator<InRecord> {
  for (const record of records) {
    if (isBareChunk(record.value)) chunks.push(record);
    else yield record;
  }
}

function readChunks(chunks: readonly InRecord[]) {
  const body = mergeChunks(chunks.map((c) => c.value));
  const first = chunks[0];
  if (!body || !first) return undefined;
  return readExchanges(FORMAT, [{ ...first, value: body, text: '' }], parse);
}
