/**
 * Reasoning that a server left in the text of an answer. Which tags a model writes is part of its chat template: Qwen and
 * DeepSeek `<think>`, Gemma and Anthropic prompts `<thinking>`, Hermes `<REASONING_SCRATCHPAD>`, Seed `<seed:think>`, Mistral
 * `[THINK]`, Kimi `◁think▷`, Cohere `<|START_THINKING|>`; Open WebUI turns them into `<details type="reasoning">`.
 */
import { CodeSpans } from './code-spans.ts';

/** An answer taken apart. Both are trimmed at the seam only; '' when there is none. */
export interface Apart {
  text: string;
  reasoning: string;
}

const NAMES =
  'think|thinking|thoughts?|reasoning|REASONING_SCRATCHPAD|scratch_?pad|seed:think|antThinking|longcat_think|inner_monologue|THINK|THINKING|REASONING';

/** Openings and closings of all spellings that are not `<name>`; what closes each. */
const OTHERS: Readonly<Record<string, string>> = {
  '[THINK]': '[/THINK]',
  '◁think▷': '◁/think▷',
  '<|begin_of_thought|>': '<|end_of_thought|>',
  '<|START_THINKING|>': '<|END_THINKING|>',
  '<|channel>thought': '<channel|>',
  '<unused94>thought': '<unused95>',
};
/** A `<channel|>` or `<unused95>` alone would say too little. */
const LONE = new Set(['[/THINK]', '◁/think▷', '<|end_of_thought|>', '<|END_THINKING|>']);

const escaped = (text: string): string => text.replace(/[[\]|/]/g, '\\$&');
const SPECIAL = [...Object.keys(OTHERS), ...LONE].map(escaped).join('|');

/** One mark of reasoning anywhere: without it a text is as it is. Most texts hold no `<` followed by one of these. */
const MARKED = new RegExp(`</?(?:${NAMES})[\\s>]|<details\\s|${SPECIAL}`);
export const mayReason = (text: string): boolean => MARKED.test(text);
/** Marks in order, and the code between them. Attributes of a tag are bounded, so that a bare `<` costs nothing. */
const STEP = new RegExp(
  `\`+|~{3,}|<(?<close>/?)(?<name>${NAMES})(?:\\s[^<>]{0,200})?>|<details\\s[^<>]{0,200}?type="reasoning"[^<>]{0,200}>|${SPECIAL}`,
  'g',
);
/** Marks around the answer of models that also mark their reasoning. */
const ANSWER =
  /^\s*<\|(?:begin_of_solution|START_RESPONSE|begin_of_box)\|>|<\|(?:end_of_solution|END_RESPONSE|end_of_box)\|>\s*$/g;

/**
 * Takes the reasoning out of an assistant's text. Marks in code are text; so are those that a sentence speaks of.
 *
 * @param told the message has its reasoning elsewhere: a lone closing mark at the very end is then a slip of the model, and
 *   what it closes is the answer
 * @returns undefined when the text holds none, which is the usual case and costs one search.
 */
export function takeReasoning(text: string, told = false): Apart | undefined {
  if (!mayReason(text)) return undefined;
  const code = new CodeSpans(text);
  const step = new RegExp(STEP);
  const missing = new Set<string>();
  const said: string[] = [];
  const thoughts: string[] = [];
  let from = 0;
  for (let mark = step.exec(text); mark; mark = step.exec(text)) {
    const whole = mark[0];
    const at = mark.index;
    const behind = at + whole.length;
    if (whole[0] === '`' || whole[0] === '~') {
      step.lastIndex = code.end(at, whole);
      continue;
    }
    if (mark.groups?.close === '/' || LONE.has(whole)) {
      if (!actsAlone(text, at, behind)) continue;
      if (told && thoughts.length === 0 && text.slice(behind).trim() === '')
        return { text: text.slice(0, at).trimEnd(), reasoning: '' };
      // The template wrote the opening one into the prompt: all that came so far was thought.
      thoughts.push([...said.splice(0), text.slice(from, at)].join(''));
      from = behind;
      continue;
    }
    const place = placeOf(text, at, behind);
    if (place === 'prose') continue;
    const closing = closingOf(whole, mark.groups?.name);
    const end = missing.has(closing) ? -1 : closingAt(text, closing, behind);
    if (end < 0) {
      missing.add(closing);
      // Cut off while it thought. A mark within a line is rather one that somebody wrote about.
      if (place !== 'line') continue;
    }
    said.push(text.slice(from, at));
    thoughts.push(text.slice(behind, end < 0 ? text.length : end));
    from = end < 0 ? text.length : end + closing.length;
    step.lastIndex = from;
  }
  if (from === 0) return undefined;
  return { text: answerOf([...said, text.slice(from)]), reasoning: thoughtOf(thoughts) };
}

