/** Direct preference optimisation: one row per preference pair, with one message per side. */
import { z } from 'zod';
import type { Example, Message, Pair, PairSide } from '../../model/example.ts';
import { isOfAnswer, type MarkName } from '../../model/marks.ts';
import type { ToolDef } from '../../model/session.ts';
import { derive, type Redacted } from '../../redact/brand.ts';
import type { CuratedCard } from '../../stages/curated.ts';
import { checkTalk, type Violation } from '../contract.ts';
import { RawJson, stringify } from '../json.ts';
import { RowMessage, shared } from '../row.ts';
import { refusalOf, refusedMarks, sessionsOf } from './cards.ts';
import type { Candidate, Context, Kind, NoRow } from './kind.ts';
import { type RowOptions, renderMessages, renderTools } from './messages.ts';
import { renumber } from './renumber.ts';

const Side = z.array(RowMessage).length(1);
export const DpoRow = z.strictObject({ prompt: z.array(RowMessage).min(1), chosen: Side, rejected: Side, ...shared });
export type DpoRow = z.infer<typeof DpoRow>;

export interface DpoCandidate extends Candidate {
  pair: Pair;
}

export const dpo: Kind<DpoCandidate, DpoRow> = {
  name: 'dpo',
  title: 'DPO',
  unit: 'pairs',
  section: 'dpo',
  contract: {
    id: 'goldpan/dpo@1',
    shape: DpoRow,
    check: (row) => [...checkTalk(row.prompt, '/prompt'), ...checkSides(row)],
    owns: (row) => 'prompt' in row || 'chosen' in row,
  },
  features: ['source'],
  count: ({ pairs }) => pairs.length,
  *candidates({ pairs }, context) {
    const refused = refusedMarks(dpo, context.config);
    for (const pair of pairs) {
      const why = refusedSide(pair, context, refused);
      yield why === undefined ? dpoCandidate(pair, context) : { id: pair.id, why };
    }
  },
  row({ pair }, context) {
    const text = pairText(pair, context);
    return 'why' in text ? text : dpoRow(text, context.config.exports);
  },
  learnt: ({ prompt, chosen, rejected }) => ({
    messages: [...prompt, ...chosen],
    answers: chosen,
    rejected: rejected[0],
  }),
};

/** First mark that keeps the pair out, of the chosen side first. A bad answer is what a rejected side is for. */
function refusedSide(pair: Pair, { byId }: Context, refused: ReadonlySet<MarkName>): MarkName | undefined {
  const ofAny = new Set([...refused].filter((mark) => !isOfAnswer(mark)));
  const { chosen, rejected } = pair;
  const isMainLine = chosen.alternative === undefined && chosen.edit === undefined;
  const [good, bad] = [byId.get(chosen.example), byId.get(rejected.example)];
  return (good && refusalOf(good, isMainLine ? refused : ofAny)) ?? (bad && refusalOf(bad, ofAny));
}

const sidesOf = (pair: Pair, { byId }: Pick<Context, 'byId'>): CuratedCard[] =>
  [pair.chosen.example, pair.rejected.example].flatMap((id) => byId.get(id) ?? []);

/** As if nothing kept the pair out. */
export function dpoCandidate(pair: Pair, context: Context): DpoCandidate {
  const cards = sidesOf(pair, context);
  return {
    id: pair.id,
    split: context.splits.get(pair.chosen.example) ?? 'train',
    sessions: [...new Set(sessionsOf(cards, context.byId))],
    shows: cards.map((card) => ({ card, messages: pair.at + 1 })),
    pair,
  };
}

/** Both sides answer the same prompt with one message each. */
export interface PairText {
  id: string;
  source: string;
  prompt: readonly Message[];
  chosen: Message;
  rejected: Message;
  tools: readonly ToolDef[];
  family?: string;
  margin?: number;
}

