/** What redaction hid rightly, hid wrongly and missed, in the examples that a person read for it. Counts are of places, not of values. */
import type { Example, Message } from '../../model/example.ts';
import type { PiiType } from '../../model/pii.ts';
import { placeholdersIn } from '../../model/placeholder.ts';
import type { CuratedCard } from '../../stages/curated.ts';
import type { GoldExample } from './open.ts';
import { type Share, shareOf } from './share.ts';

interface TypeScore {
  /** Placeholders in the texts. Made-up values look like any word, and cannot be counted. */
  hidden: number;
  wrong: number;
  missed: number;
  precision: Share;
  recall: Share;
}

export interface RedactionScore {
  /** Examples that were read for it. */
  examples: number;
  all: TypeScore;
  /** Types of which there is something, by name. */
  byType: Partial<Record<PiiType, TypeScore>>;
}

type Counts = Record<'hidden' | 'wrong' | 'missed', number>;

export function redactionScore(
  examples: readonly GoldExample[],
  read: (card: CuratedCard) => Pick<Example, 'messages'>,
): RedactionScore {
  const counts = new Map<PiiType, Counts>();
  const add = (type: PiiType, what: keyof Counts): void => {
    const of = counts.get(type) ?? { hidden: 0, wrong: 0, missed: 0 };
    of[what]++;
    counts.set(type, of);
  };
  const seen = examples.flatMap(({ card, labels }) => (labels.redaction ? [{ card, ...labels.redaction }] : []));
  for (const { card, missed, wrong } of seen) {
    for (const text of read(card).messages.flatMap(textsOf))
      for (const { type } of placeholdersIn(text)) add(type, 'hidden');
    for (const { type } of wrong) add(type, 'wrong');
    for (const { type } of missed) add(type, 'missed');
  }
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  const sum = (what: keyof Counts): number => sorted.reduce((n, [, c]) => n + c[what], 0);
  return {
    examples: seen.length,
    all: scoreOf({ hidden: sum('hidden'), wrong: sum('wrong'), missed: sum('missed') }),
    byType: Object.fromEntries(sorted.map(([type, c]) => [type, scoreOf(c)])),
  };
}

const textsOf = ({ content, reasoning = '', calls = [] }: Message): string[] => [
  content,
  reasoning,
  ...calls.map((c) => c.args),
];

function scoreOf({ hidden, wrong, missed }: Counts): TypeScore {
  const right = Math.max(0, hidden - wrong);
  return { hidden, wrong, missed, precision: shareOf(right, hidden), recall: shareOf(right, right + missed) };
}
