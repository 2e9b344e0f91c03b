/**
 * Results of test runners in the output of a command: how many tests passed and failed. Each runner ends with a summary of its
 * own form; a line that only speaks of tests is none.
 */

export interface TestCounts {
  readonly runner: string;
  readonly passed: number;
  /** Errors included. */
  readonly failed: number;
}

/** Summaries stand at the end; behind them come warnings and slow tests at most. */
const TAIL = 12_000;
/** One of these is in every summary. */
const HINT = /pass|fail|\d errors? in |\bOK\b|^ok\b|^not ok\b|successful|completed/im;

interface Runner {
  readonly name: string;
  /** One line of it. */
  readonly line: RegExp;
  /** Counts of a line; undefined when it is none after all. */
  read(groups: RegExpExecArray): { passed: number; failed: number } | undefined;
  /** Lines of one run add up; else the last one is the total. */
  readonly adds?: boolean;
}

const n = (text: string | undefined): number => (text === undefined ? 0 : Number(text));

/** The number before or behind a word: `3 failed`, `Failures: 3`. */
const before = (text: string, word: string): number => n(new RegExp(`(\\d+) ${word}`, 'i').exec(text)?.[1]);

const words = (text: string): { passed: number; failed: number } => ({
  passed: before(text, 'pass'),
  failed: before(text, 'fail') + before(text, 'error'),
});

/** Tests of which failures and errors are told: the rest passed. */
const rest = (all: number, failed: number): { passed: number; failed: number } => ({
  passed: Math.max(0, all - failed),
  failed,
});

