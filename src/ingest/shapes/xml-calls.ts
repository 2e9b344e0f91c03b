/** Tool calls as XML in the text, as OpenHands writes them for models without function calling. */

import { defined } from '../../kit/defined.ts';
import type { CallIn, MessageIn } from '../message.ts';
import { jsonText, parseJson, str } from '../parse.ts';

const FUNCTION = /<function=([^>\s]+)>([\s\S]*?)(?:<\/function>|$)/g;
const PARAMETER = /<parameter=([^>\s]+)>([\s\S]*?)<\/parameter>/g;

/** The text before the calls, and the calls. `final`: the message of a `finish` call, which is an answer and no action. */
export function xmlCalls(text: string): { said: string; calls: CallIn[]; final?: string } {
  const calls: CallIn[] = [];
  let final: string | undefined;
  for (const [, name, body] of text.matchAll(FUNCTION) as Iterable<[string, string, string]>) {
    const args: Record<string, string> = Object.create(null) as Record<string, string>;
    for (const [, key, value] of body.matchAll(PARAMETER) as Iterable<[string, string, string]>)
      args[key] = value.replace(/^\n|\n$/g, '');
    if (name === 'finish' && str(args.message)) final = args.message;
    calls.push({ name, args: jsonText(args) });
  }
  const said = text.slice(0, Math.max(0, text.search(/<function=/))).trim();
  return final !== undefined && calls.length === 1 ? { said, calls: [], final } : { said, calls };
}

const HEADED = /^(?:EXECUTION RESULT of \[([^\]]*)\]:\n?|OBSERVATION:\n)/;

/** Results in one turn: named by a heading, or a JSON list with one entry for each of the `calls` before it. */
export function resultsText(
  text: string,
  surely: boolean,
  calls: number,
): Pick<MessageIn, 'text' | 'name'>[] | undefined {
  const head = HEADED.exec(text);
  if (head) return [{ text: text.slice(head[0].length), ...defined({ name: head[1] || undefined }) }];
  if (!surely) return undefined;
  if (calls > 1 && text.trimStart().startsWith('[')) {
    try {
      const list = parseJson(text);
      if (Array.isArray(list) && list.length === calls)
        return list.map((r) => ({ text: typeof r === 'string' ? r : jsonText(r) }));
    } catch {
      // Not JSON: one result.
    }
  }
  return [{ text }];
}
