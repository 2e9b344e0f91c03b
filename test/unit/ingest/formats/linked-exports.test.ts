/** Exports whose messages hang together by parents: what becomes of parts that are missing, in another order, or not known. */
import { describe, expect, it } from 'vitest';
import type { Session } from '../../../../src/model/index.ts';
import { outline, readOne, skippedIn } from '../outline.ts';
import { readFiles } from '../support.ts';

type Json = Record<string, unknown>;
const marked = (lines: string[]): string[] => lines.map((line) => line.replace(/\[(?:other|unknown)\]/, '[?]'));
const read = async (format: string, value: unknown): Promise<string[]> =>
  marked(outline(await readOne(format, JSON.stringify(value), 'export.json')));
const lost = (session: Session | undefined): string[] =>
  (session?.events ?? [])
    .flatMap((e) => ('parts' in e ? (e.parts ?? []) : []))
    .flatMap((p) => (p.kind === 'unknown' ? (p.name ?? '') : []));

describe('Grok', () => {
  const at = (ms: number): Json => ({ $date: { $numberLong: String(1_775_000_000_000 + ms) } });
  const reply = (id: string, sender: string, message: string, more: Json = {}): Json => ({
    response: { _id: id, sender, message, ...more },
  });
  const talk = (...responses: Json[]): Json => ({ conversations: [{ conversation: { id: 'c' }, responses }] });

  it.each<[string, Json, string[]]>([
    [
      'no parents, times or models: a list',
      talk(reply('a', 'human', 'hi'), reply('b', 'assistant', 'hello')),
      ['user: hi', 'assistant: hello'],
    ],
    [
      'in any order, the newest answer is on show, whatever its sender is called',
      talk(
        reply('c', 'grok-4', 'new', { parent_response_id: 'a', create_time: at(9) }),
        reply('b', 'ASSISTANT', 'old', { parent_response_id: 'a', create_time: at(5) }),
        reply('a', 'human', 'hi', { create_time: at(0) }),
      ),
      ['user: hi', 'assistant: new', '<1> regenerate', '  assistant: old'],
    ],
    [
      'thoughts told twice are told once; a found page is context, a picture a stub',
      talk(
        reply('a', 'human', 'hi', { file_attachments: ['f'] }),
        reply('b', 'assistant', '', {
          thinking_trace: 'hm',
          agent_thinking_traces: [{ thinking_trace: 'hm' }, { thinking_trace: 'so' }],
          cited_web_search_results: [{ title: 'T', url: 'u' }],
          generated_image_urls: ['i'],
          parent_response_id: 'a',
        }),
      ),
      ['user: hi [file]', 'context web search: T\nu', 'reasoning: hm\n\nso', 'assistant:  [image]'],
    ],
    [
      'an error stands where the answer was',
      talk(reply('a', 'human', 'hi'), reply('b', 'assistant', '', { error: 'No luck.' })),
      ['user: hi', 'error: No luck.'],
    ],
    [
      'a field that nobody knows is counted',
      talk(reply('a', 'human', 'hi'), reply('b', 'assistant', 'ho', { dream_text: 'I saw a heron flying home' })),
      ['user: hi', 'assistant: ho [?]'],
    ],
  ])('%s', async (_name, value, events) => {
    expect(await read('grok-export', value)).toEqual(events);
  });

  it('times and ids are read; conversations are sessions, empty ones are named', async () => {
    const session = await readOne(
      'grok-export',
      JSON.stringify(talk(reply('a', 'human', 'hi', { create_time: at(0) }))),
      'g.json',
    );
    expect([session.nativeId, session.app, session.events[0]?.ts]).toEqual(['c', 'grok', 1_775_000_000_000]);
    const bare = { conversation: { id: 'd' }, responses: [] };
    expect(
      await skippedIn(
        [
          {
            ...talk(reply('a', 'human', 'hi')),
            ...{ conversations: [...(talk(reply('a', 'human', 'hi')).conversations as Json[]), bare] },
          },
        ],
        'g.jsonl',
      ),
    ).toEqual([[1, 'empty', 'a conversation without messages']]);
  });
});

