/** Tool calls as transcripts write them: `[calls f({…})]`, `<tool_call>{…}</tool_call>`, `f({…})` after a label. */
import type { CallIn } from '../message.ts';
import { get, isObject, str } from '../parse.ts';
import { rawJson } from '../rawjson.ts';

export interface TextCalls {
  /** The text without its calls. */
  text: string;
  calls: CallIn[];
}

/** `[calls f(`, of which only the opening is matched: arguments are followed bracket by bracket. */
const BRACKETED = /\[(?:calls?|called|calling|tool[ _]call:?)\s+(?=[\w.:-]{1,100}\()/gi;
/** Hermes-style tags. Their content must be JSON with a name; else the text stays. */
const TAGGED = /<(tool_call|function_call)>\s*(\{[\s\S]*?\})\s*<\/\1>/g;
/** The name of a call and its opening bracket, after the comma of the call before. */
const NAME = /^\s*,?\s*([\w.:-]{1,100})\(/;

/** Takes the calls out of a text. What looks like one and is none stays in the text. */
export function takeCalls(text: string): TextCalls {
  const calls: CallIn[] = [];
  let out = text.replace(TAGGED, (whole, _tag, json: string) => {
    const call = callOfJson(json);
    if (!call) return whole;
    calls.push(call);
    return '';
  });
  let from = 0;
  while (calls.length < 10_000) {
    BRACKETED.lastIndex = from;
    const open = BRACKETED.exec(out);
    if (!open) break;
    const list = callList(out, open.index + open[0].length);
    if (!list || out[list.end] !== ']') {
      from = open.index + 1;
      continue;
    }
    calls.push(...list.calls);
    out = out.slice(0, open.index) + out.slice(list.end + 1);
    from = open.index;
  }
  return calls.length === 0 ? { text, calls } : { text: out.replace(/[ \t]+$/gm, '').trim(), calls };
}

/** The whole text as a call: what comes after a `Tool call:` label. */
export function wholeCall(text: string): CallIn {
  const trimmed = text.trim().replace(/^```\w*\n([\s\S]*)\n```$/, '$1');
  const json = callOfJson(trimmed);
  if (json) return json;
  const list = callList(trimmed, 0);
  if (list?.calls.length === 1 && list.end >= trimmed.length) return list.calls[0] as CallIn;
  const [, name, args] = /^([\w.:-]{1,100})\s*([\s\S]*)$/.exec(trimmed) ?? [];
  return name ? { name, args: args as string } : { name: 'unknown', args: trimmed };
}

/** `f(…), g(…)` from `at`; `end` is behind the last closing bracket. */
function callList(text: string, at: number): { calls: CallIn[]; end: number } | undefined {
  const calls: CallIn[] = [];
  let end = at;
  for (;;) {
    const head = NAME.exec(text.slice(end, end + 130));
    if (!head) break;
    const open = end + head[0].length;
    const close = closing(text, open);
    if (close < 0) break;
    calls.push({ name: head[1] as string, args: text.slice(open, close) });
    end = close + 1;
  }
  return calls.length ? { calls, end } : undefined;
}

/** Place of the bracket that closes the one before `at`; strings are skipped. -1: there is none. */
function closing(text: string, at: number): number {
  let depth = 1;
  let quote = '';
  for (let i = at; i < text.length; i++) {
    const c = text[i] as string;
    if (quote) {
      if (c === '\\') i++;
      else if (c === quote) quote = '';
    } else if (c === '"') quote = c;
    else if (c === '(' || c === '{' || c === '[') depth++;
    else if ((c === ')' || c === '}' || c === ']') && --depth === 0) return i;
  }
  return -1;
}

function callOfJson(json: string): CallIn | undefined {
  try {
    const value: unknown = JSON.parse(json);
    const name = str(get(value, 'name')) ?? str(get(value, 'tool')) ?? str(get(value, 'function'));
    if (!isObject(value) || !name) return undefined;
    const key = ['arguments', 'args', 'parameters', 'input'].find((k) => get(value, k) !== undefined);
    const args = key === undefined ? '' : get(value, key);
    return { name, args: typeof args === 'string' ? args : rawJson(json, [key as string], args) };
  } catch {
    return undefined;
  }
}
