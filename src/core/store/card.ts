/** What the global stages need to know of an example, in memory: everything but its text. */

import { createHash } from 'node:crypto';
import { PLACEHOLDER } from '../../model/placeholder.ts';
import type { Example, Feedback, Mark, Message, Tags } from '../model/example.ts';
import type { Governance } from '../model/session.ts';
import type { Redacted } from '../redact/brand.ts';
import type { Compact } from './compact.ts';

export interface CardAlternative {
  at: number;
  cause: string;
  role: Message['role'];
  feedback: Omit<Feedback, 'text'>[];
  length: number;
}

/** Feedback without its text. Where the text of an edit lies: the `index`-th feedback of the example `from`. */
export type CardFeedback = Omit<Feedback, 'text'> & { edited: boolean; from: string; index: number };

export interface Card {
  /** Byte range of the example in the run store. */
  offset: number;
  length: number;
  id: string;
  session: string;
  format: string;
  kind: Example['kind'];
  /** First letter of each message's role. */
  roles: string;
  /** Cumulative keyed digests of the raw messages, 8 bytes each: exact prefixes, whatever redaction made of them. */
  chain: Buffer;
  /** Digest of the redacted messages with placeholders by type only: rows that would look the same. */
  signature: string;
  intent?: string;
  arm?: string;
  success: boolean | null;
  score?: number;
  feedback: CardFeedback[];
  alternatives: CardAlternative[];
  governance: Governance;
  startedAt?: number;
  endedAt?: number;
  tags: Tags;
  fingerprint: string;
  /** Text redactions in its session. */
  redactions: number;
  marks: Mark[];
  /** Id of the example that stands for it, when it is a duplicate. */
  duplicateOf?: string;
  /** Ids of the duplicates folded into it. */
  folded: string[];
  decision?: 'accept' | 'reject';
  /** Marks that the human's accept took away: they come back when it is undone. */
  overruled?: Mark[];
}

export interface Placed {
  offset: number;
  length: number;
  chain: Uint8Array;
  redactions: number;
  /** Known of its session before curation: its source is not allowed, its subject was erased. */
  marks: Mark[];
}

export function makeCard(example: Redacted<Example>, placed: Placed, compact: Compact): Card {
  const { outcome, tags } = example;
  return {
    ...placed,
    chain: compact.bytes(placed.chain),
    id: example.id,
    session: example.session,
    format: compact.shared(example.format),
    kind: example.kind,
    roles: example.messages.map((m) => m.role[0]).join(''),
    signature: chainOf(example.messages.map(withTypes), '').subarray(-8).toString('hex'),
    ...(example.intent ? { intent: example.intent } : {}),
    ...(example.arm ? { arm: example.arm } : {}),
    success: outcome?.success ?? null,
    ...(outcome?.score === undefined ? {} : { score: outcome.score }),
    feedback: example.feedback.map(({ text, ...f }, index) => ({
      ...f,
      edited: f.signal === 'edit' && text !== undefined,
      from: example.id,
      index,
    })),
    alternatives: example.alternatives.map((a) => ({
      at: a.at,
      cause: a.cause,
      role: a.messages[0]?.role ?? 'user',
      feedback: a.feedback.map(({ text: _text, ...f }) => f),
      length: a.messages.length,
    })),
    governance: compact.shared(example.governance),
    ...(example.startedAt === undefined ? {} : { startedAt: example.startedAt }),
    ...(example.endedAt === undefined ? {} : { endedAt: example.endedAt }),
    tags: { ...tags, tools: compact.shared(tags.tools), safety: compact.shared(tags.safety) },
    fingerprint: example.fingerprint,
    marks: [...placed.marks],
    folded: [],
  };
}

/** Digest of the first `count` messages; '' for none. */
export const prefixDigest = (card: Card, count: number): string =>
  count === 0 ? '' : card.chain.subarray((count - 1) * 8, count * 8).toString('hex');

/** Placeholders by type only: two talks that differ in who is speaking are the same talk. */
const typeOnly = (text: string): string => text.replace(PLACEHOLDER, '[$1]');

const withTypes = (m: Message): Message => ({
  ...m,
  content: typeOnly(m.content),
  ...(m.calls ? { calls: m.calls.map((c) => ({ ...c, args: typeOnly(c.args) })) } : {}),
});

/** Cumulative digests of role, text and calls; white space at the ends and in arguments does not count. */
export function chainOf(messages: readonly Message[], secret: string): Buffer {
  const out = Buffer.alloc(messages.length * 8);
  let previous: Buffer = Buffer.from(secret);
  messages.forEach((m, i) => {
    const hash = createHash('sha256').update(previous).update(`${m.role}\0${m.content.trim()}`);
    for (const c of m.calls ?? []) hash.update(`\0${c.name}\0${c.args.replace(/\s+/g, '')}`);
    previous = hash.digest().subarray(0, 8);
    previous.copy(out, i * 8);
  });
  return out;
}
