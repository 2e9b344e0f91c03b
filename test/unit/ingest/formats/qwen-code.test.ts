/** Qwen Code: what becomes of parts that are missing, in another order, or not known. */
import { describe, expect, it } from 'vitest';
import { jsonl, outline, readOne, skippedIn } from '../outline.ts';
import { readFiles } from '../support.ts';

type Json = Record<string, unknown>;
const line = (uuid: string, parentUuid: string | null, role: string, parts: unknown[], more: Json = {}): Json => ({
  uuid,
  parentUuid,
  sessionId: 's',
  type: role === 'model' ? 'assistant' : 'user',
  message: { role, parts },
  ...more,
});
const read = async (...lines: Json[]): Promise<string[]> =>
  outline(await readOne('qwen-code', lines)).map((l) => l.replace(/(?<=\[)(?:other|unknown)/, '?'));

describe('Qwen Code', () => {
  it('optional fields are missing: no times, models, ids of calls', async () => {
    expect(
      await read(
        line('a', null, 'user', [{ text: 'hi' }]),
        line('b', 'a', 'model', [{ functionCall: { name: 'f' } }]),
        line('c', 'b', 'user', [{ functionResponse: { response: { x: 1 } } }]),
      ),
    ).toEqual(['user: hi', 'call f()', 'result f: {"x":1}']);
  });

  it('lines in another order: parents tell, and the last line is on show', async () => {
    expect(
      await read(
        line('a', null, 'user', [{ text: 'hi' }]),
        line('c', 'b', 'user', [{ text: 'left' }]),
        line('b', 'a', 'model', [{ text: 'hello' }]),
        line('d', 'b', 'user', [{ text: 'bye' }]),
      ),
    ).toEqual(['user: hi', 'assistant: hello', 'user: bye', '<2> edit', '  user: left']);
  });

  it('extra unknown parts are marked, pictures are parts', async () => {
    const dream = { dream: { images: 'x' } };
    expect(
      await read(
        line('a', null, 'user', [{ text: 'hi' }, dream, { inlineData: { mimeType: 'image/png', data: 'AAAA' } }]),
        line('b', 'a', 'model', [{ text: 'so' }, dream]),
        line('c', 'b', 'model', [{ functionCall: { id: '1', name: 'f', args: {} } }]),
        line('d', 'c', 'user', [
          { functionResponse: { id: '1', response: { output: 'x' } } },
          { fileData: { mimeType: 'application/pdf', fileUri: 'u' } },
        ]),
      ),
    ).toEqual(['user: hi [? image]', 'assistant: so', 'assistant:  [?]', 'call f({})', 'result f: x [file]']);
  });

  it('a result fails by its response or by its status', async () => {
    const call = (id: string) => ({ functionCall: { id, name: 'f', args: {} } });
    const result = (id: string, response: Json) => ({ functionResponse: { id, response } });
    expect(
      await read(
        line('a', null, 'model', [call('1'), call('2')]),
        line('b', 'a', 'user', [result('1', { error: 'no' })]),
        line('c', 'b', 'user', [result('2', { output: 'stop' })], { toolCallResult: { status: 'cancelled' } }),
      ),
    ).toEqual(['call f({})', 'call f({})', 'result f failed: no', 'result f failed: stop']);
  });

  it('digits stay as they were written', async () => {
    const text = jsonl(line('a', null, 'model', [{ functionCall: { name: 'f', args: { n: 1 } } }])).replace(
      '"n":1',
      '"n":7.50',
    );
    expect(outline(await readOne('qwen-code', text))).toEqual(['call f({"n":7.50}) unanswered']);
  });

  it("Claude Code's lines are not its", async () => {
    const user = {
      uuid: 'a',
      sessionId: 's',
      parentUuid: null,
      type: 'user',
      message: { role: 'user', content: 'hi' },
    };
    const { format } = await readFiles({
      'a.jsonl': jsonl({ ...user, cwd: '/', version: '2', isSidechain: false, userType: 'external' }),
    });
    expect(format).toBe('claude-code');
  });

  it('a line of another kind is named', async () => {
    const records = [line('a', null, 'user', [{ text: 'hi' }]), line('b', 'a', 'model', [{ text: 'so' }]), { x: 1 }];
    expect(await skippedIn(records)).toEqual([[3, 'other_format', 'no line of a Qwen Code chat']]);
  });
});
