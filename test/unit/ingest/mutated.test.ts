/**
 * The fixtures of each format, changed as real files differ from them: keys in another order, and each key missing in turn. Texts
 * are counted by code that knows no format.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Session } from '../../../src/model/index.ts';
import { filesIn, heldIn, isElsewhere, leavesIn, mapJson } from './leaves.ts';
import { readFiles } from './support.ts';

const ROOT = join(import.meta.dirname, '../../fixtures');

const fixture = (name: string): Record<string, string> =>
  Object.fromEntries(
    filesIn(join(ROOT, name)).map((path) => [path.slice(join(ROOT, name).length + 1), readFileSync(path, 'utf8')]),
  );

const changed = (files: Record<string, string>, change: (value: unknown) => unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [path, mapJson(text, change)]));

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([k, v]) => [k, reversed(v)]),
  );
}

function without(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value.map((v) => without(v, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([k, v]) => (k === key ? [] : [[k, without(v, key)]])));
}

function keysOf(value: unknown, out = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const v of value) keysOf(v, out);
  else if (typeof value === 'object' && value !== null)
    for (const [k, v] of Object.entries(value)) {
      out.add(k);
      keysOf(v, out);
    }
  return out;
}

async function outcome(files: Record<string, string>) {
  const { sessions, index } = await readFiles(files);
  const counts: Record<string, number> = {};
  for (const { events, branches } of sessions)
    for (const { kind } of [...events, ...branches.flatMap((b) => b.events)]) counts[kind] = (counts[kind] ?? 0) + 1;
  return { counts: { sessions: sessions.length, ...counts }, sessions, index };
}

describe('keys in another order mean the same', () => {
  it.each(readdirSync(ROOT))('%s', async (name) => {
    const files = fixture(name);
    expect((await outcome(changed(files, reversed))).counts).toEqual((await outcome(files)).counts);
  });
});

/** Parts that were counted as not read: a change that makes more of them has told of what it took. */
const unknownIn = (sessions: readonly Session[]): number => JSON.stringify(sessions).split('"kind":"unknown"').length;

/** Headers of HTTP, and what a tool's declaration says: without a name there is no tool, and without a request nobody was offered it. */
const NO_CONTENT = /(?:^|\.)(?:date|(?:tools|function|toolSpec|tool_definitions|functionDeclarations)\.description)$/;

/**
 * Changes that are not told of yet: fields without which a record is none of its format's any more, while others of its file
 * are. The list may only become shorter: a change that loses nothing must leave it.
 */
const GAPS: Readonly<Record<string, readonly string[]>> = {
  braintrust: ['without root_span_id', 'without content'],
  'datadog-llmobs': [
    'without status',
    'without role',
    'without content',
    'kind=workflow',
    'kind=retrieval',
    'status=error',
  ],
  dify: ['without conversation_id'],
  'gemini-api': ['without contents'],
  helicone: [
    'without response_status',
    'without request_id',
    'without messages',
    'without type',
    'without stop_reason',
    'type=message',
  ],
  'lm-studio': ['without key'],
  mlflow: ['without feedback', 'without value', 'without name', 'name=exception'],
  'openai-assistants': ['without object'],
  opik: ['without id', 'without start_time', 'without trace_id', 'without type', 'without content', 'type=llm'],
  weave: ['without op_name', 'without trace_id', 'without content'],
};

/** What a list of losses is about, without the gaps that are known, and with those that are closed. */
function newIn(name: string, lost: readonly string[], tried: (change: string) => boolean): string[] {
  const gaps = (GAPS[name] ?? []).filter(tried);
  const isGap = (line: string): boolean => gaps.some((gap) => line.startsWith(`${gap}: `));
  return [
    ...lost.filter((line) => !isGap(line)),
    ...gaps.filter((gap) => !lost.some((line) => line.startsWith(`${gap}: `))).map((gap) => `closed: ${gap}`),
  ];
}

/** What is neither held nor told of after a change. */
async function lostBy(
  name: string,
  mutated: Record<string, string>,
  change: string,
  unknown: number,
): Promise<string[]> {
  const { sessions, index } = await outcome(mutated);
  if (unknownIn(sessions) > unknown) return [];
  const held = heldIn(sessions);
  const skipped = new Set(index.skipped.map((s) => `${s.path}:${s.line}`));
  return Object.entries(mutated).flatMap(([path, text]) =>
    leavesIn(text).flatMap((leaf) =>
      held(leaf) ||
      isElsewhere(name, leaf) ||
      NO_CONTENT.test(leaf.at) ||
      skipped.has(`${path}:${leaf.line}`) ||
      skipped.has(`${path}:0`)
        ? []
        : [`${change}: ${leaf.at}: ${leaf.text.slice(0, 60)} (${path}:${leaf.line})`],
    ),
  );
}

const allKeys = (files: Record<string, string>): Set<string> => {
  const keys = new Set<string>();
  changed(files, (value) => void keysOf(value, keys));
  return keys;
};

describe('with any key missing, what is left is somewhere', () => {
  it.each(readdirSync(ROOT))('%s', async (name) => {
    const files = fixture(name);
    const lost: string[] = [];
    const unknown = unknownIn((await outcome(files)).sessions);
    for (const key of allKeys(files))
      lost.push(
        ...(await lostBy(
          name,
          changed(files, (value) => without(value, key)),
          `without ${key}`,
          unknown,
        )),
      );
    expect(newIn(name, lost, (change) => change.startsWith('without '))).toEqual([]);
  });
});

/** Keys by which logs say what a thing is. Their values are the ones that grow from version to version. */
const SAYS_WHAT =
  /^(?:type|kind|role|from|sender|author|source|class_|part_kind|content_type|event|name|status|state)$/;

/** Values of such keys in the fixtures: `role=user`. */
function wordsOf(value: unknown, out: Set<string>): void {
  if (Array.isArray(value)) for (const v of value) wordsOf(v, out);
  else if (typeof value === 'object' && value !== null)
    for (const [k, v] of Object.entries(value)) {
      if (SAYS_WHAT.test(k) && typeof v === 'string' && /^[\w.-]{1,40}$/.test(v)) out.add(`${k}=${v}`);
      wordsOf(v, out);
    }
}

function renamed(value: unknown, word: string): unknown {
  if (Array.isArray(value)) return value.map((v) => renamed(v, word));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([k, v]) => [k, `${k}=${String(v)}` === word ? 'novel_word' : renamed(v, word)]),
  );
}

describe('with any word for a kind unknown, what it says is somewhere', () => {
  it.each(readdirSync(ROOT))('%s', async (name) => {
    const files = fixture(name);
    const words = new Set<string>();
    changed(files, (value) => void wordsOf(value, words));
    const lost: string[] = [];
    const unknown = unknownIn((await outcome(files)).sessions);
    for (const word of words)
      lost.push(
        ...(await lostBy(
          name,
          changed(files, (value) => renamed(value, word)),
          word,
          unknown,
        )),
      );
    expect(newIn(name, lost, (change) => change.includes('='))).toEqual([]);
  });
});
