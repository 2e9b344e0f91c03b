/**
 * Tools of sessions whose logs declare none: those that the run's other sessions of the application declare or call. Known only
 * when all sessions have passed, so it is kept beside the run store and laid over what is read from it.
 */
import { joinObserved, type Observed, observedIn } from '../../ingest/observed-schema.ts';
import type { Example } from '../../model/example.ts';
import { PLACEHOLDER } from '../../model/placeholder.ts';
import type { ToolDef } from '../../model/session.ts';
import type { Redacted } from '../../redact/brand.ts';

/** One application's tools, as a line of the ledger. */
export interface AppTools {
  format: string;
  /** Absent: what the format's logs do not name. */
  app?: string | undefined;
  tools: ToolDef[];
}

/** Most tools that OpenAI takes in a request. More of one application are those of a mixed data set: each session has its own. */
const MOST = 128;
/** Names that are kept for sessions of such a set; beyond that they keep what they know themselves. */
const KEPT = 4096;

type Group = Map<string, ToolDef>;

export class RunTools {
  private readonly groups = new Map<string, Group>();

  /** @param lines of an earlier run */
  constructor(lines: Iterable<AppTools> = []) {
    for (const { tools, ...of } of lines) for (const tool of tools) this.add(this.group(of), tool);
  }

  /** Called in the order of the sessions, whatever the number of threads. */
  note(example: Redacted<Pick<Example, 'format' | 'app' | 'tools'>>): void {
    if (example.tools.length === 0) return;
    const group = this.group(example);
    // Placeholders are numbered by session: in another one they would name somebody else.
    for (const tool of example.tools) if (!JSON.stringify(tool).match(PLACEHOLDER)) this.add(group, tool);
  }

  /** Tools of an example whose own are inferred; undefined: it keeps its own. */
  of({ format, app, tools }: Pick<Example, 'format' | 'app' | 'tools'>): ToolDef[] | undefined {
    if (tools.length === 0 || tools.some((t) => !t.inferred)) return undefined;
    const group = this.groups.get(keyOf({ format, app }));
    if (!group) return undefined;
    const own = tools.map((t) => group.get(t.name) ?? t);
    if (group.size > MOST) return own;
    const names = new Set(tools.map((t) => t.name));
    return [...own, ...[...group.values()].filter((t) => !names.has(t.name))].sort((a, b) =>
      a.name < b.name ? -1 : 1,
    );
  }

  *lines(): Generator<AppTools> {
    for (const [key, group] of this.groups) {
      const [format = '', app] = key.split('\0');
      yield { format, app, tools: [...group.values()] };
    }
  }

  private group(of: Pick<AppTools, 'format' | 'app'>): Group {
    const key = keyOf(of);
    const known = this.groups.get(key) ?? new Map<string, ToolDef>();
    this.groups.set(key, known);
    return known;
  }

  /** What a log declares goes before what was seen; of two declarations the first. */
  private add(group: Group, tool: ToolDef): void {
    const known = group.get(tool.name);
    if (!known) {
      if (group.size < KEPT) group.set(tool.name, tool);
    } else if (known.inferred && !tool.inferred) group.set(tool.name, tool);
    else if (known.inferred && tool.inferred) {
      const joined = both(observedIn(known.parameters), observedIn(tool.parameters));
      if (joined) group.set(tool.name, { ...known, parameters: JSON.stringify(joined) });
    }
  }
}

const both = (a: Observed | undefined, b: Observed | undefined): Observed | undefined =>
  a && b ? joinObserved(a, b) : (a ?? b);

const keyOf = ({ format, app }: Pick<AppTools, 'format' | 'app'>): string => (app ? `${format}\0${app}` : format);
