/**
 * The versioned contracts of the rows: what trainers rely on. Every row is checked against its contract before it is
 * written, and `goldpan validate` checks files with the same code.
 */
import { z } from 'zod';

export const CONTRACTS = { sft: 'goldpan/sft@1', dpo: 'goldpan/dpo@1' } as const;
export type RowKind = keyof typeof CONTRACTS;

export interface Violation {
  /** JSON pointer in the row. */
  pointer: string;
  message: string;
  mend: string;
}

const ToolCall = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9]{9}$/),
  type: z.literal('function'),
  function: z.strictObject({ name: z.string().min(1), arguments: z.record(z.string(), z.unknown()) }),
});
const Weight = z.union([z.literal(0), z.literal(1)]);
const RowMessage = z.discriminatedUnion('role', [
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
type RowMessage = z.infer<typeof RowMessage>;

const Assistant = z.array(RowMessage).length(1);
const SftRow = z.strictObject({ messages: z.array(RowMessage).min(2), tools: z.string(), meta: z.string() });
const DpoRow = z.strictObject({
  prompt: z.array(RowMessage).min(1),
  chosen: Assistant,
  rejected: Assistant,
  tools: z.string(),
  meta: z.string(),
});

/** Kind by the row's keys; undefined when it is neither. */
export function kindOfRow(row: unknown): RowKind | undefined {
  if (typeof row !== 'object' || row === null) return undefined;
  if ('messages' in row) return 'sft';
  return 'prompt' in row || 'chosen' in row ? 'dpo' : undefined;
}

/** All violations of a parsed row; empty when it keeps its contract. */
export function checkRow(kind: RowKind, row: unknown): Violation[] {
  const parsed = kind === 'sft' ? SftRow.safeParse(row) : DpoRow.safeParse(row);
  if (!parsed.success) {
    return parsed.error.issues.map((issue) => ({
      pointer: `/${issue.path.join('/')}`,
      message: issue.message,
      mend: `see the contract ${CONTRACTS[kind]} in docs/exports.md`,
    }));
  }
  const data = parsed.data;
  const shared = [...checkTools(data.tools), ...checkMeta(data.meta)];
  if ('messages' in data) return [...shared, ...checkTalk(data.messages, '/messages'), ...checkEnd(data.messages)];
  return [...shared, ...checkTalk(data.prompt, '/prompt'), ...checkSides(data)];
}

function checkTools(tools: string): Violation[] {
  const mend = 'write a JSON string: "null", or a list of {"type":"function","function":{"name",…}}';
  try {
    const value: unknown = JSON.parse(tools);
    if (value === null) return [];
    const Declared = z
      .array(z.object({ type: z.literal('function'), function: z.object({ name: z.string().min(1) }) }))
      .min(1);
    return Declared.safeParse(value).success
      ? []
      : [{ pointer: '/tools', message: 'no list of tool declarations', mend }];
  } catch {
    return [{ pointer: '/tools', message: 'not JSON text', mend }];
  }
}

function checkMeta(meta: string): Violation[] {
  try {
    const value: unknown = JSON.parse(meta);
    if (typeof value === 'object' && value !== null && typeof (value as { id?: unknown }).id === 'string') return [];
  } catch {
    // Falls through to the violation.
  }
  return [
    {
      pointer: '/meta',
      message: 'not the JSON text of an object with an id',
      mend: 'write {"id": …} as a JSON string',
    },
  ];
}

/** Order of roles, and every call with its result before the talk goes on. */
function checkTalk(messages: readonly RowMessage[], at: string): Violation[] {
  const out: Violation[] = [];
  const add = (i: number, message: string, mend: string): void =>
    void out.push({ pointer: `${at}/${i}`, message, mend });
  let open = new Map<string, number>();
  messages.forEach((m, i) => {
    if (m.role === 'tool') {
      if (!open.delete(m.tool_call_id))
        add(i, 'a tool message that answers no open call', 'remove it, or give it the id of a call before it');
      return;
    }
    for (const [, call] of open)
      add(call, 'a call without its tool message', 'add the tool message, or cut the row before the call');
    open = new Map();
    if (m.role === 'system' && i > 0) add(i, 'a system message after the start', 'move it to the front');
    if (m.role === messages[i - 1]?.role)
      add(i, `two ${m.role} messages in a row`, 'join them: chat templates want roles to alternate');
    if (m.role !== 'assistant') return;
    if (m.content.trim() === '' && !m.tool_calls && m.weight !== 0)
      add(i, 'an empty answer that is trained on', 'set weight 0 or remove it');
    for (const call of m.tool_calls ?? []) {
      if (open.has(call.id)) add(i, `call id ${call.id} twice in one message`, 'give each call an id of its own');
      open.set(call.id, i);
    }
  });
  for (const [, call] of open)
    add(call, 'a call without its tool message', 'add the tool message, or cut the row before the call');
  return out;
}

function checkEnd(messages: readonly RowMessage[]): Violation[] {
  const out: Violation[] = [];
  if (!messages.some((m) => m.role === 'user'))
    out.push({ pointer: '/messages', message: 'no user message', mend: 'remove the row' });
  if (!messages.some((m) => m.role === 'assistant' && m.weight === 1)) {
    out.push({
      pointer: '/messages',
      message: 'nothing to train on: no assistant message has weight 1',
      mend: 'remove the row, or set a weight to 1',
    });
  }
  const last = messages.at(-1);
  if (last?.role === 'user' || last?.role === 'system') {
    out.push({
      pointer: `/messages/${messages.length - 1}`,
      message: `ends with a ${last.role} message`,
      mend: 'cut the row after its last answer',
    });
  }
  return out;
}

function checkSides(row: z.infer<typeof DpoRow>): Violation[] {
  const out: Violation[] = [];
  const last = row.prompt.at(-1);
  if (last && last.role !== 'user' && last.role !== 'tool') {
    out.push({
      pointer: '/prompt',
      message: `ends with ${last.role === 'assistant' ? 'an' : 'a'} ${last.role} message`,
      mend: 'end the prompt where the two runs part',
    });
  }
  for (const side of ['chosen', 'rejected'] as const) {
    if (row[side][0]?.role !== 'assistant')
      out.push({ pointer: `/${side}/0`, message: 'no assistant message', mend: 'each side is one answer' });
  }
  const bare = (m: RowMessage | undefined): string =>
    JSON.stringify(m && 'tool_calls' in m ? [m.content, m.tool_calls?.map((c) => c.function)] : [m?.content]);
  if (bare(row.chosen[0]) === bare(row.rejected[0])) {
    out.push({ pointer: '/chosen', message: 'chosen and rejected are the same', mend: 'remove the row' });
  }
  return out;
}
