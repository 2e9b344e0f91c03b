/** Which results are errors of their call: one row a rule, and as many results that only show an error. */
import { describe, expect, it } from 'vitest';
import { failureOf } from '../../../../src/stages/observe/errors.ts';
import { call, type Made, only, sh } from './support.ts';

const of = (made: Made): string | undefined => {
  const failure = failureOf(only(made));
  return failure && `${failure.of}: ${failure.rule}`;
};

const PYTHON =
  'Traceback (most recent call last):\n  File "job.py", line 3, in <module>\n    main()\nKeyError: \'colour\'';

describe('an error of the call', () => {
  it.each<[string, Made, string]>([
    ['a flag of the log', call('look', {}, 'nothing there', true), 'call: error flag'],
    ['an exit code at the top', sh('./job', 'Exit code: 2\nOutput:\nbroken pipe'), 'call: exit code'],
    ['… of Codex', sh('./job', 'Wall time: 0.1\nProcess exited with code 3\nOutput:\n'), 'call: exit code'],
    ['… in tags', sh('./job', '<returncode>1</returncode>\n<output>\nno\n</output>'), 'call: exit code'],
    [
      '… at the end, in brackets',
      sh('./job', 'no\n[The command completed with exit code 1.]\n[cwd: /x]'),
      'call: exit code',
    ],
    ['… as a line of its own', sh('frob', 'sh: 1: frob: not found\nexit status 127'), 'call: exit code 127'],
    ['… in JSON', call('exec', { cmd: './job' }, '{"output":"no","metadata":{"exit_code":4}}'), 'call: exit code'],
    ['a word at the start', call('pay', { id: 1 }, 'Error: the card has expired'), 'call: error at the start'],
    ['an exception at the start', call('pay', { id: 1 }, 'ValueError: amount'), 'call: error at the start'],
    ['an error in JSON', call('pay', {}, '{"error":{"code":7}}'), 'call: error in JSON'],
    ['no success in JSON', call('pay', {}, '{"success": false, "data": 1}'), 'call: no success in JSON'],
    ['ok is false', call('pay', {}, '{"ok":false}'), 'call: no success in JSON'],
    ['a status of the web', call('get', {}, '{"status": 503, "body": ""}'), 'call: status code in JSON'],
    [
      'a status in words, with a message',
      call('pay', {}, '{"status":"failed","message":"no funds"}'),
      'call: status in JSON',
    ],
    ['a list of errors', call('q', {}, '{"errors":[{"path":"a"}]}'), 'call: errors in JSON'],
    ['a command that is not there', sh('frob', 'bash: frob: command not found'), 'call: message of the shell'],
    [
      'a file that is not there',
      sh('cat a.txt', 'cat: a.txt: No such file or directory'),
      'call: message of the shell',
    ],
    ['a stack trace of Python', sh('python job.py', PYTHON), 'call: python trace'],
    ['… behind exit code 0', sh('python job.py | tail', `Exit code: 0\nOutput:\n${PYTHON}`), 'call: python trace'],
    [
      '… of Node',
      sh('node a.js', 'TypeError: x is not a function\n    at run (/a.js:3:5)\n    at main (/a.js:9:1)'),
      'call: error at the start',
    ],
    [
      '… of Java',
      sh('java A', 'start\nException in thread "main" java.lang.Error: x\n\tat A.main(A.java:3)'),
      'call: java trace',
    ],
    ['… of Go', sh('go run .', 'panic: oh\n\ngoroutine 1 [running]:\nmain.main()'), 'call: go panic'],
    ['… of Rust', sh('./target/a', "thread 'main' panicked at src/a.rs:3"), 'call: rust panic'],
    ['make', sh('make all', 'cc a.c\nmake: *** [Makefile:3: all] Error 1'), 'call: make error'],
    ['git', sh('git push', 'fatal: no upstream branch'), 'call: git error'],
    [
      'an edit that does not fit',
      call('edit_file', { path: 'a' }, '<tool_use_error>String to replace not found in file.</tool_use_error>'),
      'call: edit refused',
    ],
    [
      '… without its tags',
      call(
        'str_replace_editor',
        { command: 'str_replace', path: 'a' },
        'No replacement was performed, old_str `a` did not appear',
      ),
      'call: edit refused',
    ],
    [
      'arguments that were refused',
      call('look', {}, 'InputValidationError: path is required'),
      'call: arguments refused',
    ],
    ['a tool that is not there', call('frob', {}, 'unsupported call: frob'), 'call: unknown tool'],
    [
      'a person who refused',
      call('edit_file', { path: 'a' }, "The user doesn't want to proceed with this tool use."),
      'call: rejected by the user',
    ],
    [
      'no permission',
      call('edit_file', { path: 'a' }, 'Permission to use edit_file has been denied.'),
      'call: permission denied',
    ],
    ['no time', sh('sleep 900', 'Command timed out after 120 s'), 'call: timeout'],
  ])('%s', (_, made, failure) => expect(of(made)).toBe(failure));
});

