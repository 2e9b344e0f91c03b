/** Runs tables of numbered identifiers (national ids, passports, licences, accounts): shape, then check, then context. */
import type { PiiType } from '../../types.ts';
import type { Detector, Finding, TextUnit } from '../detector.ts';
import { digitOffsets, digitRegions } from './regions.ts';
import { compact, hasContext, isAlnum, isAlone, isDigit } from './text.ts';

export interface NumberRule {
  /** Country and name: `us_ssn`. */
  rule: string;
  type: PiiType;
  /**
   * Sticky, bounded in length; begins with a letter or digit, and has no signs but those of INSIDE. What stands around is
   * checked here, not in the pattern.
   */
  pattern: RegExp;
  /** Checksum or range; gets the match upper-cased without separators, and as it stands. */
  check?: (id: string, raw: string) => boolean;
  /** Words, in lower case, that must or may stand around it. */
  context: RegExp;
  /** Confidence in running text without context; none: needs context. */
  bare?: number;
  /** Confidence when it is all of a text, as in an answer to a question; default .5 with a check, else none. */
  alone?: number;
  /** Confidence with context; default .9 with a check, else .75. */
  known?: number;
}

/** Identifiers that begin with a digit have this many digits in the next characters; so tables of small numbers cost nothing. */
const MIN_DIGITS = 6;
/** Of those that begin with a letter, so many letters stand before the first digit at most. */
const MAX_LETTERS = 6;
const LOOK_AHEAD = 22;

/** Characters that join a number to what stands before it: paths, decimals, currencies, identifiers. */
function isJoinedBefore(code: number): boolean {
  return code < 128 && JOINED[code] === 1;
}

const JOINED = Uint8Array.from({ length: 128 }, (_, code) =>
  isAlnum(code) || '_.$/\\@%+-'.includes(String.fromCharCode(code)) ? 1 : 0,
);

function isJoinedAfter(text: string, end: number): boolean {
  const code = text.charCodeAt(end);
  if (Number.isNaN(code)) return false;
  if (isAlnum(code) || code === 95 || code === 64 || code === 37) return true;
  // A separator with more of the same kind behind it: part of a longer number, a version, a date, a time.
  return (code === 45 || code === 46 || code === 47 || code === 58 || code === 44) && isDigit(text.charCodeAt(end + 1));
}

/** Whether a token that begins with a letter may be an identifier: a digit soon, in it or right behind it. */
function hasDigitSoon(text: string, start: number): boolean {
  for (let i = start + 1; i <= start + MAX_LETTERS; i++) {
    const code = text.charCodeAt(i);
    if (isDigit(code)) return true;
    if (!isAlnum(code))
      return (code === 32 || code === 45) && isAlnum(text.charCodeAt(i + 1)) && hasDigitWithin(text, i + 1, 4);
  }
  return false;
}

function hasDigitWithin(text: string, start: number, length: number): boolean {
  for (let i = start; i < start + length; i++) if (isDigit(text.charCodeAt(i))) return true;
  return false;
}

const ISO_DATE = /(?:19|20)\d\d-[01]\d-[0-3]\d(?!\d)/y;

function isIsoDate(text: string, at: number): boolean {
  if (text.charCodeAt(at + 4) !== 45) return false;
  ISO_DATE.lastIndex = at;
  return ISO_DATE.test(text);
}

/** Calls `at` for each place where an identifier may begin. */
function anchors(text: string, at: (start: number) => void): void {
  const digits = digitOffsets(text);
  /** The first digit at or behind i. */
  let next = 0;
  for (const region of digitRegions(text, 4)) {
    let previous = region.start > 0 ? text.charCodeAt(region.start - 1) : 0;
    for (let i = region.start; i < region.end; i++) {
      const code = text.charCodeAt(i);
      const begins = isAlnum(code) && !isJoinedBefore(previous);
      const before = previous;
      previous = code;
      if (!begins) continue;
      while (next < digits.length && digits[next]! < i) next++;
      // Two digits in the next characters, or nothing begins here.
      if (!(digits[next + 1]! < i + LOOK_AHEAD)) continue;
      const inTime = before === 58 && isDigit(text.charCodeAt(i - 2));
      if (inTime || isIsoDate(text, i)) continue;
      if (
        isDigit(code)
          ? hasLetterSoon(text, i) ||
            (digits[next + MIN_DIGITS - 1]! < i + LOOK_AHEAD && isRun(text, i, digits[next + MIN_DIGITS - 1]!))
          : hasDigitSoon(text, i)
      )
        at(i);
    }
  }
}

/** Signs that stand inside identifiers. */
const INSIDE = ' -./+<&';
const GOES_ON = Uint8Array.from({ length: 128 }, (_, code) =>
  isAlnum(code) || INSIDE.includes(String.fromCharCode(code)) ? 1 : 0,
);

/** Nothing between two digits that no identifier has inside: `4529ms, 12` are two numbers. */
function isRun(text: string, start: number, end: number): boolean {
  for (let i = start + 1; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code < 128 && !GOES_ON[code]) return false;
  }
  return true;
}

