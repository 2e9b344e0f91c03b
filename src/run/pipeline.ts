/** The whole way, from log files to datasets. The command line, the editor and the tests all call `runPipeline`. */

import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { AuditWriter } from '../datasets/audit.ts';
import { enabledDatasets, stageOf } from '../datasets/dataset.ts';
import { assertDestination } from '../datasets/destination.ts';
import { configHash, type Manifest, type OutputFile, type Stage } from '../datasets/manifest.ts';
import { writeManifest } from '../datasets/manifest-files.ts';
import { checkOutput } from '../datasets/output.ts';
import { beginDataset, commitDataset, lockOutput } from '../datasets/replace.ts';
import { RiskCollector } from '../datasets/risk/index.ts';
import { type RowResult, RowWriter, writeRows } from '../datasets/write.ts';
import { buildIndex, type LogIndex } from '../ingest/build-index.ts';
import { noLog, notesOn } from '../ingest/no-log.ts';
import { readersOf } from '../ingest/readers-of.ts';
import { displayPath, findSources } from '../ingest/sources.ts';
import { SpillStore } from '../ingest/spill.ts';
import { defined } from '../kit/defined.ts';
import { Cancelled } from '../kit/errors.ts';
import type { Key } from '../kit/key.ts';
import { relieveMemory } from '../kit/memory.ts';
import { Swap, WHOLLY_OURS } from '../kit/swap.ts';
import { VERSION } from '../kit/version.ts';
import type { Config } from '../model/config.ts';
import type { Pair } from '../model/example.ts';
import { createLeakGate, createRedactor } from '../redact/index.ts';
import { redactorOptions } from '../redact/options.ts';
import type { Card } from '../stages/card.ts';
import { curate } from '../stages/curate/curate.ts';
import { governanceRules } from '../stages/curate/governance.ts';
import { CuratedCards, type Curation, type Verdicts } from '../stages/curated.ts';
import type { Decisions } from '../stages/decide/decide.ts';
import { decide } from '../stages/decide/decide.ts';
import { prefer } from '../stages/prefer/prefer.ts';
import { type SplitName, split } from '../stages/split/split.ts';
import { Stages } from './account.ts';
import { Intake, type Sinks } from './intake.ts';
import { createPool } from './pool.ts';
import type { Processed, ProcessorOptions } from './session.ts';
import { groupSkips, losses, lossText, type SkipGroup, skipCounts } from './skips.ts';
import { loadDecisions, redactDecisions, type WrittenDecisions } from './store/decision-log.ts';
import { redactEdits, type Targets } from './store/edits.ts';
import { LedgerWriter } from './store/ledger/writer.ts';
import { loadReviews } from './store/review-log.ts';
import { StoreReader, StoreWriter } from './store/run-store.ts';
import { loadTombstones, type Tombstones } from './store/tombstones.ts';
import { ensureLocal, loadKey, lock, type Workspace } from './store/workspace.ts';

export type Phase = 'index' | 'sessions' | 'export';

export interface RunOptions {
  workspace: Workspace;
  /** Files and folders; relative ones start at the workspace folder. */
  paths: readonly string[];
  config: Config;
  /** Folder of the dataset. */
  out: string;
  /** Overrides the workspace's key (GOLDPAN_KEY). */
  key?: string | undefined;
  /** Worker threads; below 2 all is done in this thread. */
  workers?: number;
  workerFile?: URL;
  /** The user has confirmed that the databases of the configuration may be read: the only use of the network. */
  databases?: { passwords?: Readonly<Record<string, string>> };
  /** A dataset with rows may be replaced by one without. */
  allowEmpty?: boolean;
  /** UTC ms; only retention looks at it. */
  now: number;
  signal?: AbortSignal;
  onProgress?: (phase: Phase, done: number, total: number) => void;
}

export interface RunResult {
  read: number;
  /** Records, and files as a whole, that could not be used. */
  skipped: number;
  /** Those of which the user should hear, whole files first. */
  losses: SkipGroup[];
  sessions: number;
  examples: number;
  pairs: number;
  stages: Stage[];
  redactions: Record<string, number>;
  outputs: { path: string; rows: number; contract: string; split: SplitName }[];
  /** Rows that the leak gate or the contract kept from being written: the run ends with 1 when there are any. */
  quarantined: number;
  out: string;
  /** What the user should know of the run's paths, in sentences. */
  notes: string[];
}

