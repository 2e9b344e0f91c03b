/**
 * Quality of an example, from 0 to 100: the weighted mean of the parts of which something is known. The weights are a judgement
 * (how much a part says about whether the row is worth learning), not measured; docs/trajectories.md lists them.
 */
import { type Example, type Message, saidIn } from '../../model/example.ts';
import { placeholdersIn } from '../../model/placeholder.ts';
import type { Step } from '../../model/step.ts';
import type { Features } from './features.ts';

/** Weight of each part. */
export const QUALITY_WEIGHTS = {
  /** Success 100, failure 0; unknown says nothing. */
  outcome: 4,
  /** Share of positive feedback. */
  feedback: 3,
  /** Calls whose arguments parse, fit their schema and name a tool that was offered. */
  calls: 3,
  /** Calls without a failed result. */
  errors: 2,
  /** The last answer is there and ends properly. */
  complete: 3,
  /** Answers that are more than an error of the serving side. */
  answers: 3,
  /** Words of the talk that redaction left. */
  redaction: 2,
  /** Placeholders of answers that were known before. */
  grounded: 2,
  /** Runs of four words in the answers that come once. */
  repetition: 2,
  /** Answers that are neither a scrap nor without end, and whose code blocks are closed. */
  form: 1,
} as const;
type QualityPart = keyof typeof QUALITY_WEIGHTS;

export interface Quality {
  /** 1 to 5, see `BOUNDS`. */
  level: number;
  /** `score`, and each part that is below 100; a part that is absent is 100, or nothing is known of it. */
  parts: Record<string, number>;
}

/** Least score of the levels 2, 3, 4 and 5. */
const BOUNDS = [40, 60, 75, 90] as const;

type Judged = Pick<Example, 'messages' | 'outcome' | 'feedback'>;

export function qualityOf(example: Judged, features: Features, steps: readonly Step[]): Quality {
  const { messages } = example;
  const answers = messages.filter((m) => m.role === 'assistant' && saidIn(m) !== '');
  const parts: Partial<Record<QualityPart, number>> = {
    outcome: outcomePart(example.outcome?.success ?? null),
    feedback: feedbackPart(example.feedback),
    ...callParts(features, steps),
    complete: completePart(messages, features),
    answers: answers.length === 0 ? undefined : share(answers.length - (features.errorAnswers ?? 0), answers.length),
    ...placeholderParts(messages),
    repetition: repetitionPart(answers),
    form: formPart(answers),
  };
  let sum = 0;
  let weights = 0;
  const kept: Record<string, number> = {};
  for (const [name, weight] of Object.entries(QUALITY_WEIGHTS) as [QualityPart, number][]) {
    const part = parts[name];
    if (part === undefined) continue;
    sum += part * weight;
    weights += weight;
    if (part < 100) kept[name] = part;
  }
  const score = weights === 0 ? 100 : Math.round(sum / weights);
  return { level: levelOf(score), parts: { score, ...kept } };
}

/** @param score from 0 to 100 */
export const levelOf = (score: number): number => 1 + BOUNDS.filter((least) => score >= least).length;

const percent = (x: number): number => Math.round(Math.min(1, Math.max(0, x)) * 100);
const share = (part: number, whole: number): number => percent(part / whole);
/** 100 at `good` and better, 0 at `bad` and worse, even between. */
const between = (x: number, good: number, bad: number): number => percent((bad - x) / (bad - good));

const outcomePart = (success: boolean | null): number | undefined => (success === null ? undefined : success ? 100 : 0);

const LIKES: ReadonlySet<string> = new Set(['thumbs_up', 'accept', 'copy']);
const DISLIKES: ReadonlySet<string> = new Set(['thumbs_down', 'reject', 'escalated', 'regenerate']);

/** Ratings and scores have scales of their own: they are the outcome's. */
function feedbackPart(feedback: Judged['feedback']): number | undefined {
  const likes = feedback.filter((f) => LIKES.has(f.signal)).length;
  const all = likes + feedback.filter((f) => DISLIKES.has(f.signal)).length;
  return all === 0 ? undefined : share(likes, all);
}

