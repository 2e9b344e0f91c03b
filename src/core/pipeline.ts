/** The whole way, from log files to datasets. The command line, the editor and the tests all call `runPipeline`. */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Config } from './config.ts';
import { curate } from './curate/curate.ts';
import { governanceRules } from './curate/governance.ts';
import { applyToCards, applyToPairs, type Decisions, loadDecisions } from './decide/decisions.ts';
import { loadReviews } from './decide/reviews.ts';
import { loadTombstones, type Tombstones } from './erase/tombstones.ts';
import { AuditWriter } from './export/audit.ts';
import { datasetCard } from './export/card.ts';
import { RowWriter } from './export/dataset.ts';
import { assertDestination } from './export/destination.ts';
import { exportDpo } from './export/dpo.ts';
import { configHash, type Manifest, type Stage } from './export/manifest.ts';
import { exportSft } from './export/sft.ts';
import { buildIndex, type LogIndex } from './ingest/build-index.ts';
import { readersOf } from './ingest/readers-of.ts';
import { DATASET_MARK, findSources } from './ingest/sources.ts';
import { SpillStore } from './ingest/spill.ts';
import { Intake, type Sinks } from './intake.ts';
import type { Key } from './key.ts';
import { relieveMemory } from './memory.ts';
import { Cancelled } from './model/errors.ts';
import type { Pair } from './model/example.ts';
import { createPool } from './pool.ts';
import { prefer } from './prefer/prefer.ts';
import type { Processed, ProcessorOptions } from './process.ts';
import { createLeakGate } from './redact/index.ts';
import { redactorOptions } from './redact/options.ts';
import { RiskCollector } from './redact/risk/index.ts';
import { type SplitName, split } from './split/split.ts';
import { Stages } from './stages.ts';
import type { Card } from './store/card.ts';
import { isDataset } from './store/dataset.ts';
import { Ledger } from './store/ledger.ts';
import { StoreReader, StoreWriter } from './store/run-store.ts';
import { abandonSwap, beginSwap, commitSwap } from './store/swap.ts';
import { ensureLocal, loadKey, lock, type Workspace } from './store/workspace.ts';
import { VERSION } from './version.ts';

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
  /** UTC ms; only retention looks at it. */
  now: number;
  signal?: AbortSignal;
  onProgress?: (phase: Phase, done: number, total: number) => void;
}

export interface RunResult {
  read: number;
  skipped: number;
  sessions: number;
  examples: number;
  pairs: number;
  stages: Stage[];
  redactions: Record<string, number>;
  outputs: { path: string; rows: number; contract: string; split: SplitName }[];
  /** Rows that the leak gate or the contract kept from being written: the run ends with 1 when there are any. */
  quarantined: number;
  out: string;
}

/** Throws UserError (exit 2 or 3), Cancelled; anything else is a bug. Nothing half-written takes a final name. */
export async function runPipeline(options: RunOptions): Promise<RunResult> {
  const { workspace } = options;
  ensureLocal(workspace);
  const release = lock(workspace);
  const out = resolve(workspace.root, options.out);
  try {
    const run = new Run(options, out);
    return await run.go();
  } finally {
    abandonSwap(out);
    abandonSwap(workspace.run);
    release();
  }
}

class Run {
  private readonly key: Key;
  private readonly decisions: Decisions;
  private readonly tombstones: Tombstones;
  private readonly runKey = randomBytes(32).toString('hex');
  private readonly stages = new Stages();
  private readonly sinks: Sinks;
  private readonly intake: Intake;
  private readonly redactor: ProcessorOptions['redactor'];
  private readonly spills = new SpillStore();
  private readonly staging: string;
  private readonly runStaging: string;

