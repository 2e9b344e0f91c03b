/** What an example's own measures and signals say against it, in the order: safety, error answers, difficulty, length. */
import type { Config } from '../../model/config.ts';
import type { Mark, MarkName } from '../../model/marks.ts';
import type { CardFacts } from '../card.ts';
import { boundMarks } from './bounds.ts';

const DISLIKES: ReadonlySet<string> = new Set(['thumbs_down', 'reject', 'escalated']);

/** A word on safety from outside the rules: a classifier or a judge. */
export interface SafetyVerdict {
  /** Names of what it found; empty: it found the example safe, which takes no mark of the rules away. */
  categories: readonly string[];
  /** Who says so, as the mark's reason names it. */
  by: string;
}

/** @param card with the feedback and outcome of its copies */
export function qualityMarks(card: CardFacts, limits: Config['curate'], verdict?: SafetyVerdict): Mark[] {
  const { chars, complexity, features, refusal, qualityParts } = card.tags;
  const failed = card.outcome?.success === false;
  const { inferred = false, confidence = 0 } = card.outcome ?? {};
  const dislikes = card.feedback.filter((f) => isDislike(f, limits.minRating)).length;
  const unsafe = unsafeOf(card, limits, verdict);
  const orphans = features.orphans ?? 0;
  const lost = features.lost ?? 0;
  const media = features.media ?? 0;
  const score = scoreOf(card);
  const rules: readonly [MarkName, boolean, string][] = [
    ['failed', failed && !inferred, 'its outcome is a failure'],
    ['likely_failed', failed && inferred, `evidence speaks for a failure, confidence ${confidence}`],
    ['disliked', dislikes > 0, `${dislikes} negative feedback`],
    ['unsafe', unsafe.length > 0, unsafe.join(', ')],
    ['over_refusal', refusal === 'over', 'something harmless was declined'],
    ['error_boilerplate', features.endsInError === 1, 'the last answer is nothing but an error'],
    ['too_easy', complexity < limits.minComplexity, `complexity ${complexity}, below ${limits.minComplexity}`],
    ['trivial', features.trivial === 1, 'nothing is asked and nothing answered'],
    ['too_short', chars < limits.minChars, `${chars} characters, fewer than ${limits.minChars}`],
    ['too_long', chars > limits.maxChars, `${chars} characters, more than ${limits.maxChars}`],
    ['incomplete', orphans > 0, `${orphans} results without a call`],
    ['media', media > 0, `${media} turns of pictures, sound or files alone`],
    ['lossy', lost > 0, `${lost} parts of the log that no rule reads`],
    ['low_quality', score < limits.minQuality, `quality ${score}, below ${limits.minQuality}${weakest(qualityParts)}`],
  ];
  const marks = rules.flatMap(([mark, holds, why]): Mark[] => (holds ? [{ mark, why }] : []));
  return [...marks, ...boundMarks(card, limits.bounds)];
}

/** From 0 to 1. */
export const scoreOf = ({ tags }: Pick<CardFacts, 'tags'>): number => (tags.qualityParts.score ?? 100) / 100;

function unsafeOf({ tags }: CardFacts, limits: Config['curate'], verdict: SafetyVerdict | undefined): string[] {
  const found = Object.entries(tags.safety).flatMap(([name, severity]) =>
    severity >= limits.unsafeSeverity ? [name] : [],
  );
  return [...found, ...(verdict?.categories ?? []).map((category) => `${category} (${verdict?.by})`)];
}

/** The parts that pull the score down most, at most three. */
function weakest({ score: _score, ...parts }: Readonly<Record<string, number>>): string {
  const names = Object.entries(parts).sort(([a, m], [b, n]) => m - n || (a < b ? -1 : 1));
  return names.length === 0
    ? ''
    : `: ${names
        .slice(0, 3)
        .map(([name, n]) => `${name} ${n}`)
        .join(', ')}`;
}

/** A rating of `minRating` is good enough, and what is less than one below it is not a clear no. A rating without a value is the worst. */
const isDislike = ({ signal, value = 1 }: CardFacts['feedback'][number], minRating: number): boolean =>
  DISLIKES.has(signal) || (signal === 'rating' && value <= minRating - 1);
