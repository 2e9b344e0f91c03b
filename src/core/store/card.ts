/** What the global stages need to know of an example, in memory: everything but its text. */
import { createHash } from 'node:crypto';
import type { Example, Feedback, Mark, Message, Tags } from '../model/example.ts';
import type { Governance } from '../model/session.ts';
import type { Redacted } from '../redact/brand.ts';

export interface CardAlternative {
  at: number;
  cause: string;
  role: Message['role'];
  /** Cumulative digest up to and with the alternative's first message. */
  digest: string;
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
  /** Cumulative digests, 8 bytes a message. Placeholders count by type only. */
  chain: Buffer;
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
}

export function makeCard(example: Redacted<Example>, offset: number, length: number, redactions: number): Card {
  const { outcome } = example;
  return {
    offset,
    length,
    id: example.id,
    session: example.session,
    format: example.format,
    kind: example.kind,
    roles: example.messages.map((m) => m.role[0]).join(''),
    chain: chainOf(example.messages),
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
      digest: chainOf([...example.messages.slice(0, a.at), ...a.messages.slice(0, 1)])
        .subarray(-8)
        .toString('hex'),
      feedback: a.feedback.map(({ text: _text, ...f }) => f),
      length: a.messages.length,
    })),
    governance: example.governance,
    ...(example.startedAt === undefined ? {} : { startedAt: example.startedAt }),
    ...(example.endedAt === undefined ? {} : { endedAt: example.endedAt }),
    tags: example.tags,
    fingerprint: example.fingerprint,
    redactions,
    marks: [],
    folded: [],
  };
}

/** Digest of the first `count` messages; '' for none. */
export const prefixDigest = (card: Card, count: number): string =>
  count === 0 ? '' : card.chain.subarray((count - 1) * 8, count * 8).toString('hex');

const PLACEHOLDER = /\[([A-Z][A-Z_]*?)_[0-9a-z]+\]/g;

/** Placeholders by type only: two talks that differ in who is speaking are the same talk. */
export const typeOnly = (text: string): string => text.replace(PLACEHOLDER, '[$1]');

function chainOf(messages: readonly Message[]): Buffer {
  const out = Buffer.alloc(messages.length * 8);
  let previous = Buffer.alloc(0);
  messages.forEach((m, i) => {
    const hash = createHash('sha256')
      .update(previous)
      .update(`${m.role}\0${typeOnly(m.content).trim()}`);
    for (const c of m.calls ?? []) hash.update(`\0${c.name}\0${typeOnly(c.args).replace(/\s+/g, '')}`);
    previous = hash.digest().subarray(0, 8);
    previous.copy(out, i * 8);
  });
  return out;
}
