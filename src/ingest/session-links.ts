/** Which session a record belongs to: by its native key, by links between records, or by the history that it repeats. */

import { Table64 } from '../kit/table64.ts';
import { ChainLinker } from './chain.ts';
import { digest16 } from './digest.ts';
import { Forks, type Kin } from './forks.ts';
import type { IndexEntry, Reader } from './reader.ts';
import type { RecordIndex } from './record-index.ts';
import { Streams } from './streams.ts';

export class SessionLinks {
  private readonly keys = new Table64();
  private readonly uids = new Table64();
  private readonly chains = new ChainLinker();
  private readonly forks = new Forks();
  private readonly streams = new Streams();

  constructor(
    private readonly records: RecordIndex,
    /** Format of each session, by session number; added to here. */
    private readonly formats: string[],
    /** Milliseconds within which records of a stream are one session; 0: no stream is joined. */
    private readonly gap = 0,
  ) {}

  /** Session number; undefined for a copy of a record read before. */
  sessionOf(entry: IndexEntry, reader: Reader): number | undefined {
    const uid = entry.uid === undefined ? undefined : digest16(`${reader.id}\0${entry.uid}`);
    const owner = uid === undefined ? undefined : this.uids.get(uid);
    if (owner !== undefined) {
      // A resumed file copies the old lines: what it adds to them goes on with the old session.
      if (entry.key !== undefined) this.join(entry.key, reader, owner);
      return undefined;
    }
    const session = this.streamed(entry, reader) ?? this.find(entry, reader);
    if (uid !== undefined) this.uids.set(uid, session);
    const named = (name: string): string => digest16(`${reader.id}\0${name}`);
    for (const alias of entry.aliases ?? []) this.forks.name(session, named(alias));
    if (entry.forkOf?.length) this.forks.note(session, entry.forkOf.map(named));
    return session;
  }

  /** A session of the record's own, until all are known. */
  private streamed(entry: IndexEntry, reader: Reader): number | undefined {
    if (entry.stream === undefined || entry.time === undefined || this.gap === 0) return undefined;
    const session = this.find({}, reader);
    this.streams.note(digest16(`${reader.id}\0${entry.stream}`), entry.time, session, entry.follows === true);
    return session;
  }

  /** Call once, when all records are known. */
  joinStreams(): void {
    this.streams.join(this.records, this.gap);
  }

  /** To be asked when all records are known. */
  kin(): Map<number, Kin> {
    if (this.forks.size === 0) return new Map();
    return this.forks.kin(
      (key) => this.keys.get(key),
      (session) => this.records.rootOf(session),
    );
  }

  /** A key that no record has used yet means that session from now on. */
  private join(nativeKey: string, reader: Reader, session: number): void {
    const key = digest16(`${reader.id}\0${nativeKey}`);
    if (this.keys.get(key) === undefined) this.keys.set(key, session);
  }

  private find(entry: IndexEntry, reader: Reader): number {
    const fresh = (): number => {
      this.formats.push(reader.id);
      return this.records.newSession();
    };
    let session: number | undefined;
    if (entry.key !== undefined) session = this.keyed(entry.key, reader, fresh);
    const links = [entry.self, entry.previous].flatMap((id) =>
      id === undefined ? [] : [digest16(`${reader.id}\0link\0${id}`)],
    );
    for (const link of links) session = this.joined(session, this.keys.get(link));
    if (entry.key === undefined && entry.chain) {
      const { chain } = entry;
      const before = session;
      session = this.joined(
        before,
        this.chains.link(chain, digest16(reader.id), () => before ?? fresh(), entry.time),
      );
    }
    session ??= fresh();
    for (const link of links) if (this.keys.get(link) === undefined) this.keys.set(link, session);
    return session;
  }

  private keyed(name: string, reader: Reader, fresh: () => number): number {
    const key = digest16(`${reader.id}\0${name}`);
    const known = this.keys.get(key);
    if (known !== undefined) return known;
    const session = fresh();
    this.keys.set(key, session);
    return session;
  }

  /** Records that came out of order may have opened two sessions for one talk. */
  private joined(a: number | undefined, b: number | undefined): number | undefined {
    if (a === undefined || b === undefined) return a ?? b;
    this.records.merge(a, b);
    return Math.min(a, b);
  }
}
