/** Exports of chat programs: what becomes of parts that are missing, in another order, or not known. */
import { describe, expect, it } from 'vitest';
import { outline, readOne, skippedIn } from '../outline.ts';
import { readFiles } from '../support.ts';

/** A part that nobody knows is marked, whatever its kind is called. */
const marked = (lines: string[]): string[] => lines.map((line) => line.replace(/\[(?:other|unknown)\]/, '[?]'));

type Json = Record<string, unknown>;

describe('ChatGPT', () => {
  const message = (role: string, content: Json | string, more: Json = {}) => ({
    author: { role },
    recipient: 'all',
    content: typeof content === 'string' ? { content_type: 'text', parts: [content] } : content,
    ...more,
  });
  /** Each message below the one before it; the first below a root without a message. */
  const chat = (...messages: Json[]): Json => {
    const nodes = messages.map((m, i) => [`n${i}`, { message: m, parent: i ? `n${i - 1}` : 'root', children: [] }]);
    const root = ['root', { message: null, parent: null, children: ['n0'] }];
    return { mapping: Object.fromEntries([root, ...nodes]), current_node: `n${messages.length - 1}` };
  };
  const read = async (value: Json): Promise<string[]> =>
    marked(outline(await readOne('chatgpt-export', JSON.stringify([value]), 'conversations.json')));

  it.each<[string, Json, string[]]>([
    [
      'optional fields are missing: no ids, times, models, weights or statuses',
      chat(message('user', 'hi'), message('assistant', 'hello')),
      ['user: hi', 'assistant: hello'],
    ],
    [
      'two calls, and a tool that answers in two messages',
      chat(
        message('user', 'go'),
        message('assistant', { content_type: 'code', text: 'a = 1' }, { recipient: 'python' }),
        message('assistant', '{"q":"x"}', { recipient: 'web' }),
        message('tool', { content_type: 'execution_output', text: '1' }),
        message('tool', 'one', { author: { role: 'tool', name: 'web' } }),
        message('tool', 'two'),
      ),
      ['user: go', 'call python(a = 1)', 'call web({"q":"x"})', 'result python: 1', 'result web: one\ntwo'],
    ],
    [
      'a tool that no call came before gives context, a failed one an error',
      chat(
        message('tool', 'text of the file', { author: { role: 'tool', name: 'file_search' } }),
        message('assistant', 'x', { recipient: 'web' }),
        message('tool', { content_type: 'system_error', name: 'Timeout', text: 'too slow' }),
      ),
      ['context file_search: text of the file', 'call web(x)', 'result web failed: Timeout\ntoo slow'],
    ],
    [
      'reasoning in a channel, a recap, an answer that was cut',
      chat(
        message('user', 'go'),
        message('assistant', 'hm', { channel: 'analysis' }),
        message('assistant', { content_type: 'reasoning_recap', content: 'Thought for 2s' }),
        message('assistant', 'so', { metadata: { finish_details: { type: 'max_tokens' } }, weight: 0 }),
      ),
      ['user: go', 'reasoning: hm', 'assistant: so {truncated not_trained}'],
    ],
    [
      'speech, pictures and files',
      chat(
        message(
          'user',
          {
            content_type: 'multimodal_text',
            parts: [
              { content_type: 'audio_transcription', text: 'spoken' },
              { content_type: 'audio_asset_pointer', asset_pointer: 'a' },
            ],
          },
          {
            metadata: {
              attachments: [
                { id: 'f', mime_type: 'text/csv', size: 3 },
                { id: 'g', mime_type: 'image/png' },
              ],
            },
          },
        ),
        message('user', 'see', { metadata: { attachments: [{ id: 'g', mime_type: 'image/png' }] } }),
      ),
      ['user: spoken [audio file]', 'user: see [image]'],
    ],
    [
      'memory and instructions are context, empty ones nothing',
      chat(
        message('system', 'Be kind.'),
        message('system', { content_type: 'model_editable_context', model_set_context: 'Likes tea.' }),
        message('user', { content_type: 'user_editable_context', user_profile: '', user_instructions: '' }),
        message('user', 'hi'),
      ),
      ['system: Be kind.', 'context custom instructions: Likes tea.', 'user: hi'],
    ],
    [
      'extra unknown parts: a content type, a part, a role',
      chat(
        message('user', { content_type: 'multimodal_text', parts: ['hi', { content_type: 'hologram', beam: 'x' }] }),
        message('assistant', { content_type: 'dream', images: ['x'] }),
        message('critic', 'good'),
      ),
      ['user: hi [?]', 'assistant:  [?]', 'context critic: good'],
    ],
  ])('%s', async (_name, value, events) => {
    expect(await read(value)).toEqual(events);
  });

  it('thumbs in a file beside it are feedback on their messages', async () => {
    const chats = [{ ...chat(message('user', 'hi'), message('assistant', 'hello')), id: 'c1' }];
    const thumb = (id: string, rating: string, more: Json): Json => ({
      conversation_id: 'c1',
      rating,
      ...more,
      ...(id ? { id } : {}),
    });
    const thumbs = [
      thumb('', 'thumbsDown', { message_id: 'n1', text: 'too short' }),
      thumb('gone', 'thumbs_up', { content: '{"tags": ["funny"], "text": "ha"}' }),
    ];
    const { sessions } = await readFiles({
      'conversations.json': JSON.stringify(chats),
      'message_feedback.json': JSON.stringify(thumbs),
    });
    expect(sessions.map(outline)).toEqual([
      [
        'user: hi',
        'assistant: hello',
        'feedback thumbs_down by end_user on turn 1: too short',
        'feedback thumbs_up by end_user on session: funny, ha',
      ],
    ]);
    expect((await readFiles({ 'ratings.json': JSON.stringify(thumbs) })).format).not.toBe('chatgpt-export');
  });

  it('nodes in any order, and no word of the line on show', async () => {
    const value = chat(message('user', 'hi'), message('assistant', 'hello'), message('user', 'bye'));
    const mapping = value.mapping as Json;
    const turned = Object.fromEntries(Object.entries(mapping).reverse());
    expect(await read({ ...value, mapping: turned })).toEqual(['user: hi', 'assistant: hello', 'user: bye']);
    expect(await read({ ...value, current_node: null })).toEqual(['user: hi', 'assistant: hello', 'user: bye']);
  });

  it('two exports of one conversation are one session, and the later one says what is on show', async () => {
    const late = chat(message('user', 'hi'), message('assistant', 'hello'), message('user', 'bye'));
    const early = chat(message('user', 'hi'), message('assistant', 'hello'));
    const { sessions } = await readFiles({
      'a.json': JSON.stringify([{ ...late, id: 'c', update_time: 1770000200 }]),
      'b.json': JSON.stringify([{ ...early, id: 'c', update_time: 1770000100 }]),
    });
    expect(sessions.map(outline)).toEqual([['user: hi', 'assistant: hello', 'user: bye']]);
  });

  it('a conversation without messages is named', async () => {
    const records = [chat(message('user', 'hi')), chat()];
    expect(await skippedIn(records)).toEqual([[2, 'empty', 'a conversation without messages']]);
  });
});

