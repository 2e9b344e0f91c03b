/**
 * Helicone: requests as its API and its export tool give them (`POST /v1/request/query`), one a line, in an array, or in `{data}`.
 *
 * Described at docs.helicone.ai/rest/request/post-v1requestquery. Bodies are those of the provider; sessions and users are properties
 * that the application sent as headers. Bodies may be left in a bucket, with a link in their place.
 */
import { defined } from '../../../kit/defined.ts';
import { readEnvelope } from '../../envelope.ts';
import { type Exchange, readExchanges } from '../../exchange.ts';
import type { FeedbackBeside } from '../../feedback.ts';
import { indexListed, isListed, placeListed } from '../../listed.ts';
import { get, idOf, isObject, num, str } from '../../parse.ts';
import { decoded, into, type Place } from '../../place.ts';
import type { Reader } from '../../reader.ts';
import { readError } from '../../surroundings.ts';

const FORMAT = 'helicone';

const isRequest = (value: unknown): boolean =>
  isObject(value) &&
  idOf(get(value, 'request_id')) !== undefined &&
  ['request_body', 'signed_body_url', 'signed_body_content'].some((key) => Object.hasOwn(value, key)) &&
  (Object.hasOwn(value, 'request_created_at') || Object.hasOwn(value, 'request_path'));

export const helicone: Reader = {
  id: FORMAT,
  doc: {
    title: 'Helicone',
    files: '*.jsonl, *.json',
    detection:
      'Objects with `request_id`, `request_body` and `request_created_at` or `request_path`, alone or in `{data}`.',
    notes: [
      'Bodies of any provider are read; `Helicone-Session-Id` among the properties joins requests, else their histories do.',
      '`feedback_rating` is a thumb, `scores` are scores of the answer; `request_user_id` is a subject.',
      'Requests whose bodies were left behind `signed_body_url` are skipped, and the reason says so.',
    ],
  },
  votes: (r) => isListed(r, isRequest),
  index: (record) =>
    indexListed(record, isRequest, parse, (value) =>
      get(value, 'request_body') === undefined || get(value, 'request_body') === null
        ? 'a request whose body was not exported; export it with the bodies'
        : undefined,
    ),
  read: (records) => readExchanges(FORMAT, records, (record) => parse(placeListed(record))),
};

function parse(at: Place): Exchange | undefined {
  const { value } = at;
  const content = into(at, 'signed_body_content');
  const bodies = isObject(decoded(content).value)
    ? { ...content, value: { request: into(content, 'request').value, response: into(content, 'response').value } }
    : at;
  const exchange = readEnvelope(bodies);
  if (!exchange) return undefined;
  const properties = isObject(get(value, 'request_properties'))
    ? get(value, 'request_properties')
    : get(value, 'properties');
  const user = idOf(get(value, 'request_user_id'));
  const status = num(get(value, 'response_status')) ?? 200;
  const failure =
    status >= 400 ? (readError(get(value, 'response_body', 'error')) ?? { text: `HTTP ${status}` }) : undefined;
  const feedback = verdicts(value);
  return {
    ...exchange,
    subjects: [...(exchange.subjects ?? []), ...(user === undefined ? [] : [user])],
    ...defined({
      session: idOf(get(properties, 'Helicone-Session-Id')),
      time: str(get(value, 'request_created_at')) ?? exchange.time,
      latencyMs: num(get(value, 'delay_ms')) ?? exchange.latencyMs,
      model: exchange.model ?? str(get(value, 'response_model')) ?? str(get(value, 'model')),
      error: exchange.error ?? failure,
      feedback: feedback.length > 0 ? feedback : undefined,
    }),
  };
}

function verdicts(value: unknown): FeedbackBeside[] {
  const rating = get(value, 'feedback_rating') ?? get(value, 'request_feedback', 'rating');
  const thumb: FeedbackBeside[] =
    typeof rating === 'boolean' ? [{ signal: rating ? 'thumbs_up' : 'thumbs_down', by: 'unknown' }] : [];
  const scores = get(value, 'scores');
  if (!isObject(scores)) return thumb;
  const named = Object.entries(scores).flatMap(([name, score]): FeedbackBeside[] => {
    const amount = num(score) ?? num(get(score, 'value'));
    return amount === undefined ? [] : [{ signal: 'score', by: 'unknown', name, value: amount }];
  });
  return [...thumb, ...named];
}
