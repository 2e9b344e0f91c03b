/** The stages that work on one session: read → redact → segment → tag. Runs in this thread or in a worker. */
import { createHash } from 'node:crypto';
import type { IndexedSource } from '../ingest/build-index.ts';
import { type Given, withGiven } from '../ingest/given.ts';
import { type SessionJob, SessionReader } from '../ingest/read-session.ts';
import { type ReaderConfig, readersOf } from '../ingest/readers-of.ts';
import { SourceChanged } from '../ingest/record.ts';
import { bugPlace } from '../kit/bug.ts';
import { defined } from '../kit/defined.ts';
import { Cancelled, UserError } from '../kit/errors.ts';
import { Key } from '../kit/key.ts';
import { asUserError } from '../kit/os-error.ts';
import type { SegmentConfig } from '../model/config-segment.ts';
import type { TaxonomyConfig } from '../model/config-taxonomy.ts';
import type { Event } from '../model/event.ts';
import type { Example, Message } from '../model/example.ts';
import type { Session } from '../model/session.ts';
import type { RecordRef, Skipped } from '../model/source.ts';
import type { Redacted } from '../redact/brand.ts';
import { Quota, type RunSize, type SecondPass, shareOf } from '../redact/detect/second/quota.ts';
import { createRedactor } from '../redact/index.ts';
import type { GateValue, Redaction, Redactor, RedactorOptions } from '../redact/types.ts';
import { chainOf } from '../stages/card.ts';
import { examplesOf } from '../stages/examples.ts';
import type { Repository } from '../stages/observe/repository.ts';
import type { Survival } from '../stages/observe/survival.ts';
import type { RowText } from '../stages/segment/content.ts';
import { sketchOf } from '../stages/sketch.ts';
import type { RepositoryPlace } from './git/find.ts';
import { repositoryOf } from './git/repositories.ts';

/** Plain data, so that it can be sent to a worker. */
export interface ProcessorOptions {
  sources: readonly IndexedSource[];
  /** Readers beyond the table: see readersOf. */
  ingest: ReaderConfig;
  /** To sessions whose logs do not hold it. */
  given: Given;
  keyHex: string;
  redactor: Omit<RedactorOptions, 'key'>;
  /** What rows show of harnesses and media. */
  row: RowText;
  /** Where sessions are cut. */
  rules: SegmentConfig;
  /** Git repositories that are asked whether edits survived. */
  repositories?: readonly RepositoryPlace[];
  /** From which on evidence decides an outcome; absent: the default of the configuration. */
  outcomeConfidence?: number;
  taxonomy: TaxonomyConfig;
  /** Of the whole run: bounds what a names model reads of each session. */
  size?: RunSize;
}

export type Processed =
  | { kind: 'empty' }
  /** Left out as a whole: a file of it changed since it was indexed, or a bug met it. */
  | { kind: 'skipped'; skipped: Skipped }
  | ProcessedSession;

export interface ProcessedSession {
  kind: 'session';
  sessionId: string;
  /** Each with its chain and sketch, see `Card`. */
  examples: { example: Redacted<Example>; chain: Uint8Array; sketch: Uint8Array }[];
  /** Of the examples that edit files: whether their edits survived. */
  survivals: Survival[];
  /** Why stretches of the session gave no example. */
  dropped: string[];
  redactions: Redaction[];
  gateValues: GateValue[];
  /** What a names model read; absent without one. */
  secondPass?: SecondPass;
  records: RecordRef[];
}

export class Processor {
  private readonly reader: SessionReader;
  private readonly key: Key;
  private readonly secret: string;
  private readonly repository: Repository | undefined;

  private constructor(
    private readonly options: ProcessorOptions,
    key: Key,
    private readonly redactor: Redactor,
  ) {
    this.reader = new SessionReader(options.sources, readersOf(options.ingest));
    this.key = key;
    this.secret = key.hash('chain', []);
    this.repository = repositoryOf(options.repositories ?? []);
  }

  static async create(options: ProcessorOptions): Promise<Processor> {
    const key = Key.parse(options.keyHex);
    if (!key) throw new Error('bad key');
    return new Processor(options, key, await createRedactor({ ...options.redactor, key }));
  }

  /**
   * The error boundary of a run: a bug in a reader or a stage costs its session, counted and named, and not the run.
   * @throws UserError when the machine fails or the configuration cannot be used; Cancelled
   */
  async process(job: SessionJob): Promise<Processed> {
    try {
      return await this.stages(job);
    } catch (error) {
      if (error instanceof SourceChanged) return { kind: 'skipped', skipped: error.skipped(job.records.length) };
      const mistake = asUserError(error);
      if (mistake instanceof UserError || error instanceof Cancelled) throw mistake;
      const reason = `a bug in Goldpan (format ${job.format}): ${bugPlace(error)}`;
      return {
        kind: 'skipped',
        skipped: { ...this.placeOf(job), code: 'session_bug', reason, records: job.records.length },
      };
    }
  }

  private async stages(job: SessionJob): Promise<Processed> {
    const read = this.reader.read(job);
    if (!read) return { kind: 'empty' };
    // By the log alone: what is given to a session makes no other one of it.
    const sessionId = sessionIdOf(read, this.key);
    const session = withGiven(read, this.options.given);
    const quota = this.quota(job);
    const { session: redacted, redactions, gateValues } = await this.redactor.redactSession(session, quota);
    const { row, rules, taxonomy, outcomeConfidence } = this.options;
    const { made, dropped } = examplesOf(session, redacted, {
      ...{ sessionId, key: this.key, row, rules, taxonomy, outcomeConfidence },
      world: { repository: this.repository },
    });
    return {
      kind: 'session',
      sessionId,
      examples: made.map(({ example, raw }) => ({
        example,
        chain: chainOf(withMedia(raw.messages, raw.events), this.secret),
        sketch: sketchOf(example),
      })),
      survivals: made.flatMap(({ survival }) => survival ?? []),
      dropped,
      redactions,
      gateValues,
      ...defined({ secondPass: quota && { windows: quota.windows, chars: quota.chars, unread: quota.unread } }),
      records: session.records,
    };
  }

  private quota({ records }: SessionJob): Quota | undefined {
    const { redactor, size } = this.options;
    if (!redactor.names) return undefined;
    return new Quota(redactor.names.all || !size ? undefined : shareOf(records.length, size));
  }

  /** Where the session begins. */
  private placeOf({ records: [first] }: SessionJob): Pick<Skipped, 'path' | 'entry' | 'line'> {
    const source = first && this.options.sources[first.source];
    return { path: source?.path ?? '', entry: source?.entry, line: first?.line ?? 1 };
  }

  close(): void {
    this.reader.close();
  }
}

/** Placeholders look alike: one question about two pictures is two questions. */
function withMedia(messages: readonly Message[], events: readonly Event[]): readonly Message[] {
  const media = new Map(
    events.flatMap((e) => {
      const shown = 'parts' in e ? (e.parts ?? []).flatMap((p) => p.hash ?? p.ref ?? []) : [];
      return shown.length > 0 ? [[e.seq, shown.join()]] : [];
    }),
  );
  if (media.size === 0) return messages;
  return messages.map((m) => ({
    ...m,
    content: [m.content, ...m.events.flatMap((e) => media.get(e) ?? [])].join('\0'),
  }));
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
