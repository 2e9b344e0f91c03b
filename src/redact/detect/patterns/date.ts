/** Dates. Of birth by context (direct); all others are quasi-identifiers: rule `date`, confidence .4, for strict policies. */
import type { Detector, Finding } from '../detector.ts';
import { isDate } from './checksums.ts';
import { HAS, type Needing, needing } from './facts.ts';
import { digitRegions, matchesIn, matchesNeeding, regionsAround } from './regions.ts';
import { isDigit, settled, textBefore } from './text.ts';
import { wordsIn } from './words.ts';

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|januar|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)';
const TIME = String.raw`(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?: ?(?:Z|[ap]\.?m\.?|[+-]\d{2}:?\d{2}))?)?`;
const FORMS: readonly (readonly [rule: string, pattern: Needing])[] = [
  [
    'iso',
    needing(
      HAS.JOINED,
      new RegExp(String.raw`(?<![\w./-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${TIME}(?![\w-]|[./]\d)`, 'g'),
    ),
  ],
  [
    'numeric',
    needing(
      HAS.JOINED,
      new RegExp(String.raw`(?<![\w./-])(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})${TIME}(?![\w/-]|\.\d)`, 'g'),
    ),
  ],
  ['short', needing(HAS.JOINED, /(?<![\w./:-])(?:0?[1-9]|1[0-2])\/(?:\d{2}|\d{4})(?![\w/.:-])/g)],
];
/** Read only around names of months. */
const WRITTEN = new RegExp(
  String.raw`(?<![\w-])(?:\d{1,2}(?:st|nd|rd|th|\.)?[ -](?:of |de )?${MONTH}\b\.?(?:,?[ -](?:de )?\d{2,4})?|${MONTH}\b\.?[ -]\d{1,2}(?:st|nd|rd|th)?\b(?:,? \d{4})?|${MONTH}\b\.?(?:,? |-)\d{4})(?![\w-])`,
  'giu',
);
/** A year alone counts only after words that make it one. */
const YEAR = needing(
  HAS.RUN_OF_4,
  /\b(?:1[89]|20)\d{2}(?<=\b(?:in|since|of|from|until|by|year|during|before|after|around|a|the) \d{4})(?![\w-]|\.\d)/g,
);
const BIRTH =
  /\b(?:born(?: on| in)?|birth ?(?:date|day)|date of birth|d\.?o\.?b\.?|bday|geboren(?: am)?|geburtsdatum|n[ée]e? le|date de naissance|nacid[oa](?: el)?|fecha de nacimiento|nascid[oa]|data de nascimento|nat[oa] il|data di nascita|geboortedatum|födelsedatum|fødselsdato)[\s"'*_:=\-–(]{0,6}(?:(?:is|was|on|the|is on|as)\s)?["']?$/;

/** `exp 09/29`: until when a card is valid tells nothing of anybody once its number is hidden. */
const EXPIRES =
  /\b(?:exp(?:\.|iry|ires?|iration)?(?: date)?|valid (?:thru|through|until|till|to)|good thru|gültig bis)[\s"'*_:=-]{0,4}$/;

function exists(rule: string, match: RegExpExecArray): boolean {
  const [, first, , second, third] = match;
  if (rule === 'iso') return isDate(Number(first), Number(second), Number(third));
  if (rule === 'numeric') {
    const [a, b, year] = [Number(first), Number(second), Number(third)];
    // `2.5.35`: with points and a short year, day and month need two digits, or it is a version.
    if (match[2] === '.' && third?.length === 2 && !(first?.length === 2 && match[3]?.length === 2)) return false;
    return isDate(year, a, b) || isDate(year, b, a);
  }
  return true;
}

/** How far a written date reaches from where its month begins. */
const BEFORE_MONTH = 14;
const BEHIND_MONTH = 34;

/** `may` and `mar` begin many words: only those with a digit near can be dates. */
function hasDigit(text: string, from: number, to: number): boolean {
  for (let i = Math.max(0, from); i < to && i < text.length; i++) if (isDigit(text.charCodeAt(i))) return true;
  return false;
}

export const dateDetector: Detector = {
  name: 'date',
  digits: true,
  detect({ text, kind }) {
    if (kind === 'key' || kind === 'name') return [];
    const found: Finding[] = [];
    const add = (start: number, value: string, rule: string) => {
      const born = BIRTH.test(textBefore(text, start, 40));
      const end = start + value.length;
      if (born)
        found.push({
          start,
          end,
          type: 'DATE_OF_BIRTH',
          detector: 'date',
          rule,
          confidence: 0.95,
          evidence: 'context:birth',
        });
      else
        found.push({
          start,
          end,
          type: 'DATE',
          detector: 'date',
          rule,
          confidence: rule === 'short' ? 0.3 : 0.4,
          evidence: 'shape',
        });
    };
    const numbers = digitRegions(text, 4);
    for (const [rule, pattern] of FORMS) {
      for (const match of matchesNeeding(text, numbers, pattern))
        if (exists(rule, match) && !(rule === 'short' && EXPIRES.test(textBefore(text, match.index, 24))))
          add(match.index, match[0], rule);
    }
    for (const match of matchesNeeding(text, numbers, YEAR)) add(match.index, match[0], 'year');
    const dated = wordsIn(text, 'month').filter((at) => hasDigit(text, at - BEFORE_MONTH, at + BEHIND_MONTH));
    const months = regionsAround(text, dated, BEFORE_MONTH, BEHIND_MONTH);
    for (const match of matchesIn(text, months, WRITTEN)) add(match.index, match[0], 'written');
    return settled(found);
  },
};
