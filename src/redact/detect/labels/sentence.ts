/** Labels in sentences: `mi fecha de nacimiento es …`, `nata il 4 maggio 1971`, `我叫…`, `生年月日は…`. */
import { termList } from '../../text/terms.ts';
import type { Detector, Finding, TextUnit } from '../detector.ts';
import { W, wordFlags } from '../prose/words.ts';
import { labelOf, WIDE_LABELS } from './label.ts';
import { isNamed } from './named.ts';
import { labelBefore, labelled, type Place, placeOf } from './read.ts';
import { SAID, saidAt } from './said.ts';
import { valueEnd } from './shapes.ts';
import type { Label } from './types.ts';

/** Words that say "is"; a label stands before them. With the spaces around, so that they are words. */
const COPULAS = [
  ' is ',
  ' was ',
  ' is: ',
  ' ist ',
  ' lautet ',
  ' est ',
  ' es ',
  ' è ',
  ' é ',
  ' jest ',
  ' to ',
  ' — ',
  ' – ',
];
/** What people write before their name. */
const NAMES = [
  'ich heiße ', 'ich heisse ', 'mein name ist ', 'mein name lautet ', "je m'appelle ", 'je m’appelle ', 'mon nom est ', 'me llamo ', 'mi nombre es ',
  'me chamo ', 'chamo-me ', 'meu nome é ', 'mi chiamo ', 'il mio nome è ', 'ik heet ', 'mijn naam is ', 'nazywam się ', 'mam na imię ',
  'меня зовут ', 'моё имя ', 'мое имя ', '我叫', '我的名字是', '我的名字叫', '我姓', '私の名前は', '名前は', '제 이름은 ', '저는 이름이 ', '이름은 ',
]; // biome-ignore format: a list
/** Whoever is called, or what: a name only where a listed first name and another word follow. */
const SELVES = ['ich bin ', 'hier ist ', 'hier spricht ', 'je suis ', 'soy ', 'sono ', 'sou ', 'ik ben '];
/** The same before the day of birth. */
const BIRTHS = [
  'born on ', 'born ', 'geboren am ', 'geb. ', 'geb. am ', 'geboren op ', 'né le ', 'née le ', 'né(e) le ', 'nacido el ', 'nacida el ', 'nací el ', 'nascido em ', 'nascida em ',
  'nasceu em ', 'nasci em ', 'nato il ', 'nata il ', 'sono nato il ', 'urodzony ', 'urodzona ', 'urodzony dnia ', 'ur. ', 'родился ', 'родилась ', '出生于', '生于',
]; // biome-ignore format: a list

const NAME_LABEL: Label = { type: 'PERSON', strength: 'sure', name: 'introduction' };
const BIRTH_LABEL: Label = { type: 'DATE_OF_BIRTH', strength: 'sure', name: 'born' };
const CONFIDENCE = 0.8;
/** Between a label in a script without spaces and its value. */
const WIDE_SIGN =
  /(?:カード)?(?:の?番号|号码?)?[ \u3000]{0,2}(?:(?:[:：=]|是|为|為|は|が|を|은|는|이|가)[ \u3000]{0,2}|(?=\d)|(?=〒))/y;

/** Behind a day, in scripts whose verb ends the sentence. */
const BORN = ['生まれ', '出生', '태어났', '출생'];
const DAY_BEFORE = /\d{4} ?[年년] ?\d{1,2} ?[月월] ?\d{1,2} ?[日일](?= ?に?에? ?$)/;
const DAY_LENGTH = 22;

type Kind = 'copula' | 'name' | 'self' | 'birth' | 'wide' | 'born' | 'said';
const TERMS: readonly (readonly [term: string, kind: Kind])[] = [
  ...COPULAS.map((term) => [term, 'copula'] as const),
  ...NAMES.map((term) => [term, 'name'] as const),
  ...SELVES.map((term) => [term, 'self'] as const),
  ...BIRTHS.map((term) => [term, 'birth'] as const),
  ...WIDE_LABELS.map((term) => [term, 'wide'] as const),
  ...BORN.map((term) => [term, 'born'] as const),
  ...SAID.map(({ term }) => [term, 'said'] as const),
];
/** Where what is said of numbers begins among the terms. */
const FIRST_SAID = TERMS.length - SAID.length;
/** Nouns are no parts of words, but for those of scripts without spaces: see `saidAt`. */
const eachTerm = termList(
  TERMS.map(([term]) => term),
  (place) => place >= FIRST_SAID && (TERMS[place]?.[0].charCodeAt(0) ?? 0) <= 0x3000,
);

