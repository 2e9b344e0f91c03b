/** Lists of messages in the columns of data sets: as a list, or as JSON text. */
import type { ToolDef } from '../../model/session.ts';
import type { MessageIn } from '../message.ts';
import { readTools } from '../openai.ts';
import { arr, get } from '../parse.ts';
import { decoded, into, type Place } from '../place.ts';
import { looksLikeMessage } from './messages.ts';

/** The list under a key; a text that holds none is none. */
export const columnList = (value: unknown): unknown[] | undefined =>
  arr(typeof value === 'string' ? decoded({ value, pointer: '', text: '', path: [] }).value : value);

/** All of them must be messages: a list in which some are not is another format's. */
export function isMessageList(value: unknown): boolean {
  const list = columnList(value);
  return list !== undefined && list.length > 0 && list.every(looksLikeMessage);
}

/** Tools that a system message declares beside its text (GLM). */
export const toolsOfSystem = (list: readonly Place[]): ToolDef[] =>
  list.flatMap((place) => {
    const tools = get(place.value, 'role') === 'system' ? into(place, 'tools') : undefined;
    return tools ? readTools(tools.value, tools.text, tools.path) : [];
  });

/** A system message that only declares tools. */
export const saysNothing = (m: MessageIn): boolean =>
  m.role === 'system' && m.text === '' && !m.parts?.length && !m.reasoning;
