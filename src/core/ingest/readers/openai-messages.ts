/** Logs of messages without responses: `{messages: […]}` objects, and files that are one array of messages. */
import { SessionBuilder } from '../builder.ts';
import { isMessage, readMessage, readTools } from '../openai.ts';
import { arr, get, idOf, isObject, str } from '../parse.ts';
import type { Reader } from '../reader.ts';
import { parseTime } from '../time.ts';

const FORMAT = 'openai-messages';

const hasMessages = (r: unknown): boolean => {
  const list = arr(get(r, 'messages'));
  return list !== undefined && list.length > 0 && list.every(isMessage);
};

export const openaiMessages: Reader = {
  id: FORMAT,
  doc: {
    title: 'Message logs',
    files: '*.jsonl, *.json',
    detection: 'Objects with `messages` of known roles, or one array (or lines) of `{role, content}`.',
    notes: [
      'An object with `messages` is one session; a file of bare messages is one session as a whole.',
      '`id`, `conversation_id` or `session_id` names the session when it is there.',
      '`weight: 0` marks a message that was not trained on.',
    ],
  },
  votes: (r) => hasMessages(r) || isMessage(r),
  index({ value }, file) {
    const time = parseTime(get(value, 'created_at') ?? get(value, 'timestamp') ?? get(value, 'ts'));
    const at = time === undefined ? {} : { time };
    if (hasMessages(value)) return [at];
    if (!isMessage(value)) return { skip: 'neither a message nor an object with messages' };
    const key = sessionId(value);
    return [{ key: key === undefined ? file.key : `id:${key}`, ...at }];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    for (const { value, text, ref } of records) {
      builder.from(ref);
      const id = sessionId(value);
      if (id !== undefined) builder.fields.nativeId = id;
      const model = str(get(value, 'model'));
      if (model) builder.fields.model = model;
      for (const tool of readTools(get(value, 'tools'), text, ['tools'])) builder.tools.set(tool.name, tool);
      if (!hasMessages(value)) {
        const message = readMessage(value, text, []);
        if (message)
          builder.message(message, { time: get(value, 'created_at') ?? get(value, 'timestamp') ?? get(value, 'ts') });
        continue;
      }
      (arr(get(value, 'messages')) ?? []).forEach((m, i) => {
        const message = readMessage(m, text, ['messages', i]);
        const time = isObject(m) ? (get(m, 'created_at') ?? get(m, 'timestamp')) : undefined;
        if (message) builder.message(message, { pointer: `/messages/${i}`, ...(time === undefined ? {} : { time }) });
      });
    }
    return builder.build();
  },
};

function sessionId(value: unknown): string | undefined {
  for (const key of ['conversation_id', 'session_id', 'thread_id', 'chat_id']) {
    const id = idOf(get(value, key));
    if (id !== undefined) return id;
  }
  return hasMessages(value) ? idOf(get(value, 'id')) : undefined;
}