const RUNNERS: readonly Runner[] = [
  {
    name: 'pytest',
    line: /^(?:=+ )?((?:\d{1,7} (?:failed|passed|skipped|deselected|xfailed|xpassed|errors?|warnings?|rerun|subtests passed),? ?){1,8})in \d[\d.]*(?:s| seconds)/,
    read: (m) => words(m[1] ?? ''),
  },
  // `Tests:  1 failed, 5 passed, 6 total` and `Tests  1 failed | 5 passed (6)`.
  {
    name: 'jest',
    line: /^\s*Tests:?\s+(\d{1,7} (?:failed|passed|skipped|todo|pending)\b.*)$/,
    read: (m) => words(m[1] ?? ''),
  },
  {
    name: 'mocha',
    line: /^\s*(\d{1,7}) (passing|failing)\b/,
    adds: true,
    read: (m) => (m[2] === 'passing' ? { passed: n(m[1]), failed: 0 } : { passed: 0, failed: n(m[1]) }),
  },
  {
    name: 'cargo',
    line: /^test result: (?:ok|FAILED)\. (\d{1,7}) passed; (\d{1,7}) failed/,
    adds: true,
    read: (m) => ({ passed: n(m[1]), failed: n(m[2]) }),
  },
  { name: 'go', line: /^(ok|FAIL|---\s(?:FAIL|PASS):)\s+\S+/, adds: true, read: goLine },
  {
    name: 'maven',
    line: /\bTests run: (\d{1,7}), Failures: (\d{1,7}), Errors: (\d{1,7})/,
    read: (m) => rest(n(m[1]), n(m[2]) + n(m[3])),
  },
  {
    name: 'junit',
    line: /^\[\s*(\d{1,7}) tests (successful|failed)\s*\]/,
    adds: true,
    read: (m) => (m[2] === 'successful' ? { passed: n(m[1]), failed: 0 } : { passed: 0, failed: n(m[1]) }),
  },
  { name: 'gradle', line: /^(\d{1,7}) tests? completed(?:, (\d{1,7}) failed)?/, read: (m) => rest(n(m[1]), n(m[2])) },
  // JUnit 4 and PHPUnit.
  { name: 'phpunit', line: /^OK \((\d{1,7}) tests?\b/, read: (m) => ({ passed: n(m[1]), failed: 0 }) },
  {
    name: 'phpunit',
    line: /^Tests: (\d{1,7}), Assertions: \d+(.*)$/,
    read: (m) => rest(n(m[1]), behind(m[2] ?? '', 'Failures') + behind(m[2] ?? '', 'Errors')),
  },
  {
    name: 'rspec',
    line: /^(\d{1,7}) examples?, (\d{1,7}) failures?(.*)$/,
    read: (m) => rest(n(m[1]), n(m[2]) + before(m[3] ?? '', 'error')),
  },
  {
    name: 'minitest',
    line: /^(\d{1,7}) (?:runs|tests), \d+ assertions, (\d{1,7}) failures, (\d{1,7}) errors/,
    read: (m) => rest(n(m[1]), n(m[2]) + n(m[3])),
  },
  {
    name: 'exunit',
    line: /^(?:\d+ doctests?, )?(\d{1,7}) tests?, (\d{1,7}) failures?\b/,
    read: (m) => rest(n(m[1]), n(m[2])),
  },
  {
    name: 'dotnet',
    line: /^\s*(?:Passed|Failed)!\s+-\s+Failed:\s+(\d{1,7}), Passed:\s+(\d{1,7})/,
    adds: true,
    read: (m) => ({ passed: n(m[2]), failed: n(m[1]) }),
  },
  {
    name: 'ctest',
    line: /^\d{1,3}% tests passed, (\d{1,7}) tests? failed out of (\d{1,7})/,
    read: (m) => rest(n(m[2]), n(m[1])),
  },
  {
    name: 'googletest',
    line: /^\[ {2}(PASSED|FAILED) {2}\] (\d{1,7}) tests?\b/,
    adds: true,
    read: (m) => (m[1] === 'PASSED' ? { passed: n(m[2]), failed: 0 } : { passed: 0, failed: n(m[2]) }),
  },
  {
    name: 'deno',
    line: /^(?:ok|FAILED) \| (\d{1,7}) passed[^|]*\| (\d{1,7}) failed/,
    read: (m) => ({ passed: n(m[1]), failed: n(m[2]) }),
  },
  {
    name: 'swift',
    line: /^\s*Executed (\d{1,7}) tests?, with (\d{1,7}) failures?/,
    read: (m) => rest(n(m[1]), n(m[2])),
  },
  // `# pass 5` of node:test and tape, `ℹ fail 0`, ` 5 pass` of bun.
  {
    name: 'tap',
    line: /^(?:#|ℹ)\s+(pass|fail)\s+(\d{1,7})$/,
    adds: true,
    read: (m) => (m[1] === 'pass' ? { passed: n(m[2]), failed: 0 } : { passed: 0, failed: n(m[2]) }),
  },
  {
    name: 'bun',
    line: /^\s*(\d{1,7}) (pass|fail)$/,
    adds: true,
    read: (m) => (m[2] === 'pass' ? { passed: n(m[1]), failed: 0 } : { passed: 0, failed: n(m[1]) }),
  },
  {
    name: 'playwright',
    line: /^\s{2}(\d{1,7}) (passed|failed)(?: \([\d.]+m?s\))?$/,
    adds: true,
    read: (m) => (m[2] === 'passed' ? { passed: n(m[1]), failed: 0 } : { passed: 0, failed: n(m[1]) }),
  },
];

const behind = (text: string, word: string): number => n(new RegExp(`${word}: (\\d+)`).exec(text)?.[1]);

/** A package is one test, since quiet runs name no others; verbose ones name each, and then its package is no more. */
function goLine(m: RegExpExecArray): { passed: number; failed: number } | undefined {
  const head = m[1] ?? '';
  if (head === 'ok' && !/^ok\s+\S+\s+(?:\(cached\)|\d[\d.]*s)/.test(m.input)) return undefined;
  if (head === 'FAIL' && !/^FAIL\s+\S+\s+(?:\[|\d[\d.]*s)/.test(m.input)) return undefined;
  return head === 'ok' || head.endsWith('PASS:') ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

const COLOUR = /\u001b\[[\d;]*m/g;

/** @returns undefined where no runner's summary stands in the text, or no test was run */
export function testCounts(output: string): TestCounts | undefined {
  const tail = output.slice(-TAIL);
  if (!HINT.test(tail)) return undefined;
  const lines = (tail.includes('\u001b') ? tail.replace(COLOUR, '') : tail).split(/\r?\n/);
  for (const runner of RUNNERS) {
    const found = countsOf(runner, lines);
    if (found) return found;
  }
  return unittest(lines) ?? plainTap(lines);
}

function countsOf({ name, line, read, adds }: Runner, lines: readonly string[]): TestCounts | undefined {
  let [passed, failed, seen] = [0, 0, false];
  for (const text of lines) {
    // Summaries are short; what is longer is output of a test.
    const match = text.length < 300 ? line.exec(text) : null;
    const counts = match && read(match);
    if (!counts) continue;
    seen = true;
    [passed, failed] = adds ? [passed + counts.passed, failed + counts.failed] : [counts.passed, counts.failed];
  }
  return seen && passed + failed > 0 ? { runner: name, passed, failed } : undefined;
}

/** `Ran 5 tests in 0.01s`, and in the next lines `OK` or `FAILED (failures=1, errors=2)`. */
function unittest(lines: readonly string[]): TestCounts | undefined {
  const at = lines.findLastIndex((l) => /^Ran \d{1,7} tests? in [\d.]+s/.test(l));
  const all = n(/^Ran (\d+)/.exec(lines[at] ?? '')?.[1]);
  const verdict = lines.slice(at + 1, at + 4).find((l) => /^(?:OK|FAILED)\b/.test(l));
  if (at < 0 || all === 0 || verdict === undefined) return undefined;
  const failed = n(/failures=(\d+)/.exec(verdict)?.[1]) + n(/errors=(\d+)/.exec(verdict)?.[1]);
  return { runner: 'unittest', ...rest(all, verdict.startsWith('OK') ? 0 : Math.max(1, failed)) };
}

/** Lines of TAP count where the plan stands among them: `ok 1` alone may be anything. */
function plainTap(lines: readonly string[]): TestCounts | undefined {
  if (!lines.some((l) => /^1\.\.[1-9]\d{0,6}\s*(?:#.*)?$/.test(l))) return undefined;
  const passed = lines.filter((l) => /^ok \d/.test(l)).length;
  const failed = lines.filter((l) => /^not ok \d/.test(l) && !/# (?:TODO|SKIP)/i.test(l)).length;
  return passed + failed > 0 ? { runner: 'tap', passed, failed } : undefined;
}
