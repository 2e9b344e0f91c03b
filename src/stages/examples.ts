/** A session's examples, from the raw and the redacted session: the one way for runs and for the studio's fresh reading. */
import { defined } from '../kit/defined.ts';
import type { Key } from '../kit/key.ts';
import type { SegmentConfig } from '../model/config-segment.ts';
import type { TaxonomyConfig } from '../model/config-taxonomy.ts';
import type { Example, Message } from '../model/example.ts';
import type { Session } from '../model/session.ts';
import { derive, type Redacted } from '../redact/brand.ts';
import { observe, type RawExample, type World } from './observe/observe.ts';
import type { Survival } from './observe/survival.ts';
import type { RowText } from './segment/content.ts';
import { type Cut, eventsOf } from './segment/cut.ts';
import { cutsOf } from './segment/cuts.ts';
import { toMessages } from './segment/messages.ts';
import { type Draft, segment } from './segment/segment.ts';
import { tag } from './tag/tag.ts';

interface MadeExample {
  example: Redacted<Example>;
  /** Events of the session that it was made of, by number: the same ones in the raw and the redacted session. */
  cut: Cut;
  raw: RawExample;
  survival?: Survival;
}

export interface MadeExamples {
  made: MadeExample[];
  /** Why stretches of the session gave no example. */
  dropped: string[];
}

export interface ExampleRules {
  /** Keyed id of the session. */
  sessionId: string;
  key: Key;
  /** What rows show of harnesses and media. */
  row: RowText;
  /** Where sessions are cut. */
  rules: SegmentConfig;
  /** Of the configuration; absent: the built-in one. */
  taxonomy?: TaxonomyConfig | undefined;
  /** What may be asked beside the log. */
  world?: World;
  /** From which on evidence decides an outcome that the log does not state; absent: the default of the configuration. */
  outcomeConfidence?: number | undefined;
}

export function examplesOf(
  raw: Session,
  redacted: Redacted<Session>,
  { sessionId, key, row, rules, taxonomy, world, outcomeConfidence }: ExampleRules,
): MadeExamples {
  const { drafts, dropped } = segment(redacted, cutsOf(raw, rules), sessionId, key, row);
  const made = drafts.map(({ cut, draft }): MadeExample => {
    const events = eventsOf(raw, cut);
    const messages = rawMessages(events, draft, row);
    const own = { session: raw, events, messages, readable: readableIn(draft.example) };
    const observed = observe(own, key, world);
    const { survival } = observed;
    return { example: tag(draft, observed, { outcomeConfidence, taxonomy }), cut, raw: own, ...defined({ survival }) };
  });
  return { made, dropped };
}

/** Names stand in quotes, in schemas and in arguments; redaction has read both. */
function readableIn({ tools, messages }: Draft['example']): RawExample['readable'] {
  let texts: string[] | undefined;
  return (name) => {
    texts ??= [
      ...tools.flatMap((t) => t.parameters ?? []),
      ...messages.flatMap((m) => m.calls?.map((c) => c.args) ?? []),
    ];
    const quoted = JSON.stringify(name);
    return texts.some((text) => text.includes(quoted));
  };
}

function rawMessages(events: RawExample['events'], { example }: Draft, row: RowText): Message[] {
  const { messages } = toMessages(events, row);
  if (messages.length !== example.messages.length) throw new Error('redaction changed the number of messages');
  return messages;
}

/** Under the ids that the run gives to a session's examples. */
export function withIds(example: Redacted<Example>, ids: ReadonlyMap<string, string>): Redacted<Example> {
  const id = ids.get(example.id) ?? example.id;
  const { parent } = example;
  if (id === example.id && parent === undefined) return example;
  const named = parent && { ...parent, example: ids.get(parent.example) ?? parent.example };
  return derive(example, { ...example, id, ...defined({ parent: named }) });
}
