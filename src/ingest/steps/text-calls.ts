/**
 * Calls that a model wrote into its text because nothing took them out: its chat template's own marks. Hermes, Qwen and GLM
 * `<tool_call>`, OpenHands, Qwen3-Coder and Llama `<function=…>`, Glaive `<functioncall>`, Mistral `[TOOL_CALLS]`, Anthropic
 * `<function_calls>`, DeepSeek and Kimi sections of special tokens, Llama `<|python_tag|>`, ToolACE `[f(a="x")]`.
 */
import type { CallIn } from '../message.ts';
import { invokesAt, sectionAt } from './call-sections.ts';
import { dictCalls, type Found, functionAt, isJson, pythonCalls, taggedCalls } from './call-syntax.ts';
import { CodeSpans } from './code-spans.ts';

/** A text without its calls. */
export interface Spoken {
  text: string;
  calls: CallIn[];
}

/** True for the name of a tool that the model was offered. */
export type Knows = (name: string) => boolean;

const OPENINGS =
  '<tool_call>|<function=|<functioncall>|<(?:antml:)?function_calls>|\\[TOOL_CALLS\\]|<\\|python_tag\\|>|<｜tool▁calls▁begin｜>|<\\|tool_calls_section_begin\\|>';
const MARKED = new RegExp(OPENINGS);
export const mayCall = (text: string): boolean => MARKED.test(text);
const STEP = new RegExp(`\`+|~{3,}|${OPENINGS}`, 'g');

/**
 * Takes the calls out of an assistant's text. Marks in code, and marks around what is no call, stay in the text.
 *
 * @param knows decides on calls without marks, which any list in brackets resembles
 * @returns undefined when there is none, which is the usual case and costs one search
 */
export function takeCalls(text: string, knows: Knows): Spoken | undefined {
  if (mayBeBare(text)) {
    const bare = bareJson(text) ?? pythonCalls(text);
    if (bare?.every((call) => knows(call.name))) return { text: '', calls: bare };
  }
  if (!mayCall(text)) return undefined;
  const code = new CodeSpans(text);
  const step = new RegExp(STEP);
  const said: string[] = [];
  const calls: CallIn[] = [];
  let from = 0;
  for (let mark = step.exec(text); mark; mark = step.exec(text)) {
    const whole = mark[0];
    if (whole[0] === '`' || whole[0] === '~') {
      step.lastIndex = code.end(mark.index, whole);
      continue;
    }
    const found = callsAt(text, mark.index, whole);
    if (!found) continue;
    said.push(text.slice(from, mark.index));
    calls.push(...found.calls);
    from = found.end;
    step.lastIndex = from;
  }
  if (calls.length === 0) return undefined;
  said.push(text.slice(from));
  const rest = said.map((piece) => piece.replace(STOPPED, '').trim()).filter((piece) => piece !== '');
  return { text: rest.join('\n\n'), calls };
}

/** A call that is the whole text, without marks: `[f(a=1)]`, or JSON with the members of a call (GLM, Llama 3). */
const BARE = /^\s*(?:\[|\{\s*"(?:name|arguments|parameters)")/;
const mayBeBare = (text: string): boolean => BARE.test(text);

/** An answer in JSON may hold the name of a tool: the members must be those of a call, and no others. */
function bareJson(text: string): CallIn[] | undefined {
  const body = text.trim();
  return CALL_ONLY.test(body) && /[}\]]$/.test(body) && isJson(body) ? dictCalls(body) : undefined;
}
const CALL_ONLY =
  /^\[?\s*\{\s*(?:"name"\s*:\s*"[^"]{1,100}"\s*,\s*"(?:arguments|parameters)"\s*:|"(?:arguments|parameters)"\s*:\s*\{)/;

function callsAt(text: string, at: number, opening: string): Found | undefined {
  const from = at + opening.length;
  if (opening === '<function=') return functionAt(text, at);
  const tag = TAGS[opening];
  if (tag) return between(text, from, opening, tag);
  return opening.endsWith('function_calls>') ? invokesAt(text, from) : sectionAt(text, from);
}

interface Tag {
  readonly close: string;
  readonly parse: (body: string) => CallIn[] | undefined;
}

/**
 * The body ends at the closing mark, before the next opening one, or with the text: a model that was stopped at the mark
 * does not write it. Nothing is looked for behind the next opening mark, which keeps the whole search linear.
 */
function between(text: string, from: number, opening: string, { close, parse }: Tag): Found | undefined {
  const next = text.indexOf(opening, from);
  const body = text.slice(from, next < 0 ? text.length : next);
  const end = body.indexOf(close);
  const calls = parse((end < 0 ? body : body.slice(0, end)).replace(STOPPED, ''));
  return calls && { calls, end: from + (end < 0 ? body.length : end + close.length) };
}

/** Tokens that end a message. */
const STOPPED = /\s*<(?:\|(?:endoftext|im_end|eom_id|eot_id)\||｜end▁of▁sentence｜|\/s)>\s*$/;

/** `{"name": "f", "arguments": '{"a": 1}'}`: JSON but for the quotes around the arguments. */
const GLAIVE = /^\{\s*"name":\s*"([^"]{1,100})",\s*"arguments":\s*'([\s\S]*)'\s*\}$/;

function glaiveCall(body: string): CallIn[] | undefined {
  const text = body.trim();
  const [, name, args] = GLAIVE.exec(text) ?? [];
  return name === undefined ? dictCalls(text) : [{ name, args: (args as string).replaceAll("\\'", "'") }];
}

/** A JSON list; newer models write the name, and then `[ARGS]` and the arguments. */
function mistralCalls(body: string): CallIn[] | undefined {
  const text = body.trim();
  const [, name, args] = /^([\w.-]{1,100})(?:\[CALL_ID\]\w{1,40})?(?:\[ARGS\])?(\{[\s\S]*\})$/.exec(text) ?? [];
  return name === undefined ? dictCalls(text) : [{ name, args: args as string }];
}

const TAGS: Readonly<Record<string, Tag>> = {
  '<tool_call>': { close: '</tool_call>', parse: taggedCalls },
  '<functioncall>': { close: '</functioncall>', parse: glaiveCall },
  '[TOOL_CALLS]': { close: '</s>', parse: mistralCalls },
  '<|python_tag|>': { close: '<|eom_id|>', parse: dictCalls },
};
