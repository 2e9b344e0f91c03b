/**
 * Tool calls as Open WebUI writes them into an answer: `<details type="tool_calls" id=… name=… arguments=… result=…>`, the
 * attributes JSON in HTML's escapes, and `code_interpreter` with the code inside. Its page shows them, its API sends them back to
 * models, so they stand in logs of other programs as well.
 */
import type { MessageIn } from '../message.ts';
import { arr, get, idOf, parseJson, str } from '../parse.ts';
import { CodeSpans } from './code-spans.ts';

/** Openings, and the code between them: a block that is quoted there is text. */
const STEP = /`+|~{3,}|^[ \t]*<details\s+type="(?:tool_calls|code_interpreter)"/gm;
const CLOSING = '</details>';

export const mayHaveDetails = (text: string): boolean =>
  text.includes('<details') && (text.includes('type="tool_calls"') || text.includes('type="code_interpreter"'));

/**
 * The answer in its steps: text, call, result, text.
 *
 * @returns undefined when no block is whole: then the text is as it stands
 */
export function detailTurns(m: MessageIn): MessageIn[] | undefined {
  const out: MessageIn[] = [];
  let from = 0;
  const code = new CodeSpans(m.text);
  const step = new RegExp(STEP);
  for (let open = step.exec(m.text); open; open = step.exec(m.text)) {
    const sign = open[0][0] as string;
    if (sign === '`' || sign === '~') {
      step.lastIndex = code.end(open.index, open[0]);
      continue;
    }
    const head = m.text.indexOf('>', open.index);
    const close = head < 0 ? -1 : m.text.indexOf(CLOSING, head);
    if (close < 0) break;
    const inner = m.text.slice(head + 1, close);
    const told = blockOf(attributesOf(m.text.slice(open.index, head)), inner, m);
    step.lastIndex = close;
    if (!told) continue;
    const said = m.text.slice(from, open.index).trim();
    const [call] = told;
    if (said !== '' || out.length === 0)
      out.push({ ...bare(m, out.length === 0), text: said, calls: call.calls ?? [] }, ...told.slice(1));
    else out.push(...told);
    from = close + CLOSING.length;
  }
  if (out.length === 0) return undefined;
  const rest = m.text.slice(from).trim();
  return rest === '' ? out : [...out, { ...bare(m, false), text: rest }];
}

/** What a message says of itself goes with its first step. */
function bare(m: MessageIn, first: boolean): MessageIn {
  const { calls: _calls, ...more } = m;
  if (first) return more;
  const { parts: _parts, reasoning: _reasoning, ...rest } = more;
  return rest;
}

const ATTRIBUTE = /([a-z_]{1,20})="([^"]*)"/g;
const attributesOf = (tag: string): Map<string, string> =>
  new Map([...tag.matchAll(ATTRIBUTE)].map(([, name = '', value = '']) => [name, unescaped(value)]));

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'", '#39': "'" };
const unescaped = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#x27|#39);/g, (_, name: string) => ENTITIES[name] ?? '');

/** A call message and its result. Values are JSON within the attribute, and the arguments JSON in that once more. */
function blockOf(
  at: ReadonlyMap<string, string>,
  inner: string,
  m: MessageIn,
): [MessageIn, ...MessageIn[]] | undefined {
  const code = at.get('type') === 'code_interpreter';
  if (!code && at.has('content')) return roundOf(at, m);
  const name = code ? 'code_interpreter' : at.get('name');
  if (!name) return undefined;
  const args = code ? (/```[^\n]*\n([\s\S]*?)\n?```/.exec(inner)?.[1] ?? '') : plain(at.get('arguments') ?? '');
  const id = at.get('id');
  const call = { name, args, ...(id ? { id } : {}), ...(code ? { freeform: true } : {}) };
  const first: MessageIn = { ...bare(m, false), text: '', calls: [call] };
  const result = at.get(code ? 'output' : 'result');
  // While it runs there is none.
  if (result === undefined || at.get('done') === 'false') return [first];
  return [first, { role: 'tool', text: plain(result), name, ...(id ? { callId: id } : {}), ...placeIn(m) }];
}

/** Until 0.5 a block held the calls of a round as OpenAI's list, and their results as another. */
function roundOf(at: ReadonlyMap<string, string>, m: MessageIn): [MessageIn, ...MessageIn[]] | undefined {
  const list = (name: string): unknown[] => arr(parsed(at.get(name) ?? '')) ?? [];
  const calls = list('content').flatMap((call) => {
    const name = str(get(call, 'function', 'name'));
    const id = idOf(get(call, 'id'));
    const args = get(call, 'function', 'arguments');
    return name ? [{ name, args: str(args) ?? JSON.stringify(args ?? {}), ...(id ? { id } : {}) }] : [];
  });
  if (calls.length === 0) return undefined;
  const results = list('results').flatMap((result): MessageIn[] => {
    const text = get(result, 'content');
    const callId = idOf(get(result, 'tool_call_id'));
    return text === undefined
      ? []
      : [{ role: 'tool', text: str(text) ?? JSON.stringify(text), ...(callId ? { callId } : {}), ...placeIn(m) }];
  });
  return [{ ...bare(m, false), text: '', calls }, ...results];
}

const placeIn = ({ pointer, time }: MessageIn): Pick<MessageIn, 'pointer' | 'time'> => ({
  ...(pointer === undefined ? {} : { pointer }),
  ...(time === undefined ? {} : { time }),
});

/** A string in JSON is what it says; other JSON is as it is. */
function plain(text: string): string {
  const value = text.startsWith('"') ? parsed(text) : undefined;
  return typeof value === 'string' ? value : text;
}

function parsed(text: string): unknown {
  try {
    const value = parseJson(text);
    // A list may be JSON within a string.
    return typeof value === 'string' && /^\s*\[/.test(value) ? parsed(value) : value;
  } catch {
    return undefined;
  }
}
