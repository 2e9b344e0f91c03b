/** The stages that work on one session: read → redact → segment → tag. Runs in this thread or in a worker. */
import { createHash } from 'node:crypto';
import type { IndexedSource } from '../ingest/build-index.ts';
import { type SessionJob, SessionReader } from '../ingest/read-session.ts';
import { readersOf } from '../ingest/readers-of.ts';
import { SourceChanged } from '../ingest/record.ts';
import { Key } from '../kit/key.ts';
import type { IngestConfig } from '../model/config-ingest.ts';
import type { Event } from '../model/event.ts';
import type { Example } from '../model/example.ts';
import type { Session } from '../model/session.ts';
import type { RecordRef, Skipped } from '../model/source.ts';
import type { Redacted } from '../redact/brand.ts';
import { createRedactor } from '../redact/index.ts';
import type { GateValue, Redaction, Redactor, RedactorOptions } from '../redact/types.ts';
import { chainOf } from '../stages/card.ts';
import { type Cut, cutsOf, eventsOf } from '../stages/segment/cuts.ts';
import { toMessages } from '../stages/segment/messages.ts';
import { type Draft, segment } from '../stages/segment/segment.ts';
import { tag } from '../stages/tag/tag.ts';

/** Plain data, so that it can be sent to a worker. */
export interface ProcessorOptions {
  sources: readonly IndexedSource[];
  /** Readers beyond the table: see readersOf. */
  ingest: Pick<IngestConfig, 'transcripts' | 'mappings'>;
  keyHex: string;
  redactor: Omit<RedactorOptions, 'key'>;
}

export type Processed =
  | { kind: 'empty' }
  /** A file of the session changed since it was indexed. */
  | { kind: 'changed'; skipped: Skipped }
  | {
      kind: 'session';
      sessionId: string;
      /** Each with its chain, see `Card.chain`. */
      examples: { example: Redacted<Example>; chain: Uint8Array }[];
      dropped: string[];
      redactions: Redaction[];
      gateValues: GateValue[];
      records: RecordRef[];
    };

export class Processor {
  private readonly reader: SessionReader;
  private readonly key: Key;
  private readonly secret: string;

  private constructor(
    options: ProcessorOptions,
    key: Key,
    private readonly redactor: Redactor,
  ) {
    this.reader = new SessionReader(options.sources, readersOf(options.ingest));
    this.key = key;
    this.secret = key.hash('chain', []);
  }

  static async create(options: ProcessorOptions): Promise<Processor> {
    const key = Key.parse(options.keyHex);
    if (!key) throw new Error('bad key');
    return new Processor(options, key, await createRedactor({ ...options.redactor, key }));
  }

  async process(job: SessionJob): Promise<Processed> {
    const session = this.read(job);
    if (session instanceof SourceChanged) return { kind: 'changed', skipped: session.skipped(job.records.length) };
    if (!session) return { kind: 'empty' };
    const sessionId = sessionIdOf(session, this.key);
    const { session: redacted, redactions, gateValues } = await this.redactor.redactSession(session);
    const { drafts, dropped } = segment(redacted, cutsOf(session), sessionId, this.key);
    return {
      kind: 'session',
      sessionId,
      examples: drafts.map(({ cut, draft }) => ({ example: tag(draft), chain: this.chain(session, cut, draft) })),
      dropped,
      redactions,
      gateValues,
      records: session.records,
    };
  }

  private read(job: SessionJob): Session | SourceChanged | undefined {
    try {
      return this.reader.read(job);
    } catch (error) {
      if (error instanceof SourceChanged) return error;
      throw error;
    }
  }

  /** Of the raw messages behind a draft. */
  private chain(raw: Session, cut: Cut, { example }: Draft): Uint8Array {
    const { messages } = toMessages(eventsOf(raw, cut));
    if (messages.length !== example.messages.length) throw new Error('redaction changed the number of messages');
    return chainOf(messages, this.secret);
  }

  close(): void {
    this.reader.close();
  }
}

/**
 * Keyed hash of format, native id and the events up to the first answer: it survives a session that grows, and two
 * benchmark files with the same task numbers stay apart.
 */
export function sessionIdOf(session: Session, key: Key): string {
  const hash = createHash('sha256');
  for (const event of session.events) {
    if (event.kind === 'feedback' || event.kind === 'boundary' || event.kind === 'error') continue;
    hash.update(`${event.kind}\0${textOf(event)}\0`);
    if (event.kind === 'assistant' || event.kind === 'tool_call') break;
  }
  return key.hash('session', [session.format, session.nativeId ?? '', hash.digest('hex')]);
}

const textOf = (event: Event): string =>
  'text' in event ? (event.text ?? '') : event.kind === 'tool_call' ? `${event.name}\0${event.args}` : '';
