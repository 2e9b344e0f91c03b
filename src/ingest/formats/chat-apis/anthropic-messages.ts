/** Logs of Anthropic's Messages API. */
import { findEnvelope, readEnvelope } from '../../envelope.ts';
import { indexExchange, readExchanges } from '../../exchange.ts';
import { get, isObject, str } from '../../parse.ts';
import { placeOf } from '../../place.ts';
import type { InRecord, Reader } from '../../reader.ts';
import { replyProvider, requestProvider, unstreamed } from '../../shapes/body.ts';

const FORMAT = 'anthropic-messages';

export const anthropicMessages: Reader = {
  id: FORMAT,
  doc: {
    title: 'Anthropic Messages API',
    files: '*.jsonl, *.json',
    detection:
      'A request with `messages` beside a response of `type: "message"` with content blocks and `stop_reason`; bare messages; requests with a top-level `system`.',
    notes: [
      'A user message may mix tool results and text: the results come first, then what the user says.',
      'Tools that run at the provider (`server_tool_use`, MCP) put call and result into one assistant message: they become a call, its result, and the text that follows.',
      'Thinking becomes reasoning; redacted thinking and signatures are never read.',
      'A request that ends with an assistant message is a prefill: it and the reply are one answer.',
      'Streams are merged by block index; `partial_json` pieces stay the exact text of the arguments.',
      'Refusal, length and paused turns are flags; `is_error` results keep their flag; API errors become `error` events.',
    ],
  },
  votes(record) {
    if (!isObject(record)) return false;
    const envelope = findEnvelope({ value: record, pointer: '', text: '', path: [] });
    if (envelope?.response) return replyProvider(unstreamed(envelope.response).value) === 'anthropic';
    return (
      envelope?.request !== undefined &&
      requestProvider(envelope.request.value) === 'anthropic' &&
      str(get(envelope.request.value, 'model')) !== undefined
    );
  },
  index: (record) => indexExchange(parse(record), record.value),
  read: (records) => readExchanges(FORMAT, records, parse),
};

const parse = (record: InRecord) => readEnvelope(placeOf(record));
