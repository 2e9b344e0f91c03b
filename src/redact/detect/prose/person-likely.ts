/**
 * The rules about words that no dictionary has, or that names have, in the order in which they are asked, behind those of
 * person-rules.ts. The first ones find a reason in the sentence; the last two have none and are for a strict policy.
 */
import { endsLikeFamily } from './family.ts';
import { isDump } from './language.ts';
import { CURATED, flagsAt, isForeign, NAME } from './names.ts';
import { loneWord, SENTENCE, unknownWords, wordsOfSentence } from './person-alone.ts';
import { type Candidate, isNameOrForeign, isPlace, opensSentence, type PersonRule, says } from './person-rules.ts';
import { isBigPlace, isCountry, isState } from './placename.ts';
import { gap, type Words, word } from './scan.ts';
import { isAgent } from './things.ts';
import { W } from './words.ts';

/** What people do and programs do not: behind a capitalised word of no dictionary it makes a name of it. */
const HUMAN_VERBS = new Set(
  `said replied wrote thinks thought spent lives lived gave smiled laughed cried died married emailed texted phoned apologised apologized lost
  moved retired graduated loves hates enjoys misses grew asked told promised forgot agreed refused complained insisted hopes hoped
  thanked borrowed wondered`.split(/\s+/),
);
const SPEECH = new Set('said asked replied wrote whispered shouted answered added'.split(' '));
/** Begins what is asked of somebody who was just addressed. */
const ADDRESSED =
  /^,\s(?:can|could|would|will|do|did|does|have|are|please|what|when|where|why|how|who|you|I|we|let's|I'm|thanks|thank)\b/;
/** Words of no dictionary that open a sentence and are nobody. */
const INTERJECTIONS = new Set(
  'hmm ugh hmmm btw thx pls okay okey yeah yep nope aha ooh wow lol omg tldr fyi psst ahem oops whoa argh meh umm uhm'.split(
    ' ',
  ),
);
/** In front of a person who made or plays something. */
const MADE_BY =
  /\b(?:(?:directed|written|composed|painted|produced|performed|narrated|designed|sung|recorded|arranged|founded|hosted|played|owned|managed) (?:and \w+ )?by|starring|featuring|(?:verses|words|letters?|songs?|poems?|works?|speech|quotes?) (?:from|by|of))\s$/i;
const ROLE_BEHIND =
  /^, (?:the|an?|our|my|their|its|his|her|chief|senior|head) ([\p{L}-]{3,20}(?: [\p{L}-]{3,20}){0,3})/u;
const LOOK = 40;
const COMMA = 44;

export const LIKELY_RULES: readonly PersonRule[] = [
  {
    // `Tell Oddny Ferreh`: both words may be of no list, when one of them is a name.
    name: 'asked for',
    code: false,
    ask: (c) => (isAskedFor(c) ? says(0.75, c.context?.label ?? 'fair') : undefined),
  },
  {
    name: 'family ending',
    code: false,
    ask: (c) => (hasFamilyEnding(c) ? says(0.6, 'family ending') : undefined),
  },
  {
    name: 'maker or role',
    code: false,
    ask: (c) =>
      canBeLikely(c) && isNameOrForeign(c.last) && (isMaker(c) || hasRole(c)) ? says(0.6, 'role') : undefined,
  },
  {
    name: 'two names',
    code: false,
    ask: (c) => (areTwoNames(c) ? says(0.55, 'two names') : undefined),
  },
  {
    name: 'somebody',
    code: false,
    ask: (c) => (isSomebody(c) ? says(0.55, 'somebody') : undefined),
  },
  {
    name: 'does what people do',
    code: false,
    ask: (c) => (acts(c) ? says(0.6, 'human verb') : undefined),
  },
  {
    name: 'spoken to',
    code: false,
    ask: (c) => (isAddressed(c) ? says(0.6, 'spoken to') : undefined),
  },
  {
    // `Annika: where did you put it?`
    name: 'speaker',
    code: false,
    ask: (c) => (isSpeaker(c) ? says(0.55, 'speaker') : undefined),
  },
  {
    name: 'name in a sentence',
    code: false,
    ask: (c) => (isNameInSentence(c) ? says(0.55, 'name in a sentence') : undefined),
  },
  { name: 'unknown words', code: false, ask: (c) => (canBeLikely(c) && c.length > 1 ? unknownWords(c) : undefined) },
  { name: 'lone word', code: false, ask: (c) => (canBeLikely(c) && c.length === 1 ? loneWord(c) : undefined) },
];

const isUpper = (c: Candidate): boolean => Boolean((c.first | c.last) & W.UPPER);

function canBeLikely({ words, name, first }: Candidate): boolean {
  if (isPlace(words, name) && !(first & W.GIVEN)) return false;
  return (words.end[name.last] ?? 0) - (words.start[name.first] ?? 0) >= 3;
}

