/** Streams of server-sent events that a log holds as text. */
import { describe, expect, it } from 'vitest';
import { isSse, sseData } from '../../../src/ingest/sse.ts';

describe('what looks like a stream', () => {
  it.each([
    ['data first', 'data: {"a":1}\n\n'],
    ['an event first', 'event: ping\ndata: {}\n\n'],
    ['an id first', 'id: 7\ndata: {}\n\n'],
    ['a retry first', 'retry: 100\n\n'],
    ['comments before', ': keep-alive\n: again\n\ndata: {}\n\n'],
    ['space before', '\n  data: {}'],
  ])('%s', (_name, text) => {
    expect(isSse(text)).toBe(true);
  });
  it.each([
    ['JSON', '{"data":"x"}'],
    ['a sentence', 'The data: here'],
    ['data on a later line of a text', 'Look:\ndata: {}'],
    ['the empty text', ''],
    ['a comment alone', ': keep-alive'],
  ])('%s is none', (_name, text) => {
    expect(isSse(text)).toBe(false);
  });
});

describe('the data of a stream', () => {
  it.each<[string, string, unknown[]]>([
    ['blocks in their order', 'data: {"n":1}\n\ndata: {"n":2}\n\n', [{ n: 1 }, { n: 2 }]],
    ['without a space behind the colon', 'data:{"n":1}\n\n', [{ n: 1 }]],
    ['CRLF', 'data: {"n":1}\r\n\r\ndata: {"n":2}\r\n\r\n', [{ n: 1 }, { n: 2 }]],
    ['the end mark is no value', 'data: {"n":1}\n\ndata: [DONE]\n\n', [{ n: 1 }]],
    ['names of events are no values', 'event: x\ndata: {"n":1}\nid: 3\n\n', [{ n: 1 }]],
    ['comments are no values', ': {"n":0}\n\ndata: {"n":1}\n\n', [{ n: 1 }]],
    ['one value over several lines of data', 'data: {"n":\ndata: 1}\n\n', [{ n: 1 }]],
    ['events joined by single newlines', 'data: {"n":1}\ndata: {"n":2}\ndata: [DONE]', [{ n: 1 }, { n: 2 }]],
    ['a block that was cut is left out', 'data: {"n":1}\n\ndata: {"n":', [{ n: 1 }]],
    ['blank lines with spaces part blocks', 'data: {"n":1}\n \t\ndata: {"n":2}', [{ n: 1 }, { n: 2 }]],
    ['indented lines', '  data: {"n":1}\n\n', [{ n: 1 }]],
    ['lists and plain values are left out', 'data: [1]\n\ndata: 5\n\ndata: "x"\n\n', []],
    ['NaN as null', 'data: {"n":NaN}\n\n', [{ n: null }]],
    ['nothing', '', []],
  ])('%s', (_name, text, values) => {
    expect(sseData(text)).toEqual(values);
  });
});
