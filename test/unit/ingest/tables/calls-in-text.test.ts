/** Calls that transcripts write into the text, and the labels in front of it. */
import { describe, expect, it } from 'vitest';
import { takeCalls, wholeCall } from '../../../../src/ingest/text/calls.ts';
import { labelLookup } from '../../../../src/ingest/text/labels.ts';

describe('calls inside a text', () => {
  it.each([
    ['plain', { text: 'plain', calls: [] }],
    ['a [calls f({"x": ")]"})] b', { text: 'a  b', calls: [{ name: 'f', args: '{"x": ")]"}' }] }],
    [
      '[called f(1), g.h(2)]',
      {
        text: '',
        calls: [
          { name: 'f', args: '1' },
          { name: 'g.h', args: '2' },
        ],
      },
    ],
    ['[calls f(1]', { text: '[calls f(1]', calls: [] }],
    ['[calls f(1) never closed', { text: '[calls f(1) never closed', calls: [] }],
    [
      '<tool_call>{"name": "f", "arguments": {"n": 1.0}}</tool_call> x',
      { text: 'x', calls: [{ name: 'f', args: '{"n": 1.0}' }] },
    ],
    ['<function_call>{"tool": "f", "args": "raw"}</function_call>', { text: '', calls: [{ name: 'f', args: 'raw' }] }],
    ['<tool_call>{"n": 1}</tool_call>', { text: '<tool_call>{"n": 1}</tool_call>', calls: [] }],
  ])('%j', (text, found) => {
    expect(takeCalls(text)).toEqual(found);
  });
});

describe('a text that is one call', () => {
  it.each([
    ['f({"a": 1})', { name: 'f', args: '{"a": 1}' }],
    ['```json\n{"name": "f", "parameters": {"a": 1.0}}\n```', { name: 'f', args: '{"a": 1.0}' }],
    ['f({}) and more', { name: 'f', args: '({}) and more' }],
    ['ls -l', { name: 'ls', args: '-l' }],
    ['{"a": 1}', { name: 'unknown', args: '{"a": 1}' }],
  ])('%j', (text, call) => {
    expect(wholeCall(text)).toEqual(call);
  });
});

describe('labels', () => {
  it.each([
    ['User', 'user'],
    ['  End   User ', 'user'],
    ['Kundin', 'user'],
    ['お客様', 'user'],
    ['ChatGPT said', 'assistant'],
    ['llama 3.1', 'assistant'],
    ['助手', 'assistant'],
    ['Developer', 'system'],
    ['Chain of Thought', 'reasoning'],
    ['Function call', 'tool_call'],
    ['Observation', 'tool'],
    ['Note', undefined],
    ['llama', undefined],
  ])('%j is %s', (label, speaker) => {
    expect(labelLookup()(label)).toBe(speaker);
  });
  it('own ones go first, patterns cover the whole label, and may be the only ones', () => {
    const lookup = labelLookup({ assistant: ['User'], user: ['/caller \\d+/i'] });
    expect([lookup('user'), lookup('CALLER 12'), lookup('caller 12 x')]).toEqual(['assistant', 'user', undefined]);
    expect(labelLookup({ user: ['me'] }, true)('assistant')).toBeUndefined();
  });
});
