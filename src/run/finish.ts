/** Last step of a run: manifest and ledger are completed, then dataset and ledger take their places. */
import { configHash, type JudgeReport, type Manifest } from '../datasets/manifest.ts';
import { writeManifest } from '../datasets/manifest-files.ts';
import { periodsOf } from '../datasets/periods.ts';
import { commitDataset } from '../datasets/replace.ts';
import { defined } from '../kit/defined.ts';
import { Cancelled } from '../kit/errors.ts';
import { VERSION } from '../kit/version.ts';
import type { Pair } from '../model/example.ts';
import type { SecondPass } from '../redact/detect/second/quota.ts';
import type { Card } from '../stages/card.ts';
import { governanceRules } from '../stages/curate/governance.ts';
import { type Curation, curated } from '../stages/curated.ts';
import type { DecideResult } from '../stages/decide/decide.ts';
import type { Topics } from '../stages/topics/topics.ts';
import { sumOf } from './account.ts';
import type { Indexed } from './index-logs.ts';
import type { OpenRun } from './open.ts';
import type { RunOptions, RunResult } from './options.ts';
import { publicTool } from './public-names.ts';
import { bugCount, groupSkips, losses, skipCounts } from './skips.ts';
import { loadReviews } from './store/review-log.ts';
import type { WrittenDatasets } from './write-datasets.ts';

/** What the stages made of the sessions. */
export interface Made extends WrittenDatasets {
  cards: readonly Card[];
  curation: Curation;
  decided: DecideResult;
  /** Pairs before decisions. */
  proposed: readonly Pair[];
  intents: Manifest['intents'];
  topics: Topics;
  judge?: JudgeReport | undefined;
}

/** @throws UserError when the dataset may not be replaced; Cancelled */
export function finishRun(run: OpenRun, { index, ownOutputs, notes }: Indexed, made: Made): RunResult {
  const { options, key, audit, ledger, intake, account, out } = run;
  const { cards, curation, decided, proposed, outputs } = made;
  const skipped = [...index.skipped, ...intake.skipped];
  for (const { stage, path, entry = '', line, count, code } of groupSkips(skipped))
    audit.skipped(stage, key.hash('file', [path, entry]), line, count, code);
  const [files, records] = [skipCounts(skipped, 'files'), skipCounts(skipped, 'index', 'read')];
  const redactions = audit.close();
  const { risk, sample } = run.risk.close(loadReviews(options.workspace.reviews, key));
  const manifest: Manifest = {
    ...settingsOf(run),
    governance: governanceRules(cards, curation, options.config.privacy, run.tombstones.count),
    policy: { unknownOutcome: options.config.exports.sft.unknownOutcome },
    sessions: intake.sessions,
    examples: cards.length,
    pairs: decided.pairs.length,
    intents: made.intents,
    ...defined({ likeness: curation.likeness }),
    stages: account.stages,
    skipped: { files, records },
    redactions,
    ...defined({
      names: run.model && { ...run.model, ...intake.secondPass },
      topics: topicsIn(made),
      judge: made.judge,
      coverage: made.coverage.rows > 0 ? made.coverage : undefined,
      git: gitOf(run),
      periods: periodsOf(curatedCards(cards, curation, decided), publicTool(run.gate)),
    }),
    risk,
    outputs,
  };
  ledger.sources(index, skipped, ownOutputs);
  ledger.sample(sample);
  ledger.tools(intake.tools.lines());
  writeManifest(run.dataset.staging, manifest);
  ledger.close(cards, { curation, verdicts: decided }, proposed, manifest, out);
  if (options.signal?.aborted) throw new Cancelled();
  const rows = outputs.reduce((n, output) => n + output.rows, 0);
  commitDataset(run.dataset, out, rows, options.allowEmpty ?? false);
  run.local.commit();
  return {
    read: index.records.count,
    skipped: sumOf(files) + sumOf(records),
    losses: losses(skipped),
    bugs: bugCount(skipped),
    sessions: intake.sessions,
    examples: cards.length,
    pairs: decided.pairs.length,
    stages: account.stages,
    redactions,
    outputs: outputs.map(({ path, rows, contract, split }) => ({ path: `${out}/${path}`, rows, contract, split })),
    quarantined: account.quarantined,
    withheld: made.withheld,
    out,
    notes: [
      ...notes,
      ...run.repositories.notes,
      ...unreadNote(intake.secondPass),
      ...unplacedNote(made.topics),
      ...judgeNote(options),
    ],
  };
}

/** One after the other: a run of a million sessions has no second copy of its cards. */
function* curatedCards(cards: readonly Card[], curation: Curation, verdicts: DecideResult) {
  for (const card of cards) yield curated(card, curation, verdicts);
}

/** What the edits of the run were compared with: the same logs give another result when HEAD has moved. */
function gitOf({ repositories: { places }, intake: { survivals }, key }: OpenRun): Manifest['git'] {
  const examples = Object.values(survivals).reduce((a, b) => a + b, 0);
  if (examples === 0) return undefined;
  const heads = places.flatMap(({ head }) => (head ? [key.hash('head', [head.id])] : []));
  return { heads: heads.sort(), examples, ...survivals };
}

function unreadNote({ unread }: SecondPass): string[] {
  if (unread === 0) return [];
  const passages = unread === 1 ? '1 passage' : `${unread} passages`;
  return [
    `The names model did not read ${passages} beyond the bound of a run: rules alone decided there. With "required" for privacy.ner it reads all.`,
  ];
}

function topicsIn({ topics: { names, silhouette, by } }: Made): Manifest['topics'] {
  return names.length > 0 ? { names, silhouette, by } : undefined;
}

function unplacedNote({ by }: Topics): string[] {
  if (by === 'terms' || by.unread === 0) return [];
  return [
    `The embedding model did not read ${by.unread} of the requests: they are beyond its bound and have no topic.`,
  ];
}

const judgeNote = ({ config, judge }: RunOptions): string[] =>
  config.judge && !judge
    ? ['goldpan.json names a judge, and it was not asked: run with --judge to let it read redacted text.']
    : [];

/** What the dataset was made with. */
function settingsOf({ options: { config }, key }: OpenRun) {
  const { policy, consent, purpose, destinations } = config.privacy;
  return {
    manifest: 1 as const,
    goldpan: VERSION,
    key: key.fingerprint(),
    seed: config.seed,
    config: configHash(config),
    privacy: { policy, consent, purpose: purpose || undefined, destinations, destination: config.exports.destination },
  };
}
