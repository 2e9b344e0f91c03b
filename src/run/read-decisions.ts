/** Decisions as the stages take them: what people wrote into `decisions.jsonl` passes redaction like a log. */
import type { Pair } from '../model/example.ts';
import { createRedactor } from '../redact/index.ts';
import type { Card } from '../stages/card.ts';
import type { Decisions } from '../stages/decide/decide.ts';
import type { ExampleSource } from '../stages/example-source.ts';
import type { OpenRun } from './open.ts';
import { redactDecisions } from './store/decision-log.ts';
import { redactEdits } from './store/edits.ts';

/** What redaction found in an edit, the gate looks for in the rows of its sessions. */
export async function readDecisions(
  { written, redactor: options, key, gate }: OpenRun,
  cards: readonly Card[],
  pairs: readonly Pair[],
  store: ExampleSource,
): Promise<Decisions> {
  const edited = [...written.values()].some((decided) => decided.edits.size > 0);
  if (!edited) return redactDecisions(written, async () => undefined);
  const redactor = await createRedactor({ ...options, key });
  const targets = { cards: new Map(cards.map((c) => [c.id, c])), pairs: new Map(pairs.map((p) => [p.id, p])), store };
  return redactDecisions(written, async (id, texts) => {
    const done = await redactEdits(redactor, id, texts, targets);
    for (const session of done?.sessions ?? []) gate.add(done?.gateValues ?? [], session);
    return done?.texts;
  });
}