/** Two words or more that can be a full name, neither an ordinary word, one of them a name. */
function canBeFull(c: Candidate): boolean {
  if (c.length < 2 || c.length > 4 || isUpper(c) || !(c.all & NAME) || isPlace(c.words, c.name)) return false;
  return isNameOrForeign(c.first) && isNameOrForeign(c.last) && !((c.first | c.last) & W.COMMON);
}

/** What people are asked, told or called: behind these two words of no list are a name as well. */
const SPOKEN =
  /^(?:ask|tell|ping|cc|invite|notify|remind|loop in|looping in|told|asked|met|meet|met with|thanks to|spoke to|spoke with|speak to|speak with|talk to|talk with|talked to|patient|guest|passenger|colleague|boss|friend|neighbou?r|assigned to|assign to|reassign to|it to|escalate to|ask for|asked for|follow up with|behalf of)$/;

function isAskedFor(c: Candidate): boolean {
  if (c.length < 2) return false;
  const { words, name } = c;
  if (canBeFull(c)) {
    if (c.follows && c.context?.strength === 'fair') return true;
    // `for Oddnyh Tarquin`, `Oddnyh Tarquin's account`: neither word is one of English.
    const owns = /^['’]s\b/.test(words.text.slice(words.end[name.last], (words.end[name.last] ?? 0) + 3));
    const between = (c.follows && c.context?.strength === 'weak') || owns;
    return between && !(c.all & W.KNOWN) && !isDump(words) && c.language === 'english';
  }
  const unlisted = c.length === 2 && isForeign(c.first) && isForeign(c.last) && !isUpper(c) && canBeLikely(c);
  return unlisted && c.follows && c.language === 'english' && SPOKEN.test(c.context?.label ?? '');
}

/** Whom one reminds or meets is somebody, whatever the name; whom one asks or calls may be a program. */
const MET =
  /^(?:remind|told|invite|met|met with|spoke to|spoke with|speak to|speak with|talk to|talk with|talked to|assigned to|reassign to|brother|sister|mother|father|wife|husband|son|daughter|friend|colleague|boss|neighbou?r|behalf of)$/;
/** Begins a question about somebody: `Is Keziah back?` */
const ASKS = /^(?:is|did|does|has|was|will|can|could|should|would)$/;

/** One word of the world's names, where the sentence treats it as somebody. */
function isSomebody(c: Candidate): boolean {
  const { words, name, first } = c;
  if (c.length > 1 || isUpper(c) || !isForeign(first) || first & W.NRP || !c.follows || c.language !== 'english')
    return false;
  const text = word(words, name.first);
  if (!treatedAsSomebody(c) || text.length < 3 || isDump(words)) return false;
  return !(isBigPlace(text) || isCountry(text) || isState(text));
}

function treatedAsSomebody({ words, name, first, context }: Candidate): boolean {
  if (context?.strength === 'fair' && MET.test(context.label)) return true;
  if (!(first & NAME) || gap(words, name.last) !== ' ') return false;
  const next = word(words, name.last + 1);
  if (next === 'and' && word(words, name.last + 2) === 'I') return true;
  // The question ends the sentence, and its verb is no noun in capitals.
  const end = words.end[name.last] ?? 0;
  return (
    Boolean(context && ASKS.test(context.label)) && /^ \p{Ll}[^.!\n]{2,80}\?/u.test(words.text.slice(end, end + 90))
  );
}

function hasFamilyEnding(c: Candidate): boolean {
  if (c.length < 2 || c.length > 4 || isUpper(c) || !isForeign(c.last) || c.last & W.PLACE || !canBeLikely(c))
    return false;
  // In German an ending alone is one of a noun as well.
  if (!(c.first & NAME) && (c.language === 'german' || !isForeign(c.first))) return false;
  return !(c.first & (W.COMMON | W.PLACE)) && endsLikeFamily(word(c.words, c.name.last));
}

/** Both on the wide list of the world's names, and words of no language here: `Adaeze Wanjiru`. */
function areTwoNames(c: Candidate): boolean {
  if (c.length !== 2 || !canBeFull(c) || !(c.first & NAME && c.last & NAME) || c.all & W.KNOWN) return false;
  const behindName = gap(c.words, c.name.last);
  return !isDump(c.words) && (wordsOfSentence(c) > 0 || (c.from === c.name.first && /\n|^$/.test(behindName)));
}

/** `directed by Wilja Oksan`, `songwriter Wilja Oksan`. */
function isMaker({ words, name, length, first, all }: Candidate): boolean {
  if (first & W.UPPER) return false;
  const before = flagsAt(words, name.first - 1);
  if (length > 1 && before & W.JOB && !(before & W.CAP) && gap(words, name.first - 1) === ' ')
    return isNameOrForeign(first);
  // The last words of all that MADE_BY knows: most names stand behind others.
  if (!/^(?:by|from|of|starring|featuring)$/i.test(word(words, name.first - 1))) return false;
  const start = words.start[name.first] ?? 0;
  if (!MADE_BY.test(words.text.slice(Math.max(0, start - LOOK), start))) return false;
  return length > 1 ? isNameOrForeign(first) : Boolean(all & CURATED) && !(first & (W.COMMON | W.KNOWN));
}

/** `Wilja Oksan, the technical writer, …` */
function hasRole({ words, name, length, first }: Candidate): boolean {
  if (length < 2 || first & W.UPPER || !isNameOrForeign(first)) return false;
  const end = words.end[name.last] ?? 0;
  if (words.text.charCodeAt(end) !== COMMA) return false;
  const role = ROLE_BEHIND.exec(words.text.slice(end, end + 2 * LOOK))?.[1];
  if (!role) return false;
  const count = role.split(' ').length;
  // Behind the article: the words of the role, with the one that says so among them.
  for (let k = name.last + 2; k < name.last + 2 + count; k++) if (flagsAt(words, k) & W.JOB) return true;
  return false;
}

/** `Ilvo spent a year at …`, `asked Ilvo`. */
function acts(c: Candidate): boolean {
  const { words, name, first, last } = c;
  if (
    isUpper(c) ||
    !canBeLikely(c) ||
    isCountry(word(words, name.first)) ||
    first & (W.COMMON | W.PLACE) ||
    !isNameOrForeign(first) ||
    c.language !== 'english'
  )
    return false;
  if ((c.length > 1 && !isNameOrForeign(last)) || isDump(words)) return false;
  if (first & W.KNOWN && !(first & W.GIVEN)) return false;
  if (gap(words, name.first - 1) === ' ' && SPEECH.has(word(words, name.first - 1))) return endsClause(c);
  if (gap(words, name.last) !== ' ' || isNamePart(words, name.first - 1)) return false;
  const next = word(words, name.last + 1);
  if (HUMAN_VERBS.has(next)) return opensSentence(words, name.first) || Boolean(first & NAME);
  return next === 'had' && word(words, name.last + 2) === 'given' && Boolean(first & NAME);
}

/** The word before belongs to the same run, and may be the first half of a name or a title. */
const isNamePart = (words: Words, i: number): boolean =>
  Boolean(flagsAt(words, i) & W.CAP) && gap(words, i) === ' ' && !(flagsAt(words, i) & W.COMMON);

/** `said Ilvo.`, `said Ilvo to Runa` */
const endsClause = ({ words, name }: Candidate): boolean =>
  /^[,.!?"”\n]|^$/.test(gap(words, name.last)) ||
  (gap(words, name.last) === ' ' && /^(?:to|and|with|as|when|while|in|on|at|from)$/.test(word(words, name.last + 1)));

/** `Ilvo, can you …`, `…, Ilvo!` */
function isAddressed(c: Candidate): boolean {
  const { words, name, first } = c;
  if (c.length > 1 || isUpper(c) || !canBeLikely(c) || c.language !== 'english' || isDump(words)) return false;
  const text = word(words, name.first);
  if (isAgent(text) || INTERJECTIONS.has(text.toLowerCase()) || /(.)\1\1/i.test(text) || text.length < 3) return false;
  const end = words.end[name.last] ?? 0;
  const behindName = words.text.slice(end, end + 12);
  if (opensSentence(words, name.first) && ADDRESSED.test(behindName))
    return isForeign(first) ? text.length > 3 && !isBigPlace(text) : Boolean(first & W.GIVEN) && !(first & W.COMMON);
  // At the end of a sentence the name must be one: `in Portland, Oregon!`.
  return (
    /[\p{Ll}], $/u.test(words.text.slice(Math.max(0, (words.start[name.first] ?? 0) - 3), words.start[name.first])) &&
    /^[!?.]/.test(behindName) &&
    Boolean(first & W.GIVEN) &&
    !(first & W.PLACE) &&
    lowerBefore(words, name.first) &&
    wordsOfSentence(c) >= SENTENCE
  );
}

/** The word before is an ordinary one: no list of names, of places or of things. */
const lowerBefore = (words: Words, i: number): boolean => !(flagsAt(words, i - 1) & W.CAP);

function isSpeaker(c: Candidate): boolean {
  const { words, name, first } = c;
  if (c.from !== name.first || c.length > 1 || isUpper(c) || !(first & W.GIVEN) || first & (W.COMMON | W.KNOWN))
    return false;
  return /^:\s/.test(gap(words, name.last)) && wordsOfSentence(c) >= 2 && !isBigPlace(word(words, name.first));
}

/** A first name in the midst of a sentence, that is neither a word nor a place. */
function isNameInSentence(c: Candidate): boolean {
  const { words, name, first } = c;
  if (c.length > 1 || isUpper(c) || !(first & W.GIVEN) || first & (W.COMMON | W.KNOWN | W.NRP)) return false;
  if (opensSentence(words, name.first) || isDump(words)) return false;
  const text = word(words, name.first);
  if (text.length < 3 || c.language !== 'english' || isBigPlace(text) || isCountry(text) || isState(text)) return false;
  if (flagsAt(words, name.first - 1) & W.CAP && gap(words, name.first - 1) === ' ') return false;
  if (flagsAt(words, name.last + 1) & W.CAP && /^[ \n-]$/.test(gap(words, name.last))) return false;
  return wordsOfSentence(c) >= SENTENCE;
}
