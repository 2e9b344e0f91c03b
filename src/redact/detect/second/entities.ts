/** Words that a model marked, joined to people and addresses. Its B- and I- are not asked: they take given name and surname apart. */
import { PARTICLES } from '../prose/names.ts';
import { W, wordFlags } from '../prose/words.ts';
import type { WordReading } from './model/names-model.ts';
import type { Range } from './windows.ts';

export interface Entity extends Range {
  type: 'PERSON' | 'ADDRESS';
  /** Thousandths: its least sure word, or of an address its surest street part. */
  score: number;
}

/** Below this a word is no part of an entity, however sure the others are. */
const PART = 500;
/** Between the words of one name: a space, the point of an initial, a hyphen, an apostrophe. */
const NAME_GAP = /^[ \t.'’‐-]{0,2}$/;
/** Between the parts of an address, also over one line end. */
const ADDRESS_GAP = /^[ \t,.#/–-]{0,3}(?:\r?\n[ \t]{0,4})?$/;
const LONGEST_GAP = 12;

export function peopleIn(text: string, words: readonly WordReading[]): Entity[] {
  return join(text, words, (word) => word.person, nameGoesOn)
    .filter((group) => !isFirm(text, group) && !isGlued(text, group) && !isCode(text, group) && !isProgram(text, group))
    .map((group) => ({ ...group, type: 'PERSON' }));
}

/** `Bergman Inc`, `Weber Holdings`: a word of firms in it, or right behind it. */
function isFirm(text: string, { start, end }: Range): boolean {
  const behind = /^[ \t]\p{L}{1,20}/u.exec(text.slice(end, end + 24))?.[0] ?? '';
  const words = `${text.slice(start, end)}${behind}`.split(/[ \t.]/);
  return words.some((word) => Boolean(wordFlags(word) & W.ORG));
}

/**
 * Assistants and tools that are called like people. Sentences speak of them as of people (`Claude read it`, `ask Jenkins`), so a
 * model takes them for such, and logs of work with them are full of them. With a surname behind, they are people.
 */
const PROGRAMS = new Set(
  `alexa bard bixby claude cody copilot cortana cursor devin eliza gemini grok jarvis llama mistral siri watson
  celery django flask grafana helm jekyll jenkins jira kafka karma keras mocha pandas prometheus puppet redis selenium terraform travis`.split(
    /\s+/,
  ),
);
const isProgram = (text: string, { start, end }: Range): boolean => PROGRAMS.has(text.slice(start, end).toLowerCase());

/** A lone word in capitals is a booking code, an abbreviation or a heading sooner than a name. */
const isCode = (text: string, { start, end }: Range): boolean => /^[\p{Lu}\d]{2,}$/u.test(text.slice(start, end));

/** Part of an identifier, a path or a call: `crypto__Katy`, `/Katy`, `Katy(`. */
const isGlued = (text: string, { start, end }: Range): boolean =>
  (start > 0 && /[_/\\@=\d]/.test(text.charAt(start - 1))) || /^[_/\\@=\d(]/.test(text.slice(end, end + 1));

/** A number and a word: a year or a count alone is no address. */
const isWhole = (text: string): boolean => /\d/.test(text) && /\p{L}{3}/u.test(text);

/** Street parts, town, state and code in a row are one address; a town alone is none, and neither is one without a digit. */
export function addressesIn(text: string, words: readonly WordReading[]): Entity[] {
  const groups = join(text, words, (word) => word.street + word.town, addressGoesOn);
  return groups.flatMap(({ start, end }) => {
    const streets = words.filter((word) => word.start >= start && word.end <= end).map((word) => word.street);
    const score = Math.max(...streets);
    return isWhole(text.slice(start, end)) ? [{ start, end, score, type: 'ADDRESS' as const }] : [];
  });
}

function nameGoesOn(gap: string): boolean {
  if (NAME_GAP.test(gap)) return true;
  const between = gap.trim().split(/[ \t]+/);
  return /^[ \t].*[ \t]$/.test(gap) && between.every((word) => PARTICLES.has(word.toLowerCase()));
}

const addressGoesOn = (gap: string): boolean => ADDRESS_GAP.test(gap);

function join(
  text: string,
  words: readonly WordReading[],
  scoreOf: (word: WordReading) => number,
  goesOn: (gap: string) => boolean,
): { start: number; end: number; score: number }[] {
  const out: { start: number; end: number; score: number }[] = [];
  for (const word of words) {
    const score = scoreOf(word);
    if (score < PART) continue;
    const last = out[out.length - 1];
    if (last && word.start - last.end <= LONGEST_GAP && goesOn(text.slice(last.end, word.start))) {
      last.end = word.end;
      last.score = Math.min(last.score, score);
    } else out.push({ start: word.start, end: word.end, score });
  }
  return out;
}
