/** Tests and checks that a run made itself: the last run of each, after the last edit. */
import { describe, expect, it } from 'vitest';
import { evidence, type Line, of } from './support.ts';

const ask: Line = { user: 'Rounding is off in the invoice. Please fix it.' };
const run = (command: string, result: string, error = false): Line => ({
  call: 'bash',
  args: { command },
  result,
  error,
});
const edit = (path = 'src/invoice.py'): Line => ({
  call: 'str_replace_editor',
  args: { command: 'str_replace', path, old_str: 'a', new_str: 'b' },
  result: 'edited',
});
const PASS = '=== 4 passed in 0.1s ===';
const FAIL = '=== 1 failed, 3 passed in 0.1s ===';
const CRASH = 'Traceback (most recent call last):\n  File "x.py", line 1\nValueError: bad';

it.each<[string, Line[], string[]]>([
  ['pass after the edit', [edit(), run('pytest', PASS)], ['success pytest: 4 passed, 0 failed']],
  [
    'failed before and pass after',
    [run('pytest', FAIL), edit(), run('pytest -q', PASS)],
    ['success pytest: 4 passed, 0 failed, failing before the edits'],
  ],
  ['fail after the edit', [edit(), run('pytest', FAIL)], ['failure pytest: 3 passed, 1 failed']],
  [
    'passed before and fail after',
    [run('pytest', PASS), edit(), run('pytest', FAIL)],
    ['failure pytest: 3 passed, 1 failed, fewer before the edits'],
  ],
  ['ran before the edit only', [run('pytest', PASS), edit()], []],
  [
    'were run again: the last run counts',
    [edit(), run('pytest', FAIL), run('pytest', PASS)],
    ['success pytest: 4 passed, 0 failed'],
  ],
  [
    'of two suites one fails',
    [edit(), run('pytest a', PASS), run('pytest b', FAIL)],
    ['failure pytest: 3 passed, 1 failed'],
  ],
  ['pass without an edit', [run('cd /repo && pytest', PASS)], ['success pytest: 4 passed, 0 failed']],
  ['are text of a file', [edit(), run('cat ci.log', PASS)], []],
  [
    'are text of a file that an editor shows',
    [edit(), { call: 'read_file', args: { path: 'ci.log' }, result: PASS }],
    [],
  ],
  [
    'were run by a tool of its own',
    [edit(), { call: 'run_tests', args: {}, result: PASS }],
    ['success pytest: 4 passed, 0 failed'],
  ],
  [
    'follow an edit that was refused',
    [run('pytest', PASS), { ...edit(), result: 'No replacement was performed' } as Line],
    ['success pytest: 4 passed, 0 failed'],
  ],
  [
    'follow a change of a script to try things out',
    [edit(), run('pytest', PASS), edit('reproduce.py')],
    ['success pytest: 4 passed, 0 failed'],
  ],
  ['come before a change by the shell', [run('pytest', PASS), run("sed -i 's/a/b/' src/invoice.py", '')], []],
])('tests that %s', (_, lines, said) => {
  expect(of('tests', [ask, ...lines, { assistant: 'Done.' }])).toEqual(said);
});

describe('tests decide', () => {
  const own = (path: string): Line => ({ call: 'write_file', args: { path, content: 'x' }, result: 'ok' });
  it.each<[string, Line[], boolean]>([
    ['that fail after an edit', [edit(), run('pytest', FAIL)], true],
    ['not where nothing was edited: they were asked for', [run('pytest', FAIL)], false],
    ['nor where those pass', [run('pytest', PASS)], false],
    ['nor where tests alone were edited', [own('tests/test_a.py'), run('pytest', FAIL)], false],
    ['nor by a shell', [run("sed -i 's/a/b/' a.spec.ts", ''), run('npx vitest', ' Tests  1 failed | 2 passed')], false],
    ['where the tests and the work were', [own('tests/test_a.py'), own('a.py'), run('pytest', FAIL)], true],
    ['not where as many failed before', [run('pytest', FAIL), edit(), run('pytest', FAIL)], false],
    ['where tests that were written pass', [own('tests/test_a.py'), run('pytest', PASS)], true],
  ])('%s', (_, lines, decides) => {
    const said = evidence([ask, ...lines, { assistant: 'Done.' }]).filter((e) => e.source === 'tests');
    expect(said).toHaveLength(1);
    expect((said[0]?.confidence ?? 0) >= 0.8).toBe(decides);
  });
});

describe('a check of the agent’s own', () => {
  const script = (result: string): Line => run('python reproduce.py', result);
  it.each<[string, Line[], string[]]>([
    [
      'crashed before and runs',
      [script(CRASH), edit(), script('3.14')],
      ['success a script that failed before the edits runs'],
    ],
    ['still crashes', [script(CRASH), edit(), script(CRASH)], ['failure the last script fails']],
    [
      'prints something else',
      [script('3.13'), edit(), script('3.14')],
      ['success a script prints something else after the edits'],
    ],
    ['prints the same', [script('3.13'), edit(), script('3.13')], []],
    ['ran only afterwards', [edit(), script('3.14')], []],
    ['fails without an edit', [script(CRASH)], []],
    [
      'is a build that failed before',
      [run('make', 'error', true), edit(), run('make', 'ok')],
      ['success a command that failed before the edits runs'],
    ],
    [
      'is outweighed by tests',
      [script(CRASH), edit(), script('3.14'), run('pytest', FAIL)],
      ['failure pytest: 3 passed, 1 failed'],
    ],
  ])('%s', (_, lines, said) => {
    expect(of('tests', [ask, ...lines, { assistant: 'Done.' }])).toEqual(said);
  });

  it('is known by the file that is open, where the editor names none', () => {
    const open = (file: string): Line => ({
      call: 'edit',
      args: { replacement_text: 'x' },
      result: `updated\n(Open file: /repo/${file})\n(Current directory: /repo)`,
    });
    expect(of('tests', [ask, script(CRASH), open('round.py'), script('ok'), open('reproduce.py')])).toHaveLength(1);
    expect(of('tests', [ask, script(CRASH), open('round.py'), script('ok'), open('invoice.py')])).toEqual([]);
  });
});
