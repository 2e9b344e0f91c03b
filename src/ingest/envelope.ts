/** Where request and response bodies lie in a log line: the wrappers that gateways, proxies and recorders use. */
import { defined } from '../kit/defined.ts';
import type { Exchange } from './exchange.ts';
import { feedbackBeside } from './feedback.ts';
import type { MessageIn } from './message.ts';
import { get, idOf, isObject, num, str } from './parse.ts';
import { decoded, into, type Place } from './place.ts';
import type { ReplyBody, RequestBody } from './shapes/bodies.ts';
import { readReply, readRequest, replyProvider, requestProvider, unstreamed } from './shapes/body.ts';
import { requestInReply } from './shapes/cohere-body.ts';
import { looseReply } from './shapes/loose.ts';
import { requestInside } from './shapes/responses-body.ts';
import { isSse } from './sse.ts';
import { readError, readLatency, readSessionId, readTime } from './surroundings.ts';

/** Where the parts of one exchange are in a log line. At least one of `request` and `response` is there. */
export interface Envelope {
  request?: Place;
  /** As logged: a stream's text is not put together yet. */
  response?: Place;
  /** An answer in no provider's shape: a text, or a message alone. */
  plain?: Place | undefined;
  /** HTTP status, when logged. */
  status?: number;
}

/**
 * Paths at which gateways put the request, tried in this order; the line itself comes last, because a wrapper may have
 * a `messages` key of its own. A path counts only when what is there has the shape of a provider's request.
 */
const REQUEST_PATHS = [
  ['request', 'body'],
  ['request', 'json'],
  ['request', 'kwargs'],
  ['request'],
  ['request_body'],
  ['requestBody'],
  ['req'],
  ['input'],
  ['inputs'],
  ['body'],
  ['params'],
  [],
  // LiteLLM's spend logs: `messages` is empty, and the request stands here.
  ['proxy_server_request', 'body'],
  ['proxy_server_request'],
];
/** The same for the response. `chunks` is a recorded stream; the line itself counts only when it is not the request. */
const RESPONSE_PATHS = [
  ['response', 'body'],
  ['response', 'json'],
  ['response'],
  ['response_body'],
  ['responseBody'],
  ['res'],
  ['output'],
  ['outputs'],
  ['completion'],
  ['result'],
  ['chunks'],
  ['body'],
  [],
];

/** The bodies, by their place and shape. Neither there: undefined. */
export function findEnvelope(record: Place): Envelope | undefined {
  if (!isObject(record.value)) return undefined;
  const found: Envelope = {};
  for (const path of REQUEST_PATHS) {
    const at = decoded(into(record, ...path));
    if (isObject(at.value) && requestProvider(at.value) !== undefined) {
      found.request = at;
      break;
    }
  }
  for (const path of RESPONSE_PATHS) {
    if (path.length === 0 && found.request?.pointer === '') continue;
    const at = into(record, ...path);
    if (isReply(at)) {
      found.response = at;
      break;
    }
  }
  if (found.request && !found.response) found.plain = plainReply(record);
  const status =
    num(get(record.value, 'response', 'status_code')) ??
    num(get(record.value, 'status')) ??
    num(get(record.value, 'status_code'));
  if (status !== undefined) found.status = status;
  return found.request || found.response ? found : undefined;
}

/** True for a provider's response, the list of its chunks, or the text of a server-sent event stream. */
function isReply(at: Place): boolean {
  if (typeof at.value === 'string' && isSse(at.value)) return true;
  const body = decoded(at).value;
  return Array.isArray(body) ? body.some((v) => replyProvider(v) !== undefined) : replyProvider(body) !== undefined;
}

/** Keys under which applications log the answer alone, as a text or as one message. */
const ANSWERS = ['response', 'output', 'completion', 'reply', 'answer', 'result', 'generated_text'];

/** An answer without a provider's wrapper. Objects count only when they hold content; `{error}` is not an answer. */
function plainReply(record: Place): Place | undefined {
  for (const key of ANSWERS) {
    const at = into(record, key);
    if (typeof at.value === 'string' && at.value !== '') return at;
    const body = decoded(at).value;
    if (!isObject(body) || isObject(get(body, 'error'))) continue;
    if (['content', 'tool_calls', 'text'].some((k) => get(body, k) !== undefined && get(body, k) !== null)) return at;
    // A provider's reply that lacks what tells whose it is.
    if (get(body, 'message', 'role') === 'assistant') return into(decoded(at), 'message');
  }
  return undefined;
}

