/** The interface of all detectors. */
import type { PiiType } from '../types.ts';

/** A stretch of text with what is known of its surroundings. Values inside JSON come decoded, one unit each. */
export interface TextUnit {
  text: string;
  /**
   * prose: natural language, possibly with code in it. value: a string or number inside JSON. key: an object key inside JSON.
   * name: an identifier such as a tool's name.
   */
  kind: 'prose' | 'value' | 'key' | 'name';
  /** Nearest object key above a JSON value, such as `email`. */
  key?: string;
  /** All object keys above it, outermost first (array indices left out). */
  path?: readonly string[];
  /** The JSON object or array around it: units with the same one are parts of one record. */
  holder?: object;
  /** Place in that array. */
  index?: number;
  /** Who wrote the text that it is part of; the same object for all of one event. */
  origin?: Origin;
}

/** An event of a session, as far as detectors need it. */
export interface Origin {
  kind: string;
  /** Number of the call, of a call and its result. */
  call?: number;
}

export interface Finding {
  /** UTF-16 range in the unit's text, end exclusive. */
  start: number;
  end: number;
  type: PiiType;
  detector: string;
  /** The pattern or rule inside the detector, such as a secret rule's name. */
  rule?: string;
  /**
   * 0 to 1. From .5 on a finding is meant to be acted on under every policy; below, it is a quasi-identifier (plain URLs, dates,
   * ages, private network addresses) for strict policies, told apart by type and `rule`.
   */
  confidence: number;
  /** What spoke for it, in a word: `checksum`, `key:email`, `context:my name is`. Never the value. */
  evidence?: string;
  /** The value without the escapes, percent signs and colours that its range in the text holds; the range's text when absent. */
  value?: string;
}

/** Pure and synchronous; linear in the length of the text, whatever the text. */
export interface Detector {
  readonly name: string;
  /** Finds nothing in a text without a digit, and need not be asked. */
  readonly digits?: boolean;
  detect(unit: TextUnit): Finding[];
}
