/** What is not of the agreed shape does not get in, from either side. */
import { describe, expect, it } from 'vitest';
import { replies, ToHost, ToStudio } from '../../../src/protocol/studio.ts';

const request = (method: string, params: unknown) => ({ type: 'request', n: 1, method, params });
const list = { view: 'trajectories', text: '', facets: {}, offset: 0, limit: 100 };

describe('to the host', () => {
  it.each([
    [{ type: 'ready' }],
    [{ type: 'focus', keys: true }],
    [request('list', { query: list })],
    [request('list', { query: { ...list, facets: { mark: ['failed'] }, find: 'x' } })],
    [request('decide', { view: 'pairs', id: 'p', decision: 'edit', message: 2, text: 'new' })],
    [request('undo', {})],
    [request('teach', { term: 'Jane', type: 'PERSON' })],
  ])('takes %j', (message) => {
    expect(ToHost.safeParse(message).success).toBe(true);
  });

  it.each([
    ['an unknown method', request('shell', { command: 'ls' })],
    ['another method’s parameters', request('example', { query: list })],
    ['an unknown decision', request('decide', { view: 'pairs', id: 'p', decision: 'delete' })],
    ['an unknown facet', request('list', { query: { ...list, facets: { path: ['/'] } } })],
    ['a page without end', request('list', { query: { ...list, limit: 1e9 } })],
    ['a negative offset', request('list', { query: { ...list, offset: -1 } })],
    ['an empty id', request('example', { id: '', raw: false })],
    ['a request without a number', { type: 'request', method: 'undo', params: {} }],
    ['a text of any length', request('teach', { term: 'x'.repeat(1001), type: 'PERSON' })],
    ['no object', 'ready'],
  ])('refuses %s', (_, message) => {
    expect(ToHost.safeParse(message).success).toBe(false);
  });
});

describe('to the studio', () => {
  it('takes a failure with its mend', () => {
    const failed = {
      type: 'failed',
      n: 3,
      error: { message: 'The log has changed.', mend: 'Run the pipeline again.' },
    };
    expect(ToStudio.parse(failed)).toEqual(failed);
  });

  it('refuses commands that it does not know', () => {
    expect(ToStudio.safeParse({ type: 'command', command: 'accept' }).success).toBe(true);
    expect(ToStudio.safeParse({ type: 'command', command: 'format' }).success).toBe(false);
  });

  it('checks replies by what was asked', () => {
    expect(replies.decide.safeParse({ id: 'x', said: 'Accepted.' }).success).toBe(true);
    expect(replies.list.safeParse({ id: 'x', said: 'Accepted.' }).success).toBe(false);
  });
});
