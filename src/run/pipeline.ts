/**
 * The whole way, from log files to datasets, as one composition. The command line, the editor and the tests all call
 * `runPipeline`; each step is a file beside this one, each stage a pure function of src/stages.
 */

import { curate } from '../stages/curate/curate.ts';
import { CuratedCards } from '../stages/curated.ts';
import { decide } from '../stages/decide/decide.ts';
import { prefer } from '../stages/prefer/prefer.ts';
import { split } from '../stages/split/split.ts';
import { finishRun, type Made } from './finish.ts';
import { indexLogs } from './index-logs.ts';
import { type OpenRun, openRun } from './open.ts';
import type { RunOptions, RunResult } from './options.ts';
import { processSessions } from './process-sessions.ts';
import { readDecisions } from './read-decisions.ts';
import { StoreReader } from './store/run-store.ts';
import { understand } from './understand.ts';
import { writeDatasets } from './write-datasets.ts';

/**
 * Nothing half-written takes a final name, whatever happens.
 * @throws UserError (exit code 2 or 3), Cancelled; anything else is a bug
 */
export async function runPipeline(options: RunOptions): Promise<RunResult> {
  const run = openRun(options);
  try {
    const indexed = await indexLogs(run);
    const cards = await processSessions(run, indexed.index);
    const store = new StoreReader(run.examples, run.intake.tools);
    try {
      return finishRun(run, indexed, await make(run, cards, store));
    } finally {
      store.close();
    }
  } finally {
    run.close();
  }
}

/** The stages that need all sessions, and the datasets. Cards hold no text: it is read from the store, example by example. */
async function make(run: OpenRun, made: Made['cards'], store: StoreReader): Promise<Made> {
  const { options, account, audit, ledger, key } = run;
  const { config, now } = options;

  const { cards, topics, judge } = await understand(run, made, store);
  const curation = { ...curate(cards, config, now), topics: topics.of };
  account.add('curate', 'examples', cards.length);

  const preferences = prefer(cards, curation, config, key, (refusal) => audit.refused(refusal));
  account.add('prefer', 'pairs', preferences.considered, preferences.dropped);

  const decisions = await readDecisions(run, cards, preferences.pairs, store);
  const decided = decide(cards, curation, preferences.pairs, decisions);
  const { pairs, rejected } = decided;
  account.add('decide', 'pairs', preferences.pairs.length, rejected.length > 0 ? { rejected: rejected.length } : {});

  const splits = split(cards, curation, pairs, config);
  account.add('split', 'examples', cards.length);

  const byId = new CuratedCards(cards, curation, decided);
  const written = await writeDatasets(run, { cards: byId, pairs }, { config, store, decisions, byId, splits });
  for (const id of rejected) ledger.result('dpo', id, { dropped: 'rejected' });
  const { pairs: proposed, intents } = preferences;
  return { cards, curation, decided, proposed, intents, topics, judge, ...written };
}