describe('Claude.ai', () => {
  const text = (said: string): Json => ({ type: 'text', text: said });
  const read = async (...messages: Json[]): Promise<string[]> =>
    marked(
      outline(await readOne('claude-ai-export', JSON.stringify([{ uuid: 'c', chat_messages: messages }]), 'a.json')),
    );

  it.each<[string, Json[], string[]]>([
    [
      'optional fields are missing: no ids, parents, times, content or files',
      [
        { sender: 'human', text: 'hi' },
        { sender: 'assistant', text: 'hello' },
      ],
      ['user: hi', 'assistant: hello'],
    ],
    [
      'another order: the newest message ends the line, wherever it stands',
      [
        { uuid: 'd', parent_message_uuid: 'a', sender: 'assistant', text: 'new', created_at: '2026-01-01T00:00:03Z' },
        { uuid: 'a', sender: 'human', text: 'hi', created_at: '2026-01-01T00:00:01Z' },
        { uuid: 'b', parent_message_uuid: 'a', sender: 'assistant', text: 'old', created_at: '2026-01-01T00:00:02Z' },
      ],
      ['user: hi', 'assistant: new', '<1> regenerate', '  assistant: old'],
    ],
    [
      'extra unknown parts are marked, the budget is not',
      [
        { sender: 'human', content: [text('hi'), { type: 'hologram', beam: 'x' }] },
        { sender: 'assistant', content: [text('so'), { type: 'dream', images: 'x' }, { type: 'token_budget', n: 1 }] },
      ],
      ['user: hi [?]', 'assistant: so', 'assistant:  [?]'],
    ],
    [
      'results: hits of a search as text, files as parts, an error',
      [
        { sender: 'human', content: [text('hi')] },
        {
          sender: 'assistant',
          content: [
            { type: 'tool_use', id: 't', name: 'f', input: { n: 1.5 } },
            { type: 'tool_use', id: 'u', name: 'g', input: {} },
            {
              type: 'tool_result',
              tool_use_id: 't',
              content: [
                { type: 'knowledge', title: 'T', text: 'hit' },
                { type: 'local_resource', file_path: '/x.bin' },
              ],
            },
            { type: 'tool_result', tool_use_id: 'u', content: [text('no')], is_error: true },
          ],
        },
      ],
      ['user: hi', 'call f({"n":1.5})', 'call g({})', 'result f: T\nhit [file]', 'result g failed: no'],
    ],
    [
      'attachments with text are context, files without are parts, an answer may be cut',
      [
        {
          sender: 'human',
          text: 'see',
          attachments: [{ file_name: 'a.txt', extracted_content: 'A' }, { file_name: 'b.bin' }],
          files: [{ file_name: 'c.png' }],
        },
        { sender: 'assistant', text: 'so', truncated: true },
        { sender: 'assistant', content: [] },
      ],
      ['context a.txt: A', 'user: see [file image]', 'assistant: so {truncated}', 'assistant:  {empty}'],
    ],
  ])('%s', async (_name, messages, events) => {
    expect(await read(...messages)).toEqual(events);
  });

  it('digits stay as they were written', async () => {
    const file =
      '[{"uuid":"c","chat_messages":[{"sender":"assistant","content":[{"type":"tool_use","name":"f","input":{"n":7.50}}]}]}]';
    expect(outline(await readOne('claude-ai-export', file, 'a.json'))).toEqual(['call f({"n":7.50}) unanswered']);
  });

  it('a conversation without messages is named', async () => {
    const records = [
      { uuid: 'a', chat_messages: [{ sender: 'human', text: 'hi' }] },
      { uuid: 'b', chat_messages: [] },
    ];
    expect(await skippedIn(records)).toEqual([[2, 'empty', 'a conversation without messages']]);
  });
});

