/** Training rows in the canonical shape: what TRL and Unsloth load unmodified. */
import { createHash } from 'node:crypto';
import type { Config } from '../core/config.ts';
import type { Call, Example, Message } from '../core/model/example.ts';
import type { ToolDef } from '../core/model/session.ts';
import type { Redacted } from '../core/redact/brand.ts';
import { compactRaw, type Json, stringify } from './json.ts';

export type RowOptions = Pick<Config['exports'], 'system' | 'reasoning'>;

/** Why an example gives no row. */
export type NoRow = { why: string };

/**
 * One SFT row. `edits`: new text by message number, from the human or from feedback. Ends with the last answer: what
 * follows it is not trained on. A final call without a result is cut off.
 */
export function sftRow(
  example: Redacted<Example>,
  edits: ReadonlyMap<number, Redacted<string>>,
  options: RowOptions,
): string | NoRow {
  const end = lastAnswer(example.messages);
  if (end < 0) return { why: 'no answer to train on' };
  const messages = example.messages
    .slice(0, end + 1)
    .map((m, i) => (edits.has(i) ? { ...m, content: edits.get(i) as string } : m));
  return stringify({
    messages: render(messages, example.id, options, weightOf),
    tools: toolsOf(example.tools),
    meta: metaOf(example, { edited: edits.size > 0 }),
  });
}

/** Both sides answer the same prompt with one message each. `odd`: every second row carries `weight`, see docs/exports.md. */
export interface PairRow {
  id: string;
  source: string;
  prompt: readonly Message[];
  chosen: Message;
  rejected: Message;
  tools: readonly ToolDef[];
  margin?: number;
}

export function dpoRow(pair: Redacted<PairRow>, odd: boolean, options: RowOptions): string | NoRow {
  const weight = odd ? 1 : undefined;
  const prompt = render(pair.prompt, pair.id, options, (_, i) => (odd && i === pair.prompt.length - 1 ? 1 : undefined));
  if (prompt.length === 0) return { why: 'no prompt left' };
  const side = (m: Message, name: string): Json[] => render([m], `${pair.id}${name}`, options, () => weight);
  const [chosen, rejected] = [side(pair.chosen, 'c'), side(pair.rejected, 'r')];
  const bare = (m: Message): string => JSON.stringify([m.content.trim(), (m.calls ?? []).map((c) => [c.name, c.args])]);
  if (bare(pair.chosen) === bare(pair.rejected)) return { why: 'both sides say the same after redaction' };
  const meta = { id: pair.id, source: pair.source, ...(pair.margin === undefined ? {} : { margin: pair.margin }) };
  return stringify({ prompt, chosen, rejected, tools: toolsOf(pair.tools), meta: stringify(meta) });
}

/** Index of the last assistant message that may be trained on; -1 for none. Calls at the very end have no result. */
export function lastAnswer(messages: readonly Message[]): number {
  for (let i = messages.length - 1; i >= 0; i--) {
    const m = messages[i] as Message;
    if (m.role !== 'assistant') continue;
    const answered = (m.calls ?? []).every((c) => messages.slice(i + 1).some((t) => t.answers === c.call));
    if (answered && m.calls === undefined && m.content.trim() !== '') return i;
    if (answered && m.calls !== undefined) return lastResultOf(messages, i);
  }
  return -1;
}

/** A run may end on its last call: the row then ends with the call's results. */
function lastResultOf(messages: readonly Message[], call: number): number {
  let end = call;
  while (messages[end + 1]?.role === 'tool') end++;
  return end;
}

const UNTRAINED = new Set(['not_trained', 'truncated', 'empty']);

/** Assistant messages carry a weight: 1 is trained on, 0 is context. */
const weightOf = (m: Message): number | undefined =>
  m.role !== 'assistant' ? undefined : m.flags?.some((f) => UNTRAINED.has(f)) ? 0 : 1;

function render(
  messages: readonly Message[],
  seed: string,
  options: RowOptions,
  weight: (m: Message, index: number) => number | undefined,
): Json[] {
  const out: Json[] = [];
  messages.forEach((m, i) => {
    if (m.role === 'system' && options.system === 'drop') return;
    if (m.role === 'tool') {
      const id = callId(seed, m.answers ?? -1);
      out.push({ role: 'tool', tool_call_id: id, name: m.name ?? '', content: m.content, weight: weight(m, i) });
      return;
    }
    const thought =
      m.role === 'assistant' && options.reasoning === 'keep' && m.reasoning
        ? `<think>\n${m.reasoning}\n</think>\n\n`
        : '';
    const calls = m.calls?.map((c) => renderCall(c, seed));
    out.push({
      role: m.role,
      content: `${thought}${m.content}`,
      weight: weight(m, i),
      ...(calls?.length ? { tool_calls: calls } : {}),
    });
  });
  return out;
}

function renderCall(call: Call, seed: string): Json {
  // Arguments that are no JSON object cannot stand as one: they are kept whole under a stated name.
  const args: Json = call.argsJson ? compactRaw(call.args) : call.args.trim() === '' ? {} : { _raw: call.args };
  return { id: callId(seed, call.call), type: 'function', function: { name: call.name, arguments: args } };
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Nine letters or digits, which is what the strictest consumer takes; unique in its row. */
export function callId(seed: string, call: number): string {
  const bytes = createHash('sha256').update(`${seed}:${call}`).digest();
  return Array.from({ length: 9 }, (_, i) => ALPHABET[(bytes[i] as number) % ALPHABET.length]).join('');
}

/** A JSON string, because trainers want one column type; "null" when the model had no tools. */
export function toolsOf(tools: readonly ToolDef[]): string {
  if (tools.length === 0) return 'null';
  return stringify(
    tools.map((t) => ({
      type: 'function',
      function: {
        name: t.name,
        description: t.description ?? '',
        parameters: t.parameters ? compactRaw(t.parameters) : { type: 'object', properties: {} },
      },
    })),
  );
}

function metaOf(example: Example, more: { edited: boolean }): string {
  const { tags } = example;
  return stringify({
    id: example.id,
    kind: example.kind,
    format: example.format,
    complexity: tags.complexity,
    task: tags.task,
    domain: tags.domain,
    language: tags.language,
    outcome: tags.outcome,
    ...(example.outcome?.score === undefined ? {} : { score: example.outcome.score }),
    ...(example.tools.some((t) => t.inferred) ? { tools_inferred: true } : {}),
    ...(more.edited ? { edited: true } : {}),
  });
}
