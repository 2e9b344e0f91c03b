/** Language of the user's text as an ISO 639-3 code, by trigrams; `und` when the text is too short to tell. */
import { franc } from 'franc-min';

const LANGUAGES = [
  'eng',
  'deu',
  'fra',
  'spa',
  'ita',
  'por',
  'nld',
  'swe',
  'pol',
  'ces',
  'tur',
  'rus',
  'ukr',
  'arb',
  'heb',
  'hin',
  'jpn',
  'kor',
  'cmn',
  'vie',
  'ind',
  'ron',
  'hun',
];

export function languageOf(text: string): string {
  // Placeholders are English words in capitals: they must not vote.
  return franc(text.replace(/\[[A-Z_]+(?:_\w+)?\]/g, ' ').slice(0, 2000), { minLength: 20, only: LANGUAGES });
}
