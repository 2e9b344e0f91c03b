/** Tests and other checks that the run made itself: the last run of each, after the last edit. */
import { type Evidence, evidenceOf } from '../../model/outcome.ts';
import type { RunCall, RunView } from './run-view.ts';
import { testCounts } from './runners.ts';
import { isEdit, runCommand, runsScript, suiteOf } from './shell.ts';

/**
 * Judgements from published runs of coding agents: tests that an agent has seen pass are seldom all that the task asks for, so
 * they alone decide only where they failed before the edits. A failing suite may have failed before; see docs/trajectories.md.
 */
const CONFIDENCE = {
  fixed: 0.86,
  pass: 0.8,
  fail: 0.8,
  /** Passed before the edits and fails after them. */
  broken: 0.88,
  /** A script of the agent's own: it failed before the edits, and runs after them. */
  reproduced: 0.8,
  scriptFails: 0.75,
} as const;

interface Check {
  readonly suite: string;
  readonly passed: number;
  readonly failed: number;
  readonly runner: string;
  readonly seq: number;
}

export function testEvidence(view: RunView): Evidence[] {
  const { calls } = view;
  if (calls.length === 0) return [];
  const edits = calls.filter(isEdit);
  const checks = calls.flatMap((call) => checkOf(call) ?? []);
  const lastEdit = edits.at(-1)?.seq ?? -1;
  const firstEdit = edits[0]?.seq ?? -1;
  const suites = new Map<string, { before?: Check; after?: Check }>();
  for (const check of checks) {
    const suite = suites.get(check.suite) ?? {};
    if (check.seq > lastEdit) suite.after = check;
    else if (check.seq < firstEdit) suite.before = check;
    suites.set(check.suite, suite);
  }
  // Each part of a longer talk is judged by its own checks.
  return verdictOf([...suites.values()], view, edits.length > 0);
}

function checkOf(call: RunCall): Check | undefined {
  const command = call.result === undefined ? undefined : runCommand(call);
  if (command === undefined || call.result === undefined) return undefined;
  const counts = testCounts(call.result);
  const at = { suite: suiteOf(command), seq: call.resultSeq };
  if (counts) return { ...at, ...counts };
  if (!runsScript(command)) return undefined;
  return { ...at, runner: 'script', passed: call.failed ? 0 : 1, failed: call.failed ? 1 : 0 };
}

/** One verdict for all suites: a failure of one is a failure of the work. */
function verdictOf(suites: readonly { before?: Check; after?: Check }[], view: RunView, edited: boolean): Evidence[] {
  const after = suites.flatMap((s) => s.after ?? []);
  const runs = after.filter((c) => c.runner !== 'script');
  const list = runs.length > 0 ? runs : after;
  if (list.length === 0) return [];
  const failing = list.filter((c) => c.failed > 0);
  const shown = failing.length > 0 ? failing : list;
  const sum = (key: 'passed' | 'failed'): number => shown.reduce((all, c) => all + c[key], 0);
  const at = view.messagesOf(shown.map((c) => c.seq));
  const earlier = (check: Check): Check | undefined => suites.find((s) => s.after === check)?.before;
  const runner = shown[0]?.runner ?? '';
  const counts = `${runner}: ${sum('passed')} passed, ${sum('failed')} failed`;
  if (runner === 'script') return scriptVerdict(shown, earlier, edited, at);
  if (failing.length > 0) {
    const was = failing.map(earlier);
    if (was.some((b, i) => b && b.failed < (failing[i]?.failed ?? 0)))
      return [evidenceOf('tests', false, CONFIDENCE.broken, `${counts}, fewer before the edits`, at)];
    return [evidenceOf('tests', false, CONFIDENCE.fail, counts, at)];
  }
  const fixed = list.some((c) => (earlier(c)?.failed ?? 0) > 0);
  return [
    evidenceOf(
      'tests',
      true,
      fixed ? CONFIDENCE.fixed : CONFIDENCE.pass,
      fixed ? `${counts}, failing before the edits` : counts,
      at,
    ),
  ];
}

/** A script that runs through proves nothing by itself: it may print the wrong thing. */
function scriptVerdict(
  list: readonly Check[],
  earlier: (check: Check) => Check | undefined,
  edited: boolean,
  at: number[],
): Evidence[] {
  const last = list.at(-1);
  if (!last || !edited) return [];
  if (last.failed > 0)
    return [evidenceOf('tests', false, CONFIDENCE.scriptFails, 'the last script fails', at.slice(-1))];
  if ((earlier(last)?.failed ?? 0) === 0) return [];
  return [evidenceOf('tests', true, CONFIDENCE.reproduced, 'a script that failed before the edits runs', at.slice(-1))];
}
