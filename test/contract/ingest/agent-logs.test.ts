/** What the readers of agent logs must get right, on whole folders as users have them. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { buildIndex } from '../../../src/ingest/build-index.ts';
import { readAll } from '../../../src/ingest/inspect.ts';
import { READERS } from '../../../src/ingest/registry.ts';
import { findSources } from '../../../src/ingest/sources.ts';
import type { Event, EventOf, Session } from '../../../src/model/index.ts';
import { Session as SessionSchema } from '../../../src/model/index.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const fixtures = join(root, 'test/fixtures');
const samples = join(root, '../shared/data/logs');

async function read(...paths: string[]): Promise<{ sessions: Session[]; skipped: string[] }> {
  const index = await buildIndex(findSources(paths, root).sources);
  return { sessions: [...readAll(index)], skipped: index.skipped.map((s) => `${s.code}: ${s.reason}`) };
}
const fixture = (name: string) => read(join(fixtures, name));

type Of<K extends Event['kind']> = EventOf<K>;
const of = <K extends Event['kind']>(session: Session | undefined, kind: K): Of<K>[] =>
  (session?.events ?? []).filter((e): e is Of<K> => e.kind === kind);
const named = (sessions: Session[], id: string): Session | undefined => sessions.find((s) => s.nativeId === id);

/** Every format whose fixtures are files with sessions; a new one is here by being registered. */
const FORMATS = READERS.map((r) => r.id).filter(
  (id) => !['cursor', 'llm-sqlite', 'assistant-extras', 'goldpan-output'].includes(id),
);

describe.each(FORMATS)('%s', (format) => {
  it('gives sessions of the canonical schema, every result paired or an orphan with a reason', async () => {
    const { sessions } = await fixture(format);
    expect(sessions.length).toBeGreaterThan(0);
    for (const session of sessions) {
      SessionSchema.parse(session);
      const lines = [session.events, ...session.branches.map((b) => [...session.events.slice(0, b.at), ...b.events])];
      expect(session.events.map((e) => e.seq)).toEqual(session.events.map((_, i) => i));
      for (const line of lines) {
        const calls = new Map(line.flatMap((e) => (e.kind === 'tool_call' ? [[e.call, e] as const] : [])));
        for (const e of line) {
          if (e.kind !== 'tool_result') continue;
          if (e.call === null) expect(e.orphan).toBeTruthy();
          else expect(calls.get(e.call)?.result).toBe('paired');
        }
      }
      for (const e of session.events) expect(e.src.record).toBeLessThan(session.records.length);
    }
  });

  it('keeps the time as logged and never reads what was not meant for the model', async () => {
    const { sessions } = await fixture(format);
    const text = JSON.stringify(sessions);
    const never =
      /canary\.(?:tooluseresult|hidden|scenario|raw|guidelines|worldstate|replacement|lastmessage|demo|query_step|summary_title|aititle|lastprompt|progress|todo|recall|state|taskarg|rendered|draft|variable|username)@/;
    const found = never.exec(format === 'codex-rollout' ? text.replaceAll(/canary\.todo@/g, '') : text)?.[0];
    expect(found).toBeUndefined();
    expect(text).not.toContain('c2VjcmV0');
    for (const session of sessions) {
      for (const e of session.events) if (e.ts !== undefined) expect(e.tsRaw).toBeDefined();
    }
  });
});

