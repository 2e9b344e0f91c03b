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
  /** Name tokens of a person, given name first, when the full name is known. */
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
