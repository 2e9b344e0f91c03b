/** Semantic Kernel: both languages, and what becomes of items that are missing, in another order, or not known. */
import { describe, expect, it } from 'vitest';
import { outline, readOne, skippedIn } from '../outline.ts';
import { readFiles } from '../support.ts';

type Json = Record<string, unknown>;
const net = (Label: string, ...Items: unknown[]): Json => ({ Role: { Label }, Items });
const python = (role: string, ...items: unknown[]): Json => ({ content_type: 'message', role, items });
const text = (Text: string): Json => ({ $type: 'TextContent', Text });
const said = (words: string): Json => ({ content_type: 'text', text: words });
const read = async (...messages: unknown[]): Promise<string[]> => outline(await readOne('semantic-kernel', messages));

describe('Semantic Kernel', () => {
  it('optional fields are missing: ids, plugins, arguments, items', async () => {
    expect(
      await read(
        net('user', text('hi')),
        net('assistant', { $type: 'FunctionCallContent', FunctionName: 'f' }),
        net('tool', { $type: 'FunctionResultContent', FunctionName: 'f' }),
        python('assistant'),
      ),
    ).toEqual(['user: hi', 'call f()', 'result f: ']);
  });

  it('items in another order; namespaces before their kind; digits as they were written', async () => {
    const call = {
      $type: 'Microsoft.SemanticKernel.FunctionCallContent, X',
      Id: '1',
      PluginName: 'p',
      FunctionName: 'f',
      Arguments: { n: 1 },
    };
    const result = {
      $type: 'FunctionResultContent',
      CallId: '1',
      PluginName: 'p',
      FunctionName: 'f',
      Result: { t: 7 },
    };
    const lines = [net('user', text('hi')), net('Assistant', call, text('I look')), net('tool', result)];
    const file = lines
      .map((l) => `${JSON.stringify(l)}\n`)
      .join('')
      .replace('"n":1', '"n":7.50');
    expect(outline(await readOne('semantic-kernel', file))).toEqual([
      'user: hi',
      'assistant: I look',
      'call p-f({"n":7.50})',
      'result p-f: {"t":7}',
    ]);
  });

  it('an item that is not known is counted, media are parts, annotations say nothing', async () => {
    const more = [
      { content_type: 'dream', words: 'x' },
      { content_type: 'image', uri: 'u' },
      { content_type: 'file_reference', file_id: 'f' },
      { content_type: 'annotation', quote: 'x' },
    ];
    expect(
      await read(
        python('user', said('hi'), ...more),
        python('assistant', { content_type: 'reasoning', text: 'hm' }, said('so')),
      ),
    ).toEqual(['user: hi [unknown image file]', 'reasoning: hm', 'assistant: so']);
  });

  it('an object of messages is a session each, whatever its list is called', async () => {
    for (const key of ['messages', 'ChatHistory', 'chat_history']) {
      const doc = (words: string): Json => ({ [key]: [python('user', said(words)), python('assistant', said('so'))] });
      const { sessions, format } = await readFiles({
        'a.jsonl': `${JSON.stringify(doc('hi'))}\n${JSON.stringify(doc('ho'))}\n`,
      });
      expect(format).toBe('semantic-kernel');
      expect(sessions.map((s) => outline(s)[0])).toEqual(['user: hi', 'user: ho']);
    }
  });

  it('an answer that was cut is flagged, a record of another kind is named', async () => {
    const cut = { ...python('assistant', said('so')), finish_reason: 'length' };
    expect(await read(python('user', said('hi')), cut)).toEqual(['user: hi', 'assistant: so {truncated}']);
    expect(await skippedIn([python('user', said('hi')), { items: [1], role: 'user' }])).toEqual([
      [2, 'other_format', 'no message of Semantic Kernel'],
    ]);
  });
});
