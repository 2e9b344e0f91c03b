/** Takes a person out of the names in a manifest: of topics and of tools. Their counts stay, as all counts of the run do. */
import type { Manifest } from '../../datasets/manifest.ts';

/** Stands for a name with the person in it. In brackets, so that no tool is called so. */
const ERASED = '(erased)';

/** @param holds does the name hold the person, or a part? */
export function withoutNames(
  { topics, coverage, periods, ...rest }: Manifest,
  holds: (name: string) => boolean,
): Manifest {
  const named = (name: string): string => (holds(name) ? ERASED : name);
  return {
    ...rest,
    ...(topics && { topics: { ...topics, names: topics.names.map(named) } }),
    ...(coverage && { coverage: { ...coverage, tools: coverage.tools.map((t) => ({ ...t, tool: named(t.tool) })) } }),
    ...(periods && {
      periods: { ...periods, list: periods.list.map((p) => ({ ...p, tools: renamed(p.tools, named) })) },
    }),
  };
}

/** Two names that become one are counted together. */
function renamed(counts: Readonly<Record<string, number>>, named: (name: string) => string): Record<string, number> {
  const out = new Map<string, number>();
  for (const [name, n] of Object.entries(counts)) out.set(named(name), (out.get(named(name)) ?? 0) + n);
  return Object.fromEntries(out);
}
