/** Cursor's agent transcripts: what becomes of parts that are missing, in another order, or not known. */
import { describe, expect, it } from 'vitest';
import { jsonl, outline, readOne, skippedIn } from '../outline.ts';
import { readFiles } from '../support.ts';

type Json = Record<string, unknown>;
const text = (said: string): Json => ({ type: 'text', text: said });
const line = (role: string, ...content: Json[]): Json => ({ role, message: { content } });
const asked = (said: string): Json => line('user', text(`<user_query>\n${said}\n</user_query>`));
const read = async (...lines: Json[]): Promise<string[]> => outline(await readOne('cursor-transcript', lines));

describe('Cursor agent transcripts', () => {
  it('optional fields are missing: no query around the words, content as a string, no end of the turn', async () => {
    expect(await read({ role: 'user', message: { content: 'hi' } }, line('assistant', text('so')))).toEqual([
      'user: hi',
      'assistant: so',
    ]);
  });

  it('blocks in another order keep it, and a result that a version writes is one', async () => {
    expect(
      await read(
        asked('hi'),
        line('assistant', { type: 'tool_use', id: 'c', name: 'f', input: { n: 1 } }, text('so'), {
          type: 'thinking',
          thinking: 'hm',
        }),
        line('user', { type: 'tool_result', tool_use_id: 'c', content: 'x', is_error: true }),
      ),
    ).toEqual(['user: hi', 'call f({"n":1})', 'assistant: so', 'reasoning: hm', 'result f failed: x']);
  });

  it('an extra unknown part is marked, and so is a role that nobody knows', async () => {
    const dream = { type: 'dream', payload: 'x' };
    const session = await readOne('cursor-transcript', [
      line('user', text('<user_query>hi</user_query>'), dream),
      line('assistant', text('so'), dream),
      line('critic', text('good')),
    ]);
    expect(outline(session)).toEqual([
      'user: hi [unknown]',
      'assistant: so',
      'assistant:  [unknown]',
      'context unknown role: good [unknown]',
    ]);
  });

  it('only the query is the person’s; all around it is context, and the stamp its time', async () => {
    const stamp = '<timestamp>Tuesday, Dec 1, 2026, 12:30 AM (UTC-3:30)</timestamp>';
    const session = await readOne('cursor-transcript', [
      line('user', text(`${stamp}\n<rules>be short</rules>\n<user_query>hi</user_query>\n<note>no bread</note>`)),
      line('user', text('<system_reminder>time is up</system_reminder>')),
      line('user', text('<timestamp>today</timestamp>\n<div>is mine</div>')),
    ]);
    expect(outline(session)).toEqual([
      `context timestamp: ${stamp}`,
      'context rules: <rules>be short</rules>',
      'user: hi',
      'context cursor: <note>no bread</note>',
      'context system_reminder: <system_reminder>time is up</system_reminder>',
      'context timestamp: <timestamp>today</timestamp>',
      'user: <div>is mine</div>',
    ]);
    expect(session.events.map((e) => e.tsRaw)).toEqual([
      ...Array.from({ length: 4 }, () => '2026-12-01T00:30:00-03:30'),
      undefined,
      'today',
      'today',
    ]);
    expect(session.events[0]?.ts).toBe(Date.UTC(2026, 11, 1, 4, 0));
  });

  it('the mark of removed reasoning is no answer, within a line it is text', async () => {
    expect(
      await read(
        asked('hi'),
        line('assistant', text('[REDACTED]')),
        line('assistant', text('so\n\n[REDACTED]')),
        line('assistant', text('write [REDACTED] there')),
      ),
    ).toEqual(['user: hi', 'assistant: so', 'assistant: write [REDACTED] there']);
  });

  it('how a turn ended', async () => {
    const end = (status: string, error?: string): Json => ({ type: 'turn_ended', status, error });
    expect(
      await read(
        asked('hi'),
        end('success'),
        line('assistant', text('so')),
        end('aborted'),
        end('error'),
        end('error', 'no'),
      ),
    ).toEqual(['user: hi', 'assistant: so', 'feedback interrupted by end_user on turn 1', 'error: error', 'error: no']);
  });

  it('a line of another kind is named, and other programs’ lines are not Cursor’s', async () => {
    expect(await skippedIn([asked('hi'), { type: 'dream', note: 'a b c d' }])).toEqual([
      [2, 'other_format', 'no line of a Cursor transcript'],
    ]);
    const { format } = await readFiles({
      'a.jsonl': jsonl({ role: 'user', message: { role: 'user', content: 'hi' } }),
    });
    expect(format).not.toBe('cursor-transcript');
  });
});
