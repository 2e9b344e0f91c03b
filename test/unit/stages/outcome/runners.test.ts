/** Summaries of test runners, and lines that look like them. */
import { describe, expect, it } from 'vitest';
import { testCounts } from '../../../../src/stages/outcome/runners.ts';

const CASES: readonly [runner: string, passed: number, failed: number, output: string][] = [
  ['pytest', 12, 0, 'tests/test_a.py ......\n\n============ 12 passed in 0.34s ============'],
  ['pytest', 12, 4, 'FAILED tests/test_a.py::test_b\n=== 3 failed, 12 passed, 2 skipped, 1 error in 3.20s ==='],
  ['pytest', 0, 1, '!!!! Interrupted: 1 error during collection !!!!\n=== 1 error in 0.12s ==='],
  ['pytest', 5, 0, '5 passed, 1 warning in 0.02s'],
  ['unittest', 7, 0, '.......\n------\nRan 7 tests in 0.001s\n\nOK'],
  ['unittest', 4, 3, 'Ran 7 tests in 0.001s\n\nFAILED (failures=1, errors=2)'],
  ['unittest', 0, 1, 'Ran 1 test in 0.001s\n\nFAILED (errors=1)'],
  ['jest', 5, 1, 'Test Suites: 1 failed, 1 total\nTests:       1 failed, 2 skipped, 5 passed, 8 total\nTime: 1 s'],
  ['jest', 6, 0, ' Test Files  1 passed (1)\n      Tests  6 passed (6)\n   Duration  1s'],
  ['jest', 5, 1, '      Tests  1 failed | 5 passed (6)'],
  ['mocha', 5, 2, '\n  5 passing (10ms)\n  2 failing\n\n  1) adds'],
  ['cargo', 9, 1, 'test result: ok. 4 passed; 0 failed; 0 ignored\ntest result: FAILED. 5 passed; 1 failed; 0 ignored'],
  ['go', 2, 0, 'ok  \texample.com/a\t0.012s\nok  \texample.com/b\t(cached)'],
  ['go', 0, 2, '--- FAIL: TestAdd (0.00s)\n    a_test.go:7: got 3\nFAIL\nFAIL\texample.com/a\t0.012s'],
  ['go', 0, 1, 'FAIL\texample.com/a [build failed]'],
  [
    'maven',
    8,
    2,
    'Tests run: 3, Failures: 0, Errors: 0, Skipped: 0 - in A\n[ERROR] Tests run: 10, Failures: 1, Errors: 1, Skipped: 0',
  ],
  ['junit', 5, 1, '[         5 tests successful      ]\n[         1 tests failed          ]'],
  ['gradle', 4, 1, '5 tests completed, 1 failed\n\nFAILURE: Build failed'],
  ['phpunit', 5, 0, 'OK (5 tests, 10 assertions)'],
  ['phpunit', 3, 2, 'FAILURES!\nTests: 5, Assertions: 10, Failures: 1, Errors: 1.'],
  ['rspec', 4, 1, 'Finished in 0.1 seconds\n5 examples, 1 failure, 1 pending'],
  ['minitest', 3, 2, '5 runs, 10 assertions, 1 failures, 1 errors, 0 skips'],
  ['exunit', 4, 1, '5 tests, 1 failure'],
  ['dotnet', 4, 1, 'Failed!  - Failed:     1, Passed:     4, Skipped:     0, Total:     5, Duration: 9 ms'],
  ['ctest', 4, 1, '80% tests passed, 1 tests failed out of 5'],
  ['googletest', 4, 1, '[  PASSED  ] 4 tests.\n[  FAILED  ] 1 test, listed below:'],
  ['deno', 5, 0, 'ok | 5 passed | 0 failed (10ms)'],
  ['swift', 4, 1, 'Executed 5 tests, with 1 failure (0 unexpected) in 0.1 seconds'],
  ['tap', 5, 1, '# tests 6\n# pass 5\n# fail 1'],
  ['tap', 1, 1, 'TAP version 13\n1..3\nok 1 - a\nnot ok 2 - b\nnot ok 3 - c # TODO later'],
  ['bun', 5, 1, ' 5 pass\n 1 fail\nRan 6 tests across 1 files.'],
  ['playwright', 4, 1, '  1 failed\n    a.spec.ts:3\n  4 passed (3.2s)'],
  ['pytest', 3, 0, '\u001b[32m=== \u001b[1m3 passed\u001b[0m\u001b[32m in 0.02s\u001b[0m ==='],
];

it.each(CASES)('%s: %i passed, %i failed', (runner, passed, failed, output) => {
  expect(testCounts(output)).toEqual({ runner, passed, failed });
});

describe('is no summary:', () => {
  it.each([
    ['no test was run', 'no tests ran in 0.01s'],
    ['none of the tests was left', 'Ran 0 tests in 0.000s\n\nOK'],
    ['a sentence about tests', 'All 5 tests passed yesterday, so I think that it works.'],
    ['code', "print('=== ' + '12 passed in 0.34s')"],
    ['a plan', 'Tests: add one for each rule'],
    ['steps without a plan', 'ok 1\nok 2'],
    ['a package manager', 'ok  installed  left-pad'],
    ['nothing', ''],
  ])('%s', (_, output) => {
    expect(testCounts(output)).toBeUndefined();
  });
});

it('reads the end of a long output, and in linear time', () => {
  const noise = '1 passed 1 failed, '.repeat(200_000);
  const started = performance.now();
  expect(testCounts(`${noise}\n=== 2 passed in 0.01s ===`)).toEqual({ runner: 'pytest', passed: 2, failed: 0 });
  expect(performance.now() - started).toBeLessThan(200);
});
