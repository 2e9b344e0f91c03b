/** What there are rows of, crossed: complexity × domain × outcome and complexity × tool, and the targets that are not reached. */
import type { CoverageTarget } from '../model/config-report.ts';

/** Rows of one combination. */
export interface Cell {
  complexity: number;
  domain: string;
  outcome: string;
  rows: number;
}

/** A target of goldpan.json and how far it is reached. */
interface TargetReached extends CoverageTarget {
  /** Rows that it is about. */
  found: number;
  /** Rows that are missing; 0: it is reached. */
  missing: number;
}

export interface CrossCoverage {
  rows: number;
  cells: Cell[];
  /** Rows that call a tool, by its name and the row's complexity. A row counts once for each of its tools. */
  tools: { tool: string; complexity: number; rows: number }[];
  targets: TargetReached[];
}

/** A row's tags, as its `meta` has them. */
export type Tags = Readonly<Record<string, unknown>>;

export class CrossCounter {
  private rows = 0;
  private readonly cells = new Map<string, Cell>();
  private readonly tools = new Map<string, CrossCoverage['tools'][number]>();
  private readonly found: number[];

  constructor(private readonly targets: readonly CoverageTarget[] = []) {
    this.found = targets.map(() => 0);
  }

  /** @param tools that the row calls, each once */
  add(tags: Tags, tools: readonly string[]): void {
    this.rows++;
    const { complexity, domain, outcome } = tags;
    const cell = { complexity: Number(complexity), domain: String(domain), outcome: String(outcome), rows: 0 };
    count(this.cells, `${cell.complexity}\0${cell.domain}\0${cell.outcome}`, cell);
    for (const tool of tools)
      count(this.tools, `${tool}\0${cell.complexity}`, { tool, complexity: cell.complexity, rows: 0 });
    this.targets.forEach(({ where }, i) => {
      if (holds(where, tags, tools)) this.found[i] = (this.found[i] ?? 0) + 1;
    });
  }

  close(): CrossCoverage {
    return {
      rows: this.rows,
      cells: byKey(this.cells),
      tools: byKey(this.tools),
      targets: this.targets.map((target, i) => {
        const found = this.found[i] ?? 0;
        const wanted = Math.max(target.rows ?? 0, Math.ceil((target.share ?? 0) * this.rows));
        return { ...target, found, missing: Math.max(0, wanted - found) };
      }),
    };
  }
}

function count<C extends { rows: number }>(counts: Map<string, C>, key: string, fresh: C): void {
  const known = counts.get(key) ?? fresh;
  known.rows++;
  counts.set(key, known);
}

const byKey = <C>(counts: ReadonlyMap<string, C>): C[] =>
  [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);

/** Every key must hold; of a list one value. */
const holds = (where: CoverageTarget['where'], tags: Tags, tools: readonly string[]): boolean =>
  Object.entries(where).every(([name, wanted]) => {
    const own = name === 'tool' ? tools : [String(tags[name])];
    return [wanted].flat().some((value) => own.includes(String(value)));
  });

/** A target in words. */
export const aboutText = ({ where }: Pick<CoverageTarget, 'where'>): string =>
  Object.entries(where)
    .map(([name, value]) => `${name} ${[value].flat().join(' or ')}`)
    .join(', ') || 'all rows';
