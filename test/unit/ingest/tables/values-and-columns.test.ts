/** What columns are by their names, and what their values mean. */
import { describe, expect, it } from 'vitest';
import { guessColumns, kindOfTable, renamed } from '../../../../src/ingest/rows/columns.ts';
import { ratingRow, readRating } from '../../../../src/ingest/rows/ratings.ts';
import { cell, flag, number, roleOf, unpacked } from '../../../../src/ingest/rows/values.ts';

describe('columns', () => {
  it.each([
    [['id', 'conversation_id', 'role', 'content', 'created_at'], 'messages'],
    [['chatId', 'senderType', 'messageText'], 'messages'],
    [['session_id', 'message'], 'messages'],
    [['thread_id', 'type', 'output', 'input'], 'messages'],
    [['prompt', 'completion'], 'pairs'],
    [['question', 'answer', 'session_id'], 'pairs'],
    [['id', 'title', 'chat', 'user_id'], 'chats'],
    [['message_id', 'rating'], 'ratings'],
    [['data', 'meta', 'type', 'snapshot'], 'ratings'],
    [['id', 'title', 'user_id'], 'conversations'],
    [['id', 'name', 'email', 'role'], 'conversations'],
    [['sku', 'price'], undefined],
    [['a', 'b', 'c', 'd', 'type', 'text'], undefined],
  ])('%j is a table of %s', (keys, kind) => {
    expect(kindOfTable(guessColumns(keys), keys)).toBe(kind);
  });
  it('the first name of the list is taken, whatever the order and spelling of the columns', () => {
    expect(guessColumns(['Session ID', 'conversation-id', 'Sender', 'BODY', 'text'])).toEqual({
      conversation: 'conversation-id',
      role: 'Sender',
      content: 'text',
    });
  });
  it('one column is one thing', () => {
    expect(guessColumns(['role', 'value'])).toEqual({ role: 'role', content: 'value' });
    expect(guessColumns(['value', 'message_id'])).toEqual({ id: 'message_id', message: 'message_id', rating: 'value' });
  });
  it('renames by hand, and leaves nothing under the old name', () => {
    expect(renamed({ a: 1, b: 2, c: 3 }, { role: 'a', content: 'x' })).toEqual({ b: 2, c: 3, role: 1, content: null });
    const row = { a: 1 };
    expect(renamed(row, undefined)).toBe(row);
  });
});

describe('values', () => {
  it.each([
    ['user', 'user'],
    ['Inbound', 'user'],
    ['HumanMessage', 'user'],
    ['outgoing', 'assistant'],
    ['AIMessage', 'assistant'],
    ['claude-sonnet-4', 'assistant'],
    ['system_message', 'system'],
    ['ToolMessage', 'tool'],
    ['thinking', 'reasoning'],
    ['function_call', 'tool_call'],
    ['stranger', undefined],
    [1, undefined],
  ])('role %j is %s', (value, role) => {
    expect(roleOf(value)).toBe(role);
  });
  it.each([
    [true, true],
    ['t', true],
    ['TRUE', true],
    [1, true],
    ['0', false],
    ['f', false],
    [0, false],
    ['yes', undefined],
    [2, undefined],
    [null, undefined],
  ])('flag %j is %s', (value, truth) => {
    expect(flag(value)).toBe(truth);
  });
  it.each([
    [1.5, 1.5],
    ['-2', -2],
    [' 3.25 ', 3.25],
    ['1e3', undefined],
    ['', undefined],
    [Number.NaN, undefined],
  ])('number %j is %s', (value, amount) => {
    expect(number(value)).toBe(amount);
  });
  it.each([
    ['', undefined],
    [null, undefined],
    [0, '0'],
    [false, 'false'],
    [{ a: 1 }, '{"a":1}'],
  ])('cell %j is %j', (value, text) => {
    expect(cell(value)).toBe(text);
  });
  it.each([
    ['{"a": 1}', { a: 1 }],
    [' [1]', [1]],
    ['{broken', '{broken'],
    ['"quoted"', '"quoted"'],
    ['{"a": NaN}', { a: null }],
  ])('%j holds %j', (value, inner) => {
    expect(unpacked(value)).toEqual(inner);
  });
});

describe('ratings', () => {
  const by = 'end_user';
  it.each([
    [true, { signal: 'thumbs_up', by }],
    ['f', { signal: 'thumbs_down', by }],
    ['👍', { signal: 'thumbs_up', by }],
    [' Disliked ', { signal: 'thumbs_down', by }],
    [1, { signal: 'thumbs_up', value: 1, by }],
    ['-1', { signal: 'thumbs_down', value: -1, by }],
    [0, { signal: 'thumbs_down', value: 0, by }],
    [4, { signal: 'rating', value: 4, by }],
    ['{"rating": 1, "comment": "nice"}', { signal: 'thumbs_up', value: 1, by, text: 'nice' }],
    ['perhaps', undefined],
    [null, undefined],
  ])('%j', (value, rating) => {
    expect(readRating(value)).toEqual(rating);
  });
  it('0 is a rating where −1 is the thumb down', () => {
    expect(readRating(0, 'meh', false)).toEqual({ signal: 'rating', value: 0, by, text: 'meh' });
  });
  it('a row of ratings, and Open WebUI’s', () => {
    const row = { message_id: 7, rating: 'up', comment: '' };
    expect(ratingRow(row, guessColumns(Object.keys(row)))).toEqual({
      message: '7',
      rating: { signal: 'thumbs_up', by },
    });
    const open = { data: '{"rating": -1, "reason": "slow"}', meta: { message_id: 'm', chat_id: 'c' } };
    expect(ratingRow(open, {})).toEqual({
      message: 'm',
      chat: 'c',
      rating: { signal: 'thumbs_down', value: -1, by, text: 'slow' },
    });
    expect(ratingRow({ message_id: 7, rating: null }, guessColumns(['message_id', 'rating']))).toBeUndefined();
  });
});
