/** Role names of all the SDKs. */
import type { MessageIn } from '../message.ts';

const ROLES: Record<string, MessageIn['role']> = {
  system: 'system',
  developer: 'system',
  systemmessage: 'system',
  user: 'user',
  human: 'user',
  humanmessage: 'user',
  assistant: 'assistant',
  ai: 'assistant',
  chatbot: 'assistant',
  model: 'assistant',
  aimessage: 'assistant',
  tool: 'tool',
  function: 'tool',
  toolmessage: 'tool',
  functionmessage: 'tool',
};

/** `HumanMessageChunk`, `model` and `developer` are all known; undefined for anything else. */
export function roleNamed(name: unknown): MessageIn['role'] | undefined {
  if (typeof name !== 'string') return undefined;
  const key = name.toLowerCase().replace(/chunk$/, '');
  return Object.hasOwn(ROLES, key) ? ROLES[key] : undefined;
}
