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

export const COUNTRIES: ReadonlySet<string> = countries();

function countries(): Set<string> {
  const names = new Set(MORE);
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  for (const language of LANGUAGES) {
    const display = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (const a of letters)
      for (const b of letters) {
        // X* and Q* are codes for tests and groups of countries.
        const name =
          a === 'X' || a === 'Q' || a === 'Z'
            ? a + b === 'ZA' || a + b === 'ZM' || a + b === 'ZW' || a + b === 'QA'
              ? display.of(a + b)
              : undefined
            : display.of(a + b);
        if (name && name.length > 3 && !/eurozone/i.test(name))
          names.add(foldName(name.replace(/\s*[([].*$/, '').replace(/ SAR China$/, '')));
      }
  }
  for (const short of [
    'iran',
    'irak',
    'iraq',
    'oman',
    'cuba',
    'peru',
    'mali',
    'chad',
    'fiji',
    'togo',
    'laos',
    'niue',
    'guam',
  ])
    names.add(short);
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