function closingOf(opening: string, name: string | undefined): string {
  if (name !== undefined) return `</${name}>`;
  return OTHERS[opening] ?? '</details>';
}

/** The closing mark; one in backticks is what the model thinks about. */
function closingAt(text: string, closing: string, from: number): number {
  let at = text.indexOf(closing, from);
  while (at >= 0 && text[at - 1] === '`' && text[at + closing.length] === '`')
    at = text.indexOf(closing, at + closing.length);
  return at;
}

/**
 * Where an opening mark stands. `line`: at the start of one. `glued`: behind the end of a sentence or of other markup, as
 * models that think between their steps write it. `prose`: in a sentence, which speaks of the mark.
 */
function placeOf(text: string, at: number, behind: number): 'line' | 'glued' | 'prose' {
  if (speaksOn(text, at, behind)) return 'prose';
  let i = at - 1;
  while (i >= 0 && at - i < 20 && (text[i] === ' ' || text[i] === '\t')) i--;
  if (i < 0 || text[i] === '\n' || text[i] === '\r') return 'line';
  return '.!?:…。！？>)]*'.includes(text[i] as string) ? 'glued' : 'prose';
}

/** `<think> tags are …`, `</think>, then …`: the sentence goes on behind the mark. */
const GOES_ON =
  /[,;)]| (?:and|or|tags?|blocks?|elements?|tokens?|markers?|sections?|parts?|is|are|was|were|means|marks)\b/y;

/** True when the sentence goes on behind the mark, or quotation marks or brackets stand around it. */
function speaksOn(text: string, at: number, behind: number): boolean {
  const before = text[at - 1];
  if (before !== undefined && `"'“‘(`.includes(before) && `"'”’)`.includes(text[behind] ?? ' ')) return true;
  GOES_ON.lastIndex = behind;
  return GOES_ON.test(text);
}

/** A closing mark without an opening one ends the thought, unless a sentence speaks of it: `ends with </think> when …`. */
function actsAlone(text: string, at: number, behind: number): boolean {
  if (speaksOn(text, at, behind)) return false;
  return text[at - 1] !== ' ' || !/^(?: [a-z]|[.:!?])/.test(text.slice(behind, behind + 2));
}

function answerOf(pieces: readonly string[]): string {
  const whole = pieces
    .map((piece, i) => (i === 0 ? piece : piece.trimStart()))
    .filter((piece) => piece.trim() !== '')
    .map((piece, i, all) => (i < all.length - 1 ? piece.trimEnd() : piece))
    .join('\n\n');
  return whole.replace(ANSWER, '').trimStart();
}

/** Open WebUI puts a heading over the reasoning and `> ` before its lines. */
const thoughtOf = (thoughts: readonly string[]): string =>
  thoughts
    .map((t) => t.replace(/^\s*<summary>[^<]{0,200}<\/summary>/, '').trim())
    .filter((t) => t !== '')
    .join('\n\n');

/** The same reasoning, told twice: a server's own field and the text it was taken from differ in white space only. */
export const alike = (a: string, b: string): boolean => a.replace(/\s+/g, '') === b.replace(/\s+/g, '');