/** Throws UserError (exit 2 or 3), Cancelled; anything else is a bug. Nothing half-written takes a final name. */
export async function runPipeline(options: RunOptions): Promise<RunResult> {
  const { workspace, paths, config } = options;
  assertDestination(config, options.out);
  const out = resolve(workspace.root, options.out);
  checkOutput(out, { root: workspace.root, sources: paths.map((path) => resolve(workspace.root, path)) });
  ensureLocal(workspace);
  const releases = [lock(workspace)];
  const swaps: Swap[] = [];
  try {
    releases.push(lockOutput(out));
    const swap = beginDataset(out);
    swaps.push(swap);
    const runSwap = Swap.begin(workspace.run, WHOLLY_OURS);
    swaps.push(runSwap);
    return await new Run(options, out, swap, runSwap).go();
  } finally {
    for (const swap of swaps) swap.abandon();
    for (const release of releases) release();
  }
}

class Run {
  private readonly key: Key;
  private readonly written: WrittenDecisions;
  private decisions: Decisions = new Map();
  private readonly tombstones: Tombstones;
  private readonly runKey = randomBytes(32).toString('hex');
  private readonly stages = new Stages();
  private readonly notes: string[] = [];
  private readonly sinks: Sinks;
  private readonly intake: Intake;
  private readonly redactor: ProcessorOptions['redactor'];
  private readonly spills = new SpillStore();
  private readonly staging: string;
  private readonly runStaging: string;
  private ownOutputs: readonly string[] = [];

  constructor(
    private readonly options: RunOptions,
    private readonly out: string,
    private readonly swap: Swap,
    private readonly runSwap: Swap,
  ) {
    const { workspace, config } = options;
    this.key = loadKey(workspace, options.key);
    this.tombstones = loadTombstones(workspace.tombstones, this.key);
    this.written = loadDecisions(workspace.decisions, this.key);
    this.redactor = {
      ...redactorOptions(config.privacy, workspace.root),
      decisions: this.tombstones.decisions,
      runKey: this.runKey,
    };
    this.staging = swap.staging;
    this.runStaging = runSwap.staging;
    this.sinks = {
      gate: createLeakGate({ ...this.redactor, runKey: this.runKey, key: this.key }),
      audit: new AuditWriter(this.staging),
      risk: new RiskCollector(this.key, config.privacy.auditSample, config.seed),
      ledger: new LedgerWriter(this.runStaging),
    };
    this.intake = new Intake(this.sinks, this.tombstones, config.privacy, this.key);
  }

  async go(): Promise<RunResult> {
    let index: LogIndex;
    try {
      index = await this.index();
      await this.process(index);
    } finally {
      this.spills.dispose();
    }
    const store = new StoreReader(join(this.runStaging, 'examples.jsonl'));
    try {
      return await this.finish(index, store);
    } finally {
      store.close();
    }
  }

  private async index(): Promise<LogIndex> {
    const { workspace, paths, config, databases, signal } = this.options;
    const found = findSources(paths, workspace.root, [this.options.out], config.sources.exclude);
    this.notes.push(...notesOn(found));
    const named = paths.map((path) => displayPath(resolve(workspace.root, path), workspace.root));
    if (found.sources.length === 0 && !databases) throw noLog(named, found);
    // Loaded only when asked for: most runs never see a database.
    const rows = databases
      ? await (await import('../ingest/postgres/import.ts')).databaseSources(config.databases, {
          ...databases,
          spills: this.spills,
          signal,
        })
      : [];
    const index = await buildIndex([...found.sources, ...rows], {
      readers: readersOf(config),
      spills: this.spills,
      skipped: found.skipped,
      ...defined({ signal: signal || undefined }),
      onProgress: (done, total) => this.options.onProgress?.('index', done, total),
    });
    if (rows.length === 0 && index.records.count === 0 && !index.skipped.some((skip) => skip.line > 0))
      throw noLog(
        named,
        found,
        index.skipped.length > 0 ? groupSkips(index.skipped).map(lossText) : found.sources.map((source) => source.path),
      );
    this.ownOutputs = found.ownOutputs;
    const files = skipCounts(index.skipped, 'files');
    const records = skipCounts(index.skipped, 'index');
    this.stages.add('files', 'files', index.sources.filter((s) => s.values > 0).length + sum(files), files);
    // A record that holds several sessions counts once for each.
    this.stages.add('index', 'records', index.records.count + sum(records), records);
    return index;
  }

