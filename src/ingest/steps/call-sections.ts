/** Sections of several calls: Anthropic's prompt format of before tool use, and the special tokens of DeepSeek and Kimi. */
import { defined } from '../../kit/defined.ts';
import type { CallIn } from '../message.ts';
import { jsonText } from '../parse.ts';
import { type Found, matchAt } from './call-syntax.ts';

const INVOKE = /\s*<(?:antml:)?invoke name="([^"]{1,100})">/y;
const PARAMETER = /\s*<(?:antml:)?parameter name="([^"]{1,100})"[^>]{0,40}>/y;
const CLOSE_PARAMETER = /<\/(?:antml:)?parameter>/g;
const CLOSE_INVOKE = /\s*<\/(?:antml:)?invoke>/y;
const CLOSE_ALL = /\s*<\/(?:antml:)?function_calls>/y;

/** Behind `<function_calls>`: calls with named parameters. */
export function invokesAt(text: string, from: number): Found | undefined {
  const calls: CallIn[] = [];
  let at = from;
  for (let head = matchAt(INVOKE, text, at); head; head = matchAt(INVOKE, text, at)) {
    at += head[0].length;
    const args: [string, string][] = [];
    for (let key = matchAt(PARAMETER, text, at); key; key = matchAt(PARAMETER, text, at)) {
      at += key[0].length;
      const close = matchAt(CLOSE_PARAMETER, text, at);
      args.push([key[1] as string, text.slice(at, close?.index ?? text.length).replace(/^\n|\n$/g, '')]);
      at = close ? close.index + close[0].length : text.length;
    }
    at += matchAt(CLOSE_INVOKE, text, at)?.[0].length ?? 0;
    calls.push({ name: head[1] as string, args: jsonText(Object.fromEntries(args)) });
  }
  if (calls.length === 0) return undefined;
  return { calls, end: at + (matchAt(CLOSE_ALL, text, at)?.[0].length ?? 0) };
}

/** DeepSeek: `function`, a separator, the name, fenced JSON (V3.1: the name, a separator, JSON). Kimi: id, separator, JSON. */
const CALL =
  /\s*<(?:｜tool▁call▁begin｜|\|tool_call_begin\|)>([^<>]{1,200})<(?:｜tool▁sep｜|\|tool_call_argument_begin\|)>/y;
const CALL_END = /<(?:｜tool▁call▁end｜|\|tool_call_end\|)>/g;
const SECTION_END = /\s*<(?:｜tool▁calls▁end｜|\|tool_calls_section_end\|)>/y;

/** Behind the opening token of a section. */
export function sectionAt(text: string, from: number): Found | undefined {
  const calls: CallIn[] = [];
  let at = from;
  for (let head = matchAt(CALL, text, at); head; head = matchAt(CALL, text, at)) {
    at += head[0].length;
    const close = matchAt(CALL_END, text, at);
    const body = text.slice(at, close?.index ?? text.length);
    calls.push(sectionCall((head[1] as string).trim(), body));
    at = close ? close.index + close[0].length : text.length;
  }
  if (calls.length === 0) return undefined;
  return { calls, end: at + (matchAt(SECTION_END, text, at)?.[0].length ?? 0) };
}

function sectionCall(head: string, body: string): CallIn {
  const fenced = /^([\w.-]{1,100})\n```(?:json)?\n([\s\S]*?)\n?```\s*$/.exec(body.trim());
  if (fenced) return { name: fenced[1] as string, args: fenced[2] as string };
  // Kimi's ids are `functions.NAME:INDEX`.
  const [, name, index] = /^(?:functions\.)?([\w.-]{1,100}?)(:\d+)?$/.exec(head) ?? [];
  return { name: name ?? head, args: body.trim(), ...defined({ id: index === undefined ? undefined : head }) };
}
