/** Tests and other checks that the run made itself: the last run of each, after the last edit. */
import { type Evidence, evidenceOf } from '../../model/outcome.ts';
import type { RunCall, RunView } from './run-view.ts';
import { testCounts } from './runners.ts';
import { isEdit, isTestEdit, runCommand, runsScript, suiteOf } from './shell.ts';

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
  /** A script of the agent's own: it crashed before the edits, and runs after them. */
  reproduced: 0.82,
  /** It ran before as well, and prints something else now. */
  changed: 0.74,
  scriptFails: 0.7,
  /** As many or more failed before the edits: not mended, or never part of the task. */
  failedBefore: 0.7,
  /** Nothing but tests was edited, or nothing at all: whoever asks which tests fail, or for one that does, is well served. */
  idle: 0.6,
} as const;

interface Check {
  readonly suite: string;
  readonly passed: number;
  readonly failed: number;
  readonly runner: string;
  readonly seq: number;
  /** What it printed, for comparison. */
  readonly output: string;
}

/** First run before the last edit, and last one after it. */
interface Suite {
  before?: Check;
  after?: Check;
}

export function testEvidence(view: RunView): Evidence[] {
  const { calls } = view;
  if (calls.length === 0) return [];
  const edits = calls.filter(isEdit);
  const checks = calls.flatMap((call) => checkOf(call) ?? []);
  const lastEdit = edits.at(-1)?.seq ?? -1;
  const suites = new Map<string, Suite>();
  for (const check of checks) {
    const suite = suites.get(check.suite) ?? {};
    if (check.seq > lastEdit) suite.after = check;
    else suite.before ??= check;
    suites.set(check.suite, suite);
  }
  // Each part of a longer talk is judged by its own checks.
  return verdictOf([...suites.values()], view, edits);
}

function checkOf(call: RunCall): Check | undefined {
  const command = call.result === undefined ? undefined : runCommand(call);
  if (command === undefined || call.result === undefined) return undefined;
  const counts = testCounts(call.result);
  const at = { suite: suiteOf(command), seq: call.resultSeq, output: call.result };
  if (counts) return { ...at, ...counts };
  const runner = runsScript(command) ? 'script' : 'command';
  return { ...at, runner, passed: call.failed ? 0 : 1, failed: call.failed ? 1 : 0 };
}

/** One verdict for all suites: a failure of one is a failure of the work. */
function verdictOf(suites: readonly Suite[], view: RunView, edits: readonly RunCall[]): Evidence[] {
  const after = suites.flatMap((s) => s.after ?? []);
  const list = after.filter((c) => c.runner !== 'script' && c.runner !== 'command');
  const earlier = (check: Check): Check | undefined => suites.find((s) => s.after === check)?.before;
  if (list.length === 0) return edits.length > 0 ? scriptVerdict(after, earlier, view) : [];
  const failing = list.filter((c) => c.failed > 0);
  const shown = failing.length > 0 ? failing : list;
  const sum = (key: 'passed' | 'failed'): number => shown.reduce((all, c) => all + c[key], 0);
  const at = view.messagesOf(shown.map((c) => c.seq));
  const runner = shown[0]?.runner ?? '';
  const counts = `${runner}: ${sum('passed')} passed, ${sum('failed')} failed`;
  const idle = edits.every(isTestEdit);
  if (failing.length > 0) {
    const was = failing.map(earlier);
    if (was.some((b, i) => b && b.failed < (failing[i]?.failed ?? 0)))
      return [evidenceOf('tests', false, CONFIDENCE.broken, `${counts}, fewer before the edits`, at)];
    const known = was.every((b) => b !== undefined && b.failed > 0);
    const confidence = idle ? CONFIDENCE.idle : known ? CONFIDENCE.failedBefore : CONFIDENCE.fail;
    return [evidenceOf('tests', false, confidence, counts, at)];
  }
  const fixed = list.some((c) => (earlier(c)?.failed ?? 0) > 0);
  return [
    evidenceOf(
      'tests',
      true,
      fixed ? CONFIDENCE.fixed : edits.length === 0 ? CONFIDENCE.idle : CONFIDENCE.pass,
      fixed ? `${counts}, failing before the edits` : counts,
      at,
    ),
  ];
}

/**
 * A script that runs through proves nothing by itself, since it may print the wrong thing: it has to have crashed before the edits, or
 * printed something else. Any other command (a build, a type checker) counts when it failed before.
 */
function scriptVerdict(
  list: readonly Check[],
  earlier: (check: Check) => Check | undefined,
  view: RunView,
): Evidence[] {
  const say = (check: Check, success: boolean, confidence: number, rule: string): Evidence[] => [
    evidenceOf('tests', success, confidence, rule, view.messagesOf([check.seq])),
  ];
  const last = list.findLast((c) => c.runner === 'script');
  if (last && last.failed > 0) return say(last, false, CONFIDENCE.scriptFails, 'the last script fails');
  const fixed = list.findLast((c) => c.failed === 0 && (earlier(c)?.failed ?? 0) > 0);
  if (fixed) return say(fixed, true, CONFIDENCE.reproduced, `a ${fixed.runner} that failed before the edits runs`);
  const was = last && earlier(last);
  if (!last || !was || was.output === last.output) return [];
  return say(last, true, CONFIDENCE.changed, 'a script prints something else after the edits');
}
