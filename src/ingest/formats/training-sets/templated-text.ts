/**
 * Rows of one text in a chat template: what a set holds after it was prepared for training. Templates with special tokens are
 * taken apart by the shared step; labels in plain words (Vicuna, Alpaca, Guanaco) mean turns here only, where the row is
 * nothing but the text.
 */

import { SessionBuilder } from '../../builder.ts';
import type { MessageIn } from '../../message.ts';
import { get, idOf, isObject, str } from '../../parse.ts';
import type { Reader } from '../../reader.ts';
import { isTranscript, readTranscript } from '../../shapes/transcript.ts';
import { declaredTools } from '../../steps/declared-tools.ts';
import { templatedTurns } from '../../steps/templates.ts';
import { inTurns } from '../../steps/turns.ts';

const FORMAT = 'templated-text';

interface Labels {
  readonly open: RegExp;
  readonly roles: Readonly<Record<string, MessageIn['role'] | 'more'>>;
}

/** `more`: goes on with the question, as Alpaca's input does. */
const LABELS: readonly Labels[] = [
  {
    open: /(?:^|\n)### (Instruction|Input|Response|System|System Prompt):[ \t]*\n/g,
    roles: { Instruction: 'user', Input: 'more', Response: 'assistant', System: 'system', 'System Prompt': 'system' },
  },
  {
    open: /### (Human|Assistant|User|System):[ \t]?/g,
    roles: { Human: 'user', User: 'user', Assistant: 'assistant', System: 'system' },
  },
  {
    open: /(?:^|\s|<\/s>)(USER|ASSISTANT|SYSTEM):[ \t]?/g,
    roles: { USER: 'user', ASSISTANT: 'assistant', SYSTEM: 'system' },
  },
];

/** Tokens that end an answer. */
const END = /(?:<\/s>|<\|endoftext\|>|<\|end_of_text\|>|<eos>)$/;
/** A template's token at the start of a text. */
const TOKEN = /^\s*(?:<\|[\w ]{2,30}\|>|<s>|\[INST\]|<bos>|<BOS_TOKEN>)/;

function turnsIn(text: string): MessageIn[] | undefined {
  const templated = templatedTurns(text.trimStart());
  if (templated) return templated;
  if (isTranscript(text)) return readTranscript(text, '/text');
  for (const labels of LABELS) {
    const turns = labelledTurns(text.replace(/^\s*<s>\s*/, ''), labels);
    if (turns) return turns;
  }
  return undefined;
}

/** A question comes first and an answer after it; what stands before the first label is the instruction to the model. */
function labelledTurns(text: string, { open, roles }: Labels): MessageIn[] | undefined {
  const marks = [...text.matchAll(open)];
  const named = marks.map((mark) => roles[mark[1] as string]);
  const asked = named.indexOf('user');
  if (asked < 0 || !named.slice(asked).includes('assistant')) return undefined;
  const head = text.slice(0, marks[0]?.index ?? 0).trim();
  const turns: MessageIn[] = head === '' ? [] : [{ role: 'system', text: head }];
  marks.forEach((mark, i) => {
    const body = text
      .slice(mark.index + mark[0].length, marks[i + 1]?.index ?? text.length)
      .trim()
      .replace(END, '')
      .trim();
    const role = named[i] ?? 'user';
    const last = turns.at(-1);
    if (role === 'more' && last) last.text = `${last.text}\n${body}`;
    else if (body !== '' && role !== 'more') turns.push({ role, text: body });
  });
  return turns;
}

const isRow = (r: unknown): boolean => {
  const text = str(get(r, 'text'));
  return isObject(r) && text !== undefined && (TOKEN.test(text) || turnsIn(text) !== undefined);
};

export const templatedText: Reader = {
  id: FORMAT,
  doc: {
    title: 'Text in a chat template',
    files: '*.jsonl, *.parquet',
    detection:
      'Objects whose `text` is a talk in a chat template: ChatML, Llama 2 to 4, Mistral, Gemma, Phi, Zephyr, GLM, Granite, Cohere, DeepSeek, gpt-oss; Vicuna’s `USER:`, Alpaca’s `### Instruction:`, `### Human:`.',
    notes: [
      'The text is taken apart into its turns; reasoning and calls within them are read as everywhere.',
      'What stands before the first label of Vicuna and Alpaca is the system prompt; Alpaca’s `### Input:` goes on with the instruction.',
      'A text without turns, or in a template that is not known, is left out with that reason.',
    ],
  },
  votes: isRow,
  index({ value }) {
    const text = str(get(value, 'text'));
    if (text === undefined) return { skip: 'no text' };
    return turnsIn(text) ? [{}] : { skip: 'a text without turns: in no chat template that is known' };
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    for (const { value, ref } of records) {
      builder.from(ref);
      const id = idOf(get(value, 'id'));
      if (id !== undefined) builder.fields.nativeId = id;
      const turns = turnsIn(str(get(value, 'text')) ?? '') ?? [];
      for (const m of turns)
        if (m.role === 'system') for (const tool of declaredTools(m.text)) builder.tools.set(tool.name, tool);
      for (const m of inTurns(turns)) builder.message(m, { pointer: '/text' });
    }
    return builder.build();
  },
};