describe('LibreChat', () => {
  const m = (id: string, parent: string | null, user: boolean, text: string, more: Json = {}): Json => ({
    messageId: id,
    parentMessageId: parent,
    isCreatedByUser: user,
    text,
    ...more,
  });
  const call = (tool: Json): Json => ({ type: 'tool_call', tool_call: tool });

  it.each<[string, Json, string[]]>([
    [
      'a flat list in any order, without options',
      { messages: [m('b', 'a', false, 'ho'), m('a', null, true, 'hi')] },
      ['user: hi', 'assistant: ho'],
    ],
    [
      'nested, under the older and the newer key',
      {
        messagesTree: [
          m('a', null, true, 'hi', {
            children: [m('b', 'a', false, 'one', { children: [] }), m('c', 'a', false, 'two')],
          }),
        ],
      },
      ['user: hi', 'assistant: two', '<1> regenerate', '  assistant: one'],
    ],
    [
      'calls of agents and of assistants, one that still runs',
      {
        conversationId: 'c',
        messages: [
          m('a', null, true, 'go'),
          m('b', 'a', false, '', {
            content: [
              call({ id: '1', name: 'f', args: '{"n":1.50}', output: { ok: true } }),
              call({ id: '2', type: 'function', function: { name: 'g', arguments: '{}', output: 'out' } }),
              call({ id: '3', type: 'code_interpreter', code_interpreter: { input: 'x = 1', outputs: [] } }),
              call({ id: '4', name: 'h', args: '{}' }),
              { type: 'text', text: 'so' },
            ],
          }),
        ],
      },
      [
        'user: go',
        'call f({"n":1.50})',
        'result f: {"ok":true}',
        'call g({})',
        'result g: out',
        'call code_interpreter(x = 1)',
        'result code_interpreter: []',
        'call h({}) unanswered',
        'assistant: so',
      ],
    ],
    [
      'thumbs, answers that were cut or stopped, errors',
      {
        options: { promptPrefix: 'Be kind.', instructions: 'Be brief.' },
        messages: [
          m('a', null, true, 'hi'),
          m('b', 'a', false, 'ho', { feedback: { rating: 'thumbsDown', tag: 'not_helpful' }, unfinished: true }),
          m('c', 'b', true, 'more'),
          m('d', 'c', false, 'gone', { error: true }),
        ],
      },
      [
        'system: Be kind.\n\nBe brief.',
        'user: hi',
        'assistant: ho {interrupted}',
        'feedback thumbs_down by end_user on turn 2: not_helpful',
        'user: more',
        'error: gone',
      ],
    ],
    [
      'extra unknown parts: in the content, beside it, among the files',
      {
        messages: [
          m('a', null, true, 'hi', {
            files: [{ filename: 'p.png', type: 'image/png' }, { beam: 'of light and of sound' }],
          }),
          m('b', 'a', false, '', {
            content: [
              { type: 'text', text: 'ho' },
              { type: 'dream', seen: 'a heron' },
            ],
            aside: 'that was a good one',
          }),
        ],
      },
      ['user: hi [image unknown]', 'assistant: ho [unknown unknown]'],
    ],
  ])('%s', async (_name, value, events) => {
    expect(outline(await readOne('librechat-export', JSON.stringify(value), 'export.json'))).toEqual(events);
  });
});

