/**
 * The types of personal data, each with all that is said of it anywhere: one row a type, and every list of types is derived
 * from here. No imports, so that the webview can have it too.
 */

/** The taxonomy, in the order of menus and documents. */
export const PII_TYPES = [
  'PERSON',
  'TITLE',
  'EMAIL',
  'PHONE',
  'ADDRESS',
  'POSTAL_CODE',
  'LOCATION',
  'ORGANIZATION',
  'DATE',
  'DATE_OF_BIRTH',
  'AGE',
  'NRP',
  'GOV_ID',
  'PASSPORT',
  'DRIVER_LICENSE',
  'CREDIT_CARD',
  'IBAN',
  'BANK_ACCOUNT',
  'IP_ADDRESS',
  'MAC_ADDRESS',
  'URL',
  'USERNAME',
  'ACCOUNT_ID',
  'SECRET',
  'CUSTOM',
] as const;
export type PiiType = (typeof PII_TYPES)[number];

/** direct: names one person or account; quasi: narrows down together with others; secret: opens a door. */
export type RiskClass = 'direct' | 'quasi' | 'secret';

/**
 * tag: `[PERSON]`. index: `[PERSON_1]`, numbered per session. pseudonym: keyed, stable over the workspace.
 * surrogate: a realistic fake of the same shape. keep: leave it, but note it in the audit.
 */
export type Action = 'tag' | 'index' | 'pseudonym' | 'surrogate' | 'keep';
export type PolicyName = 'standard' | 'strict';

/** Families have a colour, an underline and a shape each, so that nothing hangs on colour alone. */
export type Family = 'person' | 'contact' | 'place' | 'number' | 'money' | 'secret' | 'organisation' | 'other';

export interface PiiFacts {
  /** As people write it. */
  label: string;
  family: Family;
  risk: RiskClass;
  /** What each policy does with a finding, unless the configuration says otherwise. */
  actions: Readonly<Record<PolicyName, Action>>;
  /**
   * Which values are one thing in a session. type: equal values of this type only, because the same words mean something else
   * under another. value: equal values whatever their type (an id is an id). person: by the words of a name. day: by the date
   * meant. exact: character by character.
   */
  linked: 'type' | 'value' | 'person' | 'day' | 'exact';
  /** Separators carry no meaning: `+49 30 123` is `+4930123`. */
  compact: boolean;
  /** A mailbox or login can be made of its owner's name, and then belongs to that person. */
  ownedByPerson: boolean;
  /**
   * Where a value found once is replaced too. nowhere: elsewhere it means something else (a year, a job title). name: wherever
   * its words occur as a name. value: wherever it occurs.
   */
  spreads: 'nowhere' | 'name' | 'value';
  /** Rows that the leak gate searches for the value. session: elsewhere the same words may be innocent. */
  gate: 'none' | 'session' | 'run';
  /** The value belongs to one person or account, so that an erasure may follow it from session to session. */
  erasure: boolean;
  /** Place in the names of combinations that k-anonymity counts (`LOCATION+AGE`); undefined: takes no part. */
  quasi?: number;
  /** Code is full of numbers of this shape: there, a number that nothing else speaks for is doubted. */
  doubtedInCode: boolean;
  /** Place among the types that a user most likely means when teaching a term; undefined: behind these. */
  taught?: number;
}

const HIDDEN = { standard: 'index', strict: 'index' } as const;
/** Left in place by `standard`, unless the organisation's dictionary names it. */
const STRICT = { standard: 'keep', strict: 'index' } as const;

/** What most types have in common: a value that names one person or account. */
const DIRECT = {
  risk: 'direct',
  actions: HIDDEN,
  linked: 'value',
  compact: false,
  ownedByPerson: false,
  spreads: 'value',
  gate: 'run',
  erasure: false,
  doubtedInCode: false,
} as const;
/** A value that narrows down only together with others, and whose words are innocent elsewhere. */
const QUASI = { ...DIRECT, risk: 'quasi', linked: 'type', gate: 'none' } as const;
/** Numbers of documents and accounts: written with and without separators, and owned by one person. */
const DOCUMENT = { ...DIRECT, compact: true, erasure: true } as const;
const LOGIN = { ...DIRECT, ownedByPerson: true, erasure: true } as const;

