/** What a plan is made of: mentions of entities. */
import type { Action, PiiType } from '../types.ts';

/** A person or thing that a session mentions. All its mentions are replaced alike. */
export interface Entity {
  type: PiiType;
  /** Keyed id; a person's addresses and accounts carry the person's where that is provable. */
  subject: string;
  /** What its pseudonym, surrogate and number are derived from: equal in all sessions. */
  canonical: string;
  /** Stands somewhere as a JSON number, or is a number by nature: its placeholder is a number everywhere. */
  numeric: boolean;
  /** Stands somewhere as an object key, where two values must never fall together. */
  asKey: boolean;
  action: Action;
  /** Number of its placeholder, once one was written. */
  index?: number;
  /** Lower-case words of the full name of the person, or of the owner of the address or login, when it is known. */
  name?: readonly string[];
}

export interface Mention {
  /** Index of the unit. */
  unit: number;
  /** UTF-16 range in the unit's text. */
  start: number;
  end: number;
  text: string;
  type: PiiType;
  action: Action;
  detector: string;
  rule?: string | undefined;
  also: string[];
  confidence: number;
  /** Set by linking. */
  entity?: Entity;
}

export type LinkedMention = Mention & { entity: Entity };
