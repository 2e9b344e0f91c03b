/** Redaction of the answers that people wrote into examples: by the redactor of the run, in the numbering of the example. */

import type { Example, Pair } from '../../model/example.ts';
import type { EditRedaction, Redactor } from '../../redact/types.ts';
import type { CardFacts } from '../../stages/card.ts';
import type { ExampleSource } from '../../stages/example-source.ts';

/** Examples and pairs of a run. */
export interface Targets {
  cards: { get(id: string): CardFacts | undefined };
  pairs: ReadonlyMap<string, Pair>;
  store: ExampleSource;
}

/**
 * Redacts the edits of one example or pair together.
 * @returns With the sessions that they belong to; undefined when the run has no such example or pair.
 */
export async function redactEdits(
  redactor: Pick<Redactor, 'redactEdits'>,
  id: string,
  texts: readonly string[],
  { cards, pairs, store }: Targets,
): Promise<(EditRedaction & { sessions: string[] }) | undefined> {
  const pair = pairs.get(id);
  const ids = pair ? [pair.chosen.example, pair.rejected.example] : [id];
  const examples = ids.flatMap((one) => cards.get(one) ?? []);
  if (examples.length === 0) return undefined;
  const beside = examples.flatMap((card) => stringsOf(store.read(card)));
  return { ...(await redactor.redactEdits(texts, beside)), sessions: examples.map((card) => card.session) };
}

function stringsOf(example: Example): string[] {
  const out: string[] = [];
  JSON.stringify(example, (_, value: unknown) => {
    if (typeof value === 'string') out.push(value);
    return value;
  });
  return out;
}
