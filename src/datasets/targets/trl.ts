/** TRL and Unsloth, which read JSONL with `datasets`: the default. */

import { createHash } from 'node:crypto';
import { z } from 'zod';
import { tryJson } from '../../kit/json/parse.ts';
import type { Violation } from '../contract.ts';
import { stringify } from '../json.ts';
import { type Row, type RowMessage, RowMeta, RowTool } from '../row.ts';
import type { Target } from './target.ts';

export const trl: Target = {
  name: 'trl',
  kinds: ['sft', 'dpo'],
  limits: (row) => callIdViolations(row),
  encode: (row) => ({
    ...(isPair(row) && isWitness(row.meta.id) ? witness(row) : row),
    tools: row.tools.length === 0 ? 'null' : stringify(row.tools),
    meta: stringify(row.meta),
  }),
  decode: (value) => {
    if (typeof value !== 'object' || value === null) return { row: value, violations: [] };
    const tools = readTools('tools' in value ? value.tools : undefined);
    const meta = readMeta('meta' in value ? value.meta : undefined);
    return {
      row: { ...value, tools: tools.value, meta: meta.value },
      violations: [...tools.violations, ...meta.violations],
    };
  },
  configs: (kind, files) => [
    `- config_name: ${kind}`,
    '  data_files:',
    ...files.flatMap(({ split, path }) => [`  - split: ${split}`, `    path: ${path}`]),
  ],
};

interface PairRow extends Row {
  prompt: RowMessage[];
  chosen: RowMessage[];
  rejected: RowMessage[];
}

const isPair = (row: Row): row is PairRow => 'chosen' in row;

/**
 * `datasets` takes the type of a column from its first 10 MB. Messages of differing shapes make it JSON, which takes any shape
 * that comes later; so about every second pair carries a weight. It hangs on the pair alone: other pairs change nothing.
 */
export const isWitness = (id: string): boolean => ((createHash('sha256').update(id).digest()[0] ?? 0) & 1) === 0;

function witness(row: PairRow): PairRow {
  const last = row.prompt.length - 1;
  return {
    ...row,
    prompt: row.prompt.map((m, i) => (i === last ? weighted(m) : m)),
    chosen: row.chosen.map(weighted),
    rejected: row.rejected.map(weighted),
  };
}

const weighted = (m: RowMessage): RowMessage =>
  m.role === 'assistant'
    ? { role: m.role, content: m.content, weight: 1, tool_calls: m.tool_calls }
    : { ...m, weight: 1 };

interface Read<T> {
  value: T;
  violations: Violation[];
}

const Tools = z.array(RowTool).min(1).nullable();

/** A JSON string, because a column has one type; "null" when the model had no tools. */
function readTools(text: unknown): Read<RowTool[]> {
  const fix = 'write a JSON string: "null", or a list of {"type":"function","function":{"name",…}}';
  const wrong = (message: string): Read<RowTool[]> => ({
    value: [],
    violations: [{ pointer: '/tools', message, fix }],
  });
  const value = typeof text === 'string' ? tryJson(text) : undefined;
  if (value === undefined) return wrong('not JSON text');
  const tools = Tools.safeParse(value);
  return tools.success ? { value: tools.data ?? [], violations: [] } : wrong('no list of tool declarations');
}

function readMeta(text: unknown): Read<RowMeta> {
  const meta = RowMeta.safeParse(typeof text === 'string' ? tryJson(text) : undefined);
  if (meta.success) return { value: meta.data, violations: [] };
  const message = 'not the JSON text of an object with an id';
  return { value: { id: '' }, violations: [{ pointer: '/meta', message, fix: 'write {"id": …} as a JSON string' }] };
}

/** Chat templates of Mistral, which TRL renders rows with, raise on any other id. */
const CALL_ID = /^[A-Za-z0-9]{9}$/;

function callIdViolations(row: Row): Violation[] {
  return Object.entries(row).flatMap(([key, messages]) =>
    Array.isArray(messages)
      ? (messages as Partial<RowMessage>[]).flatMap((m, i) =>
          (('tool_calls' in m && m.tool_calls) || []).flatMap(({ id }, j) =>
            CALL_ID.test(id)
              ? []
              : [
                  {
                    pointer: `/${key}/${i}/tool_calls/${j}/id`,
                    message: 'a call id that is not nine letters or digits',
                    fix: 'give the call and its result an id of nine letters or digits',
                  },
                ],
          ),
        )
      : [],
  );
}
