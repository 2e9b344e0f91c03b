/** `Vorname: Heike`, `"dob": "1977-03-09"` in a dump of any language, `--first-name Torkel`, `- key: passport_no` over `value: …`. */
import type { Detector, Finding, TextUnit } from '../detector.ts';
import { labelOf } from './label.ts';
import { labelBefore, type Place, placeOf, underLabel } from './read.ts';
import { PROVES } from './record.ts';
import type { Label } from './types.ts';

const QUOTED = 0.9;
const BARE = 0.8;

/** Keys of a pair whose value is itself a label. */
const PAIR_KEYS = new Set('key k name field label attribute property id feld champ campo'.split(' '));
/** Longer than the longest of them. */
const MAX_PAIR_KEY = 12;
const PAIR_VALUE =
  /["',}]{0,2}\s{0,8}(?:- )?["']?(?:value|val|v|content|text|answer|wert|valeur|valor)["']?\s?(?:=>|[:=])/iy;
/** With a space; `--dob=…` has a sign. */
const FLAG = /--?([a-z][a-z_-]{2,30}) /y;

export const writtenDetector: Detector = {
  name: 'labels',
  detect({ text, kind }: TextUnit): Finding[] {
    if (kind === 'key' || kind === 'name' || text.length < 4) return [];
    const found: Finding[] = [];
    const beside: Finding[] = [];
    for (let i = 1; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code !== 58 && code !== 61 && code !== 0xff1a) continue;
      const finding = atSign(text, i, beside);
      if (finding) found.push(finding);
    }
    flags(text, found);
    return beside.length > 0 && found.length > 0 ? [...found, ...proved(beside, found)] : found;
  },
};

/** How far apart the fields of one record are written out. */
const NEAR = 160;

/** Short labels count near a label that proves somebody. */
function proved(beside: readonly Finding[], found: readonly Finding[]): Finding[] {
  const people = found.filter(({ type }) => PROVES.has(type));
  let next = 0;
  return beside.filter((one) => {
    while (next < people.length && (people[next]?.end ?? 0) < one.start - NEAR) next++;
    return (people[next]?.start ?? Number.POSITIVE_INFINITY) < one.end + NEAR;
  });
}

/** `::`, `==`, `!=`, `://` and the like are no signs between a label and a value. */
function isSign(text: string, i: number): boolean {
  const [before, after] = [text.charCodeAt(i - 1), text.charCodeAt(i + 1)];
  return (
    before !== 58 &&
    before !== 61 &&
    before !== 33 &&
    before !== 60 &&
    before !== 62 &&
    after !== 58 &&
    after !== 61 &&
    after !== 47
  );
}

/** Where the label before the sign at `i` ends: in front of spaces, quotes and signs of Markdown. */
function labelEnd(text: string, i: number): number {
  let end = i;
  for (let n = 0; n < 12 && end > 0; n++) {
    const code = text.charCodeAt(end - 1);
    if (
      code !== 32 &&
      code !== 9 &&
      code !== 34 &&
      code !== 39 &&
      code !== 42 &&
      code !== 92 &&
      code !== 96 &&
      code !== 0x3000
    )
      break;
    end--;
  }
  return end;
}

function atSign(text: string, i: number, beside: Finding[]): Finding | undefined {
  if (!isSign(text, i)) return undefined;
  const end = labelEnd(text, i);
  const label = labelBefore(text, end);
  // `:dob=>"…"`, `dob => …`.
  const behind = text.charCodeAt(i + 1) === 62 ? i + 2 : i + 1;
  const names = isPairKey(text, end);
  if (!names && !label) return undefined;
  const place = placeOf(text, behind);
  if (!place) return undefined;
  const inner = names ? pair(text, place) : undefined;
  if (inner) return inner;
  if (label?.strength === 'beside') {
    const finding = place.quoted && label.name !== 'name' ? underLabel(text, label, place, BARE) : undefined;
    if (finding) beside.push(finding);
    return undefined;
  }
  return label && underLabel(text, label, place, confidenceOf(label, place));
}

function isPairKey(text: string, end: number): boolean {
  let start = end;
  while (
    start > 0 &&
    end - start < MAX_PAIR_KEY &&
    (text.charCodeAt(start - 1) | 32) >= 97 &&
    (text.charCodeAt(start - 1) | 32) <= 122
  )
    start--;
  return start < end && PAIR_KEYS.has(text.slice(start, end).toLowerCase());
}

const confidenceOf = ({ strength }: Label, { quoted }: Place): number =>
  strength === 'role' ? 0.7 : quoted ? QUOTED : BARE;

/** `{'name': 'date_of_birth', 'value': '1990-07-30'}`: `place` is that of the inner label. */
function pair(text: string, place: Place): Finding | undefined {
  const label = labelOf(text.slice(place.start, place.limit));
  if (label?.strength !== 'sure') return undefined;
  PAIR_VALUE.lastIndex = place.limit;
  if (!PAIR_VALUE.test(text)) return undefined;
  const value = placeOf(text, PAIR_VALUE.lastIndex);
  return value && underLabel(text, label, value, QUOTED);
}

/** `--first-name Torkel --dob=1977-03-09`. */
function flags(text: string, found: Finding[]): void {
  for (let at = text.indexOf(' -'); at >= 0; at = text.indexOf(' -', at + 2)) {
    FLAG.lastIndex = at + 1;
    const flag = FLAG.exec(text);
    const label = flag?.[1] ? labelOf(flag[1]) : undefined;
    if (label?.strength !== 'sure') continue;
    const place = placeOf(text, FLAG.lastIndex);
    if (!place) continue;
    const space = place.quoted ? -1 : text.indexOf(' ', place.start);
    const one = space > 0 && space < place.limit ? { ...place, limit: space } : place;
    const finding = underLabel(text, label, one, BARE);
    if (finding) found.push(finding);
  }
}
