/** Fake people: of the same region and gender where these are known, the same in all their mentions. */
import type { Key } from '../../../kit/key.ts';
import { foldName } from '../../data/fold.ts';
import { NAMES } from '../../data/surrogates.generated.ts';
import { W, wordFlags } from '../../detect/prose/words.ts';
import { isHonorific } from '../../plan/people.ts';
import { tokens } from '../../text/tokens.ts';
import { likeCase, pick } from './pick.ts';

interface Region {
  female: readonly string[];
  male: readonly string[];
  family: readonly string[];
}
const REGIONS: Readonly<Record<string, Region>> = NAMES;
/** Names that one region alone has: they tell where a person's name is from. */
const HOME = home();

function home(): Map<string, string> {
  const seen = new Map<string, string>();
  for (const [region, { female, male, family }] of Object.entries(REGIONS))
    for (const name of [...female, ...male, ...family].map(foldName))
      seen.set(name, seen.has(name) && seen.get(name) !== region ? '' : region);
  return seen;
}

/** Letters that give a language away when the name itself is in no list. */
const MARKS: readonly [RegExp, string][] = [
  [/[ąćęłńśźż]|(?:ski|ska|wicz|czyk)$/, 'polish'],
  [/[ěřů]|ová$/, 'czech'],
  [/[őű]|(?:szki|falvi)$/, 'hungarian'],
  [/[åøæ]|(?:sson|sen|dóttir|dottir|qvist|gren)$/, 'nordic'],
  [/[ßü]|(?:mann|berger|stein)$/, 'german'],
  [/[ñ]|(?:ez|guez)$/, 'spanish'],
  [/[ãõ]|(?:eira|inho)$/, 'portuguese'],
  [/(?:nen|lä)$/, 'finnish'],
  [/[ışğ]|oğlu$/, 'turkish'],
  [/[èêçœ]|(?:eau|oux)$/, 'french'],
  [/(?:ini|elli|ucci|etti)$/, 'italian'],
];

function regionOf(words: readonly string[]): Region {
  for (const word of words) {
    const region = HOME.get(foldName(word));
    if (region) return REGIONS[region] as Region;
  }
  for (const word of words)
    for (const [mark, region] of MARKS) if (mark.test(word.toLowerCase())) return REGIONS[region] as Region;
  return REGIONS.english as Region;
}

/** Given and family name of the fake for a person known by these lower-case words. */
function fakePerson(key: Key, words: readonly string[]): { given: string; family: string } {
  const id = words.join(' ');
  const first = words[0] ?? '';
  const region = regionOf(words);
  const flags = wordFlags(first);
  const female = flags & W.FEMALE ? true : flags & W.MALE ? false : pick(key, ['f', 'm'], '', 'gender', id) === 'f';
  return {
    given: pick(key, female ? region.female : region.male, first, 'given', id),
    family: pick(key, region.family, words[words.length - 1] ?? '', 'family', id),
  };
}

/** Writes the fake in the shape of one mention: whole name, first name, last name, initials, capitals. */
export function fakeName(key: Key, words: readonly string[], text: string): string {
  const { given, family } = fakePerson(key, words);
  const [first, last] = [words[0], words.length > 1 ? words[words.length - 1] : undefined];
  const parts = tokens(text);
  let out = '';
  let copied = 0;
  parts.forEach((part, i) => {
    const word = part.text.toLowerCase();
    let fake: string;
    // `Ms. Keller` stays a Ms.
    if (parts.length > 1 && word.length > 1 && isHonorific(word)) fake = part.text;
    else if (part.text.length === 1) fake = given.charAt(0);
    else if (word === first) fake = given;
    else if (word === last) fake = family;
    else fake = i === 0 ? given : family;
    out += text.slice(copied, part.start) + likeCase(fake, part.text);
    copied = part.end;
  });
  return out + text.slice(copied);
}

/**
 * `omar.davis7857` of someone else: each part that is of the name becomes the same part of the other one, initials included
 * (`o_davis`, `odavis`, `davis.o`), and each number a keyed one. Letters that no part of the name explains are a name as well.
 */
export function fakeLogin(key: Key, words: readonly string[], login: string, digits: (text: string) => string): string {
  const fake = fakePerson(key, words);
  const [given, family] = [letters(fake.given), letters(fake.family)];
  const known = spelt(words, given, family);
  const parts = (login.match(/\p{L}+/gu) ?? []).map(foldName);
  const last = foldName(words.at(-1) ?? '');
  let n = 0;
  return login.replace(/\p{L}+|\d+/gu, (part) => {
    if (/\d/.test(part)) return digits(part);
    const at = n++;
    const sure = known.get(foldName(part));
    if (sure !== undefined) return capitalsLike(sure, part);
    if (part.length > 1) return capitalsLike(at === 0 ? given : family, part);
    // An initial is that of the name that is not written out beside it.
    const isGiven = parts.includes(last) ? at !== parts.indexOf(last) : at === 0;
    return capitalsLike((isGiven ? given : family).charAt(0), part);
  });
}

/** `maria` as `Maria` was written: `Lillian`. */
const capitalsLike = (name: string, like: string): string =>
  /^\p{Lu}(?!\p{Lu})/u.test(like) ? name.charAt(0).toUpperCase() + name.slice(1) : likeCase(name, like);

const letters = (name: string): string => foldName(name).replace(/[^\p{L}]/gu, '');

/** The ways to write a name as one part of a login, and the same of the fake. Empty for what is no full name. */
function spelt(words: readonly string[], given: string, family: string): Map<string, string> {
  const [first, last] = [letters(words[0] ?? ''), letters(words.at(-1) ?? '')];
  const out = new Map<string, string>();
  if (words.length < 2 || !first || !last) return out;
  const pairs: [string, string][] = [
    [first, given],
    [last, family],
    [first + last, given + family],
    [last + first, family + given],
    [first.charAt(0) + last, given.charAt(0) + family],
    [first + last.charAt(0), given + family.charAt(0)],
    [last + first.charAt(0), family + given.charAt(0)],
  ];
  for (const [real, other] of pairs) if (real.length > 1 && !out.has(real)) out.set(real, other);
  return out;
}
