/**
 * Complexity levels. Counts of things that the log shows, so that a level can be checked by hand:
 *
 * 1  one exchange, no tools
 * 2  several exchanges without tools, or up to two calls without a hitch
 * 3  three or more calls, or two or more tools
 * 4  ten or more calls, four or more tools, or a hitch: a failed call, a repeated call, arguments that do not parse
 * 5  twenty or more calls with three or more tools or hitches: long work with recovery
 */
export interface Features {
  userTurns: number;
  assistantTurns: number;
  calls: number;
  distinctTools: number;
  /** Most calls in one message. */
  parallel: number;
  /** Results flagged as errors. */
  errors: number;
  /** Calls with the name and arguments of an earlier one. */
  repeats: number;
  badArguments: number;
  orphans: number;
  unanswered: number;
}

export function complexityOf(f: Features): 1 | 2 | 3 | 4 | 5 {
  const hitches = f.errors + f.repeats + f.badArguments;
  if (f.calls >= 20 && (f.distinctTools >= 3 || hitches >= 3)) return 5;
  if (f.calls >= 10 || f.distinctTools >= 4 || (f.calls > 0 && hitches > 0)) return 4;
  if (f.calls >= 3 || f.distinctTools >= 2) return 3;
  return f.calls > 0 || f.assistantTurns > 1 ? 2 : 1;
}
