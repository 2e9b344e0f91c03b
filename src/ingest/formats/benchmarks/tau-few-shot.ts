/** tau-bench few-shot files: a talk in one string per line. */

import { defined } from '../../../kit/defined.ts';
import { SessionBuilder } from '../../builder.ts';
import { get, str } from '../../parse.ts';
import type { Reader } from '../../reader.ts';

const FORMAT = 'tau-few-shot';
const LABEL = /^(system|user|assistant|tool): ?/;

const talkOf = (r: unknown): string | undefined => str(get(r, 'messages_display'));

export const tauFewShot: Reader = {
  id: FORMAT,
  doc: {
    title: 'tau-bench few-shot talks',
    files: '*-few_shot.jsonl',
    detection: 'Objects with `messages_display`, a string of labelled lines.',
    notes: [
      'A label at the start of a line starts a message; lines without one go on with it.',
      '`assistant: None` takes the place of a call, which the file does not hold: the result after it is an orphan.',
    ],
  },
  votes: (r) => talkOf(r) !== undefined,
  index: ({ value }) => (talkOf(value) === undefined ? { skip: 'no messages_display' } : [{}]),
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    for (const { value, ref } of records) {
      builder.from(ref);
      for (const [role, text] of messagesOf(talkOf(value) ?? '')) {
        const at = { pointer: '/messages_display' };
        if (role === 'assistant' && text.trim() !== 'None') {
          builder.newTurn();
          builder.assistant(text, at);
        } else if (role === 'user') builder.user(text, at);
        else if (role === 'system') builder.system(text, at);
        else if (role === 'tool')
          builder.result({ ...at, text, ...defined({ isError: text.startsWith('Error') ? true : undefined }) });
      }
    }
    return builder.build();
  },
};

function messagesOf(talk: string): [string, string][] {
  const messages: [string, string][] = [];
  for (const line of talk.split('\n')) {
    const role = LABEL.exec(line)?.[1];
    const last = messages.at(-1);
    if (role !== undefined) messages.push([role, line.replace(LABEL, '')]);
    else if (last) last[1] += `\n${line}`;
  }
  return messages;
}
