/** Events of a streamed Anthropic message, put together into the body that would have come unstreamed. */

import { defined } from '../../kit/defined.ts';
import { get, isObject, type JsonObject, num, parseJson, str } from '../parse.ts';

export const isAnthropicEvent = (value: unknown): boolean =>
  /^(?:message_start|content_block_start|content_block_delta|message_delta)$/.test(str(get(value, 'type')) ?? '');

export function mergeAnthropicEvents(events: readonly unknown[]): JsonObject | undefined {
  let body: JsonObject | undefined;
  let error: unknown;
  const blocks = new Map<number, JsonObject & { json?: string }>();
  for (const event of events) {
    const type = get(event, 'type');
    const index = num(get(event, 'index')) ?? 0;
    if (type === 'message_start' && isObject(get(event, 'message')))
      body = { ...(get(event, 'message') as JsonObject) };
    else if (type === 'content_block_start' && isObject(get(event, 'content_block')))
      blocks.set(index, { ...(get(event, 'content_block') as JsonObject) });
    else if (type === 'content_block_delta') addDelta(blocks, index, get(event, 'delta'));
    else if (type === 'message_delta' && body) {
      const reason = get(event, 'delta', 'stop_reason');
      if (reason !== undefined) body.stop_reason = reason;
    } else if (type === 'error') error = get(event, 'error');
  }
  if (!body && blocks.size === 0) return error === undefined ? undefined : { type: 'error', error };
  const content = [...blocks].sort(([a], [b]) => a - b).map(([, block]) => closed(block));
  return {
    stop_reason: null,
    ...body,
    type: 'message',
    role: 'assistant',
    content,
    ...defined({ error }),
  };
}

function addDelta(blocks: Map<number, JsonObject & { json?: string }>, index: number, delta: unknown): void {
  const block = blocks.get(index) ?? { type: 'text', text: '' };
  blocks.set(index, block);
  for (const key of ['text', 'thinking'] as const) {
    const piece = str(get(delta, key));
    if (piece !== undefined) block[key] = `${str(block[key]) ?? ''}${piece}`;
  }
  const json = str(get(delta, 'partial_json'));
  if (json !== undefined) block.json = (block.json ?? '') + json;
}

/** The input of a call comes as pieces of JSON text: kept as text when the stream was cut inside it. */
function closed({ json, ...block }: JsonObject & { json?: string }): JsonObject {
  if (json === undefined || json === '') return block;
  try {
    // Parsing and printing could change numbers: the text itself is the argument.
    parseJson(json);
    return { ...block, input: json };
  } catch {
    return { ...block, input: json };
  }
}