export const PII = {
  PERSON: {
    ...DIRECT,
    label: 'person',
    family: 'person',
    linked: 'person',
    spreads: 'name',
    gate: 'session',
    taught: 1,
  },
  TITLE: { ...QUASI, label: 'title', family: 'person', actions: STRICT, spreads: 'nowhere', quasi: 6 },
  EMAIL: { ...LOGIN, label: 'email', family: 'contact', taught: 7 },
  PHONE: { ...DOCUMENT, label: 'phone', family: 'contact', doubtedInCode: true, taught: 8 },
  ADDRESS: { ...DIRECT, label: 'address', family: 'place', linked: 'type', taught: 4 },
  POSTAL_CODE: { ...QUASI, label: 'postal code', family: 'place', quasi: 2, doubtedInCode: true },
  LOCATION: {
    ...QUASI,
    label: 'location',
    family: 'place',
    actions: STRICT,
    spreads: 'name',
    quasi: 1,
    taught: 5,
  },
  ORGANIZATION: {
    ...QUASI,
    label: 'organization',
    family: 'organisation',
    actions: STRICT,
    spreads: 'name',
    quasi: 7,
    taught: 2,
  },
  DATE: { ...QUASI, label: 'date', family: 'other', actions: STRICT, spreads: 'nowhere' },
  DATE_OF_BIRTH: { ...QUASI, label: 'date of birth', family: 'person', linked: 'day', gate: 'session', quasi: 3 },
  AGE: { ...QUASI, label: 'age', family: 'person', actions: STRICT, spreads: 'nowhere', quasi: 4 },
  NRP: { ...QUASI, label: 'NRP', family: 'person', actions: STRICT, spreads: 'nowhere', quasi: 5 },
  GOV_ID: { ...DOCUMENT, label: 'gov id', family: 'number', doubtedInCode: true },
  PASSPORT: { ...DOCUMENT, label: 'passport', family: 'number', doubtedInCode: true },
  DRIVER_LICENSE: { ...DOCUMENT, label: 'driver license', family: 'number', doubtedInCode: true },
  CREDIT_CARD: { ...DOCUMENT, label: 'credit card', family: 'money' },
  IBAN: { ...DOCUMENT, label: 'IBAN', family: 'money' },
  BANK_ACCOUNT: { ...DOCUMENT, label: 'bank account', family: 'money', doubtedInCode: true },
  IP_ADDRESS: { ...DIRECT, label: 'IP address', family: 'contact' },
  MAC_ADDRESS: { ...DIRECT, label: 'mac address', family: 'contact', compact: true },
  URL: { ...DIRECT, label: 'URL', family: 'contact' },
  USERNAME: { ...LOGIN, label: 'username', family: 'person', taught: 6 },
  ACCOUNT_ID: { ...LOGIN, label: 'account id', family: 'number', taught: 3 },
  SECRET: { ...DIRECT, label: 'secret', family: 'secret', risk: 'secret', linked: 'exact', taught: 9 },
  CUSTOM: { ...DIRECT, label: 'custom', family: 'other', linked: 'type', taught: 10 },
} as const satisfies Record<PiiType, PiiFacts>;

/** The same with the types of the interface, so that optional facts can be asked of any type. */
const FACTS: Readonly<Record<PiiType, PiiFacts>> = PII;

export const piiFacts = (type: PiiType): PiiFacts => FACTS[type];
export const isPiiType = (name: string): name is PiiType => Object.hasOwn(PII, name);

/** Types with a place in an order, by that place. */
const ranked = (place: (facts: PiiFacts) => number | undefined): PiiType[] =>
  PII_TYPES.filter((type) => place(FACTS[type]) !== undefined).sort(
    (a, b) => (place(FACTS[a]) ?? 0) - (place(FACTS[b]) ?? 0),
  );

/** Types that narrow a person down. */
export const QUASI_TYPES: readonly PiiType[] = ranked(({ quasi }) => quasi);
/** Types offered for a term that redaction missed; likely ones first. */
export const TAUGHT_TYPES: readonly PiiType[] = ranked(({ taught }) => taught);
