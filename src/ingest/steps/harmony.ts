/**
 * gpt-oss's template: `<|start|>role<|channel|>name<|message|>text<|end|>`. The channel `analysis` is reasoning, `final` the
 * answer; a message that is addressed `to=functions.f` is a call, and one that comes from it its result.
 */
import { defined } from '../../kit/defined.ts';
import type { MessageIn } from '../message.ts';
import { roleNamed } from '../shapes/roles.ts';

const START = /^(?:<\|start\|>|<\|channel\|>|<\|message\|>|assistant<\|channel\|>)/;
const TOKEN = /<\|(start|channel|constrain|message|end|return|call)\|>/g;

/** A header as it is written, and the text below it. */
interface Segment {
  header: string;
  body: string;
}

/**
 * @returns the messages of a text in the template; those of the assistant in a row are one. undefined for any other text.
 */
export function harmonyTurns(text: string): MessageIn[] | undefined {
  if (!START.test(text) || !text.includes('<|message|>')) return bareTurns(text);
  const turns: MessageIn[] = [];
  for (const segment of segments(text)) addSegment(turns, segment);
  return turns.length > 0 ? turns : undefined;
}

/** Decoded without special tokens, only the names of roles and channels are left: `analysis…assistantfinal…`. */
function bareTurns(text: string): MessageIn[] | undefined {
  if (!/^analysis(?=[A-Z"'])/.test(text)) return undefined;
  const [thought = '', ...answer] = text.slice('analysis'.length).split('assistantfinal');
  return answer.length === 1 ? [{ role: 'assistant', text: answer[0] as string, reasoning: thought }] : undefined;
}

function segments(text: string): Segment[] {
  const out: Segment[] = [];
  let header = '';
  let body: number | undefined;
  let from = 0;
  const close = (at: number): void => {
    if (body !== undefined) out.push({ header, body: text.slice(body, at) });
    header = '';
    body = undefined;
  };
  for (const token of text.matchAll(TOKEN)) {
    const name = token[1];
    if (body === undefined) header += text.slice(from, token.index);
    else close(token.index);
    from = token.index + token[0].length;
    if (name === 'message') body = from;
    else if (name === 'channel' || name === 'constrain') header += ` <${name}>`;
    else header = '';
  }
  close(text.length);
  return out;
}

function addSegment(turns: MessageIn[], { header, body }: Segment): void {
  const text = body.trim();
  const author = /^\s*([\w.-]+)/.exec(header)?.[1] ?? 'assistant';
  const channel = /<channel>\s*(\w+)/.exec(header)?.[1];
  const recipient = /\bto=([\w.-]+)/.exec(header)?.[1];
  const result = toolOf(author);
  if (result !== undefined) turns.push({ role: 'tool', text, name: result });
  else {
    const role = channel === undefined ? (roleNamed(author) ?? 'assistant') : 'assistant';
    if (role === 'assistant') addSpoken(turns, harmonyMessage(text, channel, recipient));
    else turns.push({ role, text });
  }
}

/** `functions.f` and the built-in `browser.search`, `python`: the tool's name. */
function toolOf(author: string): string | undefined {
  if (author.startsWith('functions.')) return author.slice('functions.'.length);
  return /^(?:browser|container)\.|^python$/.test(author) ? author : undefined;
}

/** One message of the assistant, by its channel and recipient. */
export function harmonyMessage(text: string, channel: string | undefined, recipient: string | undefined): MessageIn {
  const tool = recipient === undefined ? undefined : toolOf(recipient);
  if (tool !== undefined) return { role: 'assistant', text: '', calls: [{ name: tool, args: text }] };
  if (channel === 'analysis') return { role: 'assistant', text: '', reasoning: text };
  return { role: 'assistant', text };
}

/** Reasoning, preamble, calls and answer up to the next result are one message. */
export function addSpoken(turns: MessageIn[], next: MessageIn): void {
  const last = turns.at(-1);
  if (last?.role !== 'assistant') {
    turns.push(next);
    return;
  }
  const join = (a: string | undefined, b: string | undefined): string => [a, b].filter((t) => t).join('\n\n');
  const reasoning = join(last.reasoning, next.reasoning);
  const calls = [...(last.calls ?? []), ...(next.calls ?? [])];
  Object.assign(last, {
    text: join(last.text, next.text),
    ...defined({ reasoning: reasoning || undefined, calls: calls.length ? calls : undefined }),
  });
}
