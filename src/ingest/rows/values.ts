/** Values of table columns: JSON may be text, booleans come as `t` and 1, roles under a hundred names. */
import { parseJson } from '../parse.ts';
import { labelLookup, type Speaker } from '../text/labels.ts';

const bySpeaker = labelLookup({
  user: [
    'user_message',
    'usermessage',
    'humanmessage',
    'end_user',
    'inbound',
    'incoming',
    'in',
    'requester',
    'contact',
  ],
  assistant: [
    'assistant_message',
    'aimessage',
    'outbound',
    'outgoing',
    'out',
    'system_response',
    'bot_message',
    'completion',
    'agent_message',
  ],
  system: ['systemmessage', 'system_message'],
  tool: ['toolmessage', 'tool_message', 'functionmessage'],
});

export const roleOf = (value: unknown): Speaker | undefined =>
  typeof value === 'string' ? bySpeaker(value) : undefined;

/** The JSON object or array that the text holds, or the value itself. */
export function unpacked(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[{[]/.test(value)) return value;
  try {
    return parseJson(value);
  } catch {
    return value;
  }
}

/** true, false, or undefined when it is neither. */
export function flag(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (value === 1 || value === 't' || value === 'true' || value === '1' || value === 'TRUE') return true;
  if (value === 0 || value === 'f' || value === 'false' || value === '0' || value === 'FALSE') return false;
  return undefined;
}

export function number(value: unknown): number | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value.trim())) return Number(value);
  return undefined;
}

/** Text of a cell; undefined when it is empty or null. */
export const cell = (value: unknown): string | undefined =>
  value === null || value === undefined || value === ''
    ? undefined
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);
