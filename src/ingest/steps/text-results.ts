/** Results that stand in a turn of the user, or under the marks of a chat template, because the API had no role for them. */
import { defined } from '../../kit/defined.ts';
import type { MessageIn } from '../message.ts';
import { get, idOf, isObject, jsonText, parseJson, str } from '../parse.ts';
import { into, rawArgs } from '../place.ts';

/** One result, named where its text says so. */
export type ResultText = Pick<MessageIn, 'text' | 'name' | 'callId'>;

/** OpenHands without function calling, and SWE-agent's training sets. */
const HEADED = /^(?:EXECUTION RESULT of \[([^\]]*)\]:\n?|OBSERVATION:\n)/;
/** Hermes and Qwen; Anthropic's prompt format. */
const TAGGED = /<(tool_response|function_results?|tool_result)>/g;

/**
 * @param text of a user's or a tool's message
 * @param calls number of calls that it can answer; without any a user's text is the user's
 * @returns the results, and what the user wrote beside them; undefined for a text that holds none
 */
export function takeResults(text: string, calls: number): { results: ResultText[]; rest: string } | undefined {
  if (calls === 0) return undefined;
  const head = HEADED.exec(text);
  if (head) return { results: [{ text: text.slice(head[0].length), ...named(head[1]) }], rest: '' };
  return /^\s*</.test(text) ? tagged(text) : undefined;
}

const named = (name: string | undefined): Pick<MessageIn, 'name'> => defined({ name: name || undefined });

/** Results in tags from the start of the text; what follows the last one is the user's. */
export function tagged(text: string): { results: ResultText[]; rest: string } | undefined {
  const results: ResultText[] = [];
  let end = 0;
  const open = new RegExp(TAGGED);
  for (let mark = open.exec(text); mark; mark = open.exec(text)) {
    if (text.slice(end, mark.index).trim() !== '') break;
    const close = text.indexOf(`</${mark[1]}>`, mark.index);
    const from = mark.index + mark[0].length;
    results.push(resultIn(text.slice(from, close < 0 ? text.length : close)));
    end = close < 0 ? text.length : close + (mark[1] as string).length + 3;
    open.lastIndex = end;
  }
  return results.length > 0 ? { results, rest: text.slice(end).trim() } : undefined;
}

/** Hermes wraps the result once more: `{"name": "f", "content": …}`. */
function resultIn(body: string): ResultText {
  const text = body.replace(/^\s*\n|\n\s*$/g, '');
  if (!/^\s*\{/.test(text)) return { text };
  const value = parsed(text);
  const name = str(get(value, 'name'));
  const id = idOf(get(value, 'tool_call_id'));
  const content = into({ value, text, path: [], pointer: '' }, 'content');
  if ((name === undefined && id === undefined) || content.value === undefined) return { text };
  return {
    text: typeof content.value === 'string' ? content.value : rawArgs(content),
    ...defined({ name, callId: id }),
  };
}

/** One message that answers several calls: a JSON list with an entry for each of them. */
export function listedResults(text: string, calls: number): ResultText[] | undefined {
  if (calls < 2 || !text.trimStart().startsWith('[')) return undefined;
  const value = parsed(text);
  if (!Array.isArray(value) || value.length !== calls) return undefined;
  return value.map((r, i) => {
    const place = into({ value, text, path: [], pointer: '' }, i);
    return { text: typeof r === 'string' ? r : isObject(r) || Array.isArray(r) ? rawArgs(place) : jsonText(r) };
  });
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
