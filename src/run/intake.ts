/** Takes in one processed session after the other: run store, cards, leak gate, audit, risk and ledger. */

import type { AuditWriter } from '../datasets/audit.ts';
import { type RiskCollector, SessionStrata } from '../datasets/risk/index.ts';
import { Compact } from '../kit/compact.ts';
import type { Key } from '../kit/key.ts';
import type { Config } from '../model/config.ts';
import type { Skipped } from '../model/source.ts';
import type { SecondPass } from '../redact/detect/second/quota.ts';
import type { LeakGate } from '../redact/types.ts';
import { type Card, makeCard } from '../stages/card.ts';
import { mayBeUsed, originOf, sourceMark } from '../stages/curate/governance.ts';
import { withIds } from '../stages/examples.ts';
import type { Survival } from '../stages/observe/survival.ts';
import type { Processed } from './session.ts';
import type { LedgerWriter } from './store/ledger/writer.ts';
import type { StoreWriter } from './store/run-store.ts';
import { RunTools } from './store/run-tools.ts';
import type { Tombstones } from './store/tombstones.ts';

/** What every session leaves something in. */
export interface Sinks {
  gate: LeakGate;
  audit: AuditWriter;
  risk: RiskCollector;
  ledger: LedgerWriter;
}

export class Intake {
  readonly cards: Card[] = [];
  readonly tools = new RunTools();
  sessions = 0;
  /** What a names model read of all sessions. */
  readonly secondPass: SecondPass = { windows: 0, chars: 0, unread: 0 };
  /** Records of sessions that were left out as a whole: their file changed under the run, or a bug met them. */
  readonly skipped: Skipped[] = [];
  /** Records of which no reader made an event. */
  empty = 0;
  /** Sessions without an example, by reason. */
  readonly noExample: Record<string, number> = {};
  /** Examples that edit files, by whether their edits survived; only where a repository was asked. */
  readonly survivals: Record<Survival, number> = { kept: 0, reworked: 0, reverted: 0, unknown: 0 };
  /** Times that an example id came up. */
  private readonly ids = new Map<string, number>();
  private readonly compact = new Compact();

  constructor(
    private readonly sinks: Sinks,
    private readonly tombstones: Tombstones,
    private readonly privacy: Config['privacy'],
    private readonly key: Key,
    /** UTC ms. */
    private readonly now: number,
  ) {}

  /** Called in the order of the sessions; `records`: how many the session was read from. */
  add(done: Processed, records: number, store: StoreWriter): void {
    if (done.kind === 'empty') {
      this.empty += records;
      return;
    }
    if (done.kind === 'skipped') {
      this.skipped.push(done.skipped);
      return;
    }
    const { gate, audit, risk, ledger } = this.sinks;
    this.sessions++;
    gate.add(done.gateValues, done.sessionId);
    risk.session(done.redactions);
    const strata = new SessionStrata(done.redactions);
    for (const count of ['windows', 'chars', 'unread'] as const)
      this.secondPass[count] += done.secondPass?.[count] ?? 0;
    for (const survival of done.survivals) this.survivals[survival]++;
    const subjects = done.examples[0]?.example.governance.subjects ?? [];
    const erased = this.tombstones.marks(done.redactions, subjects);
    if (erased.length === 0) {
      // With the key, the trail of an erased session would still tell that the person was there.
      audit.redactions(done.sessionId, done.redactions);
      audit.subjects(done.sessionId, subjects);
    }
    const ids: string[] = [];
    const renamed = new Map(done.examples.map(({ example: { id } }) => [id, this.ownId(id)]));
    for (const { example, chain, sketch } of done.examples) {
      const own = withIds(example, renamed);
      const at = store.append(own);
      risk.example(own.id, own.messages, strata);
      const card = makeCard(
        own,
        {
          ...at,
          chain,
          sketch,
          redactions: done.redactions.length,
          marks: [...erased, ...sourceMark(this.privacy, originOf(own, done.records))],
        },
        this.compact,
      );
      this.cards.push(card);
      // What may not be in a dataset does not come in by the tools of others either.
      if (mayBeUsed(card, this.privacy, this.now)) this.tools.note(own);
      ids.push(own.id);
    }
    if (ids.length === 0) {
      const why = done.dropped[0] ?? 'no message';
      this.noExample[why] = (this.noExample[why] ?? 0) + 1;
    }
    ledger.session(done.sessionId, done.records, ids, done.dropped);
  }

  /** The same session in two files: the second copy gets an id of its own, and is found as a duplicate. */
  private ownId(id: string): string {
    const copies = this.ids.get(id) ?? 0;
    this.ids.set(id, copies + 1);
    return copies === 0 ? id : this.key.hash('copy', [id, String(copies)]);
  }
}
