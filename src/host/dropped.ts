/** Which lines of the logs were left out of the last run, by stage and reason, as far as the ledger has their places. */
import { type SkipStage, stageOf } from '../run/skips.ts';
import type { ExportResult, Provenance } from '../run/store/ledger/schema.ts';
import { runData } from './results.ts';
import type { In, Out } from './rpc.ts';
import type { DroppedPlace, RunData } from './types.ts';

const EXPORT = 'export:';

/**
 * Stages and reasons of which places are known. Others are only counts.
 */
/** Places of one stage and reason, `limit` at most. */
export async function droppedReasons({ project }: In<'droppedReasons'>): Promise<Out<'droppedReasons'>> {
  const data = runData(project);
  if (!data) return [];
  const found = new Map<string, { stage: string; why: string }>();
  const add = (stage: string, why: string) => found.set(`${stage}\0${why}`, { stage, why });
  for (const skip of data.ledger.sources().skipped) add(stageOf(skip), skip.code);
  const origins = originsOf(data);
  for (const result of data.ledger.exports())
    if ('dropped' in result && origins(result)) add(EXPORT + result.dataset, result.dropped);
  return [...found.values()];
}

export async function dropped({ project, stage, why, limit }: In<'dropped'>): Promise<Out<'dropped'>> {
  const data = runData(project);
  if (!data) return [];
  return stage === 'files' || stage === 'index' || stage === 'read'
    ? skippedPlaces(data, stage, why, limit)
    : droppedRows(data, stage, why, limit);
}

const skippedPlaces = (data: RunData, stage: SkipStage, why: string, limit: number): DroppedPlace[] =>
  data.ledger
    .sources()
    .skipped.filter((s) => s.code === why && stageOf(s) === stage)
    .slice(0, limit)
    .map(({ path, line, reason }, i) => ({ key: `skip:${why}:${i}`, path, line, why: reason }));

/** Rows that a dataset refused. The marks of their example say more than the reason does. */
function droppedRows(data: RunData, stage: string, why: string, limit: number): DroppedPlace[] {
  const origins = originsOf(data);
  const found: { result: ExportResult; origin: Origin }[] = [];
  for (const result of data.ledger.exports()) {
    if (found.length === limit) break;
    if (EXPORT + result.dataset !== stage || !('dropped' in result) || result.dropped !== why) continue;
    const origin = origins(result);
    if (origin) found.push({ result, origin });
  }
  const examples = new Set(found.map(({ origin }) => origin.example));
  const marks = new Map<string, string>();
  for (const card of data.ledger.cards())
    if (examples.has(card.id)) marks.set(card.id, card.marks.map((m) => m.why).join('; '));
  return found.map(({ result: { dataset, id }, origin: { example, at } }) => ({
    key: `export:${dataset}:${id}`,
    path: at.path,
    line: at.line,
    why: marks.get(example) || id,
  }));
}

/** The example of a row, and the record where its session begins; of a pair those of the chosen side. */
interface Origin {
  example: string;
  at: Provenance['records'][number];
}
type Origins = (result: ExportResult) => Origin | undefined;

let known: { data: RunData; origins: Origins } | undefined;

/** How to get from a row to its log; made once per run. */
function originsOf(data: RunData): Origins {
  if (known?.data === data) return known.origins;
  const records = new Map<string, Origin['at']>();
  for (const {
    examples,
    records: [first],
  } of data.ledger.sessions())
    if (first) for (const id of examples) records.set(id, first);
  const chosen = new Map<string, string>();
  for (const pair of data.ledger.pairs()) chosen.set(pair.id, pair.chosen.example);
  const origins: Origins = ({ id }) => {
    const example = chosen.get(id) ?? id;
    const at = records.get(example);
    return at && { example, at };
  };
  known = { data, origins };
  return origins;
}
