/** Continue's development data: talks that repeat themselves, edits, and events that are none. */
import { describe, expect, it } from 'vitest';
import { jsonl, outline, readOne, skippedIn } from '../outline.ts';
import { readFiles } from '../support.ts';

type Json = Record<string, unknown>;
const line = (prompt: string, completion: string, more: Json = {}): Json => ({
  prompt,
  completion,
  modelTitle: 'm',
  sessionId: 's',
  ...more,
});
const edit = (more: Json): Json => ({ prompt: 'shorter', completion: 'a', modelTitle: 'm', accepted: false, ...more });
const read = async (...lines: Json[]): Promise<string[]> => outline(await readOne('continue-dev-data', lines));

describe('Continue development data', () => {
  it('optional fields are missing, and a prompt without heads is a question', async () => {
    expect(await read(line('hi', 'so'))).toEqual(['user: hi', 'assistant: so']);
  });

  it('interactions of one session are one talk, whatever their order; another answer is a branch', async () => {
    const first = '<user>\nhi\n\n';
    const second = `${first}<assistant>\nso\n\n<user>\nho\n\n`;
    expect(await read(line(first, 'so'), line(second, 'well'))).toEqual([
      'user: hi',
      'assistant: so',
      'user: ho',
      'assistant: well',
    ]);
    expect(await read(line(first, 'so'), line(first, 'no'))).toEqual([
      'user: hi',
      'assistant: no',
      '<1> regenerate',
      '  assistant: so',
    ]);
  });

  it('thoughts, calls and results stand in the prompt', async () => {
    const prompt = '<user>\nhi\n\n<thinking>\nhm\n\n<assistant>\nf({"n": 1.0})\ng({})\n\n<tool>\nx\n\n<tool>\ny\n\n';
    expect(await read(line(prompt, 'so'))).toEqual([
      'user: hi',
      'reasoning: hm',
      'call f({"n": 1.0})',
      'call g({})',
      'result f: x',
      'result g: y',
      'assistant: so',
    ]);
  });

  it('thumbs and edits are feedback', async () => {
    expect(await read(line('hi', 'so', { feedback: true }))).toEqual([
      'user: hi',
      'assistant: so',
      'feedback thumbs_up by end_user on turn 1',
    ]);
    expect(await read(edit({ previousCode: 'b', filepath: 'C:\\x\\b.py', completion: '', newCode: 'c' }))).toEqual([
      'context b.py: b',
      'user: shorter',
      'assistant: c',
      'feedback reject by end_user on turn 2',
    ]);
  });

  it('other events are named by their kind', async () => {
    const event = { eventName: 'tokensGenerated', schema: '0.2.0' };
    const strange = { eventName: 'kim@x.example', schema: '0.2.0' };
    expect(await skippedIn([line('hi', 'so'), event, strange, { note: 'x' }])).toEqual([
      [2, 'metadata', 'metadata: tokensGenerated'],
      [3, 'metadata', 'metadata: an event'],
      [4, 'other_format', 'no development data of Continue'],
    ]);
  });

  it('completions at the cursor are no edits, and pairs of texts are not Continue’s', async () => {
    const auto = { ...edit({ completionId: 'c' }), eventName: 'autocomplete', schema: '0.2.0' };
    expect(await skippedIn([auto])).toEqual([[1, 'metadata', 'metadata: autocomplete']]);
    const { format } = await readFiles({ 'a.jsonl': jsonl({ prompt: 'hi', completion: 'so' }) });
    expect(format).not.toBe('continue-dev-data');
  });
});
