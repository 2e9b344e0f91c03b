/** Names of places: cities of the world, countries, states. */
import { Bloom } from '../../data/bloom.ts';
import { foldName } from '../../data/fold.ts';
import { BIG_PLACES, PLACES } from '../../data/gazetteers.generated.ts';
import { US_STATES } from './lists.ts';

const places = Bloom.parse(PLACES);
const big = Bloom.parse(BIG_PLACES);

/** Languages in which countries are looked for. */
const LANGUAGES = [
  'en',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'nl',
  'pl',
  'sv',
  'da',
  'nb',
  'fi',
  'cs',
  'hu',
  'tr',
  'el',
  'ru',
];
const MORE = [
  'usa',
  'u.s.',
  'u.s.a.',
  'u.k.',
  'uk',
  'uae',
  'england',
  'scotland',
  'wales',
  'holland',
  'korea',
  'south korea',
  'north korea',
  'czech republic',
  'macedonia',
  'ivory coast',
  'burma',
  'great britain',
  'britain',
  'northern ireland',
  'the netherlands',
  'russian federation',
  'republic of ireland',
  'hong kong',
  'macau',
  'palestine',
  'vatican city',
  'turkey',
  'swaziland',
  'cape verde',
  'east timor',
  'congo',
];

/** Codes that CLDR names and that are no countries: unions, tests, groups. */
const NO_COUNTRY = /^(?:EU|EZ|UN|QO|X.|ZZ)$/;

export const COUNTRIES: ReadonlySet<string> = countries();

function countries(): Set<string> {
  const names = new Set(MORE);
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  for (const language of LANGUAGES) {
    const display = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (const code of letters.flatMap((a) => letters.map((b) => a + b))) {
      const name = NO_COUNTRY.test(code) ? undefined : display.of(code)?.replace(/\s*[([].*$/, '');
      if (name && name.length > 3) names.add(foldName(name.replace(/ SAR China$/, '')));
    }
  }
  return names;
}

export function isCountry(text: string): boolean {
  return COUNTRIES.has(foldName(text));
}

export function isState(text: string): boolean {
  return US_STATES.has(text.toLowerCase());
}

export function isPlacePhrase(text: string): boolean {
  const folded = foldName(text.replace(/\s+/g, ' '));
  return places.has(folded) || COUNTRIES.has(folded) || US_STATES.has(folded);
}

export function isBigPlace(text: string): boolean {
  const folded = foldName(text.replace(/\s+/g, ' '));
  return big.has(folded) || COUNTRIES.has(folded) || US_STATES.has(folded);
}