describe('llama.cpp', () => {
  const m = (id: string, parent: string | null, role: string, content: string, more: Json = {}): Json => ({
    id,
    convId: 'c',
    parent,
    role,
    content,
    ...more,
  });
  const chat = (currNode: string | null, ...messages: Json[]): Json => ({ conv: { id: 'c', currNode }, messages });

  it.each<[string, Json, string[]]>([
    [
      'one conversation without a list, times or a root',
      chat(null, m('a', null, 'user', 'hi'), m('b', 'a', 'assistant', 'ho')),
      ['user: hi', 'assistant: ho'],
    ],
    [
      'the message on show is not the newest',
      chat(
        'b',
        m('a', null, 'user', 'hi', { timestamp: 1 }),
        m('b', 'a', 'assistant', 'one', { timestamp: 2 }),
        m('c', 'a', 'assistant', 'two', { timestamp: 3 }),
      ),
      ['user: hi', 'assistant: one', '<1> regenerate', '  assistant: two'],
    ],
    [
      'calls as JSON text, a tool that answers, thoughts under both names',
      chat(
        '',
        m('a', null, 'user', 'go'),
        m('b', 'a', 'assistant', '', {
          thinking: 'hm',
          toolCalls: '[{"id":"1","function":{"name":"f","arguments":"{\\"n\\":7.50}"}}]',
        }),
        m('c', 'b', 'tool', 'out', { toolCallId: '1' }),
        m('d', 'c', 'assistant', 'so', { reasoningContent: 'oh', thinking: '' }),
      ),
      ['user: go', 'reasoning: hm', 'call f({"n":7.50})', 'result f: out', 'reasoning: oh', 'assistant: so'],
    ],
    [
      'attachments: texts are context, media stubs, the unknown is counted',
      chat(
        '',
        m('a', null, 'user', 'see', {
          extra: [
            { type: 'context', name: 'pasted', content: 'words' },
            { type: 'AUDIO', base64Data: 'aGk=', mimeType: 'audio/wav' },
            { type: 'pdfFile', content: 'words', processedAsImages: true },
            { type: 'HOLOGRAM', beam: 'x' },
          ],
        }),
        m('b', 'a', 'assistant', 'ho', { mood_text: 'all in all rather cheerful' }),
      ),
      ['context pasted: words', 'user: see [audio file unknown]', 'assistant: ho [unknown]'],
    ],
  ])('%s', async (_name, value, events) => {
    expect(outline(await readOne('llamacpp-webui', JSON.stringify(value), 'export.json'))).toEqual(events);
  });
});

describe('DeepSeek', () => {
  const chat = (...messages: (Json | null)[]): Json => ({
    id: 'd',
    mapping: Object.fromEntries(
      messages.map((message, i) => [`${i}`, { id: `${i}`, parent: i ? `${i - 1}` : null, children: [], message }]),
    ),
  });
  const says = (...fragments: [string, string][]): Json => ({
    fragments: fragments.map(([type, content]) => ({ type, content })),
  });

  it.each<[string, Json, string[]]>([
    [
      'no times, models or files',
      chat(null, says(['REQUEST', 'hi']), says(['RESPONSE', 'ho'])),
      ['user: hi', 'assistant: ho'],
    ],
    [
      'fragments are pieces of one text; a withheld answer is marked',
      chat(
        says(['REQUEST', 'hi']),
        says(['THINK', 'hm'], ['RESPONSE', 'he'], ['RESPONSE', 'llo']),
        says(['REQUEST', 'more']),
        says(['TEMPLATE_RESPONSE', 'No.']),
      ),
      ['user: hi', 'reasoning: hm', 'assistant: hello', 'user: more', 'assistant: No. {content_filter}'],
    ],
    [
      'what tools found is context, what nobody knows is counted',
      chat(
        says(['REQUEST', 'hi']),
        says(['READ_LINK', 'a page'], ['DREAM', 'a heron'], ['RESPONSE', 'ho'], ['TIP', 'by a machine']),
      ),
      ['user: hi', 'context read_link: a page', 'context tip: by a machine', 'assistant: ho [?]'],
    ],
  ])('%s', async (_name, value, events) => {
    expect(await read('deepseek-export', [value])).toEqual(events);
  });

  it('is not ChatGPT’s, whose messages have authors', async () => {
    const other = {
      mapping: {
        a: {
          id: 'a',
          parent: null,
          children: [],
          message: { author: { role: 'user' }, content: { content_type: 'text', parts: ['hi'] } },
        },
      },
    };
    expect((await readFiles({ 'c.json': JSON.stringify([other]) })).format).toBe('chatgpt-export');
  });
});

