import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/ingest/formats/text/plain-text.ts';
import { readFiles, talkOf } from './support.ts';

const read = (text: string, readers?: Parameters<typeof readFiles>[1]) => readFiles({ 'a.txt': text }, readers);
const talk = async (text: string) => talkOf((await read(text)).sessions[0]);

describe('plain-text transcripts', () => {
  const HI = ['user: hi', 'assistant: hello\n\nthere', 'user: bye'];
  it.each([
    ['plain', 'User: hi\nAssistant: hello\n\nthere\nUser: bye\n'],
    ['CRLF', 'User: hi\r\nAssistant: hello\r\n\r\nthere\r\nUser: bye\r\n'],
    ['bold', '**User:** hi\n\n**Assistant:** hello\n\nthere\n\n**User:** bye'],
    ['bold, colon outside', '**User**: hi\n\n**Assistant**: hello\n\nthere\n\n**User**: bye'],
    ['headings', '## User\n\nhi\n\n## Assistant\n\nhello\n\nthere\n\n## User\n\nbye\n'],
    ['bold alone', '**Human**\nhi\n**Claude**\nhello\n\nthere\n**Human**\nbye'],
    ['bullets', '- user: hi\n- assistant: hello\n\nthere\n- user: bye'],
    ['full-width colon, Chinese', '用户：hi\n助手：hello\n\nthere\n用户：bye'],
    ['Japanese', 'お客様: hi\nオペレーター: hello\n\nthere\nお客様: bye'],
    ['German, NBSP', 'Kunde:\u00a0hi\nAssistent:\u00a0hello\n\nthere\nKunde:\u00a0bye'],
    ['Russian', 'Пользователь: hi\nАссистент: hello\n\nthere\nПользователь: bye'],
    ['times in front', '[2024-05-15 15:00:10] Customer: hi\n[15:00] Agent: hello\n\nthere\n[15:01] Customer: bye'],
    ['bare times', '15:00 Customer: hi\n15:01 Agent: hello\n\nthere\n15:02:03 Customer: bye'],
    [
      'chat export',
      '12/05/2024, 15:00 - You: hi\n12/05/2024, 15:01 - Bot: hello\n\nthere\n12/05/2024, 15:02 - You: bye',
    ],
    ['times behind', 'Customer (15:00): hi\nAgent (15:01): hello\n\nthere\nCustomer (15:02): bye'],
    ['web copy', 'You said:\nhi\nChatGPT said:\nhello\n\nthere\nYou said:\nbye'],
    ['square brackets', '[user]: hi\n[assistant]: hello\n\nthere\n[user]: bye'],
    ['model names', 'Human: hi\ngpt-4o: hello\n\nthere\nHuman: bye'],
    ['byte-order mark', '\ufeffUser: hi\nAssistant: hello\n\nthere\nUser: bye'],
    ['rules between all turns', '**User:** hi\n\n---\n\n**AI:** hello\n\nthere\n\n---\n\n**User:** bye\n'],
  ])('reads labels: %s', async (_name, text) => {
    const { sessions, format } = await read(text);
    expect(format).toBe('plain-text');
    expect(sessions).toHaveLength(1);
    expect(talkOf(sessions[0])).toEqual(HI);
  });

  it('pairs calls with results, whatever carries the result', async () => {
    const text = [
      'Human: my order',
      'AI: I look. [calls get_order({"id": 1.0, "note": "a)b]"}), get_user({})]',
      'Tool output: {"status":"sent"}',
      'System: {"name":"canary.tool@goldpan.example"}',
      'AI: <tool_call>{"name": "mail", "arguments": {"to": "x"}}</tool_call>',
      'Tool (mail): Error: no such address',
      'AI: done',
    ].join('\n');
    expect(await talk(text)).toEqual([
      'user: my order',
      'assistant: I look.',
      'call get_order({"id": 1.0, "note": "a)b]"})',
      'call get_user({})',
      'result get_order: {"status":"sent"}',
      'result get_user: {"name":"canary.tool@goldpan.example"}',
      'call mail({"to":"x"})',
      'result mail: Error: no such address',
      'assistant: done',
    ]);
    const { sessions } = await read(text);
    expect(sessions[0]?.events.find((e) => e.kind === 'tool_result' && e.isError)?.turn).toBe(5);
  });

  it('keeps a system turn apart from a result, and reasoning with its answer', async () => {
    const text = 'System: be kind\nUser: hi\nThinking: greet back\nAssistant: hello\nTool call: f({"a":1})\nTool: ok';
    expect(await talk(text)).toEqual([
      'system: be kind',
      'user: hi',
      'reasoning: greet back',
      'assistant: hello',
      'call f({"a":1})',
      'result f: ok',
    ]);
    const turns = (await read(text)).sessions[0]?.events.map((e) => e.turn);
    expect(turns).toEqual([0, 1, 2, 2, 2, 3]);
  });

  it('leaves labels in code fences, quoted mail and odd places alone', async () => {
    const text = [
      'User: what is wrong?',
      '```yaml',
      'user: root',
      'assistant: none',
      '```',
      '> Agent: quoted',
      'Assistant: `user: root`',
      'User: see',
      '    assistant: indented',
      'Assistant: ok',
    ].join('\n');
    const lines = await talk(text);
    expect(lines).toHaveLength(4);
    expect(lines[0]).toContain('assistant: none');
    expect(lines[2]).toContain('indented');
  });

  it('does not let an unclosed fence swallow the rest', async () => {
    expect(await talk('User: hi\n```\ncode\nAssistant: hello\nUser: bye')).toHaveLength(3);
  });

  it('takes a label that is used once, or dressed otherwise, for text', async () => {
    const turns = ['hi', 'hello', 'it fails\nModel: XPS 13', 'which?', 'this one', 'ok'];
    const text = turns.map((t, i) => `[15:0${i}] ${i % 2 ? 'Agent' : 'Customer'}: ${t}`).join('\n');
    expect(await talk(text)).toHaveLength(6);
  });

  it('splits talks at rules, also with a title, and keeps what stands before the first label', async () => {
    const one = 'User: a\nAssistant: b';
    const { sessions } = await read(`Export of Monday\n\n${one}\n-----\n${one} 2\n\n=====\n\n${one} 3`);
    expect(sessions.map((s) => talkOf(s).join(' | '))).toEqual([
      'boundary: Export of Monday | user: a | assistant: b',
      'user: a | assistant: b 2',
      'user: a | assistant: b 3',
    ]);
    expect(sessions[1]?.events[0]?.src.pointer).toBe('/5');
    const titled = await read(`==== chat 1 ====\n${one}\n==== chat 2 ====\n${one}`);
    expect(titled.sessions).toHaveLength(2);
    expect(talkOf(titled.sessions[1])[0]).toBe('boundary: chat 2');
  });

  it('does not split at a rule inside an answer', async () => {
    expect(await talk('User: a\nAssistant: part one\n\n---\n\npart two\nUser: thanks')).toEqual([
      'user: a',
      'assistant: part one\n\n---\n\npart two',
      'user: thanks',
    ]);
  });

  it('reads a lost call as no turn and its result as an orphan', async () => {
    const { sessions } = await read('user: hi\nassistant: None\ntool: Error: user not found\nassistant: sorry');
    expect(talkOf(sessions[0])).toEqual(['user: hi', 'result ?: Error: user not found orphan', 'assistant: sorry']);
  });

  it.each([
    ['YAML', 'version: 3\nuser: root\nmodel: x\nhost: b\nports: c\nimage: d\n'],
    ['HTTP', 'Host: a\nUser-Agent: b\nAccept: c\n'],
    ['prose', 'The user: a person. The assistant: a program.\nNothing else.'],
    ['one speaker', 'User: a\nUser: b\n'],
    ['a log', '2024-05-15 15:00:10 INFO server: started\n2024-05-15 15:00:11 WARN agent: slow\n'],
  ])('is no transcript: %s', async (_name, text) => {
    const { format, index } = await read(text);
    expect(format).toBeUndefined();
    expect(index.skipped[0]?.reason).toMatch(/no known log format/);
  });

  it('takes labels of your own, as words and as patterns', async () => {
    const text = 'Tier1-07: hello\nAcme Kid: hi\nTier1-12: what?\nAcme Kid: nothing';
    const reader = plainText({ labels: { user: ['acme kid'], assistant: ['/tier1-\\d+/i'] } });
    const { sessions } = await read(text, [reader]);
    expect(talkOf(sessions[0])).toEqual(['assistant: hello', 'user: hi', 'assistant: what?', 'user: nothing']);
    const strict = plainText({ labels: { user: ['a'], assistant: ['b'] }, onlyThese: true });
    expect((await read('User: hi\nAssistant: ho', [strict])).format).toBeUndefined();
  });

  it('keeps times as written and in UTC', async () => {
    const { sessions } = await read('[2024-05-15 15:00:10] User: hi\n[15:01] Agent: ho\n');
    expect(sessions[0]?.events[0]).toMatchObject({
      ts: Date.UTC(2024, 4, 15, 15, 0, 10),
      tsRaw: '2024-05-15 15:00:10',
    });
    expect(sessions[0]?.events[1]).toMatchObject({ tsRaw: '15:01' });
    expect(sessions[0]?.events[1]?.ts).toBeUndefined();
  });

  it('reads many talks of one file once each, in time', async () => {
    const text = Array.from({ length: 3000 }, (_, i) => `User: q${i}\nAssistant: a${i}`).join('\n-----\n');
    const start = Date.now();
    const { sessions } = await read(text);
    expect(sessions).toHaveLength(3000);
    expect(talkOf(sessions[2999])).toEqual(['user: q2999', 'assistant: a2999']);
    expect(Date.now() - start).toBeLessThan(8000);
  });
});
