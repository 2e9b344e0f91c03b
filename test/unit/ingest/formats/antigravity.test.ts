/** Antigravity: what becomes of steps that are missing, in another order, or not known. */
import { describe, expect, it } from 'vitest';
import { jsonl, outline, readOne, skippedIn } from '../outline.ts';
import { readFiles } from '../support.ts';

type Json = Record<string, unknown>;
const step = (index: number, source: string, type: string, more: Json = {}): Json => ({
  step_index: index,
  source,
  type,
  ...more,
});
const asked = (index: number, content: string): Json => step(index, 'USER_EXPLICIT', 'USER_INPUT', { content });
const planned = (index: number, more: Json): Json => step(index, 'MODEL', 'PLANNER_RESPONSE', more);
const read = async (...steps: Json[]): Promise<string[]> => outline(await readOne('antigravity', steps));

describe('Antigravity', () => {
  it('optional fields are missing: no times, states or marks around the words', async () => {
    expect(
      await read(asked(0, 'hi'), planned(1, { tool_calls: [{ name: 'f' }] }), step(2, 'MODEL', 'VIEW'), planned(3, {})),
    ).toEqual(['user: hi', 'call f()', 'result f: ']);
  });

  it('lines in another order: the number of the step tells', async () => {
    expect(await read(planned(4, { content: 'so' }), asked(1, 'hi'))).toEqual(['user: hi', 'assistant: so']);
  });

  it('the full transcript beside it tells the same conversation, each step once', async () => {
    const line = (content: string): string => jsonl(asked(0, content), planned(1, { content: 'so' }));
    const { sessions } = await readFiles({
      'brain/a/transcript.jsonl': line('hi'),
      'brain/a/transcript_full.jsonl': line('hi, all of it'),
      'brain/b/transcript.jsonl': jsonl(asked(0, 'longer than that'), asked(0, 'ho'), planned(1, { content: 'well' })),
    });
    expect(sessions.map(outline)).toEqual([
      ['user: hi, all of it', 'assistant: so'],
      ['user: longer than that', 'assistant: well'],
    ]);
  });

  it('arguments that are JSON in texts are taken out of them, all or none', async () => {
    const args = { Path: '"/a b"', Wait: '5.0', Note: 'plain', List: [1] };
    const lines = await read(
      asked(0, 'hi'),
      planned(1, {
        tool_calls: [
          { name: 'f', args },
          { name: 'g', args: { Path: '/a', Wait: '5.0' } },
        ],
      }),
    );
    expect(lines.slice(1)).toEqual([
      'call f({"Path":"/a b","Wait":5.0,"Note":"plain","List":[1]}) unanswered',
      'call g({"Path":"/a","Wait":"5.0"}) unanswered',
    ]);
  });

  it('a result is that of the call with its name, else of the oldest', async () => {
    expect(
      await read(
        asked(0, 'hi'),
        planned(1, {
          tool_calls: [
            { name: 'write', args: { n: 1 } },
            { name: 'view', args: '{"n":2}' },
          ],
        }),
        step(2, 'MODEL', 'VIEW', { content: 'v' }),
        step(3, 'MODEL', 'CODE_ACTION', { content: 'w', status: 'ERROR' }),
        step(4, 'MODEL', 'LATE', { error: { message: 'no' } }),
        step(5, 'MODEL', 'EMPTY'),
      ),
    ).toEqual([
      'user: hi',
      'call write({"n":1})',
      'call view({"n":2})',
      'result view: v',
      'result write failed: w',
      'result late: no (orphan)',
    ]);
  });

  it('what the program says is context, an error, or a boundary; without content it is nothing', async () => {
    expect(
      await read(
        asked(0, '<USER_REQUEST>hi</USER_REQUEST><USER_SETTINGS>dark</USER_SETTINGS>'),
        step(1, 'SYSTEM', 'CONVERSATION_HISTORY'),
        step(2, 'SYSTEM', 'KNOWLEDGE', { content: 'it rained' }),
        step(3, 'SYSTEM', 'ERROR_MESSAGE', { content: 'busy' }),
        step(4, 'SYSTEM', 'CHECKPOINT', { content: 'all of it' }),
        step(5, 'NEWCOMER', 'SAYING', { content: 'ho' }),
      ),
    ).toEqual([
      'user: hi',
      'context antigravity: <USER_SETTINGS>dark</USER_SETTINGS>',
      'context knowledge: it rained',
      'error: busy',
      'boundary compaction: all of it',
      'context saying: ho',
    ]);
  });

  it('an extra unknown field is marked, another line is named', async () => {
    expect(await read(asked(0, 'hi'), planned(1, { content: 'so', verdict: 'all of it is good' }))).toEqual([
      'user: hi',
      'assistant: so [unknown]',
    ]);
    expect(await skippedIn([asked(0, 'hi'), asked(1, 'ho'), { note: 'x' }])).toEqual([
      [3, 'other_format', 'no step of an Antigravity transcript'],
    ]);
  });
});
