/** Fourth step of a run: the rows of every kind and target, each through its contract and the leak gate, into the staging folder. */
import { setImmediate } from 'node:timers/promises';
import { CrossCounter, type CrossCoverage } from '../datasets/coverage.ts';
import { enabledDatasets, stageOf } from '../datasets/dataset.ts';
import type { Context, Inputs } from '../datasets/kinds/kind.ts';
import type { OutputFile } from '../datasets/manifest.ts';
import { RowWriter, writeRows } from '../datasets/write.ts';
import { Cancelled } from '../kit/errors.ts';
import { relieveMemory } from '../kit/memory.ts';
import { META_TAGS, tagOf } from '../model/tags.ts';
import type { CuratedCard } from '../stages/curated.ts';
import type { OpenRun } from './open.ts';
import type { WithheldRow } from './options.ts';
import { publicTool } from './public-names.ts';

/** Files in the order of kinds, targets and splits; rows in the order in which they would have been written. */
export interface WrittenDatasets {
  outputs: OutputFile[];
  withheld: WithheldRow[];
  /** Of SFT rows. */
  coverage: CrossCoverage;
}

export async function writeDatasets(run: OpenRun, inputs: Inputs, context: Context): Promise<WrittenDatasets> {
  const { options, account, ledger, audit, risk, gate } = run;
  const datasets = enabledDatasets(options.config);
  const total = datasets.reduce((n, { kind }) => n + kind.count(inputs), 0);
  const outputs: OutputFile[] = [];
  const withheld: WithheldRow[] = [];
  const coverage = new CrossCounter(options.config.report.targets);
  const shown = publicTool(gate);
  // Each target writes the same rows.
  const counted = datasets.find((d) => d.kind.name === 'sft');
  let done = 0;
  for (const dataset of datasets) {
    const writer = new RowWriter(run.dataset.staging, dataset, gate, audit);
    const stage = account.add(stageOf(dataset), dataset.kind.unit, dataset.kind.count(inputs));
    for (const { id, result, shows } of writeRows(dataset, inputs, context, writer)) {
      ledger.result(dataset.name, id, result);
      if ('written' in result) {
        for (const { card, messages } of shows) {
          risk.written(card, messages);
          if (dataset === counted) coverage.add(tagsOf(card), [...new Set(card.tags.tools.map(shown))]);
        }
        if (result.hidden) account.hide(stage, result.hidden);
        if (result.masked) account.mask(stage, result.masked);
      } else {
        account.drop(stage, result.dropped);
        audit.dropped(dataset.name, id, result.dropped, result.leak);
        if (result.leak) withheld.push({ dataset: dataset.name, id, ...result.leak });
      }
      relieveMemory();
      if (++done % 50 !== 0 && done !== total) continue;
      options.onProgress?.('export', done, total);
      await setImmediate();
      if (options.signal?.aborted) throw new Cancelled();
    }
    outputs.push(...writer.close());
  }
  return { outputs, withheld, coverage: coverage.close() };
}

/** As the row's `meta` has them. */
const tagsOf = (card: CuratedCard): Record<string, unknown> => ({
  kind: card.kind,
  format: card.format,
  ...Object.fromEntries(META_TAGS.map((name) => [name, tagOf(card, name)])),
});
