import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { firstRecords, previewMapping } from '../../../src/ingest/mapping/preview.ts';
import { proposeMapping } from '../../../src/ingest/mapping/propose.ts';
import { readersOf } from '../../../src/ingest/readers-of.ts';
import { IngestConfig, Mapping } from '../../../src/model/config-ingest.ts';
import { inFolder, readFiles, talkOf } from './support.ts';

const lines = (...records: unknown[]): string => `${records.map((r) => JSON.stringify(r)).join('\n')}\n`;

async function read(text: string, mapping: Record<string, unknown>, name = 'app.jsonl') {
  const config = IngestConfig.parse({ mappings: [{ name: 'app', files: [name], ...mapping }] });
  return readFiles({ [name]: text }, readersOf(config));
}

describe('mapping by hand', () => {
  it('reads records that are messages, of many conversations', async () => {
    const text = lines(
      { talk: { ref: 7 }, from: { kind: 'kunde' }, said: { txt: 'hi' }, at: '2026-01-01T10:00:00Z' },
      { talk: { ref: 8 }, from: { kind: 'kunde' }, said: { txt: 'other' }, at: '2026-01-01T10:00:01Z' },
      { talk: { ref: 7 }, from: { kind: 'R2D2' }, said: { txt: 'beep' }, at: '2026-01-01T10:00:02Z', stars: 1 },
      { nothing: true },
    );
    const { sessions, format, index } = await read(text, {
      id: '/talk/ref',
      role: '/from/kind',
      content: '/said/txt',
      time: '/at',
      roles: { R2D2: 'assistant' },
      feedback: '/stars',
    });
    expect(format).toBe('mapped:app');
    expect(sessions.map(talkOf)).toEqual([['user: hi', 'assistant: beep', 'feedback thumbs_up'], ['user: other']]);
    expect(sessions[0]).toMatchObject({ nativeId: '7', format: 'mapped:app' });
    expect(sessions[0]?.events[1]).toMatchObject({
      tsRaw: '2026-01-01T10:00:02Z',
      src: { record: 1, pointer: '/said/txt' },
    });
    expect(index.skipped).toMatchObject([{ line: 4, reason: expect.stringContaining('nothing at /from/kind') }]);
  });

  it('reads a list of messages in each record, with tools, score and system prompt', async () => {
    const record = {
      run: 'r1',
      sys: 'be kind',
      model: 'm-1',
      verdict: 0.5,
      steps: [
        { who: 'user', what: 'total?' },
        {
          who: 'assistant',
          what: null,
          fn: 'sum',
          in: { a: 1.0, b: 12345678901234567890n },
          out: { total: '3' },
          ref: 'c1',
        },
        { who: 'assistant', what: [{ type: 'text', text: 'three' }], why: 'added' },
      ],
    };
    const text = JSON.stringify(record, (_k, v) => (typeof v === 'bigint' ? `@${v}@` : v)).replace(/"@(\d+)@"/, '$1');
    const { sessions } = await read(`${text.replace('"a":1', '"a":1.0')}\n`, {
      messages: '/steps',
      id: '/run',
      system: '/sys',
      model: '/model',
      score: '/verdict',
      role: '/who',
      content: '/what',
      reasoning: '/why',
      tool: { name: '/fn', args: '/in', result: '/out', id: '/ref' },
    });
    expect(talkOf(sessions[0])).toEqual([
      'system: be kind',
      'user: total?',
      'call sum({"a":1.0,"b":12345678901234567890})',
      'result sum: {"total":"3"}',
      'reasoning: added',
      'assistant: three',
    ]);
    expect(sessions[0]).toMatchObject({ model: 'm-1', outcome: { success: null, score: 0.5 } });
  });

  it('reads records that are one exchange, and CSV', async () => {
    const { sessions, format } = await read(
      'nr,frage,antwort\n1,"was, bitte?",nichts\n',
      { prompt: '/frage', response: '/antwort' },
      'a.csv',
    );
    expect(format).toBe('mapped:app');
    expect(sessions.map(talkOf)).toEqual([['user: was, bitte?', 'assistant: nichts']]);
  });

  it('refuses what is no JSON Pointer', () => {
    expect(Mapping.safeParse({ name: 'x', files: ['a'], role: 'a/b' }).success).toBe(false);
    expect(Mapping.safeParse({ name: 'x', files: ['a'], role: '/a~1b/~0' }).success).toBe(true);
  });
});

