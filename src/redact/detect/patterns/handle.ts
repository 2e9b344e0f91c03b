/**
 * What makes `@word` a person's handle. Code and its prose are full of the same shape (decorators, annotations, tags of comments,
 * scopes of packages), so the shape alone proves nothing: something has to say that it is somebody.
 */
import { isOrdinaryWord } from '../../plan/commonwords.ts';
import { W, wordFlags } from '../prose/words.ts';

/** Places where handles are, and what one does with them there. */
const PLATFORM =
  /\b(?:twitter|tweet(?:s|ed)?|retweet(?:ed)?|x\.com|instagram|insta|tiktok|telegram|github|gitlab|mastodon|threads|bluesky|discord|slack|linkedin|youtube|snapchat|reddit|twitch|handle|user ?name|follow(?:s|ed|ing|ers?)?|dm(?:s|ed)?|tag(?:ged)? me)\b/i;
/** Right before it: it is spoken to, or something is by it. */
const ADDRESSED =
  /(?:^|[^\p{L}])(?:hi|hey|hello|dear|thanks|thank you|thx|cc|ping(?:ed)?|ask|tell|message|contact|mention(?:ed)?|assign(?:ed)?(?: (?:it|this|him|her))? to|(?:reviewed|written|posted|shot|made|photo)[ -]by|credits?(?: to)?|courtesy of)\s?[:,]?\s?$/iu;
/** Right behind it: it does what people do. */
const ACTS =
  /^,? (?:said|says|wrote|asked|mentioned|posted|replied|suggested|commented|reported|approved|pointed out|thinks|can you|could you|would you|please)\b/i;
/** A full name beside it: `Ewa Sikorska (@…)`, `@… (Ewa Sikorska)`. */
const NAME_BEFORE = /\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+,? \(?$/u;
const NAME_BEHIND = /^ \(\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+\)/u;
/** `@mika_87`: annotations are words, and seldom end in two digits. */
const NUMBERED = /^[a-z][a-z_.]*\d{2,}$/;
/** How far words about a handle stand from it. */
const NEAR = 48;

/** @param value as it stands at `start`, its at sign included */
export function isHandle(text: string, start: number, value: string): boolean {
  const word = value.slice(1);
  const end = start + value.length;
  const before = text.slice(Math.max(0, start - NEAR), start);
  const behind = text.slice(end, end + NEAR);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  if (ADDRESSED.test(line) || NAME_BEFORE.test(line) || NAME_BEHIND.test(behind)) return true;
  if (PLATFORM.test(line) || PLATFORM.test(behind.split('\n', 1)[0] ?? '')) return true;
  const parts = word.split('_').filter(Boolean);
  if (parts.every(isOrdinaryWord)) return false;
  return (
    ACTS.test(behind) || NUMBERED.test(word) || parts.some((part) => (wordFlags(part) & (W.GIVEN | W.FAMILY)) !== 0)
  );
}
