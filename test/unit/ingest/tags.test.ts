import { describe, expect, it } from 'vitest';
import { insideTags, takeTags } from '../../../src/ingest/tags.ts';
import { readFiles, talkOf } from './support.ts';

describe('texts in tags', () => {
  it('takes closed elements out and leaves the others', () => {
    const two = [
      { tag: 'x', text: '<x>1</x>' },
      { tag: 'x', text: '<x>2</x>' },
    ];
    expect(takeTags('a<x>1</x>b<x>2</x>c<x>3', ['x'])).toEqual({ text: 'abc<x>3', taken: two });
    expect(takeTags('<x><y>1</y></x>', ['y', 'x']).text).toBe('');
    expect(takeTags('nothing', ['x'])).toEqual({ text: 'nothing', taken: [] });
  });

  it('finds what stands inside, in the order of the text', () => {
    expect(insideTags('<b> 2 </b><a>1</a><b>3', ['a', 'b'])).toEqual(['2', '1']);
  });

  it('reads megabytes of opening tags in no time', async () => {
    const many = '<system-reminder><command-name><task><feedback>'.repeat(40_000);
    const fences = '```bash\n'.repeat(200_000);
    const start = performance.now();
    const line = (content: string) =>
      `${JSON.stringify({ type: 'user', sessionId: 's', uuid: content.length, message: { role: 'user', content } })}\n`;
    const claude = await readFiles({ 'a.jsonl': line(many) + line('hello') });
    expect(claude.sessions[0]?.events).toHaveLength(2);
    await readFiles({
      'api_conversation_history.json': JSON.stringify([
        { role: 'user', content: many },
        { role: 'assistant', content: many },
      ]),
    });
    await readFiles({
      'a.traj': JSON.stringify({
        trajectory: [
          { role: 'system', system_prompt: 's', text: null },
          { role: 'user', system_prompt: '', text: 'do it' },
          { role: 'ai', system_prompt: '', text: fences },
        ],
      }),
    });
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('takes the last fenced block of a dataset row for the command', async () => {
    const { sessions } = await readFiles({
      'rows.json': JSON.stringify([
        {
          instance_id: 'i',
          target: true,
          trajectory: [
            { role: 'system', system_prompt: 'S', text: null },
            { role: 'user', system_prompt: null, text: 'ISSUE' },
            { role: 'ai', system_prompt: null, text: 'An example:\n```\nnot this\n```\nGo.\n```\nls -F\n```' },
            { role: 'user', system_prompt: null, text: 'a.py' },
          ],
        },
      ]),
    });
    expect(talkOf(sessions[0])).toEqual([
      'system: S',
      'user: ISSUE',
      'assistant: An example:\n```\nnot this\n```\nGo.',
      'call bash(ls -F)',
      'result bash: a.py',
    ]);
    expect(sessions[0]).toMatchObject({ intent: 'i', outcome: { success: true } });
  });
});