describe('proposed mapping', () => {
  /** What is proposed must also read: the sessions are built with it. */
  async function proposed(...records: unknown[]) {
    const proposal = proposeMapping(records, 'logs/app.jsonl');
    if (!proposal) return { proposal, talks: [] };
    const { name: _name, files: _files, ...mapping } = proposal.mapping;
    const { sessions } = await read(lines(...records), mapping);
    return { proposal, talks: sessions.map(talkOf) };
  }

  it('finds a list of messages, whatever the keys are called', async () => {
    const { proposal, talks } = await proposed(
      {
        sessionKey: 's1',
        data: {
          turns: [
            { speaker: 'customer', utterance: 'where is it?', sentAt: '2026-01-01T10:00:00Z' },
            { speaker: 'bot', utterance: 'on its way' },
          ],
        },
      },
      {
        sessionKey: 's2',
        data: {
          turns: [
            { speaker: 'customer', utterance: 'hello' },
            { speaker: 'bot', utterance: 'hi there' },
          ],
        },
      },
    );
    expect(proposal?.mapping).toMatchObject({
      messages: '/data/turns',
      role: '/speaker',
      content: '/utterance',
      time: '/sentAt',
      id: '/sessionKey',
    });
    expect(proposal?.confidence).toBeGreaterThan(0.9);
    expect(talks).toEqual([
      ['user: where is it?', 'assistant: on its way'],
      ['user: hello', 'assistant: hi there'],
    ]);
  });

  it('finds messages one a record, nested, joined by a conversation id', async () => {
    const { proposal, talks } = await proposed(
      { meta: { conversation_id: 'a' }, payload: { direction: 'inbound', body: 'hello there' } },
      { meta: { conversation_id: 'a' }, payload: { direction: 'outbound', body: 'good morning' } },
      { meta: { conversation_id: 'b' }, payload: { direction: 'inbound', body: 'second talk' } },
    );
    expect(proposal?.mapping).toMatchObject({
      id: '/meta/conversation_id',
      role: '/payload/direction',
      content: '/payload/body',
    });
    expect(talks).toEqual([['user: hello there', 'assistant: good morning'], ['user: second talk']]);
  });

  it('takes two unknown speakers for user and assistant, and says that it is a guess', async () => {
    const { proposal } = await proposed(
      { actor: 'X1', txt: 'hello' },
      { actor: 'Z9', txt: 'hi, what can I do?' },
      { actor: 'X1', txt: 'nothing' },
    );
    expect(proposal?.mapping).toMatchObject({
      role: '/actor',
      content: '/txt',
      roles: { X1: 'user', Z9: 'assistant' },
    });
    expect(proposal?.confidence).toBeLessThan(0.7);
  });

  it('finds exchanges', async () => {
    const { proposal, talks } = await proposed({
      q: 1,
      question: 'what is it?',
      answer: 'a pan',
      task_id: 3,
    });
    expect(proposal?.mapping).toMatchObject({ prompt: '/question', response: '/answer', intent: '/task_id' });
    expect(talks).toEqual([['user: what is it?', 'assistant: a pan']]);
  });

  it('proposes nothing for what is no talk', () => {
    expect(
      proposeMapping(
        [
          { cpu: 3, host: 'a' },
          { cpu: 4, host: 'b' },
        ],
        'x.jsonl',
      ),
    ).toBeUndefined();
    expect(proposeMapping([1, 'a', null], 'x.jsonl')).toBeUndefined();
  });
});

describe('preview of a mapping', () => {
  it('reads the first records of a CSV file, proposes, and shows the sessions', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, 'chat.csv');
      writeFileSync(file, 'dialog,who,said\nd1,customer,hello\nd2,customer,"other, one"\nd1,bot,hi there\n');
      const source = { path: 'chat.csv', bytes: { kind: 'file' as const, file }, size: 1 };
      const { records, whole } = await firstRecords(source);
      expect(whole).toBe(true);
      const proposal = proposeMapping(
        records.map((r) => r.value),
        'chat.csv',
      );
      expect(proposal?.mapping).toMatchObject({ role: '/who', content: '/said', files: ['chat.csv'] });
      const mapping = { ...(proposal as NonNullable<typeof proposal>).mapping, id: '/dialog' };
      expect(previewMapping(records, mapping).sessions.map(talkOf)).toEqual([
        ['user: hello', 'assistant: hi there'],
        ['user: other, one'],
      ]);
      const wrong = previewMapping(records, { ...mapping, role: '/nope', content: '/nothing' });
      expect(wrong.sessions).toEqual([]);
      expect(wrong.skipped).toHaveLength(3);
    });
  });

  it('does not read all of a long file', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, 'a.jsonl');
      writeFileSync(file, lines(...Array.from({ length: 5000 }, (_, i) => ({ role: 'user', text: `m${i}` }))));
      const { records, whole } = await firstRecords({ path: 'a.jsonl', bytes: { kind: 'file', file }, size: 1 });
      expect([records.length, whole]).toEqual([200, false]);
    });
  });
});
