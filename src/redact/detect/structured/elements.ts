/** XML and HTML: an element's name says of its text what a JSON key says of its value; the element around it is the key above. */
import type { Detector, Finding, TextUnit } from '../detector.ts';
import { matchesOf } from '../patterns/regions.ts';
import { structuredDetector } from './structured.ts';

/** An element that holds text alone. */
const ELEMENT = /<([A-Za-z][\w:.-]{1,40})(?:\s[^<>]{0,200})?>([^<>]{2,300})<\/([A-Za-z][\w:.-]{1,40})\s?>/g;
/** The element that stands open around a place, where it opens shortly before. */
const OPEN =
  /<([A-Za-z][\w:.-]{1,40})(?:\s[^<>]{0,200})?>\s*(?:<([\w:.-]{1,40})[^<>]{0,200}>[^<>]{0,300}<\/\2\s?>\s*)*$/;
const BEFORE = 400;

/** Without its namespace. */
const local = (name: string): string => name.slice(name.lastIndexOf(':') + 1);

export const elementDetector: Detector = {
  name: 'structured',
  detect({ text, kind }: TextUnit): Finding[] {
    if (kind === 'key' || kind === 'name' || !text.includes('</')) return [];
    const found: Finding[] = [];
    for (const match of matchesOf(text, ELEMENT)) {
      const [whole, name = '', value = '', end = ''] = match;
      if (name !== end) continue;
      const key = local(name);
      const above = OPEN.exec(text.slice(Math.max(0, match.index - BEFORE), match.index))?.[1];
      const path = above ? [local(above), key] : [key];
      const start = match.index + whole.lastIndexOf(`${value}</`);
      for (const finding of structuredDetector.detect({ text: value, kind: 'value', key, path }))
        found.push({ ...finding, start: finding.start + start, end: finding.end + start });
    }
    return found;
  },
};
