/** The two policies: what is done about a type, and about a single finding. */
import { piiFacts } from '../model/pii.ts';
import type { Finding } from './detect/detector.ts';
import type { Action, PiiType, PolicyName, RedactorOptions } from './types.ts';

/** A detector that speaks for the user: the dictionary and the decisions on values. */
export const USER_DETECTORS: ReadonlySet<string> = new Set(['dictionary', 'decision']);

export class Policy {
  private readonly actions: Partial<Record<PiiType, Action>>;
  readonly name: PolicyName;

  constructor(options: Pick<RedactorOptions, 'policy' | 'actions'>) {
    this.name = options.policy;
    this.actions = options.actions ?? {};
  }

  /** What is done with a type as such. */
  actionOf(type: PiiType): Action {
    return this.actions[type] ?? piiFacts(type).actions[this.name];
  }

  /** What is done with a finding: the user's own terms are always hidden, a plain web address only under `strict`. */
  actionFor(finding: Pick<Finding, 'type' | 'detector' | 'rule' | 'confidence'>): Action {
    const action = this.actionOf(finding.type);
    if (USER_DETECTORS.has(finding.detector)) return action === 'keep' ? 'index' : action;
    // `127.0.0.1`, `0.0.0.0`: every machine has them.
    if (finding.type === 'IP_ADDRESS' && finding.rule === 'special' && this.actions.IP_ADDRESS === undefined)
      return 'keep';
    // A page that everybody reads is no fact about anyone, unless the user says what to do with addresses.
    if (finding.type === 'URL' && finding.rule === 'public' && this.actions.URL === undefined) return 'keep';
    // Below .5 a detector says: a quasi-identifier at most.
    if (this.name === 'standard' && finding.confidence < 0.5) return 'keep';
    if (
      finding.type === 'URL' &&
      finding.rule === 'plain' &&
      this.actions.URL === undefined &&
      this.name === 'standard'
    )
      return 'keep';
    return action;
  }

  /** True when findings of this type would change anything. */
  hides(type: PiiType): boolean {
    return this.actionOf(type) !== 'keep';
  }
}
