/** People in prose: by what stands before and behind a name, and by the names themselves. */
import type { Finding } from '../detector.ts';
import { languageOf } from './language.ts';
import { HONORIFICS } from './lists.ts';
import { breaksName, CURATED, flagsAt, isNameWord, isPlainWord, NAME, nameRun, type Run } from './names.ts';
import { contextOf, isLead, isSecond } from './person-context.ts';
import { LIKELY_RULES } from './person-likely.ts';
import { lowerCaseName } from './person-lower.ts';
import { type Candidate, PERSON_RULES, type PersonRule, type Verdict } from './person-rules.ts';
import { NOBODY } from './said-names.ts';
import { gap, type Words, word } from './scan.ts';
import { isAgent, isCopyright, isRoyal, isThing, isWare, namesItself } from './things.ts';
import { W } from './words.ts';

const DETECTOR = 'person';
/** In the order in which they are asked. */
export const ALL_PERSON_RULES: readonly PersonRule[] = [...PERSON_RULES, ...LIKELY_RULES];

/** @param rules all of them, except in tests. */
export function findPeople(
  words: Words,
  from: number,
  to: number,
  code: boolean,
  rules: readonly PersonRule[] = ALL_PERSON_RULES,
): Finding[] {
  const out: Finding[] = [];
  let previous: Run | undefined;
  for (let i = from; i <= to; i++) {
    if (!isNameWord(words, i)) {
      const lower = code ? undefined : lowerCaseName(words, i, to);
      if (lower) {
        out.push(finding(words, lower, 0.7, 'lower case'));
        i = lower.last;
      }
      continue;
    }
    const run = nameRun(words, i);
    if (!run) continue;
    const found = judge(words, clip(run, to), { from, to, code, previous }, rules);
    if (found) {
      out.push(found.finding);
      previous = found.run;
      i = found.run.last;
    }
  }
  return out;
}

interface Judged {
  finding: Finding;
  run: Run;
}

/** The line that is read, and the person found last in it. */
type Line = Pick<Candidate, 'from' | 'to' | 'code' | 'previous'>;

function judge(words: Words, run: Run, line: Line, rules: readonly PersonRule[]): Judged | undefined {
  if (isHonorific(words, run.first)) return behindHonorific(words, run);
  const name = trimmed(words, run);
  if (!name || isProgram(words, name.last) || isCut(words, name.last)) return undefined;
  const candidate = candidateOf(words, run, name, line);
  for (const rule of rules) {
    const verdict: Verdict | undefined = line.code && !rule.code ? undefined : rule.ask(candidate);
    if (!verdict) continue;
    return isNobody(candidate, rule) ? undefined : accept(words, name, verdict.confidence, verdict.evidence);
  }
  return undefined;
}

/** An agent, a tool, a ware, the holder of a copyright; what is said outright (`my name is Julia`) counts for all but agents. */
function isNobody({ words, run, name, length }: Candidate, rule: PersonRule): boolean {
  if (length === 1 && (isAgent(word(words, name.first)) || namesItself(words.text, words.end[name.last] ?? 0)))
    return true;
  // `Dzięki Claude`: the greeting of any language; `Jean Claude` is somebody.
  if (length === 2 && isAgent(word(words, name.last)) && !(flagsAt(words, name.first) & W.GIVEN)) return true;
  if (rule.outright) return false;
  // `Rekening van Ziggo`: an account, a court, a town of whatever name.
  if (length > 1 && NOBODY.has(word(words, name.first).toLowerCase()) && !(flagsAt(words, name.first) & CURATED))
    return true;
  if (isRoyal(words, name.first, name.last)) return true;
  return isThing(words, name.first, name.last) || isWare(words, name, run.last) || isCopyright(words, name.first);
}

/** An honorific in front is not part of the name, and proves it. */
function behindHonorific(words: Words, run: Run): Judged | undefined {
  const name = trimmed(words, { first: run.first + 1, last: run.last });
  if (run.last > run.first && name) return accept(words, name, 0.95, 'honorific');
  const next = nameRun(words, run.first + 1);
  if (!next || !/^\.\s?$/.test(gap(words, run.first))) return undefined;
  return accept(words, trimmed(words, next) ?? next, 0.95, 'honorific');
}

