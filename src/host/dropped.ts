/** Which lines of the logs were left out of the last run, by stage and reason, as far as the ledger has their places. */
import { type SkipStage, stageOf } from '../run/skips.ts';
import { runData } from './results.ts';
import type { In, Out } from './rpc.ts';
import type { DroppedPlace, Fate, RunData } from './types.ts';

const EXPORT = 'export:';

export async function droppedReasons({ project }: In<'droppedReasons'>): Promise<Out<'droppedReasons'>> {
  const data = runData(project);
  if (!data) return [];
  const found = new Map<string, { stage: string; why: string }>();
  const add = (stage: string, why: string) => found.set(`${stage}\0${why}`, { stage, why });
  for (const skip of data.skipped) add(stageOf(skip), skip.code);
  const origins = originsOf(data);
  for (const fate of data.fates) if ('dropped' in fate && origins(fate)) add(EXPORT + fate.dataset, fate.dropped);
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
  data.skipped
    .filter((s) => s.code === why && stageOf(s) === stage)
    .slice(0, limit)
    .map(({ path, line, reason }, i) => ({ key: `skip:${why}:${i}`, path, line, why: reason }));

function droppedRows(data: RunData, stage: string, why: string, limit: number): DroppedPlace[] {
  const origins = originsOf(data);
  const cards = new Map(data.cards.map((card) => [card.id, card]));
  const places: DroppedPlace[] = [];
  for (const fate of data.fates) {
    if (places.length === limit) break;
    if (EXPORT + fate.dataset !== stage || !('dropped' in fate) || fate.dropped !== why) continue;
    const origin = origins(fate);
    if (!origin) continue;
    const { path, line } = origin.at;
    const reasons = cards.get(origin.example)?.marks.map((m) => m.why);
    places.push({ key: `fate:${fate.dataset}:${fate.id}`, path, line, why: reasons?.join('; ') || fate.id });
  }
  return places;
}

/** The example of a row, and the record where its session begins; of a pair those of the chosen side. */
function originsOf(data: RunData) {
  const records = new Map(data.provenance.flatMap((p) => p.examples.map((id) => [id, p.records[0]] as const)));
  const chosen = new Map(data.pairs.map((pair) => [pair.id, pair.chosen.example]));
  return ({ id }: Fate) => {
    const example = chosen.get(id) ?? id;
    const at = records.get(example);
    return at && { example, at };
  };
}