/** The pair as text: what the studio shows is what is written. */
export function pairText(
  pair: Pair,
  { store, decisions, byId }: Pick<Context, 'store' | 'decisions' | 'byId'>,
): Redacted<PairText> | NoRow {
  const load = (id: string): Redacted<Example> | undefined => {
    const card = byId.get(id);
    return card && store.read(card);
  };
  const [good, bad] = [load(pair.chosen.example), load(pair.rejected.example)];
  if (!good || !bad) return { why: 'one side is not in the store' };
  const chosen = answerOf(good, pair.chosen, pair.at);
  const other = answerOf(bad, pair.rejected, pair.at);
  if (!chosen || !other) return { why: 'one side has no answer there' };
  const prompt = good.messages.slice(0, pair.at);
  const text = decisions.get(pair.id)?.edits.get(pair.at);
  const edited = text === undefined ? chosen : { ...chosen, content: text };
  const rejected =
    good.session === bad.session ? other : renumber(bad.messages.slice(0, pair.at), prompt, other, [chosen, edited]);
  if (!rejected) return { why: 'the prompts differ after redaction' };
  return derive([good, bad], {
    id: pair.id,
    source: pair.evidence.source,
    prompt,
    chosen: edited,
    rejected,
    tools: good.tools.length > 0 ? good.tools : bad.tools,
    family: good.family ?? bad.family,
    margin: pair.evidence.margin,
  });
}

function answerOf(example: Example, side: PairSide, at: number): Message | undefined {
  if (side.alternative !== undefined) return example.alternatives[side.alternative]?.messages[0];
  const message = example.messages[at];
  if (side.edit === undefined) return message;
  const text = example.feedback[side.edit]?.text;
  return text === undefined || !message
    ? undefined
    : { role: 'assistant', content: text, turns: message.turns, events: message.events };
}

function dpoRow(pair: Redacted<PairText>, options: RowOptions): Redacted<DpoRow> | NoRow {
  const prompt = renderMessages(pair.prompt, pair.id, options);
  if (prompt.length === 0) return { why: 'no prompt left' };
  const bare = (m: Message): string => JSON.stringify([m.content.trim(), (m.calls ?? []).map((c) => [c.name, c.args])]);
  if (bare(pair.chosen) === bare(pair.rejected)) return { why: 'both sides say the same after redaction' };
  return derive(pair, {
    prompt,
    chosen: renderMessages([pair.chosen], `${pair.id}c`, options),
    rejected: renderMessages([pair.rejected], `${pair.id}r`, options),
    tools: renderTools(pair.tools, [...pair.prompt, pair.chosen, pair.rejected]),
    meta: { id: pair.id, source: pair.source, family: pair.family, margin: pair.margin },
  });
}

function checkSides({ prompt, chosen, rejected }: DpoRow): Violation[] {
  const out: Violation[] = [];
  const last = prompt.at(-1);
  if (last && last.role !== 'user' && last.role !== 'tool')
    out.push({
      pointer: '/prompt',
      message: `ends with ${last.role === 'assistant' ? 'an' : 'a'} ${last.role} message`,
      fix: 'end the prompt where the two runs part',
    });
  for (const [name, [answer]] of [
    ['chosen', chosen],
    ['rejected', rejected],
  ] as const)
    if (answer?.role !== 'assistant')
      out.push({ pointer: `/${name}/0`, message: 'no assistant message', fix: 'each side is one answer' });
  if (bareOf(chosen[0]) === bareOf(rejected[0]))
    out.push({ pointer: '/chosen', message: 'chosen and rejected are the same', fix: 'remove the row' });
  return out;
}

/** Text and calls without their ids, which differ by side. Raw arguments are compared as they are parsed. */
function bareOf(m: RowMessage | undefined): string {
  if (m?.role !== 'assistant') return stringify([m?.content]);
  const calls = m.tool_calls?.map(({ function: { name, arguments: args } }) => [
    name,
    args instanceof RawJson ? args.parsed() : args,
  ]);
  return stringify([m.content, calls]);
}