describe('claude-code', () => {
  const MAIN = '11111111-aaaa-4bbb-8ccc-000000000001';

  it('makes one turn of a message that is scattered over lines, with its results behind it', async () => {
    const { sessions } = await fixture('claude-code');
    const main = named(sessions, MAIN);
    const calls = of(main, 'tool_call').slice(0, 2);
    expect(calls.map((c) => [c.nativeId, c.result])).toEqual([
      ['toolu_1', 'paired'],
      ['tooluse_2', 'paired'],
    ]);
    expect(new Set([calls[0]?.turn, calls[1]?.turn, of(main, 'reasoning')[0]?.turn]).size).toBe(1);
    expect(calls[0]?.args).toBe('{"file_path": "/srv/canary.arg@goldpan.example", "n": 1.0}');
    const [first] = of(main, 'user');
    expect(first?.text).toBe('Read both files of canary.prompt@goldpan.example.');
    expect(first?.parts).toMatchObject([{ kind: 'image', mime: 'image/png' }]);
    expect(of(main, 'assistant')[1]?.flags).toEqual(['truncated']);
  });

  it('keeps a rewound prompt as a branch with its denial and interruption', async () => {
    const { sessions } = await fixture('claude-code');
    const main = named(sessions, MAIN);
    expect(main?.branches).toHaveLength(1);
    const [branch] = main?.branches ?? [];
    expect(branch?.cause).toBe('edit');
    expect(main?.events[branch?.at ?? -1]).toMatchObject({ kind: 'user', text: 'Move them instead.' });
    expect(branch?.events.map((e) => e.kind)).toEqual([
      'user',
      'assistant',
      'tool_call',
      'tool_result',
      'feedback',
      'feedback',
    ]);
    expect(branch?.events.slice(-2)).toMatchObject([
      { signal: 'reject', text: 'never delete', by: 'end_user', target: branch?.events[2]?.turn },
      { signal: 'interrupted' },
    ]);
  });

  it('drops local commands, keeps those that the model answers, and marks the compaction once', async () => {
    const { sessions } = await fixture('claude-code');
    const main = named(sessions, MAIN);
    const said = of(main, 'user').filter((e) => !e.agent);
    expect(said.map((e) => e.text)).toEqual([
      'Read both files of canary.prompt@goldpan.example.',
      'Move them instead.',
      'and tell canary.queued@goldpan.example',
      '/review canary.commandarg@goldpan.example',
      'Go on.',
    ]);
    expect(of(main, 'context').map((e) => e.title)).toEqual(['system-reminder', 'instructions', 'task']);
    expect(of(main, 'boundary').map((e) => [e.reason, e.text?.slice(0, 12)])).toEqual([['compaction', 'This session']]);
    expect(of(main, 'error').map((e) => e.code)).toEqual(['529', '500']);
  });

  it('puts the sub-agent after the main line, under its name, with a prompt that no person wrote', async () => {
    const { sessions } = await fixture('claude-code');
    const main = named(sessions, MAIN);
    const own = (main?.events ?? []).filter((e) => e.agent === 'ab12');
    expect(own.map((e) => e.kind)).toEqual(['user', 'tool_call', 'tool_result', 'assistant']);
    expect(own[0]).toMatchObject({ flags: ['synthetic'] });
    expect(main?.events.slice(-4)).toEqual(own);
  });

  it('joins a resumed file to the session that it copies, and counts the copies as such', async () => {
    const { sessions, skipped } = await fixture('claude-code');
    const old = named(sessions, '22222222-aaaa-4bbb-8ccc-000000000002');
    expect(of(old, 'user').map((e) => [e.text, e.agent])).toEqual([
      ['Plan it.', undefined],
      ['And now?', undefined],
      ['Look around', 'sidechain-1'],
    ]);
    expect(of(old, 'assistant').filter((e) => !e.agent)).toHaveLength(2);
    expect(named(sessions, '33333333-aaaa-4bbb-8ccc-000000000003')).toBeUndefined();
    expect(skipped.filter((s) => s.startsWith('duplicate_record'))).toHaveLength(4);
  });
});

describe('codex-rollout', () => {
  it('tells results apart by exit code, event and text, and takes a patch for what it is', async () => {
    const { sessions } = await fixture('codex-rollout');
    const session = named(sessions, '01aa-new');
    expect(of(session, 'tool_result').map((r) => [r.nativeId, r.isError])).toEqual([
      ['call_1', true],
      ['call_2', false],
      ['call_4', true],
      ['call_5', true],
      ['call_6', false],
      ['call_7', false],
    ]);
    const calls = of(session, 'tool_call');
    expect(calls.find((c) => c.nativeId === 'call_4')?.flags).toEqual(['bad_arguments']);
    expect(calls.find((c) => c.name === 'apply_patch')).toMatchObject({ argsJson: false });
    expect(calls.find((c) => c.name === 'apply_patch')?.flags).toBeUndefined();
    expect(calls.find((c) => c.nativeId === 'call_32')?.result).toBe('missing');
    expect(calls[0]?.turn).toBe(calls[1]?.turn);
    expect(session?.tools.map((t) => [t.name, t.inferred])).toEqual([['lookup', false]]);
  });

  it('keeps what was rolled back as a branch', async () => {
    const { sessions } = await fixture('codex-rollout');
    const session = named(sessions, '01aa-new');
    expect(session?.branches.map((b) => [b.cause, b.events.map((e) => (e.kind === 'user' ? e.text : e.kind))])).toEqual(
      [['rewind', ['Once more?', 'assistant']]],
    );
    expect(session?.events[session.branches[0]?.at ?? -1]).toMatchObject({ kind: 'user', text: 'Another way?' });
    expect(of(session, 'feedback').map((f) => [f.signal, f.text])).toEqual([['interrupted', 'interrupted']]);
  });

  it('keys a sub-agent by its own id', async () => {
    const { sessions } = await fixture('codex-rollout');
    expect(of(named(sessions, '01dd-sub'), 'user')[0]?.flags).toEqual(['synthetic']);
  });
});

