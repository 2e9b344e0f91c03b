/** Anthropic content blocks as plain items. */
import { describe, expect, it } from 'vitest';
import { readBlocks } from '../../../src/ingest/blocks.ts';

const blocks = (content: unknown) => readBlocks(content, JSON.stringify({ content }), ['content']);

describe('blocks', () => {
  it.each<[string, unknown, unknown]>([
    ['text', { type: 'text', text: 'a' }, { type: 'text', text: 'a', parts: [] }],
    ['a string', 'a', { type: 'text', text: 'a', parts: [] }],
    ['thinking', { type: 'thinking', thinking: 't' }, { type: 'reasoning', text: 't' }],
    [
      'a call',
      { type: 'tool_use', id: 'c', name: 'f', input: { a: 1 } },
      { type: 'call', id: 'c', name: 'f', args: '{"a":1}' },
    ],
    [
      'a call of the server',
      { type: 'server_tool_use', id: 'c', name: 'f', input: {} },
      { type: 'call', id: 'c', name: 'f', args: '{}' },
    ],
    [
      'a call of an MCP server',
      { type: 'mcp_tool_use', id: 'c', name: 'f', input: {} },
      { type: 'call', id: 'c', name: 'f', args: '{}' },
    ],
    [
      'a call whose input is text',
      { type: 'tool_use', name: 'f', input: '{"a"' },
      { type: 'call', name: 'f', args: '{"a"' },
    ],
    ['a call without input or name', { type: 'tool_use' }, { type: 'call', name: '', args: '' }],
    [
      'a result',
      { type: 'tool_result', tool_use_id: 'c', content: 'r' },
      { type: 'result', id: 'c', text: 'r', parts: [] },
    ],
    [
      'a result of text blocks',
      {
        type: 'tool_result',
        content: [
          { type: 'text', text: 'r' },
          { type: 'text', text: 's' },
        ],
      },
      { type: 'result', text: 'r\ns', parts: [] },
    ],
    [
      'a result that says whether it failed',
      { type: 'tool_result', content: 'r', is_error: false },
      { type: 'result', text: 'r', parts: [], isError: false },
    ],
    [
      'a result without content',
      { type: 'tool_result', tool_use_id: 'c' },
      { type: 'result', id: 'c', text: '', parts: [] },
    ],
    [
      'a result with a part that nobody knows',
      { type: 'tool_result', content: [{ type: 'widget', html: 'x' }] },
      { type: 'result', text: '', parts: [{ kind: 'unknown', name: 'widget', keys: 'type, html' }] },
    ],
    [
      'a built-in result is its JSON without payloads',
      {
        type: 'web_search_tool_result',
        content: [{ type: 'web_search_result', url: 'u', encrypted_content: 'zz', data: 'zz' }],
      },
      { type: 'result', text: '[{"type":"web_search_result","url":"u"}]', parts: [] },
    ],
    [
      'a built-in result that failed',
      { type: 'web_search_tool_result', content: { type: 'web_search_tool_result_error', error_code: 'busy' } },
      { type: 'result', text: '{"type":"web_search_tool_result_error","error_code":"busy"}', parts: [], isError: true },
    ],
    [
      'an error code of a plain result is text only',
      { type: 'tool_result', content: { text: 'r', error_code: 'x' } },
      { type: 'result', text: 'r', parts: [] },
    ],
  ])('%s', (_name, block, expected) => {
    expect(blocks([block])).toEqual([{ ...(expected as object), pointer: '/content/0' }]);
  });

  it.each<[string, unknown]>([
    ['empty thinking', { type: 'thinking', thinking: '' }],
    ['opaque thinking', { type: 'redacted_thinking', data: 'zz' }],
    ['empty text', { type: 'text', text: '' }],
    ['null', null],
    ['a number', 5],
  ])('%s leaves nothing', (_name, block) => {
    expect(blocks([block])).toEqual([]);
  });

  it('keep their order and their pointers', () => {
    expect(
      blocks([{ type: 'text', text: 'a' }, null, { type: 'tool_use', name: 'f', input: {} }]).map((b) => [
        b.type,
        b.pointer,
      ]),
    ).toEqual([
      ['text', '/content/0'],
      ['call', '/content/2'],
    ]);
  });
  it('content that is a string is one block, an object is none', () => {
    expect(blocks('a')).toEqual([{ type: 'text', text: 'a', parts: [], pointer: '/content' }]);
    expect(blocks({ type: 'text', text: 'a' })).toEqual([]);
  });
  it('keep numbers to the letter', () => {
    const text = '{"content":[{"type":"tool_use","name":"f","input":{"n":1.0,"id":12345678901234567890}}]}';
    const { content } = JSON.parse(text) as { content: unknown };
    expect(readBlocks(content, text, ['content'])).toMatchObject([{ args: '{"n":1.0,"id":12345678901234567890}' }]);
  });
});
