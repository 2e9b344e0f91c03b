/** Where the model may have something to say that the rules do not: weak names, and numbers that look like parts of an address. */
import type { Finding } from '../detector.ts';
import type { Range } from './windows.ts';

/** From here on `standard` acts on a finding: no second opinion is needed. */
const ACTED_ON = 0.5;

export const isSure = (one: Finding): boolean => one.confidence >= ACTED_ON;
export const isWeakName = (one: Finding): boolean => one.type === 'PERSON' && !isSure(one);

/** A house number, or the code of a town. */
const NUMBER = /\d{1,5}[A-Za-z]?/g;
const BEFORE = /\p{Lu}[\p{L}\p{M}'’.-]{1,30},?[ \t]{1,2}$/u;
const BEHIND = /^,?[ \t]{1,2}\p{Lu}\p{Ll}/u;
/** A part of a longer number, a version, a price, a time, an identifier. */
const GLUED_BEFORE = /[\p{L}\p{N}._/:$€£+#-]/u;
const GLUED_BEHIND = /^(?:[\p{L}\p{N}_:%/]|[.,]\d)/u;
/** Numbers of one text: a table of figures holds no more addresses than its first rows show. */
const MOST = 200;

/** Numbers beside a capitalised word that nothing explains: `12 Birkenweg`, `Birkenweg 12`, `Jena, 07743`. */
export function numbersIn(text: string, found: readonly Finding[]): Range[] {
  const out: Range[] = [];
  const isCovered = coverOf(found.filter(isSure));
  for (const { index: start, 0: number } of text.matchAll(NUMBER)) {
    const end = start + number.length;
    if (start > 0 && GLUED_BEFORE.test(text.charAt(start - 1))) continue;
    if (GLUED_BEHIND.test(text.slice(end, end + 2))) continue;
    if (!BEFORE.test(text.slice(Math.max(0, start - 34), start)) && !BEHIND.test(text.slice(end, end + 6))) continue;
    if (isCovered(start, end)) continue;
    if (out.push({ start, end }) >= MOST) break;
  }
  return out;
}

/** Asked from left to right, each finding is looked at once. */
function coverOf(found: readonly Finding[]): (start: number, end: number) => boolean {
  const sorted = [...found].sort((a, b) => a.start - b.start);
  let next = 0;
  let covered = 0;
  return (start, end) => {
    for (let one = sorted[next]; one && one.start < end; one = sorted[++next]) covered = Math.max(covered, one.end);
    return start < covered;
  };
}