describe('Open WebUI', () => {
  const m = (id: string, parentId: string | null, role: string, content: string, more: Json = {}): Json => ({
    id,
    parentId,
    childrenIds: [],
    role,
    content,
    ...more,
  });
  const chat = (currentId: string | null, ...messages: Json[]): Json => ({
    id: 'w',
    user_id: 'u',
    title: 'T',
    chat: { history: { currentId, messages: Object.fromEntries(messages.map((x) => [x.id, x])) } },
  });
  const asked = m('a', null, 'user', 'hi', { timestamp: 1_772_360_000 });

  it.each<[string, Json, string[]]>([
    [
      'no currentId, no times',
      chat(null, m('a', null, 'user', 'hi'), m('b', 'a', 'assistant', 'ho')),
      ['user: hi', 'assistant: ho'],
    ],
    [
      'tools in the text are calls and results',
      chat(
        'b',
        asked,
        m(
          'b',
          'a',
          'assistant',
          [
            'I look.',
            '<details type="tool_calls" done="true" id="t1" name="find" arguments="&quot;{\\&quot;q\\&quot;: \\&quot;&lt;x&gt;\\&quot;}&quot;" result="&quot;two\\nlines&quot;" files="">',
            '<summary>Tool Executed</summary>',
            '</details>',
            'Done.',
          ].join('\n'),
        ),
      ),
      ['user: hi', 'assistant: I look.', 'call find({"q": "<x>"})', 'result find: two\nlines', 'assistant: Done.'],
    ],
    [
      'what the model wrote as items is read in place of what the page shows',
      chat(
        'b',
        asked,
        m('b', 'a', 'assistant', '<details type="tool_calls" name="f">…</details> ho', {
          output: [
            { type: 'function_call', call_id: '1', name: 'f', arguments: '{}' },
            { type: 'function_call_output', call_id: '1', output: [{ type: 'input_text', text: 'out' }] },
            { type: 'reasoning', summary: null, content: [{ type: 'output_text', text: 'hm' }] },
            { type: 'open_webui:code_interpreter', code: 'print(1)', lang: 'python', output: { stdout: '1' } },
            { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'ho' }] },
          ],
        }),
      ),
      [
        'user: hi',
        'call f({})',
        'result f: out',
        'reasoning: hm',
        'call code_interpreter(print(1))',
        'result code_interpreter: {"stdout":"1"}',
        'assistant: ho',
      ],
    ],
    [
      'files, sources, a correction, an error',
      chat(
        'd',
        m('a', null, 'user', 'hi', {
          files: [
            { type: 'image', url: 'u' },
            { type: 'file', name: 'n.txt', file: { data: { content: 'words' } } },
          ],
        }),
        m('b', 'a', 'assistant', 'better', {
          originalContent: 'good',
          sources: [{ source: { name: 'S' }, document: ['found'] }],
          annotation: { rating: -1, comment: 'meh' },
        }),
        m('c', 'b', 'user', 'more'),
        m('d', 'c', 'assistant', '', { error: { content: 'No model.' } }),
      ),
      [
        'context n.txt: words',
        'user: hi [image]',
        'context S: found',
        'assistant: good',
        'feedback thumbs_down -1 by end_user on turn 3: meh',
        'feedback edit by end_user on turn 3: better',
        'user: more',
        'error: No model.',
      ],
    ],
    [
      'a field that nobody knows is counted, what the page shows is not',
      chat(
        'b',
        asked,
        m('b', 'a', 'assistant', 'ho', {
          statusHistory: [{ description: 'Searching the web for you' }],
          dream: 'of a heron in the reeds',
        }),
      ),
      ['user: hi', 'assistant: ho [?]'],
    ],
  ])('%s', async (_name, value, events) => {
    expect(await read('db-rows', [value])).toEqual(events);
  });

  it('an export of feedback is joined by message and by chat', async () => {
    const up = (id: string, message: string): Json => ({
      id,
      user_id: 'u',
      type: 'rating',
      data: { rating: 1, reason: 'accurate' },
      meta: { chat_id: 'w', message_id: message },
      snapshot: { chat: { id: 'w' } },
      created_at: 1_772_360_009,
    });
    const talk = chat('c', asked, m('b', 'a', 'assistant', 'one'), m('c', 'a', 'assistant', 'two'));
    const { sessions } = await readFiles({
      'chats.json': JSON.stringify([talk]),
      'feedback.json': JSON.stringify([up('1', 'b'), up('2', 'gone')]),
    });
    expect(sessions.map(outline)).toEqual([
      [
        'user: hi',
        'assistant: two',
        'feedback thumbs_up 1 by end_user on session: accurate',
        '<1> regenerate',
        '  assistant: one',
        '  feedback thumbs_up 1 by end_user on turn 1: accurate',
      ],
    ]);
    expect(lost(sessions[0])).toEqual([]);
  });
});

