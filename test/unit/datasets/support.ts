/** Examples, cards and contexts as an export gets them, and datasets by their name. */

import { allDatasets, type Dataset } from '../../../src/datasets/dataset.ts';
import type { Context } from '../../../src/datasets/kinds/kind.ts';
import type { RowMessage } from '../../../src/datasets/row.ts';
import { Compact } from '../../../src/kit/compact.ts';
import type { Example, Feedback, Message, Pair } from '../../../src/model/example.ts';
import type { Tagged } from '../../../src/model/tags.ts';
import { markRedacted, type Redacted } from '../../../src/redact/brand.ts';
import { makeCard } from '../../../src/stages/card.ts';
import type { CuratedCard } from '../../../src/stages/curated.ts';
import type { Decided } from '../../../src/stages/decide/decide.ts';
import type { SplitName } from '../../../src/stages/split/split.ts';
import { testConfig } from '../../support/pipeline.ts';

export const m = (role: Message['role'], content: string, more: Partial<Message> = {}): Message => ({
  role,
  content,
  turns: [],
  events: [],
  ...more,
});

/** An assistant message that calls `f`, by the call's number. */
export const calling = (call: number, args = '{}', more: Partial<Message> = {}): Message =>
  m('assistant', '', { calls: [{ call, name: 'f', args, argsJson: true }], ...more });
export const result = (call: number, content = 'done'): Message => m('tool', content, { answers: call, name: 'f' });

const TALK: readonly Message[] = [m('system', 'Be kind.'), m('user', 'How are you?'), m('assistant', 'Very well.')];

export function example(id: string, more: Partial<Example> = {}): Redacted<Example> {
  const messages = [...(more.messages ?? TALK)];
  const tagged = <T>(value: T): Tagged<T> => ({ value, evidence: { rule: 'test' }, confidence: 'counted' });
  const tags: Example['tags'] = {
    complexity: tagged(1),
    features: tagged({}),
    task: tagged('question'),
    domain: tagged('general'),
    language: tagged('eng'),
    tools: tagged([]),
    safety: tagged([]),
    latencyMs: tagged(undefined),
    chars: tagged(30),
  };
  return markRedacted({
    id,
    session: `session-of-${id}`,
    format: 'openai-chat',
    kind: messages.some((one) => one.calls) ? 'trajectory' : 'qa',
    part: 0,
    alternatives: [],
    tools: [],
    scores: [],
    feedback: [],
    governance: { subjects: [], consent: 'missing' },
    fingerprint: `content-of-${id}`,
    tags,
    steps: [],
    graph: { edges: [], depth: 0 },
    ...more,
    messages,
  } satisfies Example);
}

function card(of: Redacted<Example>, more: Partial<CuratedCard> = {}): CuratedCard {
  const placed = {
    offset: 0,
    length: 0,
    chain: new Uint8Array(of.messages.length * 8),
    sketch: new Uint8Array(),
    redactions: 0,
    marks: [],
  };
  return { ...makeCard(of, placed, new Compact()), ...more };
}

export const edit = (message: number | null, text: string): Feedback => ({ signal: 'edit', text, message });

export const pairOf = (
  chosen: string,
  rejected: string,
  { source = 'feedback', margin, ...more }: Partial<Pair> & Partial<Pair['evidence']> = {},
): Pair => ({
  id: `pair-${chosen}-${rejected}`,
  evidence: { source, margin },
  at: 2,
  chosen: { example: chosen },
  rejected: { example: rejected },
  ...more,
});

export interface World {
  examples: readonly Redacted<Example>[];
  /** Changes to the cards, by id. */
  cards?: Record<string, Partial<CuratedCard>>;
  config?: object;
  decisions?: Record<string, Partial<Decided>>;
  splits?: Record<string, SplitName>;
}

export function world({ examples, cards = {}, config = {}, decisions = {}, splits = {} }: World) {
  const all = examples.map((one) => card(one, cards[one.id]));
  const byExample = new Map(examples.map((one) => [one.id, one]));
  const decided = Object.entries(decisions).map(
    ([id, one]) => [id, { edits: new Map(), swapped: false, ...one } satisfies Decided] as const,
  );
  const context: Context = {
    config: testConfig(config),
    store: {
      read: ({ id }) => {
        const found = byExample.get(id);
        if (!found) throw new Error(`${id} is not in the store`);
        return found;
      },
    },
    decisions: new Map(decided),
    byId: new Map(all.map((one) => [one.id, one])),
    splits: new Map(Object.entries(splits)),
  };
  return { cards: new Set(all), context };
}

export const redacted = (text: string): Redacted<string> => markRedacted(text);

export function datasetNamed(name: string): Dataset {
  const found = allDatasets().find((dataset) => dataset.name === name);
  if (!found) throw new Error(`there is no dataset ${name}`);
  return found;
}

/** Weights of a row's messages. */
export const weights = (messages: readonly RowMessage[]): (0 | 1 | undefined)[] => messages.map(({ weight }) => weight);
