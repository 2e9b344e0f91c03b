/** Messages of examples as messages of canonical rows. */
import { createHash } from 'node:crypto';
import type { Config } from '../../model/config.ts';
import type { Call, Message } from '../../model/example.ts';
import type { ToolDef } from '../../model/session.ts';
import { compactRaw, type RawJson } from '../json.ts';
import type { RowMessage, RowTool } from '../row.ts';
import { BARE, isBare, withBare } from './bare-arguments.ts';

export type RowOptions = Pick<Config['exports'], 'system' | 'reasoning'>;

/**
 * @param seed Makes the call ids: the same for all messages whose calls and results belong together.
 * @param weight What an assistant message weighs; undefined: it carries no weight.
 */
export function renderMessages(
  messages: readonly Message[],
  seed: string,
  options: RowOptions,
  weight: (message: Message, index: number) => 0 | 1 | undefined = () => undefined,
): RowMessage[] {
  return messages.flatMap((m, i): RowMessage[] => {
    if (m.role === 'system') return options.system === 'drop' ? [] : [{ role: 'system', content: m.content }];
    if (m.role === 'user') return [{ role: 'user', content: m.content }];
    if (m.role === 'tool')
      return [{ role: 'tool', tool_call_id: callId(seed, m.answers ?? -1), name: m.name ?? '', content: m.content }];
    const thought = options.reasoning === 'keep' && m.reasoning ? `<think>\n${m.reasoning}\n</think>\n\n` : '';
    return [
      {
        role: 'assistant',
        content: `${thought}${m.content}`,
        weight: weight(m, i),
        tool_calls: m.calls?.length ? m.calls.map((call) => renderCall(call, seed)) : undefined,
      },
    ];
  });
}

function renderCall(call: Call, seed: string) {
  return {
    id: callId(seed, call.call),
    type: 'function' as const,
    function: { name: call.name, arguments: renderArguments(call) },
  };
}

/** Arguments that are no JSON object cannot be written as one: they are kept whole as the tool's one argument. */
function renderArguments(call: Call): RawJson | Record<string, unknown> {
  if (call.argsJson) return compactRaw(call.args);
  return isBare(call) ? { [BARE]: call.args } : {};
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Nine letters or digits, which is what the strictest consumer takes; the same for the same call of the same seed. */
export function callId(seed: string, call: number): string {
  const bytes = createHash('sha256').update(`${seed}:${call}`).digest();
  return Array.from({ length: 9 }, (_, i) => ALPHABET[(bytes[i] as number) % ALPHABET.length]).join('');
}

/**
 * Those that were offered to the model, called or not.
 *
 * @param messages of the row: a tool that takes plain text in them declares the argument that holds it
 */
export function renderTools(tools: readonly ToolDef[], messages: readonly Message[]): RowTool[] {
  const bare = new Set(messages.flatMap((m) => (m.calls ?? []).filter(isBare).map((c) => c.name)));
  return tools.map((t) => {
    const schema = bare.has(t.name) ? withBare(t.parameters) : t.parameters;
    return {
      type: 'function',
      function: {
        name: t.name,
        description: t.description ?? '',
        parameters: schema ? compactRaw(schema) : { type: 'object', properties: {} },
      },
    };
  });
}
