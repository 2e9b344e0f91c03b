/** One preference pair side by side, as it would be written: the texts are those of the row, not of the log. */

import { pairText } from '../../datasets/kinds/dpo.ts';
import { defined } from '../../kit/defined.ts';
import { UserError } from '../../kit/errors.ts';
import type { Message, Pair, PairSide } from '../../model/example.ts';
import type { PairView, SideView } from '../../protocol/studio.ts';
import { turned } from '../../stages/decide/decide.ts';
import type { CallContext, In } from '../rpc.ts';
import { pairGold } from './gold-view.ts';
import { freshSource, liveSession } from './live.ts';
import { pairRowView } from './rows.ts';
import { decidedView, openRun, pairFingerprint, placeOf, type StudioRun } from './run.ts';
import { Spans } from './text.ts';
import { storedTimeline } from './timeline.ts';
import { titleOf } from './titles.ts';

/** @throws UserError for an id that the last run does not have. */
export async function studioPair(
  { project, id }: In<'studioPair'>,
  { signal }: CallContext<'studioPair'>,
): Promise<PairView> {
  const run = await openRun(project);
  const pair = pairOf(run, id);
  const decided = run.decisions.get(id);
  const shown = turned(pair, decided);
  const cards = [pair.chosen, pair.rejected].flatMap((side) => run.cards.get(side.example) ?? []);
  // Feedback may come from another example (an edit in a copy): its text is read, too.
  const needed = cards.flatMap((c) => [c.id, ...c.feedback.map((f) => f.from)]);
  const store = await freshSource(run, needed, signal);
  const context = { config: run.config, store, decisions: run.decisions, byId: run.cards };
  const row = pairText(shown, context);
  const live = await liveSession(run, shown.chosen.example, signal);
  const same = cards.every((c) => c.session === cards[0]?.session);
  const chosen = new Spans('note' in live ? [] : live.redactions, false);
  // After renumbering, the placeholders of the other session are no longer those of its own plan.
  const rejected = same ? chosen : new Spans([], false);
  const card = cards[0];
  return {
    id,
    source: pair.evidence.source,
    title: card ? titleOf(run, card) : '',
    margin: pair.evidence.margin,
    at: pair.at,
    prompt: 'why' in row ? [] : storedTimeline(row.prompt, chosen, 'p', false),
    ...defined({
      sides:
        'why' in row
          ? undefined
          : {
              chosen: side(run, shown.chosen, row.chosen, chosen, decided?.edits.has(pair.at) ?? false),
              rejected: side(run, shown.rejected, row.rejected, rejected, false),
            },
    }),
    swapped: decided?.swapped ?? false,
    row: await pairRowView(run, pair, store),
    gold: pairGold(run, pair),
    ...decidedView(decided, pairFingerprint(run, pair)),
  };
}

export function pairOf(run: StudioRun, id: string): Pair {
  const pair = run.pairs.get(id);
  if (!pair) throw new UserError(`${id} is no pair of the last run.`, 'Choose another one from the list.');
  return pair;
}

/** One side. Its length counts names and arguments of calls as well as text, as the length-bias report does. */
function side(run: StudioRun, at: PairSide, message: Message, spans: Spans, edited: boolean): SideView {
  const place = placeOf(run, at.example);
  const calls = message.calls ?? [];
  return {
    // 200,000 characters: the page compares both sides word by word.
    text: spans.loose(message.content, '', 200_000),
    calls: calls.map((c) => ({ name: c.name, args: spans.loose(c.args), argsJson: c.argsJson })),
    example: at.example,
    from: edited ? 'edited here' : fromOf(at),
    length: message.content.length + calls.reduce((n, c) => n + c.name.length + c.args.length, 0),
    ...defined({ place: place || undefined }),
  };
}

/** Where the answer comes from, in words. */
function fromOf(side: PairSide): string {
  if (side.edit !== undefined) return 'edited in the log';
  return side.alternative === undefined ? 'main line' : `other continuation ${side.alternative + 1}`;
}
