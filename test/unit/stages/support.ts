/** Cards, messages and drafts of a few words, for tables of rules. Everything is frozen: a stage that changes its input throws. */

import { Compact } from '../../../src/kit/compact.ts';
import { Key } from '../../../src/kit/key.ts';
import { type Config, parseConfig } from '../../../src/model/config.ts';
import type { Example, Message, Pair } from '../../../src/model/example.ts';
import type { TagValues } from '../../../src/model/tags.ts';
import type { Redacted } from '../../../src/redact/brand.ts';
import { type Card, type CardFeedback, chainOf, makeCard } from '../../../src/stages/card.ts';
import type { Draft } from '../../../src/stages/segment/segment.ts';
import { sketchOf } from '../../../src/stages/sketch.ts';
import { tag } from '../../../src/stages/tag/tag.ts';

export const KEY = new Key(Buffer.from('a key for tests, and for nothing else'));

export const config = (more: object = {}): Config => parseConfig(JSON.stringify(more), 'goldpan.json');

/** Buffers cannot be frozen, and need not be: nothing in a stage writes to one. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}

const ROLES = { s: 'system', u: 'user', a: 'assistant', t: 'tool' } as const;

/** `u Hello` is a user message; a call is `a Text | name {"args":1}`, several are put behind one another. */
export function messages(...lines: readonly string[]): Message[] {
  let call = 0;
  return lines.map((line, i): Message => {
    const role = ROLES[line[0] as keyof typeof ROLES];
    const [content = '', ...calls] = line.slice(2).split(' | ');
    const made = calls.map((c) => {
      const [name = '', ...args] = c.split(' ');
      const text = args.join(' ');
      return { call: call++, name, args: text, argsJson: text.startsWith('{') };
    });
    return { role, content, turns: [i], events: [i], ...(made.length ? { calls: made } : {}) };
  });
}

export function example(id: string, talk: readonly Message[], more: Partial<Example> = {}): Redacted<Example> {
  const base: Draft['example'] = {
    id,
    session: `session of ${id}`,
    format: 'test',
    kind: 'chat',
    part: 0,
    messages: [...talk],
    alternatives: [],
    tools: [],
    scores: [],
    feedback: [],
    governance: { consent: 'missing', subjects: [] },
    fingerprint: `content of ${id}`,
    ...more,
  };
  return tag({ example: base, orphans: 0, unanswered: 0, latencyMs: 0 } as unknown as Redacted<Draft>);
}

type More = Partial<Omit<Card, 'tags' | 'feedback'>> & {
  tags?: Partial<TagValues>;
  feedback?: Partial<CardFeedback>[];
};

/** A card as a run makes it from this talk; `more` overrides single facts. */
export function card(id: string, talk: readonly string[], { tags, feedback, ...more }: More = {}): Card {
  const list = messages(...talk);
  const stored = example(id, list);
  const placed = {
    offset: 0,
    length: 1,
    chain: chainOf(list, 'secret'),
    sketch: sketchOf(stored),
    redactions: 0,
    marks: [],
  };
  const made = makeCard(stored, placed, new Compact());
  const full = (feedback ?? []).map((f, index): CardFeedback => {
    return { signal: 'thumbs_up', message: null, edited: false, from: id, index, ...f };
  });
  // Long enough for the default bounds, so that each row of a table shows one rule.
  const long = { chars: 100, answerChars: 100, answerWords: 50 };
  const features = { ...made.tags.features, userTurns: Math.max(3, made.tags.features.userTurns ?? 0) };
  return frozen({ ...made, feedback: full, ...more, tags: { ...made.tags, ...long, features, ...tags } });
}

export const pair = (id: string, chosen: string, rejected: string): Pair =>
  frozen({ id, at: 1, chosen: { example: chosen }, rejected: { example: rejected }, evidence: { source: 'outcome' } });
