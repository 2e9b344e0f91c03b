/** What counts cannot tell: joins, branches, pairs, exact arguments, feedback and flags of request logs and traces. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { buildIndex } from '../../../src/ingest/build-index.ts';
import { readAll } from '../../../src/ingest/inspect.ts';
import { findSources } from '../../../src/ingest/sources.ts';
import type { Event, EventKind, EventOf, Session } from '../../../src/model/index.ts';

const fixtures = join(fileURLToPath(import.meta.url), '../../../fixtures');

async function read(...files: string[]): Promise<Session[]> {
  const { sources } = findSources(files, fixtures);
  return [...readAll(await buildIndex(sources))];
}

const of = <K extends EventKind>(events: readonly Event[], kind: K): EventOf<K>[] =>
  events.filter((e): e is EventOf<K> => e.kind === kind);
const kinds = (events: readonly Event[]): string => events.map((e) => e.kind).join(' ');
const withText = (sessions: readonly Session[], text: string): Session => {
  const found = sessions.find((s) => s.events.some((e) => 'text' in e && e.text?.includes(text)));
  if (!found) throw new Error(`no session says ${text}`);
  return found;
};

describe('OpenAI chat', () => {
  it('pairs reused ids and results out of order, and keeps arguments to the letter', async () => {
    const talk = withText(await read('openai-chat/talks.jsonl'), 'Where are my orders?');
    const calls = of(talk.events, 'tool_call');
    const results = of(talk.events, 'tool_result');
    expect(calls.map((c) => [c.nativeId, c.name])).toEqual([
      ['call_1', 'find_order'],
      ['call_2', 'find_order'],
      ['call_1', 'refund'],
    ]);
    expect(calls[0]?.turn).toBe(calls[1]?.turn);
    expect(calls[2]?.args).toBe('{"amount": 1.50, "id": 12345678901234567890}');
    expect(results.map((r) => r.call)).toEqual([1, 0, 2]);
    expect(results[2]?.text).toBe('refunded');
    expect(talk.tools[1]?.parameters).toMatch(/"default": ?1\.5/);
  });

  it('keeps the answer that was regenerated as a branch with its own feedback, and a copy of a line changes nothing', async () => {
    const talk = withText(await read('openai-chat/talks.jsonl'), 'Where are my orders?');
    expect(of(talk.events, 'assistant').at(-1)?.text).toBe('You are welcome!');
    expect(of(talk.events, 'feedback').map((f) => f.signal)).toEqual(['thumbs_up', 'rating']);
    expect(talk.branches.map((b) => [b.cause, kinds(b.events)])).toEqual([['regenerate', 'assistant feedback']]);
    expect(of(talk.branches[0]?.events ?? [], 'feedback')[0]).toMatchObject({ signal: 'thumbs_down' });
    expect(of(talk.events, 'error')[0]).toMatchObject({ code: 'rate_limit_exceeded' });
    expect(talk.governance.subjects).toContain('canary.end-user@goldpan.example');
  });

  it('takes the candidate that the talk went on with for the main line', async () => {
    const talk = withText(await read('openai-chat/talks.jsonl'), 'Write a slogan');
    expect(of(talk.events, 'assistant').map((a) => a.text)).toEqual(['Gold, not dirt.', 'Gold.']);
    expect(talk.branches[0]).toMatchObject({ cause: 'candidate', at: 1 });
  });

  it('flags refusals, cuts and forced calls', async () => {
    const all = (await read('openai-chat/talks.jsonl')).flatMap((s) => s.events);
    const flags = (text: string) => all.find((e) => 'text' in e && e.text === text);
    expect(flags('I cannot help with that.')).toMatchObject({ flags: ['refusal', 'content_filter'] });
    expect(of(all, 'tool_call').find((c) => c.name === 'apply_patch')).toMatchObject({
      argsJson: false,
      flags: expect.arrayContaining(['forced_call']),
    });
    expect(of(all, 'tool_call').find((c) => c.nativeId === 'call_3')).toMatchObject({
      result: 'missing',
      flags: ['truncated', 'bad_arguments'],
    });
  });

  it('tells a side request under the same session id from the talk, and a clock in the system prompt from another prompt', async () => {
    const sessions = await read('openai-chat/lanes.jsonl');
    const talk = withText(sessions, 'Open today?');
    expect(talk.branches).toEqual([]);
    expect(kinds(talk.events.filter((e) => e.agent === undefined))).toBe(
      'system user assistant user assistant feedback',
    );
    expect(kinds(talk.events.filter((e) => e.agent !== undefined))).toBe('system user assistant');
    expect(kinds(withText(sessions, 'No id').events)).toBe('system user assistant user tool_call');
  });

  it('joins the input and the output of a batch', async () => {
    const sessions = await read('openai-chat/batch_input.jsonl', 'openai-chat/batch_output.jsonl');
    expect(sessions.map((s) => kinds(s.events)).sort()).toEqual(['system user assistant', 'system user error']);
  });
});

describe('Responses', () => {
  it('links records by previous_response_id in whatever order they were logged', async () => {
    const talk = withText(await read('openai-responses/responses.jsonl'), 'Orders of');
    expect(kinds(talk.events)).toBe(
      'system user reasoning tool_call tool_call tool_result tool_result assistant user assistant',
    );
    expect(of(talk.events, 'tool_result').map((r) => r.call)).toEqual([1, 0]);
    expect(talk.branches).toEqual([]);
  });

  it('says where a history is missing', async () => {
    const talk = withText(await read('openai-responses/responses.jsonl'), 'And now?');
    expect(talk.events[0]).toMatchObject({ kind: 'boundary', reason: 'resume' });
  });
});

describe('Anthropic', () => {
  it('puts results before what the user says, flags errors, keeps numbers', async () => {
    const talk = withText(await read('anthropic-messages/messages.jsonl'), 'Hurry');
    expect(
      kinds(talk.events).startsWith(
        'system user assistant tool_call tool_call tool_result tool_result user reasoning assistant tool_call',
      ),
    ).toBe(true);
    const calls = of(talk.events, 'tool_call');
    expect(calls[0]?.args).toContain('1.0');
    expect(calls[2]?.args).toBe('{"id": "W3", "n": 1.0}');
    expect(of(talk.events, 'tool_result')[0]).toMatchObject({ isError: true, call: 1 });
  });

  it('joins a prefill with the answer that goes on from it', async () => {
    const talk = withText(await read('anthropic-messages/messages.jsonl'), 'Roses are red.');
    expect(of(talk.events, 'assistant').map((a) => a.text)).toEqual(['Roses are red.', 'Blue.']);
  });
});

describe('datasets', () => {
  it.each([
    ['openai-finetune/preference.jsonl', 2],
    ['openai-finetune/trl.jsonl', 5],
    ['hh-rlhf/pairs.jsonl', 3],
    ['sharegpt/dpo.json', 1],
  ])('%s: the chosen side is the main line, the rejected one a branch from the shared prompt', async (file, count) => {
    const sessions = await read(file);
    expect(sessions).toHaveLength(count);
    for (const s of sessions) {
      expect(of(s.events, 'feedback').map((f) => f.signal)).toEqual(['accept']);
      expect(s.branches.map((b) => b.cause)).toEqual(['preference']);
      const rejected = s.branches[0]?.events ?? [];
      expect(of(rejected, 'feedback').map((f) => f.signal)).toEqual(['reject']);
      const [chosen, other] = [s.events[s.branches[0]?.at ?? 0], rejected[0]];
      expect(JSON.stringify([chosen?.kind, 'text' in (chosen ?? {}) && chosen])).not.toBe(
        JSON.stringify([other?.kind, other]),
      );
    }
  });

  it('puts questions, answers and judgments of MT-bench together', async () => {
    const talk = withText(
      await read('mt-bench/question.jsonl', 'mt-bench/answer.jsonl', 'mt-bench/judgment.jsonl'),
      'Write to',
    );
    expect(kinds(talk.events)).toBe('user assistant feedback user assistant feedback');
    expect(of(talk.events, 'feedback').map((f) => [f.signal, f.value])).toEqual([
      ['score', 8],
      ['accept', undefined],
    ]);
    expect(talk.branches[0]?.cause).toBe('candidate');
  });
});

describe('traces', () => {
  it('reads log records and spans of one trace as one talk, whichever file they lie in', async () => {
    const sessions = await read('otel-genai/logs.json', 'otel-genai/no_content.json');
    expect(sessions.map((s) => kinds(s.events))).toEqual(['system user tool_call tool_result assistant']);
  });

  it('joins traces of one conversation, marks sub-agents, takes a result that only its tool span holds', async () => {
    const [talk] = await read('otel-genai/traces.json');
    expect(talk?.nativeId).toBe('conv-canary.conversation@goldpan.example');
    const results = of(talk?.events ?? [], 'tool_result');
    expect(results.map((r) => [r.name, r.isError ?? false])).toEqual([
      ['find_order', false],
      ['find_user', true],
      ['note', false],
    ]);
    expect((talk?.events ?? []).filter((e) => e.agent === 'stock').map((e) => e.kind)).toEqual(['user', 'assistant']);
    expect(of(talk?.events ?? [], 'error')[0]?.agent).toBeUndefined();
  });

  it('says why spans without text give nothing', async () => {
    const { sources } = findSources(['otel-genai/no_content.json'], fixtures);
    const index = await buildIndex(sources);
    expect(index.skipped[0]?.reason).toContain('content capture');
  });

  it('sorts flattened messages as numbers', async () => {
    const talk = withText(await read('openinference/traces.json'), 'Question 5');
    expect(of(talk.events, 'user').map((u) => u.text.slice(0, 10))).toEqual([
      ...[0, 1, 2, 3, 4, 5].map((n) => `Question ${n}`),
      'Last one, ',
    ]);
  });

  it('puts a message that was logged block by block together again', async () => {
    const talk = withText(await read('langfuse/blocks.trace.json'), 'Weather in two cities?');
    expect(kinds(talk.events)).toBe('system user assistant tool_call tool_call tool_result tool_result assistant');
    expect(of(talk.events, 'tool_result').map((r) => [r.call, r.text])).toEqual([
      [0, 'sunny'],
      [1, 'rainy'],
    ]);
  });

  it('merges post and patch, and reads LangChain messages with their calls once', async () => {
    const [batch] = await read('langsmith/batch.json');
    expect(kinds(batch?.events ?? [])).toBe('user assistant');
    const [runs] = await read('langsmith/runs.jsonl');
    expect(of(runs?.events ?? [], 'tool_call')).toHaveLength(1);
    expect(of(runs?.events ?? [], 'tool_result')[0]).toMatchObject({ isError: true, call: 0 });
  });
});

describe('nothing is lost or doubled', () => {
  const folders = [
    'openai-chat',
    'openai-responses',
    'anthropic-messages',
    'litellm',
    'otel-genai',
    'openinference',
    'langfuse',
    'langsmith',
  ];
  it.each(folders)('%s: every result is paired, or an orphan with a reason', async (folder) => {
    for (const session of await read(folder)) {
      for (const result of of([...session.events, ...session.branches.flatMap((b) => b.events)], 'tool_result')) {
        if (result.call === null) expect(result.orphan).toBeTruthy();
        else expect(result.orphan).toBeUndefined();
      }
    }
  });
});
