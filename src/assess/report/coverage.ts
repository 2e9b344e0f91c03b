/** How many rows there are of what: a feature that only a few rows have is learnt badly, or not at all. */

import type { Kind } from '../../datasets/kinds/kind.ts';
import { isLevel } from '../../model/tags.ts';
import type { SplitName } from '../../stages/split/split.ts';
import type { Row } from './rows.ts';
import { callsOf } from './rows.ts';

export interface Coverage {
  /** Rows by feature, value and split. A row counts once for each tool that it calls. */
  features: Record<string, Record<string, Partial<Record<SplitName, number>>>>;
  /** Tools that rows declare and no row calls. */
  neverCalled: string[];
}

export class CoverageCounter {
  private readonly features = new Map<string, Map<string, Partial<Record<SplitName, number>>>>();
  private readonly declared = new Set<string>();

  /** @param kind Says which keys of `meta` are features. */
  constructor(private readonly kind: Pick<Kind, 'features'>) {}

  add(split: SplitName, { meta, declared, messages }: Row): void {
    for (const name of this.kind.features) this.count(name, String(meta[name] ?? 'not stated'), split);
    const called = new Set(messages.flatMap(callsOf).map((c) => c.function.name));
    for (const tool of called) this.count('tool', tool, split);
    for (const tool of declared) this.declared.add(tool);
  }

  close(): Coverage {
    const features: Coverage['features'] = {};
    for (const [name, values] of this.features) features[name] = Object.fromEntries(sorted(name, values));
    const called = this.features.get('tool');
    return { features, neverCalled: [...this.declared].filter((tool) => !called?.has(tool)).sort() };
  }

  private count(feature: string, value: string, split: SplitName): void {
    const values = this.features.get(feature) ?? new Map<string, Partial<Record<SplitName, number>>>();
    this.features.set(feature, values);
    const counts = values.get(value) ?? {};
    values.set(value, counts);
    counts[split] = (counts[split] ?? 0) + 1;
  }
}

type Values = [string, Partial<Record<SplitName, number>>][];

/** The most frequent first; levels in their order. */
function sorted(feature: string, values: ReadonlyMap<string, Partial<Record<SplitName, number>>>): Values {
  const all = (n: Partial<Record<SplitName, number>>): number => Object.values(n).reduce((a, b) => a + b, 0);
  return [...values].sort(([a, m], [b, n]) =>
    isLevel(feature) ? Number(a) - Number(b) : all(n) - all(m) || (a < b ? -1 : 1),
  );
}