describe('Gemini in Takeout', () => {
  const did = (title: string, more: Json = {}): Json => ({
    header: 'Gemini Apps',
    title,
    time: '2026-02-02T07:24:02.806Z',
    ...more,
  });
  const answer = (...html: string[]): Json => ({ safeHtmlItem: html.map((h) => ({ html: h })) });

  it.each<[string, Json, string[]]>([
    ['no products, no answer', did('Prompted hi'), ['user: hi']],
    [
      'an older verb, and only products',
      { ...did('Asked Bard: hi', answer('<p>a</p>')), header: 'x', products: ['Bard'] },
      ['user: hi', 'assistant: a'],
    ],
    [
      'a verb of another language stays',
      did('Eingabe: hi', { ...answer('a'), header: 'Gemini-Apps' }),
      ['user: Eingabe: hi', 'assistant: a'],
    ],
    [
      'the form with details',
      did('Used Gemini Apps', {
        details: [
          { name: 'Request', value: 'hi' },
          { name: 'Response', value: 'ho' },
        ],
      }),
      ['user: hi', 'assistant: ho'],
    ],
    [
      'HTML is Markdown again, several pieces are one answer',
      did('Prompted hi Attached 2 files.', {
        ...answer(
          '<h2>A &lt; B</h2><p>x <b>y</b>\n z</p><ol><li>one</li><li><code>two</code></li></ol>',
          '<pre><code class="ts">a\n  b</code></pre>',
        ),
        attachedFiles: ['f'],
        audioFiles: ['g'],
      }),
      ['user: hi [file audio]', 'assistant: ## A < B\n\nx **y** z\n\n- one\n\n- `two`\n\n```\na\n  b\n```'],
    ],
  ])('%s', async (_name, value, events) => {
    expect(outline(await readOne('gemini-takeout', JSON.stringify([value]), 'MyActivity.json'))).toEqual(events);
  });

  it('records of one conversation are joined in time, others are alone, and what was done is named', async () => {
    const of = (id: string, title: string, hour: number): Json =>
      did(title, { titleUrl: `https://gemini.google.com/app/${id}`, time: `2026-02-02T0${hour}:00:00Z` });
    const list = [
      of('aaaaaa', 'Prompted two', 2),
      of('aaaaaa', 'Prompted one', 1),
      did('Prompted alone'),
      did('Gave feedback: Good response'),
    ];
    const { sessions, index } = await readFiles({ 'MyActivity.json': JSON.stringify(list) });
    expect(sessions.map(outline).sort()).toEqual([['user: alone'], ['user: one', 'user: two']]);
    expect(index.skipped.map((s) => s.reason)).toEqual(['something done in Gemini, and nothing asked']);
  });

  it('is known by its address or its answers where the name is hidden, and not by a time and a title', async () => {
    const hidden = (title: string, more: Json): Json => ({ ...did(title, more), header: 'x', products: ['x'] });
    const format = async (...list: Json[]) => (await readFiles({ 'MyActivity.json': JSON.stringify(list) })).format;
    expect(await format(hidden('Prompted hi', answer('<p>a</p>')))).toBe('gemini-takeout');
    expect(await format(hidden('Eingabe: hi', { titleUrl: 'https://gemini.google.com/app/aaaaaa' }))).toBe(
      'gemini-takeout',
    );
    expect(await format(hidden('Visited a page', answer('<p>a</p>')))).toBeUndefined();
    expect(await format(hidden('Prompted hi', { titleUrl: 'https://maps.google.com/app/aaaaaa' }))).toBeUndefined();
  });

  it('other activity of Google is not Gemini’s', async () => {
    const search = {
      header: 'Search',
      title: 'Searched for gemini apps',
      time: '2026-02-02T07:24:02.806Z',
      products: ['Search'],
    };
    expect((await readFiles({ 'MyActivity.json': JSON.stringify([search, search]) })).format).toBeUndefined();
  });
});

