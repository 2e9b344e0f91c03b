/** The two policies: what each type of the taxonomy risks and what is done about it. */
import type { Finding } from './detect/detector.ts';
import type { Action, PiiType, PolicyName, RedactorOptions, RiskClass } from './types.ts';

export const RISK: Readonly<Record<PiiType, RiskClass>> = {
  PERSON: 'direct',
  TITLE: 'quasi',
  EMAIL: 'direct',
  PHONE: 'direct',
  ADDRESS: 'direct',
  POSTAL_CODE: 'quasi',
  LOCATION: 'quasi',
  ORGANIZATION: 'quasi',
  DATE: 'quasi',
  DATE_OF_BIRTH: 'quasi',
  AGE: 'quasi',
  NRP: 'quasi',
  GOV_ID: 'direct',
  PASSPORT: 'direct',
  DRIVER_LICENSE: 'direct',
  CREDIT_CARD: 'direct',
  IBAN: 'direct',
  BANK_ACCOUNT: 'direct',
  IP_ADDRESS: 'direct',
  MAC_ADDRESS: 'direct',
  URL: 'direct',
  USERNAME: 'direct',
  ACCOUNT_ID: 'direct',
  SECRET: 'secret',
  CUSTOM: 'direct',
};

/** What `standard` leaves in place, unless the organisation's dictionary names it. */
const STANDARD_KEEPS: ReadonlySet<PiiType> = new Set(['TITLE', 'LOCATION', 'ORGANIZATION', 'DATE', 'AGE', 'NRP']);

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
    return this.actions[type] ?? (this.name === 'standard' && STANDARD_KEEPS.has(type) ? 'keep' : 'index');
  }

  /** What is done with a finding: the user's own terms are always hidden, a plain web address only under `strict`. */
  actionFor(finding: Pick<Finding, 'type' | 'detector' | 'rule' | 'confidence'>): Action {
    const action = this.actionOf(finding.type);
    if (USER_DETECTORS.has(finding.detector)) return action === 'keep' ? 'index' : action;
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
