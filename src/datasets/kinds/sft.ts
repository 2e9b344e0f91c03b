/** Supervised fine-tuning: one row an example that carries none of the refused marks. */

import { z } from 'zod';
import type { Config } from '../../model/config.ts';
import type { Example, Message } from '../../model/example.ts';
import type { TagHolder } from '../../model/tags.ts';
import { COVERAGE_TAGS, META_TAGS, tagOf, tagValues } from '../../model/tags.ts';
import { derive, type Redacted } from '../../redact/brand.ts';
import type { CuratedCard } from '../../stages/curated.ts';
import { withOutcome } from '../../stages/curated.ts';
import { checkTalk, type Violation } from '../contract.ts';
import { RowMessage, type RowMeta, shared } from '../row.ts';
import { editsOf, isAccepted, isCorrected, isUndecided, refusalOf, refusedMarks, sessionsOf } from './cards.ts';
import type { Candidate, Context, Kind, NoRow } from './kind.ts';
import { firstAsked, lastAnswer } from './last-answer.ts';
import { type RowOptions, renderMessages, renderTools } from './messages.ts';
import { type MaskRule, maskedSteps } from './step-masks.ts';

export const SftRow = z.strictObject({ messages: z.array(RowMessage).min(2), ...shared });
export type SftRow = z.infer<typeof SftRow>;

export interface SftCandidate extends Candidate {
  card: CuratedCard;
}

export const sft: Kind<SftCandidate, SftRow> = {
  name: 'sft',
  title: 'SFT',
  unit: 'examples',
  section: 'sft',
  contract: {
    id: 'goldpan/sft@1',
    shape: SftRow,
    check: (row) => [...checkTalk(row.messages, '/messages'), ...checkEnd(row.messages)],
    owns: (row) => 'messages' in row,
  },
  features: ['kind', 'format', ...COVERAGE_TAGS],
  count: ({ cards }) => cards.size,
  *candidates({ cards }, context) {
    for (const card of cards) {
      const why = sftRefusal(card, context.config);
      yield why === undefined ? sftCandidate(card, context) : { id: card.id, why };
    }
  },
  row({ card }, context) {
    const example = withOutcome(context.store.read(card), card);
    return sftRow(example, editsOf(card, context), context.config.exports, {
      masks: context.config.exports.sft.maskSteps === 'on',
      byHand: context.decisions.get(card.id)?.weights,
      curated: card,
    });
  },
  masked({ card }, context) {
    if (context.config.exports.sft.maskSteps === 'off' || !mayBeMasked(card)) return {};
    const weights = weightsOf(context.store.read(card), {
      masks: true,
      byHand: context.decisions.get(card.id)?.weights,
    });
    const rules: Record<string, number> = {};
    for (const { why } of weights) if (why !== undefined) rules[why] = (rules[why] ?? 0) + 1;
    return rules;
  },
  learnt: ({ messages }) => ({
    messages,
    answers: messages.filter((m) => m.role === 'assistant' && m.weight !== 0),
  }),
};

/** First reason that keeps the card out; undefined: it goes in. */
export function sftRefusal(card: CuratedCard, config: Config): string | undefined {
  const refused = new Set(refusedMarks(sft, config));
  // A disliked answer that a person then rewrote is the best there is.
  if (isCorrected(card)) for (const mark of ['disliked', 'likely_failed'] as const) refused.delete(mark);
  const mark = refusalOf(card, refused);
  if (mark) return mark;
  const unknown = isUndecided(card) && config.exports.sft.unknownOutcome === 'drop';
  return unknown && !isAccepted(card) ? 'unknown outcome' : undefined;
}

/** As if nothing kept the card out. */
export const sftCandidate = (card: CuratedCard, { splits, byId }: Context): SftCandidate => ({
  id: card.id,
  split: splits.get(card.id) ?? 'train',
  sessions: sessionsOf([card], byId),
  shows: [{ card }],
  card,
});

/** What the card tells: most examples hold no step that could be masked, and need not be read for it. */
const mayBeMasked = ({ tags: { features } }: CuratedCard): boolean =>
  [features.recoveries, features.loops, features.invalid, features.failedSteps].some((n) => (n ?? 0) > 0);

/**
 * Ends with the last answer, or with the results of the last call: what follows is not trained on. A final call without a
 * result is cut off.
 * @param edits New text by message number, from the reviewer or from feedback.
 */
