/** What the sessions of one application know of its tools serves all of them. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Example } from '../../../src/model/example.ts';
import type { ToolDef } from '../../../src/model/session.ts';
import { markRedacted } from '../../../src/redact/brand.ts';
import { RunTools } from '../../../src/run/store/run-tools.ts';
import { run } from '../../support/pipeline.ts';
import { tempFolder } from '../../support/temp.ts';

type Of = Pick<Example, 'format' | 'app' | 'tools'>;
const seen = (name: string, key = 'x', type = 'string'): ToolDef => ({
  name,
  parameters: JSON.stringify({ type: 'object', properties: { [key]: { type } }, required: [key] }),
  inferred: true,
});
const declared = (name: string): ToolDef => ({ name, description: 'd', inferred: false });
const example = (tools: ToolDef[], app?: string, format = 'openai-chat'): Of =>
  app === undefined ? { format, tools } : { format, app, tools };

/** Names of the tools that the first example gets. */
function served(...examples: Of[]): string[] | undefined {
  const tools = new RunTools();
  for (const one of examples) tools.note(markRedacted(one));
  const again = new RunTools(JSON.parse(JSON.stringify([...tools.lines()])));
  const [first] = examples as [Of];
  expect(again.of(first)).toEqual(tools.of(first));
  return tools.of(first)?.map((t) => `${t.name}${t.inferred ? '' : '!'}`);
}

describe('tools of a run', () => {
  it.each<[string, Of[], string[] | undefined]>([
    ['those of another session', [example([seen('b')], 'shop'), example([seen('a')], 'shop')], ['a', 'b']],
    ['of no application that has a name', [example([seen('b')]), example([seen('a')])], ['a', 'b']],
    ['not of another application', [example([seen('b')], 'shop'), example([seen('a')], 'bank')], ['b']],
    ['not of another format', [example([seen('b')]), example([seen('a')], undefined, 'sharegpt')], ['b']],
    ['what one declares goes first', [example([seen('b')]), example([declared('b'), declared('c')])], ['b!', 'c!']],
    ['and stays', [example([seen('b')]), example([declared('b')]), example([seen('b')])], ['b!']],
    ['a session that declares its own', [example([declared('b')]), example([seen('a')])], undefined],
    ['a session without calls', [example([], 'shop'), example([seen('a')], 'shop')], undefined],
    ['a tool that names somebody', [example([seen('b')]), example([seen('a', '[PERSON_1]')])], ['b']],
  ])('%s', (_name, examples, expected) => {
    expect(served(...examples)).toEqual(expected);
  });

  it('join what was seen', () => {
    const tools = new RunTools();
    const first = example([seen('f', 'x', 'integer')]);
    for (const one of [first, example([seen('f', 'x', 'string')]), example([seen('f', 'y')])])
      tools.note(markRedacted(one));
    expect(tools.of(first)).toEqual([
      {
        name: 'f',
        parameters: '{"type":"object","properties":{"x":{"type":["integer","string"]},"y":{"type":"string"}}}',
        inferred: true,
      },
    ]);
  });

  it('of a mixed data set are not offered to each of its sessions', () => {
    const many = Array.from({ length: 200 }, (_, i) => example([seen(`t${i}`)]));
    expect(served(...many)).toEqual(['t0']);
  });
});

describe('in a dataset', () => {
  const call = (name: string, args: string) => ({
    role: 'assistant',
    content: null,
    tool_calls: [{ id: 'a', type: 'function', function: { name, arguments: args } }],
  });
  const talk = (name: string, args: string) => ({
    messages: [
      { role: 'user', content: `Please do what has to be done with ${name}.` },
      call(name, args),
      { role: 'tool', tool_call_id: 'a', content: 'done' },
      { role: 'assistant', content: `It is done with ${name}.` },
    ],
  });

  async function rows(config: object, files: Record<string, string>): Promise<{ tools: unknown[]; meta: string }[]> {
    const root = tempFolder();
    mkdirSync(join(root, 'logs'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
    await run({ root, config: { split: { validation: 0 }, ...config } });
    const lines = readFileSync(join(root, 'out/sft/train.jsonl'), 'utf8').trim().split('\n');
    return lines.map((line) => JSON.parse(line)).map(({ tools, meta }) => ({ tools: JSON.parse(tools), meta }));
  }
  const logs = [talk('open', '{"door":1}'), talk('close', '{"door":2,"hard":true}')];
  const text = logs.map((t) => JSON.stringify(t)).join('\n');
  const names = (tools: unknown[]): string[] => tools.map((t) => (t as { function: { name: string } }).function.name);

  it('rows of both sessions declare both tools, marked as inferred', async () => {
    const made = await rows({}, { 'logs/a.jsonl': text });
    expect(made.map((r) => names(r.tools))).toEqual([
      ['close', 'open'],
      ['close', 'open'],
    ]);
    expect(made.every((r) => r.meta.includes('"tools_inferred":true'))).toBe(true);
  });

  it('a session that may not be in the dataset tells nothing of its tools', async () => {
    const config = { privacy: { allowedSources: { files: ['logs/a.jsonl'] } } };
    const [open, close] = logs.map((t) => JSON.stringify(t)) as [string, string];
    const made = await rows(config, { 'logs/a.jsonl': open, 'logs/b.jsonl': close });
    expect(made.map((r) => names(r.tools))).toEqual([['open']]);
  });

  it('given tools and prompts are in the rows, redacted', async () => {
    const given = [
      { name: 'open', description: 'Opens. Ask kim.larsen@shop.example.', parameters: { type: 'object' } },
    ];
    const config = { tools: [{ file: 'tools.json' }], systemPrompts: [{ text: 'Write to kim.larsen@shop.example.' }] };
    const files = { 'logs/a.jsonl': JSON.stringify(logs[0]), 'tools.json': JSON.stringify(given) };
    const made = await rows(config, files);
    expect(made.map((r) => names(r.tools))).toEqual([['open']]);
    expect(JSON.stringify(made)).toContain('Opens. Ask [EMAIL_1].');
    expect(JSON.stringify(made)).not.toContain('tools_inferred');
  });
});
