/** What goldpan.json gives to sessions: files of tools in all shapes, prompts, and whom they are for. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SessionBuilder } from '../../../src/ingest/builder.ts';
import { loadGiven, NOTHING_GIVEN, withGiven } from '../../../src/ingest/given.ts';
import type { Session } from '../../../src/model/session.ts';
import { testConfig } from '../../support/pipeline.ts';
import { tempFolder } from '../../support/temp.ts';
import { talkOf } from './support.ts';

const SCHEMA = '{"type":"object","properties":{"max":{"maximum":1.0}}}';

function load(config: object, files: Record<string, string> = {}) {
  const root = tempFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
  return loadGiven(testConfig(config), root);
}

describe('a file of tools', () => {
  it.each<[string, string]>([
    ['OpenAI', `[{"type":"function","function":{"name":"f","description":"d","parameters":${SCHEMA}}}]`],
    ['OpenAI, newer', `[{"type":"function","name":"f","description":"d","parameters":${SCHEMA}}]`],
    ['Anthropic', `[{"name":"f","description":"d","input_schema":${SCHEMA}}]`],
    ['MCP', `{"tools":[{"name":"f","description":"d","inputSchema":${SCHEMA}}]}`],
    [
      'an answer of MCP',
      `\uFEFF{"jsonrpc":"2.0","id":1,"result":{"tools":[{"name":"f","description":"d","inputSchema":${SCHEMA}}]}}`,
    ],
  ])('%s', (_name, text) => {
    const [entry] = load({ tools: [{ file: 'a.json' }] }, { 'a.json': text }).tools;
    expect(entry?.tools).toEqual([{ name: 'f', description: 'd', parameters: SCHEMA, inferred: false }]);
  });

  it('plain JSON Schemas are named by their title', () => {
    const schema = '{"title":"f","description":"d","type":"object","properties":{"max":{"maximum":1.0}}}';
    const [entry] = load({ tools: [{ file: 'a.json' }] }, { 'a.json': `[${schema}]` }).tools;
    expect(entry?.tools).toEqual([{ name: 'f', description: 'd', parameters: schema, inferred: false }]);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['that is not there', {}, /a\.json/],
    ['that is no JSON', { 'a.json': '[{' }, /a\.json:1:\d+: not valid JSON/],
    ['that holds none', { 'a.json': '{"x":1}' }, /a\.json holds no tools/],
  ])('a mistake is told: one %s', (_name, files, message) => {
    expect(() => load({ tools: [{ file: 'a.json' }] }, files)).toThrow(message);
  });

  it('a prompt needs a text or a file, and not both', () => {
    for (const entry of [{}, { text: 'a', file: 'b' }])
      expect(() => testConfig({ systemPrompts: [entry] })).toThrow(/either "text" or "file"/);
  });
});

describe('a session', () => {
  const tool = (name: string) => ({ name, inferred: false });
  function session(fill: (b: SessionBuilder) => void = () => undefined): Session {
    const builder = new SessionBuilder('openai-chat');
    builder.fields.app = 'shop';
    builder.from({ path: 'logs/a.jsonl', line: 1, start: 0, end: 1 });
    builder.user('Go.');
    builder.newTurn().call({ id: 'a', name: 'own', args: '{}' });
    builder.feedback({ signal: 'thumbs_up', target: builder.turn });
    builder.branch(1, 'regenerate', () => builder.assistant('No.'));
    fill(builder);
    return builder.build() as Session;
  }
  const named = (whom: object, s = session()): string[] =>
    withGiven(s, { ...NOTHING_GIVEN, tools: [{ ...whom, tools: [tool('given')] }] }).tools.map((t) => t.name);

  it.each<[string, object, boolean]>([
    ['everybody', {}, true],
    ['its application', { app: 'shop' }, true],
    ['another application', { app: 'bank' }, false],
    ['its format', { format: 'openai-chat', app: 'shop' }, true],
    ['another format', { format: 'codex-rollout', app: 'shop' }, false],
    ['its file', { files: ['logs/*.jsonl'] }, true],
    ['another file', { files: ['other/**'] }, false],
  ])('gets what is for %s', (_name, whom, gets) => {
    expect(named(whom)).toEqual(gets ? ['given', 'own'] : ['own']);
  });

  it('keeps what its log declares', () => {
    expect(
      named(
        {},
        session((b) => b.tools.set('told', tool('told'))),
      ),
    ).toEqual(['told']);
    const system = session((b) => b.branch(0, 'edit', () => b.system('Other.')));
    const given = { ...NOTHING_GIVEN, systemPrompts: [{ text: 'Be kind.' }] };
    expect(talkOf(withGiven(system, given))[0]).toBe('system: Be kind.');
    const own = { ...session(), events: [{ ...(session().events[0] as object), kind: 'system' }] } as Session;
    expect(withGiven(own, given)).toBe(own);
  });

  it('has a prompt in front, and all numbers move up with it', () => {
    const before = session();
    const after = withGiven(before, { ...NOTHING_GIVEN, systemPrompts: [{ text: 'Be kind.', app: 'shop' }] });
    expect(talkOf(after)).toEqual(['system: Be kind.', ...talkOf(before)]);
    expect(after.events.map((e) => e.seq)).toEqual([0, 1, 2, 3]);
    expect(after.events[3]).toMatchObject({ kind: 'feedback', target: 2 });
    expect(after.events[2]?.turn).toBe(2);
    expect(after.branches).toMatchObject([{ at: 2, events: [{ seq: 2, turn: 2 }] }]);
    expect(before.events[0]?.seq).toBe(0);
  });
});
