/**
 * The rule for overlaps, in this order:
 *  1. the user's own terms and decisions beat every detector;
 *  2. secrets beat the rest;
 *  3. the longer stretch beats the shorter one, when it is at least fairly sure (.5);
 *  4. the surer beats the less sure; then the more specific type (its place in the taxonomy's order below).
 * What a loser covers outside the winner stays covered under the loser's type, when it holds a letter or digit: a
 * disagreement about types must not uncover text. Detectors that agree are named in `also`.
 */
import type { Finding } from '../detect/detector.ts';
import { USER_DETECTORS } from '../policy.ts';

export interface Resolved extends Finding {
  also: string[];
}

function rank(finding: Finding): number {
  if (USER_DETECTORS.has(finding.detector)) return 3;
  if (finding.type === 'SECRET') return 2;
  return finding.confidence >= 0.5 ? 1 : 0;
}

function better(a: Finding, b: Finding): number {
  return (
    rank(b) - rank(a) ||
    b.end - b.start - (a.end - a.start) ||
    b.confidence - a.confidence ||
    a.start - b.start ||
    (a.type < b.type ? -1 : a.type > b.type ? 1 : 0) ||
    (a.detector < b.detector ? -1 : 1)
  );
}

/** Findings of one unit → the same stretches without overlaps, in order of position. */
export function resolveOverlaps(text: string, findings: readonly Finding[]): Resolved[] {
  if (findings.length < 2) return findings.map((finding) => ({ ...finding, also: [] }));
  const groups = clusters(findings);
  return groups.flatMap((group) => resolveCluster(text, group));
}

/** Groups of findings that hang together by overlaps. */
function clusters(findings: readonly Finding[]): Finding[][] {
  const sorted = [...findings].sort((a, b) => a.start - b.start || b.end - a.end);
  const out: Finding[][] = [];
  let reach = -1;
  for (const finding of sorted) {
    if (finding.start >= reach) out.push([]);
    out[out.length - 1]?.push(finding);
    reach = Math.max(reach, finding.end);
  }
  return out;
}

function resolveCluster(text: string, group: Finding[]): Resolved[] {
  const [only] = group;
  // Most stand alone.
  if (group.length === 1 && only) return [{ ...only, also: [] }];
  const kept: Resolved[] = [];
  for (const finding of group.sort(better)) {
    let pieces = [{ start: finding.start, end: finding.end }];
    for (const winner of kept) {
      if (winner.start >= finding.end || winner.end <= finding.start) continue;
      if (
        winner.type === finding.type &&
        !winner.also.includes(finding.detector) &&
        winner.detector !== finding.detector
      )
        winner.also.push(finding.detector);
      pieces = pieces.flatMap((piece) => subtract(piece, winner));
    }
    for (const piece of pieces) {
      const cut = piece.start !== finding.start || piece.end !== finding.end;
      const range = cut ? trim(text, piece) : piece;
      if (range.end <= range.start) continue;
      const part: Resolved = { ...finding, start: range.start, end: range.end, also: [] };
      // A part of the range has another value.
      if (cut && finding.value !== undefined) delete part.value;
      kept.push(part);
    }
  }
  return kept.sort((a, b) => a.start - b.start);
}

interface Range {
  start: number;
  end: number;
}

function subtract(piece: Range, by: Range): Range[] {
  if (by.start >= piece.end || by.end <= piece.start) return [piece];
  const out: Range[] = [];
  if (by.start > piece.start) out.push({ start: piece.start, end: by.start });
  if (by.end < piece.end) out.push({ start: by.end, end: piece.end });
  return out;
}

/** A remainder without its punctuation and spaces; empty when nothing else is left. */
function trim(text: string, { start, end }: Range): Range {
  while (start < end && !/[\p{L}\p{N}]/u.test(text[start] ?? '')) start++;
  while (end > start && !/[\p{L}\p{N}]/u.test(text[end - 1] ?? '')) end--;
  return { start, end };
}
