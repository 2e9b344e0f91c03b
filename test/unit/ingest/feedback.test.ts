/** Feedback in the many spellings of applications, and where it stands beside an answer. */
import { describe, expect, it } from 'vitest';
import { feedbackBeside, readFeedback } from '../../../src/ingest/feedback.ts';

describe('a word, a boolean, a number', () => {
  it.each([
    ['thumbs_up', 'thumbs_up'],
    ['Thumbs Up', 'thumbs_up'],
    ['thumbs-up', 'thumbs_up'],
    ['thumbsUp', 'thumbs_up'],
    ['up', 'thumbs_up'],
    ['upvote', 'thumbs_up'],
    ['like', 'thumbs_up'],
    ['GOOD', 'thumbs_up'],
    ['positive', 'thumbs_up'],
    ['thumbs  down', 'thumbs_down'],
    ['thumbsdown', 'thumbs_down'],
    ['down', 'thumbs_down'],
    ['downvote', 'thumbs_down'],
    ['dislike', 'thumbs_down'],
    ['bad', 'thumbs_down'],
    ['negative', 'thumbs_down'],
    ['retry', 'regenerate'],
    ['regenerate', 'regenerate'],
    ['edited', 'edit'],
    ['edit', 'edit'],
    ['copy', 'copy'],
    ['escalated', 'escalated'],
    ['accepted', 'accept'],
    ['accept', 'accept'],
    ['rejected', 'reject'],
    ['reject', 'reject'],
    [true, 'thumbs_up'],
    [false, 'thumbs_down'],
    [1, 'thumbs_up'],
    [-1, 'thumbs_down'],
  ])('%j is %s', (given, signal) => {
    expect(readFeedback(given)).toEqual({ signal, by: 'unknown' });
  });

  it.each([4, 0, 0.5, -2])('the number %d is a rating', (value) => {
    expect(readFeedback(value)).toEqual({ signal: 'rating', value, by: 'unknown' });
  });

  it.each([
    ['an unknown word', 'hmm'],
    ['the empty text', ''],
    ['a name of the prototype', 'constructor'],
    ['NaN', Number.NaN],
    ['null', null],
    ['a list', ['thumbs_up']],
    ['nothing', undefined],
    ['an empty object', {}],
  ])('%s is no feedback', (_name, given) => {
    expect(readFeedback(given)).toBeUndefined();
  });
});

describe('an object', () => {
  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['signal', { signal: 'like' }, { signal: 'thumbs_up', by: 'unknown' }],
    ['thumb', { thumb: 'down' }, { signal: 'thumbs_down', by: 'unknown' }],
    ['type', { type: 'copy' }, { signal: 'copy', by: 'unknown' }],
    ['sentiment', { sentiment: 'negative' }, { signal: 'thumbs_down', by: 'unknown' }],
    ['vote as a word', { vote: 'up' }, { signal: 'thumbs_up', by: 'unknown' }],
    ['vote as a number', { vote: -1 }, { signal: 'thumbs_down', by: 'unknown' }],
    ['thumbs as a boolean', { thumbs: false }, { signal: 'thumbs_down', by: 'unknown' }],
    ['thumbs_up as a boolean', { thumbs_up: true }, { signal: 'thumbs_up', by: 'unknown' }],
    ['rating as a word', { rating: 'good' }, { signal: 'thumbs_up', by: 'unknown' }],
    ['rating as a number', { rating: 3 }, { signal: 'rating', value: 3, by: 'unknown' }],
    ['score as a number', { score: 0.25 }, { signal: 'score', value: 0.25, by: 'unknown' }],
    ['rating before score', { score: 9, rating: 2 }, { signal: 'rating', value: 2, by: 'unknown' }],
    ['value as a word', { value: 'bad' }, { signal: 'thumbs_down', by: 'unknown' }],
    ['value as a thumb', { value: 1 }, { signal: 'thumbs_up', value: 1, by: 'unknown' }],
    ['name', { name: 'escalated' }, { signal: 'escalated', by: 'unknown' }],
    ['a named rating with its value', { type: 'rating', value: 5 }, { signal: 'rating', value: 5, by: 'unknown' }],
    ['the signal before the type', { type: 'edit', signal: 'up' }, { signal: 'thumbs_up', by: 'unknown' }],
    ['an unknown signal gives way to a type', { signal: '?', type: 'edit' }, { signal: 'edit', by: 'unknown' }],
    ['the end user', { signal: 'up', source: 'end_user' }, { signal: 'thumbs_up', by: 'end_user' }],
    ['an annotator', { signal: 'up', source: 'annotator' }, { signal: 'thumbs_up', by: 'annotator' }],
    ['an evaluator', { signal: 'up', source: 'evaluator' }, { signal: 'thumbs_up', by: 'evaluator' }],
    ['another source', { signal: 'up', source: 'web' }, { signal: 'thumbs_up', by: 'unknown' }],
    ['a comment', { signal: 'up', comment: 'so nice' }, { signal: 'thumbs_up', by: 'unknown', text: 'so nice' }],
    ['a reason', { signal: 'down', reason: 'wrong' }, { signal: 'thumbs_down', by: 'unknown', text: 'wrong' }],
    ['a text', { signal: 'down', text: 'late' }, { signal: 'thumbs_down', by: 'unknown', text: 'late' }],
    ['a correction', { signal: 'edit', correction: 'C' }, { signal: 'edit', by: 'unknown', text: 'C' }],
    [
      'the edited text before a comment',
      { signal: 'edit', comment: 'c', edited_text: 'E' },
      { signal: 'edit', by: 'unknown', text: 'E' },
    ],
    [
      'edited before a reason',
      { signal: 'edit', reason: 'r', edited: 'E' },
      { signal: 'edit', by: 'unknown', text: 'E' },
    ],
  ])('%s', (_name, given, feedback) => {
    expect(readFeedback(given)).toEqual(feedback);
  });

  it('says nothing by a value that is neither word nor thumb', () => {
    expect(readFeedback({ value: 7 })).toBeUndefined();
    expect(readFeedback({ comment: 'only words' })).toBeUndefined();
  });
});

describe('beside an answer', () => {
  const up = { signal: 'thumbs_up', by: 'unknown' };
  const down = { signal: 'thumbs_down', by: 'unknown' };
  const rated = (value: number) => ({ signal: 'rating', value, by: 'unknown' });
  it.each<[string, unknown, unknown[]]>([
    ['feedback', { feedback: 'like' }, [up]],
    ['user_feedback', { user_feedback: { thumb: 'down' } }, [down]],
    ['human_feedback', { human_feedback: true }, [up]],
    ['a list of them', { feedback: ['up', { rating: 2 }, 'hm'] }, [up, rated(2)]],
    ['thumbs', { thumbs: 'up' }, [up]],
    ['thumb', { thumb: -1 }, [down]],
    ['vote', { vote: false }, [down]],
    ['one thumb only', { thumbs: 'up', vote: 'down' }, [up]],
    ['rating', { rating: 4 }, [rated(4)]],
    ['a rating of 1 is no thumb', { rating: 1 }, [rated(1)]],
    ['user_rating', { user_rating: 2 }, [rated(2)]],
    ['rating as a word', { rating: 'bad' }, [down]],
    ['rating as an object says nothing', { rating: { value: 'bad' } }, []],
    ['all in their order', { rating: 5, thumb: 'up', feedback: 'down' }, [down, up, rated(5)]],
    ['nothing', { messages: [] }, []],
    ['no object', 'thumbs_up', []],
  ])('%s', (_name, given, found) => {
    expect(feedbackBeside(given)).toEqual(found);
  });
});