describe('SillyTavern', () => {
  const m = (mes: string, is_user: boolean, more: Json = {}): Json => ({ name: 'N', is_user, mes, ...more });

  it.each<[string, Json[], string[]]>([
    ['no head, no dates, no extras', [m('hi', true), m('ho', false)], ['user: hi', 'assistant: ho']],
    [
      'swipes as objects, the one on show by its text, reasoning of each',
      [
        { chat_metadata: {} },
        m('hi', true),
        m('two', false, {
          swipes: [{ mes: 'one' }, 'two', ''],
          swipe_info: [{ extra: { reasoning: 'hm', model: 'x' } }],
          extra: { reasoning: 'so' },
        }),
      ],
      ['user: hi', 'reasoning: so', 'assistant: two', '<1> regenerate', '  reasoning: hm', '  assistant: one'],
    ],
    [
      'tools, what was hidden, a narrator, media',
      [
        m('hi', true, {
          extra: { media: [{ type: 'video', url: 'v' }, { type: 'scent' }], file: { name: 'f.txt', text: 'words' } },
        }),
        m('calls', false, {
          is_system: true,
          extra: {
            tool_invocations: [
              { id: '1', name: 'f', parameters: '{"n":1.50}', result: 'x' },
              { id: '2', name: 'g', parameters: {}, result: 'no', error: true },
            ],
          },
        }),
        m('secret', true, { is_system: true }),
        m('dusk', false, { extra: { type: 'narrator' } }),
        m('ho', false),
      ],
      [
        'context f.txt: words',
        'user: hi [video file]',
        'call f({"n":1.50})',
        'call g({})',
        'result f: x',
        'result g failed: no',
        'context hidden from the model: secret',
        'context narrator: dusk',
        'assistant: ho',
      ],
    ],
  ])('%s', async (_name, records, events) => {
    expect(outline(await readOne('sillytavern', records))).toEqual(events);
  });
});
