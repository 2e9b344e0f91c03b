/** Names, places, organisations, addresses, dates and the like in natural language: one scan of the words for all. */
import type { PiiType } from '../../types.ts';
import type { Detector, Finding, TextUnit } from '../detector.ts';
import { findAddresses } from './address.ts';
import { findBeside } from './beside.ts';
import { isCodeLine } from './code.ts';
import { withoutMarkup } from './markup.ts';
import { findOrganisations } from './org.ts';
import { findPeople } from './person.ts';
import { findPlaces } from './place.ts';
import { findSaidNames } from './said-names.ts';
import { lastOfLine, scanWords, type Words } from './scan.ts';
import { findInScripts } from './scripts.ts';
import { findTimes } from './time.ts';
import { findGroups, findTitles } from './title.ts';
import { W, wordFlags } from './words.ts';

/** Words that no rule below would start from: a line without any other is passed over. */
const STARTERS = W.CAP | W.GIVEN | W.GREETING | W.NRP | W.JOB;

export interface ProseOptions {
  /** Types that the policy hides; others are not looked for. */
  wanted: (type: PiiType) => boolean;
}

export function proseDetector({ wanted }: ProseOptions): Detector {
  const find = {
    place: wanted('LOCATION'),
    org: wanted('ORGANIZATION'),
    title: wanted('TITLE'),
    group: wanted('NRP'),
  };
  const detect = (unit: TextUnit): Finding[] => {
    if (unit.kind === 'name' || unit.kind === 'key') return [];
    const scripts = findInScripts(unit.text).filter(({ type }) => wanted(type));
    if (!/[\s,]/.test(unit.text)) return scripts;
    const beside = [...scripts, ...findBeside(unit.text), ...findSaidNames(unit.text)];
    const bare = find.place ? withCapitals(unit.text) : undefined;
    // Capitals that were guessed prove less.
    if (bare !== undefined) {
      const guessed = search({ ...unit, text: bare }).map((one) => ({
        ...one,
        confidence: Math.min(one.confidence, 0.45),
      }));
      return [...search(unit), ...guessed, ...beside];
    }
    const inside = withoutMarkup(unit.text);
    const found = inside === undefined ? search(unit) : [...search(unit), ...search({ ...unit, text: inside })];
    return beside.length ? [...found, ...beside] : found;
  };
  const search = (unit: TextUnit): Finding[] => {
    const words = scanWords(unit.text);
    const out: Finding[] = [];
    const code = codeLines(words);
    words.lines.forEach((from, k) => {
      const to = lastOfLine(words, k);
      if (!startsSomething(words, from, to)) return;
      const isCode = code(k);
      if (!isCode || namesSomeone(words, from, to)) out.push(...findPeople(words, from, to, isCode));
      if (isCode) return;
      if (find.place) out.push(...findPlaces(words, from, to));
      if (find.org) {
        const orgs = findOrganisations(words, from, to);
        out.push(...orgs, ...(orgs.length ? [] : signatureLine(words, from, to, out)));
      }
      if (find.title) out.push(...findTitles(words, from, to));
      if (find.group) out.push(...findGroups(words, from, to));
    });
    if (wanted('ADDRESS')) out.push(...findAddresses(words, (i) => code(lineOf(words, i))));
    if (/\d/.test(unit.text) || wanted('DATE')) out.push(...findTimes(unit.text, wanted));
    return out;
  };
  return { name: 'prose', detect };
}

const ABBREVIATIONS = new Set(
  'iban asap faq pin atm url api usa etc btw pls thx lol omg ok id ids sms pdf csv sql html http https json xml cpu gpu ram usb wifi vii viii iii xii'.split(
    ' ',
  ),
);

/** People type in lower case. For a text without any capital: the same text with capitals on names and unknown words. */
function withCapitals(text: string): string | undefined {
  if (text.length > 4000 || /\p{Lu}/u.test(text) || !/\p{Ll}/u.test(text)) return undefined;
  return text.replace(/\p{Ll}[\p{L}\p{M}]+(?!['’]\p{L})/gu, (word) => {
    const flags = wordFlags(word);
    if (ABBREVIATIONS.has(word)) return word;
    const plain = flags & (W.COMMON | W.KNOWN) && !(flags & (W.STREET | W.UNIT | W.ORG | W.MONTH | W.WEEKDAY));
    const first = word.charAt(0).toUpperCase();
    return plain || first.length !== 1 ? word : first + word.slice(1);
  });
}

/** The firm in a signature: a line of capitalised words and nothing else, below the line of a name or title. */
function signatureLine(words: Words, from: number, to: number, found: readonly Finding[]): Finding[] {
  const { text } = words;
  const [start, end] = [words.start[from] ?? 0, words.end[to] ?? 0];
  if (to - from > 3 || end - start > 50) return [];
  for (let i = from; i <= to; i++) {
    const flags = words.flags[i] ?? 0;
    if (words.glued[i] || !(flags & W.CAP) || flags & (W.UPPER | W.LABEL | W.GREETING | W.UNIT)) return [];
  }
  // `Cabin: Economy`, `- Trip type`: a field or an item of a list.
  if (/[:=]/.test(text.slice(start, end)) || /[-*•]\s*$/.test(text.slice(Math.max(0, start - 4), start))) return [];
  const behind = text.indexOf('\n', end);
  if (/\S/.test(text.slice(end, behind < 0 ? undefined : behind)) || behind < 0) return [];
  const above = words.end[from - 1] ?? 0;
  if (from === 0 || !/^[^\n]{0,4}\n[^\n]{0,8}$/.test(text.slice(above, start))) return [];
  const signed = found.some(
    (one) => (one.type === 'PERSON' || one.type === 'TITLE') && one.end >= above - 1 && one.end <= above + 1,
  );
  if (!signed) return [];
  return [{ start, end, type: 'ORGANIZATION', detector: 'organisation', rule: 'signature', confidence: 0.44 }];
}

/** Whether line k is code, judged once. */
function codeLines(words: Words): (k: number) => boolean {
  const known: (boolean | undefined)[] = [];
  return (k) => {
    let code = known[k];
    if (code === undefined) {
      const from = words.lines[k] ?? 0;
      const start = words.text.lastIndexOf('\n', words.start[from]) + 1;
      const end = words.text.indexOf('\n', words.start[from]);
      code = isCodeLine(words.text.slice(start, end < 0 ? undefined : end));
      known[k] = code;
    }
    return code;
  };
}

function lineOf(words: Words, i: number): number {
  let low = 0;
  let high = words.lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((words.lines[middle] ?? 0) <= i) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** In code a name stands behind a label, a greeting or a title, or is a known given name. */
function namesSomeone(words: Words, from: number, to: number): boolean {
  let flags = 0;
  for (let i = from; i <= to; i++) flags |= words.flags[i] ?? 0;
  return Boolean(flags & W.CAP && flags & (W.LABEL | W.GREETING | W.HONORIFIC | W.GIVEN));
}

function startsSomething(words: Words, from: number, to: number): boolean {
  for (let i = from; i <= to; i++) if ((words.flags[i] ?? 0) & STARTERS) return true;
  return false;
}
