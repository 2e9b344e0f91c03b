/** Does a person prefer the answer that the pair calls chosen? */
import type { GoldPair } from './open.ts';
import { type Share, shareOf } from './share.ts';

export interface PairScore {
  /** Of the pairs with a better side, those whose chosen one it is. */
  agreement: Share;
  /** Pairs with no better side: nothing should be learnt from them. */
  ties: number;
  bySource: Record<string, Share>;
}

export function pairScore(pairs: readonly GoldPair[]): PairScore {
  const judged = pairs.flatMap(({ pair, labels: { better } }) =>
    better === undefined ? [] : [{ better, source: pair.evidence.source }],
  );
  const agreement = (some: typeof judged): Share => {
    const sides = some.filter(({ better }) => better !== 'tie');
    return shareOf(sides.filter(({ better }) => better === 'chosen').length, sides.length);
  };
  const sources = [...new Set(judged.map(({ source }) => source))].sort();
  return {
    agreement: agreement(judged),
    ties: judged.filter(({ better }) => better === 'tie').length,
    bySource: Object.fromEntries(sources.map((s) => [s, agreement(judged.filter(({ source }) => source === s))])),
  };
}