export const sentenceDetector: Detector = {
  name: 'labels',
  detect({ text, kind }: TextUnit): Finding[] {
    if (kind === 'key' || kind === 'name' || text.length < 6) return [];
    const found: Finding[] = [];
    eachTerm(text, (index, start) => {
      const [term, by] = TERMS[index] ?? ['', 'copula'];
      const said = SAID[index - FIRST_SAID];
      const end = start + term.length;
      const finding = said ? saidAt(text, said, start, end) : readAt(text, by, start, end);
      if (finding) found.push(finding);
    });
    return found.length > 1 ? distinct(found) : found;
  },
};

function readAt(text: string, by: Kind, start: number, end: number): Finding | undefined {
  if (by === 'copula') return behindCopula(text, start, end);
  if (by === 'wide') return behindWide(text, start, end);
  if (by === 'born') return dayBefore(text, start);
  // `stubborn 3 …`: a word begins here.
  if (start > 0 && /\p{L}/u.test(text[start - 1] ?? '') && text.charCodeAt(start) < 0x3000) return undefined;
  if (by !== 'self') return value(text, by === 'name' ? NAME_LABEL : BIRTH_LABEL, end);
  const finding = value(text, NAME_LABEL, end);
  const said = finding ? text.slice(finding.start, finding.end) : '';
  const flags = wordFlags(said.split(' ', 1)[0] ?? '');
  return said.includes(' ') && flags & W.GIVEN && !(flags & (W.COMMON | W.KNOWN)) ? finding : undefined;
}

function value(text: string, label: Label, at: number): Finding | undefined {
  const place = placeOf(text, at);
  if (!place) return undefined;
  const from = label.type === 'PERSON' ? place.start : dateStart(text, place);
  const to = valueEnd(label.type, text, from, place.limit, place.quoted);
  return to === undefined ? undefined : labelled(label, from, to, CONFIDENCE);
}

/** `am`, `on`, `el`, `il` and the like between the label and the date. */
const LEAD = /(?:(?:on|am|el|il|le|em|op|dnia|the|w|der|den|del|a) ){0,2}/iy;
function dateStart(text: string, { start }: Place): number {
  LEAD.lastIndex = start;
  LEAD.test(text);
  return LEAD.lastIndex;
}

function behindCopula(text: string, start: number, end: number): Finding | undefined {
  const label = labelBefore(text, start);
  // Of accounts and addresses sentences say many things.
  if (label?.strength !== 'sure' || label.type === 'ADDRESS' || label.type === 'USERNAME' || label.type === 'LOCATION')
    return undefined;
  const finding = value(text, label, end);
  if (!finding || label.type !== 'PERSON') return finding;
  // `The author name is Required`: one word at the end of a sentence must be a name.
  return isNamed(text.slice(finding.start, finding.end)) ? finding : undefined;
}

function behindWide(text: string, start: number, end: number): Finding | undefined {
  const label = labelOf(text.slice(start, end));
  WIDE_SIGN.lastIndex = end;
  if (label?.strength !== 'sure' || !WIDE_SIGN.test(text)) return undefined;
  return value(text, label, WIDE_SIGN.lastIndex);
}

function dayBefore(text: string, start: number): Finding | undefined {
  const from = Math.max(0, start - DAY_LENGTH);
  const day = DAY_BEFORE.exec(text.slice(from, start));
  return day ? labelled(BIRTH_LABEL, from + day.index, from + day.index + day[0].length, CONFIDENCE) : undefined;
}

/** One finding a place: `名前は` ends `私の名前は`, and `名前` is a label too. Found in the order of the text, or nearly. */
function distinct(found: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return found.filter(({ start, end, type }) => {
    const id = `${type} ${start} ${end}`;
    const first = !seen.has(id);
    seen.add(id);
    return first;
  });
}
