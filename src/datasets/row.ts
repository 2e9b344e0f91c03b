/**
 * The canonical rows: what a kind of dataset holds, before a target turns it into what its trainer reads. The schemas are the
 * shapes of the contracts; what a shape cannot say is checked by the kind.
 */
import { z } from 'zod';
import { RawJson } from './json.ts';

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A JSON object: raw while a row is built, so that its numbers stay as logged; parsed in a row that was read from a file. */
const JsonObject = z.custom<RawJson | Record<string, unknown>>(
  (value) => isObject(value instanceof RawJson ? value.parsed() : value),
  'no JSON object',
);

const ToolCall = z.strictObject({
  id: z.string().min(1),
  type: z.literal('function'),
  function: z.strictObject({ name: z.string().min(1), arguments: JsonObject }),
});
/** 1: trained on. 0: context only. */
const Weight = z.union([z.literal(0), z.literal(1)]);

export const RowMessage = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('system'), content: z.string(), weight: Weight.optional() }),
  z.strictObject({ role: z.literal('user'), content: z.string(), weight: Weight.optional() }),
  z.strictObject({
    role: z.literal('assistant'),
    content: z.string(),
    weight: Weight.optional(),
    tool_calls: z.array(ToolCall).min(1).optional(),
  }),
  z.strictObject({
    role: z.literal('tool'),
    tool_call_id: z.string(),
    name: z.string(),
    content: z.string(),
    weight: Weight.optional(),
  }),
]);
export type RowMessage = z.infer<typeof RowMessage>;

/** A tool as offered to the model. What else a declaration holds is the consumer's business. */
export const RowTool = z.looseObject({
  type: z.literal('function'),
  function: z.looseObject({ name: z.string().min(1) }),
});
export type RowTool = z.infer<typeof RowTool>;

/** Keyed id and tags. Never a path, never log text. */
export const RowMeta = z.looseObject({ id: z.string() });
export type RowMeta = z.infer<typeof RowMeta>;

/** What rows of every kind have: `tools` is empty when the model had none. */
export const shared = { tools: z.array(RowTool), meta: RowMeta };

/** Any canonical row. */
export interface Row {
  tools: RowTool[];
  meta: RowMeta;
}
