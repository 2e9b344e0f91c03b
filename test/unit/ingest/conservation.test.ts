/**
 * Nothing is lost without a word: the texts of every fixture are counted by code that knows no format, and each must be found
 * again in an event, be counted as unknown, lie on a skipped line, or stand under a key that is known to be context.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildIndex } from '../../../src/ingest/build-index.ts';
import { readAll } from '../../../src/ingest/inspect.ts';
import { findSources } from '../../../src/ingest/sources.ts';
import type { Session } from '../../../src/model/index.ts';
import { readFiles } from './support.ts';

const ROOT = join(import.meta.dirname, '../../fixtures');

interface Leaf {
  /** The last keys that lead to it. */
  at: string;
  text: string;
  line: number;
}

/** Four words or more: what somebody wrote, and no id, name or path. */
const PROSE = /\S\s+\S+\s+\S+\s+\S/;
/** Where readers take a text apart: marks around it, its lines, fences, headings. */
const SEAMS = /<[^<>]*>|\n|```\w*|\[[^\]]*\](?: Result:)?|(?:Human|Assistant|user|assistant|tool): /;

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

function leavesIn(path: string): Leaf[] {
  const text = readFileSync(path, 'utf8');
  const out: Leaf[] = [];
  const whole = parsed(text);
  if (whole !== undefined) leavesOf(whole, [], 1, out);
  else for (const [i, line] of text.split('\n').entries()) leavesOf(parsed(line), [], i + 1, out);
  return out;
}

/** All that sessions hold, without white space and escapes, so that it does not matter how a text was quoted. */
const bare = (text: string): string => text.replace(/\\[nrt]|[\s\\"]/g, '');
const held = (sessions: readonly Session[]): string => bare(JSON.stringify(sessions));

const files = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : /\.jsonl?$/.test(name) ? [path] : [];
  });

/** Texts that become something else than text, or are known to be nobody's words. Each says what. */
const ELSEWHERE: readonly (readonly [format: string, pattern: RegExp, why: string])[] = [
  ['anthropic-messages', /^(?:data|event): |"stop_reason"/, 'chunks of a stream: their texts are put together'],
  ['openai-chat', /^data: |"usage"/, 'the same'],
  ['openai-responses', /^(?:data|event): /, 'the same'],
  ['openai-chat', /^Shop help for .* It is (?:Mon|Tues)day/, 'one system prompt with another date'],
  [
    'claude-code',
    /^User rejected tool use$|^Error: mv:/,
    'the result as the page shows it; the model’s is in the message',
  ],
  ['claude-code', /^Caveat: The messages below/, 'about local commands, which no model saw'],
  ['amazon-q', /--- (?:CONTEXT ENTRY|USER MESSAGE) (?:BEGIN|END) ---/, 'marks around the prompt'],
  ['cursor-transcript', /^Friday, Mar 6, 2026/, 'a time, which is kept in another writing'],
  ['gptme', /^@save\(call-7\): /, 'a call that is written as text'],
  ['claude-ai-export', /^ I look it up\. .* Loam\. /, 'the parts of a message once more, put together'],
];

describe('every text of the fixtures is somewhere', () => {
  it.each(readdirSync(ROOT))('%s', async (name) => {
    const folder = join(ROOT, name);
    const index = await buildIndex(findSources(['.'], folder).sources, {});
    const all = held([...readAll(index)]);
    const skipped = new Set(index.skipped.map((s) => `${resolve(folder, s.path)}:${s.line}`));
    const lost = files(folder).flatMap((path) =>
      leavesIn(path)
        .filter(({ text, line }) => {
          if (all.includes(bare(text)) || ELSEWHERE.some(([format, pattern]) => format === name && pattern.test(text)))
            return false;
          return !skipped.has(`${path}:${line}`) && !skipped.has(`${path}:0`);
        })
        .map(({ at, text, line }) => `${at}: ${text} (${path.slice(ROOT.length)}:${line})`),
    );
    index.dispose();
    expect(lost).toEqual([]);
  });
});

/** Lists that no model saw, or that repeat others: marks and errors that the program wrote, events beside their items. */
const UNSEEN =
  /Request interrupted by user|API Error: 500|No response requested|Review the change of|canary\.(?:prompt|replacement|ask)@/;

/** A part that no format knows, put into every list of typed parts; equal lists get equal parts, since histories repeat them. */
function withNovelty(value: unknown, names: Set<string>): unknown {
  if (Array.isArray(value)) {
    const list = value.map((v) => withNovelty(v, names));
    const typed = value.some((v) => typeof v === 'object' && v !== null && typeof v.type === 'string' && 'text' in v);
    if (!typed || UNSEEN.test(JSON.stringify(value))) return list;
    const name = `novel_${createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12)}`;
    names.add(name);
    return [...list, { type: name, payload: { note: 'words of nobody at all' } }];
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, withNovelty(v, names)]));
}
describe('a part that no format knows is counted', () => {
  it.each(readdirSync(ROOT))('%s', async (name) => {
    const names = new Set<string>();
    const mutated: Record<string, string> = {};
    for (const path of files(join(ROOT, name))) {
      const text = readFileSync(path, 'utf8');
      const whole = parsed(text);
      const key = path.slice(join(ROOT, name).length + 1);
      mutated[key] =
        whole === undefined
          ? text
              .split('\n')
              .map((l) => {
                const v = parsed(l);
                return v === undefined ? l : JSON.stringify(withNovelty(v, names));
              })
              .join('\n')
          : JSON.stringify(withNovelty(whole, names));
    }
    const { sessions, index } = await readFiles(mutated);
    const all = JSON.stringify(sessions) + JSON.stringify(index.skipped);
    expect([...names].filter((n) => !all.includes(n))).toEqual([]);
  });
});
