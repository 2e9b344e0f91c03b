/**
 * Amazon Bedrock: model invocation logs, and requests and responses of the Converse API.
 *
 * A record of the log is described at docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html; bodies of more
 * than 100 kB and of media lie in other S3 objects, whose path stands in their place. CloudWatch wraps a record in `message`, and
 * tables of Athena have its keys in small letters.
 */

import { defined } from '../../../kit/defined.ts';
import { type Exchange, indexExchange, readExchanges } from '../../exchange.ts';
import { arr, get, idOf, isObject, num, str } from '../../parse.ts';
import { decoded, into, type Place, placeOf } from '../../place.ts';
import type { InRecord, Reader } from '../../reader.ts';
import { readAnthropicRequest } from '../../shapes/anthropic-body.ts';
import {
  isCompletionReply,
  isCompletionRequest,
  isConverseEvent,
  isConverseReply,
  isConverseRequest,
  mergeConverseEvents,
  readCompletionReply,
  readCompletionRequest,
  readConverseReply,
  readConverseRequest,
} from '../../shapes/bedrock-body.ts';
import type { ReplyBody, RequestBody } from '../../shapes/bodies.ts';
import { readReply, readRequest, replyProvider, requestProvider, unstreamed } from '../../shapes/body.ts';
import { readSessionId, readTime } from '../../surroundings.ts';

const FORMAT = 'bedrock';

export const bedrock: Reader = {
  id: FORMAT,
  doc: {
    title: 'Amazon Bedrock',
    files: 'AWSLogs/*/BedrockModelInvocationLogs/**/*.json.gz, *.jsonl',
    detection:
      'Records with `schemaType: "ModelInvocationLog"`, also as text in a `message` of CloudWatch; requests of the Converse API, alone or beside their response; lines of batch inference (`modelInput`, `modelOutput`); rows of `bedrock-conversation-2024`.',
    notes: [
      'Converse, Nova, Anthropic, OpenAI, Llama, Titan, Mistral, AI21 and Cohere bodies are read, whole or as a stream’s events.',
      'Records repeat the history: they are put together by a session id in `requestMetadata`, else by the digests of their prefixes.',
      'A body that AWS put into an object of its own (`inputBodyS3Path`) is not in the log: the record is skipped and says so.',
      'Embeddings and pictures are no talk and are skipped by name; assessments of guardrails are not read, an intervention is a flag.',
      'Mantle, the OpenAI-compatible endpoint, writes no such log.',
    ],
  },
  votes: (r) => logOf(r) !== undefined || isBatch(r) || isBare(r),
  index(record) {
    const log = logOf(record.value) ?? record.value;
    const why = unreadable(log);
    if (why) return { skip: why, code: 'metadata' };
    return isTuning(log) ? [{}] : indexExchange(parse(record), log);
  },
  read: (records) => readExchanges(FORMAT, records, parse),
};

const isLog = (v: unknown): boolean =>
  get(v, 'schemaType') === 'ModelInvocationLog' || get(v, 'schematype') === 'ModelInvocationLog';

/** A record of the log, bare or as the text of a CloudWatch event. */
function logOf(
  record: unknown,
  at: Place = { value: record, pointer: '', text: '', path: [] },
): Place['value'] | undefined {
  return logAt(record, at)?.value;
}
function logAt(record: unknown, at: Place): Place | undefined {
  if (isLog(record)) return at;
  for (const key of ['message', '@message']) {
    const text = str(get(record, key));
    if (!text?.includes('ModelInvocationLog')) continue;
    const inner = decoded(into(at, key));
    if (isLog(inner.value)) return inner;
  }
  return undefined;
}

/** A line of batch inference: `modelInput` has the body of a single request. */
const isBatch = (r: unknown): boolean =>
  isObject(get(r, 'modelInput')) && (get(r, 'recordId') !== undefined || isObject(get(r, 'modelOutput')));

/** A row of a set for tuning: each is a talk of its own, however alike their beginnings are. */
const isTuning = (r: unknown): boolean =>
  get(r, 'schemaVersion') === 'bedrock-conversation-2024' && isConverseRequest(r);

/** A request of the Converse API as an application logs it: beside its response, or with what other APIs have elsewhere. */
const isBare = (r: unknown): boolean => {
  if (isTuning(r) || (isConverseRequest(r) && (isConverseReply(r) || hasConverseHead(r)))) return true;
  const reply = get(r, 'response') ?? get(r, 'output');
  const request = get(r, 'request') ?? get(r, 'input');
  return (
    isConverseRequest(request) && (isConverseReply(reply) || reply === undefined) && hasConverseHead(request, reply)
  );
};
const hasConverseHead = (request: unknown, reply?: unknown): boolean =>
  isConverseReply(reply) ||
  isObject(get(request, 'toolConfig')) ||
  isObject(get(request, 'inferenceConfig')) ||
  (arr(get(request, 'system')) ?? []).some((part) => isObject(part) && !('type' in part));

/** Keys of the log as S3 has them, and as Athena's tables do. */
const named = (place: Place, ...keys: string[]): Place => {
  const own = into(place, ...keys);
  return own.value === undefined ? into(place, ...keys.map((k) => k.toLowerCase())) : own;
};

