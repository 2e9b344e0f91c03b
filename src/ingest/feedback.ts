/** Feedback as applications log it beside an answer: thumbs, ratings, edits, in many spellings. */

import { defined } from '../kit/defined.ts';
import type { FeedbackEvent } from '../model/event.ts';
import type { FeedbackIn } from './builder.ts';
import { get, isObject, num, str } from './parse.ts';

type Signal = FeedbackEvent['signal'];
/** Feedback found beside an answer: the caller knows which turn it is about. */
export type FeedbackBeside = Omit<FeedbackIn, 'target'>;

/**
 * Spellings seen in application logs and in the exports of tracing services, in lower case with `_` for blanks and
 * dashes.
 */
const SIGNALS: Record<string, Signal> = {
  thumbs_up: 'thumbs_up',
  thumbsup: 'thumbs_up',
  up: 'thumbs_up',
  upvote: 'thumbs_up',
  like: 'thumbs_up',
  good: 'thumbs_up',
  positive: 'thumbs_up',
  thumbs_down: 'thumbs_down',
  thumbsdown: 'thumbs_down',
  down: 'thumbs_down',
  downvote: 'thumbs_down',
  dislike: 'thumbs_down',
  bad: 'thumbs_down',
  negative: 'thumbs_down',
  regenerate: 'regenerate',
  retry: 'regenerate',
  edit: 'edit',
  edited: 'edit',
  copy: 'copy',
  rating: 'rating',
  score: 'score',
  escalated: 'escalated',
  accept: 'accept',
  accepted: 'accept',
  reject: 'reject',
  rejected: 'reject',
};

const known = (name: unknown): Signal | undefined => {
  const key = typeof name === 'string' ? name.toLowerCase().replace(/[\s-]+/g, '_') : '';
  return Object.hasOwn(SIGNALS, key) ? SIGNALS[key] : undefined;
};

/**
 * One piece of feedback: a word, a boolean, a number (1 and -1 are thumbs, others a rating), or an object with these in
 * it.
 */
export function readFeedback(value: unknown): FeedbackBeside | undefined {
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number') return plain(value);
  if (!isObject(value)) return undefined;
  const named = ['signal', 'thumbs', 'thumb', 'type', 'sentiment', 'vote'].map((k) => get(value, k));
  const amount = num(get(value, 'value')) ?? num(get(value, 'rating')) ?? num(get(value, 'score'));
  const signal =
    named.map(known).find((s) => s !== undefined) ??
    thumbsOf(get(value, 'thumbs') ?? get(value, 'thumbs_up') ?? get(value, 'vote')) ??
    known(get(value, 'rating')) ??
    known(get(value, 'value')) ??
    known(get(value, 'name')) ??
    byNumber(value);
  if (!signal) return undefined;
  const by = str(get(value, 'source'));
  const edited = str(get(value, 'edited')) ?? str(get(value, 'edited_text')) ?? str(get(value, 'correction'));
  const comment = edited ?? str(get(value, 'comment')) ?? str(get(value, 'text')) ?? str(get(value, 'reason'));
  return {
    signal,
    by: by === 'end_user' || by === 'annotator' || by === 'evaluator' ? by : 'unknown',
    ...defined({ text: comment, value: amount }),
  };
}

/** An object that says by its keys alone what its number means. A rating's scale is not known here. */
function byNumber(value: unknown): Signal | undefined {
  if (num(get(value, 'rating')) !== undefined) return 'rating';
  return num(get(value, 'score')) !== undefined ? 'score' : thumbsOf(get(value, 'value'));
}

function plain(value: string | boolean | number): FeedbackBeside | undefined {
  const signal = known(value) ?? thumbsOf(value);
  if (signal) return { signal, by: 'unknown' };
  return typeof value === 'number' && Number.isFinite(value) ? { signal: 'rating', value, by: 'unknown' } : undefined;
}

const thumbsOf = (value: unknown): Signal | undefined =>
  value === true || value === 1 ? 'thumbs_up' : value === false || value === -1 ? 'thumbs_down' : undefined;

/** KTO's verdict on an answer: `label` of TRL, `kto_tag` of LLaMA-Factory. */
export function ktoLabel(value: unknown): FeedbackBeside | undefined {
  const key = ['label', 'kto_tag'].find((k) => typeof get(value, k) === 'boolean');
  if (key === undefined) return undefined;
  return { signal: get(value, key) === true ? 'accept' : 'reject', by: 'annotator', pointer: `/${key}` };
}

/** All feedback beside a request and its answer, under the usual keys. */
export function feedbackBeside(value: unknown): FeedbackBeside[] {
  const found: FeedbackBeside[] = [];
  for (const key of ['feedback', 'user_feedback', 'human_feedback']) {
    const at = get(value, key);
    for (const one of Array.isArray(at) ? at : [at]) found.push(...[readFeedback(one)].filter((f) => f !== undefined));
  }
  const thumbs = ['thumbs', 'thumb', 'vote'].map((k) => readFeedback(get(value, k))).find((f) => f !== undefined);
  if (thumbs) found.push(thumbs);
  const rating = get(value, 'rating') ?? get(value, 'user_rating');
  if (num(rating) !== undefined) found.push({ signal: 'rating', value: rating as number, by: 'unknown' });
  else found.push(...[readFeedback(typeof rating === 'string' ? rating : undefined)].filter((f) => f !== undefined));
  return found;
}