/** The exchange of a log line, whatever its wrapper. */
export function readEnvelope(record: Place): Exchange | undefined {
  const { value } = record;
  const envelope = findEnvelope(record) ?? failedOnly(value);
  if (!envelope) return undefined;
  const request = envelope.request ? readRequest(envelope.request) : undefined;
  const reply = replyIn(envelope, request?.forced);
  const echoed = request ? undefined : echoedRequest(envelope);
  const asked = request ?? echoed;
  return {
    ...answered(asked?.prompt ?? [], reply?.replies ?? [], request?.prefill),
    tools: asked?.tools ?? [],
    subjects: request?.subjects ?? [],
    ...linksIn(value, envelope, request, reply),
    ...besides(value, envelope, request, reply),
    ...defined({ replyOnly: asked ? undefined : true }),
  };
}

/** Time, model, latency, error and feedback, from the line or from what the bodies say themselves. */
function besides(
  value: unknown,
  envelope: Envelope,
  request: RequestBody | undefined,
  reply: ReplyBody | undefined,
): Pick<Exchange, 'time' | 'model' | 'latencyMs' | 'error' | 'feedback'> {
  const feedback = feedbackBeside(value);
  return defined({
    time: readTime(value) ?? reply?.time,
    model: reply?.model ?? request?.model,
    latencyMs: readLatency(value) ?? readLatency(get(value, 'response')),
    error: reply?.replies.length ? reply.error : (reply?.error ?? errorBeside(value, envelope)),
    feedback: feedback.length > 0 ? feedback : undefined,
  });
}

/** The reply, read. A plain text beside a failing HTTP status is the error's text, so it is no reply. */
function replyIn(envelope: Envelope, forced: boolean | undefined): ReplyBody | undefined {
  if (envelope.response) return readReply(unstreamed(envelope.response), forced);
  const failing = (envelope.status ?? 200) >= 400;
  return envelope.plain && !failing ? looseReply(envelope.plain) : undefined;
}

/** A bare response of the Responses API repeats its instructions and tools, one of Cohere's its history. */
function echoedRequest({ response }: Envelope): Pick<RequestBody, 'prompt' | 'tools'> | undefined {
  const provider = response && replyProvider(response.value);
  if (!response || (provider !== 'responses' && provider !== 'cohere')) return undefined;
  return provider === 'responses' ? requestInside(decoded(response)) : requestInReply(response);
}

/** What joins the exchange to others: the talk's id, the reply's, and that of the reply it goes on from. */
function linksIn(
  value: unknown,
  envelope: Envelope,
  request: RequestBody | undefined,
  reply: ReplyBody | undefined,
): Pick<Exchange, 'session' | 'partial' | 'id' | 'previous'> {
  const previous = request?.previous ?? reply?.previous;
  const conversation = request?.conversation ?? reply?.conversation;
  const named = readSessionId(value) ?? readSessionId(envelope.request?.value) ?? batchKey(value);
  return defined({
    session: named ?? (conversation === undefined ? undefined : `conv:${conversation}`),
    partial: conversation !== undefined && previous === undefined ? true : undefined,
    id: reply?.id || undefined,
    previous: previous || undefined,
  });
}

/** A prefill and the reply that goes on from it are one message. */
function answered(
  prompt: MessageIn[],
  replies: MessageIn[][],
  prefill: MessageIn | undefined,
): Pick<Exchange, 'prompt' | 'replies'> {
  if (!prefill) return { prompt, replies };
  if (replies.length === 0) return { prompt: [...prompt, prefill], replies };
  const whole = replies.map(([first, ...rest]) =>
    first?.role === 'assistant'
      ? [{ ...first, text: prefill.text + first.text }, ...rest]
      : [prefill, ...(first ? [first] : []), ...rest],
  );
  return { prompt, replies: whole };
}

/** A line of the Batch API's output whose body is an error. */
function failedOnly(value: unknown): Envelope | undefined {
  if (idOf(get(value, 'custom_id')) === undefined) return undefined;
  const status = num(get(value, 'response', 'status_code'));
  return isObject(get(value, 'error')) || (status ?? 0) >= 400 ? { ...defined({ status }) } : undefined;
}

/** `{error}` beside the request, in the response body, or told by the HTTP status alone. */
function errorBeside(value: unknown, envelope: Envelope): Exchange['error'] {
  const body = decoded({ value: get(value, 'response'), pointer: '', text: '', path: [] }).value;
  const inner = decoded({ value: get(body, 'body'), pointer: '', text: '', path: [] }).value;
  const error = readError(get(value, 'error')) ?? readError(get(inner, 'error')) ?? readError(get(body, 'error'));
  if (!envelope.status || envelope.status < 400) return error;
  const plain = str(get(value, 'response')) ?? str(get(body, 'body')) ?? str(get(body, 'message'));
  return { code: String(envelope.status), text: plain ?? `HTTP ${envelope.status}`, ...error };
}

/** Batch API: input and output lines of one request share a `custom_id`. */
function batchKey(value: unknown): string | undefined {
  const id = idOf(get(value, 'custom_id'));
  return id === undefined ? undefined : `batch:${id}`;
}
