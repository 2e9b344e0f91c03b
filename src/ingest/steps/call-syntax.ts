/** How models write one call, or several, inside their marks: JSON, a Python dictionary, XML parameters, Python calls. */
import type { CallIn } from '../message.ts';
import { isObject, jsonText, parseJson } from '../parse.ts';
import { items } from '../place.ts';
import { readCall } from '../shapes/parts.ts';
import { literalAt } from './python-literal.ts';

/** A call as JSON or as a Python dictionary, or a list of them. undefined: it is none. */
export function dictCalls(body: string): CallIn[] | undefined {
  const text = body.trim();
  if (text[0] !== '{' && text[0] !== '[') return undefined;
  const json = isJson(text) ? text : literalAt(text, 0)?.json;
  if (json === undefined) return undefined;
  const value = parseJson(json);
  const place = { value, text: json, path: [], pointer: '' };
  const list = Array.isArray(value) ? items(place) : [place];
  const calls = list.flatMap((one) => readCall(one) ?? []);
  return calls.length > 0 && calls.length === list.length ? calls : undefined;
}

export function isJson(text: string): boolean {
  try {
    return typeof parseJson(text) === 'object';
  } catch {
    return false;
  }
}

const isDict = (text: string): boolean => text.startsWith('{') && isJson(text) && isObject(parseJson(text));

/** Calls found from some offset on; `end` is behind them. */
export interface Found {
  calls: CallIn[];
  end: number;
}

const XML_NAME = /<function=([^>\s]{1,100})>/y;
const XML_KEY = /\s*<parameter=([^>\s]{1,100})>/y;
const XML_END = /\s*<\/function>/y;

/** `<function=f>` with parameters or JSON, as OpenHands, Qwen3-Coder and Llama write it; the last one may lack its end. */
export function functionAt(text: string, at: number): Found | undefined {
  const head = matchAt(XML_NAME, text, at);
  if (!head) return undefined;
  const name = head[1] as string;
  let end = at + head[0].length;
  const args: [string, string][] = [];
  for (let key = matchAt(XML_KEY, text, end); key; key = matchAt(XML_KEY, text, end)) {
    const from = end + key[0].length;
    const close = text.indexOf('</parameter>', from);
    const value = text.slice(from, close < 0 ? text.length : close);
    args.push([key[1] as string, value.replace(/^\n|\n$/g, '')]);
    end = close < 0 ? text.length : close + '</parameter>'.length;
  }
  const foot = matchAt(XML_END, text, end);
  if (foot || args.length > 0)
    return { calls: [{ name, args: jsonText(Object.fromEntries(args)) }], end: end + (foot?.[0].length ?? 0) };
  const next = text.indexOf('<function=', end);
  const rest = text.slice(end, next < 0 ? text.length : next);
  const close = rest.indexOf('</function>');
  const body = (close < 0 ? rest : rest.slice(0, close)).trim();
  if (!isDict(body)) return undefined;
  return { calls: [{ name, args: body }], end: end + (close < 0 ? rest.length : close + '</function>'.length) };
}

/** GLM's keys and values, in the order of the text. */
function glmArgs(text: string): string {
  const pairs = text.split('<arg_key>').slice(1);
  const args = pairs.map((pair) => {
    const [key = '', value = ''] = pair.split('</arg_key>');
    return `${jsonText(key.trim())}:${rawOrText(value.replace(/^\s*<arg_value>/, '').replace(/<\/arg_value>\s*$/, ''))}`;
  });
  return `{${args.join(',')}}`;
}

/** What stands in `<tool_call>`: a dictionary, XML, or GLM's name with keys and values. */
export function taggedCalls(body: string): CallIn[] | undefined {
  const text = body.trim();
  if (text.startsWith('<function=')) {
    const calls: CallIn[] = [];
    for (let at = 0; at < text.length; ) {
      const found = functionAt(text, at);
      if (!found) return undefined;
      calls.push(...found.calls);
      at = found.end;
      while (text[at] === '\n' || text[at] === ' ') at++;
    }
    return calls;
  }
  const name = /^([\w.-]{1,100})\s*(?=<arg_key>)/.exec(text)?.[1];
  if (name === undefined) return dictCalls(text);
  return [{ name, args: glmArgs(text) }];
}

/** GLM writes strings bare and everything else as JSON. */
const rawOrText = (value: string): string =>
  /^\s*(?:[[{]|-?\d|true\s*$|false\s*$|null\s*$)/.test(value) && literalAt(value.trim(), 0)?.end === value.trim().length
    ? value.trim()
    : jsonText(value);

const PYTHON_NAME = /\s*([^()[\]{}"'=,\n]{1,100}?)\(\s*/y;
const PYTHON_KEY = /\s*([A-Za-z_][\w.-]{0,99})\s*=\s*/y;
const PYTHON_NEXT = /\s*([,)\]])/y;

/** `[f(a="x", b=2), g()]` as the whole text, which is how ToolACE and Llama 4 call. */
export function pythonCalls(text: string): CallIn[] | undefined {
  const whole = text.trim();
  if (!whole.startsWith('[') || !whole.endsWith(')]')) return undefined;
  const calls: CallIn[] = [];
  let at = 1;
  for (;;) {
    const head = matchAt(PYTHON_NAME, whole, at);
    if (!head) return undefined;
    const args = keywordArgs(whole, at + head[0].length);
    if (!args) return undefined;
    calls.push({ name: head[1] as string, args: args.json });
    const next = matchAt(PYTHON_NEXT, whole, args.end);
    if (!next || next[1] === ')') return undefined;
    at = args.end + next[0].length;
    if (next[1] === ']') return at === whole.length ? calls : undefined;
  }
}

/** `a="x", b=2)`, from behind the opening bracket to behind the closing one. */
function keywordArgs(text: string, from: number): { json: string; end: number } | undefined {
  if (text[from] === ')') return { json: '{}', end: from + 1 };
  const args: string[] = [];
  let at = from;
  for (;;) {
    const key = matchAt(PYTHON_KEY, text, at);
    const value = key && literalAt(text, at + key[0].length);
    if (!value) return undefined;
    args.push(`${jsonText(key[1])}:${value.json}`);
    const next = matchAt(PYTHON_NEXT, text, value.end);
    if (!next || next[1] === ']') return undefined;
    at = value.end + next[0].length;
    if (next[1] === ')') return { json: `{${args.join(',')}}`, end: at };
  }
}

export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