describe('Chatbox', () => {
  const m = (id: string, role: string, ...contentParts: Json[]): Json => ({ id, role, contentParts });
  const text = (words: string): Json => ({ type: 'text', text: words });

  it.each<[string, Json, string[]]>([
    [
      'one session alone, without times',
      { messages: [m('a', 'user', text('hi')), m('b', 'assistant', text('ho'))] },
      ['user: hi', 'assistant: ho'],
    ],
    [
      'older messages with a text, thoughts beside it, a call that failed, one that runs',
      {
        'chat-sessions': [
          {
            messages: [
              { role: 'user', content: 'hi' },
              { role: 'assistant', content: 'ho', reasoningContent: 'hm' },
              m(
                'c',
                'assistant',
                { type: 'tool-call', state: 'error', toolName: 'f', args: '{"n":1.50}', result: { no: 1 } },
                { type: 'tool-call', state: 'call', toolName: 'g', args: {} },
              ),
            ],
          },
        ],
      },
      [
        'user: hi',
        'reasoning: hm',
        'assistant: ho',
        'call f({"n":1.50})',
        'result f failed: {"no":1}',
        'call g({}) unanswered',
      ],
    ],
    [
      'parts, fields and roles that nobody knows are counted',
      {
        'session:1': {
          messages: [
            { ...m('a', 'user', text('hi'), { type: 'scent', of: 'hay' }), dream_text: 'a heron in the reeds' },
            m('b', 'oracle', text('so it is')),
          ],
        },
      },
      ['user: hi [unknown unknown]', 'context oracle: so it is [unknown]'],
    ],
  ])('%s', async (_name, value, events) => {
    expect(outline(await readOne('chatbox', JSON.stringify(value), 'export.json'))).toEqual(events);
  });

  it('a fork is a branch where it left, a thread a session', async () => {
    const session = {
      messages: [m('a', 'user', text('hi')), m('b', 'assistant', text('new')), m('c', 'user', text('more'))],
      messageForksHash: {
        a: { position: 1, lists: [{ messages: [m('x', 'assistant', text('old'))] }, { messages: [] }] },
      },
      threads: [{ messages: [m('t', 'user', text('before'))] }],
    };
    const { sessions } = await readFiles({
      'config.json': JSON.stringify({ settings: {}, 'chat-sessions': [session] }),
    });
    expect(sessions.map(outline)).toEqual([
      ['user: hi', 'assistant: new', 'user: more', '<1> regenerate', '  assistant: old'],
      ['user: before'],
    ]);
  });
});

describe('TypingMind', () => {
  const m = (role: string, content: unknown, more: Json = {}): Json => ({ uuid: role, role, content, ...more });
  it.each<[string, Json, string[]]>([
    [
      'one chat alone',
      { chatID: 'c', messages: [m('user', 'hi'), m('assistant', 'ho')] },
      ['user: hi', 'assistant: ho'],
    ],
    [
      'parts, a system prompt, and what nobody knows',
      {
        data: {
          chats: [
            {
              chatID: 'c',
              chatParams: { systemMessage: 'Be kind.' },
              messages: [
                m('user', [
                  { type: 'text', text: 'hi' },
                  { type: 'scent', of: 'hay' },
                ]),
                m('assistant', 'ho', { aside: 'that was a good one' }),
              ],
            },
          ],
        },
      },
      ['system: Be kind.', 'user: hi [?]', 'assistant: ho [?]'],
    ],
  ])('%s', async (_name, value, events) => {
    expect(await read('typingmind', value)).toEqual(events);
  });
});

