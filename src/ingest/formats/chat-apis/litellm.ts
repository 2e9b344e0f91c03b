/**
 * LiteLLM's logs: completion lines of SDKs built on it, its standard logging payload, and its proxy's spend logs.
 *
 * The payload is described at docs.litellm.ai/docs/proxy/logging_spec. All of them hold an OpenAI request and response
 * side by side; what is LiteLLM's own is around them: end user, metadata, times, costs. Costs and keys are not read.
 */

import { defined } from '../../../kit/defined.ts';
import { readEnvelope } from '../../envelope.ts';
import { type Exchange, indexExchange, readExchanges } from '../../exchange.ts';
import { readTools } from '../../openai.ts';
import { get, idOf, isObject, num, str } from '../../parse.ts';
import { into, placeOf } from '../../place.ts';
import type { InRecord, Reader } from '../../reader.ts';
import { parseTime } from '../../time.ts';

const FORMAT = 'litellm';

/** Keys that LiteLLM's records have beside `messages` and `response`; two of them tell it from any other log. */
const MARKS = [
  'kwargs',
  'cost',
  'latency_sec',
  'context_window',
  'call_type',
  'litellm_call_id',
  'litellm_params',
  'model_group',
  'model_map_information',
  'response_cost',
  'hidden_params',
  'custom_llm_provider',
  'cache_hit',
  'spend',
];

const marks = (r: unknown): number => MARKS.filter((key) => isObject(r) && Object.hasOwn(r, key)).length;

export const litellm: Reader = {
  id: FORMAT,
  doc: {
    title: 'LiteLLM',
    files: 'llm_completions/*.json, *.jsonl',
    detection:
      'Objects with `messages` and `response` beside keys of LiteLLM (`kwargs`, `cost`, `latency_sec`, `call_type`, `model_group` …).',
    notes: [
      'Each record repeats the history: records are put together by the digests of their prefixes (or a session id, when one is logged).',
      'The standard logging payload and the proxy’s spend logs are read too: end user, metadata, start and end time, errors.',
      '`latency_sec`, or end minus start, is the latency of the answer; content parts with cache marks are plain text.',
    ],
  },
  votes: (r) => isObject(r) && Object.hasOwn(r, 'messages') && Object.hasOwn(r, 'response') && marks(r) >= 2,
  index: (record) => indexExchange(parse(record), record.value),
  read: (records) => readExchanges(FORMAT, records, parse),
};

/** Tools may lie in the parameters instead of the request; times may be in place of a latency. */
function parse(record: InRecord): Exchange | undefined {
  const place = placeOf(record);
  const { value } = record;
  const exchange = readEnvelope(place);
  if (!exchange) return undefined;
  const tools = ['kwargs', 'model_parameters', 'optional_params']
    .map((key) => into(place, key, 'tools'))
    .flatMap((at) => readTools(at.value, at.text, at.path));
  const start = parseTime(get(value, 'startTime'));
  const end = parseTime(get(value, 'endTime'));
  const latencyMs =
    exchange.latencyMs ?? (start !== undefined && end !== undefined && end >= start ? end - start : undefined);
  const failure = str(get(value, 'error_str'));
  const session =
    exchange.session ?? idOf(get(value, 'litellm_session_id')) ?? idOf(get(value, 'metadata', 'litellm_session_id'));
  const user = idOf(get(value, 'end_user')) ?? idOf(get(value, 'metadata', 'user_api_key_end_user_id'));
  return {
    ...exchange,
    tools: exchange.tools.length > 0 ? exchange.tools : tools,
    subjects: [...(exchange.subjects ?? []), ...(user === undefined ? [] : [user])],
    ...defined({
      session,
      latencyMs,
      error: failure && !exchange.error ? { text: failure, ...codeOf(value) } : undefined,
    }),
  };
}

/** The provider's error code, or the HTTP status. */
const codeOf = (value: unknown): { code?: string } => {
  const code = idOf(get(value, 'error_information', 'error_code')) ?? num(get(value, 'status_code'))?.toString();
  return code === undefined ? {} : { code };
};
