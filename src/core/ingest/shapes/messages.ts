/** Lists of messages in whatever shape an SDK writes them. */
import type { MessageIn } from '../message.ts';
import { readMessage } from '../openai.ts';
import { items, type Place } from '../place.ts';

/** Every message of the list, with its pointer. What is no message is left out. */
export function readMessages(list: Place): MessageIn[] {
  return items(list).flatMap((item) => {
    const message = readMessage(item.value, item.text, item.path);
    return message ? [{ ...message, pointer: item.pointer }] : [];
  });
}
