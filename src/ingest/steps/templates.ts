/**
 * Whole talks in one text, as a chat template writes them for the model: what a log of raw completions holds. The marks of a
 * template are special tokens, which nobody writes by hand at the very start of a text.
 */
import type { MessageIn } from '../message.ts';
import { roleNamed } from '../shapes/roles.ts';
import { harmonyTurns } from './harmony.ts';

/** How a template opens a message (its role in the first group) and closes it. */
interface Template {
  readonly start: RegExp;
  readonly open: RegExp;
  readonly close: RegExp;
}

/** ChatML (Qwen, Hermes, Yi), Llama 3, Gemma, Phi and Zephyr, GLM. */
const TEMPLATES: readonly Template[] = [
  {
    start: /^<\|im_start\|>/,
    open: /<\|im_start\|>([a-z]{2,12})\n/g,
    close: /\s*<\|im_end\|>[\s\S]*$/,
  },
  {
    start: /^(?:<\|begin_of_text\|>)?<\|start_header_id\|>/,
    open: /<\|start_header_id\|>([a-z]{2,12})<\|end_header_id\|>\n*/g,
    close: /<\|(?:eot_id|eom_id|end_of_text)\|>[\s\S]*$/,
  },
  {
    start: /^(?:<bos>)?<start_of_turn>/,
    open: /<start_of_turn>([a-z]{2,12})\n/g,
    close: /\s*<end_of_turn>[\s\S]*$/,
  },
  {
    start: /^<\|(?:system|user)\|>/,
    open: /<\|(system|user|assistant)\|>\n?/g,
    close: /\s*(?:<\|end\|>|<\/s>|<\|endoftext\|>)[\s\S]*$/,
  },
];

/** True where a text may be a templated talk: one look at its start. */
export const mayBeTemplated = (text: string): boolean =>
  text[0] === '<' ? /^<[|bs]/.test(text) : text[0] === 'a' && /^(?:analysis|assistant<)/.test(text);

/**
 * The messages of a templated text. An opening mark of the assistant's at the end, where the model went on, is none.
 *
 * @returns undefined for a text that does not begin with a template's mark
 */
export function templatedTurns(text: string): MessageIn[] | undefined {
  const harmony = harmonyTurns(text);
  if (harmony) return harmony;
  const template = TEMPLATES.find(({ start }) => start.test(text));
  if (!template) return undefined;
  const marks = [...text.matchAll(template.open)];
  const turns = marks.flatMap((mark, i): MessageIn[] => {
    const role = roleNamed(mark[1]);
    const body = text
      .slice(mark.index + mark[0].length, marks[i + 1]?.index ?? text.length)
      .replace(template.close, '');
    return role === undefined || body.trim() === '' ? [] : [{ role, text: body.trim() }];
  });
  return turns.length > 0 ? turns : undefined;
}
