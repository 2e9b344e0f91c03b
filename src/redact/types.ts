/** What redaction takes and gives. */

import type { Key } from '../kit/key.ts';
import type { Action, PiiType, PolicyName, RiskClass } from '../model/pii.ts';
import type { Session } from '../model/session.ts';
import type { Redacted } from './brand.ts';
import type { Quota } from './detect/second/quota.ts';

export { type Action, PII_TYPES, type PiiType, type PolicyName } from '../model/pii.ts';

/** A term or pattern of the organisation's own dictionary. */
export interface DictionaryTerm {
  /** The literal term; or a regular expression when `regex`. */
  term: string;
  regex?: boolean;
  /** Type that a match gets; default CUSTOM. */
  type?: PiiType;
  /** mask: always hide. never: never hide (an allow-list). */
  mode: 'mask' | 'never';
  /** Default false: case does not matter. */
  caseSensitive?: boolean;
  /** Default true: matches whole words only. */
  wholeWord?: boolean;
  /** Where the user wrote it, for messages: a term may be a name, and is never printed. */
  where?: string;
}

/** The user's decision on one value, kept as a keyed hash (`valueHash`) of its normalised form. */
export interface ValueDecision {
  hash: string;
  decision: 'mask' | 'never';
  type?: PiiType;
}

export interface NamesOptions {
  /** Absolute folder of the model. */
  folder: string;
  /** Every doubtful place is read, whatever it costs. Else a run has a bound, see `shareOf`. */
  all: boolean;
  /** File in which the model's answers outlast the run, as keyed hashes and numbers. */
  answers?: string;
}

export interface RedactorOptions {
  key: Key;
  policy: PolicyName;
  /** Overrides of the policy's action for a type. */
  actions?: Partial<Record<PiiType, Action>>;
  dictionary?: readonly DictionaryTerm[];
  decisions?: readonly ValueDecision[];
  /** The model that judges what the rules are unsure of; without it the rules decide alone. */
  names?: NamesOptions;
  /** Hex key of the gate's digests: the same for the gate and every worker's redactor. A run derives it from the workspace key, so that the next can reuse what did not change. */
  runKey?: string;
}

/** `createLeakGate` needs the run key; the dictionary and decisions make it agree with the redactor about allowed values. */
export type LeakGateOptions = Omit<RedactorOptions, 'names' | 'runKey'> & { runKey: string };

/** One replaced (or kept and noted) stretch of text. Never holds the value. */
export interface Redaction {
  /** `events/3/text`, `events/4/args`, `branches/0/events/1/text`, `tools/0/description`: the field of the session. */
  field: string;
  /** It fills a value of JSON under a key: detectors that go by keys and those that go by looks both read it. */
  filled?: true;
  /** UTF-16 range in the field's raw text, end exclusive. */
  start: number;
  end: number;
  /** UTF-16 range of the placeholder in the field's redacted text. */
  outStart: number;
  outEnd: number;
  type: PiiType;
  risk: RiskClass;
  /** What was done in the end: `surrogate` also for the keyed number that stands for a JSON number. */
  action: Action;
  placeholder: string;
  /** Detector that won; `rule` names the pattern within it; `also` names the others that found it too. */
  detector: string;
  rule?: string;
  also?: string[];
  /** 0 to 1. */
  confidence: number;
  /** Keyed id of the person or thing: equal over all its mentions. */
  subject: string;
  /** Keyed hash of the normalised value. */
  value: string;
}

/** A value found in this run, in the form in which the leak gate looks for it. */
export interface GateValue {
  /** Gate digest of the value's tokens; made with a key that lives only as long as the run. */
  digest: string;
  /** Quick keyed hash of the first token alone, 32 bits. */
  head: number;
  /** Number of tokens. */
  tokens: number;
  type: PiiType;
  /** run: may appear in no row at all. session: only this session's rows are searched (names). */
  scope: 'run' | 'session';
  /** Number of its placeholder in its session, when it has one. */
  index?: number;
  /** True for a surrogate or keyed number that Goldpan wrote itself: what it matches is no leak. */
  issued?: boolean;
}

/** A value that was hidden in a row because a session of the run proved it. `field`: JSON pointer; ranges are in the row's text. */
export type RowRedaction = Redaction;

/** A row as it may be written, when there are no leaks. */
export interface CheckedRow {
  row: Redacted<string>;
  /** What was hidden in it beyond what its own session hid. */
  hidden: RowRedaction[];
  /** What still stands; empty when the row is clean. */
  leaks: Leak[];
}

/** Looks once more at the bytes about to be written, and hides what the run knows. */
export interface LeakGate {
  /** Values found while redacting a session; from any worker that was given the same `runKey`. */
  add(values: readonly GateValue[], sessionId: string): void;
  /**
   * @param row JSON text of one row
   * @param sessionIds the sessions it was made from; the first is the one whose placeholders it has
   */
  check(row: Redacted<string>, sessionIds: readonly string[]): CheckedRow;
  /**
   * For words of logs that stand outside of rows: names of tools and topics, in manifest and card. They have lost their capitals
   * and their context, so a value that the run or one of the sessions hid counts in any case of its letters.
   */
  clearing(sessionIds: readonly string[]): Clears;
}

/** May the name be read by everybody? */
export type Clears = (name: string) => boolean;

export interface SessionRedaction {
  /** Without `records`, `nativeId`; `intent`, `family` and `governance.subjects` are keyed hashes. */
  session: Redacted<Session>;
  redactions: Redaction[];
  gateValues: GateValue[];
}

interface TextSpan {
  start: number;
  end: number;
  type: PiiType;
  placeholder: string;
  detector: string;
  rule?: string;
  confidence: number;
}

export interface TextRedaction {
  text: Redacted<string>;
  /** UTF-16 ranges of the input text, sorted, without overlaps. */
  spans: TextSpan[];
}

/** Texts that a person wrote into redacted ones. */
export interface EditRedaction {
  /** In the order of the texts. */
  texts: Redacted<string>[];
  /** Surrogates and keyed numbers in the texts. */
  gateValues: GateValue[];
}

/** Texts of one file, replaced under one plan. */
export interface FileRedaction {
  /** In the order of the texts. */
  texts: Redacted<string>[];
  /** `field` is the index of the text; in the order of the texts, and of the places in each. */
  redactions: Redaction[];
}

export interface Redactor {
  /**
   * One plan for the whole session: the same subject gets the same placeholder in text, arguments, results and schemas.
   *
   * @param quota what the names model may read of it, and afterwards what it read; default: all
   */
  redactSession(session: Session, quota?: Quota): Promise<SessionRedaction>;
  /**
   * Texts that a person wrote into an example that has been redacted, under one plan.
   *
   * @param beside All texts of the example: placeholders and surrogates of it that an edit repeats stay as they are, and new values
   * get numbers that it does not use.
   */
  redactEdits(texts: readonly string[], beside: readonly string[]): Promise<EditRedaction>;
  /** Texts of one file, such as its lines, under one plan: JSON in them stays JSON. */
  redactFile(texts: readonly string[]): Promise<FileRedaction>;
  /** Each text on its own, as `goldpan redact --jsonl` does. */
  redactTexts(texts: readonly string[]): Promise<TextRedaction[]>;
}

/** A leak that the gate found in a row about to be written. Never holds the value. */
export interface Leak {
  type: PiiType;
  /** `detector` found it again, or it is a `value` known from this run. */
  by: 'detector' | 'value';
  detector?: string;
  /** Keyed id of the session that the value was found in; of one that a detector found, nobody knows. */
  session?: string;
  /** JSON pointer of the string in the row. */
  pointer: string;
}
