/** Logs of OpenAI's Responses API. */
import { findEnvelope, readEnvelope } from '../../envelope.ts';
import { indexExchange, readExchanges } from '../../exchange.ts';
import { get, isObject, num } from '../../parse.ts';
import { into, placeOf } from '../../place.ts';
import type { InRecord, Reader } from '../../reader.ts';
import { replyProvider, requestProvider, unstreamed } from '../../shapes/body.ts';

const FORMAT = 'openai-responses';

export const openaiResponses: Reader = {
  id: FORMAT,
  doc: {
    title: 'OpenAI Responses API',
    files: '*.jsonl, *.json',
    detection:
      'A request with `input` (text or items) beside a response with `object: "response"` or `output` items; bare responses; lists of items.',
    notes: [
      'Items of one answer (reasoning, calls, text) are grouped into one turn; results are paired by `call_id`.',
      '`previous_response_id` and `conversation` join records into one session, in whatever order they were logged; where the earlier record is missing a `resume` boundary says so.',
      'Built-in tools (web search, file search, code interpreter, MCP …) become a call and, where the item holds it, a result.',
      '`instructions` are the system message; the same ones sent again are not repeated.',
      'Reasoning summaries become reasoning; encrypted content is never read. Incomplete and refused answers are flagged, failed ones become errors.',
      'A stream is read from its last event; one that was cut, from the items that were done.',
    ],
  },
  votes(record) {
    if (!isObject(record)) return false;
    const envelope = findEnvelope({ value: record, pointer: '', text: '', path: [] });
    if (envelope?.response) return replyProvider(unstreamed(envelope.response).value) === 'responses';
    if (!envelope?.request || requestProvider(envelope.request.value) !== 'responses') return false;
    return into(envelope.request, 'model').value !== undefined || Array.isArray(into(envelope.request, 'input').value);
  },
  index(record) {
    const exchange = parse(record);
    // Linked records are read in the order in which they were made, not logged.
    const created = num(get(record.value, 'response', 'created_at')) ?? num(get(record.value, 'created_at'));
    return indexExchange(
      exchange && created !== undefined && exchange.id ? { ...exchange, order: created } : exchange,
      record.value,
    );
  },
  read: (records) => readExchanges(FORMAT, records, parse),
};

const parse = (record: InRecord) => readEnvelope(placeOf(record));
