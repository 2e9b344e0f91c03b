/** The forms that the name of a person takes where nobody writes it as a name: capitals, lower case, logins, identifiers. */
import { isSpecificName } from './commonwords.ts';

/**
 * Each is looked for in any case; between the two words of a form with a blank, signs may stand (`t.vandenberg`, `thandiwe_vandenberg`).
 *
 * Only specific words are followed this way (`isSpecificName`): the rest of a name can be a word, and `brooks` are waters. A form of
 * both words needs the last one to be specific, since an initial or a common first name in front only narrows it down.
 *
 * @param name lower-case words of a full name, given name first
 * @returns lower-case forms; none when the name is a single word, because nothing then says that it is whole
 */
export function nameForms(name: readonly string[]): string[] {
  const [first, last] = [name[0], name[name.length - 1]];
  if (name.length < 2 || !first || !last) return [];
  const out: string[] = [];
  for (const word of [last, first]) if (isSpecificName(word)) out.push(word);
  if (!isSpecificName(last) || !/^\p{L}{2,}$/u.test(first)) return out;
  const initial = first.charAt(0);
  out.push(`${last}s`, first + last, last + first, initial + last, last + initial);
  out.push(`${first} ${last}`, `${last} ${first}`, `${initial} ${last}`);
  return out;
}
