/** Third step of a run: what only all examples together tell (how runs of one task agree, topics), and what a judge adds. */
import { withConsensus } from '../stages/curate/consensus.ts';
import { mayBeUsed } from '../stages/curate/governance.ts';
import { topicsOf } from '../stages/topics/topics.ts';
import { embedRequests } from './embed-requests.ts';
import type { Made } from './finish.ts';
import { type Asked, askJudge } from './judge/index.ts';
import type { OpenRun } from './open.ts';
import { publicTerms } from './public-names.ts';
import type { StoreReader } from './store/run-store.ts';

/** @throws UserError when a model or the judge cannot be used; Cancelled */
export async function understand(run: OpenRun, cards: Made['cards'], store: StoreReader): Promise<Asked> {
  const { config, now } = run.options;
  // Before the judge, who is asked where nothing else tells.
  const agreed = withConsensus(cards, config.curate.outcomeConfidence);
  const used = cards.filter((card) => mayBeUsed(card, config.privacy, now));
  const embedded = await embedRequests(run.embeddings, run.options, used, store);
  const topics = topicsOf(used, store, config, { clearing: publicTerms(run.gate), embedded });
  return askJudge(run, { cards: agreed, topics }, store);
}
