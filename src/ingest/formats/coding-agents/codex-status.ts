/** How a Codex tool call went: told by an event beside it, or only by the text of its output. */
import { get, num, str } from '../../parse.ts';

export interface CallStatus {
  isError?: boolean;
  latencyMs?: number;
}

const FAILED =
  /^(?:unsupported (?:custom tool )?call|failed to parse function arguments|exec_command failed|apply_patch verification failed|tool call error|err: |aborted by user|execution error)/i;

/** From the output: `Process exited with code N`, `Exit code: N`, or JSON with `metadata.exit_code`. */
export function statusOfOutput(output: unknown, text: string): CallStatus {
  const status: CallStatus = {};
  const inner = text.startsWith('{') ? parse(text) : undefined;
  const head = text.slice(0, 400);
  const exit =
    num(get(inner, 'metadata', 'exit_code')) ??
    toNumber(/^(?:Process exited with code|Exit code:) (-?\d+)/m.exec(head)?.[1]);
  const success = get(output, 'success');
  if (exit !== undefined) status.isError = exit !== 0;
  else if (typeof success === 'boolean') status.isError = !success;
  else if (FAILED.test(head)) status.isError = true;
  const seconds =
    num(get(inner, 'metadata', 'duration_seconds')) ?? toNumber(/^Wall time: ([\d.]+) seconds/m.exec(head)?.[1]);
  if (seconds !== undefined) status.latencyMs = Math.round(seconds * 1000);
  return status;
}

/** From an event: `exec_command_end`, `patch_apply_end`, `mcp_tool_call_end`, or `item_completed`. */
export function statusOfEvent(payload: unknown): { call: string; status: CallStatus } | undefined {
  const item = get(payload, 'type') === 'item_completed' ? get(payload, 'item') : payload;
  const call = str(get(item, 'call_id')) ?? (item === payload ? undefined : str(get(item, 'id')));
  if (call === undefined) return undefined;
  const status: CallStatus = {};
  const exit = num(get(item, 'exit_code'));
  const success = get(item, 'success');
  if (exit !== undefined) status.isError = exit !== 0;
  else if (typeof success === 'boolean') status.isError = !success;
  else if (get(item, 'result', 'Err') !== undefined || get(item, 'status') === 'failed') status.isError = true;
  const secs = num(get(item, 'duration', 'secs'));
  if (secs !== undefined) status.latencyMs = Math.round(secs * 1000 + (num(get(item, 'duration', 'nanos')) ?? 0) / 1e6);
  return status.isError === undefined && status.latencyMs === undefined ? undefined : { call, status };
}

const toNumber = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
