/** Brings all detectors together: the fast ones on everything, then the slow ones on what they left open. */
import type { Policy } from '../policy.ts';
import type { Detector, Finding, TextUnit } from './detector.ts';
import { type DetectorSet, Engine } from './engine.ts';
import { betweenUnits } from './labels/between.ts';
import { SecondOpinion } from './second/compromise.ts';
import type { Judge } from './second/judge.ts';
import type { Quota } from './second/quota.ts';

export class LayeredFinder {
  private readonly engine: Engine;
  private readonly second: SecondOpinion | undefined;

  constructor(
    detectors: DetectorSet,
    prose: Detector,
    policy: Policy,
    private readonly judge?: Judge,
  ) {
    this.engine = new Engine({ ...detectors, prose: [prose] }, policy.name === 'standard');
    // Its findings are below the line that `standard` acts on.
    this.second = policy.name === 'strict' && policy.hides('PERSON') ? new SecondOpinion() : undefined;
  }

  async find(units: readonly TextUnit[], quota?: Quota): Promise<(readonly Finding[])[]> {
    const out = units.map((unit) => this.engine.detect(unit));
    for (const [i, more] of betweenUnits(units)) out[i] = [...(out[i] ?? []), ...more];
    if (this.second)
      for (const [i, unit] of units.entries()) {
        const more = await this.second.find(unit, out[i] ?? []);
        if (more.length) out[i] = [...(out[i] ?? []), ...more];
      }
    return this.judge ? this.judge.judge(units, out, quota) : out;
  }
}
