/**
 * Tells which mentions of names are one person. Evidence, strongest first: first and last name side by side in one JSON
 * object; the same first and last word of a full name; one word that only one of the full names has; that word in the
 * full name mentioned last before it.
 */
import type { NamePart } from '../../model/placeholder.ts';
import { keyName } from '../text/keyname.ts';
import type { Unit } from '../text/units.ts';
import type { LinkedMention, Mention } from './mention.ts';
import { normalTokens } from './values.ts';

export interface Person {
  /** Lower-case words of the fullest form, given name first; a single word when no more is known. */
  words: readonly string[];
  /** Position of its latest mention so far, for picking between namesakes. */
  seen: number;
}

const HONORIFIC = new Set(
  'mr mrs ms miss mx dr prof professor sir madam dame lord lady herr frau fräulein señor señora sr sra monsieur madame mme mlle m rev fr captain capt'.split(
    ' ',
  ),
);
const FIRST_KEY = /^(?:first|given|fore|vor)_?name$|^firstname$/;
const LAST_KEY = /^(?:last|family|sur|nach)_?name$|^surname$/;

/** @param word lower case. */
export const isHonorific = (word: string): boolean => HONORIFIC.has(word);

export function nameWords(text: string): readonly string[] {
  const words = normalTokens(text);
  const bare = words.filter((word) => !HONORIFIC.has(word));
  return bare.length ? bare : words;
}

/**
 * Which of a person's names the mention is: told by the key of a field that it fills, and only of a person whose full name is
 * known. In prose `Ewa` may be how one speaks to the whole person.
 */
export function namePartOf(mention: LinkedMention, unit: Pick<Unit, 'key' | 'text'>): NamePart | undefined {
  const { entity } = mention;
  if (entity.type !== 'PERSON' || unit.key === undefined || mention.end - mention.start < unit.text.trim().length)
    return undefined;
  if (nameWords(mention.text).length >= (entity.name?.length ?? 0)) return undefined;
  const key = keyName(unit.key);
  return FIRST_KEY.test(key) ? 'FIRST' : LAST_KEY.test(key) ? 'LAST' : undefined;
}

/** Assigns a person to every PERSON mention. Mentions come in reading order. */
export function linkPeople(mentions: readonly Mention[], units: readonly Unit[]): Map<Mention, Person> {
  const of = new Map<Mention, Person>();
  const names = mentions.filter((mention) => mention.type === 'PERSON');
  const people = new Map<string, Person>();
  const byWord = new Map<string, Set<Person>>();
  const know = (words: readonly string[]): Person => {
    const key = words.length > 1 ? `${words[0]} ${words[words.length - 1]}` : (words[0] ?? '');
    let person = people.get(key);
    if (!person) {
      person = { words, seen: -1 };
      people.set(key, person);
    } else if (words.length > person.words.length) person.words = words;
    for (const word of words) {
      if (word.length < 2) continue;
      const set = byWord.get(word);
      if (set) set.add(person);
      else byWord.set(word, new Set([person]));
    }
    return person;
  };
  for (const [first, last] of namePairs(names, units)) {
    const person = know([...nameWords(first.text), ...nameWords(last.text)]);
    of.set(first, person);
    of.set(last, person);
  }
  for (const mention of names) {
    const words = nameWords(mention.text);
    if (words.length > 1 && !of.has(mention)) of.set(mention, know(words));
  }
  names.forEach((mention, position) => {
    let person = of.get(mention);
    if (!person) {
      const word = nameWords(mention.text)[0] ?? mention.text;
      const candidates = [...(byWord.get(word) ?? [])].filter((one) => one.words.length > 1);
      person = candidates.sort((a, b) => b.seen - a.seen)[0] ?? know([word]);
      of.set(mention, person);
    }
    person.seen = position;
  });
  return of;
}

/** Mentions that are a whole first name and a whole last name of one JSON object. */
function* namePairs(names: readonly Mention[], units: readonly Unit[]): Generator<[Mention, Mention]> {
  for (let i = 0; i + 1 < names.length; i++) {
    const a = names[i] as Mention;
    const b = names[i + 1] as Mention;
    if (b.unit - a.unit > 4 || a.unit === b.unit) continue;
    const [ua, ub] = [units[a.unit], units[b.unit]];
    if (!ua?.path || !ub?.path || ua.field !== ub.field || ua.path.length !== ub.path.length) continue;
    const [ka, kb] = [keyName(ua.key), keyName(ub.key)];
    if (FIRST_KEY.test(ka) && LAST_KEY.test(kb)) yield [a, b];
    else if (LAST_KEY.test(ka) && FIRST_KEY.test(kb)) yield [b, a];
  }
}

/** The one person that a mailbox name or login is made of, if there is exactly one. */
export function ownerOf(login: string, people: Iterable<Person>): Person | undefined {
  const local = fold(login.split('@')[0] ?? '');
  const parts = local.split(/[^a-z]+/).filter(Boolean);
  const joined = parts.join('');
  let found: Person | undefined;
  for (const person of people) {
    const words = person.words.map(fold).map((word) => word.replace(/[^a-z]/g, ''));
    const [first = '', last = ''] = [words[0], words[words.length - 1]];
    if (words.length < 2 || first.length < 2 || last.length < 2) continue;
    const matches =
      (parts.includes(first) && parts.includes(last)) ||
      joined === first + last ||
      joined === last + first ||
      (last.length >= 4 && (joined === first.charAt(0) + last || joined === first + last.charAt(0)));
    if (!matches) continue;
    if (found) return undefined;
    found = person;
  }
  return found;
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
