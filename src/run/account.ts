/** The account of a run: what went into each stage, what came out, and why the rest did not. */
import type { Stage } from '../datasets/manifest.ts';

/** Counts by reason. */
export type Counts = Readonly<Record<string, number>>;

export const sumOf = (counts: Counts): number => Object.values(counts).reduce((a, b) => a + b, 0);

export class Account {
  readonly stages: Stage[] = [];

  /**
   * @param count what goes in
   * @param dropped what did not come out, by reason; `out` of the stage is what that leaves
   */
  add(name: string, unit: Stage['unit'], count: number, dropped: Counts = {}): Stage {
    const stage: Stage = { name, unit, in: count, out: count - sumOf(dropped), dropped: { ...dropped } };
    this.stages.push(stage);
    return stage;
  }

  /** One more that did not come through. */
  drop(stage: Stage, why: string): void {
    stage.dropped[why] = (stage.dropped[why] ?? 0) + 1;
    stage.out--;
  }

  /** One more row in which values were hidden by what sessions of the run proved. */
  hide(stage: Stage, values: number): void {
    const { hidden = { values: 0, rows: 0 } } = stage;
    stage.hidden = { values: hidden.values + values, rows: hidden.rows + 1 };
  }

  /** One more row with masked messages, by rule. */
  mask(stage: Stage, rules: Counts): void {
    const { masked = { messages: 0, rows: 0, rules: {} } } = stage;
    const all = { ...masked.rules };
    for (const [rule, n] of Object.entries(rules)) {
      const reason = `failed_step: ${rule}`;
      all[reason] = (all[reason] ?? 0) + n;
    }
    stage.masked = { messages: masked.messages + sumOf(rules), rows: masked.rows + 1, rules: all };
  }

  /** Rows that the leak gate or the contract kept from being written. */
  get quarantined(): number {
    const reasons = this.stages.flatMap((stage) => Object.entries(stage.dropped));
    return reasons.reduce((n, [why, count]) => (/^(?:leak|contract): /.test(why) ? n + count : n), 0);
  }
}