describe('no error of the call', () => {
  it.each<[string, Made]>([
    ['a log that is read', sh('cat job.log', `12:00 start\n${PYTHON}\n12:01 Error: stopped`)],
    ['… that ends as a program ends', sh('tail -n 3 job.log', 'step 1\nstep 2\nProcess exited with code 1')],
    [
      'a source file that raises',
      call('read_file', { path: 'a.py' }, '1  def f():\n2      raise ValueError("Error: x")'),
    ],
    ['… through an editor', call('str_replace_editor', { command: 'view', path: 'a.py' }, `Here is a.py:\n${PYTHON}`)],
    ['hits of a search', sh('grep -rn error src', 'src/a.c:3: error("fatal: x");')],
    ['a search without a hit', sh('grep -n colour a.txt', 'Exit code: 1\nOutput:\n')],
    ['… by the flag of the log', sh('rg colour', '', true)],
    ['files that differ', sh('diff a b', '3c3\n< a\n> b\nexit status 1')],
    ['JSON of a file', sh('cat a.json', '{"error": "a text of the file"}')],
    ['no error, said in JSON', call('pay', {}, '{"error": null, "success": true}')],
    ['… as none', call('pay', {}, '{"error":"none","errors":[]}')],
    [
      'an order that failed, looked up',
      call('order', { id: 7 }, '{"id":7,"status":"failed","items":[1,2],"total":3,"at":4}'),
    ],
    ['counts of zero', sh('./lint', '0 errors, 0 warnings')],
    [
      'a long text about errors',
      call('fetch_page', { url: 'x' }, `Error handling in Rust\n${'Errors are values. '.repeat(200)}`),
    ],
    ['a trace inside a page', call('lookup', { q: 'KeyError' }, `Answers:\n${PYTHON}\nThe key is missing.`)],
    ['a trace that the program went on after', sh('python job.py', `${PYTHON}\ncaught it\nall 12 rows written`)],
    ['exit code 0', sh('./job', 'Exit code: 0\nOutput:\nError: ignored')],
    ['one folder of many that a search may not see', sh('find / -name a', 'find: /root: Permission denied\n/tmp/a')],
    [
      'a warning before a listing',
      sh('ls', 'env.sh: line 3: ps: Operation not permitted\na.txt\nb.txt\nc.txt\nd.txt\ne.txt'),
    ],
    ['no result at all', sh('./job')],
    ['an empty result', sh('./job', '')],
  ])('%s', (_, made) => expect(of(made)).toBeUndefined());
});

describe('the call worked, and the aim was missed', () => {
  it.each<[string, Made]>([
    ['tests that fail', sh('pytest -q', '3 failed, 9 passed in 1.2s\nexit status 1')],
    ['… without an exit code', sh('npm test', 'Tests: 1 failed, 4 passed')],
    ['… behind a path', sh('cd app && python -m pytest tests', 'FAILED tests/a.py::t\n1 failed in 0.1s')],
    ['… by the flag of the log', sh('cargo test', 'test result: FAILED. 1 passed; 2 failed', true)],
    ['findings of a linter', sh('mypy a.py', 'a.py:3: error: x\nFound 1 error in 1 file\nexit status 1')],
    [
      'a script of tests',
      sh('python test_sums.py', `Exit code: 1\nOutput:\n${PYTHON.replace('KeyError', 'AssertionError')}`),
    ],
  ])('%s', (_, made) => expect(of(made)).toBe('check: failed check'));

  it.each<[string, Made, string | undefined]>([
    ['tests that pass', sh('pytest -q', '12 passed in 1.2s'), undefined],
    ['… with none failed', sh('cargo test', 'ok. 12 passed; 0 failed; 0 ignored'), undefined],
    [
      'a runner that is not there',
      sh('pytest', 'bash: pytest: command not found\nexit status 127'),
      'call: exit code 127',
    ],
    [
      'a runner that could not start',
      sh('python -m pytest', 'No module named pytest\nexit status 1'),
      'call: exit code',
    ],
  ])('but not %s', (_, made, failure) => expect(of(made)).toBe(failure));
});

it('takes a line as long as a log in one pass', () => {
  const long = `${'a: '.repeat(200_000)}\n${'error '.repeat(100_000)}`;
  const before = performance.now();
  for (const command of ['./job', 'pytest', 'cat a']) of(sh(command, long));
  of(call('look', {}, `{"error":${long}`));
  expect(performance.now() - before).toBeLessThan(500);
});
