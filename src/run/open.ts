/** A run from its first check to the last file handle: what every step of it shares, opened once and closed once. */
import { join, resolve } from 'node:path';
import { AuditWriter } from '../datasets/audit.ts';
import { assertDestination } from '../datasets/destination.ts';
import { checkOutput } from '../datasets/output.ts';
import { beginDataset, lockOutput } from '../datasets/replace.ts';
import { RiskCollector } from '../datasets/risk/index.ts';
import { type Given, loadGiven } from '../ingest/given.ts';
import { placesAt } from '../ingest/given-paths.ts';
import { SpillStore } from '../ingest/spill.ts';
import { defined } from '../kit/defined.ts';
import type { Key } from '../kit/key.ts';
import { EmbeddingModel, readEmbeddingFolder } from '../kit/onnx/embedding-model.ts';
import type { ModelIdentity } from '../kit/onnx/files.ts';
import { Swap, WHOLLY_OURS } from '../kit/swap.ts';
import { trimAnswers } from '../redact/detect/second/answers.ts';
import { identityOf, readFolder } from '../redact/detect/second/model/folder.ts';
import { createLeakGate } from '../redact/index.ts';
import { redactorOptions } from '../redact/options.ts';
import { Account } from './account.ts';
import type { FoundRepositories } from './git/find.ts';
import { placesFor } from './git/repositories.ts';
import { Intake } from './intake.ts';
import type { RunOptions } from './options.ts';
import type { ProcessorOptions } from './session.ts';
import { loadDecisions, type WrittenDecisions } from './store/decision-log.ts';
import { LedgerWriter } from './store/ledger/writer.ts';
import { loadTombstones, type Tombstones } from './store/tombstones.ts';
import { ensureLocal, loadKey, lock } from './store/workspace.ts';

export interface OpenRun {
  options: RunOptions;
  key: Key;
  /** Absolute folder of the dataset. */
  out: string;
  /** Where the dataset and the ledger are built, and put into their places at the end. */
  dataset: Swap;
  local: Swap;
  /** File of the run store. */
  examples: string;
  redactor: ProcessorOptions['redactor'];
  /** What goldpan.json gives to sessions. */
  given: Given;
  /** Git repositories that are asked whether edits survived. */
  repositories: FoundRepositories;
  /** The names model of this run, if any. */
  model: ModelIdentity | undefined;
  /** What compares requests by meaning, if anything does. */
  embeddings: EmbeddingModel | undefined;
  tombstones: Tombstones;
  /** Decisions as the file has them: their texts have not passed redaction. */
  written: WrittenDecisions;
  spills: SpillStore;
  account: Account;
  intake: Intake;
  gate: ReturnType<typeof createLeakGate>;
  audit: AuditWriter;
  risk: RiskCollector;
  ledger: LedgerWriter;
  /** Nothing half-written takes a final name; locks are released. */
  close(): void;
}

/** Every refusal comes here, before any work. @throws UserError */
export function openRun(options: RunOptions): OpenRun {
  const { workspace, paths, config } = options;
  assertDestination(config, options.out);
  const out = resolve(workspace.root, options.out);
  checkOutput(out, { root: workspace.root, sources: paths.flatMap((path) => placesAt(path, workspace.root)) });
  ensureLocal(workspace);
  const undo: (() => void)[] = [lock(workspace)];
  const close = (): void => {
    for (const step of undo.splice(0).reverse()) step();
  };
  try {
    undo.push(lockOutput(out));
    const dataset = beginDataset(out);
    undo.push(() => dataset.abandon());
    const local = Swap.begin(workspace.run, WHOLLY_OURS);
    undo.push(() => local.abandon());
    const spills = new SpillStore();
    undo.push(() => spills.dispose());
    const key = loadKey(workspace, options.key);
    const tombstones = loadTombstones(workspace.tombstones, key);
    const written = loadDecisions(workspace.decisions, key);
    // Derived from the workspace key: a second run can reuse what did not change.
    const runKey = key.hash('run', [], 32);
    const hiding = redactorOptions(config.privacy, workspace.root);
    const model = hiding.names && identityOf(readFolder(hiding.names.folder));
    const { enabled, embeddings: folder } = config.topics;
    const embeddings =
      enabled && folder ? new EmbeddingModel(readEmbeddingFolder(resolve(workspace.root, folder))) : undefined;
    const names = hiding.names && { ...hiding.names, answers: workspace.answers };
    trimAnswers(workspace.answers);
    const redactor = { ...hiding, ...defined({ names }), decisions: tombstones.decisions, runKey };
    const gate = createLeakGate({ ...redactor, key });
    const audit = new AuditWriter(dataset.staging);
    const risk = new RiskCollector(key, config.privacy.auditSample, config.seed);
    const ledger = new LedgerWriter(local.staging);
    const intake = new Intake({ gate, audit, risk, ledger }, tombstones, config.privacy, key, options.now);
    const given = loadGiven(config, workspace.root);
    const repositories = placesFor(config, workspace.root);
    const examples = join(local.staging, 'examples.jsonl');
    const parts = {
      key,
      out,
      dataset,
      local,
      examples,
      redactor,
      given,
      repositories,
      model,
      embeddings,
      tombstones,
      written,
      spills,
    };
    return { options, ...parts, account: new Account(), intake, gate, audit, risk, ledger, close };
  } catch (error) {
    close();
    throw error;
  }
}