  private async process(index: LogIndex): Promise<void> {
    const { workers = 1, workerFile, signal, onProgress } = this.options;
    const pool = await createPool(
      { sources: index.sources, ingest: this.options.config, keyHex: this.key.toHex(), redactor: this.redactor },
      workers,
      workerFile,
    );
    const writer = new StoreWriter(join(this.runStaging, 'examples.jsonl'));
    const { records, starts } = index.records.bySession();
    const total = index.records.sessions;
    const queue: { records: number; result: Promise<Processed> }[] = [];
    let next = 0;
    try {
      for (let s = 0; s < total; s++) {
        while (next < total && queue.length < pool.width) {
          const numbers = records.subarray(starts[next], starts[next + 1]);
          const job = { format: index.formats[next] as string, records: [...numbers].map((i) => index.records.get(i)) };
          const result = pool.run(job);
          result.catch(() => undefined); // Awaited below, in order.
          queue.push({ records: numbers.length, result });
          next++;
        }
        const head = queue.shift();
        if (!head) break;
        this.intake.accept(await head.result, head.records, writer);
        relieveMemory();
        if (s % 20 === 19 || s === total - 1) {
          onProgress?.('sessions', s + 1, total);
          await setImmediate(); // Lets a cancel in.
        }
        if (signal?.aborted) throw new Cancelled();
      }
    } finally {
      await pool.close();
      writer.close();
    }
    const { sessions, empty, noExample } = this.intake;
    const changed = skipCounts(this.intake.changed, 'read');
    this.stages.add('read', 'records', index.records.count, {
      ...defined({ 'no event': empty || undefined }),
      ...changed,
    });
    this.stages.add('redact', 'sessions', sessions);
    this.stages.add('segment', 'sessions', sessions, noExample);
  }

  private async finish(index: LogIndex, store: StoreReader): Promise<RunResult> {
    const { config } = this.options;
    const cards = this.intake.cards.sort((a, b) => (a.id < b.id ? -1 : 1));
    const curation = curate(cards, config, this.options.now);
    this.stages.add('curate', 'examples', cards.length);
    const preferences = prefer(cards, curation, config, this.key, (refusal) => this.sinks.audit.refused(refusal));
    this.stages.add('prefer', 'pairs', preferences.considered, preferences.dropped);
    this.decisions = await this.decided({
      cards: new Map(cards.map((c) => [c.id, c])),
      pairs: new Map(preferences.pairs.map((p) => [p.id, p])),
      store,
    });
    const decided = decide(cards, curation, preferences.pairs, this.decisions);
    const { pairs, rejected } = decided;
    this.stages.add('decide', 'pairs', preferences.pairs.length, rejected.length ? { rejected: rejected.length } : {});
    const splits = split(cards, curation, pairs, config);
    this.stages.add('split', 'examples', cards.length);
    const outputs = await this.export(new CuratedCards(cards, curation, decided), pairs, splits, store);
    for (const id of rejected) this.sinks.ledger.result('dpo', id, { dropped: 'rejected' });
    const { pairs: proposed, intents } = preferences;
    return this.seal(index, { cards, curation, verdicts: decided }, { proposed, kept: pairs, intents }, outputs);
  }

  /** What people wrote into `decisions.jsonl` passes redaction like a log. */
  private async decided(targets: Targets): Promise<Decisions> {
    const edited = [...this.written.values()].some((d) => d.edits.size > 0);
    const redactor = edited ? await createRedactor({ ...this.redactor, key: this.key }) : undefined;
    return redactDecisions(this.written, async (id, texts) => {
      const done = redactor && (await redactEdits(redactor, id, texts, targets));
      for (const session of done?.sessions ?? []) this.sinks.gate.add(done?.gateValues ?? [], session);
      return done?.texts;
    });
  }

