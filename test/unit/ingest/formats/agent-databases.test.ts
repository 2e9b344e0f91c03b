/** Databases of coding agents: what becomes of parts that are missing, in another order, or not known. */
import { describe, expect, it } from 'vitest';
import { insert, readDatabase } from '../databases.ts';
import { jsonl, outline, readOne } from '../outline.ts';
import { type ReadBack, readFiles } from '../support.ts';

const marked = (lines: string[]): string[] => lines.map((line) => line.replace(/(?<=\[)(?:other|unknown)/, '?'));
const skipped = ({ index }: ReadBack): (string | undefined)[][] =>
  index.skipped.map((s) => [s.entry, s.code, s.reason]);

describe('Crush', () => {
  const SCHEMA = `CREATE TABLE sessions (id, parent_session_id, created_at);
    CREATE TABLE messages (id, session_id, role, parts, model, created_at, is_summary_message);`;
  const part = (type: string, data: object) => ({ type, data });
  const text = (said: string) => part('text', { text: said });
  const read = async (...messages: [role: string, parts: unknown, summary?: number][]): Promise<string[]> => {
    const rows = messages.map(([role, parts, summary = 0], i) => [`m${i}`, 's', role, parts, 'k', i, summary]);
    const { sessions, format } = await readDatabase(
      `${SCHEMA}${insert('sessions', ['s', null, 1])}${insert('messages', ...rows)}`,
    );
    expect(format).toBe('crush');
    return marked(sessions.flatMap(outline));
  };

  it('optional fields are missing', async () => {
    const call = part('tool_call', { name: 'f' });
    expect(await read(['user', [text('hi')]], ['assistant', [call]], ['tool', [part('tool_result', {})]])).toEqual([
      'user: hi',
      'call f()',
      'result f: ',
    ]);
  });

  it('parts in another order keep it, and a picture is a part', async () => {
    const call = part('tool_call', { id: 'c', name: 'f', input: '{"n": 7.50}' });
    const result = part('tool_result', { tool_call_id: 'c', content: 'x', data: 'AAAA', mime_type: 'image/png' });
    expect(
      await read(
        ['user', [part('image_url', { url: 'x' }), text('hi')]],
        ['assistant', [call, text('so'), part('reasoning', { thinking: 'hm' })]],
        ['tool', [result]],
      ),
    ).toEqual(['user: hi [image]', 'call f({"n": 7.50})', 'assistant: so', 'reasoning: hm', 'result f: x [image]']);
  });

  it('an extra unknown part is marked, and so is a cell that holds no parts', async () => {
    const dream = part('dream', { images: 'x' });
    expect(
      await read(
        ['user', [text('hi'), dream]],
        ['assistant', [text('so'), dream]],
        ['assistant', [dream]],
        ['tool', [dream]],
        ['user', 'no list'],
        ['critic', [text('good')]],
      ),
    ).toEqual([
      'user: hi [?]',
      'assistant: so [?]',
      'assistant:  [?]',
      'context tool:  [?]',
      'user:  [?]',
      'context unknown role: good',
    ]);
  });

  it('what the finish part says', async () => {
    const finish = (reason: string, more: object = {}) => part('finish', { reason, ...more });
    expect(
      await read(
        ['user', [text('hi')]],
        ['assistant', [text('a'), finish('max_tokens')]],
        ['assistant', [text('b'), finish('canceled')]],
        ['assistant', [text('c'), finish('error', { message: 'no', details: 'no key' })]],
        ['user', [text('all of it')], 1],
      ),
    ).toEqual([
      'user: hi',
      'assistant: a {truncated}',
      'assistant: b',
      'feedback interrupted by end_user on turn 2',
      'assistant: c',
      'error: no key',
      'boundary compaction: all of it',
    ]);
  });

  it('other tables are named', async () => {
    const back = await readDatabase(
      `${SCHEMA} CREATE TABLE files (id);${insert('messages', ['m', 's', 'user', '[]', '', 1, 0])}${insert('sessions', ['s', null, 1])}`,
    );
    expect(skipped(back)).toContainEqual(['files', 'metadata', 'no table of messages']);
  });
});

describe('Goose', () => {
  const message = (role: string, ...content: unknown[]) => ({ role, created: 1770000000, content });
  const text = (said: string) => ({ type: 'text', text: said });
  const request = (id: string, value: unknown) => ({ type: 'toolRequest', id, toolCall: { status: 'success', value } });
  const response = (id: string, toolResult: unknown) => ({ type: 'toolResponse', id, toolResult });
  const read = async (...messages: unknown[]): Promise<string[]> => marked(outline(await readOne('goose', messages)));

  it('optional fields are missing, the header too', async () => {
    expect(
      await read(
        message('user', text('hi')),
        message('assistant', request('1', { name: 'f' })),
        message('user', response('1', { value: [] })),
      ),
    ).toEqual(['user: hi', 'call f()', 'result f fine: ']);
  });

  it('results in any of the shapes, in another order than their calls', async () => {
    expect(
      await read(
        message('user', text('hi')),
        message('assistant', request('1', { name: 'f', arguments: {} }), request('2', { name: 'g', arguments: {} })),
        message(
          'user',
          text('and'),
          response('2', { status: 'success', value: { content: [text('b')], isError: true } }),
          response('1', { status: 'error', error: 'no' }),
        ),
      ),
    ).toEqual(['user: hi', 'call f({})', 'call g({})', 'result g failed: b', 'result f failed: no', 'user: and']);
  });

  it('a result that is for the user alone is taken, one that is for both only once', async () => {
    const to = (said: string, ...audience: string[]) => ({ ...text(said), annotations: { audience } });
    expect(
      await read(
        message('assistant', request('1', { name: 'f' }), request('2', { name: 'g' })),
        message('user', response('1', { value: [to('a', 'user')] })),
        message('user', response('2', { value: [to('long', 'user'), to('short', 'assistant')] })),
      ),
    ).toEqual(['call f()', 'call g()', 'result f fine: a', 'result g fine: short']);
  });

  it('extra unknown parts are marked, those for the page are not', async () => {
    const dream = { type: 'dream', images: 'x' };
    expect(
      await read(
        message('user', text('hi'), dream, { type: 'image', data: 'AAAA', mimeType: 'image/png' }),
        message('assistant', text('so'), dream, { type: 'toolConfirmationRequest', id: '1' }),
        message('critic', text('good')),
      ),
    ).toEqual(['user: hi [? image]', 'assistant: so', 'assistant:  [?]', 'context unknown role: good']);
  });

  it('a call that the model wrote wrongly is a call and an error', async () => {
    const wrong = { type: 'toolRequest', id: '1', toolCall: { status: 'error', error: 'no such tool' } };
    expect(await read(message('user', text('hi')), message('assistant', wrong))).toEqual([
      'user: hi',
      'call () unanswered',
      'error: no such tool',
    ]);
  });

  it('a header that another program writes is none', async () => {
    const { format } = await readFiles({ 'a.jsonl': jsonl({ working_dir: '/x' }, { a: 1 }) });
    expect(format).toBeUndefined();
  });
});

describe('OpenCode database', () => {
  const SCHEMA = `CREATE TABLE session (id, parent_id, directory, time_created);
    CREATE TABLE message (id, session_id, data); CREATE TABLE part (id, message_id, data);
    ${insert('session', ['s', null, '/x', 1])}`;
  const read = async (messages: unknown[][], parts: unknown[][]): Promise<string[]> => {
    const back = await readDatabase(`${SCHEMA}${insert('message', ...messages)}${insert('part', ...parts)}`);
    expect(back.format).toBe('opencode');
    return [...back.sessions.flatMap(outline), ...skipped(back).map((s) => s.join(' '))];
  };

  it('ids order messages and parts, digits stay as they were written', async () => {
    const state = '{"status":"completed","input":{"n":7.50},"output":"x"}';
    expect(
      await read(
        [
          ['m2', 's', { role: 'assistant' }],
          ['m1', 's', { role: 'user' }],
        ],
        [
          ['p3', 'm2', { type: 'text', text: 'so' }],
          ['p2', 'm2', `{"type":"tool","tool":"f","callID":"c",\n"state":${state}}`],
          ['p1', 'm1', { type: 'text', text: 'hi' }],
        ],
      ),
    ).toEqual(['user: hi', 'call f({"n":7.50})', 'assistant: so', 'result f fine: x']);
  });

  it('a cell that is no JSON costs its part alone, and is counted', async () => {
    expect(
      await read(
        [
          ['m1', 's', { role: 'user' }],
          ['m2', 's', '{}'],
        ],
        [
          ['p1', 'm1', 'broken'],
          ['p2', 'm1', { type: 'text', text: 'hi' }],
          ['p3', 'm2', '[1]'],
        ],
      ),
    ).toEqual(['user: hi', 'part malformed a cell of data that is no JSON object']);
  });

  it('tables of these names with other columns are not its', async () => {
    const back = await readDatabase(
      'CREATE TABLE session (id); CREATE TABLE message (id, text); CREATE TABLE part (id);',
    );
    expect(back.format).toBeUndefined();
  });
});
