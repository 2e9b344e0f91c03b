/**
 * An address in prose is made of the parts that a record gives one by one: `{"address1": "Birkenweg 5", "city": "Jena"}` and
 * `Birkenweg 5, Jena` are one place, and read alike when the second is cut into the parts of the first.
 */
import { tokens } from '../text/tokens.ts';
import type { Mention } from './mention.ts';
import { normalTokens } from './values.ts';

/** Types that parts of an address have, in a field of their own. */
const PARTS: ReadonlySet<string> = new Set(['ADDRESS', 'POSTAL_CODE', 'LOCATION']);
/** Longer values are no parts. */
const MOST = 12;

/**
 * Cuts mentions of addresses that known parts explain from end to end; any other stays whole, since what is left over is part
 * of it as well. `mentions` must be sorted by unit and start, and are so afterwards.
 */
export function splitAddresses(mentions: readonly Mention[]): readonly Mention[] {
  const addresses = mentions.filter(({ type }) => type === 'ADDRESS');
  // Most sessions have none, or always the same.
  if (addresses.length === 0 || mentions.length < 2) return mentions;
  const known = atoms(partsOf(mentions));
  const cuts = new Map<string, readonly Cut[] | undefined>();
  let changed = false;
  const out = mentions.flatMap((mention): Mention[] => {
    if (mention.type !== 'ADDRESS' || mention.action === 'keep') return [mention];
    if (!cuts.has(mention.text)) cuts.set(mention.text, cut(mention.text, known));
    const parts = cuts.get(mention.text);
    if (!parts) return [mention];
    changed = true;
    return parts.map(({ start, end, like }) => ({
      ...mention,
      start: mention.start + start,
      end: mention.start + end,
      text: mention.text.slice(start, end),
      type: like.type,
      action: like.action,
    }));
  });
  return changed ? out : mentions;
}

/** A stretch of an address, and the part that it repeats. */
interface Cut {
  start: number;
  end: number;
  like: Mention;
}

/** Words of each part → the surest mention of it. */
function partsOf(mentions: readonly Mention[]): Map<string, Mention> {
  const known = new Map<string, Mention>();
  for (const mention of mentions) {
    if (!PARTS.has(mention.type)) continue;
    const words = normalTokens(mention.text);
    if (words.length === 0 || words.length > MOST) continue;
    const name = words.join(' ');
    const before = known.get(name);
    if (!before || mention.confidence > before.confidence) known.set(name, mention);
  }
  return known;
}

/** Without what others are the parts of: of `Birkenweg 5, Jena, Germany` the first is the street, though `Birkenweg 5, Jena` stands elsewhere. */
function atoms(known: Map<string, Mention>): ReadonlyMap<string, Mention> {
  const made = [...known].filter(([, { type, text }]) => type === 'ADDRESS' && cut(text, known));
  for (const [name] of made) known.delete(name);
  return known;
}

/** From the left, the longest part first; undefined unless all words are explained, by two parts or more with an address among them. */
function cut(text: string, known: ReadonlyMap<string, Mention>): readonly Cut[] | undefined {
  const words = tokens(text);
  const names = words.map((word) => normalTokens(word.text).join(' '));
  const out: Cut[] = [];
  for (let i = 0; i < words.length; ) {
    let n = Math.min(MOST, words.length - i);
    // Not the whole of itself.
    if (n === words.length) n--;
    while (n > 0 && !known.has(names.slice(i, i + n).join(' '))) n--;
    const like = known.get(names.slice(i, i + n).join(' '));
    if (n === 0 || !like) return undefined;
    out.push({ start: words[i]?.start ?? 0, end: words[i + n - 1]?.end ?? 0, like });
    i += n;
  }
  return out.length > 1 && out.some(({ like }) => like.type === 'ADDRESS') ? out : undefined;
}