function callParts(f: Features, steps: readonly Step[]): { calls?: number; errors?: number } {
  if (f.calls === 0) return {};
  const wrong = new Set(
    steps.flatMap((s) => (s.flag === 'invalid' || s.flag === 'unknown_tool' ? [s.call ?? -1] : [])),
  );
  const failed = steps.filter((s) => s.flag === 'failed').length;
  return {
    calls: share(f.calls - Math.max(f.badArguments, wrong.size), f.calls),
    errors: share(f.calls - Math.max(f.errors, failed), f.calls),
  };
}

const CUT: ReadonlySet<string> = new Set(['truncated', 'content_filter', 'empty', 'interrupted']);
/** Prose of that length that stops within a word or at a comma was cut; lists and code end as they like. */
const PROSE = 200;

function completePart(messages: readonly Message[], { unanswered }: Features): number {
  const last = messages.at(-1);
  if (!last) return 0;
  if (last.flags?.some((flag) => CUT.has(flag))) return 0;
  // Legal, and yet nobody says how it ended.
  if (last.role !== 'assistant' || last.calls) return unanswered > 0 ? 30 : 60;
  const text = last.content.trimEnd();
  const line = text.slice(text.lastIndexOf('\n') + 1);
  return line.length >= PROSE && /[\p{Ll},]$/u.test(line) ? 50 : 100;
}

/** A twentieth in placeholders is a name and an address; where half is, nothing is left to learn. */
const FEW = 0.05;
const MANY = 0.5;

function placeholderParts(messages: readonly Message[]): { redaction?: number; grounded?: number } {
  const known = new Set<string>();
  const answered = new Set<string>();
  const invented = new Set<string>();
  let hidden = 0;
  let chars = 0;
  for (const { role, content, calls = [] } of messages) {
    const mine = role === 'assistant';
    for (const text of [content, ...calls.map((c) => c.args)]) {
      if (role !== 'system') chars += text.length;
      for (const p of placeholdersIn(text)) {
        if (role !== 'system') hidden += p.end - p.start;
        const whose = `${p.type}_${p.id ?? ''}`;
        if (mine) {
          answered.add(whose);
          if (!known.has(whose)) invented.add(whose);
        }
        known.add(whose);
      }
    }
  }
  return {
    redaction: chars === 0 ? undefined : between(hidden / chars, FEW, MANY),
    grounded: answered.size === 0 ? undefined : share(answered.size - invented.size, answered.size),
  } as { redaction?: number; grounded?: number };
}

/** Words that are read of all answers, in their order. */
const WORDS = 1500;
/** Fewer say nothing. */
const FEWEST = 50;
/** Ordinary prose repeats less than a fifth of its runs; a loop of a model, nearly all. */
const USUAL = 0.2;
const LOOPED = 0.8;

function repetitionPart(answers: readonly Message[]): number | undefined {
  const words: string[] = [];
  for (const { content } of answers) {
    if (words.length >= WORDS) break;
    for (const word of content.slice(0, 8 * WORDS).split(/\s+/)) if (word !== '' && words.push(word) >= WORDS) break;
  }
  if (words.length < FEWEST) return undefined;
  const runs = new Set<string>();
  const all = words.length - 3;
  for (let i = 0; i < all; i++) runs.add(`${words[i]} ${words[i + 1]} ${words[i + 2]} ${words[i + 3]}`);
  return between(1 - runs.size / all, USUAL, LOOPED);
}

/** Characters of an answer: beyond it nobody reads on. */
const ENDLESS = 30_000;

function formPart(answers: readonly Message[]): number | undefined {
  if (answers.length === 0) return undefined;
  const bad = answers.filter(({ content }) => content.length > ENDLESS || content.split('```').length % 2 === 0).length;
  return share(answers.length - bad, answers.length);
}