function candidateOf(words: Words, run: Run, name: Run, line: Line): Candidate {
  // `Dear Mr Okafor`, `Danke Keziah`, `Ask Ewa`: what was cut off in front is what proves the name.
  const led =
    name.first > run.first &&
    (flagsAt(words, name.first - 1) & (W.GREETING | W.HONORIFIC) || isLead(word(words, name.first - 1)));
  const start = led ? name.first : run.first;
  return {
    from: line.from,
    to: line.to,
    code: line.code,
    previous: line.previous,
    words,
    run,
    name,
    language: languageOf(words),
    context: contextOf(words, start),
    follows: name.first === start,
    length: name.last - name.first + 1,
    all: rangeFlags(words, name),
    first: flagsAt(words, name.first),
    last: flagsAt(words, name.last),
  };
}

/** `Sana'a`: the word goes on behind the apostrophe, and not as a genitive or a short verb. */
function isCut({ text, end }: Words, last: number): boolean {
  const at = end[last] ?? 0;
  const sign = text.charCodeAt(at);
  return (
    (sign === 39 || sign === 0x2019) && /^['’](?!(?:s|ll|d|re|ve|m|t)(?!\p{L}))\p{Ll}/u.test(text.slice(at, at + 4))
  );
}

/** `Co-Authored-By: Claude <noreply@…>`, `dependabot[bot]`: nobody reads mail there. */
function isProgram(words: Words, last: number): boolean {
  const end = words.end[last] ?? 0;
  const sign = words.text.charCodeAt(end);
  // A space, `<` or `[`, and `<` behind the space.
  if (sign !== 60 && sign !== 91 && !(sign === 32 && words.text.charCodeAt(end + 1) === 60)) return false;
  return /^(?: ?<[\w.+-]{0,30}no-?reply@|\[bot\])/i.test(words.text.slice(end, end + 48));
}

/** Articles that open a sentence in capitals and begin no family name; in German a noun stands behind them. */
const ARTICLES = new Set(
  'Der Die Das Den Dem Des Ein Eine Einen Einem Einer Mein Meine Dein Deine Unser Unsere Dieser Diese Dieses Kein Keine Jeder Jede Im Am Beim Zum Zur Vom Het Een Gli Il Uma Une Los Las Les'.split(
    ' ',
  ),
);

/** Without words at its ends that no name has: `Best Maria Keller Inc` is not one. */
function trimmed(words: Words, { first, last }: Run): Run | undefined {
  while (first <= last) {
    const flags = flagsAt(words, first);
    const bare = first === last && !(flags & CURATED) && isPlainWord(flags);
    const opening =
      first < last &&
      isPlainWord(flags) &&
      !(flags & NAME && flagsAt(words, first + 1) & CURATED && !(flags & W.GREETING));
    const lead = first < last && isLead(word(words, first)) && !(flags & W.GIVEN && flags & W.FAMILY);
    const article = first < last && ARTICLES.has(word(words, first));
    if (
      !(
        bare ||
        article ||
        opening ||
        lead ||
        isSecond(words, first) ||
        flags & (W.GREETING | W.HONORIFIC) ||
        breaksName(words, first)
      )
    )
      break;
    first++;
  }
  for (let k = first; k <= last; k++)
    if (breaksName(words, k)) {
      // `Maria Street` and `Keller Group` are no people.
      return undefined;
    }
  while (last > first && isPlainWord(flagsAt(words, last)) && !(flagsAt(words, last) & NAME)) last--;
  return first <= last ? { first, last } : undefined;
}

function isHonorific(words: Words, i: number): boolean {
  return Boolean(flagsAt(words, i) & W.HONORIFIC) && HONORIFICS.has(word(words, i).toLowerCase());
}

function rangeFlags(words: Words, { first, last }: Run): number {
  let flags = 0;
  for (let k = first; k <= last; k++) flags |= flagsAt(words, k);
  return flags;
}

function clip(run: Run, to: number): Run {
  return run.last <= to ? run : { first: run.first, last: to };
}

function accept(words: Words, run: Run, confidence: number, evidence: string): Judged {
  return { finding: finding(words, run, confidence, evidence), run };
}

function finding(words: Words, run: Run, confidence: number, evidence: string): Finding {
  return {
    start: words.start[run.first] ?? 0,
    end: words.end[run.last] ?? 0,
    type: 'PERSON',
    detector: DETECTOR,
    rule: evidence,
    confidence,
    evidence: `context:${evidence}`,
  };
}