describe('Cherry Studio', () => {
  const backup = (messages: Json[], message_blocks: Json[]): Json => ({
    indexedDB: { topics: [{ id: 't', messages }], message_blocks },
  });
  const m = (id: string, role: string, blocks: string[], more: Json = {}): Json => ({ id, role, blocks, ...more });
  const b = (id: string, type: string, more: Json): Json => ({ id, type, ...more });

  it.each<[string, Json, string[]]>([
    [
      'from before blocks: texts, no askId',
      backup(
        [
          { id: 'a', role: 'user', content: 'hi' },
          { id: 'b', role: 'assistant', content: 'ho' },
        ],
        [],
      ),
      ['user: hi', 'assistant: ho'],
    ],
    [
      'none was picked: the last answer is on show, and the talk goes on from it',
      backup(
        [
          m('u', 'user', ['1']),
          m('x', 'assistant', ['2'], { askId: 'u' }),
          m('y', 'assistant', ['3'], { askId: 'u' }),
          m('v', 'user', ['4']),
        ],
        [
          b('4', 'main_text', { content: 'more' }),
          b('3', 'main_text', { content: 'two' }),
          b('2', 'main_text', { content: 'one' }),
          b('1', 'main_text', { content: 'hi' }),
        ],
      ),
      ['user: hi', 'assistant: two', 'user: more', '<1> regenerate', '  assistant: one'],
    ],
    [
      'a tool by its raw answer, one that failed, code, a translation, a block that nobody knows',
      backup(
        [m('u', 'user', ['1']), m('x', 'assistant', ['2', '3', '4', '5', '6'], { askId: 'gone' })],
        [
          b('1', 'main_text', { content: 'hi' }),
          b('2', 'tool', {
            metadata: {
              rawMcpToolResponse: {
                tool: { name: 'f' },
                arguments: { n: 1 },
                response: { content: [{ type: 'text', text: 'out' }], isError: true },
              },
            },
          }),
          b('3', 'code', { language: 'ts', content: 'a' }),
          b('4', 'translation', { content: 'ja' }),
          b('5', 'scent', { of: 'hay' }),
          b('6', 'tool', { toolName: 'g', arguments: null, status: 'processing' }),
        ],
      ),
      [
        'user: hi',
        'context translation: ja',
        'call f({"n":1})',
        'result f failed: out',
        'assistant: ```ts\na\n``` [?]',
        'call g() unanswered',
      ],
    ],
  ])('%s', async (_name, value, events) => {
    expect(await read('cherry-studio', value)).toEqual(events);
  });
});

describe('big-AGI', () => {
  const f = (pt: string, more: Json): Json => ({ ft: 'content', fId: pt, part: { pt, ...more } });
  const m = (role: string, ...fragments: Json[]): Json => ({ role, fragments });

  it.each<[string, Json, string[]]>([
    [
      'one conversation alone, without ids and times',
      { messages: [m('user', f('text', { text: 'hi' })), m('assistant', f('text', { text: 'ho' }))] },
      ['user: hi', 'assistant: ho'],
    ],
    [
      'code that ran, a call without a result, one that failed, in any order',
      {
        conversations: [
          {
            messages: [
              m('user', f('text', { text: 'hi' })),
              m(
                'assistant',
                f('tool_response', { id: '2', error: 'no luck', response: { type: 'function_call' } }),
                f('tool_invocation', {
                  id: '1',
                  invocation: { type: 'code_execution', language: 'py', code: 'x = 1' },
                }),
                f('tool_invocation', { id: '2', invocation: { type: 'function_call', name: 'g', args: null } }),
                f('ph', { pText: 'wait' }),
              ),
            ],
          },
        ],
      },
      ['user: hi', 'call code_execution(x = 1) unanswered', 'call g()', 'result g failed: no luck'],
    ],
    [
      'a part that nobody knows is counted',
      {
        messages: [
          m('user', f('text', { text: 'hi' }), f('scent', { of: 'hay' })),
          m(
            'assistant',
            f('error', { error: 'gone' }),
            f('text', { text: 'ho' }),
            f('tool_response', { id: '9', response: { result: 'out' } }),
          ),
        ],
      },
      ['user: hi [?]', 'assistant: ho [?]', 'error: gone'],
    ],
  ])('%s', async (_name, value, events) => {
    expect(await read('big-agi', value)).toEqual(events);
  });
});
