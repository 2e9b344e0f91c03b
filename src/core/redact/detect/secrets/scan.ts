/** Runs the rules: one pass for the marks, then each rule's pattern where its mark occurs. */
import type { Finding, TextUnit } from '../detector.ts';
import { entropy } from './entropy.ts';
import { KeywordScanner } from './keywords.ts';
import { isPlaceholder } from './placeholder.ts';
import type { SecretRule } from './rule.ts';
import { RULES } from './rules/index.ts';

const MARKS = [...new Set(RULES.flatMap((rule) => rule.marks))];
const RULES_OF: readonly (readonly SecretRule[])[] = MARKS.map((mark) =>
  RULES.filter((rule) => rule.marks.includes(mark)),
);
const SCANNER = new KeywordScanner(MARKS);

function isWordCode(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

/** The match of one rule at one occurrence of its mark, with absolute range of the value. */
function matchAt(rule: SecretRule, mark: string, text: string, at: number): { start: number; end: number }[] {
  if (rule.kind === 'window') {
    const from = Math.max(0, at - rule.before);
    const window = text.slice(from, at + mark.length + rule.after);
    const ranges: { start: number; end: number }[] = [];
    for (const match of window.matchAll(rule.pattern)) {
      const value = match[1] ?? match[0];
      const start = from + match.index + (match[1] === undefined ? 0 : match[0].lastIndexOf(value));
      ranges.push({ start, end: start + value.length });
    }
    return ranges;
  }
  if (rule.kind === 'token' && !rule.glued && at > 0 && isWordCode(text.charCodeAt(at - 1))) return [];
  rule.pattern.lastIndex = rule.kind === 'token' ? at : at + mark.length;
  const match = rule.pattern.exec(text);
  if (!match) return [];
  const value = match[1] ?? match[0];
  const start = match.index + (match[1] === undefined ? 0 : match[0].lastIndexOf(value));
  return [{ start, end: start + value.length }];
}

/** Of findings that overlap, the more confident stays, then the longer. */
function settle(found: Finding[]): Finding[] {
  found.sort((a, b) => b.confidence - a.confidence || b.end - b.start - (a.end - a.start) || a.start - b.start);
  const kept: Finding[] = [];
  for (const finding of found) {
    if (!kept.some((k) => finding.start < k.end && k.start < finding.end)) kept.push(finding);
  }
  return kept.sort((a, b) => a.start - b.start);
}

export function scanSecrets({ text }: TextUnit): Finding[] {
  const found: Finding[] = [];
  SCANNER.scan(text, (keyword, at) => {
    const mark = MARKS[keyword]!;
    for (const rule of RULES_OF[keyword]!) {
      for (const { start, end } of matchAt(rule, mark, text, at)) {
        const value = text.slice(start, end);
        if (rule.entropy !== undefined && entropy(value) < rule.entropy) continue;
        if (rule.check && !rule.check(value)) continue;
        if (isPlaceholder(value)) continue;
        const confidence = rule.confidence ?? (rule.kind === 'assigned' ? 0.9 : 0.97);
        found.push({
          start,
          end,
          type: 'SECRET',
          detector: 'secrets',
          rule: rule.id,
          confidence,
          evidence: rule.kind === 'assigned' ? `name:${mark}` : 'mark',
        });
      }
    }
  });
  return found.length > 1 ? settle(found) : found;
}
