/** Postal codes where words or a place beside them say that they are. Addresses as a whole are found elsewhere. */
import type { Detector, Finding } from '../detector.ts';
import { HAS, needing } from './facts.ts';
import { digitRegions, matchesIn, matchesNeeding } from './regions.ts';
import { settled } from './text.ts';
import { wordsIn } from './words.ts';

const CONTEXT =
  /\b(?:zip(?: ?code)?|post(?:al)? ?code|postcode|plz|postleitzahl|code postal|c[óo]digo postal|cap|cep|pin ?code|eircode)\b["'*]{0,2}(?:\s(?:is|was))?[\s:=#]{1,4}["'*]{0,2}([A-Z0-9][A-Z0-9 -]{2,9}[A-Z0-9])(?![\w-])/gi;
/** Two capitals of a US state before it: `San Diego, CA 92164-1234`. Those that are words (`OR`, `IN`) need the comma. */
const US_STATE = needing(
  HAS.RUN_OF_5,
  /(?:, ?(?:OR|IN|ID|OK|ME|HI|OH|LA|MA|PA)|(?:,|[A-Za-z]) ?\b(?:A[LKZREPA]|C[AOT]|D[EC]|FL|G[AU]|I[LA]|K[SY]|M[DINSOT]|N[EVHJMYCD]|P[RW]|RI|S[CD]|T[NX]|UT|V[TAI]|W[AVIY]))\.? (\d{5}(?:-\d{4})?)(?![\w-]|\.\d)/g,
);
const UK = needing(
  HAS.CAPITAL_BEHIND,
  /(?<![\w-])(?:GIR ?0AA|(?:[A-PR-UWYZ](?:\d[\dA-HJKPSTUW]?|[A-HK-Y]\d[\dABEHMNPRVWXY]?)) \d[ABD-HJLNP-UW-Z]{2})(?![\w-])/g,
);
const UK_TIGHT =
  /(?<![\w-])[A-PR-UWYZ](?:\d[\dA-HJKPSTUW]?|[A-HK-Y]\d[\dABEHMNPRVWXY]?)\d[ABD-HJLNP-UW-Z]{2}(?![\w-])/g;
const CANADA = needing(
  HAS.CAPITAL_BEHIND,
  /(?<![\w-])[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z] \d[ABCEGHJ-NPRSTV-Z]\d(?![\w-])/g,
);
/** The sign in front is one of addresses only. */
const JAPAN = /(?<=〒 ?)\d{3}-?\d{4}(?![\w-])/g;
/** `1999 US Open`, `2031 EU Summit`: a year before an abbreviation. */
const NETHERLANDS = needing(
  HAS.RUN_OF_4,
  /(?<![\w-])(?!(?:19|20)\d\d (?:US|UK|EU|UN|FA|GP|TV|AD|BC) )[1-9]\d{3} (?!SA|SD|SS)[A-Z]{2}(?= [A-Z][a-z])/g,
);

export const postalDetector: Detector = {
  name: 'postal',
  digits: true,
  detect({ text, kind }) {
    if (kind === 'key' || kind === 'name') return [];
    const found: Finding[] = [];
    const numbers = digitRegions(text, 2);
    const add = (start: number, value: string, rule: string, confidence: number, evidence: string) =>
      found.push({
        start,
        end: start + value.length,
        type: 'POSTAL_CODE',
        detector: 'postal',
        rule,
        confidence,
        evidence,
      });
    const announced = wordsIn(text, 'postal').length > 0;
    for (const match of announced ? matchesIn(text, numbers, CONTEXT) : []) {
      const value = match[1]!;
      // `zip 78750 and …`: the code ends where words begin.
      const code =
        /^(?:\d[\d-]{2,9}(?: \d{2,4})?(?: [A-Z]{2})?|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]{1,2}-?\d{3,5})\b/i.exec(
          value,
        )?.[0];
      // In small letters two behind a number are a word: `my zip code is 85033 in Phoenix`.
      if (code)
        add(
          match.index + match[0].lastIndexOf(value),
          code.replace(/(?<=\d) [a-z]{2}$/, ''),
          'context',
          0.9,
          'context:postal',
        );
    }
    for (const match of matchesNeeding(text, numbers, US_STATE))
      add(match.index + match[0].length - match[1]!.length, match[1]!, 'us', 0.75, 'context:state');
    for (const match of matchesNeeding(text, numbers, UK)) add(match.index, match[0], 'uk', 0.75, 'shape');
    for (const match of matchesNeeding(text, numbers, CANADA)) add(match.index, match[0], 'ca', 0.75, 'shape');
    for (const match of text.includes('〒') ? matchesIn(text, numbers, JAPAN) : [])
      add(match.index, match[0], 'jp', 0.9, 'mark');
    for (const match of matchesNeeding(text, numbers, NETHERLANDS))
      add(match.index, match[0], 'nl', 0.6, 'shape+place');
    const whole = text.trim();
    if (whole.length <= 8 && kind === 'prose') {
      UK_TIGHT.lastIndex = 0;
      if (UK_TIGHT.test(whole)) add(text.indexOf(whole), whole, 'uk', 0.5, 'alone');
    }
    return settled(found);
  },
};