  constructor(
    private readonly options: RunOptions,
    private readonly out: string,
  ) {
    const { workspace, config } = options;
    assertDestination(config, options.out);
    this.key = loadKey(workspace, options.key);
    this.tombstones = loadTombstones(workspace.tombstones, this.key);
    this.decisions = loadDecisions(workspace.decisions, this.key);
    this.redactor = {
      ...redactorOptions(config.privacy, workspace.root),
      decisions: this.tombstones.decisions,
      runKey: this.runKey,
    };
    this.staging = beginSwap(out);
    this.runStaging = beginSwap(workspace.run);
    this.sinks = {
      gate: createLeakGate({ ...this.redactor, runKey: this.runKey, key: this.key }),
      audit: new AuditWriter(this.staging),
      risk: new RiskCollector(this.key, config.privacy.auditSample, config.seed),
      ledger: new Ledger(this.runStaging),
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
    // Loaded only when asked for: most runs never see a database.
    const rows = databases
      ? await (await import('./ingest/postgres/import.ts')).databaseSources(config.databases, {
          ...databases,
          spills: this.spills,
          signal,
        })
      : [];
    const index = await buildIndex([...found.sources, ...rows], {
      readers: readersOf(config),
      spills: this.spills,
      ...(signal ? { signal } : {}),
      onProgress: (done, total) => this.options.onProgress?.('index', done, total),
    });
    const dropped: Record<string, number> = {};
    const skipped = index.skipped.filter((skip) => skip.line > 0);
    for (const skip of skipped) dropped[skip.code] = (dropped[skip.code] ?? 0) + 1;
    // A record that holds several sessions counts once for each.
    this.stages.add('index', 'records', index.records.count + skipped.length, dropped);
    this.sinks.ledger.sources(index, found.ownOutputs);
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
    this.stages.add('read', 'records', index.records.count, empty ? { 'no event': empty } : {});
    this.stages.add('redact', 'sessions', sessions);
    this.stages.add('segment', 'sessions', sessions, noExample);
  }

  private async finish(index: LogIndex, store: StoreReader): Promise<RunResult> {
    const { config } = this.options;
    const cards = this.intake.cards.sort((a, b) => (a.id < b.id ? -1 : 1));
    curate(cards, config, this.options.now);
    this.stages.add('curate', 'examples', cards.length);
    const preferences = prefer(cards, config, this.key, (refusal) => this.sinks.audit.refused(refusal));
    this.stages.add('prefer', 'pairs', preferences.considered, preferences.dropped);
    applyToCards(cards, this.decisions);
    const { pairs, rejected } = applyToPairs(preferences.pairs, this.decisions);
    this.stages.add('decide', 'pairs', preferences.pairs.length, rejected ? { rejected } : {});
    const splits = split(cards, pairs, config);
    this.stages.add('split', 'examples', cards.length);
    const outputs = await this.export(cards, pairs, splits, store);
    for (const { id } of preferences.pairs) {
      if (this.decisions.get(id)?.verdict === 'reject') this.sinks.ledger.fate('dpo', id, { dropped: 'rejected' });
    }
    return this.seal(index, cards, { proposed: preferences.pairs, kept: pairs, intents: preferences.intents }, outputs);
  }

  private async export(
    cards: readonly Card[],
    pairs: readonly Pair[],
    splits: ReadonlyMap<string, SplitName>,
    store: StoreReader,
  ) {
    const { config, onProgress, signal } = this.options;
    const byId = new Map(cards.map((c) => [c.id, c]));
    const context = { config, store, decisions: this.decisions, byId };
    const total = cards.length + pairs.length;
    let done = 0;
    const step = async (): Promise<void> => {
      relieveMemory();
      if (++done % 50 !== 0 && done !== total) return;
      onProgress?.('export', done, total);
      await setImmediate();
      if (signal?.aborted) throw new Cancelled();
    };
    const outputs = [];
    if (config.exports.sft.enabled) {
      const writer = new RowWriter(this.staging, 'sft', this.sinks.gate, this.sinks.audit);
      const stage = this.stages.add('export:sft', 'examples', cards.length);
      for (const { card, fate } of exportSft(cards, splits, { ...context, writer })) {
        this.settle(stage, 'sft', card.id, fate);
        if ('written' in fate) this.sinks.risk.written(card);
        await step();
      }
      outputs.push(...writer.close());
    }
    if (config.exports.dpo.enabled) {
      const writer = new RowWriter(this.staging, 'dpo', this.sinks.gate, this.sinks.audit);
      const stage = this.stages.add('export:dpo', 'pairs', pairs.length);
      for (const { pair, fate } of exportDpo(pairs, splits, { ...context, writer })) {
        this.settle(stage, 'dpo', pair.id, fate);
        for (const { example } of 'written' in fate ? [pair.chosen, pair.rejected] : []) {
          const card = byId.get(example);
          if (card) this.sinks.risk.written(card, pair.at + 1);
        }
        await step();
      }
      outputs.push(...writer.close());
    }
    return outputs;
  }

  private settle(stage: Stage, dataset: string, id: string, fate: { written: SplitName } | { dropped: string }): void {
    this.sinks.ledger.fate(dataset, id, fate);
    if ('written' in fate) return;
    this.stages.drop(stage, fate.dropped);
    this.sinks.audit.dropped(dataset, id, fate.dropped);
  }

  private seal(
    index: LogIndex,
    cards: readonly Card[],
    pairs: { proposed: readonly Pair[]; kept: readonly Pair[]; intents: Manifest['intents'] },
    outputs: ReturnType<RowWriter['close']>,
  ): RunResult {
    const { config, workspace } = this.options;
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
        ...(config.privacy.purpose ? { purpose: config.privacy.purpose } : {}),
        destinations: config.privacy.destinations,
        destination: config.exports.destination,
      },
      governance: governanceRules(cards, config.privacy, this.tombstones.count),
      policy: { unknownOutcome: config.exports.sft.unknownOutcome },
      sessions: this.intake.sessions,
      examples: cards.length,
      pairs: pairs.kept.length,
      intents: pairs.intents,
      stages: this.stages.all,
      redactions,
      risk,
      outputs,
    };
    this.sinks.ledger.sample(sample);
    writeFileSync(join(this.staging, DATASET_MARK), `${JSON.stringify(manifest, null, 2)}\n`);
    writeFileSync(join(this.staging, 'README.md'), datasetCard(manifest));
    this.sinks.ledger.close(cards, pairs.proposed, manifest, this.out);
    if (this.options.signal?.aborted) throw new Cancelled();
    commitSwap(this.out, isDataset);
    commitSwap(workspace.run, () => true);
    const skipped = index.skipped.filter((s) => s.line > 0).length;
    return {
      read: index.records.count,
      skipped,
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
    };
  }
}
