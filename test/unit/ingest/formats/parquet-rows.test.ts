/** Rows of training sets as Parquet, as Hugging Face converts them: lists of structs with nulls, and columns of JSON. */
import { type ColumnSource, parquetWriteBuffer, type SchemaElement } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { outline } from '../outline.ts';
import { readFiles } from '../support.ts';

/** `list<struct<…: string>>`, as Arrow writes it. */
const listOf = (name: string, fields: readonly string[]): SchemaElement[] => [
  { name, repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  { name: 'element', repetition_type: 'OPTIONAL', num_children: fields.length },
  ...fields.map(
    (field): SchemaElement => ({
      name: field,
      type: 'BYTE_ARRAY',
      converted_type: 'UTF8',
      repetition_type: 'OPTIONAL',
    }),
  ),
];
const text = (name: string): SchemaElement[] => [
  { name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
];

/** Every struct has every field: what a row lacks is null. */
const filled = (list: readonly Record<string, unknown>[], fields: readonly string[]) =>
  list.map((item) => Object.fromEntries(fields.map((field) => [field, item[field] ?? null])));

type Columns = Record<string, readonly string[] | 'text'>;

function parquet(rows: readonly Record<string, unknown>[], columns: Columns): Uint8Array {
  const schema: SchemaElement[] = [{ name: 'root', num_children: Object.keys(columns).length }];
  const columnData: ColumnSource[] = [];
  for (const [name, fields] of Object.entries(columns)) {
    schema.push(...(fields === 'text' ? text(name) : listOf(name, fields)));
    const data = rows.map((row) => {
      const value = row[name];
      return fields === 'text' || !Array.isArray(value) ? (value ?? null) : filled(value, fields);
    });
    columnData.push({ name, data });
  }
  return new Uint8Array(parquetWriteBuffer({ columnData, schema }));
}

const U = { role: 'user', content: 'q' };
const A = { role: 'assistant', content: 'a' };
const MESSAGE = ['role', 'content', 'name', 'tool_call_id'];
const TURN = ['from', 'value', 'weight'];
const TOOLS = JSON.stringify([{ name: 'f', description: 'd', parameters: { type: 'object', properties: {} } }]);

describe('Parquet says what JSON lines say', () => {
  it.each<[string, Record<string, unknown>[], Columns]>([
    [
      'messages',
      [
        { messages: [{ role: 'system', content: 's' }, U, A], source: 'x' },
        { messages: [U, A], source: 'y' },
      ],
      { messages: MESSAGE, source: 'text' },
    ],
    [
      'ShareGPT with a system column',
      [
        {
          system: 's',
          conversations: [
            { from: 'human', value: 'q' },
            { from: 'gpt', value: 'a' },
          ],
        },
      ],
      { system: 'text', conversations: TURN, tools: 'text' },
    ],
    [
      'preferences',
      [{ prompt: 'q', chosen: [U, A], rejected: [U, { role: 'assistant', content: 'b' }] }],
      { prompt: 'text', chosen: MESSAGE, rejected: MESSAGE },
    ],
    ['prompt and completion', [{ prompt: [U], completion: [A] }], { prompt: MESSAGE, completion: MESSAGE }],
    [
      'xLAM: calls and tools as JSON text',
      [{ query: 'q', answers: '[{"name": "f", "arguments": {"n": 1}}]', tools: TOOLS }],
      { query: 'text', answers: 'text', tools: 'text' },
    ],
    [
      'prompt and response',
      [{ instruction: 'q', input: '', output: 'a' }],
      { instruction: 'text', input: 'text', output: 'text' },
    ],
    [
      'templated text',
      [{ text: '<|im_start|>user\nq<|im_end|>\n<|im_start|>assistant\na<|im_end|>' }],
      { text: 'text' },
    ],
    [
      'OpenAssistant rows',
      [
        { message_id: 'a', parent_id: null, message_tree_id: 't', role: 'prompter', text: 'q' },
        { message_id: 'b', parent_id: 'a', message_tree_id: 't', role: 'assistant', text: 'a' },
      ],
      { message_id: 'text', parent_id: 'text', message_tree_id: 'text', role: 'text', text: 'text' },
    ],
  ])('%s', async (_name, rows, columns) => {
    const lines = await readFiles({ 'a.jsonl': rows.map((row) => `${JSON.stringify(row)}\n`).join('') });
    const table = await readFiles({ 'a.parquet': parquet(rows, columns) });
    expect(table.format).toBe(lines.format);
    expect(table.sessions.length).toBeGreaterThan(0);
    expect(table.sessions.map(outline)).toEqual(lines.sessions.map(outline));
    expect(table.sessions.map((s) => s.tools)).toEqual(lines.sessions.map((s) => s.tools));
  });
});
