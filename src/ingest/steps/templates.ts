/**
 * Whole talks in one text, as a chat template writes them for the model: what a log of raw completions holds. The marks of a
 * template are special tokens, which nobody writes by hand at the very start of a text.
 */
import type { MessageIn } from '../message.ts';
import { speakerNamed } from '../shapes/roles.ts';
import { harmonyTurns } from './harmony.ts';
import { unknownPart } from './unknown.ts';

/** How a template opens a message (its role in the first group) and closes it. */
interface Template {
  readonly start: RegExp;
  readonly open: RegExp;
  readonly close: RegExp;
}

/** ChatML (Qwen, Hermes, Yi), Phi-4, Llama 3 and 4, Gemma, Phi-3, Zephyr and GLM, Granite, Cohere, DeepSeek. */
const TEMPLATES: readonly Template[] = [
  {
    start: /^<\|im_start\|>/,
    open: /<\|im_start\|>([a-z]{2,12})(?:\n|<\|im_sep\|>)/g,
    close: /\s*<\|im_end\|>[\s\S]*$/,
  },
  {
    start: /^(?:<\|begin_of_text\|>)?<\|start_header_id\|>/,
    open: /<\|start_header_id\|>([a-z]{2,12})<\|end_header_id\|>\n*/g,
    close: /<\|(?:eot_id|eom_id|end_of_text)\|>[\s\S]*$/,
  },
  {
    start: /^(?:<\|begin_of_text\|>)?<\|header_start\|>/,
    open: /<\|header_start\|>([a-z]{2,12})<\|header_end\|>\n*/g,
    close: /<\|(?:eot|eom|end_of_text)\|>[\s\S]*$/,
  },
  {
    start: /^<\|start_of_role\|>/,
    open: /<\|start_of_role\|>([a-z_]{2,16})<\|end_of_role\|>/g,
    close: /<\|end_of_text\|>[\s\S]*$/,
  },
  {
    start: /^(?:<BOS_TOKEN>)?<\|START_OF_TURN_TOKEN\|>/,
    open: /<\|START_OF_TURN_TOKEN\|><\|([A-Z]{4,8})_TOKEN\|>/g,
    close: /<\|END_OF_TURN_TOKEN\|>[\s\S]*$/,
  },
  {
    start: /^(?:<｜begin▁of▁sentence｜>)?[^<]{0,4000}<｜User｜>/,
    open: /<｜(User|Assistant)｜>/g,
    close: /<｜end▁of▁sentence｜>[\s\S]*$/,
  },
  {
    start: /^(?:<bos>)?<start_of_turn>/,
    open: /<start_of_turn>([a-z]{2,12})\n/g,
    close: /\s*<end_of_turn>[\s\S]*$/,
  },
  {
    start: /^(?:\[gMASK\]\s?(?:<sop>|sop)\s?)?<\|(?:system|user)\|>/,
    open: /<\|(system|user|assistant|observation)\|>\n?/g,
    close: /\s*(?:<\|end\|>|<\/s>|<\|endoftext\|>)[\s\S]*$/,
  },
];

/** True where a text may be a templated talk: one look at its start. */
export const mayBeTemplated = (text: string): boolean =>
  text[0] === '<'
    ? /^<(?:[|bs｜]|BOS_TOKEN>)/.test(text)
    : text[0] === '['
      ? /^\[(?:INST|gMASK)\]/.test(text)
      : text[0] === 'a' && /^(?:analysis|assistant<)/.test(text);

/**
 * The messages of a templated text. An opening mark of the assistant's at the end, where the model went on, is none.
 *
 * @returns undefined for a text that does not begin with a template's mark
 */
export function templatedTurns(text: string): MessageIn[] | undefined {
  const harmony = harmonyTurns(text);
  if (harmony) return harmony;
  if (INST.test(text)) return instTurns(text);
  const template = TEMPLATES.find(({ start }) => start.test(text));
  if (!template) return undefined;
  const marks = [...text.matchAll(template.open)];
  // DeepSeek's system prompt has no mark of its own.
  const head = text
    .slice(0, marks[0]?.index ?? 0)
    .replace(FRAME, '')
    .trim();
  const turns: MessageIn[] = head === '' ? [] : [{ role: 'system', text: head }];
  marks.forEach((mark, i) => {
    const name = (mark[1] as string).toLowerCase();
    const role = speakerNamed(name) ?? (NAMES[name] as MessageIn['role'] | undefined);
    const body = text
      .slice(mark.index + mark[0].length, marks[i + 1]?.index ?? text.length)
      .replace(template.close, '')
      .trim();
    const last = turns.at(-1);
    if (role !== undefined && body !== '') turns.push({ role, text: body });
    else if (role === undefined && body !== '' && last)
      last.parts = [...(last.parts ?? []), unknownPart(name, { text: body })];
  });
  return turns.length > 0 ? turns : undefined;
}

/** Names of roles in templates only: Llama's results of tools, Cohere's model. */
const NAMES: Readonly<Record<string, MessageIn['role'] | undefined>> = { ipython: 'tool', chatbot: 'assistant' };
/** What opens a text. */
const FRAME = /<(?:bos|sop|BOS_TOKEN|\|begin_of_text\||｜begin▁of▁sentence｜)>|\[gMASK\]/g;

const INST = /^(?:<s>\s?)?\[INST\]/;
const SYS = /^\s*<<SYS>>\n?([\s\S]*?)\n?<<\/SYS>>\s*/;
const RESULTS = /^\s*\[TOOL_RESULTS\]([\s\S]*?)\[\/TOOL_RESULTS\]/;

/** Llama 2 and Mistral: `[INST] <<SYS>>…<</SYS>> question [/INST] answer</s>`; results stand before the answer. */
function instTurns(text: string): MessageIn[] | undefined {
  const turns: MessageIn[] = [];
  const add = (role: MessageIn['role'], body: string): void => {
    if (body.trim() !== '') turns.push({ role, text: body.trim() });
  };
  for (const round of text.split('[INST]').slice(1)) {
    const [asked = '', ...rest] = round.split('[/INST]');
    const system = SYS.exec(asked);
    if (system) add('system', system[1] as string);
    add('user', system ? asked.slice(system[0].length) : asked);
    for (const piece of rest.join('').split('</s>')) {
      const results = RESULTS.exec(piece);
      if (results) add('tool', results[1] as string);
      add('assistant', (results ? piece.slice(results[0].length) : piece).replace(/^\s*<s>\s*|<s>\s*$/g, ''));
    }
  }
  return turns.length > 0 ? turns : undefined;
}
