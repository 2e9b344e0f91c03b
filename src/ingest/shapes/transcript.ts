/** Whole talks in one string, as hh-rlhf writes them: `\n\nHuman: …\n\nAssistant: …`. */
import type { MessageIn } from '../message.ts';

const TURN = /(?:^|\n\n)(Human|Assistant|System): ?/g;

export const isTranscript = (value: unknown): boolean =>
  typeof value === 'string' && /^\s*Human: ?[\s\S]*\n\nAssistant:/.test(value);

export function readTranscript(text: string, pointer: string): MessageIn[] {
  const marks = [...text.trimStart().matchAll(TURN)];
  const body = text.trimStart();
  return marks.map((mark, i) => {
    const end = marks[i + 1]?.index ?? body.length;
    const name = mark[1] as string;
    const role = name === 'Human' ? 'user' : name === 'System' ? 'system' : 'assistant';
    return { role, text: body.slice((mark.index ?? 0) + mark[0].length, end).trim(), pointer };
  });
}
