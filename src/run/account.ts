/** The account of a run: what went into each stage, what came out, and why the rest did not. */
import type { Stage } from '../datasets/manifest.ts';

export class Stages {
  readonly all: Stage[] = [];

  /** Adds a stage; `out` is what the drops leave. */
  add(name: string, unit: Stage['unit'], count: number, dropped: Record<string, number> = {}): Stage {
    const gone = Object.values(dropped).reduce((a, b) => a + b, 0);
    const stage: Stage = { name, unit, in: count, out: count - gone, dropped };
    this.all.push(stage);
    return stage;
  }

  /** One more that did not come through. */
  drop(stage: Stage, why: string): void {
    stage.dropped[why] = (stage.dropped[why] ?? 0) + 1;
    stage.out--;
  }

  /** Rows that the leak gate or the contract kept from being written. */
  get quarantined(): number {
    const reasons = this.all.flatMap((stage) => Object.entries(stage.dropped));
    return reasons.reduce((n, [why, count]) => (/^(?:leak|contract): /.test(why) ? n + count : n), 0);
  }
}
