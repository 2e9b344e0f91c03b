/** Glaive's function-calling sets: the whole talk as one text of labelled turns, the functions in the system text. */

import { SessionBuilder } from '../../builder.ts';
import type { MessageIn } from '../../message.ts';
import { get, isObject, str } from '../../parse.ts';
import type { Reader } from '../../reader.ts';
import { declaredTools } from '../../steps/declared-tools.ts';
import { inTurns } from '../../steps/turns.ts';

const FORMAT = 'glaive';

const LABEL = /(?:^|\n)[ \t]*(SYSTEM|USER|ASSISTANT|FUNCTION RESPONSE):[ \t]?/g;
const ROLES: Readonly<Record<string, MessageIn['role']>> = {
  SYSTEM: 'system',
  USER: 'user',
  ASSISTANT: 'assistant',
  'FUNCTION RESPONSE': 'tool',
};
/** Where the text is: version 2 calls it `chat`, version 1 `sample`. */
const KEYS = ['chat', 'sample'];
const chatOf = (r: unknown): string | undefined =>
  KEYS.find((key) => /^\s*(?:SYSTEM|USER):/.test(str(get(r, key)) ?? '') && str(get(r, key))?.includes('ASSISTANT:'));

export const glaive: Reader = {
  id: FORMAT,
  doc: {
    title: 'Glaive function calling',
    files: '*.json, *.jsonl, *.parquet',
    detection: 'Objects whose `chat` (or `sample`) is a text of `USER:` and `ASSISTANT:` turns.',
    notes: [
      '`<functioncall>` is a call, `FUNCTION RESPONSE:` its result; `<|endoftext|>` ends a turn.',
      'The functions of the system text are the declared tools; the text stays as it is.',
    ],
  },
  votes: (r) => isObject(r) && chatOf(r) !== undefined,
  index: ({ value }) => (chatOf(value) ? [{}] : { skip: 'no chat of USER and ASSISTANT turns' }),
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    for (const { value, ref } of records) {
      builder.from(ref);
      const key = chatOf(value);
      if (key === undefined) continue;
      const head = (str(get(value, 'system')) ?? '').replace(/^\s*SYSTEM:\s*/, '').trim();
      const system: MessageIn[] = head ? [{ role: 'system', text: head, pointer: '/system' }] : [];
      const talk = [...system, ...turnsIn(str(get(value, key)) ?? '', `/${key}`)];
      for (const m of talk)
        if (m.role === 'system') for (const tool of declaredTools(m.text)) builder.tools.set(tool.name, tool);
      for (const m of inTurns(talk)) builder.message(m, { pointer: m.pointer ?? '' });
    }
    return builder.build();
  },
};

function turnsIn(chat: string, pointer: string): MessageIn[] {
  const marks = [...chat.matchAll(LABEL)];
  return marks.flatMap((mark, i): MessageIn[] => {
    const role = ROLES[mark[1] as string];
    const text = chat
      .slice(mark.index + mark[0].length, marks[i + 1]?.index ?? chat.length)
      .replace(/<\|endoftext\|>\s*$/, '')
      .trim();
    return role === undefined ? [] : [{ role, text, pointer }];
  });
}
