/** Logs of Cohere's Chat API, versions 1 and 2. */
import { findEnvelope, readEnvelope } from '../../envelope.ts';
import { indexExchange, readExchanges } from '../../exchange.ts';
import { isObject } from '../../parse.ts';
import { placeOf } from '../../place.ts';
import type { InRecord, Reader } from '../../reader.ts';
import { replyProvider, requestProvider, unstreamed } from '../../shapes/body.ts';

const FORMAT = 'cohere';

export const cohere: Reader = {
  id: FORMAT,
  doc: {
    title: 'Cohere Chat API',
    files: '*.jsonl, *.json',
    detection:
      'A request with `message` and `chat_history`, or `messages`, beside a response with `text` and `generation_id`, or with `message` and a `finish_reason` such as `COMPLETE`.',
    notes: [
      'Version 1: `preamble` is the system prompt, calls have no ids and are paired by name and order; a bare response holds its history.',
      'Version 2: `tool_plan` is reasoning; citations are not read.',
      'With a `conversation_id` and no history a request holds only what is new.',
      'Documents that a request of version 1 gave are context before its question.',
      'Streams of both versions are put together.',
    ],
  },
  votes(record) {
    if (!isObject(record)) return false;
    const envelope = findEnvelope({ value: record, pointer: '', text: '', path: [] });
    if (envelope?.response) return replyProvider(unstreamed(envelope.response).value) === 'cohere';
    return envelope?.request !== undefined && requestProvider(envelope.request.value) === 'cohere';
  },
  index: (record) => indexExchange(parse(record), record.value),
  read: (records) => readExchanges(FORMAT, records, parse),
};

const parse = (record: InRecord) => readEnvelope(placeOf(record));
