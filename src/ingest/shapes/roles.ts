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

/** Names that are a role only under `role`: as a `type` they name parts and events. GLM, LlamaIndex, Cohere, ms-swift. */
const SPEAKERS: Record<string, MessageIn['role']> = {
  observation: 'tool',
  tool_response: 'tool',
  function_response: 'tool',
  tool_result: 'tool',
  chatbot: 'assistant',
  bot: 'assistant',
  tool_call: 'assistant',
  function_call: 'assistant',
};

/** A message that is nothing but a call, or a list of calls, in its text (ms-swift). */
export const isCallRole = (name: unknown): boolean => name === 'tool_call' || name === 'function_call';

/** Role of a message by what stands under `role`. */
export const speakerNamed = (name: unknown): MessageIn['role'] | undefined =>
  roleNamed(name) ??
  (typeof name === 'string' && Object.hasOwn(SPEAKERS, name.toLowerCase()) ? SPEAKERS[name.toLowerCase()] : undefined);

/** `HumanMessageChunk`, `model` and `developer` are all known; undefined for anything else. */
export function roleNamed(name: unknown): MessageIn['role'] | undefined {
  if (typeof name !== 'string') return undefined;
  const key = name.toLowerCase().replace(/chunk$/, '');
  return Object.hasOwn(ROLES, key) ? ROLES[key] : undefined;
}

/** Names that frameworks give to whoever speaks for a person: `user_proxy`, `UserProxyAgent`, `Admin`, `human_input`. */
const PERSON = /^(?:user|human|admin|customer|client)(?:[_\s-]?(?:proxy|input|agent|proxy[_\s-]?agent))?$/i;

/** True for the name of a speaker who is, or stands for, a person. */
export const isPersonName = (name: string): boolean => PERSON.test(name.trim());
