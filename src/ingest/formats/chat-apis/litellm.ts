/**
 * LiteLLM's logs: completion lines of SDKs built on it, its standard logging payload, and its proxy's spend logs.
 *
 * The payload is described at docs.litellm.ai/docs/proxy/logging_spec. All of them hold an OpenAI request and response
 * side by side; what is LiteLLM's own is around them: end user, metadata, times, costs. Costs and keys are not read.
 */

import { defined } from '../../../kit/defined.ts';
import { readEnvelope } from '../../envelope.ts';
import { type Exchange, readExchanges } from '../../exchange.ts';
import { indexListed, isListed, placeListed } from '../../listed.ts';
import { readTools } from '../../openai.ts';
import { get, idOf, isObject, num, str } from '../../parse.ts';
import { into, type Place } from '../../place.ts';
import type { Reader } from '../../reader.ts';
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

const isCall = (r: unknown): boolean =>
  isObject(r) && Object.hasOwn(r, 'messages') && Object.hasOwn(r, 'response') && marks(r) >= 2;

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
      'Spend logs hold the request under `proxy_server_request` and leave `messages` empty; pages `{data}` of them are read too. A text that LiteLLM cut before it was stored is marked `truncated`.',
      '`latency_sec`, or end minus start, is the latency of the answer; content parts with cache marks are plain text.',
    ],
  },
  votes: (r) => isListed(r, isCall),
  index: (record) => indexListed(record, isCall, parse),
  read: (records) => readExchanges(FORMAT, records, (record) => parse(placeListed(record))),
};

/** The mark in a text that was cut before it was stored: `… (litellm_truncated skipped 812 chars …) …`. */
const CUT = /\(litellm_truncated \w/;

/** Tools may lie in the parameters instead of the request; times may be in place of a latency. */
function parse(place: Place): Exchange | undefined {
  const { value } = place;
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
  for (const m of [...exchange.prompt, ...exchange.replies.flat()])
    if (CUT.test(m.text)) m.flags = [...(m.flags ?? []), 'truncated'];
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