/** Why a record of the log holds no talk. */
function unreadable(log: unknown): string | undefined {
  if (!isLog(log)) return undefined;
  const at: Place = { value: log, pointer: '', text: '', path: [] };
  const input = decoded(named(at, 'input', 'inputBodyJson')).value;
  const output = decoded(named(at, 'output', 'outputBodyJson')).value;
  if (input === undefined && str(named(at, 'input', 'inputBodyS3Path').value))
    return 'the request lies in an S3 object of its own (inputBodyS3Path), which is not in the log';
  if (output === undefined && str(named(at, 'output', 'outputBodyS3Path').value))
    return 'the response lies in an S3 object of its own (outputBodyS3Path), which is not in the log';
  const one = Array.isArray(output) ? output[0] : output;
  if (isObject(one) && ['embedding', 'embeddings', 'embeddingsByType'].some((k) => get(one, k) !== undefined))
    return 'an embedding';
  if (isObject(one) && ['images', 'artifacts'].some((k) => Array.isArray(get(one, k))))
    return 'pictures that a model drew';
  if (isObject(input) && input.inputText === undefined && input.texts !== undefined) return 'an embedding';
  if (!input && !output) return 'content is not logged (text data delivery is off)';
  return undefined;
}

function parse(record: InRecord): Exchange | undefined {
  const whole = placeOf(record);
  const log = logAt(record.value, whole);
  const at = log ?? whole;
  const { value } = at;
  const [requestAt, replyAt] = bodiesIn(at, log !== undefined);
  const request = requestOf(requestAt);
  const reply = replyOf(replyAt, request?.forced);
  if (!request && !reply) return undefined;
  const metadata = get(value, 'requestMetadata');
  const model = str(get(value, 'modelId')) ?? str(get(value, 'modelid')) ?? request?.model;
  const user = idOf(get(metadata, 'user_id')) ?? idOf(get(metadata, 'userId'));
  return {
    ...withPrefill(request, reply),
    tools: request?.tools ?? [],
    subjects: user === undefined ? [] : [user],
    ...defined({
      session: readSessionId(metadata) ?? readSessionId(value),
      time: readTime(value),
      model: model?.replace(/^.*\//, ''),
      latencyMs: num(get(replyAt.value, 'metrics', 'latencyMs')),
      error: reply?.error ?? (reply?.replies.length ? undefined : failure(value)),
    }),
  };
}

/** Request and response of a record. */
function bodiesIn(at: Place, isRecord: boolean): [request: Place, reply: Place] {
  if (isRecord) return [decoded(named(at, 'input', 'inputBodyJson')), decoded(named(at, 'output', 'outputBodyJson'))];
  if (isBatch(at.value)) return [into(at, 'modelInput'), into(at, 'modelOutput')];
  return [
    decoded(first(at, isConverseRequest, 'request', 'input')),
    decoded(first(at, isConverseReply, 'response', 'output')),
  ];
}

/** The log has a code alone, a batch a message with it. */
function failure(value: unknown): Exchange['error'] {
  const code = str(get(value, 'errorCode')) ?? str(get(value, 'errorcode')) ?? idOf(get(value, 'error', 'errorCode'));
  const text = str(get(value, 'error', 'errorMessage')) ?? code;
  return text === undefined ? undefined : { text, ...defined({ code }) };
}

/** The record itself, or its member under one of the keys. */
const first = (at: Place, is: (body: unknown) => boolean, ...keys: string[]): Place =>
  is(at.value)
    ? at
    : (keys.map((key) => into(at, key)).find((p) => isObject(p.value) || Array.isArray(p.value)) ?? into(at, ''));

/** Anthropic's prefill and the reply that goes on from it are one message. */
function withPrefill(
  request: RequestBody | undefined,
  reply: ReplyBody | undefined,
): Pick<Exchange, 'prompt' | 'replies'> {
  const prompt = request?.prompt ?? [];
  const replies = reply?.replies ?? [];
  const prefill = request?.prefill;
  if (!prefill) return { prompt, replies };
  if (replies.length === 0) return { prompt: [...prompt, prefill], replies };
  return {
    prompt,
    replies: replies.map(([head, ...rest]) =>
      head?.role === 'assistant'
        ? [{ ...head, text: prefill.text + head.text }, ...rest]
        : [prefill, ...(head ? [head] : []), ...rest],
    ),
  };
}

function requestOf(body: Place): RequestBody | undefined {
  const { value } = body;
  if (get(value, 'anthropic_version') === undefined && isConverseRequest(value)) return readConverseRequest(body);
  if (requestProvider(value) !== undefined && !isCompletionRequest(value)) return readRequest(body);
  if (isCompletionRequest(value)) return readCompletionRequest(body);
  // A request whose messages were cut off still says who the model was to be.
  if (get(value, 'system') === undefined) return undefined;
  return typeof get(value, 'system') === 'string' ? readAnthropicRequest(body) : readConverseRequest(body);
}

function replyOf(body: Place, forced = false): ReplyBody | undefined {
  const { value } = body;
  if (isConverseReply(value)) return readConverseReply(body, forced);
  const events = arr(value);
  if (events?.some(isConverseEvent))
    return readConverseReply({ value: mergeConverseEvents(events), pointer: body.pointer, text: '', path: [] }, forced);
  if (events?.some(isCompletionReply) || isCompletionReply(value)) return readCompletionReply(body);
  const plain = unstreamed(body);
  return isObject(plain.value) || replyProvider(plain.value) !== undefined ? readReply(plain, forced) : undefined;
}
