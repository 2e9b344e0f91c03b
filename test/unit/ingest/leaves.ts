import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Session } from '../../../src/model/index.ts';

export interface Leaf {
  /** The last keys that lead to it. */
  at: string;
  text: string;
  line: number;
}

/** Four words or more: what somebody wrote, and no id, name or path. */
const PROSE = /\S\s+\S+\s+\S+\s+\S/;
/** Where readers take a text apart: marks around it, its lines, fences, headings. */
const SEAMS =
  /<[^<>]*>|\n|```\w*|\[[^\]]*\](?: Result:)?|(?:### )?(?:Human|Assistant|USER|ASSISTANT|SYSTEM|FUNCTION RESPONSE|user|assistant|tool|Thought|Action Input): /;

/** Every piece of text that is prose; JSON within a text is entered. */
function leavesOf(value: unknown, keys: string[], line: number, out: Leaf[]): void {
  if (typeof value === 'string') {
    const inner = /^\s*[[{]/.test(value) ? parsed(value) : undefined;
    if (typeof inner === 'object' && inner !== null) leavesOf(inner, keys, line, out);
    else
      for (const text of value.split(SEAMS))
        if (PROSE.test(text)) out.push({ at: keys.slice(-3).join('.'), text, line });
  } else if (Array.isArray(value)) for (const v of value) leavesOf(v, keys, line, out);
  else if (typeof value === 'object' && value !== null)
    for (const [key, v] of Object.entries(value)) leavesOf(v, [...keys, key], line, out);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function leavesIn(text: string): Leaf[] {
  const out: Leaf[] = [];
  const whole = parsed(text);
  if (whole !== undefined) leavesOf(whole, [], 1, out);
  else for (const [i, line] of text.split('\n').entries()) leavesOf(parsed(line), [], i + 1, out);
  return out;
}

/** All that sessions hold, without white space and escapes, so that it does not matter how a text was quoted. */
const bare = (text: string): string => text.replace(/\\[nrt]|[\s\\"]/g, '');
export const heldIn = (sessions: readonly Session[]) => {
  const all = bare(JSON.stringify(sessions));
  return ({ text }: Leaf): boolean => all.includes(bare(text));
};

export const filesIn = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : /\.jsonl?$/.test(name) ? [path] : [];
  });

/** Texts that become something else than text, or are known to be nobody's words. Each says what. */
const ELSEWHERE: readonly (readonly [format: string, pattern: RegExp, why: string])[] = [
  ['anthropic-messages', /^(?:data|event): |"stop_reason"/, 'chunks of a stream: their texts are put together'],
  ['openai-chat', /^data: |"usage"/, 'the same'],
  ['openai-chat', /^\w{3}, \d\d \w{3} \d{4} [\d:]+ GMT$/, 'a time of HTTP, which is kept in another writing'],
  ['openai-chat', /^Finds an order; owner/, 'a tool without a name, or of a request without messages'],
  ['cohere', /^Finds boats of /, 'the same'],
  ['openai-responses', /^(?:data|event): /, 'the same'],
  ['openai-chat', /^Shop help for .* It is (?:Mon|Tues)day/, 'one system prompt with another date'],
  [
    'claude-code',
    /^User rejected tool use$|^Error: mv:/,
    'the result as the page shows it; the model’s is in the message',
  ],
  ['claude-code', /^Caveat: The messages below/, 'about local commands, which no model saw'],
  ['openai-messages', /^open the file parser\.py now$/, 'SWE-agent’s copy of a call as a command line'],
  ['glaive', /^ \{"name": "tide", "arguments": '/, 'the wrapper of a call'],
  ['templated-text', /^\{"name": "tide"/, 'the same'],
  ['langgraph-state', /^A draft that was taken back/, 'of an older state: counted'],
  ['smolagents', /^Last output from code snippet/, 'what the interpreter says about the answer'],
  ['oasst', /^I was deleted by somebody/, 'deleted by the site'],
  ['sharegpt', /^Mozilla/, 'of the page, not of the talk'],
  ['sharegpt', /^\{"return_type": /, 'the wrapper of an answer, which is taken out'],
  ['amazon-q', /--- (?:CONTEXT ENTRY|USER MESSAGE) (?:BEGIN|END) ---/, 'marks around the prompt'],
  ['cursor-transcript', /^Friday, Mar 6, 2026/, 'a time, which is kept in another writing'],
  [
    'gemini-takeout',
    /^(?:Prompted|Gave|Created) /,
    'a verb stands before the question; what was done is skipped by name',
  ],
  ['gemini-takeout', /&amp;/, 'HTML, which becomes Markdown'],
  ['sillytavern', /^Tool calls: /, 'calls as the page shows them; they lie beside it'],
  ['gptme', /^@save\(call-7\): /, 'a call that is written as text'],
  ['claude-ai-export', /^ I look it up\. .* Loam\. /, 'the parts of a message once more, put together'],
];

export const isElsewhere = (name: string, { text }: Leaf): boolean =>
  ELSEWHERE.some(([format, pattern]) => format === name && pattern.test(text));

/** The text with each JSON value in it changed: the whole, or line by line; what is no JSON stays. */
export function mapJson(text: string, change: (value: unknown) => unknown): string {
  const whole = parsed(text);
  if (whole !== undefined) return JSON.stringify(change(whole)) ?? text;
  return text
    .split('\n')
    .map((line) => {
      const value = parsed(line);
      return value === undefined ? line : (JSON.stringify(change(value)) ?? line);
    })
    .join('\n');
}
