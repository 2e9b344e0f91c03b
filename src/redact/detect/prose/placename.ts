/** Names of places: cities of the world, countries, states. */
import { Bloom } from '../../data/bloom.ts';
import { foldName } from '../../data/fold.ts';
import { BIG_PLACES, COUNTRY_NAMES, PLACES } from '../../data/gazetteers.generated.ts';
import { US_STATES } from './lists.ts';

const places = Bloom.parse(PLACES);
const big = Bloom.parse(BIG_PLACES);

/** Names that CLDR writes otherwise or not at all. */
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

const COUNTRIES: ReadonlySet<string> = new Set([...MORE, ...COUNTRY_NAMES.split('|')]);

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
