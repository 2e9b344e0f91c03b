/** Runs tables of numbered identifiers (national ids, passports, licences, accounts): shape, then check, then context. */
import type { PiiType } from '../../types.ts';
import type { Detector, Finding, TextUnit } from '../detector.ts';
import { compact, hasContext, isAlnum, isAlone, isDigit } from './text.ts';

export interface NumberRule {
  /** Country and name: `us_ssn`. */
  rule: string;
  type: PiiType;
  /** Sticky, bounded in length; begins with a letter or digit. What stands around is checked here, not in the pattern. */
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

/** Fewer digits than this ahead of a token and it begins no identifier. */
const MIN_DIGITS = 4;
const LOOK_AHEAD = 22;

/** Characters that join a number to what stands before it: paths, decimals, currencies, identifiers. */
function isJoinedBefore(code: number): boolean {
  return (
    isAlnum(code) ||
    code === 95 ||
    code === 46 ||
    code === 36 ||
    code === 47 ||
    code === 92 ||
    code === 64 ||
    code === 37 ||
    code === 43 ||
    code === 45
  );
}

function isJoinedAfter(text: string, end: number): boolean {
  const code = text.charCodeAt(end);
  if (Number.isNaN(code)) return false;
  if (isAlnum(code) || code === 95 || code === 64 || code === 37) return true;
  // A separator with more of the same kind behind it: part of a longer number, a version, a date, a time.
  return (code === 45 || code === 46 || code === 47 || code === 58 || code === 44) && isDigit(text.charCodeAt(end + 1));
}

/** Calls `at` for each place where an identifier may begin: a token with digits in it or shortly after it. */
function anchors(text: string, at: (start: number) => void): void {
  let previous = 0;
  // Digits in the window text[i .. i + LOOK_AHEAD), kept up to date while i goes on.
  let digits = 0;
  for (let i = 0; i < Math.min(LOOK_AHEAD, text.length); i++) if (isDigit(text.charCodeAt(i))) digits++;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (digits >= MIN_DIGITS && isAlnum(code) && !isJoinedBefore(previous)) at(i);
    if (isDigit(code)) digits--;
    if (isDigit(text.charCodeAt(i + LOOK_AHEAD))) digits++;
    previous = code;
  }
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

/** A detector that runs a table of rules; of overlapping findings the most confident stays. */
export function numberDetector(name: string, rules: readonly NumberRule[]): Detector {
  return {
    name,
    detect(unit) {
      const { text } = unit;
      if (unit.kind === 'key' || unit.kind === 'name') return [];
      const found: Finding[] = [];
      anchors(text, (start) => {
        const last = found.at(-1);
        let best: Finding | undefined;
        for (const rule of rules) {
          const { pattern } = rule;
          pattern.lastIndex = start;
          if (!pattern.test(text)) continue;
          const end = pattern.lastIndex;
          if (isJoinedAfter(text, end)) continue;
          const raw = text.slice(start, end);
          if (rule.check && !rule.check(compact(raw), raw)) continue;
          const weight = weigh(rule, unit, start, end);
          if (!weight) continue;
          if (!best || weight.confidence > best.confidence || (weight.confidence === best.confidence && end > best.end))
            best = { start, end, type: rule.type, detector: name, rule: rule.rule, ...weight };
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

/** Shorthand: the digits of an identifier as numbers. */
export const digitsOf = (id: string): number[] => Array.from(id, Number);
