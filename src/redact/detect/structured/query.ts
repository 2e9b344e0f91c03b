/** Query strings and form bodies: `phone=%2B47…&name=Ada%20L…` has keys and values as JSON has, each in its own encoding. */
import { viewOf } from '../../view/view.ts';
import type { Detector, Finding, TextUnit } from '../detector.ts';
import { matchesOf } from '../patterns/regions.ts';
import { typeOfKey } from './keys.ts';
import { structuredDetector } from './structured.ts';

/** Two pairs at least: `a=b` alone is an assignment in code. */
const QUERY =
  /(?<![\w.%&=-])[A-Za-z_][\w.-]{0,40}=[^\s&#"'<>`]{0,300}(?:&(?:amp;)?[A-Za-z_][\w.%[\]-]{0,40}=[^\s&#"'<>`]{0,300}){1,40}/g;
const PAIR = /(?:^|&(?:amp;)?)([A-Za-z_][\w.%[\]-]{0,40})=([^&]*)/g;

/** In a record with a mail, a phone or a birth date a bare `name` is a person's. */
const PERSONAL = new Set(['EMAIL', 'PHONE', 'DATE_OF_BIRTH', 'ADDRESS', 'PASSPORT', 'GOV_ID']);

export const queryDetector: Detector = {
  name: 'structured',
  detect({ text, kind }: TextUnit): Finding[] {
    // Cheap first: nearly no text has both.
    if (kind === 'key' || kind === 'name' || !text.includes('&') || !text.includes('=')) return [];
    const found: Finding[] = [];
    for (const query of matchesOf(text, QUERY)) {
      const pairs = matchesOf(query[0], PAIR).map((match) => {
        const [whole, key = '', value = ''] = match;
        return { key, value, start: query.index + match.index + whole.length - value.length };
      });
      const personal = pairs.some(({ key }) => PERSONAL.has(typeOfKey(key) ?? ''));
      for (const pair of pairs) found.push(...inPair(pair, personal ? ['person', pair.key] : [pair.key]));
    }
    return found;
  },
};

function inPair(
  { key, value, start }: { key: string; value: string; start: number },
  path: readonly string[],
): Finding[] {
  if (value === '') return [];
  const spaced = value.replaceAll('+', ' ');
  const view = viewOf(spaced);
  const text = view?.text ?? spaced;
  return structuredDetector.detect({ text, kind: 'value', key, path }).map((finding) => {
    const range = view ? view.source(finding.start, finding.end) : finding;
    const plain = text.slice(finding.start, finding.end);
    const at = { start: start + range.start, end: start + range.end };
    const dressed = plain !== value.slice(range.start, range.end);
    return dressed ? { ...finding, ...at, value: plain } : { ...finding, ...at };
  });
}