export function sftRow(
  example: Redacted<Example>,
  edits: ReadonlyMap<number, Redacted<string>>,
  options: RowOptions,
  learning: Learning = {},
): Redacted<SftRow> | NoRow {
  const weights = weightsOf(example, learning);
  if (!weights.some(({ weight }) => weight === 1)) return { why: 'no answer to train on' };
  const end = weights.length - 1;
  const messages = example.messages
    .slice(0, end + 1)
    .map((m, i): Message => ({ ...m, content: edits.get(i) ?? m.content }));
  const rendered = renderMessages(messages, example.id, options, (_, i) => weights[i]?.weight);
  return derive(example, {
    messages: rendered,
    tools: renderTools(example.tools, messages),
    meta: metaOf(example, edits.size > 0, learning.curated ?? {}),
  });
}

/** What is learnt from beside what the log says. */
export interface Learning {
  /** Harmful steps weigh 0. */
  masks?: boolean;
  /** The reviewer's word, by message number. */
  byHand?: ReadonlyMap<number, 0 | 1> | undefined;
  /** What is not known from the example alone. */
  curated?: Pick<CuratedCard, 'topic' | 'judgedQuality'>;
}

interface Weight {
  /** Absent on what is no answer. */
  weight?: 0 | 1;
  /** Why a step that is otherwise fine is masked. */
  why?: MaskRule;
}

/** Of each message of the row, which ends with the last answer; empty without one. */
function weightsOf(example: Pick<Example, 'messages' | 'steps'>, { masks = false, byHand }: Learning): Weight[] {
  const { messages } = example;
  const asked = firstAsked(messages);
  const masked = masks ? maskedSteps(example) : new Map<number, MaskRule>();
  return messages.slice(0, lastAnswer(messages) + 1).map((m, i): Weight => {
    if (m.role !== 'assistant') return {};
    // What answers nobody, says nothing or is another row's, no reviewer can make an answer.
    if (i < asked || isNothing(m) || m.flags?.includes('inherited')) return { weight: 0 };
    const said = byHand?.get(i);
    if (said !== undefined) return { weight: said };
    if (m.flags?.some((f) => UNTRAINED.has(f))) return { weight: 0 };
    const why = masked.get(i);
    return why === undefined ? { weight: 1 } : { weight: 0, why };
  });
}

/** Flags of answers that the model did not finish, or that the log says not to learn from. */
const UNTRAINED = new Set(['not_trained', 'truncated', 'empty']);

/** Reasoning alone leaves an empty answer, which nobody is to learn. */
const isNothing = (m: Message): boolean => m.content.trim() === '' && !m.calls;

function metaOf(
  { id, kind, format, family, parent, tags, tools, outcome }: Example,
  edited: boolean,
  { topic, judgedQuality }: Pick<CuratedCard, 'topic' | 'judgedQuality'>,
): RowMeta {
  return {
    id,
    kind,
    format,
    family,
    // Of a sub-agent: the example in which it was called, and the message with the call.
    parent: parent?.example,
    parent_message: parent?.message,
    ...metaTags({ tags: tagValues(tags), outcome, topic }),
    score: outcome?.score,
    outcome_by: outcomeBy(outcome),
    quality_judged: judgedQuality,
    tools_inferred: tools.some((t) => t.inferred) || undefined,
    edited: edited || undefined,
  };
}

/** What a log states needs no word. */
function outcomeBy(outcome: Example['outcome']): 'judge' | 'evidence' | undefined {
  if (outcome?.judged) return 'judge';
  return outcome?.inferred ? 'evidence' : undefined;
}

/** Tags that the table says go into a row. */
const metaTags = (holder: TagHolder) => Object.fromEntries(META_TAGS.map((name) => [name, tagOf(holder, name)]));

function checkEnd(messages: readonly RowMessage[]): Violation[] {
  const out: Violation[] = [];
  if (!messages.some((m) => m.role === 'user'))
    out.push({ pointer: '/messages', message: 'no user message', fix: 'remove the row' });
  if (!messages.some((m) => m.role === 'assistant' && m.weight === 1))
    out.push({
      pointer: '/messages',
      message: 'nothing to train on: no assistant message has weight 1',
      fix: 'remove the row, or set a weight to 1',
    });
  const asked = firstAsked(messages);
  messages.forEach((m, i) => {
    if (i < asked && m.role === 'assistant' && m.weight === 1)
      out.push({
        pointer: `/messages/${i}`,
        message: 'an answer before the first user message that is trained on',
        fix: 'set its weight to 0',
      });
  });
  const last = messages.at(-1);
  if (last?.role === 'user' || last?.role === 'system')
    out.push({
      pointer: `/messages/${messages.length - 1}`,
      message: `ends with a ${last.role} message`,
      fix: 'cut the row after its last answer',
    });
  return out;
}
