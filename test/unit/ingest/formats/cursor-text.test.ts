/** Cursor's transcripts in text: marks that are missing, in another order, or none of its own. */
import { describe, expect, it } from 'vitest';
import { outline, readOne } from '../outline.ts';
import { readFiles } from '../support.ts';

const read = async (...lines: string[]): Promise<string[]> =>
  outline(await readOne('cursor-text', lines.join('\n'), 'a.txt'));
const ASKED = ['user:', '<user_query>', 'hi', '</user_query>', ''];

describe('Cursor transcripts in text', () => {
  it('optional marks are missing', async () => {
    expect(await read(...ASKED, 'assistant:', 'so', '', 'it is')).toEqual(['user: hi', 'assistant: so\n\nit is']);
  });

  it('marks in another order keep it, results without text are none', async () => {
    const session = await readOne(
      'cursor-text',
      [
        ...ASKED,
        'A:',
        '[Tool call] f',
        '  path: a b',
        '  n: 1.0',
        '    more',
        '[Tool result] f',
        '',
        'so',
        '[Thinking]',
        '  hm',
        '[Tool call] g',
        '[Tool result] g',
        '    x',
        '      y',
        'well',
      ].join('\n'),
      'a.txt',
    );
    expect(outline(session)).toEqual([
      'user: hi',
      'call f({"path":"a b","n":"1.0\\n  more"}) unanswered',
      'assistant: so',
      'reasoning: hm',
      'call g({})',
      'result g: x\n  y',
      'assistant: well',
    ]);
  });

  it('arguments that are no pairs, and such as JSON', async () => {
    expect(
      await read(...ASKED, 'assistant:', '[Tool call] f', '  *** Begin Patch', '  a', '[Tool call] g', '  {"n": 1.0}'),
    ).toEqual(['user: hi', 'call f({"input":"*** Begin Patch\\na"}) unanswered', 'call g({"n": 1.0}) unanswered']);
  });

  it('a mark that nobody knows is text, and so is one in the person’s words', async () => {
    expect(
      await read('user:', 'see [Tool call] x', '[Tool call] y', '', 'assistant:', '[Dream] so', '[Tool call] z'),
    ).toEqual(['user: see [Tool call] x\n[Tool call] y', 'assistant: [Dream] so', 'call z({}) unanswered']);
  });

  it('labels alone are not Cursor’s', async () => {
    const { format } = await readFiles({
      'a.txt': 'user:\nhi there\n\nassistant:\nso it is\n\nuser:\nho\n\nassistant:\nwell\n',
    });
    expect(format).not.toBe('cursor-text');
  });

  it('many lines are looked at once', async () => {
    const many = `${'[Tool call] f\n'.repeat(20_000)}`;
    const { sessions } = await readFiles({ 'a.txt': `user:\nhi\n\nassistant:\n${many}` });
    expect(sessions[0]?.events).toHaveLength(20_001);
  });
});