/** `1EG4-TE5-MK73`, `34 ABC 1234`: letters within the next three characters. */
function hasLetterSoon(text: string, start: number): boolean {
  for (let i = start + 1; i <= start + 3; i++) {
    const code = text.charCodeAt(i);
    if (isAlnum(code) && !isDigit(code)) return true;
  }
  return false;
}

/** All digits the same: 000-00-0000, 111 111 111. */
function isUniform(raw: string): boolean {
  for (let i = 1; i < raw.length; i++) {
    const code = raw.charCodeAt(i);
    if (code !== raw.charCodeAt(0) && isAlnum(code)) return false;
  }
  return true;
}

/** What a rule makes of a match; undefined when it needs context that is not there. */
function weigh(
  rule: NumberRule,
  unit: TextUnit,
  start: number,
  end: number,
): { confidence: number; evidence: string } | undefined {
  const checked = rule.check ? 'checksum' : 'shape';
  if (hasContext(unit.text, start, end, rule.context))
    return { confidence: rule.known ?? (rule.check ? 0.9 : 0.75), evidence: `${checked}+context` };
  const alone = rule.alone ?? (rule.check ? 0.5 : 0);
  if (alone && unit.kind === 'prose' && isAlone(unit.text, start, end))
    return { confidence: Math.max(alone, rule.bare ?? 0), evidence: `${checked}+alone` };
  return rule.bare ? { confidence: rule.bare, evidence: checked } : undefined;
}

/** What a pattern's match can begin with, read off its source; `any` where that is not plain. */
export function beginning(pattern: RegExp): 'digit' | 'letter' | 'any' {
  const source = pattern.source.replace(/^(?:\(\?!(?:[^()]|\([^()]*\))*\))+/, '');
  let depth = 0;
  for (let i = 0; i < source.length; i++) {
    if (source[i] === '\\') i++;
    else if (source[i] === '[') while (source[i] !== ']') i += source[i] === '\\' ? 2 : 1;
    else if (source[i] === '(') depth++;
    else if (source[i] === ')') depth--;
    else if (source[i] === '|' && depth === 0) return 'any';
  }
  if (/^\\d|^\d/.test(source)) return /^(?:\\d|\d)[?*]/.test(source) ? 'any' : 'digit';
  if (/^[A-Z]/.test(source)) return /^.[?*]/.test(source) ? 'any' : 'letter';
  const set = /^\[([^\]\\]*)\]([?*]|\{0)?/.exec(source);
  if (!set || set[2] || set[1]!.startsWith('^')) return 'any';
  const digits = /\d/.test(set[1]!);
  const letters = /[A-Za-z]/.test(set[1]!);
  return digits && letters ? 'any' : digits ? 'digit' : 'letter';
}

/** Rules, and one pattern that matches where any of theirs does: most places fail it, at the cost of one call. */
interface Table {
  any: RegExp;
  rules: readonly NumberRule[];
}

function tables(rules: readonly NumberRule[]): readonly Table[] {
  return ['y', 'iy'].flatMap((flags) => {
    const some = rules.filter((rule) => rule.pattern.flags === flags);
    return some.length
      ? [{ any: new RegExp(some.map((rule) => rule.pattern.source).join('|'), flags), rules: some }]
      : [];
  });
}

/** A detector that runs a table of rules; of overlapping findings the most confident stays. */
export function numberDetector(name: string, rules: readonly NumberRule[]): Detector {
  const ofDigit = tables(rules.filter((rule) => beginning(rule.pattern) !== 'letter'));
  const ofLetter = tables(rules.filter((rule) => beginning(rule.pattern) !== 'digit'));
  return {
    name,
    digits: true,
    detect(unit) {
      const { text } = unit;
      if (unit.kind === 'key' || unit.kind === 'name') return [];
      const found: Finding[] = [];
      anchors(text, (start) => {
        const last = found.at(-1);
        let best: Finding | undefined;
        for (const { any, rules: some } of isDigit(text.charCodeAt(start)) ? ofDigit : ofLetter) {
          any.lastIndex = start;
          if (!any.test(text)) continue;
          for (const rule of some) {
            const { pattern } = rule;
            pattern.lastIndex = start;
            if (!pattern.test(text)) continue;
            const end = pattern.lastIndex;
            if (isJoinedAfter(text, end)) continue;
            const raw = text.slice(start, end);
            if (isUniform(raw)) continue;
            if (rule.check && !rule.check(compact(raw), raw)) continue;
            const weight = weigh(rule, unit, start, end);
            if (!weight) continue;
            if (
              !best ||
              weight.confidence > best.confidence ||
              (weight.confidence === best.confidence && end > best.end)
            )
              best = { start, end, type: rule.type, detector: name, rule: rule.rule, ...weight };
          }
        }
        if (!best) return;
        if (last && best.start < last.end) {
          if (best.confidence > last.confidence) found[found.length - 1] = best;
        } else found.push(best);
      });
      return found;
    },
  };
}
