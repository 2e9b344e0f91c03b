/** Titles, jobs, nationalities and creeds. */
import type { Finding } from '../detector.ts';
import { isDump } from './language.ts';
import { NRP } from './lists.ts';
import { gap, type Words, word } from './scan.ts';
import { W } from './words.ts';

const flagsAt = (words: Words, i: number): number => (words.glued[i] ? 0 : (words.flags[i] ?? 0));
/** Before a job: `works as a`, `, the`. */
const JOB_BEFORE =
  /(?:\b(?:works?|worked|working|employed|hired|job|career|position|role|promoted|appointed) (?:as|to|of)(?: an?| the)? |, (?:the|an?|our|chief|senior) |\b(?:i['’]?m|i am|he is|she is|is|was) (?:an?|the) (?:new |former )?|\b(?:title|occupation|profession|job|position|role):\s?)$/i;
const LOOK = 40;
/** Behind the subject of a clause. */
const SUBJECT_VERB =
  /^(?:can|cannot|may|will|should|must|might|would|could|shall|is|are|was|were|has|have|had|does|did|needs?|wants?|offers?|asks?|gets?)$/;

export function findTitles(words: Words, from: number, to: number): Finding[] {
  const out: Finding[] = [];
  for (let i = from; i <= to; i++) {
    const flags = flagsAt(words, i);
    if (flags & W.HONORIFIC && nameFollows(words, i)) {
      const dot = words.text.charAt(words.end[i] ?? 0) === '.' ? 1 : 0;
      push(out, words.start[i] ?? 0, (words.end[i] ?? 0) + dot, 'honorific', 0.8);
    }
    if (!(flags & W.JOB)) continue;
    let first = i;
    while (first > from && i - first < 4 && isModifier(words, first - 1)) first--;
    const before = words.text.slice(Math.max(0, (words.start[first] ?? 0) - LOOK), words.start[first]);
    const whole = wholeLine(words, first, i, to);
    if (whole || (JOB_BEFORE.test(before) && !isSubject(words, first, i)))
      push(out, words.start[first] ?? 0, words.end[whole ? to : i] ?? 0, whole ? 'line' : 'context', 0.6);
  }
  return out;
}

/** `If the flight is late, the agent can …`: a new clause, and nobody's job. */
function isSubject(words: Words, first: number, head: number): boolean {
  if (!/^(?:the|an?|our)$/.test(word(words, first - 1)) || !gap(words, first - 2).startsWith(',')) return false;
  return gap(words, head) === ' ' && SUBJECT_VERB.test(word(words, head + 1));
}

/** `Dr. Kuefer`: an honorific counts before a name only. */
function nameFollows(words: Words, i: number): boolean {
  return /^\.?\s$/.test(gap(words, i)) && Boolean(flagsAt(words, i + 1) & W.CAP);
}

function isModifier(words: Words, i: number): boolean {
  const flags = flagsAt(words, i);
  return (
    /^[ -]$|^, $| \/ /.test(gap(words, i)) &&
    Boolean(flags & W.ALPHA) &&
    !/^(?:an?|the|is|was|as|my|our|his|her|of|to|new)$/i.test(word(words, i))
  );
}

/** The line is a title and nothing else, among the short lines of a signature. */
function wholeLine(words: Words, first: number, head: number, to: number): boolean {
  const start = words.start[first] ?? 0;
  const lineStart = words.text.lastIndexOf('\n', start - 1) + 1;
  if (/[\p{L}\p{N}]/u.test(words.text.slice(lineStart, start))) return false;
  const end = words.text.indexOf('\n', words.end[head]);
  const line = words.text.slice(lineStart, end < 0 ? undefined : end);
  const several = words.lines.length > 1;
  return (
    several &&
    line.length < 60 &&
    to - first < 6 &&
    !/[.:;!?={}()]/.test(line) &&
    Boolean(flagsAt(words, first) & W.CAP)
  );
}

/** Nationalities, religions and parties, as adjectives and nouns. */
export function findGroups(words: Words, from: number, to: number): Finding[] {
  const out: Finding[] = [];
  // `the Polish flag` in lines torn out of books says of nobody where he is from.
  if (isDump(words)) return out;
  for (let i = from; i <= to; i++) {
    const one = flagsAt(words, i) & W.NRP;
    const phrase = i < to && gap(words, i) === ' ' ? `${word(words, i)} ${word(words, i + 1)}`.toLowerCase() : '';
    if (phrase && NRP.has(phrase)) {
      out.push(group(words, i, i + 1));
      i++;
    } else if (
      one &&
      (flagsAt(words, i) & W.CAP ||
        /\b(?:am|are|is|be|being|an?)$/.test(words.text.slice(0, words.start[i]).trimEnd().slice(-6)))
    ) {
      // `Turkey` the bird and `polish` the verb are lower case.
      if (!(flagsAt(words, i) & W.CAP) && word(words, i) === 'polish') continue;
      out.push(group(words, i, i));
    }
  }
  return out;
}

function group(words: Words, first: number, last: number): Finding {
  return {
    start: words.start[first] ?? 0,
    end: words.end[last] ?? 0,
    type: 'NRP',
    detector: 'group',
    rule: 'word',
    confidence: 0.7,
  };
}

function push(out: Finding[], start: number, end: number, rule: string, confidence: number): void {
  out.push({ start, end, type: 'TITLE', detector: 'title', rule, confidence });
}
