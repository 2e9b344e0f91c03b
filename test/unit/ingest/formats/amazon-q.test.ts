/** Amazon Q and Kiro CLI: what becomes of parts that are missing, in another order, or not known. */
import { describe, expect, it } from 'vitest';
import { outline, readOne, skippedIn } from '../outline.ts';

type Json = Record<string, unknown>;
const prompt = (said: string, more: Json = {}): Json => ({ content: { Prompt: { prompt: said } }, ...more });
const reply = (said: string): Json => ({ Response: { content: said } });
const calls = (...uses: Json[]): Json => ({ ToolUse: { content: '', tool_uses: uses } });
const results = (...list: Json[]): Json => ({ content: { ToolUseResults: { tool_use_results: list } } });
const talk = (history: unknown[], more: Json = {}): Json => ({ conversation_id: 'c', history, ...more });
const read = async (history: unknown[], more: Json = {}): Promise<string[]> =>
  outline(await readOne('amazon-q', JSON.stringify(talk(history, more)), 'a.json'));

describe('Amazon Q', () => {
  it('optional fields are missing, entries are pairs or objects', async () => {
    expect(
      await read([[prompt('hi'), reply('so')], { user: prompt('ho'), assistant: { content: reply('well') } }]),
    ).toEqual(['user: hi', 'assistant: so', 'user: ho', 'assistant: well']);
  });

  it('results in another order than their calls, and in all their shapes', async () => {
    const one = (id: string, content: unknown[], status?: string): Json => ({ tool_use_id: id, content, status });
    expect(
      await read([
        {
          user: prompt('hi'),
          assistant: calls({ id: 'a', name: 'f', args: { n: 1 } }, { id: 'b', name: 'g_1', orig_name: 'g', args: {} }),
        },
        {
          user: results(
            one('b', [{ Json: { n: 2 } }], 'Error'),
            one('a', [{ Text: 'x' }, { json: { n: 3 } }, { Other: 1 }]),
          ),
          assistant: reply('so'),
        },
      ]),
    ).toEqual([
      'user: hi',
      'call f({"n":1})',
      'call g({})',
      'result g failed: {"n":2}',
      'result f: x\n{"n":3}\n{"Other":1}',
      'assistant: so',
    ]);
  });

  it('a prompt that cancelled calls, one that nobody answered, a picture, and what a hook added', async () => {
    const cancelled = { CancelledToolUses: { prompt: 'no', tool_use_results: [{ tool_use_id: 'a', content: [] }] } };
    expect(
      await read(
        [
          {
            user: prompt('hi', { additional_context: 'it rains', images: [{}] }),
            assistant: calls({ id: 'a', name: 'f', args: {} }),
          },
          { user: { content: cancelled }, assistant: reply('so') },
        ],
        { next_message: prompt('ho') },
      ),
    ).toEqual([
      'context additional_context: it rains',
      'user: hi [image]',
      'call f({})',
      'result f failed: ',
      'feedback reject by end_user on turn 2',
      'user: no',
      'assistant: so',
      'user: ho',
    ]);
  });

  it('extra unknown kinds are marked', async () => {
    expect(
      await read([
        { user: { content: { Dream: { note: 'x' } } }, assistant: { Verdict: { note: 'good' } } },
        { user: prompt('hi'), assistant: null },
      ]),
    ).toEqual(['user:  [unknown]', 'assistant:  [unknown]', 'user: hi']);
  });

  it('tools keep their schemas as they were written, and a talk without history is named', async () => {
    const spec = { ToolSpecification: { name: 'f', description: 'd', input_schema: { json: { type: 'object' } } } };
    const session = await readOne(
      'amazon-q',
      JSON.stringify(talk([[prompt('hi'), reply('so')]], { tools: { a: [spec] } })),
      'a.json',
    );
    expect(session.tools).toEqual([{ name: 'f', description: 'd', parameters: '{"type":"object"}', inferred: false }]);
    expect(await skippedIn([talk([[prompt('hi'), reply('so')]]), talk([])])).toEqual([
      [2, 'empty', 'a conversation without messages'],
    ]);
  });
});
