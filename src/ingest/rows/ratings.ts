/** Ratings in tables: −1/1, 0/1, booleans, words, stars. */

import { defined } from '../../kit/defined.ts';
import type { FeedbackIn } from '../builder.ts';
import { get, isObject } from '../parse.ts';
import type { Columns } from './columns.ts';
import { cell, number, unpacked } from './values.ts';

export type Rating = Omit<FeedbackIn, 'target'>;

const UP = new Set(['up', 'thumbs_up', 'thumbsup', 'like', 'liked', 'good', 'positive', 'true', 't', 'helpful', '👍']);
const DOWN = new Set([
  'down',
  'thumbs_down',
  'thumbsdown',
  'dislike',
  'disliked',
  'bad',
  'negative',
  'false',
  'f',
  'unhelpful',
  '👎',
]);

/** `zeroIsDown`: 0 is a thumb down in 0/1 scales and no rating in −1/1 scales. */
export function readRating(value: unknown, comment?: unknown, zeroIsDown = true): Rating | undefined {
  const text = cell(comment);
  const more = { by: 'end_user' as const, ...defined({ text }) };
  if (value === true) return { signal: 'thumbs_up', ...more };
  if (value === false) return { signal: 'thumbs_down', ...more };
  const n = number(value);
  if (n === 1) return { signal: 'thumbs_up', value: n, ...more };
  if (n === -1 || (n === 0 && zeroIsDown)) return { signal: 'thumbs_down', value: n, ...more };
  if (n !== undefined) return { signal: 'rating', value: n, ...more };
  const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
  if (UP.has(word)) return { signal: 'thumbs_up', ...more };
  if (DOWN.has(word)) return { signal: 'thumbs_down', ...more };
  const inner = unpacked(value);
  if (isObject(inner)) {
    return readRating(
      get(inner, 'rating') ?? get(inner, 'signal') ?? get(inner, 'score') ?? get(inner, 'value'),
      get(inner, 'comment') ?? get(inner, 'reason') ?? get(inner, 'text'),
      zeroIsDown,
    );
  }
  return undefined;
}

/** A row of a table of ratings, and the message it is about. */
export function ratingRow(
  row: unknown,
  columns: Columns,
): { message?: string; chat?: string; rating: Rating } | undefined {
  const data = unpacked(get(row, 'data'));
  const meta = unpacked(get(row, 'meta'));
  if (isObject(data) && isObject(meta)) {
    // Open WebUI: the rating lies in `data`, the message in `meta`.
    const rating = readRating(get(data, 'rating'), get(data, 'comment') ?? get(data, 'reason'), false);
    return rating && withIds(rating, cell(get(meta, 'message_id')), cell(get(meta, 'chat_id')));
  }
  const at = (name: keyof Columns): unknown => (columns[name] === undefined ? undefined : get(row, columns[name]));
  const rating = readRating(at('rating'), at('reason'));
  return rating && withIds(rating, cell(at('message')), cell(at('conversation')));
}

const withIds = (rating: Rating, message: string | undefined, chat: string | undefined) => ({
  rating,
  ...defined({ message, chat }),
});