describe('tau2-bench', () => {
  it('marks calls of the simulated user, and joins the split layout with its policy', async () => {
    const { sessions, skipped } = await fixture('tau2-bench');
    const whole = named(sessions, 'sim-1');
    expect(of(whole, 'tool_call').map((c) => [c.nativeId, c.side, c.result])).toEqual([
      ['c1', undefined, 'paired'],
      ['c2', undefined, 'paired'],
      ['u1', 'user', 'paired'],
    ]);
    expect(of(whole, 'tool_call')[0]?.args).toBe('{"phone":"canary.arg@goldpan.example","amount":1.5}');
    expect(of(whole, 'assistant').map((e) => e.text)).toEqual(['Hi! How can I help?', 'Toggle it.']);
    expect(of(whole, 'user').at(-1)?.text).toBe('Works now.');
    expect(of(named(sessions, 'sim-9'), 'system')[0]?.text).toBe('Policy canary.policy@goldpan.example');
    expect(new Set(sessions.map((s) => s.intent))).toEqual(new Set(['7']));
    expect(named(sessions, 'sim-2')).toMatchObject({ outcome: { success: false, score: 0, detail: 'max_steps' } });
    expect(skipped.filter((s) => s.includes('voice run'))).toHaveLength(2);
  });
});

describe('others', () => {
  it('OpenHands: one turn a response, results by cause, folders in the order of their numbers', async () => {
    const { sessions } = await fixture('openhands-v0');
    const trajectory = sessions.find((s) => of(s, 'tool_call').length === 4);
    const [run, view] = of(trajectory, 'tool_call');
    expect(run?.turn).toBe(view?.turn);
    expect(of(trajectory, 'tool_result').map((r) => [r.nativeId, r.isError, r.orphan !== undefined])).toEqual([
      ['t1', true, false],
      ['t2', false, false],
      ['event-10', undefined, false],
      ['event-12', undefined, false],
      ['event-999', false, true],
    ]);
    const folder = sessions.find((s) => s.records[0]?.path.endsWith('events/2.json'));
    expect(folder?.events.map((e) => e.kind)).toEqual(['user', 'assistant', 'tool_call', 'tool_result', 'assistant']);
    expect(sessions.map((s) => s.outcome?.success ?? null).sort()).toEqual([false, null, null, null, true]);
  });

  it('OpenHands SDK: event files of a folder are one session', async () => {
    const { sessions } = await fixture('openhands-sdk/conversation');
    const folder = named(sessions, 'canary.conversation@goldpan.example');
    expect(folder?.events.map((e) => e.kind)).toEqual(['system', 'user', 'context', 'reasoning', 'assistant']);
    expect(folder?.model).toBe('m-4');
  });

  it('OpenCode: storage folders give the same talk as the export', async () => {
    const { sessions } = await fixture('opencode');
    const [exported, stored] = ['ses_1', 'ses_2'].map((id) => named(sessions, id));
    const gist = (s: Session | undefined) =>
      s?.events.filter((e) => e.kind !== 'error').map((e) => [e.kind, 'text' in e ? e.text : '']);
    expect(gist(stored)).toEqual(gist(exported));
    expect(of(exported, 'tool_call').map((c) => c.result)).toEqual(['paired', 'paired', 'missing']);
  });

  it('Inspect: attachments, redacted reasoning, scores; one intent over epochs only for one input', async () => {
    const { sessions } = await read(join(fixtures, 'inspect-ai/log.json'));
    const [first, second] = sessions;
    expect(of(first, 'user')[0]?.text).toBe('attached canary.attachment@goldpan.example');
    expect(of(first, 'tool_call')[0]?.args).toBe('{"cmd":"attached canary.attachment@goldpan.example"}');
    expect(of(first, 'reasoning')[0]?.text).toBe('I think canary.reasoning@goldpan.example');
    expect(of(first, 'tool_call')[1]?.flags).toEqual(['bad_arguments']);
    expect(of(first, 'assistant')[0]).toMatchObject({ latencyMs: 1250, tsRaw: '2026-03-01T10:00:00+01:00' });
    expect(first?.outcome).toMatchObject({ success: true, score: 1, source: 'scores.includes' });
    expect(first?.intent).not.toBe(second?.intent);
    expect(of(second, 'error').map((e) => e.code)).toEqual([undefined, 'time']);
    expect(of(sessions[2], 'error')[0]?.text).toBe('log cancelled');
  });

  it('SWE-agent: demonstrations are left out, attempts share an intent, CRLF stays', async () => {
    const { sessions } = await fixture('swe-agent');
    const text = sessions.find((s) => s.intent === 'text-mode');
    expect(of(text, 'tool_call').map((c) => [c.name, c.args, c.flags, c.result])).toEqual([
      ['bash', 'ls -F\r\n', undefined, 'paired'],
      ['bash', 'submit', undefined, 'missing'],
    ]);
    expect(sessions.filter((s) => s.intent === 'retry')).toHaveLength(2);
    expect(text?.outcome).toMatchObject({ success: null, detail: 'submitted (exit_cost)' });
  });

  it('production lines: late feedback finds its answer, a retry is a branch, errors are not lost', async () => {
    const { sessions } = await fixture('production-log');
    const one = named(sessions, 'conv-1');
    const found = of(one, 'assistant').find((e) => e.text === 'Found.');
    expect(of(one, 'feedback')).toMatchObject([{ signal: 'thumbs_up', target: found?.turn }]);
    expect(one?.branches).toMatchObject([
      { cause: 'regenerate', events: [{ text: 'Found wrong.' }, { signal: 'thumbs_down' }] },
    ]);
    expect(one?.governance).toMatchObject({ consent: 'granted', subjects: ['canary.userid@goldpan.example'] });
    expect(of(named(sessions, 'conv-2'), 'error').map((e) => e.code)).toEqual(['ETIMEDOUT']);
    expect(of(named(sessions, 'conv-2'), 'feedback')).toMatchObject([{ signal: 'thumbs_down' }]);
    expect(of(named(sessions, 'conv-3'), 'error').map((e) => e.text)).toEqual(['500']);
  });

  it('pi and Gemini: what was taken back is a branch from the main line', async () => {
    const [pi] = (await fixture('pi')).sessions;
    expect(pi?.branches.map((b) => b.events.map((e) => ('text' in e ? e.text : e.kind)))).toEqual([['Wrong.']]);
    const gemini = named((await fixture('gemini-cli')).sessions, 'g-2');
    expect(gemini?.branches.map((b) => [b.cause, b.events.length])).toEqual([['rewind', 2]]);
    expect(of(gemini, 'tool_call')).toHaveLength(2);
  });

  it('VS Code: rounds with their results, votes, and files kept or undone', async () => {
    const session = named((await fixture('vscode-chat')).sessions, 'canary.session@goldpan.example');
    expect(of(session, 'tool_call').map((c) => [c.nativeId, c.name, c.result])).toEqual([
      ['toolu_1', 'read_file', 'paired'],
      ['y', 'run', 'paired'],
    ]);
    expect(of(session, 'tool_result')[0]?.text).toBe('canary.result@goldpan.example');
    const turns = of(session, 'assistant').map((a) => a.turn);
    expect(of(session, 'feedback').map((f) => [f.signal, turns.indexOf(f.target ?? -1)])).toEqual([
      ['thumbs_up', 1],
      ['accept', 1],
      ['thumbs_down', 3],
      ['interrupted', -1],
    ]);
    const replayed = named((await fixture('vscode-chat')).sessions, 'j-1');
    expect(of(replayed, 'assistant').map((a) => a.text)).toEqual(['I run them.', 'They fail.']);
    expect(of(replayed, 'feedback').map((f) => f.signal)).toEqual(['accept', 'thumbs_up']);
  });

  it('Cline: XML calls with their parameters, results by name, denials', async () => {
    const [task] = (await fixture('cline')).sessions;
    expect(of(task, 'tool_call').map((c) => [c.name, JSON.parse(c.args)])).toEqual([
      ['read_file', { path: 'canary.arg@goldpan.example' }],
      ['write_to_file', { path: 'a.xml', content: '<content>in</content>' }],
      ['read_file', { path: 'b' }],
    ]);
    expect(of(task, 'assistant').at(-1)?.text).toBe('Done canary.answer@goldpan.example');
    expect(of(task, 'tool_result').map((r) => r.text.slice(0, 15))).toEqual([
      'file text',
      'The user denied',
      'text of b',
    ]);
    expect(of(task, 'feedback')).toMatchObject([{ signal: 'reject', text: 'not there' }]);
  });
});