  private async export(
    cards: CuratedCards,
    pairs: readonly Pair[],
    splits: ReadonlyMap<string, SplitName>,
    store: StoreReader,
  ) {
    const { config, onProgress, signal } = this.options;
    const inputs = { cards, pairs };
    const context = { config, store, decisions: this.decisions, byId: cards, splits };
    const datasets = enabledDatasets(config);
    const total = datasets.reduce((n, { kind }) => n + kind.count(inputs), 0);
    let done = 0;
    const outputs: OutputFile[] = [];
    for (const dataset of datasets) {
      const writer = new RowWriter(this.staging, dataset, this.sinks.gate, this.sinks.audit);
      const stage = this.stages.add(stageOf(dataset), dataset.kind.unit, dataset.kind.count(inputs));
      for (const { id, result, shows } of writeRows(dataset, inputs, context, writer)) {
        this.settle(stage, dataset.name, id, result);
        if ('written' in result) for (const { card, messages } of shows) this.sinks.risk.written(card, messages);
        relieveMemory();
        if (++done % 50 !== 0 && done !== total) continue;
        onProgress?.('export', done, total);
        await setImmediate();
        if (signal?.aborted) throw new Cancelled();
      }
      outputs.push(...writer.close());
    }
    return outputs;
  }

  private settle(stage: Stage, dataset: string, id: string, result: RowResult): void {
    this.sinks.ledger.result(dataset, id, result);
    if ('written' in result) return;
    this.stages.drop(stage, result.dropped);
    this.sinks.audit.dropped(dataset, id, result.dropped);
  }

  private seal(
    index: LogIndex,
    examples: { cards: readonly Card[]; curation: Curation; verdicts: Verdicts },
    pairs: { proposed: readonly Pair[]; kept: readonly Pair[]; intents: Manifest['intents'] },
    outputs: OutputFile[],
  ): RunResult {
    const { config, workspace } = this.options;
    const { cards, curation } = examples;
    const skipped = [...index.skipped, ...this.intake.changed];
    for (const { stage, path, entry = '', line, count, code } of groupSkips(skipped))
      this.sinks.audit.skipped(stage, this.key.hash('file', [path, entry]), line, count, code);
    const [files, records] = [skipCounts(skipped, 'files'), skipCounts(skipped, 'index', 'read')];
    const redactions = this.sinks.audit.close();
    const { risk, sample } = this.sinks.risk.close(loadReviews(workspace.reviews, this.key));
    const manifest: Manifest = {
      manifest: 1,
      goldpan: VERSION,
      key: this.key.fingerprint(),
      seed: config.seed,
      config: configHash(config),
      privacy: {
        policy: config.privacy.policy,
        consent: config.privacy.consent,
        ...defined({ purpose: config.privacy.purpose || undefined }),
        destinations: config.privacy.destinations,
        destination: config.exports.destination,
      },
      governance: governanceRules(cards, curation, config.privacy, this.tombstones.count),
      policy: { unknownOutcome: config.exports.sft.unknownOutcome },
      sessions: this.intake.sessions,
      examples: cards.length,
      pairs: pairs.kept.length,
      intents: pairs.intents,
      stages: this.stages.all,
      skipped: { files, records },
      redactions,
      risk,
      outputs,
    };
    this.sinks.ledger.sources(index, skipped, this.ownOutputs);
    this.sinks.ledger.sample(sample);
    writeManifest(this.staging, manifest);
    this.sinks.ledger.close(cards, examples, pairs.proposed, manifest, this.out);
    if (this.options.signal?.aborted) throw new Cancelled();
    const rows = outputs.reduce((n, output) => n + output.rows, 0);
    commitDataset(this.swap, this.out, rows, this.options.allowEmpty ?? false);
    this.runSwap.commit();
    return {
      read: index.records.count,
      skipped: sum(files) + sum(records),
      losses: losses(skipped),
      sessions: this.intake.sessions,
      examples: cards.length,
      pairs: pairs.kept.length,
      stages: this.stages.all,
      redactions,
      outputs: outputs.map(({ path, rows, contract, split: name }) => ({
        path: `${this.out}/${path}`,
        rows,
        contract,
        split: name,
      })),
      quarantined: this.stages.quarantined,
      out: this.out,
      notes: this.notes,
    };
  }
}

const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0);
