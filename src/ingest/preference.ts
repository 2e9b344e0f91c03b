/** Pairs of answers to one prompt: the chosen one is the main line, the rejected one a branch, and feedback says which is which. */

import { defined } from '../kit/defined.ts';
import type { SessionBuilder } from './builder.ts';
import { digestMessage, type MessageIn } from './message.ts';
import { inTurns, namedBy } from './steps/turns.ts';

export interface Preference {
  prompt: readonly MessageIn[];
  /** Either only what follows the prompt, or whole transcripts that share a prefix. */
  chosen: readonly MessageIn[];
  rejected: readonly MessageIn[];
  chosenScore?: number;
  rejectedScore?: number;
  /** False: both sides are there and neither was preferred (a tie). */
  rated?: boolean;
}

export function addPreference(builder: SessionBuilder, pair: Preference): void {
  const prompt = [...inTurns(pair.prompt)];
  const knows = namedBy(prompt);
  let chosen = afterPrompt(prompt, inTurns(pair.chosen, knows));
  let rejected = afterPrompt(prompt, inTurns(pair.rejected, knows));
  // Whole transcripts: what both say up to the first difference is the prompt.
  while (chosen[0] && rejected[0] && (chosen.length > 1 || rejected.length > 1) && same(chosen[0], rejected[0])) {
    prompt.push(chosen[0]);
    chosen = chosen.slice(1);
    rejected = rejected.slice(1);
  }
  for (const m of prompt) builder.message(m, { pointer: m.pointer ?? '' });
  const at = builder.length;
  emit(builder, chosen, pair.rated === false ? undefined : 'accept', pair.chosenScore);
  if (rejected.length === 0) return;
  if (pair.rated === false) builder.branch(at, 'candidate', () => emit(builder, rejected, undefined));
  else builder.branch(at, 'preference', () => emit(builder, rejected, 'reject', pair.rejectedScore));
}

function emit(
  builder: SessionBuilder,
  side: readonly MessageIn[],
  signal: 'accept' | 'reject' | undefined,
  score?: number,
): void {
  // A side that says nothing was judged all the same.
  for (const m of side)
    builder.message(m, { pointer: m.pointer ?? '', ...(m.text === '' ? { flags: ['empty' as const] } : {}) });
  if (!signal || side.length === 0) return;
  const target = builder.turn;
  builder.feedback({
    signal,
    target,
    by: 'annotator',
    pointer: side.at(-1)?.pointer ?? '',
    ...defined({ value: score }),
  });
}

const same = (a: MessageIn, b: MessageIn): boolean => digestMessage(a) === digestMessage(b);

/** Some sets repeat the prompt at the start of each side. */
function afterPrompt(prompt: readonly MessageIn[], side: readonly MessageIn[]): MessageIn[] {
  const user = prompt.filter((m) => m.role !== 'system');
  for (const start of [prompt, user]) {
    if (start.length > 0 && start.length < side.length && start.every((m, i) => same(m, side[i] as MessageIn)))
      return side.slice(start.length);
  }
  return [...side];
}
