/**
 * Cards: what the global stages need to know of an example, in memory, everything but its text. A card holds facts as read and
 * never changes; what curation and decisions add is kept beside it, see `curated.ts`.
 */
import { createHash } from 'node:crypto';
import type { Compact } from '../kit/compact.ts';
import { defined } from '../kit/defined.ts';
import type { Example, Feedback, Message } from '../model/example.ts';
import type { Mark } from '../model/marks.ts';
import type { OutcomeFacts } from '../model/outcome.ts';
import type { Governance } from '../model/session.ts';
import { type TagValues, tagValues } from '../model/tags.ts';
import type { Redacted } from '../redact/brand.ts';
import { typeOnly } from './sketch.ts';
import { termBytes } from './topics/terms.ts';

/** As deep as the data goes; `Buffer` stays, since nothing narrower can be compared and sliced. */
type Facts<T> = T extends Buffer ? T : T extends object ? { readonly [K in keyof T]: Facts<T[K]> } : T;

export type CardAlternative = Facts<{
  at: number;
  cause: string;
  /** Of its first message. */
  role: Message['role'];
  feedback: Omit<Feedback, 'text'>[];
  /** Number of its messages. */
  length: number;
}>;

/** Feedback without its text. Where the text of an edit lies: the `index`-th feedback of the example `from`. */
export type CardFeedback = Facts<Omit<Feedback, 'text'> & { edited: boolean; from: string; index: number }>;

/** Where an example lies in the run store. */
export interface StorePlace {
  readonly id: string;
  /** Of its line, in bytes. */
  readonly offset: number;
  readonly length: number;
}

/** All that is known of an example but the digests, which only curation and pairs need. */
export interface CardFacts extends StorePlace {
  readonly session: string;
  readonly format: string;
  readonly kind: Example['kind'];
  /** First letter of each message's role. */
  readonly roles: string;
  readonly intent?: string;
  /** Of a session and its forks. */
  readonly family?: string;
  readonly arm?: string;
  /** As its own log says, or as evidence in it speaks; absent when there is neither. */
  readonly outcome?: OutcomeFacts;
  /** See run-effects.ts: what it is compared by with other runs of its task. */
  readonly effects?: string;
  readonly feedback: readonly CardFeedback[];
  readonly alternatives: readonly CardAlternative[];
  readonly governance: Facts<Governance>;
  /** UTC ms. */
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly tags: TagValues;
  /** 1 to 5, by a judge that the user named; never part of the quality score. */
  readonly judgedQuality?: number;
  readonly fingerprint: string;
  /** Text redactions in its session. */
  readonly redactions: number;
  /** Known of its session before curation: its source is not allowed, its subject was erased. */
  readonly marks: readonly Readonly<Mark>[];
}

export interface Card extends CardFacts {
  /** Cumulative keyed digests of the raw messages, 8 bytes each: exact prefixes, whatever redaction made of them. */
  readonly chain: Buffer;
  /** Digest of the redacted messages with placeholders by type only: rows that would look the same. */
  readonly signature: string;
  /** Hashes of the terms of what the user asks for, 4 bytes each: topics are made of them. */
  readonly terms: Buffer;
  /** What near-duplicates are told by, see sketch.ts. */
  readonly sketch: Buffer;
}

export interface Placed {
  offset: number;
  length: number;
  chain: Uint8Array;
  sketch: Uint8Array;
  redactions: number;
  marks: readonly Mark[];
}

/** @param compact holds equal parts of all cards once: a million of them stay in memory */
export function makeCard(example: Redacted<Example>, placed: Placed, compact: Compact): Card {
  const { outcome } = example;
  const tags = tagValues(example.tags);
  return {
    ...placed,
    chain: compact.bytes(placed.chain),
    terms: compact.bytes(termBytes(example.messages)),
    sketch: compact.bytes(placed.sketch),
    id: example.id,
    session: example.session,
    format: compact.shared(example.format),
    kind: example.kind,
    roles: example.messages.map((m) => m.role[0]).join(''),
    signature: chainOf(example.messages.map(withTypes), '').subarray(-8).toString('hex'),
    // Absent keys take no memory, `undefined` ones do.
    ...defined({
      intent: example.intent || undefined,
      family: example.family || undefined,
      arm: example.arm || undefined,
      effects: example.effects,
      outcome: outcome ? compact.shared(outcomeFacts(outcome)) : undefined,
    }),
    feedback: shared(
      compact,
      example.feedback.map((f, index) => feedbackFact(f, example.id, index)),
    ),
    alternatives: shared(compact, example.alternatives.map(alternativeFact)),
    governance: compact.shared(example.governance),
    ...defined({ startedAt: example.startedAt, endedAt: example.endedAt }),
    tags: {
      ...tags,
      features: compact.shared(tags.features),
      tools: compact.shared(tags.tools),
      safety: compact.shared(tags.safety),
      qualityParts: compact.shared(tags.qualityParts),
    },
    fingerprint: example.fingerprint,
    marks: compact.shared(placed.marks),
  };
}

/** Without evidence: memory is for what stages decide by. */
const outcomeFacts = ({ success, score, inferred, confidence }: OutcomeFacts): OutcomeFacts => ({
  success,
  score,
  ...defined({ inferred, confidence }),
});

const feedbackFact = ({ text, ...f }: Feedback, from: string, index: number): CardFeedback => ({
  ...f,
  edited: f.signal === 'edit' && text !== undefined,
  from,
  index,
});

const alternativeFact = (a: Example['alternatives'][number]): CardAlternative => ({
  at: a.at,
  cause: a.cause,
  role: a.messages[0]?.role ?? 'user',
  feedback: a.feedback.map(({ text: _text, ...f }) => f),
  length: a.messages.length,
});

/** Most examples have none. */
const shared = <T>(compact: Compact, list: readonly T[]): readonly T[] =>
  list.length === 0 ? compact.shared(list) : list;

/** Digest of the first `count` messages; '' for none. */
export const prefixDigest = (card: Card, count: number): string =>
  count === 0 ? '' : card.chain.subarray((count - 1) * 8, count * 8).toString('hex');

const withTypes = (m: Message): Message => ({
  ...m,
  content: typeOnly(m.content),
  calls: m.calls?.map((c) => ({ ...c, args: typeOnly(c.args) })),
});

/**
 * Cumulative digests of role, text and calls, 8 bytes a message; white space at the ends and in arguments does not count.
 *
 * @param secret keys the chain, so that nobody can test a guess at a message; '' for texts that are redacted anyway
 */
export function chainOf(messages: readonly Message[], secret: string): Buffer {
  const out = Buffer.alloc(messages.length * 8);
  let previous: Buffer = Buffer.from(secret);
  messages.forEach((m, i) => {
    const hash = createHash('sha256').update(previous).update(`${m.role}\0${m.content.trim()}`);
    // What a fork inherits is its prompt: the parent's answers are no copy of it, nor its beginning.
    if (m.flags?.includes('inherited')) hash.update('\0inherited');
    for (const c of m.calls ?? []) hash.update(`\0${c.name}\0${c.args.replace(/\s+/g, '')}`);
    previous = hash.digest().subarray(0, 8);
    previous.copy(out, i * 8);
  });
  return out;
}