it('names the file that holds the talk for what lies beside it', async () => {
  const { sessions, skipped } = await fixture('assistant-extras');
  expect(sessions).toEqual([]);
  expect(skipped).toHaveLength(15);
  for (const s of skipped) expect(s).toMatch(/^metadata: .*(?:beside it|opencode export)/);
});

const real = existsSync(samples);
if (!real) console.warn('SKIPPED: facts about real samples, because ../shared/data/logs is not there.');

describe.skipIf(!real)('real samples', () => {
  it('pairs the 49 talks that reuse call ids with the call before each result', async () => {
    const file = join(samples, 'tau-bench/gpt-4o-airline.json');
    interface Raw {
      traj: { role: string; tool_calls?: { id: string; function: { name: string; arguments: string } }[] }[];
    }
    const raw = JSON.parse(readFileSync(file, 'utf8')) as Raw[];
    const { sessions } = await read(file);
    expect(sessions).toHaveLength(200);
    let reused = 0;
    let reuses = 0;
    raw.forEach((run, i) => {
      // Each call is answered by the message behind it: what the pairs must be, whatever the ids.
      const expected: string[] = [];
      const known = new Map<string, string>();
      let again = 0;
      run.traj.forEach((m, k) => {
        if (m.role === 'tool') expected.push(run.traj[k - 1]?.tool_calls?.[0]?.function.arguments ?? 'none');
        for (const call of m.tool_calls ?? []) {
          const what = JSON.stringify(call.function);
          if (known.has(call.id) && known.get(call.id) !== what) again++;
          known.set(call.id, what);
        }
      });
      reuses += again;
      if (again > 0) reused++;
      const calls = new Map(of(sessions[i], 'tool_call').map((c) => [c.call, c.args]));
      expect(of(sessions[i], 'tool_result').map((r) => calls.get(r.call ?? -1))).toEqual(expected);
    });
    expect([reused, reuses]).toEqual([49, 71]);
  });

  it('finds the results that hang as side leaves, in b3a7bd3c, and its four sub-agents', async () => {
    const id = 'b3a7bd3c-5a10-4e7b-8ff0-7fc0cd6d1093';
    const { sessions } = await read(join(samples, `claude-code/${id}.jsonl`), join(samples, `claude-code/${id}`));
    expect(sessions).toHaveLength(1);
    const main = (sessions[0]?.events ?? []).filter((e) => !e.agent);
    const lines = readFileSync(join(samples, `claude-code/${id}.jsonl`), 'utf8')
      .trim()
      .split('\n');
    const parsed = lines.map((l) => JSON.parse(l) as { uuid?: string; parentUuid?: string | null });
    const chain = new Set<string | undefined>();
    for (let at = parsed.at(-1); at; at = parsed.find((p) => p.uuid && p.uuid === at?.parentUuid)) chain.add(at.uuid);
    const off = lines.filter((l, i) => l.includes('"tool_result"') && !chain.has(parsed[i]?.uuid));
    expect(off).toHaveLength(3);
    const results = main.filter((e) => e.kind === 'tool_result');
    expect(results.map((r) => r.call !== null)).toEqual([true, true, true, true]);
    expect(new Set(main.flatMap((e) => (e.kind === 'tool_call' ? [e.turn] : []))).size).toBe(1);
    expect(new Set(sessions[0]?.events.flatMap((e) => e.agent ?? [])).size).toBe(4);
  });

  it('reads 20 short production talks, not one a turn', async () => {
    const { sessions } = await read(join(samples, 'production-log'));
    expect(sessions).toHaveLength(20);
    expect(sessions.every((s) => s.branches.length === 0)).toBe(true);
    expect(sessions.flatMap((s) => of(s, 'feedback')).length).toBe(20);
  });

  it('compares trials: 26 airline tasks of tau have both outcomes; tau2 runs differ on 12 retail and 9 airline tasks', async () => {
    const tau = (await read(join(samples, 'tau-bench/gpt-4o-airline.json'))).sessions;
    const byTask = new Map<string, Set<boolean | null>>();
    for (const s of tau)
      byTask.set(s.intent ?? '', (byTask.get(s.intent ?? '') ?? new Set()).add(s.outcome?.success ?? null));
    expect([...byTask.values()].filter((v) => v.size === 2)).toHaveLength(26);
    for (const [domain, differ] of [
      ['retail', 12],
      ['airline', 9],
    ] as const) {
      const rewards = async (name: string) =>
        new Map(
          (await read(join(samples, `tau2-bench/${name}_${domain}_1trial.json`))).sessions.map((s) => [
            s.intent,
            s.outcome?.score,
          ]),
        );
      const [a, b] = [await rewards('gpt-4.1'), await rewards('ft-gpt-4.1')];
      expect([...a].filter(([task, reward]) => b.get(task) !== reward)).toHaveLength(differ);
    }
  });
});
