/** Language of the user's text as an ISO 639-3 code; `und` when nothing of it is left, or when two languages are as likely. */
import { memo } from '../../kit/memo.ts';
import { LANGUAGES } from './language/iso.ts';
import { ngramScores } from './language/ngrams.ts';
import { type Script, scriptOf } from './language/script.ts';
import { withoutCode, withoutQuotes } from './language/strip.ts';
import { weightsOf } from './language/words.ts';

/** The beginning tells; the rest costs time. */
const READ = 600;
/** Of the text as it stands: behind a page of pasted code the question may follow. */
const STRIPPED = 4000;
/** Texts of that length whose language is remembered: a megabyte or two. */
const MAX_REMEMBERED = 2000;
/** Fewer letters say nothing, unless a word of one language alone is among them. */
const LETTERS = 12;
/** Of scripts whose language is known by them: `да` says who speaks. */
const LETTERS_ALONE = 2;

/** Points of an n-gram score (0 to about 100) that one word of one language alone outweighs, in a text of four words. */
const WORD_POINTS = 60;
/** A text of fewer words is weighed as if it had so many: one word proves little. */
const FEWEST_WORDS = 3;
/**
 * Points that languages which chats are held in have ahead, where short texts leave two as likely; Hindi is written some seven
 * times as much as Marathi, the other of its script. By judgement, checked on test/measure/labels.
 */
const COMMON = 'deu fra spa por ita nld pol tur rus swe ara'.split(' ');
const PRIOR: Readonly<Record<string, number>> = { eng: 6, hin: 12, ...Object.fromEntries(COMMON.map((l) => [l, 4])) };
/** Points that the best must have, and be ahead of the second. */
const SURE = 30;
const AHEAD = 1.5;
/** Points ahead from which more add nothing to the confidence. */
const FULL = 50;
/** Languages of Latin letters. */
const LATIN = Object.values(LANGUAGES).filter((l) => !/^(?:rus|ukr|bel|bul|srp|ara|pes|urd|ckb|hin|mar)$/.test(l));

export interface Language {
  language: string;
  /** From 0 to 1: how far it is ahead of the second. */
  accuracy: number;
  rule: 'too short' | 'too mixed' | 'script' | 'words' | 'n-grams';
}

export function languageOf(text: string): Language {
  return remembered(text.slice(0, STRIPPED));
}

/** Examples of several kinds are cut from one talk, and talks begin alike: the same words are asked about again and again. */
const remembered = memo((text): Language => {
  const own = withoutCode(text);
  for (const part of [headOf(own), withoutQuotes(own)]) {
    const said = part === undefined ? undefined : detected(part.slice(0, READ));
    if (said && said.language !== 'und') return said;
  }
  return detected(own.slice(0, READ));
}, MAX_REMEMBERED);

/** What is asked to be done with a text that follows: the latter may be of any language. */
function headOf(text: string): string | undefined {
  const head = /^\s*([^:：\n]{8,90})[:：]\s*\S/.exec(text)?.[1];
  return head?.trim().includes(' ') ? head : undefined;
}

const undecided = (rule: Language['rule']): Language => ({ language: 'und', accuracy: 0, rule });

function detected(text: string): Language {
  const script = scriptOf(text);
  if (script.kind === 'none') return undecided('too short');
  if (script.kind === 'alone')
    return script.letters < LETTERS_ALONE
      ? undecided('too short')
      : { language: script.language, accuracy: 1, rule: 'script' };
  return byWords(text, script);
}

const WORD = /\p{L}[\p{L}\p{M}]*(?:['’](?=\p{L}))?/gu;

function byWords(text: string, script: Extract<Script, { kind: 'shared' | 'latin' }>): Language {
  const words = (text.toLowerCase().match(WORD) ?? []).map((w) => w.replace('’', "'"));
  const candidates = script.kind === 'latin' ? LATIN : script.languages;
  const { points, decisive } = wordPoints(words);
  if (script.letters < LETTERS && decisive === 0) return undecided('too short');
  const plain = byPoints(points, candidates);
  if (plain) return plain;
  const ngrams = ngramScores(words);
  const ranked = candidates
    .map((l) => ({ l, score: (ngrams.get(l) ?? 0) + (points.get(l) ?? 0) + (PRIOR[l] ?? 0) }))
    .sort((a, b) => b.score - a.score);
  const [best, second] = ranked;
  if (!best) return undecided('too mixed');
  const ahead = best.score - (second?.score ?? 0);
  if (best.score < SURE || ahead < AHEAD) return undecided('too mixed');
  const rule = (points.get(best.l) ?? 0) > (ngrams.get(best.l) ?? 0) ? 'words' : 'n-grams';
  return { language: best.l, accuracy: Math.min(1, ahead / FULL), rule };
}

/** Where the words leave no doubt, n-grams need not be asked: most texts of a sentence and more. */
const PLAIN = 60;
const PLAIN_AHEAD = 2.5;

function byPoints(points: ReadonlyMap<string, number>, candidates: readonly string[]): Language | undefined {
  let [best, most, next] = ['', 0, 0];
  for (const language of candidates) {
    const score = points.get(language) ?? 0;
    if (score > most) [best, most, next] = [language, score, most];
    else if (score > next) next = score;
  }
  const clear = most >= PLAIN && most >= PLAIN_AHEAD * next;
  return clear ? { language: best, accuracy: Math.min(1, (most - next) / FULL), rule: 'words' } : undefined;
}

/** `decisive`: words of one language alone. */
function wordPoints(words: readonly string[]): { points: Map<string, number>; decisive: number } {
  const points = new Map<string, number>();
  const all = Math.max(FEWEST_WORDS, words.length);
  let decisive = 0;
  for (const word of words) {
    const weights = weightsOf(word.replace(/'$/, '')) ?? {};
    for (const [language, weight] of Object.entries(weights)) {
      if (weight > 0.6 && word.length > 2) decisive++;
      points.set(language, (points.get(language) ?? 0) + (4 * WORD_POINTS * weight) / (all + 1));
    }
  }
  return { points, decisive };
}
